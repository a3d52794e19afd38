"""The second reading of the verdict contract: one line of the table, one function; see decision_day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.oracle.decision_day import (
    DAY,
    MET,
    NA,
    ON_DRAFT,
    UNMET,
    Answer,
    Day,
    Doc,
    add_workdays,
    day,
    pending,
    plain,
    said,
    workdays,
    worst,
)

Norm = Callable[[Day], Answer]
NORMS: dict[str, Norm] = {}
SIX = ("R14-3", "R14-4", "R17-1", "R22-1", "R30-1", "R36-1")
THROUGH = ("approved_on", "party_consent_on", "published_on")
PROCEDURES = ("公众参与", "专家论证", "风险评估", "公平竞争审查", "贸易政策合规审查")


def norm(name: str) -> Callable[[Norm], Norm]:
    def keep(function: Norm) -> Norm:
        NORMS[name] = function
        return function

    return keep


def attest(name: str, event: Callable[[Day], date | None]) -> None:
    NORMS[name] = lambda d: d.attested(name, event(d))


for _name in ("R07-2", "R10-1", "R18-1", "R58-1", "R59-1"):
    attest(_name, lambda d: d.archived)
for _name in ("R13-1", "R42-2"):
    attest(_name, lambda d: d.submission)


@norm("R02-1")
def _(d: Day) -> Answer:
    body = d.get("matter", "deciding_body")
    return d.until(d.started) if body is None else MET if body == "县人民政府" else NA


@norm("R03-1")
def _(d: Day) -> Answer:
    given = d.get("matter", "category")
    ok = given is not None and (given != "七" or said(d.get("matter", "category_reason")))
    return MET if ok else d.until(d.started)


@norm("R03-2")
def _(d: Day) -> Answer:
    exists = d.get("matter", "special_procedure", "exists")
    if exists is False:
        return NA
    return MET if exists and said(d.get("matter", "special_procedure", "basis")) else d.until(d.started)


@norm("R03-3")
def _(d: Day) -> Answer:
    return d.until(d.started) if d.get("matter", "exclusion") is None else MET


@norm("R04-1")
def _(d: Day) -> Answer:
    return d.act(d.date("catalogue", "compiled_on"), d.meeting)


@norm("R04-2")
def _(d: Day) -> Answer:
    return d.order([d.date("catalogue", name) for name in ("compiled_on", "approved_on")], d.meeting)


@norm("R04-3")
def _(d: Day) -> Answer:
    return d.order(
        [d.date("catalogue", name) for name in ("approved_on", "party_consent_on", "published_on")], d.meeting
    )


@norm("R04-4")
def _(d: Day) -> Answer:
    names = ("approved_on", "party_consent_on", "published_on")
    return worst(
        [d.order([day(one.get(n)) for n in names], d.meeting) for one in d.records("catalogue", "adjustments")]
    )


@norm("R04-5")
def _(d: Day) -> Answer:
    if said(d.get("catalogue", "matter_name")) and said(d.get("catalogue", "undertaking_unit")):
        return MET
    return UNMET if d.come(d.date("catalogue", "published_on")) else d.until(d.meeting)


def publication_due(d: Day, decision: Doc) -> date | None:
    base = day(decision["made_on"])
    assert base
    for route in d.trait("higher_approval") or []:
        if route in ("提请县人大及其常委会审议决定", "报市人民政府批准"):
            days = [
                day(one.get("concluded_on"))
                for one in d.records("deliberation", "higher_approvals")
                if one["route"] == route and one.get("approved") is True and d.come(day(one.get("concluded_on")))
            ]
            if not days:
                return None
            base = max(base, min(days))  # type: ignore[type-var]
    return add_workdays(base, 20)


def within(d: Day, when: date | None, due: date) -> Answer:
    if d.come(when):
        return MET if when <= due else UNMET  # type: ignore[operator]
    return pending(due) if d.now <= due else UNMET


@norm("R06-2")
def _(d: Day) -> Answer:
    def judge(decision: Doc) -> Answer:
        due = publication_due(d, decision)
        if due is None:
            return pending()
        if d.come(d.published) and not {"决策事项", "决策依据", "决策结果"} <= set(
            d.get("publication", "contents") or ()
        ):
            return UNMET
        return within(d, d.published, due)

    return NA if d.secret else d.decided(judge)


@norm("R11-1")
def _(d: Day) -> Answer:
    return d.order(
        [d.date("initiation", "study", "completed_on"), d.date("initiation", "reported_on"), d.started], d.started
    )


def _study(d: Day, sources: tuple[str, ...], role: str, *, own: bool = False) -> Answer:
    source = d.get("initiation", "proposal", "source")

    def judge() -> Answer:
        if not d.come(d.date("initiation", "study", "completed_on")):
            return d.until(d.started)
        if d.get("initiation", "study", "role") != role:
            return UNMET
        proposer = plain(d.get("initiation", "proposal", "proposer"))
        if own and (not proposer or proposer != plain(d.get("initiation", "study", "unit"))):
            return UNMET
        return MET

    return d.switched(None if source is None else source in sources, d.started, judge)


NORMS["R11-2"] = lambda d: _study(d, ("决策机关领导人员",), "有关主管部门")
NORMS["R11-3"] = lambda d: _study(d, ("决策机关所属部门或者下一级人民政府",), "建议提出单位", own=True)
NORMS["R11-4"] = lambda d: _study(d, ("人大代表、政协委员", "公民、法人或者其他组织"), "有关主管部门")


@norm("R11-5")
def _(d: Day) -> Answer:
    wanted = ("拟解决的主要问题", "建议理由和依据", "初步方案", "必要性", "可行性")
    study = d.get("initiation", "study") or {}
    return d.paper(day(study.get("completed_on")), study.get("contents"), wanted, d.started)


@norm("R12-1")
def _(d: Day) -> Answer:
    return MET if any(said(one["name"]) for one in d.get("initiation", "units") or []) else d.until(d.started)


@norm("R12-2")
def _(d: Day) -> Answer:
    units = d.get("initiation", "units") or []
    if len(units) < 2:
        return NA
    return MET if [one.get("role") for one in units].count("牵头") == 1 else d.until(d.started)


@norm("R12-3")
def _(d: Day) -> Answer:
    ceased = [one for one in d.get("initiation", "units") or [] if d.come(day(one.get("functions_ceased_on")))]
    if not ceased:
        return NA
    return MET if all(said(one.get("succeeded_by")) for one in ceased) else UNMET


@norm("R14-1")
def _(d: Day) -> Answer:
    return d.act(day(((d.unit_review or {}).get("first_review") or {}).get("issued_on")), d.submission)


@norm("R14-2")
def _(d: Day) -> Answer:
    review = (d.unit_review or {}).get("first_review") or {}
    issued = day(review.get("issued_on"))
    heard = [one["role"] for one in review.get("heard") or [] if issued and day(one["on"]) <= issued]
    return d.paper(issued, heard, ("法律顾问", "公职律师"), d.submission)


@norm("R14-3")
def _(d: Day) -> Answer:
    when = d.date("drafting", "fair_competition_review", "concluded_on")
    return d.switched(d.trait("market_entities"), d.submission, lambda: d.act(when, d.submission))


@norm("R14-4")
def _(d: Day) -> Answer:
    when = d.date("drafting", "trade_compliance_review", "concluded_on")
    return d.switched(d.trait("trade"), d.submission, lambda: d.act(when, d.submission))


@norm("R15-1")
def _(d: Day) -> Answer:
    study = d.get("drafting", "cost_benefit") or {}
    return d.act(day(study.get("issued_on")), d.submission) if study.get("performed") else NA


@norm("R15-2")
def _(d: Day) -> Answer:
    study = d.get("drafting", "cost_benefit") or {}
    wanted = ("基本信息和来源", "分析预测方法和过程", "分析预测结论及其影响")
    answer = d.paper(day(study.get("issued_on")), study.get("contents"), wanted, d.submission)
    return answer if study.get("performed") else NA


@norm("R16-1")
def _(d: Day) -> Answer:
    asked = d.get("drafting", "consultations") or []

    def judge() -> Answer:
        replies = [day(one.get("replied_on")) for one in asked]
        if any(d.come(one) and d.submission and one > d.submission for one in replies):  # type: ignore[operator]
            return UNMET
        done = all(d.come(one) for one in replies) and all(one.get("agreed") is not None for one in asked)
        return MET if asked and done else d.until(d.submission)

    return d.switched(d.trait("other_units"), d.submission, judge)


@norm("R16-2")
def _(d: Day) -> Answer:
    asked = d.get("drafting", "consultations") or []
    if not any(d.come(day(one.get("replied_on"))) and one.get("agreed") is False for one in asked):
        return NA
    statement = d.get("drafting", "dispute_statement") or {}
    when = day(statement.get("submitted_on"))
    if d.come(when) and d.request and when > d.request:  # type: ignore[operator]
        return UNMET
    wanted = ("争议的主要问题", "有关单位的意见", "承办单位的意见、理由和依据")
    return d.paper(when, statement.get("contents"), wanted, d.request)


def in_time(d: Day, days: list[date]) -> Answer:
    """At least one ≤ D and ≤ 送审; only later ones are too late."""
    there = [one for one in days if d.come(one)]
    if not there:
        return d.until(d.submission)
    return MET if any(not d.submission or one <= d.submission for one in there) else UNMET


@norm("R17-1")
def _(d: Day) -> Answer:
    return NA if d.secret else in_time(d, d.completions("公众参与"))


@norm("R19-1")
def _(d: Day) -> Answer:
    def judge() -> Answer:
        heard = [
            one
            for one in d.get("participation", "enterprise_consultations") or []
            if d.come(day(one.get("on"))) and not (d.submission and day(one["on"]) > d.submission)
        ]
        kinds = {one["kind"] for one in heard}
        featured = any(one["kind"] == "企业" and one.get("features") for one in heard)
        return MET if kinds == {"企业", "行业协会商会"} and featured else d.until(d.submission)

    return d.switched(d.trait("enterprises_affected"), d.submission, judge)


def each(d: Day, records: list[Doc], judge: Callable[[Doc], Answer]) -> Answer:
    return worst([judge(one) for one in records])


@norm("R20-1")
def _(d: Day) -> Answer:
    def judge(one: Doc) -> Answer:
        channels = set(one.get("channels") or ())
        ok = "政府网站" in channels and channels & {"政务新媒体", "报刊", "广播", "电视"}
        published = day(one.get("published_on"))
        return (MET if ok else UNMET) if d.come(published) else pending(published)

    return each(d, d.records("participation", "notices"), judge)


@norm("R20-2")
def _(d: Day) -> Answer:
    wanted = {"决策草案", "决策草案说明", "提出意见的方式", "提出意见的期限"}

    def judge(one: Doc) -> Answer:
        published = day(one.get("published_on"))
        ok = wanted <= set(one.get("contents") or ())
        return (MET if ok else UNMET) if d.come(published) else pending(published)

    return each(d, d.records("participation", "notices"), judge)


def is_short(d: Day, one: Doc) -> bool:
    published, closes = day(one.get("published_on")), day(one.get("closes_on"))
    return d.come(published) and closes is not None and closes < published + DAY * 30  # type: ignore[operator]


@norm("R20-3")
def _(d: Day) -> Answer:
    def judge(one: Doc) -> Answer:
        published, closes = day(one.get("published_on")), day(one.get("closes_on"))
        if not d.come(published):
            return pending(published and published + DAY * 30)
        full = published + DAY * 30  # type: ignore[operator]
        if closes and closes < full:
            return UNMET
        return MET if d.now >= full and closes else pending(full)

    return each(d, d.records("participation", "notices"), judge)


@norm("R20-4")
def _(d: Day) -> Answer:
    short = [one for one in d.records("participation", "notices") if is_short(d, one)]
    return each(d, short, lambda one: MET if said(one.get("shortening_statement")) else UNMET)


@norm("R21-1")
def _(d: Day) -> Answer:
    def judge(one: Doc) -> Answer:
        invited = any(who["stakeholder"] for who in one.get("invitees") or [])
        return MET if invited else d.until(day(one.get("held_on")))

    return each(d, d.records("participation", "symposia"), judge)


@norm("R21-2")
def _(d: Day) -> Answer:
    return each(
        d,
        d.records("participation", "symposia"),
        lambda one: d.before(day(one.get("materials_delivered_on")), day(one.get("held_on")), 3),
    )


@norm("R22-1")
def _(d: Day) -> Answer:
    days = [day(one.get("held_on")) for one in d.records("participation", "hearings")]
    return d.switched(d.listed("hearing_grounds"), d.submission, lambda: in_time(d, [one for one in days if one]))


def hearing(name: str) -> Callable[[Callable[[Day, Doc, date | None], Answer]], None]:
    """A norm over the standing hearings; the function gets the hearing and its day."""

    def keep(judge: Callable[[Day, Doc, date | None], Answer]) -> None:
        def whole(d: Day) -> Answer:
            found = d.records("participation", "hearings")
            if not found:
                return d.none_recorded(d.listed("hearing_grounds"))
            return worst([judge(d, one, day(one.get("held_on"))) for one in found])

        NORMS[name] = whole

    return keep


@hearing("R23-1")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    notice = one.get("notice") or {}
    published = day(notice.get("published_on"))
    wanted = {"听证会时间、地点", "决策草案及其说明等材料", "申请参加听证会的时间、方式"}
    if d.come(published) and not wanted <= set(notice.get("contents") or ()):
        return UNMET
    return d.before(published, held, 15)


@hearing("R24-2")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    if not d.come(day(one.get("participants_announced_on"))) and not d.come(held):
        return pending(held)
    listed = one.get("participants") or []
    stakeholders = sum(who["stakeholder"] for who in listed)
    return MET if listed and 2 * stakeholders >= len(listed) else UNMET


@hearing("R24-3")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    many = one.get("many_applicants")
    if many is not True:
        return NA if many is False else d.until(held)
    method, announced = day(one.get("selection_method_published_on")), day(one.get("participants_announced_on"))
    if d.come(announced) and (not d.come(method) or method > announced):  # type: ignore[operator]
        return UNMET
    return d.before(method, held, 1)


@hearing("R24-4")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    return d.before(day(one.get("participants_announced_on")), held, 1)


@hearing("R24-5")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    return d.before(day(one.get("materials_delivered_on")), held, 7)


FIVE = ["查明到场情况并宣布纪律", "宣布开始并介绍", "介绍决策草案", "陈述意见、询问、质证和辩论", "确认记录并签字"]


@hearing("R25-1")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    if not d.come(held):
        return pending(held)
    return MET if one.get("public") is True and one.get("steps") == FIVE else UNMET


@hearing("R25-2")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    if not d.come(held):
        return pending(held)
    there = [who for who in one.get("participants") or [] if who.get("attended") is True]
    return MET if there and all(who.get("signed") is True for who in there) else UNMET


@hearing("R26-1")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    if not d.come(held):
        return pending(d.submission)
    return d.act(day((one.get("report") or {}).get("issued_on")), d.submission, held)


@hearing("R26-2")
def _(d: Day, one: Doc, held: date | None) -> Answer:
    report = one.get("report") or {}
    wanted = ("听证会基本情况", "听证参加人的意见", "意见采纳情况和理由")
    return d.paper(day(report.get("issued_on")), report.get("contents"), wanted, d.submission)


@norm("R27-1")
def _(d: Day) -> Answer:
    def judge(one: Doc) -> Answer:
        conducted = day(one.get("conducted_on"))
        answer = d.act(day(one.get("report_issued_on")), d.submission)
        return answer if d.come(conducted) else pending(d.submission)

    return each(d, d.records("participation", "polls"), judge)


@norm("R27-2")
def _(d: Day) -> Answer:
    def judge(one: Doc) -> Answer:
        third, free = one.get("third_party"), one.get("interest_free")
        if third is False:
            return NA
        if free is False:
            return UNMET
        return MET if third and free else d.until(day(one.get("conducted_on")))

    return each(d, d.records("participation", "polls"), judge)


def listens(d: Day) -> bool:
    """R28 and R29 apply: not confidential, or some participation recorded all the same."""
    names = ("notices", "symposia", "hearings", "other_methods", "polls")
    return not d.secret or any(d.records("participation", name) for name in names)


def struck(d: Day, opinion: Doc) -> bool:
    return opinion.get("struck") is not None and d.come(day(opinion["struck"]["on"]))


@norm("R28-1")
def _(d: Day) -> Answer:
    if not listens(d):
        return NA
    fields = {"notices": "closes_on", "symposia": "held_on", "hearings": "held_on", "other_methods": "completed_on"}
    done = [
        one for name, field in fields.items() for one in d.records("participation", name) if d.come(day(one.get(field)))
    ]

    def complete(one: Doc) -> bool:
        got = one.get("opinions_received")
        entries = [
            o
            for o in d.get("participation", "opinions") or []
            if o["source"] == one["id"] and d.come(day(o["received_on"]))
        ]
        return got is not None and len(entries) >= got

    return MET if done and all(map(complete, done)) else d.until(d.submission)


@norm("R28-2")
def _(d: Day) -> Answer:
    if not listens(d):
        return NA
    opinions = d.get("participation", "opinions") or []
    if any(struck(d, one) and not said(one["struck"]["reason"]) for one in opinions):
        return UNMET
    summed = d.date("participation", "summary", "completed_on")
    if not d.come(summed):
        return d.until(d.submission)
    against = [o for o in opinions if o["stance"] == "反对" and not struck(d, o) and day(o["received_on"]) <= summed]
    return MET if d.get("participation", "summary", "opposing") == len(against) else UNMET


@norm("R29-1")
def _(d: Day) -> Answer:
    if not listens(d):
        return NA
    summed = d.date("participation", "summary", "completed_on")
    if d.come(summed) and d.submission and summed > d.submission:  # type: ignore[operator]
        return UNMET
    opinions = [
        o for o in d.get("participation", "opinions") or [] if not struck(d, o) and d.come(day(o["received_on"]))
    ]
    ok = all(o.get("adoption") and (o["adoption"] == "全部采纳" or said(o.get("reason"))) for o in opinions)
    return MET if d.come(summed) and ok else d.until(d.submission)


@norm("R29-2")
def _(d: Day) -> Answer:
    if d.secret:
        return NA
    summed = d.date("participation", "summary", "completed_on")
    return d.act(d.date("participation", "feedback", "published_on"), d.meeting, summed)


def norms_of(d: Day) -> dict[str, Any]:
    """Every norm's answer on the day."""
    from tests.oracle import decision_later  # the rest of the table registers itself

    assert decision_later
    if d.excluded:
        return {name: MET if name == "R03-3" else NA for name in NORMS}
    return {name: waived(d, name, judge(d)) for name, judge in NORMS.items()}


WAIVABLE = ("R20-3", "R24-2", "R31-6", "R31-7", "R34-1", "R44-3")


def waived(d: Day, name: str, answer: Answer) -> Answer:
    if name not in WAIVABLE or answer != UNMET:
        return answer
    for one in d.get("waivers") or []:
        if one["norm"] == name and d.come(day(one["on"])) and said(one["reason"]) and said(one["by"]):
            short = [n for n in d.records("participation", "notices") if is_short(d, n)]
            if name != "R20-3" or all(said(n.get("shortening_statement")) for n in short):
                return ("waived", None)
    return answer


def held_on_draft(d: Day) -> list[Doc]:
    """The meetings on the draft."""
    return [one for one in d.get("deliberation", "meetings") or [] if one.get("topic") == ON_DRAFT]


__all__ = ["NORMS", "PROCEDURES", "SIX", "each", "in_time", "norm", "norms_of", "publication_due", "within", "workdays"]
