"""第二章 决策启动（第十一条至第十六条）.

起草方式（第十三条）和请负责人协调（第十六条）是选择，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from collections.abc import Callable

from guanxian_desk.base.days import spoken
from guanxian_desk.base.units import plain_name
from guanxian_desk.law.norms import Kind
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling, State
from guanxian_desk.modules.decisions.case import Case
from guanxian_desk.modules.decisions.patterns import (
    Act,
    act_by,
    attested,
    contents,
    document,
    in_order,
    met,
    not_applicable,
    proof,
    trait,
    unmet,
    until,
)

_DEPARTMENT, _PROPOSER = "有关主管部门", "建议提出单位"
_FROM_LEADERS = ("决策机关领导人员",)
_FROM_UNITS = ("决策机关所属部门或者下一级人民政府",)
_FROM_OUTSIDE = ("人大代表、政协委员", "公民、法人或者其他组织")
_STUDIED = ("拟解决的主要问题", "建议理由和依据", "初步方案", "必要性", "可行性")
_COST_BENEFIT = ("基本信息和来源", "分析预测方法和过程", "分析预测结论及其影响")
_DISPUTE = ("争议的主要问题", "有关单位的意见", "承办单位的意见、理由和依据")
ADVISERS = ("法律顾问", "公职律师")


@rule("R11-1")
def studied_then_decided(case: Case) -> Ruling:
    """第十一条第一款：“进行研究论证后，报请决策机关决定是否启动决策程序”."""
    start = case.dossier.initiation
    steps = [
        Act("建议研究论证完成", start.study.completed_on, start.study.evidence),
        Act("报请决策机关", start.reported_on, start.evidence),
        Act("决策机关决定启动", start.decided_on),
    ]
    return in_order(case, steps, case.initiation)


@rule("R11-2")
def leaders_proposal(case: Case) -> Ruling:
    """第十一条第一款第一项：“决策机关领导人员提出决策事项建议的，交有关主管部门研究论证”."""
    return _from(case, _FROM_LEADERS, lambda: _studied_by(case, _DEPARTMENT))


@rule("R11-3")
def units_proposal(case: Case) -> Ruling:
    """第十一条第一款第二项：“由建议提出单位组织研究论证”."""

    def by_proposer() -> Ruling:
        study, proposer = case.dossier.initiation.study, case.dossier.initiation.proposal.proposer
        ruling = _studied_by(case, _PROPOSER)
        if not case.come(study.completed_on) or (proposer and study.unit and same_name(study.unit, proposer)):
            return ruling
        words = f"研究论证单位“{study.unit or '未登记'}”不是建议提出单位“{proposer or '未登记'}”。"
        return unmet(words, study.evidence, study.completed_on)

    return _from(case, _FROM_UNITS, by_proposer)


@rule("R11-4")
def outside_proposal(case: Case) -> Ruling:
    """第十一条第一款第三项：人大代表、政协委员、公民等的建议“交有关主管部门研究论证”."""
    return _from(case, _FROM_OUTSIDE, lambda: _studied_by(case, _DEPARTMENT))


def _from(case: Case, sources: tuple[str, ...], judge: Callable[[], Ruling]) -> Ruling:
    source = case.dossier.initiation.proposal.source
    return trait(
        case, None if source is None else source in sources, f"{'、'.join(sources)}的建议", case.initiation, judge
    )


def _studied_by(case: Case, role: str) -> Ruling:
    study = case.dossier.initiation.study
    if not case.come(study.completed_on) or study.completed_on is None:
        return until(case, case.initiation, f"{role}的研究论证", study.evidence)
    if study.role != role:
        words = f"研究论证应当由{role}进行，登记的是{study.role or '未登记身份'}。"
        return unmet(words, study.evidence, study.completed_on)
    return met(f"{role}于{spoken(study.completed_on)}完成研究论证。", study.evidence, study.completed_on)


@rule("R11-5")
def study_contents(case: Case) -> Ruling:
    """第十一条第二款：“应当论证拟解决的主要问题、建议理由和依据、解决问题的初步方案及其必要性、可行性等”."""
    study = case.dossier.initiation.study
    return document(
        case, Act("建议研究论证", study.completed_on, study.evidence), study.contents, _STUDIED, case.initiation
    )


@rule("R12-1")
def undertaking_unit(case: Case) -> Ruling:
    """第十二条第一款：“应当明确决策事项的承办单位（以下简称决策承办单位）”."""
    names = [unit.name for unit in case.dossier.initiation.units if unit.name]
    if names:
        return met(f"承办单位：{'、'.join(names)}。", case.dossier.initiation.evidence)
    return until(case, case.initiation, "决策承办单位")


@rule("R12-2")
def lead_unit(case: Case) -> Ruling:
    """第十二条第二款：“决策事项需要两个以上单位承办的，应当明确牵头决策承办单位”."""
    units = case.dossier.initiation.units
    if len(units) < 2:
        return not_applicable("承办单位没有两个以上。")
    leads = [unit.name for unit in units if unit.role == "牵头"]
    if len(leads) == 1:
        return met(f"牵头决策承办单位：{leads[0]}。", case.dossier.initiation.evidence)
    return until(case, case.initiation, "牵头决策承办单位" if not leads else "唯一的牵头单位（现在登记了几个牵头）")


@rule("R12-3")
def succeeding_unit(case: Case) -> Ruling:
    """第十二条第三款：“由继续行使该职能的单位作为决策承办单位”."""
    ceased = [unit for unit in case.dossier.initiation.units if case.come(unit.functions_ceased_on)]
    if not ceased:
        return not_applicable("承办单位的职能没有变化。")
    orphans = "、".join(unit.name or "未登记名称" for unit in ceased if not unit.succeeded_by)
    if orphans:
        return unmet(f"{orphans}的职能已经变化，没有登记继续行使该职能的单位。请明确承接单位。")
    return met("、".join(f"{unit.name}的职能由{unit.succeeded_by}继续行使" for unit in ceased) + "。")


@rule("R13-1", Kind.ATTESTED)
def investigated(case: Case) -> Ruling:
    """第十三条：“决策承办单位应当深入调查研究……充分协商协调，结合实际拟定决策草案”."""
    return attested(case, "R13-1", case.submission)


@rule("R14-1")
def first_review(case: Case) -> Ruling:
    """第十四条第一款：“应当对决策草案进行合法性审查，出具合法性初审意见书”."""
    review = case.unit_review
    day = review.first_review.issued_on if review else None
    return act_by(case, Act("合法性初审意见书", day, proof(review) if review else ()), case.submission)


@rule("R14-2")
def advisers_heard(case: Case) -> Ruling:
    """第十四条第一款：“在审查过程中应当听取法律顾问和公职律师的意见”."""
    review = case.unit_review
    issued = review.first_review.issued_on if review else None
    if review is None or issued is None or not case.come(issued):
        return until(case, case.submission, "合法性初审中法律顾问和公职律师的意见")
    heard = [entry.role for entry in review.first_review.heard if entry.on <= issued]
    return contents(Act("合法性初审听取的意见", issued, proof(review)), heard, ADVISERS)


@rule("R14-3")
def fair_competition(case: Case) -> Ruling:
    """第十四条第二款：涉及市场主体经济活动的，“决策承办单位应当按规定进行公平竞争审查”."""
    review = case.dossier.drafting.fair_competition_review
    act = Act("公平竞争审查结论", review.concluded_on, review.evidence)
    name = "涉及市场主体经济活动"
    return trait(case, case.traits.market_entities, name, case.submission, lambda: act_by(case, act, case.submission))


@rule("R14-4")
def trade_compliance(case: Case) -> Ruling:
    """第十四条第三款：有关或者影响贸易的，“决策承办单位应当按规定进行贸易政策合规审查”."""
    review = case.dossier.drafting.trade_compliance_review
    act = Act("贸易政策合规审查结论", review.concluded_on, review.evidence)
    name = "有关或者影响货物贸易、服务贸易、与贸易有关的知识产权"
    return trait(case, case.traits.trade, name, case.submission, lambda: act_by(case, act, case.submission))


@rule("R15-1")
def cost_benefit_report(case: Case) -> Ruling:
    """第十五条：“根据需要对决策事项进行成本效益分析预测的，应当形成分析预测报告”."""
    study = case.dossier.drafting.cost_benefit
    if not study.performed:
        return not_applicable("没有进行成本效益分析预测。")
    return act_by(case, Act("成本效益分析预测报告", study.issued_on, study.evidence), case.submission)


@rule("R15-2")
def cost_benefit_contents(case: Case) -> Ruling:
    """第十五条：“分析预测报告包括基本信息和来源、分析预测方法和过程、分析预测结论及其对决策事项的影响等内容”."""
    study = case.dossier.drafting.cost_benefit
    if not study.performed:
        return not_applicable("没有进行成本效益分析预测。")
    report = Act("成本效益分析预测报告", study.issued_on, study.evidence)
    return document(case, report, study.contents, _COST_BENEFIT, case.submission)


@rule("R16-1")
def units_consulted(case: Case) -> Ruling:
    """第十六条：“决策承办单位应当采取适当方式征求意见，并与其充分协商”."""
    consultations = case.dossier.drafting.consultations
    closes = case.submission

    def answered() -> Ruling:
        replied = [entry for entry in consultations if case.come(entry.replied_on)]
        late = [entry for entry in replied if closes.day and entry.replied_on and entry.replied_on > closes.day]
        if late:
            names = "、".join(entry.unit or entry.id for entry in late)
            return unmet(f"{names}的回复晚于送请合法性审查。", proof(*late), closes.day)
        open_ = [entry for entry in consultations if entry not in replied or entry.agreed is None]
        if consultations and not open_:
            return met(f"已征求{len(consultations)}个单位的意见并协商。", proof(*consultations))
        names = "、".join(entry.unit or entry.id for entry in open_)
        return until(case, closes, f"{names}的回复和协商结果" if names else "征求有关单位意见", proof(*consultations))

    return trait(case, case.traits.other_units, "涉及其他单位的职责", closes, answered)


@rule("R16-2")
def dispute_explained(case: Case) -> Ruling:
    """第十六条：“不能取得一致意见的，应当向决策机关说明争议的主要问题、有关单位的意见……”."""
    disputed = [e for e in case.dossier.drafting.consultations if case.come(e.replied_on) and e.agreed is False]
    if not disputed:
        return not_applicable("没有不能取得一致意见的单位。")
    statement = case.dossier.drafting.dispute_statement
    act = Act("向决策机关的争议说明", statement.submitted_on, (*proof(*disputed), *statement.evidence))
    in_time = act_by(case, act, case.request)
    return contents(act, statement.contents, _DISPUTE) if in_time.state is State.MET else in_time


def same_name(one: str, other: str) -> bool:
    """Whether two written names are the same but for blanks and full-width forms."""
    return plain_name(one) == plain_name(other)


RULES = (
    studied_then_decided, leaders_proposal, units_proposal, outside_proposal, study_contents, undertaking_unit,
    lead_unit, succeeding_unit, investigated, first_review, advisers_heard, fair_competition, trade_compliance,
    cost_benefit_report, cost_benefit_contents, units_consulted, dispute_explained,
)  # fmt: skip
INFORMATIVE = ("R13-2", "R16-3")
