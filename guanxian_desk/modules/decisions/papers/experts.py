"""专家聘请函, 专家论证意见书, 专家论证意见采纳情况 (第三十条至第三十五条)."""

from __future__ import annotations

from collections import Counter

from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.decisions.papers.opinions import ADOPTIONS
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.words import clock, full_name, listed, paragraphs
from guanxian_desk.modules.papers import Content

_INDUSTRY, _LAW = "行业专家", "法律专家"


def _reviews(source: Source) -> tuple[Part, ...]:
    return source.records(source.root, "expert_reviews")


def _experts(source: Source, review: Part) -> tuple[Part, ...]:
    """The experts of a review, or the one whose name the subject ends with."""
    every = review.parts("experts")
    if len(source.rest) < 2:
        return every or (review.empty("experts"),)
    found = tuple(one for one in every if one.known("name") == source.rest[1])
    if not found:
        raise source.no_such([f"{review.id}/{one.known('name')}" for one in every])
    return found


def letter(source: Source) -> Content:
    """专家聘请函, one for each expert of the review (or for the one that the subject names)."""
    return source.content(
        [_letter(source, review, expert) for review in _reviews(source) for expert in _experts(source, review)]
    )


def _letter(source: Source, review: Part, expert: Part) -> Data:
    provided = review.known_day("materials_provided_on")
    paper = review.paper
    return {
        **source.head("matter", "unit", "body"),
        "number": paper.known("document_number") or "",
        "expert": expert.text("name"),
        "method": review.text("method"),
        "topics": listed(review.words("topics")) or "必要性、可行性、科学性",
        "materials": listed(review.words("materials")) or source.blanks.leave(review.label("materials")),
        "provided": review.day("materials_provided_on"),
        "workdays": source.limits(provided).expert_workdays,
        "concluded": review.day("concluded_on"),
        "meeting": _meeting(review),
        "place": paper.text("place"),
        "more": paragraphs(paper.known("text")),
        "contact": paper.text("contact"),
        "phone": paper.text("phone"),
        "issued": source.day_signed(review, "materials_provided_on"),
    }


def _meeting(review: Part) -> str:
    """When the review meets; "" for one in writing."""
    return clock(review.paper.text("starts_at")) if review.known("method") == "论证会" else ""


def opinion(source: Source) -> Content:
    """专家论证意见书, one for each expert to sign."""
    return source.content(
        [_opinion(source, review, expert) for review in _reviews(source) for expert in _experts(source, review)]
    )


def _opinion(source: Source, review: Part, expert: Part) -> Data:
    given, interest = expert.part("opinion"), expert.part("interest")
    facts = (
        ("决策事项", source.matter),
        ("承办单位", source.unit),
        ("专家姓名", expert.text("name")),
        ("专家类别", expert.text("kind")),
        ("职称、职务", expert.text("title")),
        ("工作单位", expert.text("employer")),
        ("专业特长", listed(expert.words("specialties")) or source.blanks.leave(expert.label("specialties"))),
        ("论证方式", review.text("method")),
        ("资料交付日期", review.day("materials_provided_on")),
        ("论证内容", listed(review.words("topics")) or source.blanks.leave(review.label("topics"))),
    )
    return {
        "facts": facts,
        "interest": _interest(source, interest),
        "lines": paragraphs(given.known("text")) or (source.blanks.sentence(given.label("text")),),
        "dissenting": bool(given.known("dissenting")),
        "signed": source.day_signed(given, "signed_on"),
    }


def _interest(source: Source, interest: Part) -> str:
    """The declaration as it was made, or its two answers to tick."""
    declared = interest.known("has_interest")
    if declared is None:
        source.blanks.leave(interest.label("has_interest"))
        return "□ 本人与决策事项没有直接利害关系　　□ 本人与决策事项有直接利害关系"
    note = interest.known("note")
    told = "有直接利害关系" if declared else "没有直接利害关系"
    return f"本人于{interest.day('declared_on')}声明与决策事项{told}{f'（{note}）' if note else ''}。"


def adoption(source: Source) -> Content:
    """专家论证意见采纳情况 of all experts of the review."""
    reviews = _reviews(source)
    tables = [_table(source, review) for review in reviews]
    documents = [_adoption(source, review, table) for review, table in zip(reviews, tables)]
    return source.content(documents, tables)


def _adoption(source: Source, review: Part, table: Table) -> Data:
    experts = review.parts("experts")
    kinds = Counter(one.known("kind") for one in experts)
    adoptions = Counter(one.part("opinion").known("adoption") for one in experts)
    return {
        **source.head("matter", "unit"),
        "method": review.text("method"),
        "institution": review.known("institution") or "",
        "concluded": review.day("concluded_on"),
        "count": len(experts) or source.blanks.leave(review.label("experts")),
        "industry": kinds[_INDUSTRY],
        "law": kinds[_LAW],
        "dissenting": sum(bool(one.part("opinion").known("dissenting")) for one in experts),
        "adopted": adoptions[ADOPTIONS[0]],
        "partly": adoptions[ADOPTIONS[1]],
        "refused": adoptions[ADOPTIONS[2]],
        "table": table,
        "fed_back": review.day("feedback_on"),
        "issued": source.day_signed(review, "feedback_on"),
    }


def _table(source: Source, review: Part) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("专家", weight=1.1),
        Column("类别", weight=0.9, align="center"),
        Column("论证意见", weight=3.2),
        Column("采纳情况", weight=1, align="center"),
        Column("理由", weight=2),
    )
    experts = review.parts("experts") or (review.empty("experts"),)
    return Table(columns, tuple(_row(n, one) for n, one in enumerate(experts, 1)), caption=_caption(source, review))


def _row(number: int, expert: Part) -> tuple[str | int, ...]:
    given = expert.part("opinion")
    reason = "" if given.known("adoption") == ADOPTIONS[0] else given.text("reason")
    who = expert.text("name")
    employer = expert.known("employer")
    return (
        number,
        f"{who}（{full_name(employer)}）" if employer else who,
        expert.text("kind"),
        given.text("text"),
        given.text("adoption"),
        reason,
    )


def _caption(source: Source, review: Part) -> str:
    several = len(source.root.parts("expert_reviews")) > 1
    return f"专家论证意见采纳情况{review.id}" if several else "专家论证意见采纳情况"
