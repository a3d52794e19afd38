"""The papers of a dossier, in the order of the procedure: seen, printed, saved; what goes out is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_whole_view import WholeView
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.papers import open_paper, show_paper
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import TextFilter
from guanxian_desk.desk.widgets.parts import across, button, down

if TYPE_CHECKING:
    from guanxian_desk.services.dossier_view import DossierView
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.packets import Packet

COLUMNS = (
    TableColumn("title", "文书", width=240),
    TableColumn("record", "对应的记录", width=120),
    TableColumn("clause", "依据", width=240, stretch=True),
)
_EMPTY = ("没有可出具的文书", "这份档案没有可以打印的文书。")
_PRINT = "print"
_STEPS = 1000


class PapersView(WholeView):
    """Enter or a double click makes the paper; missing facts stand as blanks and are listed above it."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self.list = RegisterView(
            desk, COLUMNS, "文书", (TextFilter("words", "查找文书", 200),), _takes, _detail, _EMPTY
        )
        self.bind_button = button(
            "装订案卷并预览…", self.bind, icon="archive", tip="封面、目录、全部文书和附件、备考表装成一卷"
        )
        column = down(across(self.bind_button, 1), self.list)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.list)
        self.list.table.opened.connect(self._open)
        self.list.panel.action_chosen.connect(self._act)

    def show_view(self, view: DossierView) -> None:
        """Reads which papers there are."""
        key, day = self._key, view.as_of

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.dossier_papers import papers_of

            return [
                {
                    "form": one.form,
                    "title": one.title,
                    "clause": one.clause,
                    "subject": one.subject,
                    "record": one.words,
                }
                for one in papers_of(office, key, day)
            ]

        self._desk.ask(read, self.list.show_rows, owner=self, key="papers", title="读取文书")

    def _act(self, action: str) -> None:
        if self.list.row is not None and action == _PRINT:
            self._open(self.list.row)

    def bind(self) -> None:
        """Binds the whole file of the dossier in the background and shows it; it can be cancelled at any piece."""
        key, day = self._key, self._desk.as_of

        def make(office: Office, task: Task) -> Packet:
            from guanxian_desk.services.packets import Wanted, make_packet

            wanted = Wanted("dossier", key, day)
            return make_packet(office, wanted, lambda words, share: task.progress(round(share * _STEPS), _STEPS, words))

        self._desk.change(make, self._bound, owner=self, title="装订案卷")

    def _bound(self, packet: Packet) -> None:
        show_paper(self._desk, packet.produced, remarks=packet.remarks)
        missing = len(packet.missing) + len(packet.troubles)
        told = f"，有 {missing} 处缺件或不合规定，见检查页" if missing else ""
        self._desk.said.emit(f"已装订 {packet.pieces} 件、{packet.pages} 页{told}")

    def _open(self, row: Row) -> None:
        open_paper(self._desk, self, row["form"], row["title"], row["subject"], self._desk.as_of)


def _takes(row: Row, values: dict[str, str]) -> bool:
    words = values["words"]
    return not words or any(words in row[name] for name in ("title", "clause", "record"))


def _detail(row: Row) -> Detail:
    fields = (
        Field("依据", row["clause"]),
        *((Field("对应的记录", row["record"]),) if row["record"] else ()),
    )
    words = "没有登记的事实在纸面上留空白〔　　〕，打印前会一一列出。"
    action = Action(_PRINT, "预览并打印…", "print", primary=True)
    return Detail(row["title"], sections=(Section(fields=fields), Section(words=words)), actions=(action,))
