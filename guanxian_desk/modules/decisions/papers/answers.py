"""不采纳审查意见的说明 (第四十七条)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.submission import latest_round, rounds
from guanxian_desk.modules.decisions.papers.words import JUSTICE
from guanxian_desk.modules.papers import Content

_WHOLLY = "全部采纳"


def refusals(source: Source) -> Content:
    """不采纳审查意见的说明 of a round: each finding that was not, or not wholly, adopted, with the reason.

    UserError when the opinion was issued and every finding was adopted: then nothing is to be explained.
    """
    (entry,) = rounds(source)
    given = entry.part("opinion")
    findings = given.parts("findings")
    left = tuple(one for one in findings if one.part("response").known("adoption") != _WHOLLY)
    if given.known("issued_on") and not left:
        raise UserError(
            f"案卷“{source.key}”的合法性审查意见没有未采纳或者未完全采纳的",
            "没有生成不采纳审查意见的说明",
            "全部采纳的，按意见修改草案即可（第四十七条）",
        )
    table = _table(left or (given.empty("findings"),))
    answered = [one.part("response").known("on") for one in left if one.part("response").known("on")]
    document = {
        **source.head("matter", "unit", "body"),
        "justice": JUSTICE,
        "opinion_number": given.paper.known("document_number") or "",
        "opined": given.day("issued_on"),
        "count": len(findings) or source.blanks.leave("审查意见的条数"),
        "adopted": len(findings) - len(left),
        "left": len(left) or source.blanks.leave("未采纳或者未完全采纳的条数"),
        "table": table,
        "issued": source.day_signed(left[-1].part("response"), "on") if answered else _unsigned(source, given),
    }
    return source.content([document], (table,))


def to_explain(document: Mapping[str, Any]) -> bool:
    """Whether a finding of the latest opinion was answered otherwise than by adopting all of it."""
    findings = (latest_round(document).get("opinion") or {}).get("findings") or ()
    return any((one.get("response") or {}).get("adoption") in ("部分采纳", "不采纳") for one in findings)


def _unsigned(source: Source, given: Part) -> str:
    source.blanks.leave(given.empty("findings").part("response").label("on"))
    return ""


def _table(findings: tuple[Part, ...]) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("审查发现的问题", weight=2.4),
        Column("修改意见和建议", weight=2.4),
        Column("采纳情况", weight=1, align="center"),
        Column("理由", weight=2.6),
    )
    rows = tuple(
        (
            n,
            one.text("text"),
            one.known("advice") or "",
            one.part("response").text("adoption"),
            one.part("response").text("reason"),
        )
        for n, one in enumerate(findings, 1)
    )
    return Table(columns, rows, caption="未采纳或者未完全采纳的审查意见")
