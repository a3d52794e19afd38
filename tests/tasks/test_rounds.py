"""A round goes out and comes back: only a unit's own tasks, the sender told by the rows, faults marked and returned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy, copytree

import openpyxl
import pytest
from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks import rounds
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.services import task_rounds, tasks
from guanxian_desk.services.office import Office, open_office
from guanxian_desk.services.task_day import look
from guanxian_desk.services.task_rows import unit_rows
from guanxian_desk.store.tables import Batch
from tests.tasks.conftest import ACTOR, CLOCK, Put

PLAN, DAY, Q2 = "rule-of-law-2022", date(2022, 8, 1), Quarter(2022, 2)
TOWN = "清水镇"


@pytest.fixture(scope="module")
def sent_once(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A data file after its round went out, and the folder."""
    path, folder = tmp_path_factory.mktemp("round") / "sent.gxdesk", tmp_path_factory.mktemp("发出")
    path.write_bytes(fresh_file.read_bytes())
    opened = open_office(path, ACTOR, CLOCK)
    task_rounds.send_out(opened, PLAN, Q2, folder, date(2022, 8, 8))
    opened.close()
    return path, folder


@pytest.fixture
def office(sent_once: tuple[Path, Path], tmp_path: Path) -> Iterator[Office]:
    """A copy of the data file after the round went out."""
    opened = open_office(Path(copy(sent_once[0], tmp_path / "office.gxdesk")), ACTOR, CLOCK)
    yield opened
    opened.close()


@pytest.fixture
def sent(sent_once: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the folder."""
    return Path(copytree(sent_once[1], tmp_path / "发出"))


def fill(path: Path, rows: dict[str, dict[str, object]]) -> Path:
    """Write a unit's cells, by task number and heading."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=3):
        for heading, value in rows.get(str(line[1].value), {}).items():
            line[headings.index(heading)].value = value
    book.save(path)
    return path


WHOLE = {"进展情况": "正在推进。", "完成百分比": 0.5, "填报日期": date(2022, 7, 8)}


def test_every_owing_unit_gets_a_workbook_with_only_its_tasks(office: Office, sent: Path) -> None:
    names = sorted(path.name for path in sent.iterdir())
    assert len(names) == 41 + 1
    assert task_rounds.LIST_NAME in names
    book = openpyxl.load_workbook(sent / f"{TOWN}_2022Q2_任务进展.xlsx")
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    status = tasks.status(office, PLAN, DAY)
    assert [row[1] for row in rows] == [task.task.no for task in status.tasks if TOWN in task.held]
    assert {row[:1] + row[2:4] for row in rows} == {(PLAN, TOWN, "2022Q2")}
    assert all(cell is None for row in rows for cell in row[4:])
    assert "推动学习宣传" in book.worksheets[0]["B3"].comment.text
    guide = [row for row in book["填表说明"].iter_rows(values_only=True) if row[0] == "7"]
    assert guide[0][2] == "深入推进政务公开"


def test_who_has_reported_gets_no_line(office: Office, put: Put) -> None:
    put("task-progress", [{"task_number": "17", "unit_name": "县司法局"}])
    made = rounds.drafts(tasks.status(office, PLAN, DAY), Q2)
    mine = next(book for book in made if book.unit == "县司法局")
    assert "17" not in [task.task.no for task in mine.tasks]


def test_a_workbook_comes_back_under_its_sender(office: Office, sent: Path) -> None:
    path = fill(sent / f"{TOWN}_2022Q2_任务进展.xlsx", {"1": WHOLE, "7": WHOLE})
    (taken,) = task_rounds.take_back(office, [path])
    assert (taken.unit, taken.new, taken.bad, taken.refused, taken.returned) == (TOWN, 2, 0, "", None)
    assert taken.unfilled == 16
    with office.store.read() as session:
        assert [batch.sender for batch in session.scalars(select(Batch))] == [TOWN]
    reported = [
        task.task.no for task in tasks.status(office, PLAN, DAY).tasks if task.held.get(TOWN) and task.held[TOWN].valid
    ]
    assert reported == ["1", "7"]
    state = {row["unit"]: row["state"] for row in unit_rows(look(office, PLAN, DAY))}
    assert (state[TOWN], state["贾镇"]) == ("已发未回", "已发未回")


def test_faults_are_marked_in_a_workbook_to_send_back(office: Office, sent: Path) -> None:
    path = fill(sent / f"{TOWN}_2022Q2_任务进展.xlsx", {"1": WHOLE, "2": WHOLE | {"完成百分比": 1.2}})
    (taken,) = task_rounds.take_back(office, [path])
    assert (taken.new, taken.bad) == (1, 1)
    assert taken.returned == sent / "退回件" / f"退回-{TOWN}_2022Q2_任务进展.xlsx"
    assert taken.returned.is_file()


def test_a_file_without_a_taken_row_is_known_by_its_name(office: Office, sent: Path) -> None:
    (taken,) = task_rounds.take_back(office, [sent / f"{TOWN}_2022Q2_任务进展.xlsx"])
    assert (taken.unit, taken.new, taken.unfilled) == (TOWN, 0, 18)


def test_what_is_no_workbook_is_refused_alone(office: Office, sent: Path) -> None:
    bad = sent / "贾镇_2022Q2_任务进展.xlsx"
    bad.write_bytes(b"nothing")
    good = fill(sent / f"{TOWN}_2022Q2_任务进展.xlsx", {"1": WHOLE})
    first, second = task_rounds.take_back(office, [bad, good])
    assert first.refused
    assert second.new == 1
    (gone,) = task_rounds.take_back(office, [sent / "没有.xlsx"])
    assert "打不开" in gone.refused


def test_the_list_and_open_files_are_no_workbooks_to_take(sent: Path) -> None:
    (sent / "~$清水镇.xlsx").write_bytes(b"")
    names = [path.name for path in task_rounds.books_in(sent)]
    assert len(names) == 41
    assert task_rounds.LIST_NAME not in names


@pytest.mark.parametrize(
    ("text", "good"), [("2022Q3", True), ("2022年第三季度", True), ("2022-08", False), ("上半年", False)]
)
def test_a_round_is_of_a_quarter(text: str, good: bool) -> None:
    if good:
        assert task_rounds.quarter_of(text) == Quarter(2022, 3)
    else:
        with pytest.raises(UserError, match="不是季度"):
            task_rounds.quarter_of(text)


def test_a_round_needs_somebody_who_owes_and_a_later_day(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有要报送的单位"):
        task_rounds.send_out(office, PLAN, Quarter(2021, 4), tmp_path, date(2022, 8, 8))
    with pytest.raises(UserError, match="早于今天"):
        task_rounds.send_out(office, PLAN, Q2, tmp_path, date(2022, 7, 31))


def test_the_usual_reply_day_is_the_last_for_reports_or_three_days_on() -> None:
    assert task_rounds.usual_reply_day(Q2, date(2022, 6, 25)) == date(2022, 7, 10)
    assert task_rounds.usual_reply_day(Q2, date(2022, 7, 8)) == date(2022, 7, 11)
