"""The papers of decision dossiers: every form of this duty has its content here, in the order of the procedure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guanxian_desk.modules.decisions.papers import (
    answers,
    archive,
    competition,
    discussion,
    draft_paper,
    drafts,
    evaluation,
    execution,
    experts,
    hearings,
    initiation,
    notices,
    opinions,
    review,
    risk,
    schedule,
    stub,
    submission,
    verdicts,
)
from guanxian_desk.modules.decisions.papers.opening import (
    Ask,
    dossiers,
    for_the_file,
    for_the_office,
    for_the_public,
    of_a_year,
    records,
    years,
)
from guanxian_desk.modules.papers import Asked, Choice, Paper

DOSSIER, YEAR = "决策档案", "年度"
_NEEDS = ("subject", "as_of")


def _paper(key: str, content: Ask, subjects: Callable[[Asked], Sequence[Choice]] = dossiers) -> Paper[Asked]:
    return Paper(f"decision-{key}", content, needs=_NEEDS, subject_word=DOSSIER, subjects=subjects)


_NOTICES, _SYMPOSIA = records("participation", "notices"), records("participation", "symposia")
_HEARINGS, _POLLS = records("participation", "hearings"), records("participation", "polls")
_REVIEWS, _ASSESSMENTS = records("expert_reviews"), records("risk", "assessments")
_OWN, _ROUNDS = records("legality", "unit_reviews"), records("legality", "rounds")
_MEETINGS, _REPORTS = records("deliberation", "meetings"), records("execution", "reports")
_EVALUATIONS, _DRAFTS = records("evaluations"), records("drafting", "drafts")

FORMS: tuple[Paper[Asked], ...] = (
    Paper("decision-catalogue", of_a_year, needs=_NEEDS, subject_word=YEAR, subjects=years),
    _paper("proposal", for_the_office(initiation.study)),
    _paper("timetable", for_the_office(schedule.timetable)),
    _paper("notice", for_the_public(notices.public_notice), _NOTICES),
    _paper("symposium", for_the_public(notices.symposium), _SYMPOSIA),
    _paper("hearing-notice", for_the_public(hearings.notice), _HEARINGS),
    _paper("hearing-participants", for_the_public(hearings.participants), _HEARINGS),
    _paper("hearing-record", for_the_public(hearings.record), _HEARINGS),
    _paper("hearing-report", for_the_public(hearings.report), _HEARINGS),
    _paper("poll", for_the_public(opinions.poll), _POLLS),
    _paper("feedback", for_the_public(opinions.feedback)),
    _paper("expert-letter", for_the_office(experts.letter), _REVIEWS),
    _paper("expert-opinion", for_the_office(experts.opinion), _REVIEWS),
    _paper("expert-adoption", for_the_office(experts.adoption), _REVIEWS),
    _paper("risk-plan", for_the_office(risk.plan), _ASSESSMENTS),
    _paper("risk-report", for_the_office(risk.report), _ASSESSMENTS),
    _paper("competition", for_the_office(competition.review)),
    _paper("first-review", for_the_office(submission.first_review), _OWN),
    _paper("submission", for_the_office(submission.application), _ROUNDS),
    _paper("drafting-statement", for_the_office(submission.statement), _ROUNDS),
    _paper("materials", for_the_office(submission.materials), _ROUNDS),
    _paper("supplement", for_the_office(review.supplement), _ROUNDS),
    _paper("opinion", for_the_office(review.opinion), _ROUNDS),
    _paper("refusals", for_the_office(answers.refusals), _ROUNDS),
    _paper("request", for_the_office(discussion.request), _MEETINGS),
    _paper("minutes", for_the_office(discussion.minutes), _MEETINGS),
    _paper("publication", for_the_public(discussion.publication)),
    _paper("tasks", for_the_office(execution.tasks)),
    _paper("execution-report", for_the_office(execution.report), _REPORTS),
    _paper("evaluation", for_the_office(evaluation.report), _EVALUATIONS),
    _paper("procedure-statement", for_the_office(verdicts.statement)),
    _paper("draft", for_the_office(draft_paper.draft), _DRAFTS),
    _paper("drafts", for_the_office(drafts.comparison)),
    _paper("check", for_the_office(verdicts.check)),
    _paper("cover", for_the_file(archive.cover)),
    _paper("index", for_the_file(archive.index)),
    _paper("closing", for_the_file(archive.closing)),
    _paper("stub", for_the_file(stub.stub)),
)
