"""数字经济 as the screen shows a day: figures in words, and every register as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.base.days import spoken
from guanxian_desk.modules.digital.catalogue import RULE_OF
from guanxian_desk.modules.digital.library import Lamp, Library
from guanxian_desk.modules.digital.models import DispatchMeeting
from guanxian_desk.modules.digital.ports import ActionState
from guanxian_desk.modules.digital.queries import counts_from, said
from guanxian_desk.modules.digital.service import Member, members_on, seats
from guanxian_desk.services.dispatch import action_states
from guanxian_desk.services.office import Office

Row = Mapping[str, Any]


@dataclass(frozen=True)
class DigitalDay:
    """A day's library, and its registers as rows."""

    library: Library
    sentence: str
    projects: tuple[Row, ...]
    progress: tuple[Row, ...]
    problems: tuple[Row, ...]
    needs: tuple[Row, ...]
    meetings: tuple[Row, ...]
    members: tuple[Row, ...]
    findings: tuple[Row, ...]
    states: Mapping[str, ActionState]
    codes: Mapping[str, str]

    @property
    def as_of(self) -> date:
        """The day."""
        return self.library.as_of


def look(office: Office, day: date) -> DigitalDay:
    """The library on a day. Writes nothing."""
    with office.store.read() as session:
        library = Library.of(session, day)
        states = action_states(session, library.actions, day)
        members = members_on(session, day)
        held = seats(session)
    return DigitalDay(
        library,
        _sentence(library, states),
        tuple(_project(library, number) for number in library.entries),
        tuple(_progress(library)),
        tuple(_problems(library)),
        tuple(_needs(library)),
        tuple(_meetings(library, states)),
        tuple(_member(member, held[member.seat], day) for member in members),
        tuple(_findings(library)),
        states,
        next_codes(library),
    )


def _sentence(library: Library, states: Mapping[str, ActionState]) -> str:
    lamps = [library.lamp(number) for number in library.entries]
    rates, late = library.rates, lamps.count(Lamp.RED)
    problems = library.open_problems()
    words = f"项目库 {rates.projects} 个项目，已开工 {rates.begun} 个（其中竣工 {rates.finished} 个）"
    words += f"，红灯 {late} 个" if late else "，没有红灯"
    if problems:
        words += f"；未办结问题 {len(problems)} 个，最早应于 {spoken(problems[0].answer_by)}前答复"
    meeting = library.last_meeting()
    if meeting is not None:
        still = sum(states[action.code].words != "已完成" for action in library.settled_by(meeting))
        words += f"；上次调度会 {spoken(meeting.held_on)}，议定事项还有 {still} 项没有完成"
    return words + "。"


def _project(library: Library, number: str) -> Row:
    entry, one = library.entries[number], library.projects[number]
    reports = library.reports.get(number, ())
    return {
        "number": number,
        "name": entry.name,
        "kind": entry.kind,
        "owner": entry.owner or "",
        "place": entry.place or "",
        "stage": str(one.stage),
        "lamp": str(library.lamp(number)),
        "total": entry.total_fen,
        "invested": one.invested,
        "planned": one.planned,
        "behind": one.behind,
        "last": reports[-1].month if reports else "",
        "findings": [(found.code, found.detail) for found in library.findings.get(number, ())],
        "find": f"{number} {entry.name} {entry.owner or ''} {entry.place or ''} {entry.responsible or ''}".casefold(),
    }


def _progress(library: Library) -> list[Row]:
    """The latest month first."""
    rows: list[Row] = []
    for number, reports in library.reports.items():
        name, before = library.name(number), None
        for report in reports:
            rows.append(
                {
                    "number": number,
                    "name": name,
                    "month": report.month,
                    "invested": report.invested_fen,
                    "added": report.invested_fen - (before or 0),
                    "physical": report.physical,
                    "stage": report.stage or "",
                    "problems": said(report.problems),
                    "coordination": said(report.coordination),
                    "reported": counts_from(report),
                    "find": f"{number} {name} {report.physical} {report.problems or ''}".casefold(),
                }
            )
            before = report.invested_fen
    return sorted(rows, key=lambda row: row["month"], reverse=True)


def _problems(library: Library) -> list[Row]:
    rows: list[Row] = []
    for row in library.problems:
        over = row.settled_on is not None and row.settled_on <= library.as_of
        meeting = library.meeting_of_problem(row.code)
        state = "已办结" if over else "超期" if library.as_of > row.answer_by else "办理中"
        rows.append(
            {
                "code": row.code,
                "number": row.project_number,
                "name": library.name(row.project_number),
                "problem": row.problem,
                "raised": row.raised_on,
                "responsible": row.responsible,
                "until": row.answer_by,
                "settled": row.settled_on if over else None,
                "outcome": (row.outcome or "") if over else "",
                "meeting": meeting.title if meeting else "",
                "meeting_day": meeting.held_on if meeting else None,
                "state": state,
                "find": f"{row.code} {row.problem} {row.responsible} {library.name(row.project_number)}".casefold(),
            }
        )
    order = {"超期": 0, "办理中": 1, "已办结": 2}
    return sorted(rows, key=lambda row: (order[row["state"]], row["until"]))


def _needs(library: Library) -> list[Row]:
    return [
        {
            "code": row.code,
            "number": row.project_number,
            "name": library.name(row.project_number),
            "factor": row.factor,
            "need": row.need,
            "raised": row.raised_on,
            "responsible": row.responsible,
            "by": row.needed_by,
            "met": row.met_on if row.met_on and row.met_on <= library.as_of else None,
            "outcome": row.outcome or "",
            "state": "已落实" if row.met_on and row.met_on <= library.as_of else "待落实",
            "find": f"{row.code} {row.need} {row.responsible} {library.name(row.project_number)}".casefold(),
        }
        for row in library.needs
    ]


def _meetings(library: Library, states: Mapping[str, ActionState]) -> list[Row]:
    rows: list[Row] = []
    for meeting in reversed(library.meetings):
        actions = library.settled_by(meeting)
        rows.append(
            {
                "code": meeting.code,
                "title": meeting.title,
                "held": meeting.held_on,
                "place": meeting.place or "",
                "chair": meeting.chair or "",
                "attendees": meeting.attendees or "",
                "minutes": meeting.minutes or "",
                "paper": meeting.paper or "",
                "items": len(actions),
                "done": sum(states[action.code].words == "已完成" for action in actions),
                "late": sum(states[action.code].words == "超期" for action in actions),
                "came": meeting.held_on <= library.as_of,
                "agenda": _agenda(library, meeting, states) if meeting.held_on >= library.as_of else (),
                "actions": [(action, states[action.code]) for action in actions],
                "find": f"{meeting.code} {meeting.title} {meeting.minutes or ''}".casefold(),
            }
        )
    return rows


def _agenda(library: Library, meeting: DispatchMeeting, states: Mapping[str, ActionState]) -> tuple[str, ...]:
    """What a meeting that is still to come takes up, in the order of its papers."""
    last = library.last_meeting(meeting)
    items = library.settled_by(last) if last else []
    left = sum(states[item.code].words != "已完成" for item in items)
    red = [entry.name for number, entry in library.entries.items() if library.lamp(number) is Lamp.RED]
    problems, needs = library.open_problems(), library.open_needs()
    return (
        f"一、上次议定事项完成情况：{len(items)} 项，还有 {left} 项没有完成" if last else "一、（这是第一次调度会）",
        f"二、红灯项目 {len(red)} 个" + (f"：{'、'.join(red)}" if red else ""),
        f"三、“一事一议”问题 {len(problems)} 个" + (f"：{'、'.join(one.code for one in problems)}" if problems else ""),
        f"四、要素保障：待落实 {len(needs)} 项",
        "五、项目总体进度",
    )


def _member(member: Member, held: list[Member], day: date) -> Row:
    return {
        "seat": member.seat,
        "role": member.role,
        "post": member.post,
        "name": member.name,
        "since": member.since,
        "new": len([one for one in held if one.since <= day]) > 1,
        "held": held,
        "find": f"{member.role} {member.post} {member.name}".casefold(),
    }


def _findings(library: Library) -> list[Row]:
    return [
        {
            "code": found.code,
            "title": RULE_OF[found.code].title,
            "number": found.subject,
            "name": library.name(found.subject),
            "responsible": _responsible(library, found.subject),
            "detail": found.detail,
            "find": f"{found.code} {found.subject} {library.name(found.subject)} {found.detail}".casefold(),
        }
        for found in library.status.findings
    ]


def _responsible(library: Library, number: str) -> str:
    entry = library.entries.get(number)
    return (entry.responsible or entry.owner or "") if entry else ""


def next_codes(library: Library) -> dict[str, str]:
    """The number that a new record of each kind may have: one more than the last of this year."""
    year = library.as_of.year
    return {
        "project-problems": _next(f"问{year}-", [row.code for row in library.problems]),
        "project-needs": _next(f"需{year}-", [row.code for row in library.needs]),
        "dispatch-meetings": _next(f"{year}-", [row.code for row in library.meetings], 1),
    }


def _next(prefix: str, codes: list[str], width: int = 2) -> str:
    numbers = [int(rest) for code in codes if (rest := code.removeprefix(prefix)) != code and rest.isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:0{width}d}"
