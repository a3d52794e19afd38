"""项目: the library as a register; a line opens the project's story, its stage is moved from there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.digital_detail import ASK, EDIT, MOVE, NEED, REPORT, SELECT, project_detail
from guanxian_desk.desk.pages.record_edit import open_record
from guanxian_desk.desk.pages.register_view import RegisterView, chosen
from guanxian_desk.desk.pages.stage_form import Moved, StageForm
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Detail
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.digital.facts import KINDS, Stage

if TYPE_CHECKING:
    from guanxian_desk.services.digital_day import DigitalDay
    from guanxian_desk.services.office import Office

LAMPS = (
    ("红", Lamp("square", "red", "红")),
    ("黄", Lamp("triangle", "amber", "黄")),
    ("绿", Lamp("circle", "green", "绿")),
    ("灰", Lamp("ring", "grey", "灰")),
    ("蓝", Lamp("done", "blue", "蓝")),
)
_COLUMNS = (
    TableColumn("lamp", "灯", width=52, lamps=LAMPS),
    TableColumn("number", "编号", Kind.CODE, 84),
    TableColumn("name", "项目", width=168, stretch=True),
    TableColumn("stage", "阶段", width=56),
    TableColumn("place", "所在地", width=96),
    TableColumn("invested", "累计完成", Kind.MONEY, 120),
    TableColumn("total", "总投资", Kind.MONEY, 124),
    TableColumn("behind", "落后点数", Kind.COUNT, 76, summed=False),
    TableColumn("last", "最近月报", width=76),
)
_LAMP_CHOICES = (("", "全部灯色"), *((lamp, f"{lamp}灯") for lamp, _ in LAMPS))
_FILTERS = (
    ChoiceFilter("stage", "阶段", (("", "四个一批"), *((str(one), str(one)) for one in Stage))),
    ChoiceFilter("kind", "类别", (("", "全部类别"), *((kind, kind) for kind in KINDS))),
    ChoiceFilter("lamp", "灯色", _LAMP_CHOICES),
    TextFilter("words", "查找项目、实施主体、所在地、责任单位", 264),
)
_NONE = ("没有这样的项目", "换一个筛选条件，或用“新增项目”登记。")
_SHEETS = {REPORT: "project-progress", ASK: "project-problems", NEED: "project-needs", SELECT: "project-selections"}


class ProjectsView(RegisterView):
    """The projects."""

    def __init__(self, desk: Desk) -> None:
        self._day: DigitalDay | None = None
        super().__init__(desk, _COLUMNS, "项目", _FILTERS, chosen("stage", "kind", "lamp"), self._told, _NONE)
        self.panel.action_chosen.connect(self._act)
        self.panel.link_opened.connect(self._act)
        self.table.opened.connect(lambda _row: self._act(EDIT))

    def show_day(self, day: DigitalDay) -> None:
        """Shows a day's library."""
        self._day = day
        self.show_rows(day.projects)

    def filter_by(self, **values: str) -> None:
        """Filters for the clerk: a click on a picture."""
        self.filters.set_values({"stage": "", "kind": "", "lamp": "", "words": ""} | values)

    def _told(self, row: Row) -> Detail:
        assert self._day is not None
        return project_detail(self._day.library, row)

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key == MOVE:
            self._move(row)
        elif key == EDIT:
            open_record(self._desk, self, "digital-projects", (row["number"],))
        else:
            self._new(_SHEETS[key], row)

    def _new(self, kind: str, row: Row) -> None:
        assert self._day is not None
        known = {"project_number": row["number"]}
        code = self._day.codes.get(kind)
        open_record(self._desk, self, kind, texts=known | ({"code": code} if code else {}))

    def _move(self, row: Row) -> None:
        form = StageForm(f"{row['name']}（{row['number']}）", tuple(map(str, Stage)), row["stage"], self._desk.today)
        form.submitted.connect(partial(self._moved, row))
        self.push_form(form, "变动阶段", form)

    def _moved(self, row: Row, moved: Moved) -> None:
        def verb(office: Office) -> None:
            from guanxian_desk.services.projects import move_stage

            move_stage(office, row["number"], moved.stage, moved.day, moved.paper, moved.reason)

        self.write(verb, f"已登记 {row['name']} 变为{moved.stage}阶段", "登记阶段变动")
