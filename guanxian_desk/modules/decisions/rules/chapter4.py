"""第四章 专家论证（第三十条至第三十五条）.

论证方式、专家库、论证方面、专家权利、向社会公开是选择和权利，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from guanxian_desk.base.days import spoken
from guanxian_desk.base.units import plain_name
from guanxian_desk.law.norms import Kind
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case, Event, latest
from guanxian_desk.modules.decisions.facts.assessment import Expert, ExpertReview
from guanxian_desk.modules.decisions.patterns import (
    ON_THE_LINE,
    Act,
    act_by,
    attested,
    each,
    expected,
    lacking,
    met,
    not_applicable,
    pending,
    planned,
    proof,
    trait,
    unmet,
    until,
)
from guanxian_desk.modules.decisions.rules.chapter3 import answered

_TOPICS = ("必要性", "可行性", "科学性")
_INDUSTRY, _LAW = "行业专家", "法律专家"
_NO_REVIEW = "没有专家论证。"


def _reviews(case: Case, judge: Callable[[ExpertReview], Ruling]) -> Ruling:
    """(E): every standing expert review; while one may still be wanted the norm is pending."""
    if not case.expert_reviews:
        return expected(case, case.traits.professional, "专家论证")
    return each(case.expert_reviews, judge, _NO_REVIEW)


@dataclass(frozen=True, slots=True)
class _Person:
    """One expert, though listed in several reviews: all that is said of them together."""

    kinds: frozenset[str]
    specialties: frozenset[str]


def _panel(case: Case, judge: Callable[[Sequence[_Person]], Ruling]) -> Ruling:
    """(P): the distinct persons of all standing reviews, once every one of them is concluded."""
    reviews = case.expert_reviews
    if not reviews:
        return expected(case, case.traits.professional, "专家论证")
    open_ = [review for review in reviews if not case.come(review.concluded_on)]
    if open_:
        due = None if any(review.concluded_on is None for review in open_) else latest(r.concluded_on for r in open_)
        return pending(f"专家论证还没有作出结论（{planned(due)}），届时评判。", due, proof(*reviews))
    return judge(_persons([expert for review in reviews for expert in review.experts or ()]))


def _persons(experts: Sequence[Expert]) -> list[_Person]:
    named: dict[str, list[Expert]] = {}
    for expert in experts:
        named.setdefault(plain_name(expert.name or ""), []).append(expert)
    return [
        _Person(
            frozenset(expert.kind for expert in same),
            frozenset(plain_name(specialty) for expert in same for specialty in expert.specialties),
        )
        for same in named.values()
    ]


@rule("R30-1")
def experts_consulted(case: Case) -> Ruling:
    """第三十条第一款：“应当组织专家、专业机构论证其必要性、可行性、科学性等，并提供必要保障”."""

    def argued() -> Ruling:
        closes = case.submission.day
        done = [review for review in case.expert_reviews if case.come(review.concluded_on)]
        in_time = [r for r in done if closes is None or (r.concluded_on is not None and r.concluded_on <= closes)]
        if not done:
            return until(case, case.submission, "专家论证及其结论", proof(*case.expert_reviews))
        if not in_time:
            return unmet("专家论证的结论晚于送请合法性审查。", proof(*done), done[0].concluded_on)
        missing = "、".join(lacking((topic for review in in_time for topic in review.topics), _TOPICS))
        if missing:
            return unmet(f"专家论证没有论证：{missing}。请补充论证。", proof(*in_time), in_time[-1].concluded_on)
        return met("专家论证了必要性、可行性、科学性。", proof(*in_time), in_time[-1].concluded_on)

    return trait(case, case.traits.professional, "专业性、技术性较强", case.submission, argued)


@rule("R31-1", Kind.ATTESTED)
def balanced_choice(case: Case) -> Ruling:
    """第三十一条第一款：“应当坚持专业性、代表性和中立性，注重选择持不同意见的专家、专业机构”."""
    return attested(case, "R31-1", case.submission) if case.expert_reviews else not_applicable(_NO_REVIEW)


@rule("R31-2")
def disinterested_experts(case: Case) -> Ruling:
    """第三十一条第一款：“不得选择与决策事项有直接利害关系的专家、专业机构”."""

    def disinterested(review: ExpertReview) -> Ruling:
        experts, wrong = review.experts or (), _interested(case, review)
        if wrong:
            words = f"{'、'.join(wrong)}与决策事项有直接利害关系。请另选专家或者专业机构重新论证。"
            return unmet(words, proof(review), review.concluded_on)
        silent = [expert.name or "未登记姓名" for expert in experts if not case.come(expert.interest.declared_on)]
        if silent or review.experts is None:
            missing = f"{'、'.join(silent) or '参与论证的专家'}的利害关系声明"
            return until(case, Event("专家论证结论", review.concluded_on), missing, proof(review))
        return met(
            "参与论证的专家都声明没有直接利害关系，与利害关系人名单核对无误。", proof(review), review.concluded_on
        )

    return _reviews(case, disinterested)


def _interested(case: Case, review: ExpertReview) -> list[str]:
    """Who in the review has an interest: by own declaration, or by name or employer among the interested parties."""
    parties = {plain_name(party.name) for party in case.dossier.matter.interested_parties if party.name}

    def interested(expert: Expert) -> bool:
        declared = case.come(expert.interest.declared_on) and bool(expert.interest.has_interest)
        return declared or any(plain_name(name) in parties for name in (expert.name, expert.employer) if name)

    wrong = [expert.name or "未登记姓名" for expert in review.experts or () if interested(expert)]
    if review.institution and plain_name(review.institution) in parties:
        wrong.append(review.institution)
    return wrong


@rule("R31-3")
def industry_and_law(case: Case) -> Ruling:
    """第三十一条第二款：“参与论证的专家应当包括行业专家和法律专家，以行业专家为主”."""

    def composed(persons: Sequence[_Person]) -> Ruling:
        industry, law = (sum(kind in person.kinds for person in persons) for kind in (_INDUSTRY, _LAW))
        percent = case.limits(_concluded(case)).industry_expert_percent
        words = f"专家{len(persons)}名，其中行业专家{industry}名、法律专家{law}名"
        if 100 * industry > percent * len(persons) and law:
            return met(f"{words}，以行业专家为主。", proof(*case.expert_reviews))
        return unmet(f"{words}。应当有法律专家，且行业专家超过{percent}%。请补充专家。", proof(*case.expert_reviews))

    return _panel(case, composed)


@rule("R31-4")
def specialties_fit(case: Case) -> Ruling:
    """第三十一条第二款：“其专业特长应当与决策事项相符合，并在本专业领域具有一定的权威性、代表性”."""

    def fit(persons: Sequence[_Person]) -> Ruling:
        fields = _fields(case)
        if not fields:
            return unmet("没有登记决策事项涉及的专业领域，无法核对专家特长。请补充登记。", proof(*case.expert_reviews))
        strangers = sum(_INDUSTRY in person.kinds and not person.specialties & fields for person in persons)
        if strangers:
            words = f"有{strangers}名行业专家的专业特长与决策事项涉及的领域不符。"
            return unmet(words, proof(*case.expert_reviews))
        return met("行业专家的专业特长与决策事项相符。", proof(*case.expert_reviews))

    return _panel(case, fit)


@rule("R31-5")
def all_fields_covered(case: Case) -> Ruling:
    """第三十一条第二款：“决策事项涉及多个专业领域的，应当选择相应领域的专家、专业机构参与论证”."""
    fields = case.dossier.matter.fields
    if len(fields) < 2:
        return not_applicable("决策事项没有涉及多个专业领域。")

    def covered(persons: Sequence[_Person]) -> Ruling:
        known = frozenset().union(*(person.specialties for person in persons))
        missing = "、".join(field for field in fields if plain_name(field) not in known)
        if missing:
            return unmet(f"没有{missing}领域的专家。请补充。", proof(*case.expert_reviews))
        return met(f"{'、'.join(fields)}各领域都有专家。", proof(*case.expert_reviews))

    return _panel(case, covered)


@rule("R31-6")
def five_experts(case: Case) -> Ruling:
    """第三十一条第三款：“参与论证的专家一般不少于5人”."""
    return _panel(case, lambda persons: _enough(case, persons, case.limits(_concluded(case)).expert_count))


@rule("R31-7")
def seven_experts(case: Case) -> Ruling:
    """第三十一条第三款：涉及面较广、争议较大或者特别复杂敏感的，“参与论证的专家一般不少于7人”."""
    if not case.expert_reviews:
        return expected(case, _both(case.traits.wide_or_controversial, case.traits.professional), "专家论证")

    def seven() -> Ruling:
        return _panel(case, lambda persons: _enough(case, persons, case.limits(_concluded(case)).expert_count_wide))

    name = "涉及面较广、争议较大或者内容特别复杂、敏感"
    return trait(case, case.traits.wide_or_controversial, name, case.submission, seven)


def _both(one: bool | None, other: bool | None) -> bool | None:
    """Two conditions as one: false when either is, undecided when either is."""
    return False if False in (one, other) else None if None in (one, other) else True


def _enough(case: Case, persons: Sequence[_Person], least: int) -> Ruling:
    words = f"参与论证的专家{len(persons)}人"
    if len(persons) >= least:
        return met(f"{words}，不少于{least}人。", proof(*case.expert_reviews), _concluded(case))
    more = f"请增加{least - len(persons)}人，或者写明理由放行"
    return unmet(f"{words}，少于{least}人。{more}。", proof(*case.expert_reviews), _concluded(case))


def _concluded(case: Case) -> date | None:
    return latest(review.concluded_on for review in case.expert_reviews)


def _fields(case: Case) -> frozenset[str]:
    return frozenset(plain_name(field) for field in case.dossier.matter.fields)


@rule("R34-1")
def time_to_study(case: Case) -> Ruling:
    """第三十四条第一款：“给予专家、专业机构合理的研究时间，一般不少于7个工作日”."""

    def enough(review: ExpertReview) -> Ruling:
        provided, concluded = review.materials_provided_on, review.concluded_on
        least = case.limits(concluded).expert_workdays
        if concluded is None or not case.come(concluded):
            due = case.calendar.add(provided, least) if provided else None
            return pending(f"专家的研究时间应当满{least}个工作日（{_full(due)}）。", due, proof(review))
        if provided is None:
            return unmet("没有登记资料交付专家的日期，研究时间无从计算。", proof(review), concluded)
        days = case.calendar.workdays(provided, concluded)
        words = f"资料{spoken(provided)}交付，结论{spoken(concluded)}作出，研究时间{days}个工作日"
        if days >= least:
            return met(f"{words}{ON_THE_LINE if days == least else ''}。", proof(review), concluded)
        return unmet(f"{words}，少于{least}个工作日。请重新论证，或者写明理由放行。", proof(review), concluded)

    return _reviews(case, enough)


def _full(due: date | None) -> str:
    return f"{spoken(due)}届满" if due else "资料交付日期未登记"


@rule("R34-2")
def papers_provided(case: Case) -> Ruling:
    """第三十四条第一款：“并提供论证所需的资料”."""

    def provided(review: ExpertReview) -> Ruling:
        if case.come(review.materials_provided_on) and review.materials:
            return met(f"已提供论证资料{len(review.materials)}件。", proof(review), review.materials_provided_on)
        return until(case, Event("专家论证结论", review.concluded_on), "向专家提供的论证资料", proof(review))

    return _reviews(case, provided)


@rule("R34-4")
def opinions_signed(case: Case) -> Ruling:
    """第三十四条第三款：“专家、专业机构应当独立开展论证工作”，对论证意见负责."""

    def signed(review: ExpertReview) -> Ruling:
        closes = case.submission.day
        experts = review.experts or ()
        days = [expert.opinion.signed_on for expert in experts]
        late = [day for day in days if day is not None and case.come(day) and closes is not None and day > closes]
        if late:
            return unmet(f"有{len(late)}份论证意见的签署晚于送请合法性审查。", proof(review), late[0])
        missing = [e.name or "未登记姓名" for e in experts if not case.come(e.opinion.signed_on)]
        if missing or review.experts is None:
            return until(case, case.submission, f"{'、'.join(missing) or '专家'}签署的论证意见", proof(review))
        return met("每位专家都签署了论证意见。", proof(review), latest(days))

    return _reviews(case, signed)


@rule("R35-1")
def expert_opinions_considered(case: Case) -> Ruling:
    """第三十五条：“应当对专家论证意见汇总整理、研究论证，充分采纳合理意见，完善决策草案”."""

    def considered(review: ExpertReview) -> Ruling:
        signed = [expert for expert in review.experts or () if case.come(expert.opinion.signed_on)]
        open_ = [e.name or "未登记姓名" for e in signed if not answered(e.opinion.adoption, e.opinion.reason)]
        if signed and not open_:
            return met(f"{len(signed)}份专家意见都有采纳情况和理由。", proof(review))
        missing = f"{'、'.join(open_) or '专家'}论证意见的采纳情况和理由"
        return until(case, case.submission, missing, proof(review))

    return _reviews(case, considered)


@rule("R35-2")
def experts_answered(case: Case) -> Ruling:
    """第三十五条：“通过适当方式向专家反馈论证意见采纳情况”."""

    def told(review: ExpertReview) -> Ruling:
        act = Act("向专家反馈论证意见采纳情况", review.feedback_on, proof(review))
        return act_by(case, act, case.meeting, not_before=Act("专家论证结论", review.concluded_on))

    return _reviews(case, told)


RULES = (
    experts_consulted, balanced_choice, disinterested_experts, industry_and_law, specialties_fit, all_fields_covered,
    five_experts, seven_experts, time_to_study, papers_provided, opinions_signed, expert_opinions_considered,
    experts_answered,
)  # fmt: skip
INFORMATIVE = ("R30-2", "R32-1", "R33-1", "R34-3", "R35-3")
