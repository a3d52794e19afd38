"""第八章 决策执行和调整：执行（第五十三条至第五十五条）；后评估和归档（第五十六条至第五十九条）在 chapter8_evaluation.

全面正确执行、提出意见的途径、可以停止和先行中止是原则、权利和选择，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from datetime import date

from guanxian_desk.base.days import months_after, spoken
from guanxian_desk.law.norms import Kind
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import ON_STOPPING, Case, Event, collective, earliest, latest
from guanxian_desk.modules.decisions.facts.deliberation import Decision
from guanxian_desk.modules.decisions.facts.execution import Adjustment, Evaluation, Problem, Suggestion
from guanxian_desk.modules.decisions.patterns import (
    ON_THE_LINE,
    Act,
    attested,
    each,
    met,
    not_applicable,
    once_adopted,
    pending,
    planned,
    proof,
    unmet,
    until,
    within,
)

STOP, SUSPEND, CHANGE = "停止执行", "中止执行", "修改决策"
_DECIDING_BODY, _CHIEF = "决策机关", "行政首长"


@rule("R53-1")
def tasks_assigned(case: Case) -> Ruling:
    """第五十三条第一款：“决策机关应当明确负责重大行政决策执行工作的单位”，并分解任务及责任."""

    def assigned(_: Decision) -> Ruling:
        execution = case.dossier.execution
        bare = "、".join(unit.name or "未登记名称" for unit in execution.units if not unit.tasks)
        if execution.units and not bare:
            tasks = [task for unit in execution.units for task in unit.tasks]
            return met(f"{len(execution.units)}个执行单位，分解任务{len(tasks)}项。", proof(*tasks))
        first_report = earliest(report.reported_on for report in execution.reports)
        closes = Event(
            "首次报告、执行完毕或者归档", earliest((first_report, execution.completed_on, case.archiving.day))
        )
        return until(case, closes, f"{bare}的任务分解" if bare else "决策执行单位及其任务")

    return once_adopted(case, assigned)


@rule("R53-3")
def execution_reported(case: Case) -> Ruling:
    """第五十三条第二款：“定期向决策机关报告决策执行情况”."""

    def regularly(decision: Decision) -> Ruling:
        execution = case.dossier.execution
        judged_on = earliest((case.as_of, execution.completed_on, _stopped_on(case))) or case.as_of
        reports = [report for report in execution.reports if report.reported_on <= judged_on]
        base = latest(report.reported_on for report in reports) or decision.made_on
        months = case.limits(base).report_months
        due = months_after(base, months)
        terms = f"自{spoken(base)}起{months}个月，应当不晚于{spoken(due)}报告执行情况"
        if judged_on > due:
            return unmet(f"{terms}，至{spoken(judged_on)}没有报告。请尽快报告。", proof(*reports), due)
        if reports:
            return met(f"最近一次报告在{spoken(base)}；下一次{terms}{_line(judged_on, due)}。", proof(*reports), base)
        if judged_on == case.as_of:
            return pending(f"{terms}，还没有报告。", due)
        return unmet(f"执行已于{spoken(judged_on)}结束，一次也没有报告执行情况。", (), judged_on)

    return once_adopted(case, regularly)


def _line(day: date, due: date) -> str:
    return ON_THE_LINE if day == due else ""


def _stopped_on(case: Case) -> date | None:
    return earliest(entry.decided_on for entry in case.dossier.execution.adjustments if entry.kind == STOP)


@rule("R53-4")
def no_delay(case: Case) -> Ruling:
    """第五十三条第二款：“不得拒不执行、推诿执行、拖延执行”."""
    tasks = [task for unit in case.dossier.execution.units for task in unit.tasks]

    def in_time(_: Decision) -> Ruling:
        if not tasks:
            return not_applicable("没有登记执行任务。")
        passed = [task for task in tasks if task.due_on and task.due_on < case.as_of and not task.delay_reason]
        late = [task for task in passed if not (task.due_on and task.completed_on and task.completed_on <= task.due_on)]
        if late:
            names = "、".join(task.id for task in late)
            return unmet(
                f"任务{names}逾期，没有完成也没有正当理由。请督促完成或者写明理由。", proof(*late), late[0].due_on
            )
        return met(f"{len(tasks)}项任务没有无故逾期。", proof(*tasks))

    return once_adopted(case, in_time)


@rule("R54-1")
def problems_reported(case: Case) -> Ruling:
    """第五十四条第一款：严重影响决策目标实现的，“应当及时向决策机关报告”."""

    def promptly(problem: Problem) -> Ruling:
        count = case.limits(problem.found_on).prompt_workdays
        due = case.calendar.add(problem.found_on, count)
        act = Act("向决策机关报告", problem.reported_on, proof(problem))
        return within(case, act, due, f"{spoken(problem.found_on)}发现起{count}个工作日")

    return each(_found(case), promptly, "没有发现严重影响决策目标实现的情形。")


def _found(case: Case) -> list[Problem]:
    return [problem for problem in case.dossier.execution.problems if case.come(problem.found_on)]


@rule("R54-2", Kind.ATTESTED)
def nothing_concealed(case: Case) -> Ruling:
    """第五十四条第一款：“不得瞒报、谎报或者漏报”."""
    if not _found(case):
        return not_applicable("没有发现严重影响决策目标实现的情形。")
    return attested(case, "R54-2", case.archiving)


@rule("R54-4")
def suggestions_handled(case: Case) -> Ruling:
    """第五十四条第二款：“相关单位应当对意见建议进行记录并作出处理”."""

    def handled(suggestion: Suggestion) -> Ruling:
        if case.come(suggestion.handled_on) and suggestion.result:
            return met("意见建议已经处理。", proof(suggestion), suggestion.handled_on)
        return until(case, execution_end(case), "意见建议的处理日期和结果", proof(suggestion))

    received = [entry for entry in case.dossier.execution.suggestions if case.come(entry.received_on)]
    return each(received, handled, "没有收到意见建议。")


def execution_end(case: Case) -> Event:
    """The completion of the execution, or the archive where that comes first."""
    return Event("执行完毕或者归档", earliest((case.dossier.execution.completed_on, case.archiving.day)))


@rule("R55-1")
def adjusted_lawfully(case: Case) -> Ruling:
    """第五十五条第一款：“非因法定事由并经法定程序……不得随意变更或者停止执行依法作出的重大行政决策”."""

    def lawfully(adjustment: Adjustment) -> Ruling:
        day = adjustment.decided_on
        if day is None or not case.come(day):
            return pending(f"{adjustment.kind}还没有决定（{planned(day)}）。", day, proof(adjustment))
        wrong = adjustment_fault(case, adjustment, day)
        if wrong:
            return unmet(f"{adjustment.kind}（{spoken(day)}）{wrong}。", proof(adjustment), day)
        return met(f"{adjustment.kind}（{spoken(day)}）有法定事由并经法定程序。", proof(adjustment), day)

    return each(case.dossier.execution.adjustments, lawfully, "没有停止、中止执行或者修改决策。")


def adjustment_fault(case: Case, adjustment: Adjustment, day: date) -> str:
    """What keeps an adjustment from being lawful on the day; "" when nothing does."""
    if not _grounded(case, adjustment, day):
        return "没有已报告的法定事由，也没有建议停止或者修改的后评估"
    if not adjustment.public_interest:
        return "没有写明为了公共利益需要的理由"
    if adjustment.decided_by == _DECIDING_BODY:
        held = collective(case.meeting_named(adjustment.meeting), ON_STOPPING, day)
        return "" if held else "没有经常务会议或者全体会议研究"
    if adjustment.kind == SUSPEND and adjustment.decided_by == _CHIEF:
        return "" if adjustment.urgent else "不是情况紧急，不能由行政首长先行决定"
    return f"决定主体不对（{adjustment.decided_by or '未登记'}）"


def _grounded(case: Case, adjustment: Adjustment, day: date) -> bool:
    problems = [(one.id, one.reported_on) for one in case.dossier.execution.problems]
    evaluations = [(one.id, one.report.submitted_on) for one in case.dossier.evaluations if advises_change(one)]
    return any(name == adjustment.ground and on is not None and on <= day for name, on in (*problems, *evaluations))


def advises_change(evaluation: Evaluation) -> bool:
    """Whether the evaluation's report advises to stop or to change the decision."""
    return evaluation.report.recommendation in (STOP, CHANGE)


def collectively_decided(case: Case, adjustment: Adjustment, day: date) -> bool:
    """Whether 决策机关 decided it after a 常务 or 全体 meeting on stopping or changing."""
    meeting = case.meeting_named(adjustment.meeting)
    return adjustment.decided_by == _DECIDING_BODY and collective(meeting, ON_STOPPING, day)


@rule("R55-4")
def losses_limited(case: Case) -> Ruling:
    """第五十五条第三款：“决策执行单位应当采取有效措施,避免或者减轻经济损失和不良影响”."""
    decided = [entry for entry in case.dossier.execution.adjustments if case.come(entry.decided_on)]

    def limited(adjustment: Adjustment) -> Ruling:
        day = adjustment.decided_on
        taken = [measure for measure in adjustment.measures if day and day <= measure.on and case.come(measure.on)]
        if taken:
            return met(f"已采取措施{len(taken)}项。", proof(adjustment, *taken), taken[0].on)
        return until(case, execution_end(case), f"{adjustment.kind}后避免或者减轻损失的措施", proof(adjustment))

    return each(decided, limited, "没有作出停止、中止执行或者修改的决定。")


RULES = (
    tasks_assigned, execution_reported, no_delay, problems_reported, nothing_concealed, suggestions_handled,
    adjusted_lawfully, losses_limited,
)  # fmt: skip
INFORMATIVE = ("R53-2", "R54-3", "R55-2", "R55-3")
