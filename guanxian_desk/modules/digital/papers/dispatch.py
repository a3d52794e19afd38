"""调度会材料 and 会议纪要: the agenda with what was settled last time first, and what the meeting settled."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.digital.library import Lamp, Library
from guanxian_desk.modules.digital.papers.asked import (
    FORCE,
    LAMP_NOTE,
    SMALL,
    Asked,
    actions_table,
    head,
    needs_table,
    number_column,
    problems_table,
    stage_counts,
)
from guanxian_desk.modules.digital.papers.bulletin import money
from guanxian_desk.modules.digital.papers.captions import titled
from guanxian_desk.modules.digital.pictures import permit_matrix, stage_funnel
from guanxian_desk.modules.papers import Content

_WIDTH, _WIDE = 620.0, 760.0
_EMPTY = Table((Column("议定事项"),), ())


def content(asked: Asked) -> Content:
    """The papers of a meeting (asked.subject: its number), or of one still to be called.

    上次议定事项完成情况 comes first, then red lamps, open problems, needs, and where the projects stand.
    """
    meeting = asked.meeting()
    last = asked.library.last_meeting(meeting)
    before = actions_table(asked, last) if last else _EMPTY
    red, problems, needs = _red(asked.library), problems_table(asked), needs_table(asked)
    left = sum(asked.states[action.code].words != "已完成" for action in asked.library.settled_by(last)) if last else 0
    document = {
        **head(asked),
        **stage_counts(asked.library),
        **money(asked),
        "title": meeting.title if meeting else f"{FORCE}调度会",
        "held": meeting.held_on if meeting else "",
        "place": (meeting.place or "") if meeting else "",
        "chair": (meeting.chair or "") if meeting else "",
        "last": f"{last.title}（{last.held_on.year}年{last.held_on.month}月{last.held_on.day}日）" if last else "",
        "before": before,
        "items": len(before.rows),
        "left": left,
        "red": red,
        "problems": problems,
        "needs": needs,
        "funnel": stage_funnel(asked.library, _WIDTH),
        "permits": permit_matrix(asked.library, _WIDE),
        "lamp_note": LAMP_NOTE,
    }
    sheets = (
        titled(before, "上次议定事项"),
        titled(red, "红灯项目"),
        titled(problems, "未办结问题"),
        titled(needs, "要素需求"),
    )
    return Content((document,), sheets, (), meeting.title if meeting else "")


def _red(library: Library) -> Table:
    columns = (
        number_column(),
        Column("项目", weight=2.4),
        Column("阶段", weight=0.7, align="center"),
        Column("责任单位", weight=1.6),
        Column("包保领导", weight=0.9, align="center"),
        Column("落后点数", CellKind.COUNT, 0.8),
        Column("为什么是红灯", weight=3.4),
    )
    rows: list[tuple[Value, ...]] = []
    for number, entry in library.entries.items():
        if library.lamp(number) is not Lamp.RED:
            continue
        why = "；".join(found.detail for found in library.findings[number] if found.code in ("D03", "D06"))
        one = library.projects[number]
        rows.append(
            (len(rows) + 1, entry.name, str(one.stage), entry.responsible, entry.county_leader, one.behind, why)
        )
    return Table(columns, tuple(rows), size=SMALL)


def minutes(asked: Asked) -> Content:
    """The minutes of a meeting, the last one without a number. UserError when no meeting was held."""
    meeting = asked.meeting() or asked.library.last_meeting()
    if meeting is None:
        raise UserError("还没有开过调度会", "没有生成会议纪要", "请先登记调度会，再出纪要")
    actions = asked.library.settled_by(meeting)
    table = actions_table(asked, meeting)
    document = {
        **head(asked),
        "title": meeting.title,
        "number": meeting.paper or "",
        "held": meeting.held_on,
        "place": meeting.place or "",
        "chair": meeting.chair or "",
        "attendees": meeting.attendees or "",
        "minutes": meeting.minutes or "",
        "actions": [
            {"action": action.action.rstrip("。"), "unit": action.responsible, "due": action.due} for action in actions
        ],
    }
    return Content((document,), (titled(table, "议定事项"),), (), meeting.title)
