"""The base dossier with the days of a timetable written into every step, and everything around them in order."""

from __future__ import annotations

from datetime import date
from typing import Any

from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from tests.cases.decision_cases import base, changed

Document = dict[str, Any]

# Days that a record cannot be without.
_NEVER_BLANK = (
    "d1.made_on", "f1.response.on", "z1.made_on", "ur1.countersigns.0.on", "publication.channels.0.published_on",
    "publication.channels.1.published_on",
)  # fmt: skip

# Where the day of a step stands in the base dossier.
PLACES = {
    "start": ["initiation.decided_on", "initiation.study.completed_on", "initiation.reported_on"],
    "draft": ["d1.made_on"],
    "consultation": ["c1.replied_on"],
    "fair_competition": ["drafting.fair_competition_review.concluded_on"],
    "trade_compliance": ["drafting.trade_compliance_review.concluded_on"],
    "notice": ["n1.published_on"],
    "notice_end": ["n1.closes_on"],
    "symposium_materials": ["s1.materials_delivered_on"],
    "symposium": ["s1.held_on"],
    "hearing_notice": ["h1.notice.published_on", "h1.selection_method_published_on"],
    "hearing_participants": ["h1.participants_announced_on"],
    "hearing_materials": ["h1.materials_delivered_on"],
    "hearing": ["h1.held_on"],
    "hearing_report": ["h1.report.issued_on"],
    "expert_materials": ["x1.materials_provided_on"],
    "expert_review": ["x1.concluded_on"],
    "risk_report": ["k1.plan.made_on", "k1.investigated_on", "k1.analysed_on", "k1.graded_on", "k1.report.issued_on"],
    "opinion_summary": ["participation.summary.completed_on"],
    "first_review": ["ur1.first_review.issued_on"],
    "countersign": ["ur1.countersigns.0.on"],
    "office_meeting": ["ur1.office_meeting.held_on"],
    "submission": ["r1.submitted_on"],
    "legality_opinion": ["r1.opinion.issued_on"],
    "request": ["m1.request.submitted_on", "f1.response.on"],
    "meeting": ["m1.held_on", "m1.record.made_on"],
    "decision": ["z1.made_on"],
    "party_report": ["deliberation.party_report.reported_on"],
    "publication": ["publication.channels.0.published_on", "publication.channels.1.published_on"],
}  # fmt: skip


def chosen(traits: dict[str, Any], symposium: bool) -> Document:
    """The base dossier with these traits, no day in any step, and no record of a procedure that is not chosen."""
    document = base()
    document["matter"]["traits"].update(traits)
    gone = [] if symposium else ["s1"]
    gone += [] if traits["hearing_grounds"] else ["h1"]
    gone += [] if traits["professional"] else ["x1"]
    gone += [] if traits["adverse_effects"] else ["k1"]
    gone += ["drafting.fair_competition_review"] * (not traits["market_entities"])
    gone += ["drafting.trade_compliance_review"] * (not traits["trade"])
    gone += ["c1"] * (not traits["other_units"])
    gone += ["p1", "participation.enterprise_consultations", "participation.opinions"]
    changed(document, remove=gone)
    changed(document, set={"participation.summary.opposing": 0, "drafting.drafts": [], "n1.draft": None})
    for name in ("n1", *(["s1"] if symposium else [])):
        changed(document, set={f"{name}.opinions_received": 0})
    if not traits["adverse_effects"]:
        del document["risk"]
    write(document, {place: None for places in PLACES.values() for place in places if place not in _NEVER_BLANK})
    return write(document, {"deliberation.decisions": [], "publication.channels": [], "ur1.countersigns": []})


def write(document: Document, facts: dict[str, Any]) -> Document:
    """Set facts, leaving out those whose record the dossier does not have."""
    for path, value in facts.items():
        try:
            changed(document, set={path: value})
        except (KeyError, TypeError, AttributeError):
            continue
    return document


def filled(document: Document, days: dict[str, date]) -> Dossier:
    """The dossier with a day in every step."""
    write(document, {"drafting.drafts": [{"id": "d1", "version": 1, "made_on": days["draft"]}]})
    write(
        document,
        {"deliberation.decisions": [{"id": "z1", "made_on": days["decision"], "outcome": "同意", "meeting": "m1"}]},
    )
    channels = [{"channel": name, "published_on": days["publication"]} for name in ("政府网站", "报纸")]
    write(
        document,
        {"publication.channels": channels, "ur1.countersigns": [{"unit": "县财政局", "on": days["countersign"]}]},
    )
    write(document, {place: day for step, day in days.items() for place in PLACES[step]})
    write(document, _around(document, days))
    return dossier_from_document(document, "filled")


def _around(document: Document, days: dict[str, date]) -> dict[str, Any]:
    """What has no step of its own but must not lag behind: signatures, advice, the finding of control, omissions."""
    facts: dict[str, Any] = {
        "ur1.first_review.heard": [
            {"role": role, "name": "某", "on": days["first_review"]} for role in ("法律顾问", "公职律师")
        ],
        "r1.omitted_procedures": [
            {"procedure": name, "reason": "依规定不需履行"}
            for name in ("专家论证", "风险评估", "公平竞争审查", "贸易政策合规审查")
        ],
    }
    if "risk" in document:
        facts["k1.key_visits.0.on"] = days["risk_report"]
        facts["risk.controllability.0.on"] = days["meeting"]
    if "expert_review" in days:
        for place in range(7):
            facts[f"x1.experts.{place}.opinion.signed_on"] = days["expert_review"]
            facts[f"x1.experts.{place}.interest.declared_on"] = days["expert_materials"]
    return facts
