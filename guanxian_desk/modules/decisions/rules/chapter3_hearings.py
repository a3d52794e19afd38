"""第三章 公众参与：听证会（第二十二条至第二十六条）.

申请参加听证会（第二十四条第一款）是权利，解释说明（第二十五条第四项）是选择，没有规则：INFORMATIVE.
"""

from __future__ import annotations

from collections.abc import Callable

from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case, Event, earliest
from guanxian_desk.modules.decisions.facts.participation import Hearing
from guanxian_desk.modules.decisions.patterns import (
    ON_THE_LINE,
    Act,
    act_by,
    before,
    contents,
    document,
    each,
    expected,
    lacking,
    listed,
    met,
    not_applicable,
    pending,
    planned,
    proof,
    trait,
    unmet,
    until,
)

_NOTICE = ("听证会时间、地点", "决策草案及其说明等材料", "申请参加听证会的时间、方式")
_STEPS = (
    "查明到场情况并宣布纪律", "宣布开始并介绍", "介绍决策草案", "陈述意见、询问、质证和辩论", "确认记录并签字"
)  # fmt: skip
_REPORT = ("听证会基本情况", "听证参加人的意见", "意见采纳情况和理由")


def _hearings(case: Case, judge: Callable[[Hearing], Ruling]) -> Ruling:
    """(H): every standing hearing; while one may still be wanted the norm is pending."""
    if not case.hearings:
        return expected(case, listed(case.traits.hearing_grounds), "听证会")
    return each(case.hearings, judge, "没有听证会。")


def _held(hearing: Hearing) -> Event:
    return Event("听证会", hearing.held_on)


def _not_held(hearing: Hearing) -> Ruling:
    return pending(f"听证会还没有举行（{planned(hearing.held_on)}）。", hearing.held_on, proof(hearing))


@rule("R22-1")
def hearing_held(case: Case) -> Ruling:
    """第二十二条：“决策事项有下列情形之一的，决策承办单位应当召开听证会”."""
    days = [hearing.held_on for hearing in case.hearings if case.come(hearing.held_on)]
    act = Act("召开听证会", earliest(days), proof(*case.hearings))
    grounds = listed(case.traits.hearing_grounds)
    return trait(case, grounds, "应当听证的情形", case.submission, lambda: act_by(case, act, case.submission))


@rule("R23-1")
def hearing_announced(case: Case) -> Ruling:
    """第二十三条：“决策承办单位应当在召开听证会15日前公告下列事项”."""

    def announced(hearing: Hearing) -> Ruling:
        notice = hearing.notice
        act = Act("听证公告", notice.published_on, proof(hearing))
        if case.come(notice.published_on) and lacking(notice.contents, _NOTICE):
            return contents(act, notice.contents, _NOTICE)
        return before(case, act, _held(hearing), case.limits(hearing.held_on).hearing_notice_days)

    return _hearings(case, announced)


@rule("R24-2")
def stakeholders_half(case: Case) -> Ruling:
    """第二十四条第二款：“利害关系人代表一般不少于听证参加总人数的二分之一”."""

    def half(hearing: Hearing) -> Ruling:
        if not (case.come(hearing.participants_announced_on) or case.come(hearing.held_on)):
            return _not_held(hearing)
        on = earliest((hearing.participants_announced_on, hearing.held_on))
        percent = case.limits(on).stakeholder_percent
        everyone, stakeholders = len(hearing.participants), sum(one.stakeholder for one in hearing.participants)
        words = f"听证参加人{everyone}名，其中利害关系人代表{stakeholders}名"
        if everyone and 100 * stakeholders >= percent * everyone:
            line = ON_THE_LINE if 100 * stakeholders == percent * everyone else ""
            return met(f"{words}，不少于{percent}%{line}。", proof(hearing), on)
        return unmet(f"{words}，少于{percent}%。请增加利害关系人代表，或者写明理由放行。", proof(hearing), on)

    return _hearings(case, half)


@rule("R24-3")
def participants_selected(case: Case) -> Ruling:
    """第二十四条第二款：“应当提前公布听证参加人遴选办法，公平公开组织遴选”."""

    def openly(hearing: Hearing) -> Ruling:
        if hearing.many_applicants is False:
            return not_applicable("申请参加听证会的人数不多。")
        if hearing.many_applicants is None:
            return until(case, _held(hearing), "申请人数是否较多的判定（未判定）", proof(hearing))
        method, announced = hearing.selection_method_published_on, hearing.participants_announced_on
        if announced and case.come(announced) and (method is None or method > announced):
            return unmet("听证参加人公布之前没有公布遴选办法。请公布遴选办法并重新遴选。", proof(hearing), announced)
        act = Act("公布听证参加人遴选办法", method, proof(hearing))
        return before(case, act, _held(hearing), case.limits(hearing.held_on).hearing_announce_days)

    return _hearings(case, openly)


@rule("R24-4")
def participants_announced(case: Case) -> Ruling:
    """第二十四条第三款：“听证参加人的基本情况应当提前向社会公布”."""

    def announced(hearing: Hearing) -> Ruling:
        act = Act("公布听证参加人基本情况", hearing.participants_announced_on, proof(hearing))
        return before(case, act, _held(hearing), case.limits(hearing.held_on).hearing_announce_days)

    return _hearings(case, announced)


@rule("R24-5")
def hearing_papers(case: Case) -> Ruling:
    """第二十四条第三款：“听证会材料应当于召开听证会7日前送达听证参加人”."""

    def delivered(hearing: Hearing) -> Ruling:
        act = Act("听证会材料送达听证参加人", hearing.materials_delivered_on, proof(hearing))
        return before(case, act, _held(hearing), case.limits(hearing.held_on).hearing_papers_days)

    return _hearings(case, delivered)


@rule("R25-1")
def hearing_steps(case: Case) -> Ruling:
    """第二十五条：“听证会应当按照下列程序公开进行”，共五步."""

    def five_steps(hearing: Hearing) -> Ruling:
        if not case.come(hearing.held_on):
            return _not_held(hearing)
        if not hearing.public:
            return unmet("听证会没有公开进行（或者没有登记公开）。", proof(hearing), hearing.held_on)
        if hearing.steps != _STEPS:
            missing = "、".join(lacking(hearing.steps, _STEPS))
            words = f"听证会缺少：{missing}。" if missing else "听证会的步骤次序不对或者有重复。"
            return unmet(f"{words}应当依次进行五步。", proof(hearing), hearing.held_on)
        return met("听证会公开进行，五步依次完成。", proof(hearing), hearing.held_on)

    return _hearings(case, five_steps)


@rule("R25-2")
def record_signed(case: Case) -> Ruling:
    """第二十五条第五项：“听证参加人确认听证会记录并签字”."""

    def signed(hearing: Hearing) -> Ruling:
        if not case.come(hearing.held_on):
            return _not_held(hearing)
        present = [one for one in hearing.participants if one.attended]
        missing = sum(not one.signed for one in present)
        if present and not missing:
            return met(f"到场的{len(present)}名听证参加人都已签字。", proof(hearing), hearing.held_on)
        words = f"到场的听证参加人有{missing}名没有签字" if present else "没有登记到场的听证参加人"
        return unmet(f"{words}。请补签或者补充登记。", proof(hearing), hearing.held_on)

    return _hearings(case, signed)


@rule("R26-1")
def hearing_report(case: Case) -> Ruling:
    """第二十六条第一款：“决策承办单位应当根据听证会记录制作听证报告，作为决策机关决策的重要依据”."""

    def reported(hearing: Hearing) -> Ruling:
        if hearing.held_on is None or not case.come(hearing.held_on):
            words = f"听证会还没有举行（{planned(hearing.held_on)}）；听证报告应当在送请合法性审查前制作。"
            return pending(words, case.submission.day, proof(hearing))
        act = Act("听证报告", hearing.report.issued_on, proof(hearing))
        return act_by(case, act, case.submission, not_before=Act("听证会", hearing.held_on))

    return _hearings(case, reported)


@rule("R26-2")
def hearing_report_contents(case: Case) -> Ruling:
    """第二十六条第二款：“听证报告包括召开听证会的基本情况、听证参加人的意见、意见采纳情况和理由等内容”."""

    def complete(hearing: Hearing) -> Ruling:
        act = Act("听证报告", hearing.report.issued_on, proof(hearing))
        return document(case, act, hearing.report.contents, _REPORT, case.submission)

    return _hearings(case, complete)


RULES = (
    hearing_held, hearing_announced, stakeholders_half, participants_selected, participants_announced, hearing_papers,
    hearing_steps, record_signed, hearing_report, hearing_report_contents,
)  # fmt: skip
INFORMATIVE = ("R24-1", "R25-3")
