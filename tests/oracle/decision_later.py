"""The second reading of the verdict contract, from expert review to archive, and the gates; see decision_day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.oracle.decision_day import (
    COLLECTIVE,
    MET,
    NA,
    ON_DRAFT,
    ON_STOP,
    UNMET,
    Answer,
    Day,
    Doc,
    add_months,
    add_workdays,
    answered,
    day,
    pending,
    plain,
    said,
    workdays,
    worst,
)
from tests.oracle.decision_norms import NORMS, PROCEDURES, SIX, attest, in_time, norm, publication_due, within

AGREED = ("同意", "原则同意")
MATERIAL = {
    "公众参与": "公众参与材料",
    "专家论证": "专家论证材料",
    "风险评估": "风险评估材料",
    "公平竞争审查": "公平竞争审查材料",
    "贸易政策合规审查": "贸易政策合规审查材料",
}
SEVEN = ("送审申请书", "决策草案", "起草说明", "法律法规规章和政策依据目录及文本", "部门会签意见", "合法性初审意见书")


# experts


def experts(name: str, *, panel: bool = False) -> Callable[[Callable[..., Answer]], None]:
    """A norm over each standing review, or (panel) over the distinct persons of all of them together."""

    def keep(judge: Callable[..., Answer]) -> None:
        def whole(d: Day) -> Answer:
            found = d.records("expert_reviews")
            if not found:
                return d.none_recorded(d.trait("professional"))
            if not panel:
                return worst([judge(d, one) for one in found])
            ends = [day(one.get("concluded_on")) for one in found]
            if not all(d.come(one) for one in ends):
                ahead = [one for one in ends if one and not d.come(one)]
                return pending(max(ahead) if ahead and all(ends) else None)
            return judge(d, people(found))

        NORMS[name] = whole

    return keep


def people(reviews: list[Doc]) -> dict[str, tuple[set[str], set[str]]]:
    """Person → kinds, specialties."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for review in reviews:
        for one in review.get("experts") or []:
            kinds, fields = found.setdefault(plain(one["name"]), (set(), set()))
            kinds.add(one["kind"])
            fields.update(plain(field) for field in one.get("specialties") or [])
    return found


@norm("R30-1")
def _(d: Day) -> Answer:
    def judge() -> Answer:
        there = [one for one in d.records("expert_reviews") if d.come(day(one.get("concluded_on")))]
        timely = [one for one in there if not d.submission or day(one["concluded_on"]) <= d.submission]
        if not there:
            return d.until(d.submission)
        topics = {topic for one in timely for topic in one.get("topics") or []}
        return MET if timely and {"必要性", "可行性", "科学性"} <= topics else UNMET

    return d.switched(d.trait("professional"), d.submission, judge)


@norm("R31-1")
def _(d: Day) -> Answer:
    return d.attested("R31-1", d.submission) if d.records("expert_reviews") else NA


@experts("R31-2")
def _(d: Day, one: Doc) -> Answer:
    parties = {plain(who["name"]) for who in d.get("matter", "interested_parties") or []}
    known = MET if one.get("experts") else d.until(day(one.get("concluded_on")))
    answers = [UNMET if plain(one.get("institution")) in parties else known]
    for who in one.get("experts") or []:
        interest = who.get("interest")
        declared = interest is not None and d.come(day(interest["declared_on"]))
        if (
            (declared and interest["has_interest"])
            or plain(who["name"]) in parties
            or plain(who.get("employer")) in parties
        ):
            answers.append(UNMET)
        elif not declared:
            answers.append(d.until(day(one.get("concluded_on"))))
    return worst(answers)


@experts("R31-3", panel=True)
def _(_d: Day, panel: dict[str, Any]) -> Answer:
    industry = sum("行业专家" in kinds for kinds, _ in panel.values())
    legal = sum("法律专家" in kinds for kinds, _ in panel.values())
    return MET if 2 * industry > len(panel) and legal else UNMET


@experts("R31-4", panel=True)
def _(d: Day, panel: dict[str, Any]) -> Answer:
    fields = {plain(one) for one in d.get("matter", "fields") or [] if said(one)}
    fit = all(specialties & fields for kinds, specialties in panel.values() if "行业专家" in kinds)
    return MET if fields and fit else UNMET


@norm("R31-5")
def _(d: Day) -> Answer:
    fields = {plain(one) for one in d.get("matter", "fields") or [] if said(one)}
    if len(fields) < 2:
        return NA
    return NORMS["_R31-5"](d)


@experts("_R31-5", panel=True)
def _(d: Day, panel: dict[str, Any]) -> Answer:
    fields = {plain(one) for one in d.get("matter", "fields") or [] if said(one)}
    return MET if fields <= {one for _, specialties in panel.values() for one in specialties} else UNMET


@experts("R31-6", panel=True)
def _(_d: Day, panel: dict[str, Any]) -> Answer:
    return MET if len(panel) >= 5 else UNMET


@experts("_R31-7", panel=True)
def _(_d: Day, panel: dict[str, Any]) -> Answer:
    return MET if len(panel) >= 7 else UNMET


@norm("R31-7")
def _(d: Day) -> Answer:
    answer = NORMS["_R31-7"](d)
    return NA if answer == NA else d.switched(d.trait("wide_or_controversial"), d.submission, lambda: answer)


@experts("R34-1")
def _(d: Day, one: Doc) -> Answer:
    given, ended = day(one.get("materials_provided_on")), day(one.get("concluded_on"))
    if d.come(ended):
        return MET if given and ended and workdays(given, ended) >= 7 else UNMET
    return pending(given and add_workdays(given, 7))


@experts("R34-2")
def _(d: Day, one: Doc) -> Answer:
    ok = d.come(day(one.get("materials_provided_on"))) and one.get("materials")
    return MET if ok else d.until(day(one.get("concluded_on")))


def signed(who: Doc) -> date | None:
    return day((who.get("opinion") or {}).get("signed_on"))


@experts("R34-4")
def _(d: Day, one: Doc) -> Answer:
    days = [signed(who) for who in one.get("experts") or []]
    if any(d.come(when) and d.submission and when > d.submission for when in days):  # type: ignore[operator]
        return UNMET
    return MET if days and all(map(d.come, days)) else d.until(d.submission)


@experts("R35-1")
def _(d: Day, one: Doc) -> Answer:
    opinions = [who["opinion"] for who in one.get("experts") or [] if d.come(signed(who))]
    ok = all(o.get("adoption") and (o["adoption"] == "全部采纳" or said(o.get("reason"))) for o in opinions)
    return MET if opinions and ok else d.until(d.submission)


@experts("R35-2")
def _(d: Day, one: Doc) -> Answer:
    return d.act(day(one.get("feedback_on")), d.meeting, day(one.get("concluded_on")))


# risk


def priors(d: Day) -> list[Doc]:
    return [
        one for one in d.get("risk", "prior_assessments") or [] if d.come(day(one["on"])) and said(one.get("document"))
    ]


@norm("R36-1")
def _(d: Day) -> Answer:
    days = [day(one["on"]) for one in d.get("risk", "prior_assessments") or [] if said(one.get("document"))]
    days += d.completions("风险评估")
    return d.switched(d.trait("adverse_effects"), d.submission, lambda: in_time(d, [one for one in days if one]))


@norm("R36-2")
def _(d: Day) -> Answer:
    if not priors(d):
        return NA
    done = {kind for one in priors(d) for kind in one["kinds"]}
    again = {kind for one in d.records("risk", "assessments") for kind in one.get("kinds") or []}
    return UNMET if done & again else MET


def risk(name: str) -> Callable[[Callable[[Day, Doc], Answer]], None]:
    def keep(judge: Callable[[Day, Doc], Answer]) -> None:
        def whole(d: Day) -> Answer:
            found = d.records("risk", "assessments")
            if found:
                return worst([judge(d, one) for one in found])
            return NA if d.get("risk", "prior_assessments") else d.none_recorded(d.trait("adverse_effects"))

        NORMS[name] = whole

    return keep


def reported(one: Doc) -> date | None:
    return day((one.get("report") or {}).get("issued_on"))


@risk("R38-1")
def _(d: Day, one: Doc) -> Answer:
    days = [day((one.get("plan") or {}).get("made_on"))]
    days += [day(one.get(name)) for name in ("investigated_on", "analysed_on", "graded_on")]
    return d.order([*days, reported(one)], d.submission)


@risk("R38-2")
def _(d: Day, one: Doc) -> Answer:
    plan = one.get("plan") or {}
    wanted = ("评估目的", "评估对象与内容", "评估标准", "评估方法与步骤")
    return d.paper(day(plan.get("made_on")), plan.get("contents"), wanted, d.submission)


@risk("R38-3")
def _(d: Day, one: Doc) -> Answer:
    if one.get("key_groups_exist") is False:
        return NA
    end = reported(one)
    visits = [day(v["on"]) for v in one.get("key_visits") or [] if v["in_person"]]
    if any(d.come(when) and not (end and when > end) for when in visits):  # type: ignore[operator]
        return MET
    return d.until(end)


@risk("R38-4")
def _(d: Day, one: Doc) -> Answer:
    days = [day(one.get("graded_on")), reported(one)]
    if any(map(d.come, days)):
        return MET if one.get("level") else UNMET
    return pending(min((when for when in days if when), default=None))


@risk("R39-1")
def _(d: Day, one: Doc) -> Answer:
    wanted = (
        "评估事项和评估过程",
        "各方意见及其采纳情况",
        "决策可能引发的风险",
        "风险评估结果",
        "风险防范措施和处置预案",
    )
    return d.paper(reported(one), (one.get("report") or {}).get("contents"), wanted, d.submission)


def risk_ok(d: Day, when: date) -> bool:
    found = sorted(
        (one for one in d.get("risk", "controllability") or [] if day(one["on"]) <= when), key=lambda one: one["on"]
    )
    if not found or not found[-1]["controllable"]:
        return False
    latest = found[-1]
    reports = [one for one in d.records("risk", "assessments") if reported(one) and reported(one) <= when]  # type: ignore[operator]
    last = max(reversed(reports), key=lambda one: reported(one) or date.min, default=None)
    if last and last.get("level") == "高风险" and not said(latest.get("reason")):
        return False
    return all(one["controllable"] for one in found[:-1]) or said(latest.get("measures"))


def assessed(d: Day) -> bool:
    done = any(d.come(reported(one)) for one in d.records("risk", "assessments"))
    return done or any(d.come(day(one["on"])) for one in d.get("risk", "prior_assessments") or [])


@norm("R40-3")
def _(d: Day) -> Answer:
    adopting = day(d.decision["made_on"]) if d.decision and d.decision.get("outcome") in AGREED else None

    def judge() -> Answer:
        if adopting:
            return MET if risk_ok(d, adopting) else UNMET
        return MET if risk_ok(d, d.now) else pending(ahead(d))

    value = True if assessed(d) else d.trait("adverse_effects")
    if value is None and not adopting:
        return judge()
    return d.switched(value, adopting, judge)


# legality


def as_submitted(d: Day, found: Doc) -> Day:
    when = day(found["submitted_on"])
    assert when
    return Day(d.doc, when, when)


def broken_at(d: Day, found: Doc) -> list[str]:
    then = as_submitted(d, found)
    return [name for name in SIX if NORMS[name](then) == UNMET]


def in_sequence(d: Day, review: Doc | None, submitted: date) -> bool:
    """The unit's own procedure complete and in order (R41-1, second part)."""
    first = day(((review or {}).get("first_review") or {}).get("issued_on"))
    meeting = (review or {}).get("office_meeting") or {}
    held = day(meeting.get("held_on"))
    signs = [day(one["on"]) for one in (review or {}).get("countersigns") or []]
    if first is None or held is None or meeting.get("passed") is not True or not signs:
        return False
    done = [one for procedure in PROCEDURES for one in d.completions(procedure)]
    done += [
        when
        for one in d.records("participation", "hearings")
        if (when := day((one.get("report") or {}).get("issued_on")))
    ]
    return (
        all(one <= first for one in done) and first <= held <= submitted and all(sign <= held for sign in signs)  # type: ignore[operator]
    )


@norm("R41-1")
def _(d: Day) -> Answer:
    if d.round is None:
        return pending(d.submission)
    submitted = day(d.round["submitted_on"])
    assert submitted
    ok = not broken_at(d, d.round) and in_sequence(as_submitted(d, d.round), d.review_of(d.round), submitted)
    return MET if ok else UNMET


def first_discussion(d: Day) -> date | None:
    return min((one for one in (d.request, d.meeting) if one), default=None)


@norm("R41-2")
def _(d: Day) -> Answer:
    when = first_discussion(d)
    if d.come(when):
        assert when
        return MET if d.lawful(when) else UNMET
    return MET if d.lawful(d.now) else pending(d.request)


@norm("R41-4")
def _(d: Day) -> Answer:
    if not any(d.come(day(one["on"])) for one in d.get("legality", "guidance") or []):
        return NA
    issued = [day((one.get("opinion") or {}).get("issued_on")) for one in d.get("legality", "rounds") or []]
    when = first_discussion(d)
    if d.come(when):
        return MET if any(one and one <= when for one in issued) else UNMET  # type: ignore[operator]
    return MET if any(map(d.come, issued)) else pending(when)


def supplements(d: Day) -> list[Doc]:
    return [one for one in (d.round or {}).get("supplements") or [] if d.come(day(one["requested_on"]))]


def supplied(d: Day, one: Doc) -> bool:
    return d.come(day(one.get("supplied_on")))


def handed_in(d: Day, wanted: list[str], *, statement: bool) -> Answer:
    """All wanted materials there; else pending while a notice that is not overdue asks for all that lack."""
    assert d.round
    there = set(d.round.get("materials") or ())
    for one in supplements(d):
        if supplied(d, one):
            there |= set(one.get("items") or ())
    lacking = {item for item in wanted if item not in there}
    if statement and not {"制定背景", "必要性", "形成过程"} <= set(d.round.get("drafting_statement") or ()):
        lacking.add("起草说明")
    if not lacking:
        return MET
    awaited: dict[str, date] = {}
    for one in supplements(d):
        due = add_workdays(date.fromisoformat(one["requested_on"]), 3)
        if not supplied(d, one) and d.now <= due:
            for item in one.get("items") or ():
                awaited[item] = min(due, awaited.get(item, due))
    if lacking <= set(awaited):
        return pending(min(awaited[item] for item in lacking))
    return UNMET


@norm("R42-1")
def _(d: Day) -> Answer:
    return handed_in(d, list(SEVEN), statement=True) if d.round else pending(d.submission)


@norm("R42-3")
def _(d: Day) -> Answer:
    if not d.round:
        return pending(d.submission)
    done = [MATERIAL[p] for p in PROCEDURES if d.performed(p, date.fromisoformat(d.round["submitted_on"]))]
    return handed_in(d, done, statement=False) if done else NA


@norm("R42-4")
def _(d: Day) -> Answer:
    if not d.round:
        return pending(d.submission)
    left = [p for p in PROCEDURES if not d.performed(p, date.fromisoformat(d.round["submitted_on"]))]
    told = {one["procedure"] for one in d.round.get("omitted_procedures") or [] if said(one["reason"])}
    return NA if not left else MET if set(left) <= told else UNMET


@norm("R42-5")
def _(d: Day) -> Answer:
    return worst(
        [
            within(d, day(one.get("supplied_on")), add_workdays(date.fromisoformat(one["requested_on"]), 3))
            for one in supplements(d)
        ]
    )


@norm("R42-6")
def _(d: Day) -> Answer:
    issued = day(d.opinion["issued_on"]) if d.opinion else None

    def judge(one: Doc) -> Answer:
        given = day(one.get("supplied_on"))
        if issued and (not supplied(d, one) or issued < given):  # type: ignore[operator]
            return UNMET
        return MET if supplied(d, one) else pending(given)

    return worst([judge(one) for one in supplements(d)])


def opined(name: str) -> Callable[[Callable[[Day, Doc], Answer]], None]:
    """A norm on the current round's opinion; until it is there, pending until 提请, then unmet."""

    def keep(judge: Callable[[Day, Doc], Answer]) -> None:
        NORMS[name] = lambda d: judge(d, d.opinion) if d.opinion else d.until(d.request)

    return keep


@opined("R43-1")
def _(_d: Day, opinion: Doc) -> Answer:
    return MET if {"法定权限", "法定程序", "内容合法"} <= set(opinion.get("scope") or ()) else UNMET


@opined("R44-1")
def _(d: Day, opinion: Doc) -> Answer:
    assert d.round
    roles = {one["role"] for one in d.round.get("legal_opinions") or [] if one["on"] <= opinion["issued_on"]}
    return MET if roles == {"法律顾问", "公职律师"} else UNMET


@norm("R44-3")
def _(d: Day) -> Answer:
    if not d.round:
        return pending()
    submitted = date.fromisoformat(d.round["submitted_on"])
    out: set[date] = set()
    open_ = False
    far = add_workdays(d.now if d.now > submitted else submitted, 200)
    for one in d.round.get("supplements") or []:
        start, end = day(one["requested_on"]), day(one.get("supplied_on"))
        assert start
        if end or d.come(start):
            open_ |= end is None
            out |= days_between(start, end or far)
    for one in d.round.get("excluded_spans") or []:
        start, end = day(one["from"]), day(one.get("to"))
        assert start
        if end or d.come(start):
            open_ |= end is None
            stop = end or far
            out |= days_between(start, stop) | ({start} if start <= stop else set())
    if d.opinion:
        issued = date.fromisoformat(d.opinion["issued_on"])
        net = sum(1 for one in days_between(submitted, issued) if one not in out and workdays_one(one))
        return MET if net >= 7 else UNMET
    if open_:
        return pending()
    net, now = 0, submitted
    while net < 7:
        now = add_workdays(now, 1)
        net += now not in out
    return pending(now)


def days_between(after: date, until: date) -> set[date]:
    return {date.fromordinal(n) for n in range(after.toordinal() + 1, until.toordinal() + 1)}


def workdays_one(when: date) -> bool:
    return workdays(date.fromordinal(when.toordinal() - 1), when) == 1


@norm("R44-4")
def _(d: Day) -> Answer:
    if not d.round:
        return NA
    submitted, issued = d.round["submitted_on"], d.opinion and d.opinion["issued_on"]

    def judge(one: Doc) -> Answer:
        end = one.get("to")
        if not d.come(day(end)):
            return UNMET if issued else pending(day(end))
        return MET if submitted <= one["from"] <= end and not (issued and end > issued) else UNMET

    return worst([judge(one) for one in d.round.get("excluded_spans") or [] if d.come(day(one["from"]))])


@norm("R44-5")
def _(d: Day) -> Answer:
    if not d.round:
        return NA
    return d.attested("R44-5", day((d.round.get("opinion") or {}).get("issued_on")))


def kinds(opinion: Doc) -> set[str]:
    return {one["kind"] for one in opinion.get("findings") or []}


@opined("R45-1")
def _(_d: Day, opinion: Doc) -> Answer:
    if "超越法定权限或者主要内容不合法" not in kinds(opinion):
        return NA
    return MET if opinion.get("conclusion") == "不合法" else UNMET


@opined("R45-2")
def _(d: Day, opinion: Doc) -> Answer:
    assert d.round
    if "应当履行而未履行法定程序" not in kinds(opinion) and not broken_at(d, d.round):
        return NA
    return MET if opinion.get("conclusion") in ("退回补正", "不合法") else UNMET


@opined("R45-3")
def _(_d: Day, opinion: Doc) -> Answer:
    found = [one for one in opinion.get("findings") or [] if one["kind"] == "具体规定不合法"]
    if not found:
        return NA
    ok = all(said(one.get("advice")) for one in found) and opinion.get("conclusion") != "合法"
    return MET if ok else UNMET


@norm("R46-1")
def _(d: Day) -> Answer:
    return d.act(day(((d.round or {}).get("opinion") or {}).get("issued_on")), d.request)


@opined("R46-2")
def _(_d: Day, opinion: Doc) -> Answer:
    wanted = {"审查的基本情况", "合法性审查结论"}
    if opinion.get("conclusion") != "合法" or opinion.get("findings"):
        wanted.add("理由、法律风险及修改意见和建议")
    return MET if wanted <= set(opinion.get("contents") or ()) and opinion.get("conclusion") else UNMET


@opined("R47-1")
def _(d: Day, opinion: Doc) -> Answer:
    findings = opinion.get("findings") or []
    if not findings:
        return NA
    given = [one for one in findings if answered(one, d.now)]
    if any(d.request and date.fromisoformat(one["response"]["on"]) > d.request for one in given):
        return UNMET
    return MET if len(given) == len(findings) else d.until(d.request)


@opined("R47-2")
def _(d: Day, opinion: Doc) -> Answer:
    found = [
        one["response"]
        for one in opinion.get("findings") or []
        if answered(one, d.now) and one["response"]["adoption"] != "全部采纳"
    ]
    if not found:
        return NA
    return MET if all(said(one.get("reason")) for one in found) else d.until(d.request)


# deliberation


def on_draft(d: Day) -> list[Doc]:
    return [one for one in d.get("deliberation", "meetings") or [] if one.get("topic") == ON_DRAFT]


def discussed(d: Day) -> bool:
    return any(one.get("kind") in COLLECTIVE and d.come(day(one.get("held_on"))) for one in on_draft(d))


@norm("R48-1")
def _(d: Day) -> Answer:
    if discussed(d):
        return MET
    planned = [day(one.get("held_on")) for one in on_draft(d) if one.get("kind") != "其他会议"]
    return UNMET if d.decision else pending(min((one for one in planned if one), default=None))


@norm("R48-2")
def _(d: Day) -> Answer:
    if not d.decision:
        return pending(ahead(d))
    made = date.fromisoformat(d.decision["made_on"])
    return MET if d.collective(d.decision.get("meeting"), ON_DRAFT, made) else UNMET


def ahead(d: Day) -> date | None:
    days = [date.fromisoformat(one["made_on"]) for one in d.get("deliberation", "decisions") or []]
    return min((one for one in days if one > d.now), default=None)


def requested(name: str) -> Callable[[Callable[[Day, set[str], date], Answer]], None]:
    """A norm on the request's materials; not requested (or only after the meeting): pending until 会议, then unmet."""

    def keep(judge: Callable[[Day, set[str], date], Answer]) -> None:
        def whole(d: Day) -> Answer:
            request = (d.meeting_record or {}).get("request") or {}
            when = day(request.get("submitted_on"))
            if d.come(when) and when and not (d.meeting and when > d.meeting):
                return judge(d, set(request.get("materials") or ()), when)
            return d.until(d.meeting)

        NORMS[name] = whole

    return keep


@requested("R49-1")
def _(_d: Day, there: set[str], _when: date) -> Answer:
    return MET if {"提请讨论的请示", "决策草案", "起草说明", "合法性审查意见"} <= there else UNMET


def attached(name: str, pairs: dict[str, str]) -> None:
    @requested(name)
    def _(d: Day, there: set[str], when: date) -> Answer:
        wanted = {material for procedure, material in pairs.items() if d.performed(procedure, when)}
        return NA if not wanted else MET if wanted <= there else UNMET


attached("R49-2", {"公众参与": "社会公众意见的研究采纳情况"})
attached("R49-3", {"专家论证": "专家论证意见的研究采纳情况"})
attached("R49-4", {"风险评估": "风险评估报告等材料"})
attached("R49-5", {"公平竞争审查": "公平竞争审查材料", "贸易政策合规审查": "贸易政策合规审查材料"})


@norm("R50-1")
def _(d: Day) -> Answer:
    if not d.come(d.meeting):
        return pending(d.meeting)
    steps = ["承办单位作草案说明", "会议组成人员发表意见", "行政首长发表意见并作出决定"]
    return MET if (d.meeting_record or {}).get("steps") == steps else UNMET


@norm("R50-2")
def _(d: Day) -> Answer:
    return pending(ahead(d)) if not d.decision else MET if d.decision.get("outcome") else UNMET


def named_meeting(d: Day) -> Doc:
    wanted = (d.decision or {}).get("meeting")
    return next((one for one in d.get("deliberation", "meetings") or [] if one["id"] == wanted), {})


def opposed(d: Day, who: Doc) -> bool:
    outcome = (d.decision or {}).get("outcome")
    other = ("不同意",) if outcome in AGREED else AGREED if outcome == "不同意" else ()
    return who.get("present") is not False and who.get("stance") in other


@norm("R50-3")
def _(d: Day) -> Answer:
    if not d.decision:
        return pending(ahead(d))
    there = [w for w in named_meeting(d).get("members") or [] if w.get("present") is not False and not w.get("chief")]
    if 2 * sum(opposed(d, who) for who in there) <= len(there):
        return NA
    return MET if said(d.decision.get("contrary_reason")) else UNMET


@norm("R50-4")
def _(d: Day) -> Answer:
    if not d.decision:
        return pending(ahead(d))
    meeting = named_meeting(d)
    record = meeting.get("record") or {}
    if not d.come(day(record.get("made_on"))):
        events = [one for one in (d.published, d.archived) if one]
        return d.until(min(events, default=None))
    told = {plain(one["member"]) for one in record.get("dissents") or [] if said(one["text"])}
    members = meeting.get("members") or []
    return MET if members and all(plain(who["name"]) in told for who in members if opposed(d, who)) else UNMET


@norm("R51-1")
def _(d: Day) -> Answer:
    return d.decided(lambda _: d.act(d.date("deliberation", "party_report", "reported_on"), d.published))


@norm("R51-2")
def _(d: Day) -> Answer:
    found = d.get("deliberation", "higher_approvals") or []

    def route(name: str) -> Answer:
        own = [one for one in found if one["route"] == name]
        field = "submitted_on" if name == "向县人大常委会报告" else "concluded_on"
        days = [day(one.get(field)) for one in own if field == "submitted_on" or one.get("approved") is True]
        answers = [d.act(when, d.published) for when in days]
        return MET if MET in answers else worst(answers) if answers else d.until(d.published)

    def judge(_: Doc) -> Answer:
        routes = d.trait("higher_approval") or []
        return d.switched(d.listed("higher_approval"), d.published, lambda: worst([route(one) for one in routes]))

    return NA if d.listed("higher_approval") is False else d.decided(judge)


@norm("R52-1")
def _(d: Day) -> Answer:
    def judge(decision: Doc) -> Answer:
        out: dict[str, date] = {}
        for one in d.get("publication", "channels") or []:
            when = date.fromisoformat(one["published_on"])
            out[one["channel"]] = min(when, out.get(one["channel"], when))
        others = [when for name, when in out.items() if name in ("政府公报", "政务新媒体", "报纸")]
        both = max(out["政府网站"], min(others)) if "政府网站" in out and others else None
        due = publication_due(d, decision)
        if d.come(both) and d.published and d.published < date.fromisoformat(decision["made_on"]):
            return UNMET
        return pending() if due is None else within(d, both, due)

    return NA if d.secret else d.decided(judge)


@norm("R52-2")
def _(d: Day) -> Answer:
    values = (d.trait("public_concern"), d.trait("professional"))
    value = True if True in values else False if values == (False, False) else None

    def judge(decision: Doc) -> Answer:
        due = publication_due(d, decision)
        told = [day(one["on"]) for one in d.get("publication", "interpretations") or []]
        stated = d.date("publication", "adoption_statement_on")
        first = min((one for one in told if one), default=None)
        both = max(stated, first) if stated and first else None
        if due is None:
            return pending()
        return d.switched(value, date.fromordinal(due.toordinal() + 1), lambda: within(d, both, due))

    if d.secret or value is False:
        return NA
    return d.decided(judge)


# execution


def adopted(name: str) -> Callable[[Callable[[Day, Doc], Answer]], None]:
    def keep(judge: Callable[[Day, Doc], Answer]) -> None:
        def whole(d: Day) -> Answer:
            if d.decision and d.decision.get("outcome") is None:
                return pending()
            return d.decided(lambda decision: judge(d, decision))

        NORMS[name] = whole

    return keep


def reports(d: Day) -> list[date]:
    return [date.fromisoformat(one["reported_on"]) for one in d.get("execution", "reports") or []]


@adopted("R53-1")
def _(d: Day, _decision: Doc) -> Answer:
    units = d.get("execution", "units") or []
    if units and all(one.get("tasks") for one in units):
        return MET
    events = [*reports(d), d.date("execution", "completed_on"), d.archived]
    return d.until(min((one for one in events if one), default=None))


@adopted("R53-3")
def _(d: Day, decision: Doc) -> Answer:
    stops = [
        day(one.get("decided_on"))
        for one in d.get("execution", "adjustments") or []
        if one.get("kind") == "停止执行" and d.come(day(one.get("decided_on")))
    ]
    ends = [one for one in (*stops, d.date("execution", "completed_on")) if d.come(one)]
    x = min([d.now, *ends])  # type: ignore[type-var]
    made = date.fromisoformat(decision["made_on"])
    there = [one for one in reports(d) if one <= x]
    due = add_months(max(there, default=made), 6)
    if x > due:
        return UNMET
    return MET if there else pending(due) if x == d.now else UNMET


@adopted("R53-4")
def _(d: Day, _decision: Doc) -> Answer:
    tasks = [one for unit in d.get("execution", "units") or [] for one in unit.get("tasks") or []]
    if not tasks:
        return NA

    def late(one: Doc) -> bool:
        due, done = day(one.get("due_on")), day(one.get("completed_on"))
        return due is not None and due < d.now and not (done and done <= due) and not said(one.get("delay_reason"))

    return UNMET if any(map(late, tasks)) else MET


def problems(d: Day) -> list[Doc]:
    return [one for one in d.get("execution", "problems") or [] if d.come(day(one["found_on"]))]


@norm("R54-1")
def _(d: Day) -> Answer:
    return worst(
        [
            within(d, day(one.get("reported_on")), add_workdays(date.fromisoformat(one["found_on"]), 5))
            for one in problems(d)
        ]
    )


@norm("R54-2")
def _(d: Day) -> Answer:
    return d.attested("R54-2", d.archived) if problems(d) else NA


def ending(d: Day) -> date | None:
    return min((one for one in (d.date("execution", "completed_on"), d.archived) if one), default=None)


@norm("R54-4")
def _(d: Day) -> Answer:
    found = [one for one in d.get("execution", "suggestions") or [] if d.come(day(one["received_on"]))]

    def judge(one: Doc) -> Answer:
        ok = d.come(day(one.get("handled_on"))) and said(one.get("result"))
        return MET if ok else d.until(ending(d))

    return worst([judge(one) for one in found])


def advised(d: Day, one: Doc, when: date) -> bool:
    """The evaluation was reported by that day and recommends to stop or to change."""
    report = one.get("report") or {}
    given = day(report.get("submitted_on"))
    return given is not None and given <= when and report.get("recommendation") in ("停止执行", "修改决策")


def adjustment_lawful(d: Day, one: Doc, when: date) -> bool:
    ground = one.get("ground")
    due_process = any(
        p["id"] == ground and day(p.get("reported_on")) is not None and day(p["reported_on"]) <= when
        for p in d.get("execution", "problems") or []
    ) or any(e["id"] == ground and advised(d, e, when) for e in d.get("evaluations") or [])
    if not due_process or not said(one.get("public_interest")):
        return False
    if one.get("decided_by") == "决策机关":
        return d.collective(one.get("meeting"), ON_STOP, when)
    return one.get("kind") == "中止执行" and one.get("decided_by") == "行政首长" and one.get("urgent") is True


@norm("R55-1")
def _(d: Day) -> Answer:
    def judge(one: Doc) -> Answer:
        decided = day(one.get("decided_on"))
        if not d.come(decided):
            return pending(decided)
        return MET if adjustment_lawful(d, one, decided) else UNMET  # type: ignore[arg-type]

    return worst([judge(one) for one in d.get("execution", "adjustments") or []])


@norm("R55-4")
def _(d: Day) -> Answer:
    def judge(one: Doc) -> Answer:
        decided = day(one.get("decided_on"))
        ok = any(decided <= day(m["on"]) <= d.now for m in one.get("measures") or [])  # type: ignore[operator]
        return MET if ok else d.until(ending(d))

    found = [one for one in d.get("execution", "adjustments") or [] if d.come(day(one.get("decided_on")))]
    return worst([judge(one) for one in found])


def unless_rejected(name: str) -> None:
    def judge(d: Day) -> Answer:
        if d.decision and d.decision.get("outcome") == "不同意":
            return NA
        return d.attested(name, d.archived)

    NORMS[name] = judge


unless_rejected("R56-1")
unless_rejected("R58-2")
attest("R07-2", lambda d: d.archived)


@norm("R56-3")
def _(d: Day) -> Answer:
    before = [one.get("institution") for one in d.get("expert_reviews") or []]
    before += [one.get("assessor") for one in d.get("risk", "assessments") or []]
    before += [one.get("body") for one in d.get("risk", "prior_assessments") or []]
    names = {plain(one) for one in before if said(one)}

    def judge(one: Doc) -> Answer:
        if one.get("third_party") is False:
            return NA
        if one.get("third_party") is None or not said(one.get("evaluator")):
            return d.until(day(one.get("completed_on")))
        return UNMET if plain(one["evaluator"]) in names else MET

    return worst([judge(one) for one in d.get("evaluations") or []])


def evaluated(name: str) -> Callable[[Callable[[Day, Doc], Answer]], None]:
    def keep(judge: Callable[[Day, Doc], Answer]) -> None:
        NORMS[name] = lambda d: worst([judge(d, one) for one in d.get("evaluations") or []])

    return keep


@evaluated("R56-4")
def _(d: Day, one: Doc) -> Answer:
    wanted = {
        "结果与目的是否相符",
        "成本效益分析",
        "实施对象接受程度",
        "与经济社会发展的符合程度",
        "影响和可预期的长远影响",
    }
    done = day(one.get("completed_on"))
    return (MET if wanted <= set(one.get("contents") or ()) else UNMET) if d.come(done) else pending(done)


@evaluated("R57-1")
def _(d: Day, one: Doc) -> Answer:
    done, given = day(one.get("completed_on")), day((one.get("report") or {}).get("submitted_on"))
    if not d.come(done):
        return pending()
    assert done
    if d.come(given) and given < done:  # type: ignore[operator]
        return UNMET
    return within(d, given, add_workdays(done, 5))


@evaluated("R57-2")
def _(d: Day, one: Doc) -> Answer:
    report = one.get("report") or {}
    wanted = {"评估过程和方式", "决策执行的基本情况", "主要问题和原因", "继续执行、停止执行或者修改决策的建议"}
    given = day(report.get("submitted_on"))
    return (MET if wanted <= set(report.get("contents") or ()) else UNMET) if d.come(given) else pending(given)


@norm("R57-4")
def _(d: Day) -> Answer:
    def judge(one: Doc) -> Answer:
        own = [a for a in d.get("execution", "adjustments") or [] if a.get("ground") == one["id"]]
        done = [a for a in own if d.come(day(a.get("decided_on")))]
        if not done:
            return pending(min((day(a["decided_on"]) for a in own if a.get("decided_on")), default=None))  # type: ignore[type-var]
        ok = all(
            a.get("decided_by") == "决策机关"
            and d.collective(a.get("meeting"), ON_STOP, date.fromisoformat(a["decided_on"]))
            for a in done
        )
        return MET if ok else UNMET

    return worst([judge(one) for one in d.get("evaluations") or [] if advised(d, one, d.now)])


@norm("R59-2")
def _(d: Day) -> Answer:
    if not d.decision:
        return pending()
    due = date(date.fromisoformat(d.decision["made_on"]).year + 1, 6, 30)
    return within(d, d.archived, due)


@norm("R59-3")
def _(d: Day) -> Answer:
    if not d.come(d.archived):
        return pending(d.archived)
    wanted = {"第四十二条报送材料", "第四十九条报送材料", "会议纪要", "会议专项记录"}
    if not (d.decision and d.decision.get("outcome") == "不同意"):
        wanted.add("执行过程材料")
    return MET if wanted <= set(d.get("archive", "items") or ()) else UNMET


@norm("R65-1")
def _(d: Day) -> Answer:
    if not d.come(d.started):
        return pending(d.started)
    return MET if d.started >= date(2022, 4, 13) else NA  # type: ignore[operator]


# gates


def gates_of(d: Day) -> dict[str, bool]:
    """Gate → open."""
    if d.excluded:
        return dict.fromkeys(("R41-1", "R41-2", "R40-3", "R48-2", "R55-1", "R57-4"), True)
    closing = d.submission if d.come(d.submission) else d.now
    assert closing
    six = [NORMS[name](d)[0] for name in ("R14-1", "R14-3", "R14-4", "R17-1", "R22-1", "R26-1", "R30-1", "R36-1")]
    adjustments = d.get("execution", "adjustments") or []
    is_adopted = bool(d.decision and d.decision.get("outcome") in AGREED)
    lawful = [
        adjustment_lawful(d, one, day(one["decided_on"]) if d.come(day(one.get("decided_on"))) else d.now)  # type: ignore[arg-type]
        for one in adjustments
    ]
    stops = [
        day(one.get("held_on"))
        for one in d.get("deliberation", "meetings") or []
        if one.get("topic") == ON_STOP and one.get("kind") in COLLECTIVE and d.come(day(one.get("held_on")))
    ]
    return {
        "R41-1": not {"unmet", "pending"} & set(six) and in_sequence(d, d.unit_review, closing),
        "R41-2": d.lawful(d.now),
        "R40-3": risk_ok(d, d.now)
        if assessed(d) or d.trait("adverse_effects")
        else d.trait("adverse_effects") is False,
        "R48-2": discussed(d),
        "R55-1": is_adopted and bool(adjustments) and all(lawful),
        "R57-4": all(
            any(day(one["report"]["submitted_on"]) <= stop for stop in stops)  # type: ignore[operator]
            for one in d.get("evaluations") or []
            if advised(d, one, d.now)
        ),
    }
