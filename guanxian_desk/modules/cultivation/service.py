"""The verbs of the duty over a session: rewards, targets, the pool's review, and what an import must not take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.days import WorkCalendar
from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.rowchecks import Remark, Said
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.cultivation import queries
from guanxian_desk.modules.cultivation.facts import Step
from guanxian_desk.modules.cultivation.policy import (
    SCORING_PREFIX,
    CultivationPolicy,
    cultivation_policy,
    scoring_weights,
)
from guanxian_desk.modules.cultivation.review import PoolReview, Targets, reach, review_pool
from guanxian_desk.modules.cultivation.rewards import Rewards, answer, approvable
from guanxian_desk.modules.cultivation.rules.claims import assess
from guanxian_desk.modules.cultivation.rules.stages import StepFault, broken_lives, check_steps
from guanxian_desk.modules.cultivation.rules.who import former_codes
from guanxian_desk.modules.cultivation.sheets import SHEETS, STEPS
from guanxian_desk.modules.cultivation.wording import unknown_code

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from guanxian_desk.law.policy import PolicyBook
    from guanxian_desk.store.landing import Record

_SHEET_OF = {sheet.key: sheet for sheet in SHEETS}
_STEP_PLACES = tuple([column.field for column in STEPS.columns].index(name) for name in Step._fields)


def policy_on(
    session: Session, today: date, options: Mapping[str, str] | None = None, book: PolicyBook | None = None
) -> CultivationPolicy:
    """The policy of an answer given today. options: tried for this answer only; book: other values than the shipped.

    UserError for an option or value that does not exist.
    """
    return cultivation_policy(today, queries.office_choices(session), options, book)


def weights_on(session: Session, today: date) -> dict[str, int]:
    """The weights of the scoring sheet's criteria on the day, as the office decided."""
    return scoring_weights(today, queries.office_choices(session, SCORING_PREFIX))


def rewards(
    session: Session,
    year: int | None,
    options: Mapping[str, str] | None = None,
    *,
    today: date,
    book: PolicyBook | None = None,
) -> Rewards:
    """The claims of a year (all when None) with ceilings, findings, suggestions, budget and cut. Writes nothing."""
    return answer(queries.records(session), policy_on(session, today, options, book), year)


def targets(session: Session, as_of: date) -> Targets:
    """The targets of 2022–2024 as of a day. Writes nothing."""
    return reach(queries.records(session), policy_on(session, as_of), as_of)


def pool_review(session: Session, year: int, options: Mapping[str, str] | None = None, *, today: date) -> PoolReview:
    """The yearly review of the pool. Writes nothing."""
    return review_pool(queries.records(session), policy_on(session, today, options), year)


def row_faults(
    session: Session, kind: str, rows: Sequence[Record], calendar: WorkCalendar, today: date
) -> list[StepFault]:
    """What else is wrong with rows of a workbook than the cells can tell (only 奖补办理环节 has such checks).

    rows: in the order of the sheet's columns, those that would be written (new, or replacing what stands).
    """
    if kind != STEPS.key:
        return []
    records, policy = queries.records(session), policy_on(session, today)
    payable, rooms = approvable(assess(records, policy), records, policy)
    steps = [step_of(row) for row in rows]
    return check_steps(steps, records.steps, payable, rooms, calendar, policy.publicity_days)


def judge_written(session: Session, kind: str, rows: Sequence[Record], today: date) -> list[Remark]:
    """What is to say about rows of a workbook that would be written: faults of steps, unknown credit codes."""
    faults = row_faults(session, kind, rows, official_calendar(), today)
    told = [Remark(fault.position, Said(fault.field, fault.message)) for fault in faults]
    return told + row_notes(session, kind, rows)


def row_notes(session: Session, kind: str, rows: Sequence[Record]) -> list[Remark]:
    """Rows whose credit code nobody registered yet: they are taken, and found as C10 while that lasts."""
    fields = [column.field for column in _SHEET_OF[kind].columns]
    if kind == "enterprises" or "code" not in fields:
        return []
    enterprises = queries.records(session).enterprises
    known = {code for row in enterprises for code in (row.code, *former_codes(row))}
    place = fields.index("code")
    return [
        Remark(position, Said("code", unknown_code(row[place]), fatal=False))
        for position, row in enumerate(rows)
        if row[place] not in known
    ]


def undoing(session: Session, batch: int) -> Callable[[], None]:
    """What to do right after an import is taken back: refuse when a claim's later step would lose what it rests on."""
    return _keeping_lives(session, f"第 {batch} 批不能撤销", "请先撤销导入后面环节的批次")


def removing(session: Session) -> Callable[[], None]:
    """The same for a record that is deleted by hand."""
    return _keeping_lives(session, "这条记录不能删除", "请先收回后面的环节")


def _keeping_lives(session: Session, refused: str, todo: str) -> Callable[[], None]:
    before = _broken(session)

    def refuse() -> None:
        fresh = {claim: stage for claim, stage in _broken(session).items() if claim not in before}
        if fresh:
            told = "、".join(f"{claim}（已到“{stage}”）" for claim, stage in sorted(fresh.items())[:5])
            raise UserError(f"{refused}：申请 {told}的环节要靠它", "没有改动任何数据", todo)

    return refuse


def _broken(session: Session) -> dict[str, str]:
    records = queries.records(session)
    return broken_lives(records.steps, {claim.number for claim in records.claims})


def step_of(row: Sequence[Any]) -> Step:
    """A row of 奖补办理环节 as the rules see it."""
    return Step(*(row[place] for place in _STEP_PLACES))
