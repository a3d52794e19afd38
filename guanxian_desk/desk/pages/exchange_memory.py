"""记住的对应: everything the exchange remembers of senders and forms, to look at and to delete."""

from __future__ import annotations

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.services.import_memory import COLUMN, FILL, VALUE, forget, memories

COLUMNS = (
    TableColumn("what", "记住的是", width=104),
    TableColumn("title", "表", width=128),
    TableColumn("sender", "报送单位", width=144),
    TableColumn("column", "列", width=112),
    TableColumn("written", "文件里写的", width=200),
    TableColumn("meant", "读作", width=200, stretch=True),
)
_FILTERS = (
    ChoiceFilter(
        "which", "记住的是", (("", "全部"), (COLUMN, "列的对应"), (VALUE, "值的说法"), (FILL, "上级表的填法"))
    ),
    TextFilter("words", "报送单位、文件里写的"),
)
_EMPTY = (
    "还没有记住什么",
    "在导入预览里用“列的对应…”“核对名称…”指明以后会记在这里，同一单位再报同一种表时自动使用。",
)


class MemoryView(RegisterView):
    """The memories; one is deleted at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, COLUMNS, "记住的对应", _FILTERS, _take, _detail, _EMPTY)
        self.panel.action_chosen.connect(lambda _key: self._forget())

    def reload(self) -> None:
        """Reads the memories anew."""
        self._desk.ask(lambda office, _task: memories(office), self.show_rows, owner=self, key="memories")

    def _forget(self) -> None:
        row = self.row
        if row is None:
            return

        def gone(_none: None) -> None:
            self.panel.close_panel()
            self._desk.said.emit(f"不再记住“{row['written']}”；可以用 Ctrl+Z 取回")
            self.reload()

        which, number = row["which"], row["id"]
        self._desk.change(lambda office, _task: forget(office, which, number), gone, owner=self, title="删除记住的对应")


def _take(row: Row, values: dict[str, str]) -> bool:
    words = values["words"]
    return values["which"] in ("", row["which"]) and any(words in row[key] for key in ("sender", "written", "meant"))


def _detail(row: Row) -> Detail:
    facts = (
        Field("表", row["title"]),
        Field("报送单位", row["sender"] or ("不分单位" if row["which"] == FILL else "没有写报送单位的文件")),
        *((Field("列", row["column"]),) if row["column"] else ()),
        Field("文件里写的", row["written"]),
        Field("读作" if row["which"] != FILL else "各列填", row["meant"]),
    )
    words = "删除以后，再来的文件不再这样读；已经导入的记录不变。"
    action = Action("forget", "不再记住", "close")
    return Detail(row["what"], sections=(Section("", facts), Section("", words=words)), actions=(action,))
