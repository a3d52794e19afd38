"""The one error family a clerk may see; everything else is a bug."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "只能读，不能写",
    errno.EBUSY: "正被别的程序使用",
    errno.ENAMETOOLONG: "名字太长",
}


class UserError(Exception):
    """Something about the environment or the input, told in the clerk's words.

    what: what happened; meaning: what it means for the data; todo: what to do next.
    All three are Chinese sentences; the last two may be empty.
    """

    def __init__(self, what: str, meaning: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.meaning = meaning
        self.todo = todo

    def __str__(self) -> str:
        return "".join(part if part.endswith(("。", "！", "？")) else part + "。" for part in self._parts())

    def _parts(self) -> list[str]:
        return [part for part in (self.what, self.meaning, self.todo) if part]


class Cancelled(Exception):  # noqa: N818 - it is an outcome, not a fault
    """The clerk pressed 取消; whoever catches it leaves the data as it was."""


def system_reason(error: OSError) -> str:
    """Why the system did not open or write a file, in Chinese; a number for what is rare."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")
