"""Who changed what in a dossier, newest first, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_whole_view import WholeView
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.detail import Detail, Section
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.timeline import Event, Timeline
from guanxian_desk.modules.decisions.wording import place_words, value_words

if TYPE_CHECKING:
    from guanxian_desk.modules.decisions.differences import Difference
    from guanxian_desk.modules.decisions.history import Step
    from guanxian_desk.services.dossier_view import DossierView
    from guanxian_desk.services.office import Office

_TOKENS = {"新增": "green", "修改": "blue", "删除": "red"}


class HistoryView(WholeView):
    """The steps down a line; Enter or a double click shows what became different."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self._steps: Sequence[Step] = ()
        self.story = Timeline("办理历史")
        self.panel = DetailPanel()
        self.setLayout(down(work_split(self.story, self.panel)))
        self.setFocusProxy(self.story)
        self.story.opened.connect(self._open)

    def show_view(self, _view: DossierView) -> None:
        """Reads the history anew."""
        key = self._key

        def read(office: Office, _task: Task) -> list[Step]:
            from guanxian_desk.services import dossiers

            return dossiers.past(office, key)

        self._desk.ask(read, self._show, owner=self, key="history")

    def _show(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        events = [
            Event(step.at, f"{step.label}（{step.operator}）{_count(step)}", None, _TOKENS[step.action], str(number))
            for number, step in enumerate(steps)
        ]
        self.story.show_events(tuple(events))

    def _open(self, number: str) -> None:
        step = self._steps[int(number)]
        sections = tuple(Section(place_words(one.path), words=_told(one)) for one in step.differences)
        nothing = (Section(words="这一步没有改动已有的内容。"),)
        moment = f"{step.at:%Y-%m-%d %H:%M}　{step.operator}"
        self.panel.open(Detail(step.label, subtitle=moment, sections=sections or nothing))


def _count(step: Step) -> str:
    return f"，{len(step.differences)} 处" if step.differences else ""


def _told(one: Difference) -> str:
    return f"原来：{value_words(one.before)}\n现在：{value_words(one.after)}"
