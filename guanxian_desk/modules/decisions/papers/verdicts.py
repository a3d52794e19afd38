"""履行决策法定程序的说明, and the check page that stays in the office: every verdict, gate and version of the draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from guanxian_desk.base.days import spoken
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.law.articles import articles
from guanxian_desk.law.norms import norms
from guanxian_desk.law.verdicts import Gate, State, Verdict
from guanxian_desk.modules.decisions.papers.drafts import sentences
from guanxian_desk.modules.decisions.papers.enclosures import pieces, places
from guanxian_desk.modules.decisions.papers.evidence import names, shown
from guanxian_desk.modules.decisions.papers.source import Data, Places, Source
from guanxian_desk.modules.decisions.papers.wanting import lacking
from guanxian_desk.modules.papers import Content

STATES = {
    State.MET: "符合",
    State.UNMET: "不符合",
    State.PENDING: "待办",
    State.NOT_APPLICABLE: "不适用",
    State.WAIVED: "已放行",
}
GATES = {
    "R41-1": "送请合法性审查",
    "R41-2": "提请集体讨论",
    "R40-3": "作出决定（风险可控）",
    "R48-2": "作出决定（集体讨论）",
    "R55-1": "停止、中止、修改",
    "R57-4": "经评估停止、修改",
}
_PRESUMED = re.compile(r"〔推定：[^〕]*〕")
_SMALL = 9.0


def statement(source: Source) -> Content:
    """履行决策法定程序的说明: every checked and attested norm by chapter, with the evidence and its page."""
    report = source.report
    counts = Counter(verdict.state for verdict in report.verdicts)
    lying = source.places or _by_number(source)
    chapters = _by_chapter(report.verdicts)
    tables = [(title, _table(source, verdicts, lying)) for title, verdicts in chapters.items()]
    document: Data = {
        **source.head("matter", "unit"),
        "as_of": spoken(source.as_of),
        "total": len(report.verdicts),
        "counts": _counted(counts),
        "unmet": counts[State.UNMET],
        "chapters": tuple({"title": title, "table": table} for title, table in tables),
        "readings": readings(source),
        "years": "、".join(map(str, report.missing_calendars)),
        "paged": bool(source.places),
    }
    return source.content([document], [_named(table, title) for title, table in tables])


def _by_number(source: Source) -> Places:
    """Before the file is bound: the evidence by its number in the table of contents."""
    found = pieces(source.aside())
    return places(found, [f"第{number}件" for number in range(1, len(found) + 1)])


def _counted(counts: Counter[State]) -> str:
    return "，".join(f"{word}{counts[state]}条" for state, word in STATES.items() if counts[state])


def _by_chapter(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    chapters: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        chapters.setdefault(articles()[verdict.article].chapter, []).append(verdict)
    return chapters


def _table(source: Source, verdicts: Sequence[Verdict], lying: Places) -> Table:
    columns = (
        Column("条款", weight=1.2),
        Column("规范", CellKind.CODE, 0.7),
        Column("要求", weight=2.4),
        Column("结论", weight=0.7, align="center"),
        Column("办理情况", weight=3.6),
        Column("证据", weight=2.4),
    )
    called = names(source.document)
    rows = tuple(
        (
            norms()[one.norm].citation,
            one.norm,
            norms()[one.norm].demand,
            STATES[one.state],
            outward(one.message),
            shown(one.article, one.evidence, called, lying),
        )
        for one in verdicts
    )
    return Table(columns, rows, size=_SMALL)


def _named(table: Table, caption: str) -> Table:
    return Table(table.columns, table.rows, caption=caption.replace(" ", "　"))


def outward(message: str) -> str:
    """A verdict's words for a paper that leaves the office: without the marks of what the office assumes."""
    return _PRESUMED.sub("", message)


def readings(source: Source) -> tuple[str, ...]:
    """The office's readings of what the regulation leaves open, each with its basis; those without one are left out."""
    return tuple(f"{words}（{basis}）" for words, basis in source.readings if basis)


def check(source: Source) -> Content:
    """案卷检查页: gates, broken and open norms, versions of the draft; for the office itself."""
    report = source.report
    gates = _gates(report.gates)
    broken = _open(source, "不符合的", report.having(State.UNMET))
    pending = sorted(report.having(State.PENDING), key=lambda one: (one.due is None, one.due or source.as_of))
    waiting = _open(source, "待办的", pending)
    document: Data = {
        **source.head("matter"),
        "key": source.key,
        "as_of": spoken(source.as_of),
        "counts": _counted(Counter(verdict.state for verdict in report.verdicts)),
        "gates": gates,
        "broken": broken if broken.rows else None,
        "waiting": waiting if waiting.rows else None,
        "waived": tuple(
            f"{norms()[one.norm].citation}（{one.norm}）：{one.message}" for one in report.having(State.WAIVED)
        ),
        "lacks": lacking(source, pieces(source.aside())),
        "drafts": sentences(source),
        "readings": tuple(f"{words}（{basis or '口径待主管部门明确'}）" for words, basis in source.readings),
        "years": "、".join(map(str, report.missing_calendars)),
    }
    return source.content([document], (gates, broken, waiting))


def _gates(gates: Sequence[Gate]) -> Table:
    columns = (
        Column("关口", weight=1.6),
        Column("规范", CellKind.CODE, 0.7),
        Column("状态", weight=0.6, align="center"),
        Column("因为", weight=4),
    )
    rows = tuple((GATES[one.norm], one.norm, "开" if one.open else "关", _held(one)) for one in gates)
    return Table(columns, rows, caption="关口", size=_SMALL)


def _held(gate: Gate) -> str:
    return "；".join(f"{norms()[one].citation}（{one}）{norms()[one].demand}" for one in gate.held_by)


def _open(source: Source, caption: str, verdicts: Sequence[Verdict]) -> Table:
    columns = (
        Column("条款", weight=1.2),
        Column("规范", CellKind.CODE, 0.7),
        Column("情况和办法", weight=5),
        Column("期限", CellKind.DAY, 0.9),
        Column("证据", weight=1.6),
    )
    called = names(source.document)
    proofs = (shown(one.article, one.evidence, called, source.places) for one in verdicts)
    rows = tuple(
        (norms()[one.norm].citation, one.norm, one.message, one.due, proof) for one, proof in zip(verdicts, proofs)
    )
    return Table(columns, rows, caption=caption, size=_SMALL)
