"""口径与日历: what the regulation leaves open, as this office reads it; working years; a later edition of the rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_law_forms import Chosen, Entered, ReadingForm, YearForm
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import across, button, down, label

if TYPE_CHECKING:
    from guanxian_desk.modules.decisions.edition_files import Edition, Touched
    from guanxian_desk.services.dossier_law import Reading, Year
    from guanxian_desk.services.office import Office

READING, YEAR = "reading", "year"
_LAMPS = (
    ("presumed", Lamp("triangle", "amber", "推定")),
    ("chosen", Lamp("done", "green", "有口径依据")),
    ("open", Lamp("ring", "amber", "待明确")),
    ("shipped", Lamp("done", "green", "国务院通知")),
    ("entered", Lamp("done", "blue", "本机补录")),
)
COLUMNS = (
    TableColumn("kind", "种类", width=88),
    TableColumn("label", "内容", width=240, stretch=True),
    TableColumn("value", "现行", width=160),
    TableColumn("clause", "条文", width=176),
    TableColumn("state", "依据", width=128, lamps=_LAMPS),
    TableColumn("basis", "口径依据", width=200),
)
_KINDS = (("", "全部"), (READING, "口径"), (YEAR, "工作日历"))
_WORDS = {READING: "口径", YEAR: "工作日历"}
_EMPTY = ("没有这样的口径", "换一个筛选条件。")
_CHANGE = "change"
_SHOWN = 12


class LawView(QWidget):
    """A line a reading or a year; changing one says first which open dossiers it would turn."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        filters = (ChoiceFilter("kind", "种类", _KINDS), TextFilter("words", "查找内容、条文", 200))
        self.list = RegisterView(desk, COLUMNS, "口径与日历", filters, _takes, _detail, _EMPTY)
        self.form: ReadingForm | YearForm | None = None
        self.year_button = button("补录一年的工作日历…", lambda: self.ask_year(None), icon="calendar")
        self.edition_button = button("载入规定的新版本…", self._ask_edition, icon="law")
        column = down(across(self.year_button, self.edition_button, 1), self.list)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.list)
        self.table = self.list.table
        self.table.opened.connect(self._change)
        self.list.panel.action_chosen.connect(self._act)

    def reload(self) -> None:
        """Reads what counts as of the window's day."""
        day = self._desk.as_of

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services import dossier_law

            readings = [_reading(one) for one in dossier_law.readings(office, day)]
            return [*readings, *(_year(one) for one in reversed(dossier_law.work_years(office)))]

        self._desk.ask(read, self.list.show_rows, owner=self, key="law")

    def _act(self, _action: str) -> None:
        if self.list.row is not None:
            self._change(self.list.row)

    def _change(self, row: Row) -> None:
        if row["kind_key"] == READING:
            self.ask_reading(row)
        else:
            self.ask_year(row)

    # a reading

    def ask_reading(self, row: Row) -> None:
        """Another value with its basis; what it would turn is asked while it is typed."""
        form = ReadingForm(row["label"], row["unit"], row["number"], row["basis"], self._desk.as_of)
        form.value_tried.connect(lambda value: self._try(form, row["name"], value))
        form.submitted.connect(lambda chosen: self._choose(row["name"], chosen))
        self._open(form, "改口径")

    def _try(self, form: ReadingForm, name: str, value: int) -> None:
        def read(office: Office, _task: Task) -> list[Touched]:
            from guanxian_desk.services.dossier_law import turned_by_choice

            return turned_by_choice(office, name, value)

        self._desk.ask(read, lambda found: form.tell_touched(touched_words(found)), owner=form, key="turned")

    def _choose(self, name: str, chosen: Chosen) -> None:
        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_law import choose

            choose(office, name, chosen.value, chosen.since, chosen.basis)

        self._write(run, "已改口径，可以用 Ctrl+Z 撤销", "改口径")

    # a working year

    def ask_year(self, row: Row | None) -> None:
        """The days off and the make-up days of a year, as the State Council's notice has them."""
        year = row["number"] if row else self._desk.today.year + 1
        form = YearForm(year, row["days_off"] if row else (), row["make_up"] if row else ())
        form.submitted.connect(self._enter)
        self._open(form, "补录工作日历")

    def _enter(self, entered: Entered) -> None:
        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_law import enter_work_year

            enter_work_year(office, entered.year, entered.days_off, entered.make_up, entered.basis)

        self._write(run, f"已补录 {entered.year} 年的工作日历", "补录工作日历")

    # a later edition

    def _ask_edition(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "选择规定的新版本", "", "规定的数值 (*.toml)")
        if chosen:
            self.open_edition(Path(chosen))

    def open_edition(self, path: Path) -> None:
        """Reads an edition and says which open dossiers it would turn, before it is loaded."""

        def read(office: Office, _task: Task) -> tuple[list[Edition], list[Touched]]:
            from guanxian_desk.base.files import read_file
            from guanxian_desk.modules.decisions.edition_files import edition_of
            from guanxian_desk.services.dossier_law import turned_by_edition

            edition = edition_of(read_file(path), path.name)
            return edition, turned_by_edition(office, edition)

        self._desk.ask(read, lambda found: self._show_edition(*found), owner=self, title=f"读取{path.name}")

    def _show_edition(self, edition: Sequence[Edition], found: Sequence[Touched]) -> None:
        sheet = QWidget()
        sheet.setObjectName("body")
        numbers = "\n".join(f"{one.since.isoformat()} 起　{one.name}　{one.value}（{one.doc}）" for one in edition)
        take = button("载入这个版本", lambda: self._load(edition), icon="law", role="primary")
        sheet.setLayout(
            down(
                label(numbers, wrap=True),
                label(touched_words(found), wrap=True),
                across(take, button("不载入", self.list.let_go), 1),
                1,
                spacing=12,
                margins=(12, 12, 12, 12),
            )
        )
        self.list.hold(sheet)
        self.list.panel.open(sheet, "规定的新版本")
        take.setFocus()

    def _load(self, edition: Sequence[Edition]) -> None:
        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_law import load_edition

            load_edition(office, edition)

        self._write(run, "已载入规定的新版本，可以用 Ctrl+Z 撤销", "载入规定的新版本")

    def _open(self, form: ReadingForm | YearForm, title: str) -> None:
        self.form = form
        self.list.open_form(form, title, form)

    def _write(self, run: Callable[[Office, Task], None], words: str, title: str) -> None:
        def done(_none: object) -> None:
            self.list.done(words)

        self._desk.change(run, done, owner=self, title=title)


def touched_words(found: Sequence[Touched]) -> str:
    """Which dossiers would be judged otherwise, in a few lines."""
    if not found:
        return "在办档案的评判都不会改变。"
    lines = [
        f"{one.title}（{one.key}）：{'、'.join(sorted({turned.norm for turned in one.verdicts}))}" for one in found
    ]
    more = f"\n等 {len(found)} 件" if len(found) > _SHOWN else ""
    return "会改变评判的在办档案：\n" + "\n".join(lines[:_SHOWN]) + more


def _reading(one: Reading) -> Row:
    chosen = one.value != one.presumed or one.basis
    return {
        "kind_key": READING,
        "kind": _WORDS[READING],
        "name": one.name,
        "label": one.label,
        "value": f"{one.value} {one.unit}",
        "number": one.value,
        "unit": one.unit,
        "clause": one.clause,
        "state": "chosen" if one.basis else "open" if chosen else "presumed",
        "basis": one.basis,
        "note": one.note,
    }


def _year(one: Year) -> Row:
    return {
        "kind_key": YEAR,
        "kind": _WORDS[YEAR],
        "name": str(one.year),
        "label": f"{one.year} 年的放假和调休",
        "value": f"放假 {len(one.days_off)} 日，补班 {len(one.make_up)} 日",
        "number": one.year,
        "unit": "",
        "clause": "国务院办公厅通知",
        "state": "entered" if one.entered else "shipped",
        "basis": "",
        "note": "",
        "days_off": one.days_off,
        "make_up": one.make_up,
    }


def _takes(row: Row, values: dict[str, str]) -> bool:
    if values["kind"] and row["kind_key"] != values["kind"]:
        return False
    words = values["words"]
    return not words or any(words in row[name] for name in ("label", "clause", "basis"))


def _detail(row: Row) -> Detail:
    fields = [Field("现行", row["value"]), Field("条文", row["clause"])]
    if row["kind_key"] == READING:
        fields.append(Field("口径依据", row["basis"] or "口径待主管部门明确"))
    sections = [Section(fields=tuple(fields))]
    if row["note"]:
        sections.append(Section("说明", words=row["note"]))
    for title, name in (("放假的工作日", "days_off"), ("调休上班", "make_up")):
        if row.get(name):
            sections.append(Section(title, words="、".join(f"{day.month}.{day.day}" for day in row[name])))
    lamp = next((one.words, one.token) for known, one in _LAMPS if known == row["state"])
    words = "改口径…" if row["kind_key"] == READING else "补录这一年…"
    return Detail(row["label"], row["kind"], lamp, tuple(sections), (Action(_CHANGE, words, primary=True),))
