"""奖补: the budget of the year, claims with what they come to, and their stages entered with checks before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from guanxian_desk.desk.pages.cultivation_claim_detail import APPLY, EDIT, PROOF, STORY, claim_detail
from guanxian_desk.desk.pages.cultivation_forms import Chosen, CutForm, Stage, StepForm
from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Detail
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button, label
from guanxian_desk.desk.widgets.picture_view import PictureView
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.cultivation.rules.catalogue import MATTERS
from guanxian_desk.modules.cultivation.rules.stages import APPROVAL, PAYMENT, STAGES

if TYPE_CHECKING:
    from guanxian_desk.modules.cultivation.changes import StepEntry
    from guanxian_desk.services.cultivation_day import CultivationDay
    from guanxian_desk.services.office import Office

BACK = "back"
_STATES = ("已申请", "已审核", "公示中", "已批准", "已拨付", "已审计")
_LAMPS = (
    ("已申请", Lamp("ring", "grey", "已申请")),
    ("已审核", Lamp("check", "amber", "已审核")),
    ("公示中", Lamp("clock", "amber", "公示中")),
    ("已批准", Lamp("flag", "blue", "已批准")),
    ("已拨付", Lamp("done", "green", "已拨付")),
    ("已审计", Lamp("archive", "green", "已审计")),
)
_COLUMNS = (
    TableColumn("name", "企业", width=192, stretch=True),
    TableColumn("what", "奖励事项", width=152),
    TableColumn("claimed", "申请", Kind.MONEY, 112),
    TableColumn("payable", "可付", Kind.MONEY, 112),
    TableColumn("findings", "差错", width=88),
    TableColumn("state", "状态", width=96, lamps=_LAMPS),
    TableColumn("approved", "批准", Kind.MONEY, 112),
    TableColumn("number", "申请编号", Kind.CODE, 128),
)
_FILTERS = (
    ChoiceFilter("year", "年度", (("this", "本年度"), ("", "全部年度"))),
    ChoiceFilter("state", "状态", (("", "全部状态"), *((state, state) for state in _STATES))),
    ChoiceFilter("matter", "事项", (("", "全部事项"), *((matter, matter) for matter in MATTERS))),
    ChoiceFilter("code", "差错", (("", "不论差错"), ("none", "没有差错的"), ("some", "有差错的"))),
    TextFilter("words", "查找企业、编号", 160),
)
_NONE = ("没有这样的申请", "换个年度或放宽筛选；没有人申请的在“可兑现”里。")


class RewardsView(CultivationRegister):
    """The claims."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "奖补申请", _FILTERS, self._takes, self._tell, _NONE, _rows)
        self.picture = PictureView()
        self.cut_button = button("分配并批准…", self._ask_cut, icon="flag", role="primary")
        self.add_button = button("新增申请…", lambda: self.new_record("reward-claims"), icon="plus")
        self.add_tools(self.cut_button, self.add_button)
        self.several = QWidget()
        self._chosen = label("", "soft")
        self.buttons = {
            stage: button(f"登记{stage}…", lambda stage=stage: self._ask_several(stage), icon="check")  # type: ignore[misc]
            for stage in STAGES
        }
        flow = FlowLayout()
        for piece in (self._chosen, *self.buttons.values()):
            flow.addWidget(piece)
        self.several.setLayout(flow)
        self.several.hide()
        column = self.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(0, self.picture)
        column.addWidget(self.several)
        self.table.opened.connect(lambda row: self.firm_asked.emit(row["code"]))
        self.table.selection_changed.connect(self._selected)
        self.panel.action_chosen.connect(self._act)

    def show_day(self, day: CultivationDay) -> None:
        """The budget of the year, and its claims."""
        from guanxian_desk.modules.cultivation.pictures import budget_bar

        pot = day.rewards.pot
        self.picture.show_drawn(lambda width: budget_bar(pot, width))
        self.cut_button.setVisible(bool(day.rewards.cuts))
        super().show_day(day)

    def show_claim(self, number: str) -> None:
        """Only this claim."""
        self.filters.set_values({"year": "", "state": "", "matter": "", "code": "", "words": number})

    def _takes(self, row: Row, values: dict[str, str]) -> bool:
        year = self.day.year if self.day else None
        right_year = values["year"] == "" or row["year"] == year
        fits = values["state"] in ("", row["state"]) and values["matter"] in ("", row["matter"])
        marked = values["code"] in ("", "some" if row["findings"] else "none")
        return right_year and fits and marked and found(row, values)

    def _tell(self, row: Row) -> Detail:
        assert self.day is not None
        return claim_detail(self.day, row)

    # stages

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key in STAGES:
            self._ask_stage(key, [row])
        elif key == BACK:
            self._take_back(row)
        elif key == STORY:
            self.firm_asked.emit(row["code"])
        elif key == PROOF:
            self.paper_asked.emit("cultivation-claims", "申报汇总表", "")
        elif key in (EDIT, APPLY):
            self.old_record("reward-claims", row["number"])

    def _ask_stage(self, stage: str, rows: Sequence[Row]) -> None:
        one = rows[0]
        whom = f"{one['name']}　{one['what']}" if len(rows) == 1 else f"{len(rows)} 份申请"
        amount = None
        if len(rows) == 1 and stage in (APPROVAL, PAYMENT):
            amount = one["payable"] if stage == APPROVAL else one["approved"] or 0
        form = StepForm(stage, whom, self._desk.today, self._desk.operator, amount, _hint(stage, rows))
        form.submitted.connect(lambda typed: self._enter(stage, rows, typed))
        form.cancelled.connect(self.panel.back)
        self.hold(form)
        if len(rows) == 1:
            self.panel.push(form, f"登记{stage}")
        else:
            self.panel.open(form, f"登记{stage}")
        form.day.field.setFocus()

    def _enter(self, stage: str, rows: Sequence[Row], typed: Stage) -> None:
        entries = [_entry(stage, row, typed) for row in rows]

        def verb(office: Office) -> None:
            from guanxian_desk.services.cultivation_claims import enter_steps

            enter_steps(office, entries)

        whom = rows[0]["number"] if len(rows) == 1 else f"{len(rows)} 份申请"
        self.write(verb, f"已登记{stage}：{whom}", f"登记{stage}")

    def _selected(self, count: int) -> None:
        self.several.setVisible(count > 1)
        self._chosen.setText(f"对选中的 {count:,} 份")

    def _ask_several(self, stage: str) -> None:
        self.table.gather_selected(lambda rows: self._asked(stage, [row for row in rows if row["next"] == stage]))

    def _asked(self, stage: str, rows: list[Row]) -> None:
        if not rows:
            self._desk.said.emit(f"选中的申请里没有下一步是“{stage}”的")
            return
        self._ask_stage(stage, rows)

    def _take_back(self, row: Row) -> None:
        def verb(office: Office) -> None:
            from guanxian_desk.services.cultivation_claims import take_back_step

            take_back_step(office, row["number"])

        self.write(verb, f"已收回 {row['number']} 的最后一个环节", "收回环节")

    # money that is short

    def _ask_cut(self) -> None:
        from guanxian_desk.services.cultivation_claims import WAYS

        if self.day is None or not self.day.rewards.cuts:
            return
        period = self.day.rewards.cuts[0].period
        form = CutForm(f"{period}年额度不足，选定一种分配办法", WAYS, self._desk.today)
        form.submitted.connect(lambda chosen: self._approve(period, chosen))
        form.cancelled.connect(self.panel.close_panel)
        self.hold(form)
        self.panel.open(form, "分配并批准")
        form.way.setFocus()

    def _approve(self, period: str, chosen: Chosen) -> None:
        def verb(office: Office) -> int:
            from guanxian_desk.services.cultivation_claims import Cutting, approve_cut

            return approve_cut(office, Cutting(period, chosen.way, chosen.day, chosen.minutes))

        self.write(verb, f"已按所选办法批准{period}年的申请，可以用 Ctrl+Z 撤销", "分配并批准")


def _rows(day: CultivationDay) -> list[Row]:
    from guanxian_desk.services.cultivation_claims import claim_rows

    return claim_rows(day)


def _hint(stage: str, rows: Sequence[Row]) -> str:
    if stage == APPROVAL:
        days = [row["approvable_on"] for row in rows if row["approvable_on"]]
        since = f"公示期满后最早可在 {max(days).isoformat()} 批准。" if days else ""
        return since + ("每份按可付数批准。" if len(rows) > 1 else "批准数不能超过可付数和剩余额度。")
    if stage == PAYMENT:
        return "每份按批准数拨付，共用一个凭证号。" if len(rows) > 1 else "拨付数要等于批准数。"
    return ""


def _entry(stage: str, row: Row, typed: Stage) -> StepEntry:
    from guanxian_desk.modules.cultivation.changes import StepEntry

    amount = typed.amount
    if amount is None and stage in (APPROVAL, PAYMENT):
        amount = row["payable"] if stage == APPROVAL else row["approved"]
    texts = {name: text or None for name, text in typed.texts.items()}
    return StepEntry(row["number"], stage, typed.day, amount, **texts)
