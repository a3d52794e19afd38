"""The patterns of the regulation, named once: act by an event, N days before, an order of steps, a document with
contents, a trait that switches a procedure on, several standing records, after the decision.

Every pattern gives a Ruling whose words say what was found, what is missing and what to do, with the days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from guanxian_desk.base.days import spoken
from guanxian_desk.law.verdicts import Ruling, State
from guanxian_desk.modules.decisions.case import REJECTED, Case, Event
from guanxian_desk.modules.decisions.facts.deliberation import Decision

ON_THE_LINE = "（压线，没有余地）"
_WORST_FIRST = (State.UNMET, State.PENDING, State.MET, State.NOT_APPLICABLE)


class Identified(Protocol):
    """A record of the dossier that has an id of its own."""

    @property
    def id(self) -> str: ...


Kept = TypeVar("Kept", bound=Identified)


@dataclass(frozen=True, slots=True)
class Act:
    """Something the procedure wants done: its name, its day where known, and the evidence for it."""

    name: str
    day: date | None
    evidence: tuple[str, ...] = ()


def proof(*records: Any) -> tuple[str, ...]:
    """The ids of records and of the attachments that prove them, each once."""
    names: dict[str, None] = {}
    for record in records:
        names.update(dict.fromkeys([record.id] if hasattr(record, "id") else []))
        names.update(dict.fromkeys(getattr(record, "evidence", ())))
    return tuple(names)


def met(words: str, evidence: tuple[str, ...] = (), on: date | None = None) -> Ruling:
    """The norm is kept."""
    return Ruling(State.MET, words, None, evidence, on)


def unmet(words: str, evidence: tuple[str, ...] = (), on: date | None = None) -> Ruling:
    """The norm is broken."""
    return Ruling(State.UNMET, words, None, evidence, on)


def pending(words: str, due: date | None = None, evidence: tuple[str, ...] = ()) -> Ruling:
    """Not due yet; due is the limit where it is known."""
    return Ruling(State.PENDING, words, due, evidence)


def not_applicable(words: str) -> Ruling:
    """The norm does not ask anything of this matter; words say why."""
    return Ruling(State.NOT_APPLICABLE, words)


def until(case: Case, event: Event, missing: str, evidence: tuple[str, ...] = ()) -> Ruling:
    """Pending until the event, then unmet."""
    if case.come(event.day):
        return unmet(f"{_dated(event)}时仍缺：{missing}。请补办并登记，不能补办的写明情况。", evidence, event.day)
    return pending(f"还缺：{missing}。应当在{event.name}（{planned(event.day)}）前完成。", event.day, evidence)


def act_by(case: Case, act: Act, event: Event, not_before: Act | None = None) -> Ruling:
    """The act by the day of the event (same day is in order), and not earlier than another act."""
    if act.day is None or not case.come(act.day):
        return until(case, event, act.name, act.evidence)
    if not_before and not_before.day and act.day < not_before.day:
        words = f"{act.name}（{spoken(act.day)}）早于{not_before.name}（{spoken(not_before.day)}），次序不对。"
        return unmet(words, act.evidence, act.day)
    if event.day and act.day > event.day:
        return unmet(f"{act.name}（{spoken(act.day)}）晚于{_dated(event)}。", act.evidence, act.day)
    return met(f"{act.name}：{spoken(act.day)}。", act.evidence, act.day)


def before(case: Case, act: Act, event: Event, days: int) -> Ruling:
    """The act at least so many calendar days before the event (N 日前)."""
    if event.day is None:
        return pending(f"{event.name}的日期未定；{act.name}应当提前{days}日。", None, act.evidence)
    limit = event.day - timedelta(days=days)
    terms = f"{event.name}在{spoken(event.day)}，{act.name}应当不晚于{spoken(limit)}（提前{days}日）"
    if act.day is not None and case.come(act.day):
        if act.day > limit:
            return unmet(f"{terms}，实际在{spoken(act.day)}。请改期或者重新办理。", act.evidence, act.day)
        return met(f"{terms}，实际在{spoken(act.day)}{_on_the_line(act.day, limit)}。", act.evidence, act.day)
    if case.as_of <= limit:
        return pending(f"{terms}，还没有办。", limit, act.evidence)
    return unmet(f"{terms}，至今没有办。请改期或者重新办理。", act.evidence, limit)


def in_order(case: Case, acts: Sequence[Act], event: Event) -> Ruling:
    """The acts one after another (same day is in order), complete by the day of the event."""
    evidence = tuple(dict.fromkeys(name for act in acts for name in act.evidence))
    done = [act for act in acts if case.come(act.day)]
    for earlier, later in pairwise(acts):
        if case.come(later.day) and not _follows(case, earlier, later):
            return unmet(f"{_dated(later)}之前应当先有{earlier.name}，次序不对或者缺少前一步。", evidence, later.day)
    if len(done) < len(acts):
        missing = "、".join(act.name for act in acts if not case.come(act.day))
        return until(case, event, missing, evidence)
    if event.day and acts[-1].day and acts[-1].day > event.day:
        return unmet(f"{_dated(acts[-1])}晚于{_dated(event)}。", evidence, acts[-1].day)
    return met("、".join(_dated(act) for act in acts) + "，次序符合规定。", evidence, acts[-1].day)


def _follows(case: Case, earlier: Act, later: Act) -> bool:
    return case.come(earlier.day) and earlier.day is not None and later.day is not None and earlier.day <= later.day


def document(case: Case, act: Act, present: Iterable[str], wanted: Sequence[str], event: Event) -> Ruling:
    """The paper has all its contents; until it exists: pending until the event, then unmet."""
    if not case.come(act.day):
        return until(case, event, f"{act.name}（应当载明{'、'.join(wanted)}）", act.evidence)
    return contents(act, present, wanted)


def contents(act: Act, present: Iterable[str], wanted: Sequence[str]) -> Ruling:
    """All wanted entries are there, or the missing ones are named."""
    missing = lacking(present, wanted)
    if missing:
        return unmet(f"{_dated(act)}缺少：{'、'.join(missing)}。请补充完整。", act.evidence, act.day)
    return met(f"{_dated(act)}载明{'、'.join(wanted)}。", act.evidence, act.day)


def lacking(present: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """What is wanted and not there, in the order wanted."""
    there = set(present)
    return [name for name in wanted if name not in there]


def within(case: Case, act: Act, due: date, terms: str) -> Ruling:
    """The act by a limit that was counted; pending until the limit has passed, then unmet."""
    limit = f"应当不晚于{spoken(due)}（{terms}）"
    if act.day is not None and case.come(act.day):
        if act.day > due:
            return unmet(f"{act.name}{limit}，实际在{spoken(act.day)}，逾期。", act.evidence, act.day)
        return met(f"{act.name}{limit}，实际在{spoken(act.day)}{_on_the_line(act.day, due)}。", act.evidence, act.day)
    if case.as_of <= due:
        return pending(f"{act.name}{limit}，还没有办。", due, act.evidence)
    return unmet(f"{act.name}{limit}，至今没有办。请尽快补办并登记。", act.evidence, due)


def trait(case: Case, value: bool | None, name: str, event: Event, judge: Callable[[], Ruling]) -> Ruling:
    """Switched on: as judged; off: not applicable; undecided: met if it would be, else to be decided by the event."""
    if value is False:
        return not_applicable(f"已判定不属于“{name}”。")
    ruling = judge()
    if value or ruling.state is State.MET:
        return ruling
    return until(case, event, f"是否属于“{name}”的判定（未判定）", ruling.evidence)


def listed(entries: tuple[str, ...] | None) -> bool | None:
    """A list of grounds as a trait: None undecided, empty false."""
    return None if entries is None else bool(entries)


def each(records: Sequence[Kept], judge: Callable[[Kept], Ruling], none: str) -> Ruling:
    """The worst over several standing records; not applicable, for the reason given, when there is none."""
    if not records:
        return not_applicable(none)
    rulings = [judge(record) for record in records]
    if len(records) > 1:
        rulings = [
            replace(one, words=f"〔{record.id}〕{one.words}") for one, record in zip(rulings, records, strict=True)
        ]
    return worst(rulings)


def worst(rulings: Sequence[Ruling]) -> Ruling:
    """Unmet before pending (the earliest due) before met; not applicable only when all are. At least one ruling."""
    state = next(state for state in _WORST_FIRST if any(one.state is state for one in rulings))
    same = [one for one in rulings if one.state is state]
    first = min(same, key=lambda one: one.due or date.max)
    words = "".join(dict.fromkeys(one.words for one in same))
    evidence = tuple(dict.fromkeys(name for one in rulings for name in one.evidence))
    return replace(first, words=words, evidence=evidence)


def expected(case: Case, value: bool | None, name: str) -> Ruling:
    """No record of a procedure: pending while it may still be wanted and 送审 has not come, else not applicable."""
    if value is not False and not case.come(case.submission.day):
        words = f"还没有{name}的记录，送请合法性审查（{planned(case.submission.day)}）前办理的，按本条评判。"
        return pending(words, case.submission.day)
    return not_applicable(f"没有{name}。")


def after_decision(case: Case, judge: Callable[[Decision], Ruling]) -> Ruling:
    """Pending before the decision, not applicable after 不同意, else as judged."""
    if case.decision is None:
        return pending("决策机关还没有作出决定。")
    if case.decision.outcome == REJECTED:
        return not_applicable(f"决策机关于{spoken(case.decision.made_on)}作出不同意的决定。")
    return judge(case.decision)


def once_adopted(case: Case, judge: Callable[[Decision], Ruling]) -> Ruling:
    """As after_decision, and pending while the outcome of the decision is not recorded."""
    if case.decision is not None and case.decision.outcome is None:
        return pending("决定的结果没有登记，请登记同意、原则同意或者不同意。", None, proof(case.decision))
    return after_decision(case, judge)


def public_only(case: Case, judge: Callable[[], Ruling]) -> Ruling:
    """Not applicable to a matter that is by law not made public."""
    if case.confidential:
        return not_applicable(f"依法不予公开：{case.dossier.matter.confidentiality.basis}。")
    return judge()


def attested(case: Case, norm: str, event: Event) -> Ruling:
    """Met when someone confirmed it with a note or evidence (also after the event), else pending until the event."""
    for entry in case.dossier.attestations:
        if entry.norm == norm and case.come(entry.on) and entry.by and (entry.note or entry.evidence):
            words = f"{entry.by}于{spoken(entry.on)}确认{f'：{entry.note}' if entry.note else ''}。"
            return met(words, entry.evidence, entry.on)
    return until(case, event, "经办人的确认（写明情况或者附证据）")


def planned(day: date | None) -> str:
    """How a coming day is told."""
    return f"计划{spoken(day)}" if day else "日期未定"


def _dated(step: Act | Event) -> str:
    return f"{step.name}（{spoken(step.day)}）" if step.day else step.name


def _on_the_line(day: date, limit: date) -> str:
    return ON_THE_LINE if day == limit else ""
