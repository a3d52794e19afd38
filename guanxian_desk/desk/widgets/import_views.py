"""What the import panel shows, as values that the services fill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.widgets.columns import Provider, Row, TableColumn
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.mapping_view import HeadingLine
from guanxian_desk.desk.widgets.words_view import WordLine
from guanxian_desk.exchange.declare import Kind

NEW, CHANGED, UNCHANGED, CONFLICT, ERROR = "new", "changed", "unchanged", "conflict", "error"

OUTCOMES = (
    (NEW, Lamp("plus", "green", "新增")),
    (CHANGED, Lamp("diamond", "blue", "变更")),
    (UNCHANGED, Lamp("minus", "grey", "未变")),
    (CONFLICT, Lamp("triangle", "amber", "冲突")),
    (ERROR, Lamp("square", "red", "错误")),
)

# Before the sheet's own columns; "said" tells old → new of a changed or conflicting row.
LEADING = (
    TableColumn("outcome", "结果", width=80, lamps=OUTCOMES),
    TableColumn("row", "行号", Kind.COUNT, width=72, summed=False),
)
DECISIONS = (
    ("keep", Lamp("undo", "grey", "保留原记录")),
    ("replace", Lamp("check", "blue", "用新内容")),
    ("", Lamp("ring", "amber", "未逐条决定")),
)
DECISION = TableColumn("decision", "决定", width=128, lamps=DECISIONS, sortable=False)
TRAILING = (TableColumn("said", "说明", width=280, stretch=True),)

ERROR_COLUMNS = (
    TableColumn("sheet", "工作表", width=112),
    TableColumn("row", "Excel 行号", Kind.COUNT, width=96, summed=False),
    TableColumn("column", "列", width=128),
    TableColumn("value", "单元格内容", width=176),
    TableColumn("message", "为什么不能收，怎么改", width=320, stretch=True),
)


@dataclass(frozen=True)
class FileLine:
    """A file to be imported: key, name, the kind guessed ("" unknown), a word on its state with a lamp's colour."""

    key: str
    name: str
    kind: str = ""
    state: str = ""
    token: str = "grey"


@dataclass(frozen=True)
class PreviewView:
    """What importing a file would do.

    counts: outcome → rows; columns: the sheet's; rows(outcome) gives the rows of one outcome ("" all), each with the
    keys of LEADING, the sheet's fields and "said"; errors gives one row per bad cell with the keys of ERROR_COLUMNS;
    notes: what the reader had to decide; refused: why nothing of the file can be taken; headings: the file's columns,
    fields: what they can be read as (field, words, required), ask_unit: the money unit that stands only above them;
    suggest, remembers: as MendStrip wants them; words: unknown names; keeps, replaces: conflicts decided one by one;
    early: only the first rows of a file that is still being read.
    """

    file: str
    kind_title: str
    counts: dict[str, int]
    columns: tuple[TableColumn, ...]
    rows: Callable[[str], Provider]
    errors: Provider
    notes: tuple[str, ...] = ()
    refused: UserError | None = None
    headings: tuple[HeadingLine, ...] = ()
    fields: tuple[tuple[str, str, bool], ...] = ()
    ask_unit: str = ""
    suggest: Callable[[Row], Sequence[str]] = lambda _row: ()
    remembers: Callable[[Row], bool] = lambda _row: False
    words: tuple[WordLine, ...] = ()
    keeps: int = 0
    replaces: int = 0
    early: bool = False

    @property
    def total(self) -> int:
        """All rows of the file."""
        return sum(self.counts.values())

    def taken(self, *, replace: bool) -> int:
        """Rows that committing would write."""
        others = self.counts.get(CONFLICT, 0) - self.keeps - self.replaces if replace else 0
        return self.counts.get(NEW, 0) + self.counts.get(CHANGED, 0) + self.replaces + others
