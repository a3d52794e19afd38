"""A file on its way in, as the import view keeps it, and what the import panel shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.widgets.columns import Row, TableColumn, TupleProvider, columns_of
from guanxian_desk.desk.widgets.import_views import CHANGED, CONFLICT, ERROR, NEW, UNCHANGED, FileLine, PreviewView
from guanxian_desk.desk.widgets.mapping_view import HeadingLine
from guanxian_desk.desk.widgets.words_view import WordLine
from guanxian_desk.exchange.edits import Edit
from guanxian_desk.exchange.peek import Peek
from guanxian_desk.services.file_columns import file_columns, title_unit
from guanxian_desk.services.import_memory import can_be_meant
from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.prepared import Prepared, Report, Wishes
from guanxian_desk.services.preview_rows import KEEP, REPLACE, PreviewRows, error_rows
from guanxian_desk.services.words import Word

READING, UNKNOWN, READY, CONFLICTS, ERRORS, REFUSED, TAKEN = range(7)

_STATES = {
    READING: ("正在读取", "blue"),
    UNKNOWN: ("请选择是哪一种表", "amber"),
    READY: ("可以导入", "green"),
    CONFLICTS: ("有冲突", "amber"),
    ERRORS: ("有错误的行", "amber"),
    REFUSED: ("不能导入", "red"),
    TAKEN: ("已导入", "green"),
}


@dataclass(frozen=True)
class Read:
    """What reading a file gave: its kind ("" unknown), the preview, unknown names, what bad cells could say."""

    kind: str = ""
    prepared: Prepared | None = None
    words: tuple[Word, ...] = ()
    suggestions: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass
class Incoming:
    """One file. data: its bytes, kept for reading it again and for the error workbook; sender, period: as the clerk
    says; wishes: how it is read; decided: conflicts decided one by one, by position."""

    path: Path
    sender: str = ""
    period: str = ""
    data: bytes = b""
    read: Read = field(default_factory=Read)
    wishes: Wishes = field(default_factory=Wishes)
    decided: dict[int, str] = field(default_factory=dict)
    peek: Peek | None = None
    report: Report | None = None
    failure: UserError | None = None
    reading: bool = True

    @property
    def key(self) -> str:
        """What the panel calls it."""
        return str(self.path)

    @property
    def kind(self) -> str:
        """The kind it is read as."""
        return self.read.kind

    @property
    def prepared(self) -> Prepared | None:
        """The preview; None while it is being read."""
        return self.read.prepared

    @property
    def state(self) -> int:
        """How far it is."""
        if self.report is not None:
            return TAKEN
        if self.reading:
            return READING
        if self.failure is not None or (self.prepared is not None and self.refusal is not None):
            return REFUSED
        if self.prepared is None or self.prepared.preview is None:
            return UNKNOWN
        counts = self.prepared.preview.counts()
        return CONFLICTS if counts.conflicts else ERRORS if counts.errors else READY

    @property
    def refusal(self) -> UserError | None:
        """Why nothing of it can be taken."""
        if self.failure is not None:
            return self.failure
        prepared = self.prepared
        if prepared is None:
            return None
        if prepared.refused:
            return UserError(f"“{self.path.name}”不能导入：{prepared.refused}", "没有写入任何数据")
        return None

    @property
    def waiting(self) -> bool:
        """Whether a clerk still has to decide about it."""
        return self.report is None

    def take(self, read: Read) -> None:
        """What reading gave; decisions of an earlier reading are of other rows."""
        self.read, self.reading, self.peek = read, False, None
        self.decided = {}
        if read.prepared is not None:
            self.sender = read.prepared.sender
            self.period = self.period or read.prepared.period

    def mend(self, row: Row, text: str) -> None:
        """A bad cell of the error list says something else; the newest word on a cell counts."""
        place = (str(row["sheet"]), int(row["row"]), int(row["index"]))
        before = [edit for edit in self.wishes.edits if (edit.sheet, edit.row, edit.index) == place]
        others = tuple(edit for edit in self.wishes.edits if edit not in before)
        old = before[0].old if before else str(row["value"])
        self.wishes = replace(self.wishes, edits=(*others, Edit(*place, old, text)))

    def apart(self, on_conflict: str) -> frozenset[int]:
        """The conflicts that are decided the other way than all others."""
        return frozenset(position for position, what in self.decided.items() if what != on_conflict)

    def line(self) -> FileLine:
        """Its line in the list of files."""
        words, token = _STATES[self.state]
        if self.report is not None and self.report.batch is not None:
            counts = self.report.entry()
            words = f"已导入：新增 {counts['new']}，变更 {counts['changed']}"
        return FileLine(self.key, self.path.name, self.kind, words, token)

    def view(self, *, full: bool) -> PreviewView:
        """Its preview. full: ID numbers and phones are not masked."""
        prepared, refused = self.prepared, self.refusal
        if prepared is None or prepared.preview is None or prepared.extract is None or refused is not None:
            return self._refused_view(refused)
        preview, counts = prepared.preview, prepared.preview.counts()
        by_outcome = {
            NEW: counts.new,
            CHANGED: counts.changed,
            UNCHANGED: counts.unchanged,
            CONFLICT: counts.conflicts,
            ERROR: counts.errors,
        }
        decided = dict(self.decided)
        return PreviewView(
            self.path.name,
            of_kind(self.kind)[1].title,
            by_outcome,
            _columns(prepared),
            lambda outcome: PreviewRows(preview, outcome, full, decided),
            TupleProvider(error_rows(prepared.extract, full)),
            tuple(_notes(prepared)),
            headings=self._headings(),
            fields=self._fields(),
            suggest=self._suggest,
            remembers=self._remembers,
            words=tuple(WordLine(w.field, w.heading, w.written, w.rows, w.candidates) for w in self.read.words),
            keeps=sum(what == KEEP for what in decided.values()),
            replaces=sum(what == REPLACE for what in decided.values()),
        )

    def early_view(self, kind: str) -> PreviewView | None:
        """Its first rows while the whole is being read; IDs and phones are left out until they can be masked."""
        peek = self.peek
        if peek is None or not peek.rows:
            return None
        sheet = of_kind(kind)[1]
        shown = [name for name in peek.fields if not sheet.by_field[name].personal]
        columns = tuple(TableColumn(name, sheet.by_field[name].heading, width=128, sortable=False) for name in shown)
        rows = [dict(zip(peek.fields, cells)) | {"row": number, "outcome": ""} for number, cells in peek.rows]
        empty = TupleProvider(())
        return PreviewView(
            self.path.name, sheet.title, {}, columns, lambda _outcome: TupleProvider(rows), empty, early=True
        )

    def _refused_view(self, refused: UserError | None) -> PreviewView:
        title = of_kind(self.kind)[1].title if self.kind else ""
        reason = refused or UserError("认不出这是哪一种表", "没有写入任何数据", "请在文件名右边选择是哪一种表")
        extract = self.prepared.extract if self.prepared else None
        empty = TupleProvider(())
        return PreviewView(
            self.path.name,
            title,
            {},
            (),
            lambda _outcome: empty,
            empty,
            (),
            reason,
            headings=self._headings(),
            fields=self._fields(),
            ask_unit=title_unit(extract) if extract else "",
        )

    def _headings(self) -> tuple[HeadingLine, ...]:
        extract = self.prepared.extract if self.prepared else None
        if extract is None:
            return ()
        return tuple(HeadingLine(c.written, c.place, c.sample, c.field) for c in file_columns(extract))

    def _fields(self) -> tuple[tuple[str, str, bool], ...]:
        if not self.kind:
            return ()
        return tuple((c.field, c.heading, c.required) for c in of_kind(self.kind)[1].columns)

    def _suggest(self, row: Row) -> tuple[str, ...]:
        return self.read.suggestions.get((row["field"], row["value"]), ())

    def _remembers(self, row: Row) -> bool:
        return bool(row["value"]) and can_be_meant(of_kind(self.kind)[1].by_field[row["field"]])


def _columns(prepared: Prepared) -> tuple[TableColumn, ...]:
    """The sheet's columns that the file has; its sheets' names first when there are several."""
    extract = prepared.extract
    assert extract is not None
    columns = tuple(column for column in columns_of(extract.sheet) if column.key in extract.present)
    several = (TableColumn("sheet", "工作表", width=112),) if len(extract.headings) > 1 else ()
    return several + columns


def _notes(prepared: Prepared) -> list[str]:
    notes = list(prepared.extract.notes) if prepared.extract else []
    twin = [f"这个文件以前导入过（第 {prepared.twin} 批）"] if prepared.twin is not None else []
    mended = [f"改正了 {len(prepared.wishes.edits)} 格"] if prepared.wishes.edits else []
    return twin + mended + [note.rstrip("。") for note in notes]
