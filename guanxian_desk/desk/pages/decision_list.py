"""The list of dossiers: how far each is, what it waits for; opening, striking, taking away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_new import NewDossier, NewForm, StrikeForm
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.decisions.stages import Stage

if TYPE_CHECKING:
    from guanxian_desk.services.dossier_list import Overview
    from guanxian_desk.services.office import Office

_LAMPS = (
    ("stuck", Lamp("square", "red", "被卡住")),
    ("broken", Lamp("failed", "red", "有未满足")),
    ("open", Lamp("clock", "green", "在办")),
    ("closed", Lamp("minus", "grey", "已办结")),
    ("secret", Lamp("minus", "grey", "涉密")),
)
COLUMNS = (
    TableColumn("title", "决策事项", width=200, stretch=True),
    TableColumn("unit", "承办单位", width=136),
    TableColumn("stage", "阶段", width=88),
    TableColumn("state", "状态", width=100, lamps=_LAMPS),
    TableColumn("next_due", "最近期限", Kind.DAY, 100),
    TableColumn("unmet", "未满足", Kind.COUNT, 72, summed=False),
    TableColumn("gates", "未开关口", Kind.COUNT, 80, summed=False),
    TableColumn("key", "编号", Kind.CODE, 80),
)
_SHOWN = (
    ("", "全部档案"),
    ("open", "在办的"),
    ("stuck", "被卡住的"),
    ("broken", "有未满足要求的"),
    ("closed", "已办结、不适用的"),
)
_STAGES = (("", "各个阶段"), *((stage.value, stage.value) for stage in Stage))
_EMPTY = ("没有这样的档案", "换一个筛选条件，或者点“新建决策档案”。")
_NOTHING = (
    "还没有决策档案",
    "点“新建决策档案…”逐件建立，或者在“年度目录”里导入目录、用“接收档案包…”收下别处送来的档案。",
)
OPEN, STRIKE, STAND, REMOVE = "open", "strike", "stand", "remove"


class DossierList(RegisterView):
    """Emits opened(key); new, struck and removed dossiers are written from here."""

    opened = Signal(str)
    read = Signal(object)  # Overview

    def __init__(self, desk: Desk) -> None:
        filters = (
            ChoiceFilter("shown", "哪些档案", _SHOWN),
            ChoiceFilter("stage", "阶段", _STAGES),
            TextFilter("words", "查找事项、单位、编号", 216),
        )
        super().__init__(desk, COLUMNS, "决策档案", filters, _takes, _detail, _EMPTY)
        self.table.opened.connect(lambda row: self.opened.emit(row["key"]))
        self.panel.action_chosen.connect(self._act)

    def reload(self) -> None:
        """Reads the list as of the window's day."""
        day = self._desk.as_of

        def read(office: Office, task: Task) -> Overview:
            from guanxian_desk.services.dossier_list import overview

            return overview(office, day, True, tell=task.progress)

        def show(found: Overview) -> None:
            self._tell_empty(anything=bool(found.rows))
            self.read.emit(found)
            self.show_rows(found.rows)

        self._desk.ask(read, show, owner=self, key="list", title="评判全部决策档案")

    def _tell_empty(self, *, anything: bool) -> None:
        self._empty = _EMPTY if anything else _NOTHING

    # a new dossier

    def ask_new(self) -> None:
        """The form of a new dossier, with the next free key."""

        def read(office: Office, _task: Task) -> tuple[str, tuple[str, ...]]:
            from guanxian_desk.services import dossiers

            units = sorted({line.unit for line in dossiers.listing(office) if line.unit})
            return dossiers.next_key(office), tuple(units)

        self._desk.ask(read, lambda found: self._show_new(*found), owner=self, key="new")

    def _show_new(self, key: str, units: tuple[str, ...]) -> None:
        form = NewForm(key, units)
        form.submitted.connect(self._create)
        self.open_form(form, "新建决策档案", form.title)

    def _create(self, new: NewDossier) -> None:
        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services import dossiers

            if new.secret:
                dossiers.create_secret(office, new.key)
            else:
                dossiers.create(office, new.key, new.title, new.unit, int(new.year) if new.year else None)

        def done(_none: None) -> None:
            self.done(f"已建立决策档案 {new.key}")
            if not new.secret:
                self.opened.emit(new.key)

        self._desk.change(run, done, owner=self, title="新建决策档案")

    # what the panel offers

    def _act(self, action: str) -> None:
        row = self.row
        if row is None:
            return
        if action == OPEN:
            self.opened.emit(row["key"])
        elif action == STRIKE:
            self._ask_strike(row)
        else:
            self._write(row, action)

    def _ask_strike(self, row: Row) -> None:
        form = StrikeForm(f"{row['title']}（{row['key']}）", "档案")

        def strike(reason: str) -> None:
            def run(office: Office, _task: Task) -> None:
                from guanxian_desk.services import dossiers

                dossiers.strike(office, row["key"], reason)

            self._change(run, f"已划去档案 {row['key']}，可以用 Ctrl+Z 撤销")

        form.submitted.connect(strike)
        self.open_form(form, "划去档案", form.reason)

    def _write(self, row: Row, action: str) -> None:
        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services import dossiers

            (dossiers.stand_again if action == STAND else dossiers.remove)(office, row["key"])

        self._change(run, f"已{'恢复' if action == STAND else '删除'}档案 {row['key']}，可以用 Ctrl+Z 撤销")

    def _change(self, run: Callable[[Office, Task], Any], words: str) -> None:
        def done(_none: object) -> None:
            self.done(words)

        self._desk.change(run, done, owner=self, title="修改决策档案")


def _takes(row: Row, values: dict[str, str]) -> bool:
    shown, words = values["shown"], values["words"].lower()
    if shown == "open" and not row["open"]:
        return False
    if shown == "broken" and not row["unmet"]:
        return False
    if shown in ("stuck", "closed") and row["state"] != shown:
        return False
    if values["stage"] and row["stage"] != values["stage"]:
        return False
    return not words or any(words in str(row[name]).lower() for name in ("title", "unit", "key"))


def _detail(row: Row) -> Detail:
    struck = row["stage"] == Stage.STRUCK.value
    lamp = next((one.words, one.token) for known, one in _LAMPS if known == row["state"])
    fields = (
        Field("阶段", row["stage"]),
        Field("承办单位", row["unit"] or "还没有明确"),
        Field("目录年度", str(row["year"] or "没有列入目录")),
        Field("最近期限", row["next_due"].isoformat() if row["next_due"] else "没有"),
        *((Field("未满足", f"{row['unmet']} 项", tone="red" if row["unmet"] else ""),) if row["open"] else ()),
    )
    stuck = (Section("卡在", words=row["stuck"]),) if row["stuck"] else ()
    return Detail(row["title"], row["key"], lamp, (Section(fields=fields), *stuck), _actions(struck))


def _actions(struck: bool) -> tuple[Action, ...]:
    first = Action(OPEN, "打开档案", "open", primary=True)
    if struck:
        return (first, Action(STAND, "恢复档案"))
    return (
        first,
        Action(STRIKE, "划去档案…", tip="立错了的档案：写明理由，档案留存，不再评判"),
        Action(REMOVE, "删除档案"),
    )
