"""第六章 合法性审查：审查和意见（第四十三条至第四十七条）.

审查方式（第四十四条第一款）是选择，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from guanxian_desk.base.days import spoken
from guanxian_desk.law.norms import Kind
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case, Event
from guanxian_desk.modules.decisions.facts.legality import ExcludedSpan, Finding, LegalityOpinion, Round
from guanxian_desk.modules.decisions.patterns import (
    ON_THE_LINE,
    Act,
    act_by,
    attested,
    contents,
    met,
    not_applicable,
    pending,
    planned,
    proof,
    unmet,
    until,
    worst,
)
from guanxian_desk.modules.decisions.rules.chapter2 import ADVISERS
from guanxian_desk.modules.decisions.rules.chapter3 import WHOLLY
from guanxian_desk.modules.decisions.rules.chapter6 import LAWFUL, missed_at_submission, on_round

_SCOPE = ("法定权限", "法定程序", "内容合法")
_BASICS = ("审查的基本情况", "合法性审查结论")
_REASONS = "理由、法律风险及修改意见和建议"
_BEYOND_POWERS = "超越法定权限或者主要内容不合法"
_PROCEDURE_MISSED = "应当履行而未履行法定程序"
_DETAIL_UNLAWFUL = "具体规定不合法"
_UNLAWFUL, _SENT_BACK = "不合法", "退回补正"


def _on_opinion(case: Case, judge: Callable[[Round, LegalityOpinion], Ruling]) -> Ruling:
    """Judged on the current round's opinion; without one: pending until 提请, then unmet."""
    if case.round is None or case.opinion is None:
        return until(case, case.request, "合法性审查意见", proof(case.round) if case.round else ())
    return judge(case.round, case.opinion)


def _opinion_act(entry: Round) -> Act:
    return Act("合法性审查意见书", entry.opinion.issued_on, proof(entry))


@rule("R43-1")
def review_scope(case: Case) -> Ruling:
    """第四十三条：“合法性审查的内容包括”权限、程序、内容，第四项其他内容按需要."""
    return _on_opinion(case, lambda entry, opinion: contents(_opinion_act(entry), opinion.scope, _SCOPE))


@rule("R44-1")
def advisers_opined(case: Case) -> Ruling:
    """第四十四条第一款：“应当组织法律顾问、公职律师提出法律意见”."""

    def both(entry: Round, opinion: LegalityOpinion) -> Ruling:
        heard = [advice.role for advice in entry.legal_opinions if opinion.issued_on and advice.on <= opinion.issued_on]
        return contents(Act("合法性审查听取的法律意见", opinion.issued_on, proof(entry)), heard, ADVISERS)

    return _on_opinion(case, both)


@rule("R44-3")
def review_time(case: Case) -> Ruling:
    """第四十四条第二款：“县司法行政部门进行合法性审查的时间，一般不少于7个工作日”."""

    def enough(entry: Round, submitted: date) -> Ruling:
        least = case.limits(submitted).review_workdays
        if case.opinion is None or case.opinion.issued_on is None:
            due = None if _suspended(case, entry) else _full_review(case, entry, submitted, least)
            words = "审查期限正在扣除，何时届满待定" if due is None else f"审查期限{spoken(due)}届满"
            return pending(f"合法性审查应当满{least}个工作日，{words}。", due, proof(entry))
        issued = case.opinion.issued_on
        net = net_review_days(case, entry, submitted, issued)
        words = f"{spoken(submitted)}收到，{spoken(issued)}出具意见，扣除后审查{net}个工作日"
        if net >= least:
            return met(f"{words}{ON_THE_LINE if net == least else ''}。", proof(entry), issued)
        return unmet(f"{words}，少于{least}个工作日。请写明理由放行，或者重新审查。", proof(entry), issued)

    return on_round(case, enough) if case.round else pending("还没有送请合法性审查，审查期限没有起算。")


def net_review_days(case: Case, entry: Round, submitted: date, until_day: date) -> int:
    """Working days after submission up to the day, less those of supplements and excluded work (第四十二、四十四条)."""
    spans = [span for span in excluded(entry) if span[0] < until_day and span[1] > submitted]
    net = case.calendar.workdays(submitted, until_day)
    counted_to = submitted
    for start, end in sorted(spans):
        start, end = max(start, counted_to), min(end, until_day)
        net -= case.calendar.workdays(start, end)
        counted_to = max(counted_to, end)
    return net


def excluded(entry: Round) -> list[tuple[date, date]]:
    """The spans (after, up to and including) whose days do not count; one without an end runs on."""
    supplements = [(notice.requested_on, notice.supplied_on or date.max) for notice in entry.supplements]
    works = [(span.from_ - timedelta(days=1), span.to or date.max) for span in entry.excluded_spans]
    return supplements + works


def _suspended(case: Case, entry: Round) -> bool:
    open_supplements = any(case.come(one.requested_on) and one.supplied_on is None for one in entry.supplements)
    return open_supplements or any(case.come(span.from_) and span.to is None for span in entry.excluded_spans)


def _full_review(case: Case, entry: Round, submitted: date, least: int) -> date:
    """The first day on which the net review time is full, with the spans whose end is known."""
    known = entry._replace(
        supplements=tuple(one for one in entry.supplements if one.supplied_on),
        excluded_spans=tuple(span for span in entry.excluded_spans if span.to),
    )
    day = case.calendar.add(submitted, least)
    while (net := net_review_days(case, known, submitted, day)) < least:
        day = case.calendar.add(day, least - net)
    return day


@rule("R44-4")
def excluded_work_in_order(case: Case) -> Ruling:
    """第四十四条第二款：“开展前款第二项、第三项工作以及组织法律顾问、公职律师论证的时间，不计算在合法性审查期限内”."""
    entry = case.round
    spans = [span for span in entry.excluded_spans if case.come(span.from_)] if entry else []
    if entry is None or not spans:
        return not_applicable("没有不计入审查期限的工作。")
    issued = case.opinion.issued_on if case.opinion else None

    def in_order(span: ExcludedSpan) -> Ruling:
        if span.to is None or not case.come(span.to):
            if issued:
                return unmet("审查意见在不计入期限的工作结束之前出具。", proof(entry, span), issued)
            return pending(f"不计入审查期限的工作还没有结束（{planned(span.to)}）。", span.to, proof(entry, span))
        terms = f"不计入期限的工作{spoken(span.from_)}至{spoken(span.to)}"
        if (entry.submitted_on or span.from_) <= span.from_ <= span.to and (issued is None or span.to <= issued):
            return met(f"{terms}，在审查期间之内。", proof(entry, span), span.to)
        return unmet(f"{terms}，不在送审之日和出具意见之日以内。请核对日期。", proof(entry, span), span.to)

    return worst([in_order(span) for span in spans])


@rule("R44-5", Kind.ATTESTED)
def cooperated(case: Case) -> Ruling:
    """第四十四条第三款：“应当配合县司法行政部门做好合法性审查工作，按要求就有关问题作出说明”."""
    if case.round is None:
        return not_applicable("还没有送请合法性审查。")
    return attested(case, "R44-5", Event("出具合法性审查意见", case.round.opinion.issued_on))


def _of_kind(opinion: LegalityOpinion, kind: str) -> list[Finding]:
    return [finding for finding in opinion.findings if finding.kind == kind]


def _concludes(entry: Round, opinion: LegalityOpinion, allowed: Sequence[str], because: str) -> Ruling:
    told = opinion.conclusion or "未登记"
    if opinion.conclusion in allowed:
        return met(f"{because}，审查结论为“{told}”。", proof(entry), opinion.issued_on)
    wanted = "或者".join(f"“{name}”" for name in allowed)
    return unmet(f"{because}，结论应当是{wanted}，登记的是“{told}”。", proof(entry), opinion.issued_on)


@rule("R45-1")
def beyond_powers(case: Case) -> Ruling:
    """第四十五条第一项：“超越决策机关法定权限或者主要内容不合法的，建议不提交决策机关讨论”."""

    def advised_against(entry: Round, opinion: LegalityOpinion) -> Ruling:
        if not _of_kind(opinion, _BEYOND_POWERS):
            return not_applicable("没有发现超越法定权限或者主要内容不合法。")
        return _concludes(entry, opinion, (_UNLAWFUL,), "发现超越法定权限或者主要内容不合法")

    return _on_opinion(case, advised_against)


@rule("R45-2")
def sent_back(case: Case) -> Ruling:
    """第四十五条第二项：“应当履行而未履行公众参与、专家论证、风险评估等程序的，退回决策承办单位补正程序”."""

    def returned(entry: Round, opinion: LegalityOpinion) -> Ruling:
        missed = missed_at_submission(case, entry.submitted_on) if entry.submitted_on else []
        if not missed and not _of_kind(opinion, _PROCEDURE_MISSED):
            return not_applicable("没有应当履行而未履行的程序。")
        because = f"送审时应当履行的程序没有履行{'：' + '、'.join(missed) if missed else ''}"
        return _concludes(entry, opinion, (_SENT_BACK, _UNLAWFUL), because)

    return _on_opinion(case, returned)


@rule("R45-3")
def changes_advised(case: Case) -> Ruling:
    """第四十五条第三项：“具体规定不合法的，提出相应修改意见和建议”."""

    def advised(entry: Round, opinion: LegalityOpinion) -> Ruling:
        details = _of_kind(opinion, _DETAIL_UNLAWFUL)
        if not details:
            return not_applicable("没有发现具体规定不合法。")
        silent = "、".join(finding.id for finding in details if not finding.advice)
        if silent:
            return unmet(f"问题{silent}没有修改意见和建议。请补充。", proof(entry, *details), opinion.issued_on)
        if opinion.conclusion == LAWFUL:
            return unmet("有具体规定不合法，结论不能是“合法”。", proof(entry, *details), opinion.issued_on)
        return met("具体规定不合法的，都有修改意见和建议。", proof(entry, *details), opinion.issued_on)

    return _on_opinion(case, advised)


@rule("R46-1")
def opinion_issued(case: Case) -> Ruling:
    """第四十六条第一款：“应当出具合法性审查意见书，并对合法性审查意见负责”."""
    act = _opinion_act(case.round) if case.round else Act("合法性审查意见书", None)
    return act_by(case, act, case.request)


@rule("R46-2")
def opinion_contents(case: Case) -> Ruling:
    """第四十六条第二款：“合法性审查意见书应当载明下列内容”."""

    def complete(entry: Round, opinion: LegalityOpinion) -> Ruling:
        if opinion.conclusion is None:
            return unmet("合法性审查意见书没有登记结论。", proof(entry), opinion.issued_on)
        clean = opinion.conclusion == LAWFUL and not opinion.findings
        return contents(_opinion_act(entry), opinion.contents, _BASICS if clean else (*_BASICS, _REASONS))

    return _on_opinion(case, complete)


@rule("R47-1")
def opinion_acted_on(case: Case) -> Ruling:
    """第四十七条：“应当对合法性审查意见进行认真研究，根据审查意见对决策草案进行修改或者补充”."""

    def acted(entry: Round, opinion: LegalityOpinion) -> Ruling:
        if not opinion.findings:
            return not_applicable("审查意见没有指出问题。")
        closes = case.request.day
        come = [finding for finding in opinion.findings if case.come(finding.response.on)]
        late = [f for f in come if closes and f.response.on and f.response.on > closes]
        if late:
            names = "、".join(finding.id for finding in late)
            return unmet(f"问题{names}的研究处理晚于提请讨论。", proof(entry, *late), late[0].response.on)
        open_ = "、".join(finding.id for finding in opinion.findings if finding not in come)
        if open_:
            return until(case, case.request, f"对问题{open_}的研究处理", proof(entry))
        return met("审查指出的问题都已研究处理。", proof(entry), come[-1].response.on)

    return _on_opinion(case, acted)


@rule("R47-2")
def refusals_explained(case: Case) -> Ruling:
    """第四十七条：“未采纳或者未完全采纳审查意见的，应当向决策机关书面说明理由”."""

    def explained(entry: Round, opinion: LegalityOpinion) -> Ruling:
        refused = [f for f in opinion.findings if case.come(f.response.on) and f.response.adoption != WHOLLY]
        if not refused:
            return not_applicable("没有未采纳或者未完全采纳的审查意见。")
        silent = "、".join(finding.id for finding in refused if not finding.response.reason)
        if silent:
            return until(case, case.request, f"问题{silent}未完全采纳的书面理由", proof(entry, *refused))
        return met("未完全采纳的审查意见都有书面理由。", proof(entry, *refused), refused[-1].response.on)

    return _on_opinion(case, explained)


RULES = (
    review_scope, advisers_opined, review_time, excluded_work_in_order, cooperated, beyond_powers, sent_back,
    changes_advised, opinion_issued, opinion_contents, opinion_acted_on, refusals_explained,
)  # fmt: skip
INFORMATIVE = ("R44-2",)
