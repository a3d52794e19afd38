"""第六章 合法性审查：送审（第四十一条、第四十二条）；审查和意见（第四十三条至第四十七条）在 chapter6_review.

就重大问题给予指导（第四十一条第三款）是选择，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from guanxian_desk.base.days import spoken
from guanxian_desk.law.norms import Kind
from guanxian_desk.law.rule import cited, rule
from guanxian_desk.law.verdicts import Ruling, State
from guanxian_desk.modules.decisions.case import Case, earliest
from guanxian_desk.modules.decisions.facts.legality import Finding, LegalityOpinion, Round, Supplement, UnitReview
from guanxian_desk.modules.decisions.patterns import (
    Act,
    attested,
    lacking,
    met,
    not_applicable,
    pending,
    planned,
    proof,
    unmet,
    within,
    worst,
)
from guanxian_desk.modules.decisions.rules.chapter2 import fair_competition, trade_compliance
from guanxian_desk.modules.decisions.rules.chapter3 import answered, public_heard
from guanxian_desk.modules.decisions.rules.chapter3_hearings import hearing_held
from guanxian_desk.modules.decisions.rules.chapter4 import experts_consulted
from guanxian_desk.modules.decisions.rules.chapter5 import risk_assessed
from guanxian_desk.modules.decisions.rules.procedures import PROCEDURES, completions, performed

LAWFUL, LAWFUL_AFTER_CHANGES = "合法", "修改后合法"
_STATEMENT = "起草说明"
_MATERIALS = (
    "送审申请书", "决策草案", _STATEMENT, "法律法规规章和政策依据目录及文本", "部门会签意见", "合法性初审意见书"
)  # fmt: skip
_STATEMENT_PARTS = ("制定背景", "必要性", "形成过程")
_MUST_COME_FIRST = (fair_competition, trade_compliance, public_heard, hearing_held, experts_consulted, risk_assessed)


def on_round(case: Case, judge: Callable[[Round, date], Ruling]) -> Ruling:
    """Judged on the current round and its day; pending while no round has been submitted."""
    if case.round is None or case.round.submitted_on is None:
        return pending(f"还没有送请合法性审查（{planned(case.submission.day)}），届时评判。", case.submission.day)
    return judge(case.round, case.round.submitted_on)


def missed_at_submission(case: Case, submitted: date) -> list[str]:
    """The norms of the procedures that had to come first and were unmet on the day of submission."""
    then = case.at(submitted, submission=submitted)
    return [cited(judge).id for judge in _MUST_COME_FIRST if judge(then).state is State.UNMET]


@rule("R41-1")
def own_procedure_first(case: Case) -> Ruling:
    """第四十一条第一款：履行法定程序、初审、会签，“经本单位办公会议讨论通过后，将决策草案及相关材料送请……审查”."""

    def complete(entry: Round, submitted: date) -> Ruling:
        missed = missed_at_submission(case, submitted)
        if missed:
            words = f"送请合法性审查（{spoken(submitted)}）时，应当先履行的程序没有履行：{'、'.join(missed)}"
            return unmet(f"{words}。请补正后重新送审。", proof(entry), submitted)
        review = case.unit_review_of(entry)
        wrong = review_fault(case, review, submitted)
        if wrong:
            return unmet(f"{wrong}。请补正后重新送审。", proof(entry, *([review] if review else [])), submitted)
        return met("初审、会签、本单位办公会议依次完成后送审。", proof(entry, review), submitted)

    return on_round(case, complete)


def review_fault(case: Case, review: UnitReview | None, by: date) -> str:
    """What is missing or out of order in the unit's own procedure by that day; "" when nothing is."""
    if review is None:
        return "没有登记所依据的内部程序"
    first, meeting = review.first_review.issued_on, review.office_meeting.held_on
    if first is None or not review.countersigns or meeting is None or not review.office_meeting.passed:
        named = {
            "合法性初审": first,
            "部门会签": review.countersigns,
            "本单位办公会议通过": meeting and review.office_meeting.passed,
        }
        return f"内部程序缺少：{'、'.join(name for name, there in named.items() if not there)}"
    late = [day for procedure in PROCEDURES for day in completions(case, procedure) if day > first]
    late += [day for hearing in case.hearings if (day := hearing.report.issued_on) and day > first]
    if late:
        return f"合法性初审（{spoken(first)}）之后仍有程序完成（{spoken(max(late))}），次序不对"
    if first > meeting or any(entry.on > meeting for entry in review.countersigns):
        return f"初审或者会签晚于本单位办公会议（{spoken(meeting)}）"
    if meeting > by:
        return f"本单位办公会议（{spoken(meeting)}）还没有召开，或者晚于送审"
    return ""


@rule("R41-2")
def lawful_before_discussion(case: Case) -> Ruling:
    """第四十一条第二款：“决策草案未经合法性审查或者经审查不合法的，不得提交决策机关讨论”."""
    discussed = case.first_discussion_day
    come = discussed is not None and case.come(discussed)
    day = discussed if come and discussed else case.as_of
    wrong = legality_doubt(case, day)
    evidence = proof(*_latest_round(case, day))
    if not wrong:
        return met(f"{spoken(day)}已有合法的审查意见。", evidence, day)
    if come:
        return unmet(f"提请讨论或者上会（{spoken(day)}）时{wrong}。", evidence, day)
    return pending(f"{wrong}；此前不得提请讨论。", case.request.day, evidence)


def _latest_round(case: Case, day: date) -> list[Round]:
    entry = case.round_on(day)
    return [entry] if entry else []


def legality_doubt(case: Case, day: date) -> str:
    """What keeps the draft from being discussed on the day; "" when nothing does (lawful)."""
    entry = case.round_on(day)
    if entry is None:
        return "没有送请合法性审查"
    opinion = entry.opinion
    if opinion.issued_on is None or opinion.issued_on > day:
        return "没有出具合法性审查意见"
    if opinion.conclusion == LAWFUL:
        return ""
    if opinion.conclusion != LAWFUL_AFTER_CHANGES:
        return f"审查结论是“{opinion.conclusion or '未登记'}”"
    if not opinion.findings:
        return "审查结论是“修改后合法”，没有登记应当修改的问题"
    open_ = unanswered(opinion, day)
    return f"审查指出的问题{'、'.join(finding.id for finding in open_)}还没有采纳或者书面说明理由" if open_ else ""


def unanswered(opinion: LegalityOpinion, day: date) -> list[Finding]:
    """The findings that were neither adopted nor answered with a written reason by the day."""

    def settled(finding: Finding) -> bool:
        response = finding.response
        return response.on is not None and response.on <= day and answered(response.adoption, response.reason)

    return [finding for finding in opinion.findings if not settled(finding)]


@rule("R41-4")
def guidance_no_substitute(case: Case) -> Ruling:
    """第四十一条第三款：“不得以征求意见等方式代替合法性审查”."""
    guided = [entry for entry in case.dossier.legality.guidance if case.come(entry.on)]
    if not guided:
        return not_applicable("没有就重大问题征求过县司法行政部门的意见。")
    discussed = case.first_discussion_day
    come = discussed is not None and case.come(discussed)
    day = discussed if come and discussed else case.as_of
    issued = [
        entry for entry in case.dossier.legality.rounds if entry.opinion.issued_on and entry.opinion.issued_on <= day
    ]
    if issued:
        return met("征求意见之外，另有合法性审查意见。", proof(*guided, *issued), day)
    if come:
        return unmet("只征求过意见，没有合法性审查意见就提请讨论或者上会。", proof(*guided), day)
    return pending("征求意见不能代替合法性审查，还没有审查意见。", case.request.day, proof(*guided))


@rule("R42-1")
def materials_complete(case: Case) -> Ruling:
    """第四十二条第一款：“决策承办单位送请合法性审查，应当提供下列材料”，第七项其他材料按需要."""

    def complete(entry: Round, submitted: date) -> Ruling:
        missing = lacking(_handed_in(case, entry), _MATERIALS)
        parts = lacking(entry.drafting_statement, _STATEMENT_PARTS)
        if parts and _STATEMENT not in missing:
            missing.append(_STATEMENT)
        words = f"送审材料缺少：{'、'.join(missing)}" + (f"（起草说明缺少{'、'.join(parts)}）" if parts else "")
        return _awaited(case, entry, missing, words) or met("送审材料齐全。", proof(entry), submitted)

    return on_round(case, complete)


@rule("R42-2", Kind.ATTESTED)
def materials_true(case: Case) -> Ruling:
    """第四十二条第一款：“并对材料的真实性、完整性负责”."""
    return attested(case, "R42-2", case.submission)


@rule("R42-3")
def procedures_documented(case: Case) -> Ruling:
    """第四十二条第二款：“按规定履行公众参与、专家论证……程序的，应当提供有关书面材料”."""

    def documented(entry: Round, submitted: date) -> Ruling:
        done = [procedure for procedure in PROCEDURES if performed(case, procedure, submitted)]
        if not done:
            return not_applicable("送审前没有履行五项程序中的任何一项。")
        missing = lacking(_handed_in(case, entry), (f"{procedure}材料" for procedure in done))
        words = f"已履行程序的书面材料缺少：{'、'.join(missing)}"
        return _awaited(case, entry, missing, words) or met(f"{'、'.join(done)}的材料齐全。", proof(entry), submitted)

    return on_round(case, documented)


def _handed_in(case: Case, entry: Round) -> set[str]:
    supplied = (item for notice in entry.supplements if case.come(notice.supplied_on) for item in notice.items)
    return {*entry.materials, *supplied}


def _awaited(case: Case, entry: Round, missing: list[str], words: str) -> Ruling | None:
    """None when nothing is missing; pending while a supplement notice in time covers all of it; else unmet."""
    if not missing:
        return None
    open_ = [notice for notice in _notices(case, entry) if not case.come(notice.supplied_on)]
    open_ = [notice for notice in open_ if case.as_of <= supplement_due(case, notice)]
    covering = [notice for notice in open_ if set(notice.items) & set(missing)]
    if set(missing) <= {item for notice in covering for item in notice.items}:
        due = earliest(supplement_due(case, notice) for notice in covering)
        return pending(f"{words}，已通知补送。", due, proof(entry, *covering))
    return unmet(f"{words}。请补送。", proof(entry), entry.submitted_on)


@rule("R42-4")
def omissions_explained(case: Case) -> Ruling:
    """第四十二条第二款：“未履行有关法定程序的，决策承办单位应当在起草说明中说明理由”."""

    def explained(entry: Round, submitted: date) -> Ruling:
        omitted = [procedure for procedure in PROCEDURES if not performed(case, procedure, submitted)]
        if not omitted:
            return not_applicable("五项程序都已履行。")
        missing = lacking((given.procedure for given in entry.omitted_procedures if given.reason), omitted)
        if missing:
            words = f"起草说明没有说明未履行的理由：{'、'.join(missing)}。请补充说明。"
            return unmet(words, proof(entry), submitted)
        return met(f"起草说明已说明未履行{'、'.join(omitted)}的理由。", proof(entry), submitted)

    return on_round(case, explained)


@rule("R42-5")
def supplied_in_time(case: Case) -> Ruling:
    """第四十二条第三款：“决策承办单位应当在3个工作日内补送”."""

    def in_time(notice: Supplement) -> Ruling:
        count = case.limits(notice.requested_on).supplement_workdays
        act = Act("补送材料", notice.supplied_on, proof(notice))
        terms = f"{spoken(notice.requested_on)}通知补正起{count}个工作日"
        return within(case, act, supplement_due(case, notice), terms)

    return _each_supplement(case, in_time)


@rule("R42-6")
def supplement_off_the_clock(case: Case) -> Ruling:
    """第四十二条第三款：“补送时间不计算在合法性审查期限内”."""

    def waited(notice: Supplement) -> Ruling:
        issued = case.opinion.issued_on if case.opinion else None
        supplied = notice.supplied_on if case.come(notice.supplied_on) else None
        if issued and (supplied is None or issued < supplied):
            return unmet(f"审查意见（{spoken(issued)}）在材料补送之前出具。", proof(notice), issued)
        if supplied:
            return met("补送时间已从审查期限中扣除。", proof(notice), supplied)
        return pending("材料还没有补送，补送之前不得出具审查意见。", notice.supplied_on, proof(notice))

    return _each_supplement(case, waited)


def supplement_due(case: Case, notice: Supplement) -> date:
    """The last day for supplying what a notice asked for."""
    return case.calendar.add(notice.requested_on, case.limits(notice.requested_on).supplement_workdays)


def _notices(case: Case, entry: Round) -> list[Supplement]:
    return [notice for notice in entry.supplements if case.come(notice.requested_on)]


def _each_supplement(case: Case, judge: Callable[[Supplement], Ruling]) -> Ruling:
    notices = _notices(case, case.round) if case.round else []
    return worst([judge(notice) for notice in notices]) if notices else not_applicable("没有补正通知。")


RULES = (
    own_procedure_first, lawful_before_discussion, guidance_no_substitute, materials_complete, materials_true,
    procedures_documented, omissions_explained, supplied_in_time, supplement_off_the_clock,
)  # fmt: skip
INFORMATIVE = ("R41-3",)
