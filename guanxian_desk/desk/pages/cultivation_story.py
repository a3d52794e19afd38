"""One enterprise's page: what it is, everything that happened, its titles, claims and score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QWidget

from guanxian_desk.base.money import short_yuan, yuan
from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.record_edit import open_record
from guanxian_desk.desk.widgets.detail import Detail, Field, Section
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.figure_cards import Figure, FigureCards
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import button, down, frame, label
from guanxian_desk.desk.widgets.timeline import Event, Timeline

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay
    from guanxian_desk.services.cultivation_firms import FirmView
    from guanxian_desk.services.office import Office

MARGINS = (16, 8, 16, 12)
_TOKENS = {"认定": "blue", "培育库": "accent", "奖补": "amber", "拨付": "green", "服务": "grey", "名称": "accent"}


class FirmPage(QWidget):
    """Lies over the page; Esc goes back."""

    print_asked = Signal(str)  # credit code

    def __init__(self, desk: Desk, day: CultivationDay, code: str) -> None:
        super().__init__()
        self._desk, self._code, self._day = desk, code, day
        self.sentence = label("", wrap=True)
        self.cards = FigureCards()
        self.story = Timeline("全部经过")
        self.panel = DetailPanel()
        self.panel.close_button.hide()
        self.print_button = button("打印企业档案…", lambda: self.print_asked.emit(code), icon="print")
        adds = (
            button("登记年度数据…", lambda: self._add("enterprise-years"), icon="plus"),
            button("登记认定…", lambda: self._add("recognitions"), icon="plus"),
            button("登记服务…", lambda: self._add("services"), icon="plus"),
            button("登记奖补申请…", lambda: self._add("reward-claims"), icon="plus"),
        )
        buttons = FlowLayout()
        for piece in (*adds, self.print_button):
            buttons.addWidget(piece)
        column = down(self.sentence, buttons, self.cards, self._split(), margins=MARGINS)
        column.setStretch(3, 1)
        self.setLayout(column)
        self.setFocusProxy(self.story)
        self._read(day)

    def _add(self, kind: str) -> None:
        open_record(self._desk, self, kind, texts={"code": self._code}, done=self._again)

    def _again(self) -> None:
        """What was just written belongs to the story."""
        as_of, full = self._day.as_of, self._day.full

        def read(office: Office, _task: Task) -> CultivationDay:
            from guanxian_desk.services.cultivation_day import look

            return look(office, as_of, full)

        self._desk.ask(read, self._read, owner=self, key="day")

    def _split(self) -> QSplitter:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.current().size("step"))
        side = frame()
        inside = down(label("全部经过（新的在上）", "heading"), self.story, margins=(12, 8, 12, 8))
        inside.setStretch(1, 1)
        side.setLayout(inside)
        split.addWidget(side)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split

    def _read(self, day: CultivationDay) -> None:
        code, self._day = self._code, day

        def read(_office: Office, _task: Task) -> FirmView | None:
            from guanxian_desk.services.cultivation_firms import firm_view

            return firm_view(day, code)

        self._desk.ask(read, lambda view: self._show(day, view), owner=self)

    def _show(self, day: CultivationDay, view: FirmView | None) -> None:
        if view is None:
            self.sentence.setText(f"企业名册里没有 {self._code}，请先登记。")
            return
        codes = f"，用过 {len(view.firm.codes)} 个代码" if len(view.firm.codes) > 1 else ""
        waits = f"；还可以申请：{'；'.join(view.suggested)}" if view.suggested else ""
        self.sentence.setText(f"{view.firm.name}（{view.firm.code}）{codes}；截至 {day.as_of.isoformat()}{waits}。")
        self.cards.show_figures(_figures(day, view))
        self.story.show_events(
            tuple(Event(one.day, one.words, one.amount, _TOKENS.get(one.kind, "grey")) for one in view.told)
        )
        self.panel.open(_detail(day, view))
        self.panel.close_button.hide()


def _figures(day: CultivationDay, view: FirmView) -> tuple[Figure, ...]:
    from guanxian_desk.modules.cultivation.profile import score_text, title_state

    years = [year for year in view.firm.figures if year <= day.year]
    last = view.firm.figures[years[-1]] if years else None
    held = sum(title_state(row, day.as_of) in ("有效", "将到期") for row in view.titles)
    score = score_text(view.sheet)
    claimed = sum(one.claim.amount_fen for one in view.claims)
    paid = sum(one.progress.paid_fen for one in view.claims)
    return (
        Figure("营业收入", short_yuan(last.revenue_fen) if last else "—", "元", hint=f"{years[-1]}年" if years else ""),
        Figure("有效认定", str(held), "项", hint=f"共 {len(view.titles)} 项"),
        Figure("申请奖补", short_yuan(claimed), "元", hint=f"{len(view.claims)} 份"),
        Figure("已拨付", short_yuan(paid), "元"),
        Figure(f"{day.year}年评价", score.partition("（")[0] or "—", "分", hint="未评完" if "（" in score else ""),
    )


def _detail(day: CultivationDay, view: FirmView) -> Detail:
    from guanxian_desk.modules.cultivation.profile import title_state
    from guanxian_desk.modules.cultivation.rules.stages import STATE_WORDS
    from guanxian_desk.services.cultivation_firms import identity_words

    sections = [Section("登记", tuple(Field(name, text) for name, text in view.facts))]
    if view.identities:
        sections.append(Section("名称和代码的核对", words="\n".join(identity_words(row) for row in view.identities)))
    titles = tuple(
        Field(
            f"{row['level']}{row['title']}",
            f"{row['recognised_on'].isoformat()} {row['document'] or '没有文号'}，{title_state(row, day.as_of)}",
            "amber" if title_state(row, day.as_of) in ("将到期", "已到期") else "",
        )
        for row in view.titles
    )
    sections.append(Section("认定", titles, "" if titles else "没有认定记录。"))
    claims = tuple(
        Field(
            one.claim.number,
            f"{one.level}{one.item.matter} {yuan(one.claim.amount_fen)} 元，{STATE_WORDS[one.progress.state]}"
            + (f"，{'、'.join(found.code for found in one.findings)}" if one.findings else ""),
            "red" if one.findings else "",
        )
        for one in view.claims
    )
    sections.append(Section("奖补申请", claims, "" if claims else "没有申请。"))
    return Detail("登记和认定", "", None, tuple(sections))
