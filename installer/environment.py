"""The project's own Python environment (.venv): made, filled with the pinned packages, and told from a half-made one.

A stamp inside it says what it was filled with; as long as that is what the project asks for, nothing is done.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer.lock import locked
from installer.steps import StepFailed, run_step, say

STAMP = "guanxian-desk.json"
LOCK = "guanxian-desk.lock"
RUN, DEV = "run", "dev"
FILES = {RUN: ("constraints.txt",), DEV: ("constraints.txt", "constraints-dev.txt")}
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
QUIETLY = ("--disable-pip-version-check", "--no-input")
PINNED = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
NO_NETWORK_HINT = (
    "请检查网络后再试；没有网络时，在能上网的同类电脑上运行 bootstrap.py wheels 目录，带来后加 --wheels 目录。",
    "Check the network; without one use --wheels DIR.",
)


@dataclass(frozen=True)
class Environment:
    """The environment of the project in root. wheels: a folder to install from instead of the network."""

    root: Path
    wheels: Path | None = None

    @property
    def folder(self) -> Path:
        """Where it is: .venv beside pyproject.toml."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def key(self, kind: str) -> str:
        """A fingerprint of all that a filling of the kind (run, dev) depends on."""
        digest = hashlib.sha256(f"{PYTHON}\0{self.root}\0{kind}\0".encode())
        for name in ("pyproject.toml", *(f"installer/{file}" for file in FILES[kind])):
            digest.update(self.root.joinpath(name).read_bytes())
        return digest.hexdigest()

    def stamp(self) -> dict[str, Any]:
        """What the last filling wrote; empty when there was none."""
        try:
            found = json.loads((self.folder / STAMP).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def ready(self, kind: str) -> bool:
        """Whether it already holds what the project asks for."""
        return self.python.exists() and self.stamp().get(kind) == self.key(kind)

    def lacks_pip(self, kind: str) -> bool:
        """Whether a filling is due and no pip can be had: Debian keeps it in a package of its own."""
        if self.ready(kind) or self._pip_wheel() or (self._sound() and self._has_pip()):
            return False
        return importlib.util.find_spec("ensurepip") is None

    def prepare(self, kind: str) -> None:
        """Makes it ready for the kind; at once when it is. StepFailed says which step failed and why."""
        if self.ready(kind):
            return
        self.folder.mkdir(exist_ok=True)
        with locked(self.folder / LOCK):
            if not self.ready(kind):  # another run may have finished it meanwhile
                self._fill(kind)

    def _fill(self, kind: str) -> None:
        ours = not (self.folder / "pyvenv.cfg").exists() or self.stamp().get("ours", False)
        if not self._sound():
            self._make(ours)
        self._write_stamp({"ours": ours, "python": PYTHON, "unfinished": True})
        for file in FILES[kind]:
            self._pip(
                _TITLES[file], "install", *QUIETLY, *PINNED, *self._source(), "-r", str(self.root / "installer" / file)
            )
        project = ("--no-deps", "--no-build-isolation", "--no-index", "-e", str(self.root))
        self._pip(("登记本程序", "install the project itself"), "install", *QUIETLY, *project)
        self._try_qt()
        done = {RUN: self.key(RUN)} | ({DEV: self.key(DEV)} if kind == DEV else {})
        self._write_stamp({"ours": ours, "python": PYTHON, **done})
        say(f"· 环境已就绪：{self.folder}", f"- environment ready: {self.folder}")

    def _sound(self) -> bool:
        """Whether packages may be put into what is there: of this Python, and no half-made work of ours."""
        if not self.python.exists() or not (self.folder / "pyvenv.cfg").exists():
            return False
        stamp = self.stamp()
        half_made = stamp.get("unfinished", False) and stamp.get("ours", False)
        return not half_made and self._site_packages().is_dir()

    def _site_packages(self) -> Path:
        return self.folder / ("Lib" if sys.platform == "win32" else f"lib/python{PYTHON}") / "site-packages"

    def _has_pip(self) -> bool:
        return (self._site_packages() / "pip").is_dir()

    def _make(self, ours: bool) -> None:
        if not ours:
            raise StepFailed(
                f"{self.folder} 不是本程序建立的，也不能用（Python 版本不同或已损坏）。请把它改名或移走，再重新运行。",
                f"{self.folder} belongs to somebody else and cannot be used; move it away and start again.",
            )
        # From here until the last step the stamp says that the work is unfinished: a run cut short starts afresh.
        self._write_stamp({"ours": True, "python": PYTHON, "unfinished": True})
        for path in self.folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in (LOCK, STAMP):
                path.unlink()
        base = getattr(sys, "_base_executable", sys.executable)
        run_step(
            f"建立独立的 Python 环境 {self.folder}",
            f"make {self.folder}",
            [base, "-m", "venv", "--without-pip", str(self.folder)],
        )

    def _write_stamp(self, values: dict[str, Any]) -> None:
        fresh = self.folder / (STAMP + ".new")
        fresh.write_text(json.dumps(values), "utf-8")
        fresh.replace(self.folder / STAMP)

    def _pip_wheel(self) -> Path | None:
        """A wheel runs as a program too, so a folder with pip's needs no pip on the machine."""
        return next(iter(sorted(self.wheels.glob("pip-*.whl"))), None) if self.wheels else None

    def _source(self) -> tuple[str, ...]:
        return ("--no-index", "--find-links", str(self.wheels)) if self.wheels else ()

    def _pip(self, title: tuple[str, str], *arguments: str) -> None:
        program = ["-m", "pip"]
        if not self._has_pip():
            wheel = self._pip_wheel()
            if wheel:
                program = [str(wheel / "pip")]
            else:
                run_step("准备安装工具 pip", "get pip", [str(self.python), "-m", "ensurepip"])
        run_step(
            *title,
            [str(self.python), *program, *arguments],
            hint=("", "") if self.wheels else NO_NETWORK_HINT,
            on_line=_tell_download,
        )

    def _try_qt(self) -> None:
        hint = (
            "本机缺少窗口程序要用的系统库，或系统过旧（Windows 10 1809、Debian 12 及以后可用）。",
            "A system library is missing, or the system is too old.",
        )
        run_step(
            "试用窗口库",
            "try the window library",
            [str(self.python), "-c", "import PySide6.QtWidgets"],
            hint=hint,
        )

    def fetch(self, kind: str, into: Path) -> None:
        """Downloads the pinned packages of this platform and Python, for a machine without network."""
        files = [word for file in FILES[kind] for word in ("-r", str(self.root / "installer" / file))]
        self._pip(("下载安装包", "download the packages"), "download", *QUIETLY, *PINNED, "-d", str(into), *files)


_TITLES = {
    "constraints.txt": ("安装软件包（首次约下载 120 MB）", "install the packages (about 120 MB)"),
    "constraints-dev.txt": ("安装检查用的软件包", "install the packages of the checks"),
}


def _tell_download(line: str) -> None:
    found = re.match(r"\s*Downloading (?:\S*/)?([^\s/]+?)-\d\S* \((\d\S* [MG]B)\)", line)
    if found:
        say(f"    下载 {found[1]}（{found[2]}）", f"    {found[1]} ({found[2]})")
