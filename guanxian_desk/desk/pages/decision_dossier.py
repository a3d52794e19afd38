"""One dossier over the page: its timetable above, its stages at the left, their records, and what the law says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.decision_gates import GateLine
from guanxian_desk.desk.pages.decision_records import Place, StageRecords
from guanxian_desk.desk.pages.decision_stages import StageItem, StageRail
from guanxian_desk.desk.pages.decision_verdicts import VerdictList
from guanxian_desk.desk.pages.decision_words import named
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.detail import Detail, Section
from guanxian_desk.desk.widgets.detail_panel import WIDTH, DetailPanel
from guanxian_desk.desk.widgets.lamps import Lamp as Sign
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.desk.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from guanxian_desk.desk.pages.decision_confirm import Said
    from guanxian_desk.desk.pages.decision_whole_view import WholeView
    from guanxian_desk.modules.decisions.outline import Path
    from guanxian_desk.services.dossier_view import DossierView, GateView, PhaseView, Told
    from guanxian_desk.services.office import Office

TABLES = frozenset({"decision_dossiers"})
MARGINS = (16, 8, 16, 12)
_SIGNS = {
    "broken": Sign("failed", "red", "有未满足的要求"),
    "waiting": Sign("clock", "grey", "有未到期的要求"),
    "done": Sign("done", "green", "全部满足"),
    "nothing": Sign("minus", "grey", "没有适用的要求"),
}
CONFIRMATIONS, ATTACHMENTS, PAPERS, DRAFTS, HISTORY = "confirmations", "attachments", "papers", "drafts", "history"
_WHOLE = (
    StageItem(CONFIRMATIONS, "确认和放行"),
    StageItem(ATTACHMENTS, "附件"),
    StageItem(PAPERS, "文书"),
    StageItem(DRAFTS, "草案比较"),
    StageItem(HISTORY, "办理历史"),
)


def open_dossier(desk: Desk, owner: QObject, key: str, stage: str, opened: Callable[[DossierPage], object]) -> None:
    """Reads a dossier and shows it over the page at a stage; opened(page) once it is there."""

    def show(view: DossierView) -> None:
        page = DossierPage(desk, view, stage)
        desk.over_asked.emit(page, f"{view.line.title}（{key}）")
        page.show_view(view)
        opened(page)

    desk.ask(partial(_read, key=key, day=desk.as_of), show, owner=owner, key="dossier", title="打开决策档案")


def _read(office: Office, _task: Task, *, key: str, day: date) -> DossierView:
    from guanxian_desk.services.dossier_view import view

    return view(office, key, day)


class DossierPage(QWidget):
    """Begins with what was read, and reads anew after every change of a dossier. Lies over the page; Esc goes back."""

    def __init__(self, desk: Desk, view: DossierView, stage: str = "") -> None:
        super().__init__()
        self._desk = desk
        self.key = view.line.key
        self._wanted = stage
        self._place: Path | None = None
        self.view = view
        self.sentence = label("", wrap=True)
        self.strip = PictureView()
        self.gates = GateLine()
        self.rail = StageRail()
        self.records = StageRecords()
        self.panel = DetailPanel()
        self.verdicts: VerdictList | None = None
        self.others: dict[str, WholeView] = {}
        self.middle = QStackedWidget()
        self.middle.addWidget(self.records)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        plan = button("工期推演…", self.open_plan, icon="calendar", tip="倒排工期、缩短期限的影响")
        send = button("导出档案包…", self._send, icon="exchange", tip="交给承办单位、司法局或县政府办公室的电脑")
        head = across(self.sentence, plan, send)
        head.setStretch(0, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.current().size("step"))
        for part in (self.middle, self.panel):
            split.addWidget(part)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setSizes([10 * WIDTH, theme.current().scaled(WIDTH)])
        work = across(self.rail, split)
        work.setStretch(1, 1)
        column = down(head, self.strip, self.gates, work, margins=MARGINS)
        column.setStretch(3, 1)
        self.setLayout(column)
        self.setFocusProxy(self.rail)

    def _connect(self) -> None:
        self.rail.chosen.connect(self._show_stage)
        self.records.edit_asked.connect(self._edit)
        self.records.register_asked.connect(self.open_register)
        self.records.none_asked.connect(self._none)
        self.records.tool_asked.connect(self._open_tool)
        self.strip.opened.connect(self._open_step)
        self.gates.gate_opened.connect(self._open_gate)
        self.gates.next_opened.connect(self._go_to)
        self._desk.background.changed.connect(self._touched)

    # reading

    def _touched(self, changes: Changes) -> None:
        if TABLES & changes.tables:
            self.reload()

    def reload(self) -> None:
        """Reads the dossier as of the window's day."""
        verb = partial(_read, key=self.key, day=self._desk.as_of)
        self._desk.ask(verb, self.show_view, self._failed, owner=self, key="dossier", title="打开决策档案")

    def _failed(self, error: BaseException) -> None:
        self.sentence.setText(str(error))

    def show_view(self, view: DossierView) -> None:
        from guanxian_desk.modules.decisions.strip import strip

        self.view = view
        self.sentence.setText(view.sentence)
        timetable = view.timetable
        if timetable is not None:
            self.strip.show_drawn(lambda width: strip(timetable, view.as_of, width))
        self.strip.setVisible(timetable is not None)
        self.gates.show_view(view)
        self.rail.show_items((*(_item(phase) for phase in view.phases), *_WHOLE))
        if not self.rail.key:
            self.rail.open(self._wanted or _first(view))
        else:
            self._show_stage(self.rail.key)

    # a stage

    def open_stage(self, key: str, place: Path | None = None) -> None:
        """Goes to a stage, and to a place in it."""
        self._place = place
        if key == self.rail.key:
            self._show_stage(key)
        else:
            self.rail.open(key)

    def _show_stage(self, key: str) -> None:
        view = self.view
        if key in (ATTACHMENTS, PAPERS, DRAFTS, HISTORY):
            self._show_other(key)
            return
        self.middle.setCurrentWidget(self.records)
        self.records.show_stage(key, view.document)
        if self._place is not None:
            self.records.open_place(self._place)
            self._place = None
        if key == CONFIRMATIONS:
            self.panel.close_panel()
            return
        phase = next(one for one in view.phases if one.key == key)
        self._open_verdicts(
            f"{phase.title}：{_counts(phase)}",
            view.of_phase(key),
            tuple(gate for gate in view.gates if gate.phase == key and _counts_now(gate)),
        )

    def _open_verdicts(self, title: str, told: tuple[Told, ...], gates: tuple[GateView, ...]) -> None:
        verdicts = VerdictList(named(self.view.document))
        verdicts.show_told(told, gates)
        verdicts.article_asked.connect(self._open_article)
        verdicts.place_asked.connect(self._go_to_place)
        verdicts.attest_asked.connect(self._attest)
        verdicts.waive_asked.connect(self._waive)
        self.verdicts = verdicts
        self.panel.open(verdicts, title)

    def _show_other(self, key: str) -> None:
        from guanxian_desk.desk.pages.decision_whole import build

        self.panel.close_panel()
        if key not in self.others:
            self.others[key] = build(key, self._desk, self.key)
            self.middle.addWidget(self.others[key])
        self.middle.setCurrentWidget(self.others[key])
        self.others[key].show_view(self.view)

    # ways on

    def _go_to(self, told: Told) -> None:
        self.open_stage(told.phase, told.place)

    def _go_to_place(self, place: Path) -> None:
        from guanxian_desk.modules.decisions.phases import phase_of_place

        whole = place[0] in (ATTACHMENTS, CONFIRMATIONS)
        self.open_stage(place[0] if whole else phase_of_place(place), place)

    def _open_step(self, step: str) -> None:
        from guanxian_desk.modules.decisions.phases import phase_of

        if self.view.timetable is not None:
            self.open_stage(phase_of(self.view.timetable.step(step).norms[0]))

    def _open_gate(self, gate: GateView) -> None:
        self._open_verdicts(f"关口：{gate.words}", gate.held_by, (gate,))

    def _open_article(self, number: int) -> None:
        from guanxian_desk.services.dossier_view import article_text

        title, chapter, text = article_text(number)
        self.panel.push(Detail(title, subtitle=chapter, sections=(Section(words=text),)))

    def open_plan(self) -> None:
        """The timetable as a picture of its own, with what-if."""
        from guanxian_desk.desk.pages.decision_plan import PlanPage

        self._desk.over_asked.emit(
            PlanPage(self._desk, self.key, {told.norm: told for told in self.view.told}), "工期推演"
        )

    def open_register(self) -> None:
        """The register of opinions."""
        from guanxian_desk.desk.pages.decision_opinions import OpinionsPage

        self._desk.over_asked.emit(OpinionsPage(self._desk, self.key), "公众意见登记簿")

    def _open_tool(self, part: str) -> None:
        """A stage's own tool: choosing experts, drafting the opinion of the review."""
        from guanxian_desk.desk.pages.decision_experts import ExpertsPage
        from guanxian_desk.desk.pages.decision_review import ReviewPage

        page, title = (ExpertsPage, "选聘专家") if part == "experts" else (ReviewPage, "起草合法性审查意见书")
        self._desk.over_asked.emit(page(self._desk, self.key, self.view.document), title)

    def _send(self) -> None:
        from guanxian_desk.desk.pages.decision_whole import send_package

        send_package(self._desk, self, self.key)

    # writing

    def _edit(self, place: Place) -> None:
        from guanxian_desk.desk.pages.decision_form import RecordForm, Target

        target = Target(self.key, place.path, place.fields, place.words, place.before, place.entry)
        form = RecordForm(self._desk, target, self.view.document, partial(self._come_back, place.path))
        self._desk.over_asked.emit(form, place.words)

    def _none(self, path: Path) -> None:
        """There is nothing of a kind, and it was looked for."""

        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_edit import write

            write(office, self.key, path, None, [])

        self._write(run, "已登记：经核对没有", "登记经核对没有")

    def _come_back(self, path: Path) -> None:
        """After saving, the keyboard is where it was."""
        self._place = path

    def _attest(self, told: Told) -> None:
        from guanxian_desk.desk.pages.decision_confirm import ConfirmForm

        form = ConfirmForm(told, self._desk.operator, self._desk.as_of)
        form.submitted.connect(lambda said: self._confirm(told, said))
        form.cancelled.connect(self.panel.back)
        self.panel.push(form, "确认")
        form.note.setFocus()

    def _confirm(self, told: Told, said: Said) -> None:
        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_edit import attest

            attest(office, self.key, told.norm, said.text, said.on)

        self._write(run, f"已确认：{told.demand}", f"确认 {told.norm}")

    def _waive(self, told: Told) -> None:
        from guanxian_desk.desk.pages.decision_confirm import ReleaseForm

        form = ReleaseForm(told, self._desk.as_of)
        form.submitted.connect(lambda said: self._release(told, said))
        form.cancelled.connect(self.panel.back)
        self.panel.push(form, "说明理由后放行")
        form.reason.setFocus()

    def _release(self, told: Told, said: Said) -> None:
        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_edit import waive

            waive(office, self.key, told.norm, said.text, said.by, said.on)

        self._write(run, f"已说明理由放行：{told.demand}", f"放行 {told.norm}")

    def _write(self, run: Callable[[Office, Task], None], words: str, title: str) -> None:
        self._desk.change(run, lambda _none: self._desk.said.emit(words), owner=self, title=title)


def _item(phase: PhaseView) -> StageItem:
    count = phase.unmet or phase.pending
    return StageItem(phase.key, phase.title, _SIGNS[phase.lamp.value], str(count or ""), _counts(phase))


def _counts(phase: PhaseView) -> str:
    """In few words: what is broken, else what is open."""
    if phase.unmet:
        return f"{phase.unmet} 项未满足"
    if phase.pending:
        return f"{phase.pending} 项未到期"
    return "全部满足" if phase.met else "不适用"


def _counts_now(gate: GateView) -> bool:
    """The gates before a change of the decision are shown once there is something to them."""
    from guanxian_desk.modules.decisions.phases import CHANGES

    return gate.gate.norm not in CHANGES or gate.gate.open or gate.stuck


def _first(view: DossierView) -> str:
    """The stage where there is something to do."""
    told = view.next_step
    return told.phase if told else view.phases[0].key
