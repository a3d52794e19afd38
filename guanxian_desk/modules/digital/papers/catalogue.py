"""The library's papers: every form of this duty has its data here, and nothing here is without a form."""

from __future__ import annotations

from guanxian_desk.modules.digital.papers import bulletin, dispatch, projects, taskforce, yearly
from guanxian_desk.modules.digital.papers.asked import Asked, meetings
from guanxian_desk.modules.papers import Paper

_MEETING, _ISSUE, _YEAR = "调度会", "期号", "年度"

FORMS: tuple[Paper[Asked], ...] = (
    Paper("digital-projects", projects.content, takes=("subject",), subject_word="类别", subjects=projects.kinds),
    Paper("digital-bulletin", bulletin.content, takes=("subject",), subject_word=_ISSUE),
    Paper("digital-dispatch", dispatch.content, takes=("subject",), subject_word=_MEETING, subjects=meetings),
    Paper("digital-minutes", dispatch.minutes, takes=("subject",), subject_word=_MEETING, subjects=meetings),
    Paper("digital-taskforce", taskforce.content),
    Paper("digital-plan", yearly.plan, takes=("subject",), subject_word=_YEAR),
    Paper("digital-report", yearly.report, takes=("subject",), subject_word=_YEAR),
)
