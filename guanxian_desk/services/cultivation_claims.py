"""奖补 as rows: claims with what they come to, suggestions, findings; and the stages that clerks enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.base.days import NoCalendarError
from guanxian_desk.base.errors import UserError
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.cultivation import changes, wording
from guanxian_desk.modules.cultivation.changes import StepEntry
from guanxian_desk.modules.cultivation.evidence import evidence
from guanxian_desk.modules.cultivation.rules.budget import Share
from guanxian_desk.modules.cultivation.rules.catalogue import RULE_OF
from guanxian_desk.modules.cultivation.rules.claims import Assessed
from guanxian_desk.modules.cultivation.rules.stages import APPROVAL, PUBLICITY, STAGES, STATE_WORDS, State
from guanxian_desk.services.cultivation_day import CultivationDay, Row, look
from guanxian_desk.services.office import Office

PRIORITY, PRO_RATA = "priority", "prorata"
WAYS = ((PRIORITY, "按事项次序"), (PRO_RATA, "按比例"))


def claim_rows(day: CultivationDay) -> list[Row]:
    """The claims of all years, the newest first; cut: what each would get of money that is short."""
    cuts = {cut.period: (_by_claim(cut.priority), _by_claim(cut.prorata)) for cut in day.everything.cuts}
    rows = [claim_row(day, one) for one in day.everything.claims]
    for row, one in zip(rows, day.everything.claims):
        first, second = cuts.get(period(day, one), ({}, {}))
        row |= {"priority": first.get(one.claim.number), "prorata": second.get(one.claim.number)}
    return sorted(rows, key=lambda row: (row["year"], row["number"]), reverse=True)


def period(day: CultivationDay, one: Assessed) -> str:
    """The budget that bears a claim."""
    from guanxian_desk.modules.cultivation.rules.budget import period_of

    return period_of(one.year, day.policy)


def _by_claim(shares: Sequence[Share]) -> dict[str, int]:
    return {share.claim: share.amount for share in shares}


def claim_row(day: CultivationDay, one: Assessed) -> dict[str, Any]:
    """A claim with its ceiling, clause, findings, notes and how far it has come."""
    name = one.firm.name if one.firm else "（未登记）"
    what = wording.matter(one.item, one.level)
    steps = {row["stage"]: row for row in day.books.steps.get(one.claim.number, ())}
    state = one.progress.state
    return {
        "number": one.claim.number,
        "code": one.enterprise,
        "name": name,
        "matter": one.item.matter,
        "event": one.item.key,
        "what": what,
        "year": one.year,
        "occurred_on": one.claim.occurred_on,
        "claimed": one.claim.amount_fen,
        "ceiling": one.ceiling,
        "payable": one.payable,
        "approved": one.progress.approved_fen or None,
        "paid": one.progress.paid_fen or None,
        "state": STATE_WORDS[state],
        "next": next_stage(state),
        "findings": "、".join(found.code for found in one.findings),
        "found": one.findings,
        "notes": one.notes,
        "clause": one.citation,
        "evidence": evidence(one),
        "steps": steps,
        "approvable_on": _approvable_on(day, steps),
        "held": bool(steps.get("审核") and steps["审核"]["misconduct"] == "暂缓"),
        "find": f"{one.claim.number} {name} {one.claim.code} {what}".casefold(),
    }


def _approvable_on(day: CultivationDay, steps: Mapping[str, Row]) -> date | None:
    """The first day on which the publicity has lasted long enough; None before it, or without a calendar."""
    since = steps.get(PUBLICITY)
    if since is None:
        return None
    try:
        return official_calendar().add(since["done_on"], day.policy.publicity_days)
    except NoCalendarError:
        return None


def next_stage(state: State) -> str:
    """What comes next for a claim; "" for one that is audited."""
    place = list(State).index(state)
    return STAGES[place] if place < len(STAGES) else ""


def suggestion_rows(day: CultivationDay) -> list[Row]:
    """What nobody claimed yet, of all years."""
    return [
        {
            "code": one.fact.firm.code,
            "name": one.fact.firm.name,
            "matter": one.fact.item.matter,
            "level": one.fact.level,
            "what": wording.matter(one.fact.item, one.fact.level),
            "year": one.fact.day.year,
            "day": one.fact.day,
            "entitled": one.entitled,
            "clause": one.citation,
            "because": one.because,
            "find": f"{one.fact.firm.name} {one.fact.firm.code} {one.because}".casefold(),
        }
        for one in day.everything.suggested
    ]


def finding_rows(day: CultivationDay) -> list[Row]:
    """The findings of the year, those that block first."""
    rows = []
    for one in day.rewards.findings:
        rule = RULE_OF[one.code]
        claim, firm = _about(day, one.code, one.subject)
        rows.append(
            {
                "code": one.code,
                "title": rule.title,
                "subject": one.subject,
                "subject_word": rule.subject,
                "name": day.name_of(firm) if firm else "",
                "firm": firm,
                "claim": claim,
                "amount": one.amount or None,
                "detail": one.detail,
                "clause": rule.clause,
                "todo": rule.todo,
                "blocks": "拦截" if rule.blocks else "提示",
                "find": f"{one.subject} {one.detail} {day.name_of(firm) if firm else ''}".casefold(),
            }
        )
    return sorted(rows, key=lambda row: (row["blocks"] != "拦截", row["code"], row["subject"]))


def _about(day: CultivationDay, code: str, subject: str) -> tuple[str, str]:
    """The claim and the enterprise's code that a finding is about, "" for none."""
    claim = next((one for one in day.rewards.claims if one.claim.number == subject), None)
    if claim:
        return subject, claim.enterprise
    if code == "C04":
        return "", ""
    event = next((row for rows in day.books.events.values() for row in rows if row["number"] == subject), None)
    return "", event["code"] if event else subject.partition("/")[0]


@dataclass(frozen=True)
class Cutting:
    """Approving what money is left for. way: priority or prorata; minutes: 会议纪要文号."""

    period: str
    way: str
    day: date
    minutes: str
    handled_by: str = ""


def enter_step(office: Office, entry: StepEntry) -> None:
    """One stage of one claim as a step that can be taken back. UserError when a check or the role forbids it."""
    enter_steps(office, [entry])


def enter_steps(office: Office, entries: Sequence[StepEntry]) -> None:
    """The same stage of several claims as one step."""
    if not entries:
        raise UserError("没有选中可以登记的申请", "没有改动任何数据")
    whom = entries[0].claim if len(entries) == 1 else f"{len(entries)} 份申请"
    with office.store.change(f"{entries[0].stage}：{whom}", office.actor) as session:
        changes.enter_steps(session, entries, office.actor, office.clock.today())


def take_back_step(office: Office, claim: str) -> str:
    """Take back a claim's last stage; returns it."""
    with office.store.change(f"收回环节：{claim}", office.actor) as session:
        return changes.take_back_step(session, claim, office.actor)


def approve_cut(office: Office, cutting: Cutting) -> int:
    """Approve every publicised claim of a budget that is short with its share; returns how many.

    Claims that are not publicised yet keep their share unapproved; shares of 0 are left out. UserError, and nothing
    approved, when a check fails or money is not short.
    """
    day = look(office, office.clock.today())
    cut = next((one for one in day.everything.cuts if one.period == cutting.period), None)
    if cut is None:
        raise UserError(f"{cutting.period}年的额度够用", "没有批准任何申请", "请逐份批准")
    shares = _by_claim(cut.priority if cutting.way == PRIORITY else cut.prorata)
    ready = {one.claim.number for one in day.everything.claims if one.progress.state is State.PUBLICISED}
    way = dict(WAYS)[cutting.way]
    entries = [
        StepEntry(
            number,
            APPROVAL,
            cutting.day,
            amount,
            handled_by=cutting.handled_by or office.actor.name,
            minutes=f"{cutting.minutes}（{way}分配）",
        )
        for number, amount in shares.items()
        if amount and number in ready
    ]
    if not entries:
        raise UserError("没有已经公示、可以批准的申请", "没有批准任何申请", "请先登记公示")
    with office.store.change(f"{way}批准{cutting.period}年奖补 {len(entries)} 份", office.actor) as session:
        changes.enter_steps(session, entries, office.actor, office.clock.today())
    return len(entries)
