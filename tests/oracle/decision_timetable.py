"""The second reading of the contract's timetable: the table of steps, forward and backward; see decision_day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.oracle.decision_day import COLLECTIVE, DAY, ON_DRAFT, Day, Doc, add_workdays, day, workdays

Lag = tuple[str, int]  # kind (日 or 个工作日), number
NONE, EARLY = ("日", 0), ("日", 1)
Times = dict[str, date | None]


def steps_of(d: Day) -> dict[str, dict[str, Lag]]:
    """Step → predecessor → lag, of the steps in the chain."""
    public = not d.secret
    hearing = public and bool(d.trait("hearing_grounds") or d.records("participation", "hearings"))
    symposium = public and bool(d.records("participation", "symposia"))
    experts = bool(d.trait("professional") or d.records("expert_reviews"))
    prior_only = d.get("risk", "prior_assessments") and not d.records("risk", "assessments")
    risk = bool((d.trait("adverse_effects") or d.records("risk", "assessments")) and not prior_only)
    ready = ("draft", "opinion_summary", "expert_review", "risk_report", "fair_competition", "trade_compliance")
    before = dict.fromkeys((*ready, "consultation"), NONE)
    table: list[tuple[str, object, dict[str, Lag]]] = [
        ("start", True, {}),
        ("draft", True, {"start": NONE}),
        ("consultation", d.trait("other_units"), {"draft": NONE}),
        ("fair_competition", d.trait("market_entities"), {"draft": NONE}),
        ("trade_compliance", d.trait("trade"), {"draft": NONE}),
        ("notice", public, {"draft": NONE}),
        ("notice_end", public, {"notice": ("日", 30)}),
        ("symposium_materials", symposium, {"draft": NONE}),
        ("symposium", symposium, {"symposium_materials": ("日", 3)}),
        ("hearing_notice", hearing, {"draft": NONE}),
        ("hearing_participants", hearing, {"hearing_notice": NONE}),
        ("hearing_materials", hearing, {"hearing_participants": NONE}),
        (
            "hearing",
            hearing,
            {"hearing_notice": ("日", 15), "hearing_participants": EARLY, "hearing_materials": ("日", 7)},
        ),
        ("hearing_report", hearing, {"hearing": NONE}),
        ("expert_materials", experts, {"draft": NONE}),
        ("expert_review", experts, {"expert_materials": ("个工作日", 7)}),
        ("risk_report", risk, {"draft": NONE}),
        ("opinion_summary", public, dict.fromkeys(("notice_end", "symposium", "hearing_report"), NONE)),
        ("first_review", True, before),
        ("countersign", True, before),
        ("office_meeting", True, {"first_review": NONE, "countersign": NONE}),
        ("submission", True, {"office_meeting": NONE}),
        ("legality_opinion", True, {"submission": ("个工作日", 7)}),
        ("request", True, {"legality_opinion": NONE}),
        ("meeting", True, {"request": NONE}),
        ("decision", True, {"meeting": NONE}),
        ("party_report", True, {"legality_opinion": NONE}),
        ("publication", True, {"decision": NONE, "party_report": NONE}),
    ]
    inside = {name for name, chosen, _ in table if chosen}
    return {name: {p: lag for p, lag in after.items() if p in inside} for name, chosen, after in table if chosen}


def actual_of(d: Day) -> Times:
    """The real or planned day of each step."""

    def latest(records: list[Doc], get: Callable[[Doc], str | None]) -> date | None:
        return max((one for one in map(day, map(get, records)) if one), default=None)

    def earliest(records: list[Doc], get: Callable[[Doc], str | None]) -> date | None:
        return min((one for one in map(day, map(get, records)) if one), default=None)

    hearings = d.records("participation", "hearings")
    symposia = d.records("participation", "symposia")
    notices = d.records("participation", "notices")
    asked = d.get("drafting", "consultations") or []
    reviews = d.get("legality", "unit_reviews") or []
    review = reviews[-1] if reviews else {}
    submitted = [one for one in d.get("legality", "rounds") or [] if one.get("submitted_on")]
    current = max(reversed(submitted), key=lambda one: one["submitted_on"], default=None) or {}
    meetings = [one for one in d.get("deliberation", "meetings") or [] if one.get("topic") == ON_DRAFT]
    first = min((one for one in meetings if one.get("held_on")), key=lambda one: one["held_on"], default=None)
    replies = [day(one.get("replied_on")) for one in asked]
    return {
        "start": d.started,
        "draft": earliest(d.get("drafting", "drafts") or [], lambda one: one["made_on"]),
        "consultation": max(replies) if replies and all(replies) else None,  # type: ignore[type-var]
        "fair_competition": d.date("drafting", "fair_competition_review", "concluded_on"),
        "trade_compliance": d.date("drafting", "trade_compliance_review", "concluded_on"),
        "notice": earliest(notices, lambda one: one.get("published_on")),
        "notice_end": latest(notices, lambda one: one.get("closes_on")),
        "symposium_materials": latest(symposia, lambda one: one.get("materials_delivered_on")),
        "symposium": latest(symposia, lambda one: one.get("held_on")),
        "hearing_notice": latest(hearings, lambda one: (one.get("notice") or {}).get("published_on")),
        "hearing_participants": latest(hearings, lambda one: one.get("participants_announced_on")),
        "hearing_materials": latest(hearings, lambda one: one.get("materials_delivered_on")),
        "hearing": latest(hearings, lambda one: one.get("held_on")),
        "hearing_report": latest(hearings, lambda one: (one.get("report") or {}).get("issued_on")),
        "expert_materials": latest(d.records("expert_reviews"), lambda one: one.get("materials_provided_on")),
        "expert_review": latest(d.records("expert_reviews"), lambda one: one.get("concluded_on")),
        "risk_report": latest(d.records("risk", "assessments"), lambda one: (one.get("report") or {}).get("issued_on")),
        "opinion_summary": d.date("participation", "summary", "completed_on"),
        "first_review": day((review.get("first_review") or {}).get("issued_on")),
        "countersign": latest(review.get("countersigns") or [], lambda one: one["on"]),
        "office_meeting": day((review.get("office_meeting") or {}).get("held_on")),
        "submission": day(current.get("submitted_on")),
        "legality_opinion": day((current.get("opinion") or {}).get("issued_on")),
        "request": first_request(meetings),
        "meeting": day((first or {}).get("held_on")),
        "decision": earliest(d.get("deliberation", "decisions") or [], lambda one: one["made_on"]),
        "party_report": d.date("deliberation", "party_report", "reported_on"),
        "publication": d.published,
    }


def first_request(meetings: list[Doc]) -> date | None:
    """Of the first meeting on the draft."""
    known = [one for one in meetings if one.get("held_on") or (one.get("request") or {}).get("submitted_on")]
    first = min(
        known, key=lambda one: one.get("held_on") or (one.get("request") or {}).get("submitted_on"), default=None
    )
    return day(((first or {}).get("request") or {}).get("submitted_on"))


def later(start: date, lag: Lag) -> date:
    kind, number = lag
    return add_workdays(start, number) if kind == "个工作日" else start + DAY * number


def sooner(end: date, lag: Lag) -> date:
    kind, number = lag
    if kind == "日":
        return end - DAY * number
    start = end
    while workdays(start, end) < number:
        start -= DAY
    return start


def forward(d: Day, first: date | None) -> Times:
    steps, actual = steps_of(d), actual_of(d)
    times: Times = {}
    for name, after in steps.items():
        days = [first] if first else []
        days += [later(found, lag) for p, lag in after.items() if (found := times[p])]
        times[name] = actual[name] or (max(days) if days else None)
    return times


def backward(d: Day, meeting: date) -> Times:
    steps = steps_of(d)
    times: Times = {"decision": meeting, "meeting": meeting}
    times["party_report"] = times["publication"] = add_workdays(meeting, 20)
    for name in reversed(list(steps)):
        if name in times:
            continue
        followers = [(other, after[name]) for other, after in steps.items() if name in after]
        times[name] = min(sooner(end, lag) for other, lag in followers if (end := times[other]))
    return {name: times[name] for name in steps}


__all__ = ["COLLECTIVE", "actual_of", "backward", "forward", "steps_of"]
