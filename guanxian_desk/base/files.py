"""Files that a clerk names: read whole, written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from guanxian_desk.base.errors import UserError, system_reason


def read_file(path: Path) -> bytes:
    """The bytes of a file. UserError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            f"打不开“{path.name}”（{system_reason(error)}）", "没有读写任何数据", "请检查文件是否还在、是否有权限"
        ) from None


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or nothing: first beside it, then in its place. UserError when that is not possible."""
    unfinished = path.with_name(path.name + ".未完成")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise UserError(
            f"不能写入“{path}”（{system_reason(error)}）", "没有写出文件", "请检查文件夹权限，或关掉正打开它的程序"
        ) from None
