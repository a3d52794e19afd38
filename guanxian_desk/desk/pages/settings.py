"""设置: who works here, the look, the data file, what papers print, and the choices where the notice is silent."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from guanxian_desk.base.actor import Actor
from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.base import Page
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.settings_parts import (
    LookPanel,
    OperatorPanel,
    OptionPanel,
    PapersPanel,
    file_panel,
    titled_panel,
)
from guanxian_desk.desk.theme import current
from guanxian_desk.desk.widgets.parts import across, clear, down, label
from guanxian_desk.services.office import Office
from guanxian_desk.services.office_settings import (
    OptionView,
    choose_option,
    paper_settings,
    policy_options,
    save_paper_settings,
)
from guanxian_desk.services.operators import enrol

KEY, TITLE = "settings", "设置"
_WIDEST = 720


class SettingsPage(Page):
    """Panels in two columns; each saves by itself."""

    tables = frozenset({"settings", "policy_choices"})
    help_key = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self.look = LookPanel(current().look)
        self.operator = OperatorPanel(desk.office.actor)
        self.papers = PapersPanel()
        self.options: dict[str, OptionPanel] = {}
        self._choices, self._more = down(spacing=16), down(spacing=16)
        holder, more = QWidget(), QWidget()
        holder.setLayout(self._choices)
        more.setLayout(self._more)
        path = file_panel(str(desk.office.path), desk.files_asked.emit)
        left = _column(self.operator, self.look, path, titled_panel("口径", holder))
        right = _column(self.papers, titled_panel("口径（其他职责）", more))
        line = across(left, right, 1, spacing=16)
        for place in (0, 1):
            line.setStretch(place, 100)
        body = QWidget()
        body.setLayout(line)
        self.add(body, 1)
        self._connect()

    def _connect(self) -> None:
        self.look.changed.connect(self._desk.look_asked)
        self.operator.changed.connect(self._change_operator)
        self.papers.submitted.connect(self._save_papers)

    def reload(self, _changes: Changes | None) -> None:
        """Reads what is kept."""

        def read(office: Office, _task: Task) -> tuple[dict[str, str], list[OptionView]]:
            return paper_settings(office), policy_options(office, office.clock.today())

        self._desk.ask(read, lambda found: self._show(*found), owner=self, key="settings")

    def _show(self, values: dict[str, str], options: list[OptionView]) -> None:
        missing = sum(not option.basis for option in options)
        said = f"有 {missing} 项口径还没有依据，纸面上写“口径待主管部门明确”。" if missing else "各项口径都有依据。"
        self.say(said)
        self.papers.show_values(values)
        clear(self._choices)
        clear(self._more)
        self.options = {option.key: OptionPanel(option, self._desk.today) for option in options}
        duty, first = "", options[0].duty
        for option, panel in zip(options, self.options.values()):
            place = self._choices if option.duty == first else self._more
            if option.duty != duty:
                duty = option.duty
                place.addWidget(label(duty, "heading"))
            panel.submitted.connect(self._choose)
            place.addWidget(panel)

    def _change_operator(self, actor: Actor) -> None:
        self._desk.change(
            lambda office, _task: enrol(office, actor),
            lambda _none: self._operator_changed(actor),
            owner=self,
            title="登记操作员",
        )

    def _operator_changed(self, actor: Actor) -> None:
        self._desk.work_as(actor)
        self._desk.said.emit(f"现在由{actor.name}（{actor.role}）操作")

    def _save_papers(self, values: dict[str, str]) -> None:
        self._desk.change(
            lambda office, _task: save_paper_settings(office, values),
            lambda _none: self._desk.said.emit("已保存文书上的单位信息"),
            owner=self,
            title="保存单位信息",
        )

    def _choose(self, key: str, value: str, since: date, basis: str) -> None:
        self._desk.change(
            lambda office, _task: choose_option(office, key, value, since, basis),
            lambda _none: self._chosen(),
            owner=self,
            title="保存口径",
        )

    def _chosen(self) -> None:
        self._desk.said.emit("已保存口径，正在按新口径核对")
        self._desk.settle()


def _column(*panels: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(down(*panels, 1, spacing=16))
    made.setMaximumWidth(current().scaled(_WIDEST))
    return made
