"""The one error family a clerk may see; everything else is a bug."""

from __future__ import annotations


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
