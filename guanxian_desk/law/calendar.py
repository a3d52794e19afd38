"""The State Council's working calendars that ship with the program, as a WorkCalendar."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache

from guanxian_desk.base.days import WorkCalendar, WorkYear
from guanxian_desk.base.paths import shipped


@cache
def shipped_years() -> tuple[WorkYear, ...]:
    """The years of resources/law/workdays.toml."""
    with shipped("resources", "law", "workdays.toml").open("rb") as file:
        rows = tomllib.load(file)["year"]
    return tuple(WorkYear(row["year"], frozenset(row["days_off"]), frozenset(row["make_up"])) for row in rows)


def official_calendar(later: Iterable[WorkYear] = ()) -> WorkCalendar:
    """The shipped calendars and the years that the office has entered since; an entered year replaces a shipped one."""
    return WorkCalendar((*shipped_years(), *later))
