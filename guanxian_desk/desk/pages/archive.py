"""文书归档: papers that can be made, those that went out, packets, and the registers of numbers and dispatches."""

from __future__ import annotations

from guanxian_desk.desk.background import Changes
from guanxian_desk.desk.pages.archive_dispatches import DispatchesView
from guanxian_desk.desk.pages.archive_forms import FormsView
from guanxian_desk.desk.pages.archive_history import HistoryView
from guanxian_desk.desk.pages.archive_numbers import NumbersView
from guanxian_desk.desk.pages.archive_packets import PacketsView
from guanxian_desk.desk.pages.base import Page
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.segments import Segment, Segments
from guanxian_desk.services.outgoing import Sent

KEY, TITLE = "archive", "文书归档"
FORMS, HISTORY, PACKETS, NUMBERS, DISPATCHES = "forms", "history", "packets", "numbers", "dispatches"


class ArchivePage(Page):
    """Making papers, their history, packets, the registers of numbers and of outgoing papers."""

    tables = frozenset({"filings", "document_numbers", "dispatches", "dispatch_receipts", "attachments", "settings"})
    help_key = "archive"
    segments: Segments

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self.segments = Segments(
            (
                Segment(FORMS, "出具文书", lambda: FormsView(desk)),
                Segment(PACKETS, "装订案卷", lambda: PacketsView(desk)),
                Segment(HISTORY, "文书记录", self._history),
                Segment(NUMBERS, "编号登记", lambda: NumbersView(desk)),
                Segment(DISPATCHES, "发文登记", lambda: DispatchesView(desk)),
            ),
            "文书归档的各项",
        )
        self.add(self.segments)
        self.add(self.segments.views, 1)
        self.segments.opened.connect(self._opened)
        self.segments.open(FORMS)

    def reload(self, _changes: Changes | None) -> None:
        """Reads the forms or the history anew."""
        self.say("选一种文书，写明对象和截至日期，先预览再打印；打印或保存过的原件都在“文书记录”里。")
        self._opened(self.segments.current)

    def _opened(self, key: str) -> None:
        view = self.segments.built[key]
        if isinstance(view, FormsView | HistoryView | PacketsView | NumbersView | DispatchesView):
            view.reload()

    def _history(self) -> HistoryView:
        view = HistoryView(self._desk)
        view.sent.connect(self._register)
        return view

    def _register(self, sent: Sent) -> None:
        """An outgoing paper of the history is to be registered."""
        self.segments.open_as(DISPATCHES, DispatchesView).register(sent)
