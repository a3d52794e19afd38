"""The tracker's papers: every form of this duty has its data here, and nothing here is without a form."""

from __future__ import annotations

from guanxian_desk.modules.papers import Paper
from guanxian_desk.modules.tasks.papers import account, breakdown, bulletin, changes, evidence, missing, urging
from guanxian_desk.modules.tasks.papers.asked import Asked, plan_choices

FORMS: tuple[Paper[Asked], ...] = (
    Paper(
        "tasks-breakdown", breakdown.content, takes=("subject",), subject_word="计划或单位", subjects=breakdown.subjects
    ),
    Paper("tasks-bulletin", bulletin.content, takes=("subject",), subject_word="季度", subjects=missing.subjects),
    Paper("tasks-missing", missing.content, takes=("subject",), subject_word="季度", subjects=missing.subjects),
    Paper(
        "tasks-urging",
        urging.content,
        needs=("subject", "as_of"),
        subject_word="督办单编号",
        subjects=urging.subjects,
    ),
    Paper("tasks-annual", account.annual, takes=("subject",), subject_word="计划", subjects=plan_choices),
    Paper(
        "tasks-account",
        account.unit_account,
        needs=("subject", "as_of"),
        subject_word="单位",
        subjects=account.unit_subjects,
    ),
    Paper("tasks-evidence", evidence.content, takes=("subject",), subject_word="任务", subjects=evidence.subjects),
    Paper("tasks-changes", changes.content, takes=("subject",), subject_word="前一天", subjects=plan_choices),
)
