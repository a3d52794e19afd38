"""第三章 公众参与（第十七条至第二十一条、第二十七条至第二十九条）；听证会（第二十二至第二十六条）在 chapter3_hearings.

参与方式、访谈解释等是选择和权利，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from guanxian_desk.base.days import spoken
from guanxian_desk.law.norms import Kind
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case, Event
from guanxian_desk.modules.decisions.facts.participation import Notice, Opinion, Poll, Symposium
from guanxian_desk.modules.decisions.patterns import (
    ON_THE_LINE,
    Act,
    act_by,
    attested,
    before,
    contents,
    each,
    met,
    not_applicable,
    pending,
    planned,
    proof,
    public_only,
    trait,
    unmet,
    until,
)
from guanxian_desk.modules.decisions.rules.procedures import (
    completed_collections,
    completed_participation,
    participation_recorded,
)

_WEBSITE = "政府网站"
_OTHER_CHANNELS = ("政务新媒体", "报刊", "广播", "电视")
_NOTICE = ("决策草案", "决策草案说明", "提出意见的方式", "提出意见的期限")
_NO_NOTICE = "没有向社会公开征求意见。"
_NO_SYMPOSIUM = "没有召开座谈会。"
_NO_POLL = "没有进行民意调查。"
WHOLLY = "全部采纳"


@rule("R17-1")
def public_heard(case: Case) -> Ruling:
    """第十七条第一款：“决策承办单位应当采取便于社会公众参与的方式充分听取意见”，依法不予公开的除外."""

    def some() -> Ruling:
        done = [entry for entry in completed_participation(case) if case.come(entry.day)]
        first = min(done, key=lambda entry: entry.day or date.max, default=None)
        act = Act(
            first.name if first else "至少一种公众参与", first.day if first else None, proof(*(e.record for e in done))
        )
        return act_by(case, act, case.submission)

    return public_only(case, some)


@rule("R18-1", Kind.ATTESTED)
def public_platform(case: Case) -> Ruling:
    """第十八条：“决策机关应当建立完善公众参与平台，在政府官方网站开设决策公开专栏”."""
    return attested(case, "R18-1", case.archiving)


@rule("R19-1")
def enterprises_heard(case: Case) -> Ruling:
    """第十九条：“决策承办单位应当充分听取有代表性的企业和行业协会商会的意见”."""

    def heard() -> Ruling:
        closes = case.submission.day
        entries = [entry for entry in case.dossier.participation.enterprise_consultations
                   if entry.on and case.come(entry.on) and (closes is None or entry.on <= closes)]  # fmt: skip
        missing = {
            "企业意见": any(entry.kind == "企业" for entry in entries),
            "行业协会商会意见": any(entry.kind == "行业协会商会" for entry in entries),
            "民营、劳动密集型或者中小企业意见": any(entry.kind == "企业" and entry.features for entry in entries),
        }
        wanted = "、".join(name for name, there in missing.items() if not there)
        if wanted:
            return until(case, case.submission, wanted, proof(*entries))
        return met(f"已听取{len(entries)}家企业和行业协会商会的意见。", proof(*entries))

    return trait(case, case.traits.enterprises_affected, "与企业生产经营密切相关且有重大影响", case.submission, heard)


@rule("R20-1")
def notice_channels(case: Case) -> Ruling:
    """第二十条第一款：“应当通过政府网站、政务新媒体以及报刊、广播、电视等便于社会公众知晓的途径进行”."""

    def enough(notice: Notice) -> Ruling:
        if not case.come(notice.published_on):
            return pending(f"公告还没有发布（{planned(notice.published_on)}）。", notice.published_on, proof(notice))
        least = case.limits(notice.published_on).notice_other_channels
        others = [name for name in notice.channels if name in _OTHER_CHANNELS]
        if _WEBSITE in notice.channels and len(others) >= least:
            return met(f"公告通过政府网站和{'、'.join(others)}发布。", proof(notice), notice.published_on)
        told = "、".join(notice.channels) or "没有途径"
        words = f"公告应当通过政府网站和另外至少{least}种途径发布，登记的是{told}。请补充发布。"
        return unmet(words, proof(notice), notice.published_on)

    return each(case.notices, enough, _NO_NOTICE)


@rule("R20-2")
def notice_contents(case: Case) -> Ruling:
    """第二十条第二款：“向社会公开征求意见的内容包括决策草案及其说明、提出意见的方式和期限等”."""

    def complete(notice: Notice) -> Ruling:
        if not case.come(notice.published_on):
            return pending(f"公告还没有发布（{planned(notice.published_on)}）。", notice.published_on, proof(notice))
        return contents(Act("公告", notice.published_on, proof(notice)), notice.contents, _NOTICE)

    return each(case.notices, complete, _NO_NOTICE)


@rule("R20-3")
def notice_period(case: Case) -> Ruling:
    """第二十条第二款：“公开征求意见的期限一般不少于30日”."""

    def long_enough(notice: Notice) -> Ruling:
        full = full_period(case, notice)
        if full is None or notice.published_on is None:
            return pending("公告日期未定。", None, proof(notice))
        days = (full - notice.published_on).days
        terms = f"公告自{spoken(notice.published_on)}起，满{days}日是{spoken(full)}"
        if case.come(notice.published_on) and is_short(case, notice):
            ends = f"登记的期限届满日更早：{_day(notice.closes_on)}"
            return unmet(
                f"{terms}，{ends}。请延长，或者写明缩短的理由并在公告中说明。", proof(notice), notice.published_on
            )
        if case.come(full) and notice.closes_on:
            line = ON_THE_LINE if notice.closes_on == full else ""
            return met(f"{terms}，期限届满日{spoken(notice.closes_on)}{line}。", proof(notice), notice.published_on)
        return pending(f"{terms}，登记的期限届满日：{_day(notice.closes_on)}。", full, proof(notice))

    return each(case.notices, long_enough, _NO_NOTICE)


@rule("R20-4")
def shortening_explained(case: Case) -> Ruling:
    """第二十条第二款：“因情况紧急等需要缩短期限的，征求意见时应当予以说明”."""

    def explained(notice: Notice) -> Ruling:
        if notice.shortening_statement:
            return met(f"公告已说明缩短期限：{notice.shortening_statement}。", proof(notice), notice.published_on)
        return unmet("公告缩短了期限，没有说明理由。请重新公告并说明。", proof(notice), notice.published_on)

    return each(short_notices(case), explained, "没有少于规定期限的公告。")


def full_period(case: Case, notice: Notice) -> date | None:
    """The first day on which the notice's period can be full."""
    day = notice.published_on
    return day + timedelta(days=case.limits(day).notice_days) if day else None


def is_short(case: Case, notice: Notice) -> bool:
    """Whether the notice closes before its full period."""
    full = full_period(case, notice)
    return full is not None and notice.closes_on is not None and notice.closes_on < full


def short_notices(case: Case) -> list[Notice]:
    """The standing notices, published by the day, that are shorter than the regulation's period."""
    return [notice for notice in case.notices if case.come(notice.published_on) and is_short(case, notice)]


def _day(day: date | None) -> str:
    return spoken(day) if day else "未登记"


@rule("R21-1")
def stakeholders_invited(case: Case) -> Ruling:
    """第二十一条：“决策承办单位应当邀请有利害关系的公民、法人或者其他组织代表参加”."""

    def invited(symposium: Symposium) -> Ruling:
        count = sum(invitee.stakeholder for invitee in symposium.invitees)
        if count:
            return met(f"座谈会邀请了{count}名利害关系人代表。", proof(symposium), symposium.held_on)
        return until(case, Event("座谈会", symposium.held_on), "有利害关系的代表受邀", proof(symposium))

    return each(case.symposia, invited, _NO_SYMPOSIUM)


@rule("R21-2")
def symposium_papers(case: Case) -> Ruling:
    """第二十一条：“将决策草案等材料于召开座谈会3日前送达与会人员”."""

    def in_time(symposium: Symposium) -> Ruling:
        act = Act("材料送达与会人员", symposium.materials_delivered_on, proof(symposium))
        days = case.limits(symposium.held_on).symposium_papers_days
        return before(case, act, Event("座谈会", symposium.held_on), days)

    return each(case.symposia, in_time, _NO_SYMPOSIUM)


@rule("R27-1")
def poll_report(case: Case) -> Ruling:
    """第二十七条第一款：“可以采取民意调查的方式……并形成民意调查报告”."""

    def reported(poll: Poll) -> Ruling:
        if not case.come(poll.conducted_on):
            return pending(f"民意调查还没有完成（{planned(poll.conducted_on)}）。", case.submission.day, proof(poll))
        return act_by(case, Act("民意调查报告", poll.report_issued_on, proof(poll)), case.submission)

    return each(case.dossier.participation.polls, reported, _NO_POLL)


@rule("R27-2")
def poll_independent(case: Case) -> Ruling:
    """第二十七条第二款：“可以自行组织或者委托无利害关系的民意调查机构等第三方机构进行民意调查”."""

    def independent(poll: Poll) -> Ruling:
        if poll.third_party is False:
            return not_applicable("民意调查由承办单位自行组织。")
        if poll.third_party is None or poll.interest_free is None:
            return until(case, Event("民意调查", poll.conducted_on), "调查机构是否无利害关系的核对结果", proof(poll))
        if poll.interest_free:
            return met("受委托的调查机构无利害关系。", proof(poll), poll.conducted_on)
        return unmet("受委托的调查机构有利害关系。请另行委托。", proof(poll), poll.conducted_on)

    return each(case.dossier.participation.polls, independent, _NO_POLL)


def _where_heard(case: Case, judge: Callable[[], Ruling]) -> Ruling:
    """R28 and R29-1: unless the matter is confidential and nobody was asked."""
    return judge() if participation_recorded(case) else public_only(case, judge)


@rule("R28-1")
def everything_recorded(case: Case) -> Ruling:
    """第二十八条：“决策承办单位应当全面、客观地听取和记录各方面的意见”."""

    def recorded() -> Ruling:
        opinions = case.dossier.participation.opinions
        done = [entry.record for entry in completed_collections(case) if case.come(entry.day)]
        entries = [opinion.source for opinion in opinions if case.come(opinion.received_on)]
        short = [r.id for r in done if r.opinions_received is None or entries.count(r.id) < r.opinions_received]
        if done and not short:
            return met("已完成的各次公众参与，登记的意见不少于收到的件数。", proof(*done))
        return until(case, case.submission, f"{'、'.join(short) or '公众参与'}收到的件数和逐件登记", proof(*done))

    return _where_heard(case, recorded)


@rule("R28-2")
def objections_kept(case: Case) -> Ruling:
    """第二十八条：“不得只听取、记录赞成意见，不得漏报、瞒报反对意见”."""

    def kept() -> Ruling:
        part = case.dossier.participation
        blank = [opinion for opinion in part.opinions if case.come(opinion.struck.on) and not opinion.struck.reason]
        if blank:
            return unmet(f"划去的意见{'、'.join(o.id for o in blank)}没有写明理由。请补写。", proof(*blank))
        closed = part.summary.completed_on
        if closed is None or not case.come(closed):
            return until(case, case.submission, "公众意见的归纳整理", part.summary.evidence)
        against = sum(opinion.stance == "反对" for opinion in _unstruck(case, closed))
        if part.summary.opposing == against:
            return met(f"汇总的反对意见{against}件，与登记簿一致。", part.summary.evidence, closed)
        told = "未登记" if part.summary.opposing is None else f"{part.summary.opposing}件"
        return unmet(f"登记簿有反对意见{against}件，汇总为{told}。请更正汇总。", part.summary.evidence, closed)

    return _where_heard(case, kept)


@rule("R29-1")
def opinions_considered(case: Case) -> Ruling:
    """第二十九条：“应当将公众参与的情况进行归纳整理、研究论证，充分采纳合理意见，完善决策草案”."""

    def considered() -> Ruling:
        summary = case.dossier.participation.summary
        closed, closes = summary.completed_on, case.submission.day
        if closed and closes and case.come(closed) and closed > closes:
            return unmet(
                f"归纳整理（{spoken(closed)}）晚于送请合法性审查（{spoken(closes)}）。", summary.evidence, closed
            )
        open_ = [o.id for o in _unstruck(case, case.as_of) if not answered(o.adoption, o.reason)]
        if case.come(closed) and not open_:
            return met("公众意见已归纳整理，逐件有采纳情况和理由。", summary.evidence, closed)
        missing = f"意见{'、'.join(open_)}的采纳情况和理由" if open_ else "公众意见的归纳整理"
        return until(case, case.submission, missing, summary.evidence)

    return _where_heard(case, considered)


def answered(adoption: str | None, reason: str | None) -> bool:
    """Whether an opinion has been dealt with: wholly adopted, or otherwise with a reason."""
    return adoption == WHOLLY or (adoption is not None and reason is not None)


def _unstruck(case: Case, received_by: date) -> Sequence[Opinion]:
    return [
        opinion
        for opinion in case.dossier.participation.opinions
        if case.come(opinion.received_on) and opinion.received_on <= received_by and not case.come(opinion.struck.on)
    ]


@rule("R29-2")
def public_answered(case: Case) -> Ruling:
    """第二十九条：“通过适当方式向社会反馈公众意见采纳情况”."""
    part = case.dossier.participation
    feedback = Act("向社会反馈公众意见采纳情况", part.feedback.published_on, part.feedback.evidence)
    summary = Act("公众意见的归纳整理", part.summary.completed_on)
    return public_only(case, lambda: act_by(case, feedback, case.meeting, not_before=summary))


RULES = (
    public_heard, public_platform, enterprises_heard, notice_channels, notice_contents, notice_period,
    shortening_explained, stakeholders_invited, symposium_papers, poll_report, poll_independent, everything_recorded,
    objections_kept, opinions_considered, public_answered,
)  # fmt: skip
INFORMATIVE = ("R17-2", "R20-5")
