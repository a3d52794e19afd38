"""培育库: entries with the yearly review, the scoring sheet, movements with reasons, and who could come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guanxian_desk.desk.pages.cultivation_forms import DecisionForm, ScoreForm, Verdict
from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.cultivation.rules.catalogue import POOL_CLASSES

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay
    from guanxian_desk.services.office import Office

DECIDE, SCORE, ENTER, STORY, EDIT = "decide", "score", "enter", "story", "edit"
_STATES = ("建议退出", "建议调整", "缺数据", "可入库", "建议保留", "已定：保留", "已定：调整", "已定：退出")
_LAMPS = (
    ("建议退出", Lamp("failed", "red", "建议退出")),
    ("建议调整", Lamp("triangle", "amber", "建议调整")),
    ("缺数据", Lamp("clock", "grey", "缺数据")),
    ("可入库", Lamp("plus", "blue", "可入库")),
    ("建议保留", Lamp("done", "green", "建议保留")),
    *((state, Lamp("flag", "blue", state)) for state in _STATES[5:]),
)
_COLUMNS = (
    TableColumn("name", "企业", width=200, stretch=True),
    TableColumn("category", "入库类别", width=120),
    TableColumn("entered_on", "入库日期", Kind.DAY, 104),
    TableColumn("state", "年度评价", width=112, lamps=_LAMPS),
    TableColumn("score", "评价分", width=128),
    TableColumn("meets", "符合的类别", width=168),
)
_FILTERS = (
    ChoiceFilter("state", "年度评价", (("", "全部"), *((state, state) for state in _STATES))),
    ChoiceFilter("category", "入库类别", (("", "全部类别"), *((name, name) for name in POOL_CLASSES))),
    TextFilter("words", "查找企业", 176),
)
_NONE = ("没有这样的企业", "导入培育库名单以后，年度评价列在这里。")


class PoolView(CultivationRegister):
    """The pool."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "培育库", _FILTERS, _takes, _detail, _NONE, _rows)
        self.add_button = button("新增入库…", lambda: self.new_record("pool"), icon="plus")
        self.add_tools(self.add_button)
        self.table.opened.connect(lambda row: self.firm_asked.emit(row["firm"]))
        self.panel.action_chosen.connect(self._act)

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key == DECIDE:
            self._ask_decision(row)
        elif key == SCORE:
            self._ask_points(row)
        elif key == ENTER:
            category = row["meets"].split("、")[0]
            self.new_record("pool", code=row["code"], category=category, entered_on=self._desk.today.isoformat())
        elif key == EDIT:
            self.old_record("pool", row["code"], row["category"], row["entered_on"])
        else:
            self.firm_asked.emit(row["firm"])

    def _ask_decision(self, row: Row) -> None:
        action = row["action"] if row["action"] in ("keep", "adjust", "leave") else "keep"
        form = DecisionForm(row["name"], action, row["because"], row["category"], self._desk.today)
        form.submitted.connect(lambda verdict: self._decide(row, verdict))
        self.push_form(form, "年度评价结论", form.reason)

    def _decide(self, row: Row, verdict: Verdict) -> None:
        assert self.day is not None
        year = self.day.year

        def verb(office: Office) -> None:
            from guanxian_desk.modules.cultivation.changes import Decision
            from guanxian_desk.modules.cultivation.rules.pool import Action as Proposed
            from guanxian_desk.services.cultivation_pool import decide

            decision = Decision(
                year, Proposed(verdict.action), verdict.reason, verdict.day, verdict.category, verdict.aiming_at
            )
            decide(office, (row["code"], row["category"], row["entered_on"]), decision)

        self.write(verb, f"已登记评价结论：{row['name']}", "登记评价结论")

    def _ask_points(self, row: Row) -> None:
        sheet = self.day.sheets.get(row["firm"]) if self.day else None
        if sheet is None:
            self._desk.said.emit("这家企业没有评价表")
            return
        form = ScoreForm(sheet)
        form.submitted.connect(lambda points, remark: self._score(row, points, remark))
        self.push_form(form, "评价打分", next(iter(form.fields.values())))

    def _score(self, row: Row, points: dict[str, int | None], remark: str) -> None:
        assert self.day is not None
        year = self.day.year

        def verb(office: Office) -> None:
            from guanxian_desk.services.cultivation_pool import score

            score(office, row["firm"], year, points, remark)

        self.write(verb, f"已保存评价打分：{row['name']}", "保存评价打分")


def _rows(day: CultivationDay) -> list[Row]:
    from guanxian_desk.services.cultivation_pool import pool_rows

    rows = pool_rows(day)
    sheets = {code: sheet.lines for code, sheet in day.sheets.items()}
    return [{**row, "lines": sheets.get(row["firm"], ())} for row in rows]


def _takes(row: Row, values: dict[str, str]) -> bool:
    category = values["category"]
    fits = not category or category == row["category"] or (not row["category"] and category in row["meets"].split("、"))
    return values["state"] in ("", row["state"]) and fits and found(row, values)


def _detail(row: Row) -> Detail:
    tone = {"建议退出": "red", "建议调整": "amber", "建议保留": "green", "可入库": "blue"}.get(row["state"], "grey")
    candidate = row["action"] == "candidate"
    entered: tuple[Field, ...] = ()
    if not candidate:
        entered = (Field("入库类别", row["category"]), Field("入库日期", row["entered_on"].isoformat()))
    fields = (
        *entered,
        Field("拟申报称号", row["aiming_at"] or "—"),
        Field("符合的类别", row["meets"] or "都不符合", "" if row["meets"] else "red"),
    )
    sections = [Section("", fields), Section("为什么", words=f"{row['because']}。")]
    if row["decided"]:
        decided = row["decided"]
        words = f"{decided['decided_on'].isoformat()} {decided['decided_by']}：{decided['reason']}"
        sections.append(Section("评价结论", words=words))
    if row["lines"]:
        sections.append(Section(f"评价表　{row['score']} 分", tuple(map(_line, row["lines"]))))
    actions: tuple[Action, ...]
    if candidate:
        actions = (Action(ENTER, "入库…", "plus", primary=True), Action(STORY, "查看企业", "enterprises"))
    else:
        actions = (
            Action(DECIDE, "登记评价结论…", "check", primary=True),
            Action(SCORE, "评价打分…", "tasks"),
            Action(STORY, "查看企业", "enterprises"),
            Action(EDIT, "修改入库登记…", "file"),
        )
    return Detail(row["name"], row["code"], (row["state"], tone), tuple(sections), actions)


def _line(one: Any) -> Field:
    given = f"{one.given} 分" if one.given is not None else ""
    proposed = f"建议 {one.proposed} 分" if one.proposed is not None else "待打分"
    return Field(f"{one.criterion.title}（{one.weight}）", given or proposed, "" if given else "grey")
