"""One set-up at a time in one checkout."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from installer.steps import say


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keeps a second run of the set-up waiting; the lock goes with the process, however it ends."""
    with path.open("a+b") as handle:
        if not _take(handle):
            say("· 另一次安装正在进行，等它完成……", "- another set-up is running, waiting ...")
            while not _take(handle):
                time.sleep(0.2)
        yield


def _take(handle: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
