"""A make-believe fresh machine: a small checkout with the real installer, and a Python that believes what it hears."""

from __future__ import annotations

import hashlib
import os
import py_compile
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from py_compile import PycInvalidationMode

import pip

from tests.architecture.house import ROOT
from tests.installer import tiny_wheel

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "guanxian-desk"
version = "0.1.0"
"""

# Just enough of a build backend to register the checkout; a real one would have to be downloaded.
BACKEND = """
import os
from tiny_wheel import write_wheel
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    return write_wheel(wheel_directory, "guanxian_desk", "0.1.0", {"desk.pth": os.getcwd()})
"""

# The desk shows what reached it.
PROGRAM = """
import os, sys
print(sys.argv[1:], os.getcwd(), sys.prefix)
sys.exit(3 if "findings" in sys.argv else 0)
"""

# Read by Python at its start: who is asking, which libraries can be loaded, and whether ensurepip exists.
BELIEFS = """
import ctypes, importlib.util, os
os.geteuid = lambda: int(os.environ["BELIEVE_UID"])
_load, _find = ctypes.CDLL, importlib.util.find_spec
def load(name, *rest, **more):
    if not name or not name.startswith("lib"):
        return _load(name, *rest, **more)
    if not os.path.exists(os.path.join(os.environ["BELIEVE_LIBRARIES"], name)):
        raise OSError(name)
def find(name, *rest):
    return None if name == "ensurepip" else _find(name, *rest)
ctypes.CDLL, importlib.util.find_spec = load, find
"""

# Writes down what it was asked, and brings the libraries when told to install.
APT = """#!/bin/sh
echo "$*" >> {log}
case "$*" in *install*) for name in {libraries}; do : > {folder}/$name; done ;; esac
exit {code}
"""

LIBRARIES = (
    "libglib-2.0.so.0 libgthread-2.0.so.0 libGL.so.1 libEGL.so.1 libfontconfig.so.1 libdbus-1.so.3 libxkbcommon.so.0"
)


def write_pip_wheel(path: Path) -> None:
    """The pip that runs here, as the wheel it came from; compiled, because it is started often."""
    package = Path(pip.__file__).parent
    compiled = path.with_suffix(".pyc")
    with zipfile.ZipFile(path, "w") as archive:
        for file in package.rglob("*.p*"):
            name = file.relative_to(package.parent)
            if file.suffix != ".pyc":
                archive.write(file, name)
            if file.suffix == ".py":
                py_compile.compile(str(file), str(compiled), invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
                archive.write(compiled, name.with_suffix(".pyc"))


@dataclass
class FreshMachine:
    """A checkout in root/desk and packages in root/wheels; environ is what the installer will see."""

    root: Path
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def desk(self) -> Path:
        """The checkout."""
        return self.root / "desk"

    @property
    def wheels(self) -> Path:
        """The folder handed to --wheels."""
        return self.root / "wheels"

    @property
    def venv(self) -> Path:
        """The environment that the installer makes."""
        return self.desk / ".venv"

    @property
    def stamp(self) -> Path:
        """What tells a finished environment from a half-made one."""
        return self.venv / "guanxian-desk.json"

    def set_up(self) -> None:
        """A machine with every library, a user who is not root, and no ensurepip."""
        for name in ("beliefs", "bin", "libraries", "wheels", "desk/guanxian_desk"):
            (self.root / name).mkdir(parents=True)
        (self.root / "beliefs" / "sitecustomize.py").write_text(BELIEFS, "utf-8")
        shutil.copytree(ROOT / "installer", self.desk / "installer", ignore=shutil.ignore_patterns("__pycache__"))
        (self.desk / "pyproject.toml").write_text(PYPROJECT, "utf-8")
        (self.desk / "backend.py").write_text(BACKEND, "utf-8")
        shutil.copy(tiny_wheel.__file__, self.desk)
        (self.desk / "guanxian_desk" / "__main__.py").write_text(PROGRAM, "utf-8")
        for name in LIBRARIES.split():
            (self.root / "libraries" / name).touch()
        self.environ = {
            "PATH": str(self.root / "bin"),
            "HOME": str(self.root),
            "PYTHONPATH": str(self.root / "beliefs"),
            "PYTHONUTF8": "1",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_CACHE_DIR": "1",
            "BELIEVE_UID": "1000",
            "BELIEVE_LIBRARIES": str(self.root / "libraries"),
        }

    def forget(self, *libraries: str) -> None:
        """Libraries that cannot be loaded from now on."""
        for name in libraries:
            (self.root / "libraries" / name).unlink()

    def offer(self, version: str = "1.0", *, wrong_hash: bool = False) -> None:
        """Puts a version of the one needed package into the wheels, and pins it."""
        files = {"PySide6/__init__.py": f"version = {version!r}", "PySide6/QtWidgets.py": ""}
        wheel = tiny_wheel.write_wheel(self.wheels, "pyside6", version, files)
        digest = hashlib.sha256(b"another" if wrong_hash else (self.wheels / wheel).read_bytes()).hexdigest()
        pins = {"constraints.txt": f"pyside6=={version} --hash=sha256:{digest}\n", "constraints-dev.txt": ""}
        for name, text in pins.items():
            (self.desk / "installer" / name).write_text(text, "utf-8")

    def become_root(self, apt_code: int = 0) -> None:
        """From now on the user is root and has an apt-get that ends with the code."""
        self.environ["BELIEVE_UID"] = "0"
        apt = self.root / "bin" / "apt-get"
        values = {"log": self.root / "apt.log", "folder": self.root / "libraries", "libraries": LIBRARIES}
        apt.write_text(APT.format(**values, code=apt_code), "utf-8")
        apt.chmod(0o755)

    def apt_calls(self) -> list[str]:
        """What apt-get was asked, in order."""
        log = self.root / "apt.log"
        return log.read_text("utf-8").splitlines() if log.exists() else []

    def start(self, *words: str, **environ: str) -> subprocess.Popen[str]:
        """Starts the installer."""
        command = [sys.executable, str(self.desk / "installer" / "bootstrap.py"), *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            command, cwd=self.root, env={**self.environ, **environ}, text=True, encoding="utf-8", **pipes
        )

    def bootstrap(self, *words: str, **environ: str) -> tuple[int, str, str]:
        """Runs the installer to its end: exit code, standard output, error stream."""
        process = self.start(*words, **environ)
        output, errors = process.communicate(timeout=120)
        return process.returncode, output, errors
