"""文书归档: the papers that can be made, and those that went out."""

from __future__ import annotations

from guanxian_desk.desk.background import Changes
from guanxian_desk.desk.pages.archive_forms import FormsView
from guanxian_desk.desk.pages.archive_history import HistoryView
from guanxian_desk.desk.pages.base import Page
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.segments import Segment, Segments

KEY, TITLE = "archive", "文书归档"
FORMS, HISTORY = "forms", "history"


class ArchivePage(Page):
    """Two views: making papers, and their history."""

    tables = frozenset({"filings"})
    help_key = "archive"
    segments: Segments

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self.segments = Segments(
            (
                Segment(FORMS, "出具文书", lambda: FormsView(desk)),
                Segment(HISTORY, "文书记录", lambda: HistoryView(desk)),
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
        if isinstance(view, FormsView | HistoryView):
            view.reload()
