"""第七章 集体讨论决定和决策公布（第四十八条至第五十二条）."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from guanxian_desk.base.days import spoken
from guanxian_desk.base.units import plain_name
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import AGREED, ON_DRAFT, REJECTED, Case, Event, collective, earliest, latest
from guanxian_desk.modules.decisions.facts.deliberation import Decision, Meeting, Member
from guanxian_desk.modules.decisions.patterns import (
    Act,
    act_by,
    after_decision,
    contents,
    lacking,
    listed,
    met,
    not_applicable,
    pending,
    planned,
    proof,
    public_only,
    trait,
    unmet,
    until,
    within,
    worst,
)
from guanxian_desk.modules.decisions.rules.procedures import COMPETITION, EXPERTS, PARTICIPATION, RISK, TRADE, performed
from guanxian_desk.modules.decisions.rules.publishing import TO_REPORT, approval_day, approvals, publication_due

_REQUEST = ("提请讨论的请示", "决策草案", "起草说明", "合法性审查意见")
_STEPS = ("承办单位作草案说明", "会议组成人员发表意见", "行政首长发表意见并作出决定")
_OTHER_KIND = "其他会议"
_WEBSITE, _OTHER_CHANNELS = "政府网站", ("政府公报", "政务新媒体", "报纸")


@rule("R48-1")
def discussed(case: Case) -> Ruling:
    """第四十八条：“决策草案应当经决策机关常务会议或者全体会议讨论，决策机关行政首长在集体讨论的基础上作出决定”."""
    held = [m for m in case.dossier.deliberation.meetings if collective(m, ON_DRAFT, case.as_of)]
    if held:
        return met("决策草案已经常务会议或者全体会议讨论。", proof(*held), earliest(m.held_on for m in held))
    if case.decision:
        words = f"{spoken(case.decision.made_on)}作出的决定没有经过常务会议或者全体会议讨论。"
        return unmet(words, proof(case.decision), case.decision.made_on)
    ahead = [m for m in case.dossier.deliberation.meetings if m.topic == ON_DRAFT and not case.come(m.held_on)]
    due = earliest(meeting.held_on for meeting in ahead if meeting.kind != _OTHER_KIND)
    return pending(f"还没有经常务会议或者全体会议讨论（{planned(due)}）。", due)


@rule("R48-2")
def no_decision_alone(case: Case) -> Ruling:
    """第四十八条：“未经集体讨论的，不得作出决定”."""
    decision = case.decision
    if decision is None:
        return pending("还没有作出决定；未经集体讨论不得作出。", case.planned_decision)
    meeting = case.meeting_named(decision.meeting)
    if collective(meeting, ON_DRAFT, decision.made_on):
        return met(f"决定（{spoken(decision.made_on)}）以集体讨论为基础。", proof(decision, meeting), decision.made_on)
    words = f"决定（{spoken(decision.made_on)}）没有以此前的常务会议或者全体会议讨论为依据。"
    return unmet(words, proof(decision), decision.made_on)


def _requested(case: Case) -> Meeting | None:
    """The meeting that counts, once it was asked for in time (not after it was held)."""
    meeting = case.meeting_record
    if meeting is None or meeting.request.submitted_on is None or not case.come(meeting.request.submitted_on):
        return None
    return None if meeting.held_on and meeting.request.submitted_on > meeting.held_on else meeting


@rule("R49-1")
def request_materials(case: Case) -> Ruling:
    """第四十九条：“决策承办单位提请决策机关讨论决策草案，应当报送下列材料”."""
    meeting = _requested(case)
    if meeting is None:
        return until(case, case.meeting, "提请讨论的请示等材料")
    return contents(Act("提请讨论", meeting.request.submitted_on, proof(meeting)), meeting.request.materials, _REQUEST)


def _report_of(case: Case, materials: dict[str, str]) -> Ruling:
    """The material of every procedure of these that was performed by 提请."""
    meeting, asked = _requested(case), case.request.day
    if not case.come(asked) or asked is None:
        return until(case, case.meeting, "提请讨论的请示等材料")
    wanted = [paper for procedure, paper in materials.items() if performed(case, procedure, asked)]
    if not wanted:
        return not_applicable(f"提请讨论前没有履行{'、'.join(materials)}。")
    if meeting is None:
        return until(case, case.meeting, f"提请讨论时报送的{'、'.join(wanted)}")
    return contents(Act("提请讨论", asked, proof(meeting)), meeting.request.materials, wanted)


@rule("R49-2")
def public_opinions_reported(case: Case) -> Ruling:
    """第四十九条第三项：“履行公众参与程序的，同时报送社会公众意见的研究采纳情况”."""
    return _report_of(case, {PARTICIPATION: "社会公众意见的研究采纳情况"})


@rule("R49-3")
def expert_opinions_reported(case: Case) -> Ruling:
    """第四十九条第四项：“履行专家论证程序的，同时报送专家论证意见的研究采纳情况”."""
    return _report_of(case, {EXPERTS: "专家论证意见的研究采纳情况"})


@rule("R49-4")
def risk_report_reported(case: Case) -> Ruling:
    """第四十九条第五项：“履行风险评估程序的，同时报送风险评估报告等有关材料”."""
    return _report_of(case, {RISK: "风险评估报告等材料"})


@rule("R49-5")
def reviews_reported(case: Case) -> Ruling:
    """第四十九条第六项：“按规定进行公平竞争审查、贸易政策合规审查的，同时报送审查的有关材料”."""
    return _report_of(case, {COMPETITION: "公平竞争审查材料", TRADE: "贸易政策合规审查材料"})


@rule("R50-1")
def discussion_steps(case: Case) -> Ruling:
    """第五十条第一款：“决策机关集体讨论，按照下列程序进行”，共三步."""
    meeting = case.meeting_record
    if meeting is None or not case.come(meeting.held_on):
        return pending(f"还没有集体讨论（{planned(case.meeting.day)}）。", case.meeting.day)
    if meeting.steps == _STEPS:
        return met("集体讨论依次进行了三步。", proof(meeting), meeting.held_on)
    missing = "、".join(lacking(meeting.steps, _STEPS))
    words = f"集体讨论缺少：{missing}。" if missing else "集体讨论的步骤次序不对或者有重复。"
    return unmet(words, proof(meeting), meeting.held_on)


@rule("R50-2")
def decision_outcome(case: Case) -> Ruling:
    """第五十条第一款第三项：“作出同意、原则同意或者不同意的决定”."""
    decision = case.decision
    if decision is None:
        return pending("还没有作出决定。", case.planned_decision)
    if decision.outcome:
        return met(f"{spoken(decision.made_on)}作出{decision.outcome}的决定。", proof(decision), decision.made_on)
    return unmet("没有登记决定是同意、原则同意还是不同意。", proof(decision), decision.made_on)


@rule("R50-3")
def minority_decision_explained(case: Case) -> Ruling:
    """第五十条第一款第三项：“拟作出的决定与会议组成人员多数人的意见不一致的，应当在会上说明理由”."""
    decision = case.decision
    if decision is None:
        return pending("还没有作出决定。", case.planned_decision)
    meeting = case.meeting_named(decision.meeting)
    members = [member for member in _present(meeting) if not member.chief]
    against = len(_opposed(members, decision))
    if 2 * against <= len(members):
        return not_applicable("决定与会议组成人员多数人的意见没有不一致。")
    words = f"决定（{decision.outcome}）与出席的{len(members)}名组成人员中的{against}名意见不一致"
    if decision.contrary_reason:
        return met(f"{words}，已在会上说明理由。", proof(decision), decision.made_on)
    return unmet(f"{words}，没有在会上说明理由。请补记。", proof(decision), decision.made_on)


@rule("R50-4")
def dissent_recorded(case: Case) -> Ruling:
    """第五十条第二款：“集体讨论决定情况应当如实记录，不同意见应当如实载明”."""
    decision = case.decision
    if decision is None:
        return pending("还没有作出决定。", case.planned_decision)
    meeting = case.meeting_named(decision.meeting)
    made = meeting.record.made_on if meeting else None
    if meeting is None or made is None or not case.come(made):
        closes = Event("首次公布或者归档", earliest((case.publication.day, case.archiving.day)))
        return until(case, closes, "集体讨论记录", proof(decision))
    if not meeting.members:
        return unmet("集体讨论记录没有会议组成人员名单。请补充。", proof(meeting), made)
    told = {plain_name(dissent.member) for dissent in meeting.record.dissents if dissent.member and dissent.text}
    opposed = [member.name or "未登记姓名" for member in _opposed(_present(meeting), decision)]
    missing = "、".join(name for name in opposed if plain_name(name) not in told)
    if missing:
        return unmet(f"集体讨论记录没有载明{missing}的不同意见。请如实补记。", proof(meeting), made)
    return met("集体讨论记录如实载明了不同意见。", proof(meeting), made)


def _present(meeting: Meeting | None) -> list[Member]:
    return [member for member in meeting.members if member.present is not False] if meeting else []


def _opposed(members: Iterable[Member], decision: Decision) -> list[Member]:
    """Those of the other side: 同意 and 原则同意 against 不同意; 弃权 and silence are on neither side."""
    other: Sequence[str] = (REJECTED,) if decision.outcome in AGREED else AGREED if decision.outcome == REJECTED else ()
    return [member for member in members if member.stance in other]


@rule("R51-1")
def party_informed(case: Case) -> Ruling:
    """第五十一条第一款：“重大行政决策出台前应当按照规定向党委请示报告”."""
    report = case.dossier.deliberation.party_report
    act = Act("向党委请示报告", report.reported_on, report.evidence)
    return after_decision(case, lambda _: act_by(case, act, case.publication))


@rule("R51-2")
def higher_approval(case: Case) -> Ruling:
    """第五十一条第二款：依法应当提请审议决定、报告或者报批准的，“按照有关规定办理”."""
    routes = case.traits.higher_approval
    name = "依法应当提请县人大及其常委会审议决定、报告或者报市政府批准"
    if routes == ():
        return not_applicable(f"已判定不属于“{name}”。")

    def by_publication(route: str) -> Ruling:
        entries = approvals(case, route)
        come = [entry.submitted_on for entry in entries if case.come(entry.submitted_on)]
        day = earliest(come) if route == TO_REPORT else approval_day(case, route)
        return act_by(case, Act(route, day, proof(*entries)), case.publication)

    def every_route() -> Ruling:
        return worst([by_publication(r) for r in routes]) if routes else pending("是否需要审议、报告或者批准没有判定。")

    return after_decision(case, lambda _: trait(case, listed(routes), name, case.publication, every_route))


@rule("R52-1")
def published(case: Case) -> Ruling:
    """第五十二条第一款：“通过冠县人民政府公报、政府网站、政务新媒体以及在本行政区域内发行的报纸等途径及时公布”."""

    def in_time(decision: Decision) -> Ruling:
        due = publication_due(case, decision)
        if due is None:
            return pending("依法应当经审议决定或者批准，公布期限从审议决定或者批准之日起算，现在还没有。")
        channels, day = case.dossier.publication.channels, _widely_published(case, decision.made_on)
        act = Act("通过政府网站和另外的途径公布", day, proof(*channels))
        first = case.publication.day
        if case.come(day) and first and first < decision.made_on:
            return unmet(f"公布（{spoken(first)}）早于决定（{spoken(decision.made_on)}）。", act.evidence, first)
        return within(case, act, due.day, due.terms)

    return public_only(case, lambda: after_decision(case, in_time))


def _widely_published(case: Case, decided: date) -> date | None:
    """The day on which the website and enough other channels were all out."""
    channels = case.dossier.publication.channels
    website = earliest(entry.published_on for entry in channels if entry.channel == _WEBSITE)
    firsts = (earliest(e.published_on for e in channels if e.channel == name) for name in _OTHER_CHANNELS)
    others = sorted(day for day in firsts if day is not None)
    least = case.limits(decided).publication_other_channels
    if website is None or len(others) < least:
        return None
    return latest((website, *others[:least]))


@rule("R52-2")
def explained_to_public(case: Case) -> Ruling:
    """第五十二条第二款：“应当说明公众意见、专家论证意见的采纳情况，通过新闻发布会、接受访谈等方式进行宣传解读”."""
    wanted = _either(case.traits.public_concern, case.traits.professional)
    name = "公众普遍关心或者专业性、技术性较强"
    if wanted is False:
        return not_applicable(f"已判定不属于“{name}”。")

    def in_time(decision: Decision) -> Ruling:
        due = publication_due(case, decision)

        def judged() -> Ruling:
            return within(case, _explained(case), due.day, due.terms) if due else pending("公布期限还没有起算。")

        closes = Event("公布期限届满次日", due.day + timedelta(days=1) if due else None)
        return trait(case, wanted, name, closes, judged)

    return public_only(case, lambda: after_decision(case, in_time))


def _either(one: bool | None, other: bool | None) -> bool | None:
    """Two traits as one: true when either is, false only when both are."""
    return True if True in (one, other) else None if None in (one, other) else False


def _explained(case: Case) -> Act:
    """The statement of what was adopted and an interpretation, both done."""
    publication = case.dossier.publication
    both = (publication.adoption_statement_on, earliest(entry.on for entry in publication.interpretations))
    return Act(
        "说明意见采纳情况并宣传解读", None if None in both else latest(both), proof(*publication.interpretations)
    )


RULES = (
    discussed, no_decision_alone, request_materials, public_opinions_reported, expert_opinions_reported,
    risk_report_reported, reviews_reported, discussion_steps, decision_outcome, minority_decision_explained,
    dissent_recorded, party_informed, higher_approval, published, explained_to_public,
)  # fmt: skip
INFORMATIVE: tuple[str, ...] = ()
