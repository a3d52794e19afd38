"""Which column of a task table is which, by its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from guanxian_desk.modules.tasks.notice.manuscript import Cell, tighten

# What a heading looks like, by the field it names.
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"序号|编号|项次|[Nn][Oo]\.?")),
    ("due", re.compile(r".*(?:时限|期限|完成时间|时间要求|时间节点|整改时间|办结时间).{0,2}")),
    ("lead", re.compile(r".*(?:牵头|主办|主责).*(?:单位|部门)|牵头")),
    ("responsible", re.compile(r".*(?:责任|配合|协办|参与|承办|落实).*(?:单位|部门)")),
    ("text", re.compile(r".*(?:措施|举措|工作要求|具体要求|具体内容|主要内容|落实内容|任务内容|工作内容)")),
    (
        "title",
        re.compile(
            r".*(?:反馈问题|反馈意见)|(?:存在|整改|具体|主要|突出)?问题.{0,2}|"
            r"(?:.{0,4}(?:任务|事项|主要工作)|工作项目|项目)(?:名称)?"
        ),
    ),
)
# Beside another column of tasks, such a column groups them.
_GROUPING = re.compile(r"重点任务|重点工作|重点|类别|领域|板块")


@dataclass
class Columns:
    """The columns of a task table; None or empty where it has none."""

    number: int | None = None
    section: int | None = None
    title: int | None = None
    text: int | None = None
    due: int | None = None
    lead: list[int] = field(default_factory=list)
    responsible: list[int] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        """Whether a row tells a task (or a measure) and its units."""
        return (self.title is not None or self.text is not None) and bool(self.lead or self.responsible)

    def add(self, name: str, index: int, heading: str) -> None:
        """Take a recognised heading; of several alike the first counts, units are gathered."""
        if name in ("lead", "responsible"):
            getattr(self, name).append(index)
        elif name == "title" and self.title is not None:
            if self.section is None and self._grouping:
                self.section, self.title = self.title, index
        elif getattr(self, name) is None:
            setattr(self, name, index)
            if name == "title":
                self._grouping = bool(_GROUPING.fullmatch(heading))

    _grouping: bool = False


def read_headings(cells: Sequence[Cell]) -> Columns | None:
    """The columns that a heading row names; None when the row is none."""
    columns = Columns()
    for index, cell in enumerate(cells):
        heading = tighten(cell.text.replace("\n", ""))
        name = _field(heading)
        if name and not cell.covered:
            columns.add(name, index, heading)
    return columns if columns.usable else None


def _field(heading: str) -> str:
    if not heading or len(heading) > 16:
        return ""
    return next((name for name, pattern in _HEADINGS if pattern.fullmatch(heading)), "")
