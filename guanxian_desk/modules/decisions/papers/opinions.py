"""The opinion register in papers, 公众意见采纳情况反馈, 民意调查报告 (第二十七条至第二十九条)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from guanxian_desk.base.days import spoken
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.words import ended, listed, numeral, paragraphs, sections
from guanxian_desk.modules.papers import Content

ADOPTIONS = ("全部采纳", "部分采纳", "不采纳")
STANCES = ("赞成", "反对", "中立")
SECTIONS = ("调查基本情况", "调查内容和方法", "调查结果", "意见和建议")


def counted(source: Source) -> tuple[Part, ...]:
    """The opinions of the register that stand, in the order of their receipt; struck ones are left out."""
    opinions = source.root.part("participation").parts("opinions")
    standing = [one for one in opinions if not one.part("struck")]
    return tuple(sorted(standing, key=lambda one: one.known("received_on")))


def of_source(source: Source, record: str) -> tuple[Part, ...]:
    """The standing opinions that a notice, a symposium, a hearing or another method brought."""
    return tuple(one for one in counted(source) if record and one.known("source") == record)


def adopted_words(opinion: Part) -> str:
    """全部采纳。 / 部分采纳。理由：…。 / a blank while nothing is decided."""
    adoption = opinion.text("adoption")
    reason = "" if adoption == ADOPTIONS[0] else f"理由：{ended(opinion.sentence('reason'))}"
    return f"{ended(adoption)}{reason}"


def register_table(opinions: Sequence[Part], *, named: bool = False) -> Table:
    """Opinions with what became of them; without names unless named (they are shown to the public)."""
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        *((Column("提出人", weight=1.2),) if named else ()),
        Column("意见内容", weight=3.2),
        *((Column("态度", weight=0.7, align="center"),) if named else ()),
        Column("采纳情况", weight=1.1, align="center"),
        Column("理由", weight=2.4),
    )
    rows = tuple(
        (
            n,
            *((one.known("from") or "",) if named else ()),
            one.text("text"),
            *((one.text("stance"),) if named else ()),
            one.text("adoption"),
            "" if one.known("adoption") == ADOPTIONS[0] else one.text("reason"),
        )
        for n, one in enumerate(opinions, 1)
    )
    return Table(columns, rows, caption="公众意见采纳情况")


def feedback(source: Source) -> Content:
    """公众意见采纳情况反馈: to the public, without names."""
    opinions = counted(source)
    table = register_table(opinions)
    given = source.root.part("participation").part("feedback")
    adoptions = Counter(one.known("adoption") for one in opinions)
    stances = Counter(one.known("stance") for one in opinions)
    document: Data = {
        **source.head("matter", "unit"),
        "ways": ways(source) or (source.blanks.sentence("公众参与的方式和时间"),),
        "total": len(opinions),
        "stances": listed(f"{name}的{stances[name]}条" for name in STANCES if stances[name]),
        "adopted": adoptions[ADOPTIONS[0]],
        "partly": adoptions[ADOPTIONS[1]],
        "refused": adoptions[ADOPTIONS[2]],
        "open": sum(one.known("adoption") is None for one in opinions),
        "table": table if opinions else None,
        "more": paragraphs(given.paper.known("text")),
        "contact": given.paper.text("contact"),
        "phone": given.paper.text("phone"),
        "issued": source.day_signed(given, "published_on"),
    }
    return source.content([document], (table,))


def ways(source: Source) -> tuple[str, ...]:
    """How the public was heard, a sentence a way: public notices, symposia, hearings, other methods, polls."""
    part = source.root.part("participation")
    said = [
        *(_notice_words(one) for one in part.parts("notices") if not one.known("superseded_by")),
        *(_held(one, "召开座谈会") for one in part.parts("symposia") if not one.known("superseded_by")),
        *(_held(one, "举行听证会") for one in part.parts("hearings") if not one.known("superseded_by")),
        *(_method(one) for one in part.parts("other_methods")),
        *(_poll_words(one) for one in part.parts("polls")),
    ]
    return tuple(said)


def _notice_words(notice: Part) -> str:
    channels = listed(notice.words("channels"))
    through = f"通过{channels}" if channels else ""
    return f"{notice.day('published_on')}至{notice.day('closes_on')}{through}公开征求意见{_received(notice)}"


def _held(record: Part, act: str) -> str:
    people = record.parts("invitees") if record.has("invitees") else record.parts("participants")
    attending = f"，{len(people)}人参加" if people else ""
    return f"{record.day('held_on')}{act}{attending}{_received(record)}"


def _method(record: Part) -> str:
    return f"{record.day('completed_on')}完成{record.text('method')}{_received(record)}"


def _poll_words(record: Part) -> str:
    by = record.known("conductor")
    return f"{record.day('conducted_on')}完成民意调查{f'（由{by}承担）' if by else ''}"


def _received(record: Part) -> str:
    number = record.known("opinions_received")
    return "" if number is None else f"，收到意见{number}件"


def poll(source: Source) -> Content:
    """民意调查报告 of one poll, or of all."""
    polls = source.records(source.root.part("participation"), "polls")
    return source.content([_poll(source, one) for one in polls])


def _poll(source: Source, record: Part) -> Data:
    told = sections(record.paper.known("text"), SECTIONS)
    conductor = record.known("conductor")
    third = bool(record.known("third_party"))
    return {
        **source.head("matter", "unit"),
        "third": third,
        "conductor": conductor or (source.blanks.leave(record.label("conductor")) if third else ""),
        "free": bool(record.known("interest_free")),
        "day": record.day("conducted_on"),
        "about": (*told.get("", ()), *told.get(SECTIONS[0], ())),
        "parts": tuple(
            {
                "title": f"{numeral(place)}、{title}",
                "lines": told.get(title) or (source.blanks.sentence(f"民意调查报告：{title}"),),
            }
            for place, title in enumerate(SECTIONS[1:], 2)
        ),
        "author": (conductor if third and conductor else source.unit),
        "issued": source.day_signed(record, "report_issued_on"),
    }


def day_words(part: Part, name: str) -> str:
    """A known day as papers write it; "" when it is not known."""
    day = part.known_day(name)
    return spoken(day) if day else ""
