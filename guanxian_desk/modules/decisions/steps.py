"""The steps of a timetable: which of them a dossier has, what each waits for and how long, and the recorded days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guanxian_desk.modules.decisions.case import ON_DRAFT, earliest, last, latest, standing
from guanxian_desk.modules.decisions.facts.deliberation import Meeting
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.limits import Limits

MEETING = "meeting"
PUBLISHED = ("party_report", "publication")


@dataclass(frozen=True, slots=True)
class Arrow:
    """A step waits for another: so many calendar days or so many working days after it."""

    before: str
    days: int = 0
    workdays: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure as this dossier has it."""

    name: str
    title: str
    after: tuple[Arrow, ...]
    norms: tuple[str, ...]
    actual: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in an order in which every step comes after those it waits for."""

    steps: tuple[Step, ...]

    def named(self, name: str) -> Step:
        """The step of this name; KeyError when the dossier does not have it."""
        return {step.name: step for step in self.steps}[name]

    def successors(self, name: str) -> list[tuple[str, Arrow]]:
        """The steps that wait for this one, with the arrow between."""
        return [(step.name, arrow) for step in self.steps for arrow in step.after if arrow.before == name]


_BEFORE_REVIEW = (
    "draft", "opinion_summary", "expert_review", "risk_report", "fair_competition", "trade_compliance", "consultation"
)  # fmt: skip


def plan_of(dossier: Dossier, limits: Limits) -> Plan:
    """The steps this dossier needs; arrows from steps it does not have are dropped."""
    steps = _all_steps(dossier, limits)
    wanted = _wanted(dossier)
    kept = {step.name for step in steps if wanted.get(step.name, True)}
    return Plan(
        tuple(
            Step(step.name, step.title, tuple(a for a in step.after if a.before in kept), step.norms, step.actual)
            for step in steps
            if step.name in kept
        )
    )


def _wanted(dossier: Dossier) -> dict[str, bool]:
    """The steps that not every decision has, and whether this one does; an undecided trait chooses nothing."""
    traits, part, risk = dossier.matter.traits, dossier.participation, dossier.risk
    secrecy = dossier.matter.confidentiality
    public = not (secrecy.confidential and secrecy.basis)
    symposium = public and bool(standing(part.symposia))
    hearing = public and bool(traits.hearing_grounds or standing(part.hearings))
    experts = bool(traits.professional or standing(dossier.expert_reviews))
    only_prior = bool(risk.prior_assessments) and not standing(risk.assessments)
    return {
        "consultation": bool(traits.other_units),
        "fair_competition": bool(traits.market_entities),
        "trade_compliance": bool(traits.trade),
        **dict.fromkeys(("notice", "notice_end", "opinion_summary"), public),
        **dict.fromkeys(("symposium_materials", "symposium"), symposium),
        **dict.fromkeys(
            ("hearing_notice", "hearing_participants", "hearing_materials", "hearing", "hearing_report"), hearing
        ),
        **dict.fromkeys(("expert_materials", "expert_review"), experts),
        "risk_report": bool(traits.adverse_effects or standing(risk.assessments)) and not only_prior,
    }


def _all_steps(dossier: Dossier, limits: Limits) -> tuple[Step, ...]:
    days = _actual_days(dossier)

    def step(name: str, title: str, norms: str, *after: str | Arrow) -> Step:
        arrows = tuple(Arrow(one) if isinstance(one, str) else one for one in after)
        return Step(name, title, arrows, tuple(norms.split()), days[name])

    return (
        step("start", "决定启动", "R11-1"),
        step("draft", "拟定草案", "R13-1", "start"),
        step("consultation", "征求有关单位意见", "R16-1", "draft"),
        step("fair_competition", "公平竞争审查", "R14-3", "draft"),
        step("trade_compliance", "贸易政策合规审查", "R14-4", "draft"),
        step("notice", "公开征求意见公告", "R20-1", "draft"),
        step("notice_end", "公开征求意见期满", "R20-3", Arrow("notice", days=limits.notice_days)),
        step("symposium_materials", "座谈会材料送达", "R21-2", "draft"),
        step("symposium", "座谈会", "R21-2", Arrow("symposium_materials", days=limits.symposium_papers_days)),
        step("hearing_notice", "听证公告", "R23-1", "draft"),
        step("hearing_participants", "公布听证参加人", "R24-4", "hearing_notice"),
        step("hearing_materials", "听证会材料送达", "R24-5", "hearing_participants"),
        step("hearing", "听证会", "R22-1 R23-1 R24-4 R24-5", *_before_hearing(limits)),
        step("hearing_report", "听证报告", "R26-1", "hearing"),
        step("expert_materials", "论证资料交付专家", "R34-2", "draft"),
        step(
            "expert_review", "专家论证结论", "R30-1 R34-1", Arrow("expert_materials", workdays=limits.expert_workdays)
        ),
        step("risk_report", "风险评估报告", "R36-1 R38-1", "draft"),
        step("opinion_summary", "公众意见归纳整理", "R29-1", "notice_end", "symposium", "hearing_report"),
        step("first_review", "合法性初审", "R14-1", *_BEFORE_REVIEW),
        step("countersign", "部门会签", "R41-1", *_BEFORE_REVIEW),
        step("office_meeting", "本单位办公会议", "R41-1", "first_review", "countersign"),
        step("submission", "送请合法性审查", "R41-1 R42-1", "office_meeting"),
        step("legality_opinion", "合法性审查意见", "R44-3 R46-1", Arrow("submission", workdays=limits.review_workdays)),
        step("request", "提请讨论", "R41-2 R49-1", "legality_opinion"),
        step(MEETING, "集体讨论", "R48-1", "request"),
        step("decision", "作出决定", "R48-2 R40-3", MEETING),
        step("party_report", "向党委请示报告", "R51-1", "legality_opinion"),
        step("publication", "公布", "R52-1", "decision", "party_report"),
    )


def _before_hearing(limits: Limits) -> tuple[Arrow, ...]:
    return (
        Arrow("hearing_notice", days=limits.hearing_notice_days),
        Arrow("hearing_participants", days=limits.hearing_announce_days),
        Arrow("hearing_materials", days=limits.hearing_papers_days),
    )


def _actual_days(dossier: Dossier) -> dict[str, date | None]:
    """The recorded day of every step: of several the latest, but the earliest notice, draft, decision, publication."""
    return _early_days(dossier) | _participation_days(dossier) | _late_days(dossier)


def _early_days(dossier: Dossier) -> dict[str, date | None]:
    drafting = dossier.drafting
    replies = [entry.replied_on for entry in drafting.consultations]
    reviews = standing(dossier.expert_reviews)
    return {
        "start": dossier.initiation.decided_on,
        "draft": earliest(draft.made_on for draft in drafting.drafts),
        "consultation": None if None in replies else latest(replies),
        "fair_competition": drafting.fair_competition_review.concluded_on,
        "trade_compliance": drafting.trade_compliance_review.concluded_on,
        "expert_materials": latest(review.materials_provided_on for review in reviews),
        "expert_review": latest(review.concluded_on for review in reviews),
        "risk_report": latest(entry.report.issued_on for entry in standing(dossier.risk.assessments)),
    }


def _participation_days(dossier: Dossier) -> dict[str, date | None]:
    part = dossier.participation
    notices, symposia, hearings = standing(part.notices), standing(part.symposia), standing(part.hearings)
    return {
        "notice": earliest(notice.published_on for notice in notices),
        "notice_end": latest(notice.closes_on for notice in notices),
        "symposium_materials": latest(entry.materials_delivered_on for entry in symposia),
        "symposium": latest(entry.held_on for entry in symposia),
        "hearing_notice": latest(entry.notice.published_on for entry in hearings),
        "hearing_participants": latest(entry.participants_announced_on for entry in hearings),
        "hearing_materials": latest(entry.materials_delivered_on for entry in hearings),
        "hearing": latest(entry.held_on for entry in hearings),
        "hearing_report": latest(entry.report.issued_on for entry in hearings),
        "opinion_summary": part.summary.completed_on,
    }


def _late_days(dossier: Dossier) -> dict[str, date | None]:
    review = dossier.legality.unit_reviews[-1] if dossier.legality.unit_reviews else None
    current = last(dossier.legality.rounds, lambda entry: entry.submitted_on)
    meeting = _first_meeting(dossier.deliberation.meetings)
    return {
        "first_review": review.first_review.issued_on if review else None,
        "countersign": latest(entry.on for entry in review.countersigns) if review else None,
        "office_meeting": review.office_meeting.held_on if review else None,
        "submission": current.submitted_on if current else None,
        "legality_opinion": current.opinion.issued_on if current else None,
        "request": meeting.request.submitted_on if meeting else None,
        MEETING: meeting.held_on if meeting else None,
        "decision": earliest(entry.made_on for entry in dossier.deliberation.decisions),
        "party_report": dossier.deliberation.party_report.reported_on,
        "publication": earliest(entry.published_on for entry in dossier.publication.channels),
    }


def _first_meeting(meetings: Iterable[Meeting]) -> Meeting | None:
    on_draft = (meeting for meeting in meetings if meeting.topic == ON_DRAFT)
    return min(on_draft, key=lambda entry: entry.held_on or entry.request.submitted_on or date.max, default=None)
