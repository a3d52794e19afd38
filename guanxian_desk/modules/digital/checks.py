"""What the library's own rules say about a row of a workbook, before it is compared with the records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from guanxian_desk.exchange.rowchecks import Judged, Said
from guanxian_desk.modules.digital.facts import Month

Row = Mapping[str, Any]
_MONTH = re.compile(r"((?:19|20)\d{2})(?:-|年)(\d{1,2})月?")
# A spreadsheet turns 2022-05 into the first day of that month.
_FIRST_DAY = re.compile(r"((?:19|20)\d{2})-(\d{2})-01(?:00:00:00)?")


def parse_month(text: str) -> Month | None:
    """2022-05 or 2022年5月; None when it is no month."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    match = _MONTH.fullmatch(plain) or _FIRST_DAY.fullmatch(plain)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    return Month(int(match[1]), int(match[2]))


def check_progress(row: Row, known: frozenset[str]) -> Judged:
    """One month's report; known: the numbers of the library."""
    values, said = dict(row), [*_of_project(row, known)]
    month = parse_month(row["month"] or "")
    if month:
        values["month"] = month.code
    elif row["month"]:
        said.append(Said("month", f"报告月份“{row['month']}”认不出来，请写成 2022-05 或 2022年5月"))
    if row["reported_on"] is None:
        said.append(Said("reported_on", "是空的，新报的按当月最后一天计，已有的不变", False))
    return Judged(values, tuple(said))


def check_problem(row: Row, known: frozenset[str]) -> Judged:
    """One problem: it is answered after it is raised."""
    said = (*_of_project(row, known), *_in_order(row, "raised_on", "answer_by"))
    return Judged(dict(row), said)


def check_member(row: Row) -> Judged:
    """One seat: whoever leaves it leaves after taking it."""
    since, until = row["since"], row["until"]
    wrong = isinstance(since, date) and isinstance(until, date) and until <= since
    return Judged(dict(row), (Said("until", "不在任职日期之后，已照收，请核对", False),) if wrong else ())


def check_need(row: Row, known: frozenset[str]) -> Judged:
    """One need: it is met after it is raised."""
    return Judged(dict(row), (*_of_project(row, known), *_in_order(row, "raised_on", "met_on")))


def check_of_project(row: Row, known: frozenset[str]) -> Judged:
    """A row that is about a project of the library."""
    return Judged(dict(row), tuple(_of_project(row, known)))


def check_action(row: Row, meetings: frozenset[str], known: frozenset[str], problems: frozenset[str]) -> Judged:
    """One thing a meeting settled: of a known meeting, about a known project and problem where it names them."""
    said = [*_of_project(row, known)]
    if row["meeting_code"] and row["meeting_code"] not in meetings:
        said.append(Said("meeting_code", f"没有编号为“{row['meeting_code']}”的调度会，请核对编号，或先登记会议"))
    if row["problem_code"] and row["problem_code"] not in problems:
        said.append(Said("problem_code", f"没有编号为“{row['problem_code']}”的问题，请核对编号，或先登记问题"))
    return Judged(dict(row), tuple(said))


def _in_order(row: Row, first: str, then: str) -> list[Said]:
    """A doubtful order of days is told, not refused: the notice says nothing of it."""
    before, after = row[first], row[then]
    wrong = isinstance(before, date) and isinstance(after, date) and after < before
    return [Said(then, "早于提出日期，已照收，请核对", False)] if wrong else []


def _of_project(row: Row, known: frozenset[str]) -> list[Said]:
    number = row["project_number"]
    if not number or number in known:
        return []
    return [Said("project_number", f"项目库里没有编号为“{number}”的项目，请核对编号，或先把项目报入项目库")]
