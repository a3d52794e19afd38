"""听证会公告, 听证参加人公告, 听证会记录, 听证报告 (第二十二条至第二十六条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from guanxian_desk.base.days import spoken
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.decisions.papers.opinions import adopted_words, of_source
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.words import clock, ended, listed, numeral, paragraphs, sections
from guanxian_desk.modules.papers import Content

_GROUNDS = {
    "法律法规规章规定": "法律、法规、规章规定应当听证",
    "直接涉及切身利益可能造成重大影响": "直接涉及公民、法人或者其他组织切身利益，可能造成重大影响",
    "存在重大分歧": "存在重大分歧",
}
STEPS = (
    ("查明到场情况并宣布纪律", "听证记录人查明听证参加人到场情况，宣布听证会纪律"),
    ("宣布开始并介绍", "听证主持人宣布听证会开始，介绍听证主持人、听证记录人，宣布听证会内容"),
    ("介绍决策草案", "决策承办单位介绍决策草案、依据和有关情况"),
    ("陈述意见、询问、质证和辩论", "听证参加人陈述意见，进行询问、质证和辩论"),
    ("确认记录并签字", "听证参加人确认听证会记录并签字"),
)
"""The five steps of 第二十五条: as the dossier names them, and in the regulation's words."""
SECTIONS = ("听证会基本情况", "听证参加人的意见", "意见采纳情况和理由")


def _hearings(source: Source) -> tuple[Part, ...]:
    return source.records(source.root.part("participation"), "hearings")


def notice(source: Source) -> Content:
    """听证会公告."""
    return source.content([_notice(source, hearing) for hearing in _hearings(source)])


def _notice(source: Source, hearing: Part) -> Data:
    announced = hearing.part("notice")
    paper, held = announced.paper, hearing.known_day("held_on")
    grounds = [_GROUNDS[one] for one in source.root.part("matter").part("traits").words("hearing_grounds")]
    return {
        **source.head("matter", "unit"),
        "grounds": listed(grounds, "，且"),
        **_when(hearing),
        "apply": paragraphs(paper.known("text")) or (source.blanks.sentence("申请参加听证会的时间、方式"),),
        "notice_days": source.limits(held).hearing_notice_days,
        "many": bool(hearing.known("many_applicants")),
        **{name: paper.text(name) for name in ("address", "contact", "phone", "email")},
        "issued": source.day_signed(announced, "published_on"),
    }


def _when(hearing: Part) -> dict[str, object]:
    return {
        "day": hearing.day("held_on"),
        "time": clock(hearing.paper.text("starts_at")),
        "place": hearing.paper.text("place"),
    }


def participants(source: Source) -> Content:
    """听证参加人公告."""
    return source.content([_participants(source, hearing) for hearing in _hearings(source)])


def _participants(source: Source, hearing: Part) -> Data:
    people = hearing.parts("participants")
    held = hearing.known_day("held_on")
    before = source.limits(held).hearing_papers_days
    return {
        **source.head("matter", "unit"),
        **_when(hearing),
        "count": _count(source, people, "人数"),
        "stakeholders": _stakeholders(source, people),
        "applicants": len(hearing.words("applicants")),
        "people": _roll(source, hearing, ()),
        "papers_by": spoken(held - timedelta(days=before)) if held else "",
        "contact": hearing.part("notice").paper.text("contact"),
        "phone": hearing.part("notice").paper.text("phone"),
        "issued": source.day_signed(hearing, "participants_announced_on"),
    }


def _roll(source: Source, hearing: Part, more: Sequence[Column]) -> Table:
    """The participants, with columns to be filled in by hand."""
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("姓名或者单位", weight=2),
        Column("身份", weight=1.6, align="center"),
        *more,
    )
    rows = [
        (n, one.text("name"), "利害关系人代表" if one.known("stakeholder") else "其他听证参加人")
        for n, one in enumerate(hearing.parts("participants"), 1)
    ]
    if not rows:
        rows = [(1, source.blanks.leave(hearing.label("participants")), source.blanks.leave("听证参加人的身份"))]
    return Table(columns, tuple((*row, *[""] * len(more)) for row in rows), size=12)


def record(source: Source) -> Content:
    """听证会记录, for the participants to confirm and sign."""
    return source.content([_record(source, hearing) for hearing in _hearings(source)])


def _record(source: Source, hearing: Part) -> Data:
    paper, people = hearing.paper, hearing.parts("participants")
    came = [one for one in people if one.known("attended")]
    facts = (
        ("听证事项", f"《{source.matter}（草案）》"),
        ("承办单位", source.unit),
        ("时间", f"{hearing.day('held_on')}{clock(paper.text('starts_at'))}至{clock(paper.text('ends_at'))}"),
        ("地点", paper.text("place")),
        ("听证主持人", paper.text("host")),
        ("听证记录人", paper.text("recorder")),
        ("听证参加人", f"应到{_count(source, people, '应到人数')}人，实到{_count(source, came, '实到人数')}人"),
        ("是否公开举行", _flag(source, hearing, "public")),
    )
    return {
        **source.head("matter"),
        "facts": facts,
        "steps": _steps(source, hearing),
        "signatures": _roll(source, hearing, (Column("签字", weight=2),)),
    }


def _count(source: Source, people: Sequence[Part], label: str) -> str:
    return str(len(people)) if people else source.blanks.leave(f"听证参加人{label}")


def _stakeholders(source: Source, people: Sequence[Part]) -> str:
    number = sum(bool(one.known("stakeholder")) for one in people)
    return str(number) if people else source.blanks.leave("利害关系人代表人数")


def _flag(source: Source, part: Part, name: str) -> str:
    known = part.known(name)
    return source.blanks.leave(part.label(name)) if known is None else "是" if known else "否"


def _steps(source: Source, hearing: Part) -> tuple[dict[str, object], ...]:
    """What was said under each of the five steps; the statements are those of the opinion register."""
    told = sections(hearing.paper.known("text"), [name for name, _ in STEPS])
    spoken_there = [
        f"{one.text('from')}（{one.text('stance')}）：{ended(one.text('text'))}"
        for one in of_source(source, hearing.id)
    ]
    lines = {name: list(told.get(name, ())) for name, _ in STEPS}
    lines[STEPS[3][0]] += [*told.get("", ()), *spoken_there]
    return tuple(
        {
            "title": f"（{numeral(place)}）{words}",
            "lines": tuple(lines[name]) or (source.blanks.sentence(f"听证会记录：{name}"),),
        }
        for place, (name, words) in enumerate(STEPS, 1)
    )


def report(source: Source) -> Content:
    """听证报告 to the deciding body."""
    return source.content([_report(source, hearing) for hearing in _hearings(source)])


def _report(source: Source, hearing: Part) -> Data:
    issued = hearing.part("report")
    told = sections(issued.paper.known("text"), SECTIONS)
    people = hearing.parts("participants")
    came = [one for one in people if one.known("attended")]
    return {
        **source.head("matter", "unit", "body"),
        **_when(hearing),
        "host": hearing.paper.text("host"),
        "recorder": hearing.paper.text("recorder"),
        "announced": hearing.part("notice").day("published_on"),
        "named": hearing.day("participants_announced_on"),
        "count": _count(source, people, "应到人数"),
        "came": _count(source, came, "实到人数"),
        "stakeholders": _stakeholders(source, came),
        "public": bool(hearing.known("public")),
        "about": (*told.get("", ()), *told.get(SECTIONS[0], ())),
        "said": _said(source, hearing, told.get(SECTIONS[1], ())),
        "adopted": _adopted(source, hearing, told.get(SECTIONS[2], ())),
        "number": issued.paper.known("document_number") or "",
        "issued": source.day_signed(issued, "issued_on"),
    }


def _said(source: Source, hearing: Part, told: Sequence[str]) -> tuple[str, ...]:
    """The participants' opinions; the register may rightly have none."""
    said = [
        f"{one.text('from')}（{one.text('stance')}）：{ended(one.text('text'))}"
        for one in of_source(source, hearing.id)
    ]
    return (*told, *said) or _none_said(source, hearing, SECTIONS[1])


def _adopted(source: Source, hearing: Part, told: Sequence[str]) -> tuple[str, ...]:
    lines = [f"{one.text('from')}提出的意见，{adopted_words(one)}" for one in of_source(source, hearing.id)]
    return (*told, *lines) or _none_said(source, hearing, SECTIONS[2])


def _none_said(source: Source, hearing: Part, name: str) -> tuple[str, ...]:
    if hearing.known("opinions_received") == 0:
        return ("听证参加人没有提出意见。",)
    return (source.blanks.sentence(f"听证报告：{name}"),)
