"""A file on its way in, as the import view keeps it, and what the import panel shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.widgets.columns import TableColumn, TupleProvider, columns_of
from guanxian_desk.desk.widgets.import_views import CHANGED, CONFLICT, ERROR, NEW, UNCHANGED, FileLine, PreviewView
from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.prepared import Prepared, Report
from guanxian_desk.services.preview_rows import PreviewRows, error_rows

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


@dataclass
class Incoming:
    """One file. data: its bytes, kept for the error workbook; prepared: None while it is being read."""

    path: Path
    data: bytes = b""
    kind: str = ""
    prepared: Prepared | None = None
    report: Report | None = None
    failure: UserError | None = None
    reading: bool = True

    @property
    def key(self) -> str:
        """What the panel calls it."""
        return str(self.path)

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

    def line(self) -> FileLine:
        """Its line in the list of files."""
        words, token = _STATES[self.state]
        if self.report is not None and self.report.batch is not None:
            counts = self.report.entry()
            words = f"已导入：新增 {counts['new']}，变更 {counts['changed']}"
        return FileLine(self.key, self.path.name, self.kind, words, token)

    def view(self, *, full: bool) -> PreviewView:
        """Its preview. full: ID numbers and phones are not masked."""
        title = of_kind(self.kind)[1].title if self.kind else ""
        prepared, refused = self.prepared, self.refusal
        if prepared is None or prepared.preview is None or prepared.extract is None or refused is not None:
            reason = refused or UserError("认不出这是哪一种表", "没有写入任何数据", "请在文件名右边选择是哪一种表")
            return PreviewView(
                self.path.name, title, {}, (), lambda _outcome: TupleProvider(()), TupleProvider(()), (), reason
            )
        preview, counts = prepared.preview, prepared.preview.counts()
        by_outcome = {
            NEW: counts.new,
            CHANGED: counts.changed,
            UNCHANGED: counts.unchanged,
            CONFLICT: counts.conflicts,
            ERROR: counts.errors,
        }
        return PreviewView(
            self.path.name,
            title,
            by_outcome,
            _columns(prepared),
            lambda outcome: PreviewRows(preview, outcome, full),
            TupleProvider(error_rows(prepared.extract, full)),
            tuple(_notes(prepared)),
        )


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
    return twin + [note.rstrip("。") for note in notes]
