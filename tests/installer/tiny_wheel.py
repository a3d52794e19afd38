"""Writes wheels by hand, so that the installer can be tried without a network. Also copied beside the sham backend."""

from __future__ import annotations

import zipfile
from pathlib import Path


def write_wheel(folder: str | Path, name: str, version: str, files: dict[str, str]) -> str:
    """Writes a wheel with the files; returns its name."""
    info = f"{name}-{version}.dist-info"
    wheel = f"{name}-{version}-py3-none-any.whl"
    contents = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    contents[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*contents, f"{info}/RECORD"])
    with zipfile.ZipFile(Path(folder) / wheel, "w") as archive:
        for path, text in contents.items():
            archive.writestr(path, text)
    return wheel
