"""第八章 决策执行和调整：后评估和归档（第五十六条至第五十九条）.

组织后评估、评估结果作为依据是选择和原则，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from guanxian_desk.base.days import month_end, spoken
from guanxian_desk.base.units import plain_name
from guanxian_desk.law.norms import Kind
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling, State
from guanxian_desk.modules.decisions.case import REJECTED, Case, Event, earliest
from guanxian_desk.modules.decisions.facts.execution import Evaluation
from guanxian_desk.modules.decisions.patterns import (
    Act,
    after_decision,
    attested,
    contents,
    each,
    lacking,
    met,
    not_applicable,
    pending,
    planned,
    proof,
    unmet,
    until,
    within,
)
from guanxian_desk.modules.decisions.rules.chapter8 import advises_change, collectively_decided

_EVALUATED = (
    "结果与目的是否相符",
    "成本效益分析",
    "实施对象接受程度",
    "与经济社会发展的符合程度",
    "影响和可预期的长远影响",
)
_REPORTED = ("评估过程和方式", "决策执行的基本情况", "主要问题和原因", "继续执行、停止执行或者修改决策的建议")
_ARCHIVED = ("第四十二条报送材料", "第四十九条报送材料", "会议纪要", "会议专项记录")
_EXECUTION_PAPERS = "执行过程材料"
_NO_EVALUATION = "没有组织决策后评估。"


@rule("R56-1", Kind.ATTESTED)
def execution_followed(case: Case) -> Ruling:
    """第五十六条第一款：“决策机关应当跟踪决策执行情况”."""
    return _attested_early(case, "R56-1")


def _attested_early(case: Case, norm: str) -> Ruling:
    """Attested, also before the decision; not applicable after 不同意."""
    ruling = attested(case, norm, case.archiving)
    if case.decision is None:
        early = ruling.state is State.MET
        return ruling if early else pending("决策机关还没有作出决定；可以先行确认。", ruling.due)
    return after_decision(case, lambda _: ruling)


@rule("R56-3")
def independent_evaluator(case: Case) -> Ruling:
    """第五十六条第二款：“应当选取决策制定过程中未承担主要论证和评估工作的第三方进行”."""
    involved = _involved(case)

    def independent(evaluation: Evaluation) -> Ruling:
        if evaluation.third_party is False:
            return not_applicable("后评估没有委托第三方。")
        if evaluation.third_party is None or not evaluation.evaluator:
            closes = Event("后评估", evaluation.completed_on)
            return until(case, closes, "承担评估工作的单位和是否委托第三方", proof(evaluation))
        if plain_name(evaluation.evaluator) in involved:
            words = f"{evaluation.evaluator}在决策制定过程中承担过论证或者评估工作。请另选第三方。"
            return unmet(words, proof(evaluation), evaluation.completed_on)
        return met(f"{evaluation.evaluator}没有承担过论证或者评估工作。", proof(evaluation), evaluation.completed_on)

    return each(case.dossier.evaluations, independent, _NO_EVALUATION)


def _involved(case: Case) -> set[str]:
    """Who argued or assessed while the decision was made, in superseded records too."""
    dossier = case.dossier
    names = (
        *(review.institution for review in dossier.expert_reviews),
        *(entry.assessor for entry in dossier.risk.assessments),
        *(prior.body for prior in dossier.risk.prior_assessments),
    )
    return {plain_name(name) for name in names if name}


@rule("R56-4")
def evaluation_contents(case: Case) -> Ruling:
    """第五十六条第三款：“应当评估下列内容”，共五项."""

    def complete(evaluation: Evaluation) -> Ruling:
        day = evaluation.completed_on
        if not case.come(day):
            return pending(f"后评估还没有完成（{planned(day)}）。", day, proof(evaluation))
        return contents(Act("后评估", day, proof(evaluation)), evaluation.contents, _EVALUATED)

    return each(case.dossier.evaluations, complete, _NO_EVALUATION)


@rule("R57-1")
def evaluation_submitted(case: Case) -> Ruling:
    """第五十七条第一款：“应当在完成评估工作后，及时向决策机关提交评估报告”."""

    def promptly(evaluation: Evaluation) -> Ruling:
        completed, submitted = evaluation.completed_on, evaluation.report.submitted_on
        if completed is None or not case.come(completed):
            return pending(f"后评估还没有完成（{planned(completed)}）。", None, proof(evaluation))
        if submitted and case.come(submitted) and submitted < completed:
            return unmet(
                f"评估报告（{spoken(submitted)}）早于评估完成（{spoken(completed)}）。", proof(evaluation), submitted
            )
        count = case.limits(completed).prompt_workdays
        act = Act("提交评估报告", submitted, proof(evaluation))
        return within(case, act, case.calendar.add(completed, count), f"{spoken(completed)}完成起{count}个工作日")

    return each(case.dossier.evaluations, promptly, _NO_EVALUATION)


@rule("R57-2")
def evaluation_report(case: Case) -> Ruling:
    """第五十七条第二款：“评估报告包括下列内容”，共四项."""

    def complete(evaluation: Evaluation) -> Ruling:
        day = evaluation.report.submitted_on
        if not case.come(day):
            return pending(f"评估报告还没有提交（{planned(day)}）。", day, proof(evaluation))
        return contents(Act("评估报告", day, proof(evaluation)), evaluation.report.contents, _REPORTED)

    return each(case.dossier.evaluations, complete, _NO_EVALUATION)


def change_advised(case: Case) -> list[Evaluation]:
    """The evaluations, reported by the day, that advise to stop or to change the decision."""
    return [one for one in case.dossier.evaluations if advises_change(one) and case.come(one.report.submitted_on)]


@rule("R57-4")
def change_decided_collectively(case: Case) -> Ruling:
    """第五十七条第三款：“决策经评估需要停止执行或者修改的，由县政府常务会议或者全体会议研究决定”."""

    def collectively(evaluation: Evaluation) -> Ruling:
        grounded = [one for one in case.dossier.execution.adjustments if one.ground == evaluation.id]
        decided = [(one, one.decided_on) for one in grounded if one.decided_on and case.come(one.decided_on)]
        evidence = proof(evaluation, *grounded)
        if not decided:
            due = earliest(one.decided_on for one in grounded)
            return pending("后评估建议停止或者修改，还没有经常务会议或者全体会议研究决定。", due, evidence)
        wrong = "、".join(one.id for one, day in decided if not collectively_decided(case, one, day))
        if wrong:
            return unmet(f"调整{wrong}没有由决策机关经常务会议或者全体会议研究决定。", evidence, decided[0][1])
        return met("依后评估建议的调整经常务会议或者全体会议研究决定。", evidence, decided[0][1])

    return each(change_advised(case), collectively, "没有建议停止执行或者修改决策的后评估报告。")


@rule("R58-1", Kind.ATTESTED)
def supervision_rules(case: Case) -> Ruling:
    """第五十八条：“决策机关应当建立健全决策执行定期报告、调查复核、情况通报、责任追究等制度”."""
    return attested(case, "R58-1", case.archiving)


@rule("R58-2", Kind.ATTESTED)
def under_inspection(case: Case) -> Ruling:
    """第五十八条：“将决策执行情况纳入政府督查工作范围”."""
    return _attested_early(case, "R58-2")


@rule("R59-1", Kind.ATTESTED)
def archive_rules(case: Case) -> Ruling:
    """第五十九条第一款：“决策机关应当建立重大行政决策过程记录和材料归档制度”."""
    return attested(case, "R59-1", case.archiving)


@rule("R59-2")
def archived_in_time(case: Case) -> Ruling:
    """第五十九条第一款：“将履行决策程序形成的记录、材料及时完整归档，依法规范管理”."""
    if case.decision is None:
        return pending("决策机关还没有作出决定。")
    made = case.decision.made_on
    due = month_end(made.year + 1, case.limits(made).archive_month)
    act = Act("归档", case.archiving.day, case.dossier.archive.evidence)
    return within(case, act, due, f"决定（{spoken(made)}）的次年")


@rule("R59-3")
def archive_complete(case: Case) -> Ruling:
    """第五十九条第二款：“归档的记录、材料包括本规定第四十二条、四十九条规定的报送材料，决策机关会议纪要、会议专项记录……”."""
    archive = case.dossier.archive
    if not case.come(archive.closed_on):
        return pending(f"还没有归档（{planned(archive.closed_on)}）。", archive.closed_on, archive.evidence)
    rejected = case.decision is not None and case.decision.outcome == REJECTED
    wanted = _ARCHIVED if rejected else (*_ARCHIVED, _EXECUTION_PAPERS)
    missing = lacking(archive.items, wanted)
    if missing:
        return unmet(f"案卷缺少：{'、'.join(missing)}。请补充归档。", archive.evidence, archive.closed_on)
    return met("归档范围齐全。", archive.evidence, archive.closed_on)


RULES = (
    execution_followed, independent_evaluator, evaluation_contents, evaluation_submitted, evaluation_report,
    change_decided_collectively, supervision_rules, under_inspection, archive_rules, archived_in_time, archive_complete,
)  # fmt: skip
INFORMATIVE = ("R56-2", "R57-3")
