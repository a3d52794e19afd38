"""What the library's papers are made from, and the parts that several of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.digital.facts import Stage
from guanxian_desk.modules.digital.library import BEHIND_POINTS, Library
from guanxian_desk.modules.digital.models import DispatchMeeting
from guanxian_desk.modules.digital.pictures import wan
from guanxian_desk.modules.digital.ports import ActionState, KeyTask
from guanxian_desk.modules.digital.service import Member
from guanxian_desk.modules.papers import Asked as AnyAsked
from guanxian_desk.modules.papers import Choice

FORCE = "冠县数字经济工作专班"
FORCE_OFFICE = "冠县数字经济工作专班办公室"
SMALL = 9.0
"""小五, for lists with many columns."""
LAMP_NOTE = (
    f"红灯：计划开工或竣工日期已过、问题超过答复期限；黄灯：落后时序{BEHIND_POINTS}个百分点以上、到期未报或报送有差错；"
    "灰灯：没有计划日期；蓝灯：已竣工；其余绿灯。灯的划分由专班办公室掌握。"
)


@dataclass(frozen=True, kw_only=True)
class Asked(AnyAsked):
    """A paper is asked for: the day's library, who sits in the task force, what the tracker says."""

    library: Library
    members: tuple[Member, ...]
    states: Mapping[str, ActionState]
    tasks: tuple[KeyTask, ...]

    def meeting(self) -> DispatchMeeting | None:
        """The meeting the paper is asked for by its number; None without one. UserError when there is no such."""
        if not self.subject:
            return None
        for meeting in self.library.meetings:
            if meeting.code == self.subject:
                return meeting
        known = "、".join(meeting.code for meeting in self.library.meetings) or "（还没有登记会议）"
        raise UserError(f"没有编号为“{self.subject}”的调度会", "没有生成文书", f"已登记的有：{known}")


def head(asked: Asked) -> dict[str, Any]:
    """What every paper of the library is given."""
    return {"office": asked.office, "as_of": asked.as_of, "sample": asked.sample, "force_office": FORCE_OFFICE}


def meetings(asked: AnyAsked) -> list[Choice]:
    """The meetings, the latest first."""
    library = Library.of(asked.session, asked.as_of)
    return [(one.code, f"{one.title}（{one.held_on}）") for one in reversed(library.meetings)]


def number_column() -> Column:
    """序号."""
    return Column("序号", CellKind.COUNT, 0.5, align="center")


def name_with_owner(name: str, owner: str | None) -> str:
    """A project as the annexes write it: its name, then who carries it out in brackets."""
    return f"{name}（{owner}）" if owner else name


def stage_counts(library: Library) -> dict[str, int]:
    """四个一批."""
    stages = [one.stage for one in library.status.projects]
    return {
        "planned": stages.count(Stage.PLANNED),
        "reserved": stages.count(Stage.RESERVED),
        "started": stages.count(Stage.STARTED),
        "finished": stages.count(Stage.FINISHED),
    }


def wan_column(heading: str, weight: float = 1.1) -> Column:
    """An amount in 万元, as papers of projects write it."""
    return Column(heading, weight=weight, align="right")


def wan_cell(fen: int | None) -> str | None:
    """The cell of such a column."""
    return None if fen is None else wan(fen)


def actions_table(asked: Asked, meeting: DispatchMeeting) -> Table:
    """What a meeting settled and how it stands."""
    columns = (
        number_column(),
        Column("议定事项", weight=3),
        Column("责任单位", weight=1.6),
        Column("完成时限", CellKind.DAY, 1.15),
        Column("状态", weight=0.8, align="center"),
        Column("完成情况", weight=1.8),
    )
    rows = []
    for place, action in enumerate(asked.library.settled_by(meeting), 1):
        state = asked.states[action.code]
        done = f"{action.done_on}　" if action.done_on and action.done_on <= asked.as_of else ""
        tracked = f"任务台账{state.percent}%" if state.task and state.percent is not None else ""
        told = f"{done}{action.outcome or tracked}" or None
        rows.append((place, action.action, action.responsible, action.due, state.words, told))
    return Table(columns, tuple(rows), size=SMALL)


def problems_table(asked: Asked) -> Table:
    """Problems that are not settled, the earliest answer day first."""
    columns = (
        number_column(),
        Column("项目", weight=2),
        Column("问题", weight=3),
        Column("提出日期", CellKind.DAY, 1.15),
        Column("谁答复", weight=1.6),
        Column("答复期限", CellKind.DAY, 1.15),
        Column("状态", weight=0.8, align="center"),
    )
    library = asked.library
    rows = tuple(
        (
            place,
            library.name(row.project_number),
            row.problem,
            row.raised_on,
            row.responsible,
            row.answer_by,
            "超期" if asked.as_of > row.answer_by else "办理中",
        )
        for place, row in enumerate(library.open_problems(), 1)
    )
    return Table(columns, rows, size=SMALL)


def needs_table(asked: Asked) -> Table:
    """Needs that are not met."""
    columns = (
        number_column(),
        Column("项目", weight=2.2),
        Column("要素", weight=0.7, align="center"),
        Column("需求", weight=2.4),
        Column("责任单位", weight=1.8),
        Column("需要日期", CellKind.DAY, 1.15),
    )
    library = asked.library
    rows = tuple(
        (place, library.name(row.project_number), row.factor, row.need, row.responsible, row.needed_by)
        for place, row in enumerate(library.open_needs(), 1)
    )
    return Table(columns, rows, size=SMALL)
