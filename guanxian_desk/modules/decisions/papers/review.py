"""补正通知书 and 合法性审查意见书 of the justice bureau (第四十二条至第四十六条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanxian_desk.base.days import spoken
from guanxian_desk.law.articles import articles
from guanxian_desk.law.norms import norms
from guanxian_desk.modules.decisions.facts.legality import Round
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.submission import rounds
from guanxian_desk.modules.decisions.papers.words import JUSTICE, article_text, ended, listed, numeral, paragraphs
from guanxian_desk.modules.decisions.rules.chapter6 import missed_at_submission
from guanxian_desk.modules.decisions.rules.chapter6_review import net_review_days
from guanxian_desk.modules.papers import Content

_BEYOND, _MISSED, _DETAIL = "超越法定权限或者主要内容不合法", "应当履行而未履行法定程序", "具体规定不合法"
_HANDLING = 45
"""第四十五条: what becomes of a finding."""
_ITEM = {_BEYOND: "第一项", _MISSED: "第二项", _DETAIL: "第三项"}
CONCLUSIONS = ("合法", "修改后合法", "退回补正", "不合法")
_SCOPE = {
    "法定权限": "决策事项是否符合法定权限",
    "法定程序": "决策草案的形成是否履行相关法定程序",
    "内容合法": "决策草案内容是否符合有关法律、法规、规章和政策的规定",
    "其他": "其他需要进行合法性审查的内容",
}
_ARTICLE = re.compile(r"第[一二三四五六七八九十]+条")
_OF_THE_RULE = re.compile(r"《(?:冠县重大行政决策程序)?规定》((?:[、和及]?第[一二三四五六七八九十]+[条款项])+)")


def supplement(source: Source) -> Content:
    """补正通知书 for each notice of the round, or for the one whose place the subject ends with (KEY/r1/2)."""
    return source.content(
        [_supplement(source, entry, notice) for entry in rounds(source) for notice in _notices(source, entry)]
    )


def _notices(source: Source, entry: Part) -> tuple[Part, ...]:
    every = entry.parts("supplements")
    if len(source.rest) < 2:
        return every or (entry.empty("supplements"),)
    place = source.rest[1]
    if place.isdecimal() and 1 <= int(place) <= len(every):
        return (every[int(place) - 1],)
    raise source.no_such([f"{entry.id}/{n}" for n in range(1, len(every) + 1)])


def _supplement(source: Source, entry: Part, notice: Part) -> Data:
    received = notice.known_day("requested_on")
    workdays = source.limits(entry.known_day("submitted_on")).supplement_workdays
    due = source.checker.calendar.add(received, workdays) if received else None
    return {
        **source.head("matter", "unit"),
        "justice": JUSTICE,
        "number": notice.paper.known("document_number") or "",
        "submitted": entry.day("submitted_on"),
        "items": notice.words("items") or (source.blanks.sentence("应当补送的材料"),),
        "workdays": workdays,
        "due": spoken(due) if due else "",
        "more": paragraphs(notice.paper.known("text")),
        "contact": notice.paper.text("contact"),
        "phone": notice.paper.text("phone"),
        "issued": source.day_signed(notice, "requested_on"),
    }


def opinion(source: Source) -> Content:
    """合法性审查意见书 of a round, drafted from its findings; the articles it rests on stand behind it."""
    return source.content([_opinion(source, entry) for entry in rounds(source)])


def _opinion(source: Source, entry: Part) -> Data:
    given = entry.part("opinion")
    findings = given.parts("findings")
    conclusion = given.known("conclusion")
    if conclusion is None:
        source.blanks.leave(given.label("conclusion"))
    missed = _missed(source, entry) if conclusion != CONCLUSIONS[0] else ()
    return {
        **source.head("matter", "unit", "body"),
        "justice": JUSTICE,
        "number": given.paper.known("document_number") or "",
        "submitted": entry.day("submitted_on"),
        "application": entry.paper.known("document_number") or "",
        "process": tuple(_process(source, entry)),
        "scope": _scope(given),
        "conclusion": conclusion or "",
        "findings": tuple(_finding(n, one, source) for n, one in enumerate(findings, 1)),
        "missed": missed,
        "advice": paragraphs(given.paper.known("text")),
        "quoted": _quoted(findings, missed),
        "contact": given.paper.text("contact"),
        "phone": given.paper.text("phone"),
        "issued": source.day_signed(given, "issued_on"),
    }


def _process(source: Source, entry: Part) -> Iterator[str]:
    """How the review went: supplements, work off the clock, the advisers, the working days."""
    for notice in entry.parts("supplements"):
        supplied = f"，于{notice.day('supplied_on')}补送" if notice.known("supplied_on") else "，尚未补送"
        yield f"{notice.day('requested_on')}通知补送{listed(notice.words('items')) or '材料'}{supplied}。"
    for span in entry.parts("excluded_spans"):
        yield f"{span.day('from')}至{span.day('to')}开展{span.text('kind')}，时间不计算在审查期限内。"
    advisers = [f"{one.text('role')}{one.text('name')}" for one in entry.parts("legal_opinions")]
    told = listed(advisers) or source.blanks.leave("提出法律意见的法律顾问、公职律师")
    yield f"审查中组织{told}提出了法律意见。"
    net = _net_days(source, entry)
    if net is not None:
        yield f"扣除依法不计算在内的时间，审查用时{net}个工作日。"


def _net_days(source: Source, entry: Part) -> int | None:
    known = next((one for one in source.dossier.legality.rounds if one.id == entry.id), None)
    if known is None or known.submitted_on is None or known.opinion.issued_on is None:
        return None
    return net_review_days(source.case, known, known.submitted_on, known.opinion.issued_on)


def _scope(given: Part) -> str:
    return listed(_SCOPE[one] for one in given.words("scope")) or listed(list(_SCOPE.values())[:3])


def _finding(number: int, finding: Part, source: Source) -> dict[str, object]:
    kind = finding.text("kind")
    advice = finding.known("advice")
    if advice is None and kind == _DETAIL:
        advice = source.blanks.sentence(finding.label("advice"))
    basis = f"《规定》第四十五条{_ITEM[kind]}" if kind in _ITEM else ""
    return {
        "title": f"（{numeral(number)}）{kind}",
        "text": ended(finding.text("text")),
        "advice": ended(advice) if advice else "",
        "basis": basis,
    }


def _missed(source: Source, entry: Part) -> tuple[str, ...]:
    """The procedures that the law asked for and that were not performed when the draft was sent, by the rules."""
    known: Round | None = next((one for one in source.dossier.legality.rounds if one.id == entry.id), None)
    if known is None or known.submitted_on is None:
        return ()
    found = missed_at_submission(source.case, known.submitted_on)
    return tuple(f"{norms()[name].citation}：{norms()[name].quote}" for name in found)


def _quoted(findings: tuple[Part, ...], missed: tuple[str, ...]) -> tuple[str, ...]:
    """The articles that findings and advice name, in the regulation's words; 第四十五条 among them."""
    if not findings and not missed:
        return ()
    labels = {article.label: number for number, article in articles().items()}
    said = [*missed, *(part for one in findings for part in _citing(one))]
    named = {labels[label] for text in said for label in _ARTICLE.findall(text) if label in labels}
    return tuple(line for number in sorted(named | {_HANDLING}) for line in article_text(number))


def _citing(finding: Part) -> list[str]:
    """Where a finding names articles of the regulation: after its name, or in what it says of a missed procedure.

    An article named otherwise is one of the draft.
    """
    text = f"{finding.text('text')}{finding.known('advice') or ''}"
    return [text] if finding.known("kind") == _MISSED else _OF_THE_RULE.findall(text)
