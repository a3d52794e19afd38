"""What the machine itself must have before Python packages are of use: Qt's system libraries, and pip's door."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from installer.steps import StepFailed, run_step

# Debian's package for each library that PySide6 loads but does not carry.
DRAWING = {
    "libglib2.0-0": ("libglib-2.0.so.0", "libgthread-2.0.so.0"),
    "libgl1": ("libGL.so.1",),
    "libegl1": ("libEGL.so.1",),
    "libfontconfig1": ("libfontconfig.so.1",),
    "libdbus-1-3": ("libdbus-1.so.3",),
    "libxkbcommon0": ("libxkbcommon.so.0",),
}
WINDOW = {
    "libxcb-cursor0": ("libxcb-cursor.so.0",),
    "libxcb-icccm4": ("libxcb-icccm.so.4",),
    "libxcb-keysyms1": ("libxcb-keysyms.so.1",),
    "libxcb-image0": ("libxcb-image.so.0",),
    "libxcb-randr0": ("libxcb-randr.so.0",),
    "libxcb-render-util0": ("libxcb-render-util.so.0",),
    "libxcb-shape0": ("libxcb-shape.so.0",),
    "libxcb-xkb1": ("libxcb-xkb.so.1",),
    "libxkbcommon-x11-0": ("libxkbcommon-x11.so.0",),
}


def has_screen(environ: Mapping[str, str]) -> bool:
    """Whether a window could open: always on Windows, with an X or Wayland display elsewhere."""
    return sys.platform == "win32" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def missing_libraries(*, window: bool) -> list[str]:
    """The Debian packages whose libraries cannot be loaded; window adds those of a real screen."""
    if sys.platform != "linux":
        return []
    wanted = DRAWING | WINDOW if window else DRAWING
    return [package for package, names in wanted.items() if not all(map(_loads, names))]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def venv_package() -> str:
    """The Debian package that lets this Python make environments with pip."""
    default = shutil.which("python3", path="/usr/bin")
    if default and os.path.realpath(default) == os.path.realpath(sys.executable):
        return "python3-venv"
    return f"python3.{sys.version_info.minor}-venv"


def provide(packages: list[str]) -> None:
    """Installs Debian packages as root; anybody else is told the line to hand to the administrator (StepFailed)."""
    if not packages:
        return
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        raise StepFailed(
            f"缺少系统软件。请管理员（root）先执行这一行，再重新运行本命令：{line}",
            f"System packages are missing. As root run this line, then start again: {line}",
        )
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=120"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    hint = (f"请检查网络和软件源，或自行执行：{line}。", f"Check the network, or run: {line}")
    names = "、".join(packages)
    with _certificates_kept(Path("/etc/ssl/certs/ca-certificates.crt"), Path("/usr/sbin/update-ca-certificates")):
        run_step("读取系统软件目录", "apt-get update", [*apt, "update"], hint=hint, environ=quiet)
        run_step(
            f"安装系统软件 {names}",
            f"apt-get install {' '.join(packages)}",
            [*apt, *line.split()[1:]],
            hint=hint,
            environ=quiet,
        )


@contextmanager
def _certificates_kept(bundle: Path, package_program: Path) -> Iterator[None]:
    """Keeps the certificates that an administrator put there by hand, for a network that has its own.

    python3-venv brings the package ca-certificates, whose first act is to write its bundle over that one.
    """
    ours = bundle.read_bytes() if bundle.is_file() and not package_program.exists() else None
    try:
        yield
    finally:
        if ours is not None and bundle.read_bytes() != ours:
            bundle.write_bytes(ours)
