"""Writes the exact versions to install, with hashes for every platform and Python, after pyproject.toml has changed.

    python installer/pin.py              keep what is pinned, add and drop only what pyproject.toml asks for
    python installer/pin.py --upgrade    take the newest of everything that pyproject.toml allows

Needs the program uv (`pip install uv`); it asks whatever package index uv is set up with and writes no address.
constraints.txt is what the program needs (with the build backend, and pip for machines without network);
constraints-dev.txt is what the checks need besides.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / "installer" / "constraints.txt"
DEV = ROOT / "installer" / "constraints-dev.txt"
HEADS = {
    RUN: "# What the program needs, exact. Written by installer/pin.py; do not edit.\n",
    DEV: "# What the checks need besides constraints.txt, exact. Written by installer/pin.py; do not edit.\n",
}


def blocks(text: str) -> list[str]:
    """The pinned packages of a file, each with its hash lines."""
    return re.findall(r"^[A-Za-z0-9].*\n(?:[ \t].*\n)*", text, re.MULTILINE)


def besides(everything: str, some: str) -> str:
    """The packages of everything that some does not have."""
    had = {block.partition("==")[0] for block in blocks(some)}
    return "".join(block for block in blocks(everything) if block.partition("==")[0] not in had)


def _compile(folder: Path, output: Path, *extra: str) -> str:
    tools = folder / "tools.in"
    with (ROOT / "pyproject.toml").open("rb") as file:
        tools.write_text("\n".join([*tomllib.load(file)["build-system"]["requires"], "pip"]), "utf-8")
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--output-file", str(output), *extra, "pyproject.toml", str(tools)]
    subprocess.run(command, cwd=ROOT, check=True)
    return output.read_text("utf-8")


def main(upgrade: bool) -> None:
    """Writes both files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pinned = folder / "all.txt"
        if not upgrade:
            pinned.write_text("".join(path.read_text("utf-8") for path in HEADS if path.exists()), "utf-8")
        everything = _compile(folder, pinned, "--extra", "dev")
        run = _compile(folder, folder / "run.txt", "--constraints", str(pinned))
    for path, text in ((RUN, run), (DEV, besides(everything, run))):
        path.write_text(HEADS[path] + text, "utf-8", newline="\n")


if __name__ == "__main__":
    main("--upgrade" in sys.argv[1:])
