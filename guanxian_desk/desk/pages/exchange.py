"""数据交换: files come in with a preview, batches can be taken back, templates and records go out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.background import Changes
from guanxian_desk.desk.pages.base import Page, PageAction
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.exchange_batches import BatchesView
from guanxian_desk.desk.pages.exchange_import import ImportView
from guanxian_desk.desk.pages.exchange_kinds import KindsView
from guanxian_desk.desk.pages.full_numbers import FullNumbers
from guanxian_desk.desk.pages.segments import Segment, Segments
from guanxian_desk.services.batch_list import last_import

KEY, TITLE = "exchange", "数据交换"
IMPORT, BATCHES, KINDS = "import", "batches", "kinds"


class ExchangePage(Page):
    """Three views: what comes in, what came in, what goes out."""

    tables = frozenset({"batches"})
    help_key = "import"
    segments: Segments

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self.incoming = ImportView(desk)
        self.incoming.results_asked.connect(lambda: desk.tab_asked.emit("vouchers"))
        self.incoming.imported.connect(desk.settle)
        self.full = FullNumbers(desk, "导入预览", "batches")
        self.full.changed.connect(self.incoming.show_full)
        self.segments = Segments(
            (
                Segment(IMPORT, "导入表格", lambda: self.incoming),
                Segment(BATCHES, "导入批次", lambda: BatchesView(desk)),
                Segment(KINDS, "模板与导出", lambda: KindsView(desk)),
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

    def reload(self, _changes: Changes | None) -> None:
        """Reads what came in."""
        self._desk.ask(lambda office, _task: last_import(office), self._tell, owner=self, key="last")
        self._opened(self.segments.current)

    def _tell(self, last: str) -> None:
        self.say(f"上次导入：{last}。" if last else "还没有导入过表格：先选择或拖入收到的表格，看过预览再导入。")

    def _opened(self, key: str) -> None:
        view = self.segments.built[key]
        if isinstance(view, BatchesView | KindsView):
            view.reload()
