"""合法性初审意见书, 送审申请书, 起草说明, 送审材料清单 (第十四条第一款、第四十一条、第四十二条)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.so_far import so_far
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.story import formation
from guanxian_desk.modules.decisions.papers.words import (
    JUSTICE,
    ended,
    full_name,
    listed,
    numeral,
    paragraphs,
    sections,
)
from guanxian_desk.modules.decisions.rules.procedures import PROCEDURES, performed
from guanxian_desk.modules.papers import Content

_SEVEN = (
    ("送审申请书", "第一款第一项"),
    ("决策草案", "第一款第二项"),
    ("起草说明", "第一款第三项"),
    ("法律法规规章和政策依据目录及文本", "第一款第四项"),
    ("部门会签意见", "第一款第五项"),
    ("合法性初审意见书", "第一款第六项"),
    ("其他材料", "第一款第七项"),
)
SECTIONS = ("制定背景", "必要性", "主要内容")


def rounds(source: Source) -> tuple[Part, ...]:
    """The round that the subject names, else the latest; an empty one before the first."""
    legality = source.root.part("legality")
    if source.rest:
        return source.records(legality, "rounds")
    every = legality.parts("rounds")
    return (max(every, key=lambda one: one.known("submitted_on") or ""),) if every else (legality.empty("rounds"),)


def latest_round(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The latest round as the document has it; empty before the first."""
    every: Sequence[Mapping[str, Any]] = (document.get("legality") or {}).get("rounds") or ()
    return max(every, key=lambda entry: entry.get("submitted_on") or "", default={})


def unit_review(source: Source, named: object = None) -> Part:
    """The unit's own procedure: the one of this id, else the last; an empty one when there is none."""
    legality = source.root.part("legality")
    reviews = legality.parts("unit_reviews")
    found = [one for one in reviews if one.id == named] or list(reviews[-1:])
    return found[0] if found else legality.empty("unit_reviews")


def first_review(source: Source) -> Content:
    """合法性初审意见书 of the unit's law section."""
    own = source.records(source.root.part("legality"), "unit_reviews")[-1] if source.rest else unit_review(source)
    first = own.part("first_review")
    heard = [f"{one.text('role')}{one.text('name')}（{one.day('on')}）" for one in first.parts("heard")]
    reviewer = first.known("reviewer")
    document: Data = {
        **source.head("matter", "unit", "body"),
        "number": first.paper.known("document_number") or "",
        "reviewer": full_name(reviewer) if reviewer else source.blanks.leave(first.label("reviewer")),
        "heard": listed(heard) or source.blanks.sentence("听取法律顾问和公职律师意见的情况"),
        "lines": paragraphs(first.paper.known("text")) or (source.blanks.sentence("合法性初审意见"),),
        "issued": source.day_signed(first, "issued_on"),
    }
    return source.content([document])


def application(source: Source) -> Content:
    """送审申请书 to the justice bureau."""
    return source.content([_application(source, one) for one in rounds(source)])


def _application(source: Source, entry: Part) -> Data:
    own = unit_review(source, entry.known("unit_review"))
    signed = [one.text("unit") for one in own.parts("countersigns")]
    meeting = own.part("office_meeting")
    return {
        **source.head("matter", "unit"),
        "number": entry.paper.known("document_number") or "",
        "justice": JUSTICE,
        "done": listed(_performed(source, entry)),
        "omitted": [
            f"{one.text('procedure')}：{ended(one.text('reason'))}" for one in entry.parts("omitted_procedures")
        ],
        "first": own.part("first_review").day("issued_on"),
        "signed": listed(signed) or source.blanks.leave("会签部门"),
        "session": meeting.paper.known("session") or "",
        "met": meeting.day("held_on"),
        "materials": [name for name in entry.words("materials") if name != _SEVEN[0][0]] or [m for m, _ in _SEVEN[1:]],
        "contact": entry.paper.text("contact"),
        "phone": entry.paper.text("phone"),
        "issued": source.day_signed(entry, "submitted_on"),
    }


def _performed(source: Source, entry: Part) -> list[str]:
    day = entry.known_day("submitted_on") or source.as_of
    return [name for name in PROCEDURES if performed(source.case, name, day)]


def statement(source: Source) -> Content:
    """起草说明 with background, need, how it came about, contents, and why procedures were left out."""
    return source.content([_statement(source, one) for one in rounds(source)])


def _statement(source: Source, entry: Part) -> Data:
    told = sections(entry.paper.known("text"), SECTIONS)
    lines: dict[str, tuple[str, ...]] = {
        "制定背景": (*told.get("", ()), *told.get("制定背景", ())) or (source.blanks.sentence("起草说明：制定背景"),),
        "必要性": told.get("必要性") or (source.blanks.sentence("起草说明：必要性"),),
        "形成过程": formation(so_far(source, entry.known_day("submitted_on")))
        or (source.blanks.sentence("起草说明：形成过程"),),
        "主要内容": told.get("主要内容") or (source.blanks.sentence("起草说明：主要内容"),),
    }
    omitted = _omitted(source, entry)
    if omitted:
        lines["未履行有关程序的说明"] = omitted
    parts = [{"title": f"{numeral(n)}、{name}", "lines": words} for n, (name, words) in enumerate(lines.items(), 1)]
    return {**source.head("matter", "unit"), "parts": parts, "issued": source.day_signed(entry, "submitted_on")}


def _omitted(source: Source, entry: Part) -> tuple[str, ...]:
    """A sentence for every procedure not performed (第四十二条第二款), with its reason or a blank for it."""
    reasons = {one.known("procedure"): one.known("reason") for one in entry.parts("omitted_procedures")}
    done = _performed(source, entry)
    missing = [name for name in PROCEDURES if name not in done]
    return tuple(
        f"没有履行{name}程序，理由是：{ended(reasons.get(name) or source.blanks.sentence(f'未履行{name}的理由'))}"
        for name in missing
    )


def materials(source: Source) -> Content:
    """送审材料清单: the seven materials of 第四十二条 and those of the five procedures."""
    found = rounds(source)
    tables = [_materials(source, one) for one in found]
    documents: list[Data] = [
        {
            **source.head("matter", "unit"),
            "justice": JUSTICE,
            "table": table,
            "submitted": one.day("submitted_on"),
            "contact": one.paper.text("contact"),
            "phone": one.paper.text("phone"),
        }
        for one, table in zip(found, tables)
    ]
    return source.content(documents, tables)


def _materials(source: Source, entry: Part) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("材料名称", weight=3),
        Column("依据（第四十二条）", weight=1.5, align="center"),
        Column("报送情况", weight=1.3, align="center"),
        Column("份数", weight=0.7, align="center"),
        Column("页数", weight=0.7, align="center"),
        Column("备注", weight=2),
    )
    wanted = [*_SEVEN, *((f"{name}材料", "第二款") for name in PROCEDURES)]
    rows: list[tuple[Value, ...]] = [
        (n, *_row(source, entry, name, basis)) for n, (name, basis) in enumerate(wanted, 1)
    ]
    return Table(columns, tuple(rows), caption="送审材料")


def _row(source: Source, entry: Part, name: str, basis: str) -> tuple[str, ...]:
    procedure = name.removesuffix("材料")
    reasons = {one.known("procedure"): one.known("reason") for one in entry.parts("omitted_procedures")}
    if name in entry.words("materials"):
        return (name, basis, "已报送", "", "", _named(source, name))
    late = [one for one in entry.parts("supplements") if name in one.words("items")]
    if late:
        supplied = late[-1].known("supplied_on")
        state = f"{late[-1].day('supplied_on')}补送" if supplied else "待补送"
        return (name, basis, state, "", "", "")
    if entry and (name == "其他材料" or (procedure in PROCEDURES and procedure not in _performed(source, entry))):
        return (name, basis, "—", "", "", reasons.get(procedure) or "")
    return (name, basis, "□", "", "", "")


def _named(source: Source, name: str) -> str:
    """The attachments of the dossier that play this part."""
    return listed(one.text("name") for one in source.root.parts("attachments") if one.known("role") == name)
