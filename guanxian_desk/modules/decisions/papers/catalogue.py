"""The papers of decision dossiers: every form of this duty has its content here, in the order of the procedure."""

from __future__ import annotations

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
from guanxian_desk.modules.decisions.papers.choosing import (
    Subjects,
    discussable,
    dossiers,
    explained,
    published,
    records,
    years,
)
from guanxian_desk.modules.decisions.papers.opening import FILE, OFFICE, PUBLIC, Build, Reader, made, of_a_year
from guanxian_desk.modules.papers import Asked, Paper

DOSSIER, YEAR = "决策档案", "年度"
_NEEDS = ("subject", "as_of")


def _paper(key: str, build: Build, reader: Reader, *path: str, subjects: Subjects | None = None) -> Paper[Asked]:
    """path: where the records lie that the paper can be asked for one by one."""
    offered = subjects or (records(reader, *path) if path else dossiers(reader))
    return Paper(f"decision-{key}", made(build, reader), _NEEDS, subject_word=DOSSIER, subjects=offered)


_NOTICES, _SYMPOSIA = ("participation", "notices"), ("participation", "symposia")
_HEARINGS, _POLLS = ("participation", "hearings"), ("participation", "polls")
_ASSESSMENTS, _DRAFTS = ("risk", "assessments"), ("drafting", "drafts")
_OWN, _ROUNDS = ("legality", "unit_reviews"), ("legality", "rounds")
_MEETINGS, _REPORTS = ("deliberation", "meetings"), ("execution", "reports")

FORMS: tuple[Paper[Asked], ...] = (
    Paper("decision-catalogue", of_a_year, _NEEDS, subject_word=YEAR, subjects=years),
    _paper("proposal", initiation.study, OFFICE),
    _paper("timetable", schedule.timetable, OFFICE),
    _paper("notice", notices.public_notice, PUBLIC, *_NOTICES),
    _paper("symposium", notices.symposium, PUBLIC, *_SYMPOSIA),
    _paper("hearing-notice", hearings.notice, PUBLIC, *_HEARINGS),
    _paper("hearing-participants", hearings.participants, PUBLIC, *_HEARINGS),
    _paper("hearing-record", hearings.record, PUBLIC, *_HEARINGS),
    _paper("hearing-report", hearings.report, PUBLIC, *_HEARINGS),
    _paper("poll", opinions.poll, PUBLIC, *_POLLS),
    _paper("feedback", opinions.feedback, PUBLIC),
    _paper("expert-letter", experts.letter, OFFICE, "expert_reviews"),
    _paper("expert-opinion", experts.opinion, OFFICE, "expert_reviews"),
    _paper("expert-adoption", experts.adoption, OFFICE, "expert_reviews"),
    _paper("risk-plan", risk.plan, OFFICE, *_ASSESSMENTS),
    _paper("risk-report", risk.report, OFFICE, *_ASSESSMENTS),
    _paper("competition", competition.review, OFFICE),
    _paper("first-review", submission.first_review, OFFICE, *_OWN),
    _paper("submission", submission.application, OFFICE, *_ROUNDS),
    _paper("drafting-statement", submission.statement, OFFICE, *_ROUNDS),
    _paper("materials", submission.materials, OFFICE, *_ROUNDS),
    _paper("supplement", review.supplement, OFFICE, *_ROUNDS),
    _paper("opinion", review.opinion, OFFICE, *_ROUNDS),
    _paper("refusals", answers.refusals, OFFICE, subjects=explained(OFFICE)),
    _paper("request", discussion.request, OFFICE, subjects=discussable(OFFICE)),
    _paper("minutes", discussion.minutes, OFFICE, *_MEETINGS),
    _paper("publication", discussion.publication, PUBLIC, subjects=published(PUBLIC)),
    _paper("tasks", execution.tasks, OFFICE),
    _paper("execution-report", execution.report, OFFICE, *_REPORTS),
    _paper("evaluation", evaluation.report, OFFICE, "evaluations"),
    _paper("procedure-statement", verdicts.statement, OFFICE),
    _paper("draft", draft_paper.draft, OFFICE, *_DRAFTS),
    _paper("drafts", drafts.comparison, OFFICE),
    _paper("check", verdicts.check, OFFICE),
    _paper("cover", archive.cover, FILE),
    _paper("index", archive.index, FILE),
    _paper("closing", archive.closing, FILE),
    _paper("stub", stub.stub, FILE),
)
