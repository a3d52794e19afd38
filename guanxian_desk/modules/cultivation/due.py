"""What the first page announces of this duty: titles and publicity that end, the yearly review, money that is short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from guanxian_desk.base.days import NoCalendarError
from guanxian_desk.base.due import Due
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.day import LAPSING_WITHIN, CultivationDay, look
from guanxian_desk.modules.cultivation.pictures import target_bars
from guanxian_desk.modules.cultivation.rules.catalogue import BLOCKING, RULE_OF
from guanxian_desk.modules.cultivation.rules.stages import PUBLICITY, State
from guanxian_desk.store.once import once

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from guanxian_desk.base.picture import Picture

_POOL, _REWARDS, _MONEY = "冠政发〔2022〕9号 三", "冠政发〔2022〕9号 四（十）", "冠政发〔2022〕9号 五（二）"
_GLANCE_WIDTH, _GLANCE_ROW = 400.0, 17.0


def due(session: Session, today: date) -> list[Due]:
    """Everything of the day; nothing while nobody is registered."""
    day = _day(session, today)
    if day.empty:
        return []
    return [*_lapsing(day), *_publicised(day), *_review(day), *_blocked(day)]


def glance(session: Session, today: date) -> Picture:
    """The targets against time, small."""
    day = _day(session, today)
    return target_bars(day.targets.targets, day.policy, today, _GLANCE_WIDTH, _GLANCE_ROW)


def _day(session: Session, today: date) -> CultivationDay:
    return once(session, (look, today), lambda: look(session, today))


def _lapsing(day: CultivationDay) -> Iterator[Due]:
    """Titles that end soon, those of one day and title together."""
    ends: Counter[tuple[date, str]] = Counter()
    for one in day.records.recognitions:
        until = one.valid_until
        if until is not None and 0 <= (until - day.as_of).days <= LAPSING_WITHIN:
            ends[(until, f"{one.level}{one.title}")] += 1
    for (until, title), count in sorted(ends.items()):
        yield Due(f"{count} 家的{title}到期", _POOL, "cultivation/titles", until, "通知企业复核")


def _publicised(day: CultivationDay) -> Iterator[Due]:
    """Publicity that is over: the claims can be approved."""
    ready: Counter[date] = Counter()
    for one in day.everything.claims:
        if one.progress.state is not State.PUBLICISED:
            continue
        steps = {row["stage"]: row for row in day.books.steps[one.claim.number]}
        try:
            ready[official_calendar().add(steps[PUBLICITY]["done_on"], day.policy.publicity_days)] += 1
        except NoCalendarError:
            continue
    for last, count in sorted(ready.items()):
        yield Due(f"{count} 份奖补公示期满，可以批准", _REWARDS, "cultivation/rewards", last, "提请会议研究批准")


def _review(day: CultivationDay) -> Iterator[Due]:
    """The yearly review, until every entry has its decision."""
    if day.year not in day.policy.years:
        return
    open_ones = sum(
        (one.entry.code, one.entry.category, one.entry.entered_on) not in day.decided for one in day.review.entries
    )
    if open_ones:
        words = f"培育库{day.year}年度评价还有 {open_ones} 项没有结论"
        yield Due(words, _POOL, "cultivation/pool", date(day.year, 12, 31), "登记评价结论")


def _blocked(day: CultivationDay) -> Iterator[Due]:
    for cut in day.everything.cuts:
        words = f"{cut.period}年统筹资金缺 {wording.wan(cut.over)}"
        yield Due(words, _MONEY, "cultivation/rewards", None, "选定按次序或按比例分配")
    held = [one for one in day.everything.claims if _deferred(day, one.claim.number)]
    if held:
        yield Due(
            f"{len(held)} 份申请因失信或重大违法暂缓", _REWARDS, "cultivation/rewards", None, "情形消除后重新审核"
        )
    counts = Counter(
        found.code
        for one in day.everything.claims
        for found in one.findings
        if found.code in BLOCKING and not one.progress.approved
    )
    for code, count in sorted(counts.items()):
        rule = RULE_OF[code]
        yield Due(f"{count} 份申请{rule.title}（{code}）", rule.clause, "cultivation/findings", None, rule.todo)
    if day.everything.suggested:
        words = f"{len(day.everything.suggested)} 项可以兑现的奖补没有人申请"
        yield Due(words, _REWARDS, "cultivation/owed", None, "通知企业申请")


def _deferred(day: CultivationDay, number: str) -> bool:
    return any(row["misconduct"] == "暂缓" for row in day.books.steps.get(number, ()))
