"""数据交换: files come in with a preview, batches can be taken back, templates and records go out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.background import Changes
from guanxian_desk.desk.pages.base import Page, PageAction
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.exchange_batches import BatchesView
from guanxian_desk.desk.pages.exchange_fill import FillView
from guanxian_desk.desk.pages.exchange_import import ImportView
from guanxian_desk.desk.pages.exchange_kinds import KindsView
from guanxian_desk.desk.pages.exchange_memory import MemoryView
from guanxian_desk.desk.pages.exchange_receipts import FORM, ReceiptsView
from guanxian_desk.desk.pages.exchange_receipts import TITLE as RECEIPTS_TITLE
from guanxian_desk.desk.pages.full_numbers import FullNumbers
from guanxian_desk.desk.pages.papers import open_paper
from guanxian_desk.desk.pages.segments import Segment, Segments
from guanxian_desk.services.batch_list import last_import

KEY, TITLE = "exchange", "数据交换"
IMPORT, BATCHES, RECEIPTS, KINDS = "import", "batches", "receipts", "kinds"
FILL, MEMORY = "fill", "memory"


class ExchangePage(Page):
    """What comes in, what came in, who sent it; what goes out, also in a superior's form; what is remembered."""

    tables = frozenset({"batches", "returned_files", "column_memories", "value_memories", "fill_memories"})
    help_key = "import"
    segments: Segments

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self._full = False
        self.incoming = ImportView(desk)
        self.incoming.results_asked.connect(lambda: desk.tab_asked.emit("vouchers"))
        self.incoming.imported.connect(desk.settle)
        self.full = FullNumbers(desk, "导入预览", "batches")
        self.full.changed.connect(self._show_full)
        self.segments = Segments(
            (
                Segment(IMPORT, "导入表格", lambda: self.incoming),
                Segment(BATCHES, "导入批次", lambda: BatchesView(desk)),
                Segment(RECEIPTS, "报送情况", lambda: ReceiptsView(desk)),
                Segment(KINDS, "模板与导出", lambda: KindsView(desk)),
                Segment(FILL, "填上级表", lambda: FillView(desk)),
                Segment(MEMORY, "记住的对应", lambda: MemoryView(desk)),
            ),
            "数据交换的各项",
        )
        self.add(self.segments)
        self.add(self.segments.views, 1)
        self.segments.opened.connect(self._opened)
        self.segments.open(IMPORT)

    def tools(self) -> tuple[QWidget, ...]:
        """Masked numbers, or full ones."""
        return (self.full,)

    def import_action(self) -> PageAction | None:
        """Files are chosen here."""
        return PageAction("选择表格…", self.choose_files, "import", primary=True)

    def choose_files(self) -> None:
        """Opens the import view and the file dialog."""
        self.segments.open(IMPORT)
        self.incoming.panel.zone.ask()

    def take_files(self, paths: list[Path]) -> None:
        """Files that fell on the window anywhere."""
        if self.segments.current == FILL:
            self.segments.open_as(FILL, FillView).open(paths[0])
            return
        self.segments.open(IMPORT)
        self.incoming.add(paths)

    def print_actions(self) -> tuple[PageAction, ...]:
        """Who sent what."""
        return (PageAction(RECEIPTS_TITLE, lambda: open_paper(self._desk, self, FORM, RECEIPTS_TITLE), "print"),)

    def reload(self, _changes: Changes | None) -> None:
        """Reads what came in."""
        self._desk.ask(lambda office, _task: last_import(office), self._tell, owner=self, key="last")
        self._opened(self.segments.current)

    def _tell(self, last: str) -> None:
        self.say(f"上次导入：{last}。" if last else "还没有导入过表格：先选择或拖入收到的表格，看过预览再导入。")

    def _show_full(self, full: bool) -> None:
        self.incoming.show_full(full)
        self._full = full
        batches = self.segments.built.get(BATCHES)
        if isinstance(batches, BatchesView):
            batches.show_full(full)

    def _opened(self, key: str) -> None:
        view = self.segments.built[key]
        if isinstance(view, BatchesView):
            view.show_full(self._full)
        if isinstance(view, BatchesView | KindsView | ReceiptsView | MemoryView):
            view.reload()
