"""口径与日历: readings changed with their basis, years entered, a later edition shown before it is loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from guanxian_desk.desk.pages.decision_law import LawView, touched_words
from guanxian_desk.desk.pages.decision_law_forms import ReadingForm, YearForm
from guanxian_desk.services import dossier_law
from tests.desk_decisions.conftest import Decider, Open


def _select(clerk: Decider, view: LawView, name: str) -> None:
    rows = [view.table.model.row(at) for at in range(view.table.model.rowCount())]
    view.table.select_row(next(at for at, row in enumerate(rows) if row is not None and row["name"] == name))
    clerk.wait()


def test_a_reading_says_whom_it_turns_and_is_kept_with_its_basis(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document(), as_of=date(2022, 8, 10))
    view = clerk.view("law", LawView)
    _select(clerk, view, "hearing_announce_days")
    clerk.press("改口径…")
    form = view.form
    assert isinstance(form, ReadingForm)
    clerk.type_into(form.value, "x")
    assert form.value.reason.text() == "“x”不是整数"
    clerk.type_into(form.value, "20")
    clerk.qtbot.waitUntil(lambda: bool(form.touched.text()))
    assert "2022-001" in form.touched.text()
    clerk.type_into(form.basis, "会议纪要〔2022〕3号")
    clerk.press("采用这个口径")
    (kept,) = [
        one for one in dossier_law.readings(clerk.desk.office, date(2022, 8, 10)) if one.name == "hearing_announce_days"
    ]
    assert (kept.value, kept.basis) == (20, "会议纪要〔2022〕3号")


def test_a_year_is_entered_and_a_slip_is_told(open_decider: Open) -> None:
    clerk = open_decider()
    view = clerk.view("law", LawView)
    view.ask_year(None)
    form = view.form
    assert isinstance(form, YearForm)
    clerk.type_into(form.year, "2030")
    clerk.type_into(form.days_off, "1.1 13.1")
    assert form.days_off.reason.text() == "“13.1”不是日期，请写成 1.3"
    clerk.type_into(form.days_off, "1.1 2.4")
    clerk.type_into(form.basis, "国办发明电〔2029〕1号")
    clerk.press("存入工作日历")
    (year,) = [one for one in dossier_law.work_years(clerk.desk.office) if one.year == 2030]
    assert year.days_off == (date(2030, 1, 1), date(2030, 2, 4))


def test_a_weekend_is_no_day_off(open_decider: Open) -> None:
    clerk = open_decider()
    view = clerk.view("law", LawView)
    view.ask_year(None)
    form = view.form
    assert isinstance(form, YearForm)
    for field, text in ((form.year, "2030"), (form.days_off, "1.5"), (form.basis, "x")):
        clerk.type_into(field, text)
    clerk.press("存入工作日历")
    (error,) = clerk.take_errors()
    assert "2030-01-05" in str(error)


def test_a_later_edition_is_shown_before_it_is_loaded(open_decider: Open, document: Any, tmp_path: Path) -> None:
    path = tmp_path / "新版.toml"
    path.write_text(_EDITION, encoding="utf-8")
    clerk = open_decider(document(), as_of=date(2022, 7, 2))
    view = clerk.view("law", LawView)
    view.open_edition(path)
    clerk.wait()
    assert view.list.panel.title.text() == "规定的新版本"
    told = "".join(one.text() for one in view.list.panel.findChildren(QLabel))
    assert "冠县城区道路改造工程（2022-001）：R20-3" in told
    clerk.open("2022-001", "participation")
    assert clerk.verdict("R20-3") == "met"
    clerk.desk.back_asked.emit()
    clerk.press("载入这个版本")
    clerk.open("2022-001", "participation")
    assert clerk.verdict("R20-3") == "unmet"


def test_what_touches_nothing_is_said_so() -> None:
    assert touched_words([]) == "在办档案的评判都不会改变。"


_EDITION = """
title = "冠县重大行政决策程序规定"
doc = "冠政发〔2022〕99号"
[[notice_days]]
from = 2022-05-15
value = 45
unit = "天"
clause = "第二十条第二款"
doc = "冠政发〔2022〕99号"
label = "公开征求意见的期限，不少于"
"""
