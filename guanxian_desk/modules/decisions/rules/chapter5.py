"""第五章 风险评估（第三十六条至第四十条）.

同步组织、六类风险、评估结果作为依据、调整后再提交是选择和原则，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case, Event, earliest, last
from guanxian_desk.modules.decisions.facts.assessment import PriorAssessment, RiskAssessment
from guanxian_desk.modules.decisions.patterns import (
    Act,
    act_by,
    document,
    each,
    expected,
    in_order,
    met,
    not_applicable,
    pending,
    planned,
    proof,
    trait,
    unmet,
    until,
)

_PLAN = ("评估目的", "评估对象与内容", "评估标准", "评估方法与步骤")
_REPORT = ("评估事项和评估过程", "各方意见及其采纳情况", "决策可能引发的风险", "风险评估结果", "风险防范措施和处置预案")
_HIGH = "高风险"
_ADVERSE = "可能造成不利影响"


def prior_assessments(case: Case) -> list[PriorAssessment]:
    """The assessments made by the day under other rules."""
    return [prior for prior in case.dossier.risk.prior_assessments if case.come(prior.on)]


def _assessments(case: Case, judge: Callable[[RiskAssessment], Ruling]) -> Ruling:
    """(K): every standing assessment; none is needed beside one made under other rules."""
    if case.assessments:
        return each(case.assessments, judge, "没有风险评估。")
    if prior_assessments(case):
        return not_applicable("已按有关规定作过评价、评估，不作重复评估。")
    return expected(case, case.traits.adverse_effects, "风险评估")


@rule("R36-1")
def risk_assessed(case: Case) -> Ruling:
    """第三十六条第一款：“应当自行或者委托专业机构、社会组织等第三方机构评估决策草案的风险可控性”."""
    documented = [prior for prior in prior_assessments(case) if prior.document]
    reports = [entry for entry in case.assessments if case.come(entry.report.issued_on)]
    day = earliest((*(entry.report.issued_on for entry in reports), *(prior.on for prior in documented)))
    act = Act("风险评估报告", day, proof(*(reports or case.assessments), *documented))
    return trait(
        case, case.traits.adverse_effects, _ADVERSE, case.submission, lambda: act_by(case, act, case.submission)
    )


@rule("R36-2")
def not_assessed_twice(case: Case) -> Ruling:
    """第三十六条第二款：“按照有关规定已对有关风险可控性进行评价、评估的，不作重复评估”."""
    documented = [prior for prior in prior_assessments(case) if prior.document]
    if not documented:
        return not_applicable("没有按有关规定作过的评价、评估。")
    known = {kind for prior in documented for kind in prior.kinds}
    repeated = "、".join(dict.fromkeys(k for entry in case.assessments for k in entry.kinds if k in known))
    if repeated:
        return unmet(f"{repeated}已经评估过，不应当重复评估。", proof(*documented, *case.assessments))
    return met("没有重复评估已经评估过的风险。", proof(*documented, *case.assessments))


@rule("R38-1")
def assessment_steps(case: Case) -> Ruling:
    """第三十八条：“风险评估应当按照下列程序进行”，方案、调查、分析、定级、报告五步."""

    def five_steps(entry: RiskAssessment) -> Ruling:
        steps = [
            Act("制定评估工作方案", entry.plan.made_on, proof(entry)),
            Act("开展调查研究", entry.investigated_on),
            Act("全面分析论证", entry.analysed_on),
            Act("确定风险等级", entry.graded_on),
            Act("形成风险评估报告", entry.report.issued_on),
        ]
        return in_order(case, steps, case.submission)

    return _assessments(case, five_steps)


@rule("R38-2")
def assessment_plan(case: Case) -> Ruling:
    """第三十八条第一项：“明确评估目的、评估对象与内容、评估标准、评估方法与步骤等”."""

    def complete(entry: RiskAssessment) -> Ruling:
        act = Act("风险评估工作方案", entry.plan.made_on, proof(entry))
        return document(case, act, entry.plan.contents, _PLAN, case.submission)

    return _assessments(case, complete)


@rule("R38-3")
def key_groups_visited(case: Case) -> Ruling:
    """第三十八条第二项：“对受决策事项影响较大的单位、有特殊困难的群体进行重点走访，当面听取意见”."""

    def visited(entry: RiskAssessment) -> Ruling:
        if entry.key_groups_exist is False:
            return not_applicable("没有受影响较大的单位和有特殊困难的群体。")
        reported = entry.report.issued_on
        visits = [visit for visit in entry.key_visits if visit.in_person and case.come(visit.on)]
        in_time = [visit for visit in visits if reported is None or visit.on <= reported]
        if in_time:
            return met(f"重点走访{len(in_time)}次，当面听取了意见。", proof(entry), in_time[0].on)
        undecided = "（是否有这样的单位和群体未判定）" if entry.key_groups_exist is None else ""
        return until(case, Event("风险评估报告", reported), f"重点走访并当面听取意见{undecided}", proof(entry))

    return _assessments(case, visited)


@rule("R38-4")
def risk_graded(case: Case) -> Ruling:
    """第三十八条第四项：“确定高风险、中风险、低风险三个风险等级”."""

    def graded(entry: RiskAssessment) -> Ruling:
        days = (entry.graded_on, entry.report.issued_on)
        come = [day for day in days if case.come(day)]
        if not come:
            due = earliest(days)
            return pending(f"还没有确定风险等级（{planned(due)}）。", due, proof(entry))
        if entry.level:
            return met(f"风险等级为{entry.level}。", proof(entry), earliest(come))
        return unmet("没有确定风险等级，应当是高风险、中风险、低风险之一。", proof(entry), earliest(come))

    return _assessments(case, graded)


@rule("R39-1")
def assessment_report(case: Case) -> Ruling:
    """第三十九条：“风险评估报告应当包括下列内容”，第六项其他内容有则载明."""

    def complete(entry: RiskAssessment) -> Ruling:
        act = Act("风险评估报告", entry.report.issued_on, proof(entry))
        return document(case, act, entry.report.contents, _REPORT, case.submission)

    return _assessments(case, complete)


@rule("R40-3")
def risks_under_control(case: Case) -> Ruling:
    """第四十条第二款：“认为风险不可控的，在采取调整决策草案等措施确保风险可控后，可以作出决策”."""
    if case.traits.adverse_effects is False and not anything_assessed(case):
        return not_applicable("已判定不会造成不利影响，也没有风险评估。")
    decision = case.decision if case.adopted else None
    day = decision.made_on if decision else case.as_of
    wrong = risk_doubt(case, day)
    evidence = proof(*case.dossier.risk.controllability, *case.assessments)
    if not wrong:
        return met("决策机关认为风险可控。", evidence, day)
    if decision:
        return unmet(f"作出决定时{wrong}。", evidence, day)
    return pending(f"{wrong}；风险可控后方可作出决定。", case.planned_decision, evidence)


def anything_assessed(case: Case) -> bool:
    """Whether risks have been assessed by the day, here or under other rules."""
    return bool(prior_assessments(case)) or any(case.come(entry.report.issued_on) for entry in case.assessments)


def risk_doubt(case: Case, day: date) -> str:
    """What keeps the risks from counting as under control on the day; "" when nothing does (risk-ok)."""
    findings = [entry for entry in case.dossier.risk.controllability if entry.on <= day]
    latest = last(findings, lambda entry: entry.on)
    if latest is None:
        return "还没有风险可控的认定"
    if not latest.controllable:
        return "最近一次认定为风险不可控"
    reported = [entry for entry in case.assessments if entry.report.issued_on and entry.report.issued_on <= day]
    report = last(reported, lambda entry: entry.report.issued_on)
    if report and report.level == _HIGH and not latest.reason:
        return "高风险而认定可控，没有写明理由"
    if not latest.measures and any(not entry.controllable for entry in findings):
        return "曾认定不可控，没有写明采取的措施"
    return ""


RULES = (
    risk_assessed, not_assessed_twice, assessment_steps, assessment_plan, key_groups_visited, risk_graded,
    assessment_report, risks_under_control,
)  # fmt: skip
INFORMATIVE = ("R36-3", "R37-1", "R40-1", "R40-2")
