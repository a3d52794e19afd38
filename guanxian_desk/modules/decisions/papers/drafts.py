"""决策草案各稿对照: which version each step rests on, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.decisions.drafts import Passage, Step, Use, paragraphs, passages, steps, uses
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.papers import Content

_STAGES = ("公示稿", "送审稿", "上会稿", "公布稿")


def comparison(source: Source) -> Content:
    """Every version with its use and changes; the texts of the versions in use compared paragraph by paragraph."""
    document = dict(source.document)
    used, pairs = uses(document), steps(document)
    versions = _versions(source, used)
    differing = tuple(_compared(source, pairs))
    data = {
        **source.head("matter"),
        "versions": versions,
        "steps": sentences(source),
        "unnamed": "、".join(stage for stage in _STAGES if stage not in {one.name for one in used}),
        "pairs": tuple({"title": title, "table": table} for title, table in differing),
    }
    sheets = (versions, *(replace(table, caption=f"差异{n}") for n, (_, table) in enumerate(differing, 1)))
    return source.content([data], sheets)


def sentences(source: Source) -> tuple[str, ...]:
    """From each step to the next: the same version, a later one with its changes, or (to be explained) an older one."""
    return tuple(_sentence(one) for one in steps(dict(source.document)))


def _sentence(step: Step) -> str:
    pair = f"{_named(step.after)}与{_named(step.before)}"
    if step.same:
        return f"{pair}是同一稿。"
    if not step.between:
        return f"{pair}相比是较早的一稿，请核对并说明。"
    return f"{pair}不同。{'；'.join(step.between)}。"


def _named(use: Use) -> str:
    return f"{use.name}（第{use.version}稿）"


def _versions(source: Source, used: Sequence[Use]) -> Table:
    columns = (
        Column("稿次", weight=0.7, align="center"),
        Column("成稿日期", CellKind.DAY, 1.1),
        Column("成稿单位", weight=1.6),
        Column("用作", weight=1.4, align="center"),
        Column("与上一稿的主要差异", weight=4),
    )
    rows = [_version(one, used) for one in source.root.part("drafting").parts("drafts")]
    if not rows:
        rows = [(source.blanks.leave("决策草案各稿"), None, "", "", "")]
    return Table(columns, tuple(rows), caption="各稿")


def _version(draft: Part, used: Sequence[Use]) -> tuple[Value, ...]:
    return (
        f"第{draft.text('version')}稿",
        draft.known_day("made_on"),
        draft.known("author") or "",
        "、".join(dict.fromkeys(use.name for use in used if use.draft == draft.id)),
        draft.known("changes") or "",
    )


def _compared(source: Source, pairs: Sequence[Step]) -> Iterator[tuple[str, Table]]:
    """The texts of neighbouring versions in use, where both files are here and can be read."""
    files = {one.id: one for one in source.root.parts("attachments")}
    for step in pairs:
        texts = [_text(source, files, use) for use in (step.before, step.after)]
        if not step.same and texts[0] is not None and texts[1] is not None:
            title = f"{step.before.name}与{step.after.name}逐段对照"
            yield title, _table(passages(texts[0], texts[1]), step.before.name, step.after.name)


def _text(source: Source, files: Mapping[str, Part], use: Use) -> list[str] | None:
    """A version's paragraphs; None for a file that is not here, or that no text can be read from (a scan)."""
    file = files.get(use.text or "")
    content = source.file(file.text("sha256")) if file else None
    if file is None or content is None:
        return None
    try:
        return paragraphs(content, file.text("name"))
    except UserError:
        return None


def _table(found: Sequence[Passage], before: str, after: str) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.4, align="center"),
        Column("差异", weight=0.5, align="center"),
        Column(before, weight=3),
        Column(after, weight=3),
    )
    rows: list[tuple[Value, ...]] = [(n, _kind(one), one.before, one.after) for n, one in enumerate(found, 1)]
    return Table(columns, tuple(rows), note="" if rows else "两稿文字相同。")


def _kind(passage: Passage) -> str:
    return "增加" if not passage.before else "删除" if not passage.after else "修改"
