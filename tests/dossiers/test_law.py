"""The law as the office applies it: one edition a day, readings, later editions and their effect, working years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from guanxian_desk.base.days import NoCalendarError
from guanxian_desk.base.errors import UserError
from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.edition_files import edition_of, later_book
from guanxian_desk.modules.decisions.limits import Editions, shipped_book
from guanxian_desk.services import dossier_law, dossiers, steps
from guanxian_desk.services.office import Office

KEY = "2022-001"
LATER = """
title = "冠县重大行政决策程序规定"
doc = "冠政发〔2022〕99号"
[[notice_days]]
from = 2022-07-01
value = 45
unit = "天"
clause = "第二十条第二款"
doc = "冠政发〔2022〕99号"
label = "公开征求意见的期限，不少于"
"""


@pytest.fixture
def noticed(office: Office) -> Office:
    """A dossier whose notice runs from 2022-07-05 to 2022-08-04."""
    dossiers.create(office, KEY, "公交线路调整")
    dossiers.add(
        office,
        KEY,
        ("participation", "notices"),
        {"published_on": "2022-07-05", "closes_on": "2022-08-04"},
    )
    return office


def test_exactly_one_edition_counts_on_every_day() -> None:
    book = later_book(edition_of(LATER.encode(), "later.toml"))
    day, last = date(2022, 4, 13), date(2027, 12, 31)
    while day <= last:
        for name, editions in book.values.items():
            ends = [*(edition.since for edition in editions[1:]), date.max]
            counting = [edition for edition, end in zip(editions, ends) if edition.since <= day < end]
            assert counting == [book.on(name, day)], (name, day)
        assert Editions(book).on(day).notice_days == (45 if day >= date(2022, 7, 1) else 30)
        day += timedelta(days=1)


def test_before_the_first_edition_the_first_one_judges() -> None:
    editions = Editions(shipped_book())
    assert editions.on(date(2015, 1, 1)) == editions.on(editions.first_day)


def test_later_edition_tells_whom_it_touches_before_it_counts(noticed: Office) -> None:
    edition = edition_of(LATER.encode(), "later.toml")
    (touched,) = dossier_law.turned_by_edition(noticed, edition)
    assert touched.key == KEY
    # The notice is still a plan on the edition's first day; on the way its limit is what moves.
    assert {one.norm for one in touched.verdicts} <= {"R20-3", "R20-4", "R41-1", "R17-1"}
    assert dossiers.check(noticed, KEY, date(2022, 8, 4)).verdicts[0]
    before = _state(noticed, date(2022, 8, 4))
    dossier_law.load_edition(noticed, edition)
    assert (before, _state(noticed, date(2022, 8, 4))) == (State.MET, State.UNMET)
    steps.undo_last(noticed)
    assert _state(noticed, date(2022, 8, 4)) is State.MET


def _state(office: Office, day: date) -> State:
    return next(one.state for one in dossiers.check(office, KEY, day).verdicts if one.norm == "R20-3")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (LATER.replace("notice_days", "notice_day"), "没有“notice_day”"),
        (LATER.replace("2022-07-01", "2022-04-13"), "晚于2022-04-13"),
        (LATER.replace('"天"', '"工作日"'), "单位应是天"),
        (LATER.replace("value = 45", 'value = "45"'), "格式不对"),
        ("[[", "格式不对"),
    ],
)
def test_file_that_is_no_edition_is_refused(changed: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        edition_of(changed.encode(), "x.toml")


def test_reading_counts_from_its_day_on_and_carries_its_basis(office: Office) -> None:
    assert all(one.basis == "" and one.value == one.presumed for one in dossier_law.readings(office))
    dossier_law.choose(office, "prompt_workdays", 3, date(2022, 5, 1), "县司法局〔2022〕1号答复")
    dossier_law.choose(office, "prompt_workdays", 4, date(2022, 7, 1))
    for day, value in ((date(2022, 4, 30), 5), (date(2022, 5, 1), 3), (date(2022, 7, 1), 4)):
        reading = {one.name: one for one in dossier_law.readings(office, day)}["prompt_workdays"]
        assert reading.value == value
    with pytest.raises(UserError, match="口径可选"):
        dossier_law.choose(office, "notice_days", 10, date(2022, 5, 1))


def test_reading_counts_for_steps_from_its_day_on(office: Office) -> None:
    dossiers.create(office, KEY, "公交线路调整")
    for day in ("2022-05-20", "2022-05-25"):
        dossiers.add(office, KEY, ("execution", "problems"), {"kind": "决策存在问题", "found_on": day})
    day = date(2022, 5, 26)
    assert _due(office, day) == date(2022, 5, 27)
    assert [one.key for one in dossier_law.turned_by_choice(office, "prompt_workdays", 9, date(2022, 5, 20))] == [KEY]
    assert dossier_law.turned_by_choice(office, "prompt_workdays", 9, date(2022, 5, 30)) == []
    dossier_law.choose(office, "prompt_workdays", 9, date(2022, 5, 24))
    assert _due(office, day) == date(2022, 5, 27)
    dossier_law.choose(office, "prompt_workdays", 9, date(2022, 5, 20))
    assert _due(office, day) == date(2022, 6, 2)
    # A reading from before the regulation counts from its first day.
    dossier_law.choose(office, "prompt_workdays", 1, date(2020, 1, 1))
    assert _due(office, day) == date(2022, 6, 2)


def _due(office: Office, day: date) -> date | None:
    return next(one.due for one in dossiers.check(office, KEY, day).verdicts if one.norm == "R54-1")


def test_working_year_is_entered_from_its_notice_and_counts(office: Office) -> None:
    dossiers.create(office, KEY, "公交线路调整")
    with pytest.raises(NoCalendarError):
        dossiers.timetable(office, KEY, first=date(2027, 3, 1))
    with pytest.raises(UserError, match="文号"):
        dossier_law.enter_work_year(office, 2027, [], [], " ")
    with pytest.raises(UserError, match="2027-01-02"):
        dossier_law.enter_work_year(office, 2027, [date(2027, 1, 2)], [], "国办发明电〔2026〕X号")
    with pytest.raises(UserError, match="2027-01-04"):
        dossier_law.enter_work_year(office, 2027, [], [date(2027, 1, 4)], "国办发明电〔2026〕X号")
    dossier_law.enter_work_year(office, 2027, [date(2027, 3, 3)], [date(2027, 3, 6)], "国办发明电〔2026〕X号")
    assert dossiers.timetable(office, KEY, first=date(2027, 3, 1)).meeting > date(2027, 3, 1)
    assert dossier_law.work_years(office)[-1] == dossier_law.Year(2027, (date(2027, 3, 3),), (date(2027, 3, 6),), True)
    assert [one.year for one in dossier_law.work_years(office)] == list(range(2018, 2028))
