"""重名核对: pairs that may be one enterprise, with the reason in words; merging and splitting keep the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.desk.pages.cultivation_forms import ReasonForm
from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay

JOIN, APART, SPLIT, ONE, OTHER = "join", "apart", "split", "one", "other"
WAITS, JOINED = "待核对", "已合并"
_LAMPS = ((WAITS, Lamp("ring", "amber", WAITS)), (JOINED, Lamp("link", "blue", JOINED)))
_COLUMNS = (
    TableColumn("one_name", "企业", width=208, stretch=True),
    TableColumn("other_name", "另一家", width=208, stretch=True),
    TableColumn("likeness", "名称相似", Kind.COUNT, 80, summed=False),
    TableColumn("why", "理由", width=280),
    TableColumn("state", "状态", width=96, lamps=_LAMPS),
)
_FILTERS = (
    ChoiceFilter("shown", "状态", (("", "全部"), (WAITS, "待核对的"), (JOINED, "已合并的"))),
    TextFilter("words", "查找名称、代码", 200),
)
_NONE = ("没有疑似重复的企业", "名称相近、曾用名相连或代码只差一位的会列在这里；只有代码才把两家连成一家。")
_NOTE = "合并以后，旧代码写进新代码那一行的“原信用代码”，旧名写进“曾用名”；各条记录仍留在原来的代码下，可以拆分和撤销。"


class PairsView(CultivationRegister):
    """The pairs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "疑似重复的企业", _FILTERS, _takes, _detail, _NONE, _rows)
        self.panel.action_chosen.connect(self._act)
        self.panel.link_opened.connect(self.firm_asked)

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key in (ONE, OTHER):
            self.firm_asked.emit(row[key])
        elif key == JOIN:
            choices = tuple((row[key], f"{row[key]}　{row[f'{key}_name']}") for key in (OTHER, ONE))
            form = ReasonForm("合并为一家企业", "合并", choices, _NOTE)
            form.submitted.connect(lambda reason, newer: self._join(row, reason, newer))
            self.push_form(form, "合并", form.reason)
        elif key == SPLIT:
            form = ReasonForm(f"{row['one_name']} 与 {row['other_name']}", "拆分")
            form.submitted.connect(lambda reason, _chosen: self._split(row, reason))
            self.push_form(form, "拆分", form.reason)
        else:
            form = ReasonForm(f"{row['one_name']} 与 {row['other_name']}", "判定不是一家")
            form.submitted.connect(lambda reason, _chosen: self._apart(row, reason))
            self.push_form(form, "不是一家", form.reason)

    def _join(self, row: Row, reason: str, newer: str) -> None:
        from guanxian_desk.services import cultivation_merging as merging

        older = row["other"] if newer == row["one"] else row["one"]
        said = f"已合并：{older} 并入 {newer}，可以用 Ctrl+Z 撤销"
        self.write(lambda office: merging.join(office, newer, older, reason), said, "合并企业")

    def _split(self, row: Row, reason: str) -> None:
        from guanxian_desk.services import cultivation_merging as merging

        said = f"已拆分：{row['other']}，可以用 Ctrl+Z 撤销"
        self.write(lambda office: merging.split(office, row["one"], row["other"], reason), said, "拆分企业")

    def _apart(self, row: Row, reason: str) -> None:
        from guanxian_desk.services import cultivation_merging as merging

        said = "已判定不是一家，以后不再提示"
        self.write(lambda office: merging.keep_apart(office, row["one"], row["other"], reason), said, "判定不是一家")


def _rows(day: CultivationDay) -> list[Row]:
    from guanxian_desk.services.cultivation_merging import pair_rows

    return pair_rows(day)


def _takes(row: Row, values: dict[str, str]) -> bool:
    return values["shown"] in ("", row["state"]) and found(row, values)


def _detail(row: Row) -> Detail:
    waits = row["state"] == WAITS
    reasons = Section("为什么", words="\n".join(f"· {reason}" for reason in row["reasons"] or (row["why"],)))
    both = Section(
        "两家",
        (
            Field("企业", row["one_name"], link=row["one"]),
            Field("代码", row["one"]),
            Field("另一家", row["other_name"], link=row["other"]),
            Field("代码", row["other"]),
        ),
    )
    actions: tuple[Action, ...]
    if waits:
        actions = (
            Action(JOIN, "合并为一家…", "link", primary=True),
            Action(APART, "不是一家…", "close"),
            Action(ONE, "查看企业", "enterprises"),
            Action(OTHER, "查看另一家", "enterprises"),
        )
    else:
        actions = (Action(SPLIT, "拆分…", "undo"), Action(ONE, "查看企业", "enterprises"))
    lamp = (row["state"], "amber" if waits else "blue")
    return Detail("疑似同一家企业" if waits else "已合并的代码", "", lamp, (reasons, both), actions)
