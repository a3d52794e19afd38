"""决策草案各稿对照: which version each step rests on, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.decisions.draft_text import Change, compare, paragraphs
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.story import standing
from guanxian_desk.modules.papers import Content

_STAGES = ("公示稿", "送审稿", "上会稿", "公布稿")


@dataclass(frozen=True)
class Use:
    """A step that rests on a version: 公示稿, 送审稿, 上会稿 or 公布稿, and the draft's id."""

    stage: str
    draft: str


def uses(source: Source) -> list[Use]:
    """The versions that notices, rounds, requests and the publication name, in the order of the procedure."""
    notices = standing(source.root.part("participation").parts("notices"))
    rounds = source.root.part("legality").parts("rounds")
    requests = [one.part("request") for one in source.root.part("deliberation").parts("meetings")]
    named = [
        *((_STAGES[0], one) for one in notices),
        *((_STAGES[1], one) for one in rounds),
        *((_STAGES[2], one) for one in requests),
        (_STAGES[3], source.root.part("publication")),
    ]
    return [Use(stage, one.known("draft")) for stage, one in named if one.known("draft")]


def comparison(source: Source) -> Content:
    """Every version with its use and changes; the texts of the versions in use compared paragraph by paragraph."""
    drafts = {one.id: one for one in source.root.part("drafting").parts("drafts")}
    used = uses(source)
    versions = _versions(source, drafts, used)
    differing = tuple(_compared(source, drafts, used))
    document = {
        **source.head("matter"),
        "versions": versions,
        "steps": tuple(_sentences(drafts, used)),
        "unnamed": "、".join(stage for stage in _STAGES if stage not in {one.stage for one in used}),
        "pairs": tuple({"title": title, "table": table} for title, table in differing),
    }
    sheets = (versions, *(_captioned(table, f"差异{n}") for n, (_, table) in enumerate(differing, 1)))
    return source.content([document], sheets)


def _captioned(table: Table, caption: str) -> Table:
    return Table(table.columns, table.rows, caption=caption)


def _versions(source: Source, drafts: dict[str, Part], used: Sequence[Use]) -> Table:
    columns = (
        Column("稿次", weight=0.7, align="center"),
        Column("成稿日期", CellKind.DAY, 1.1),
        Column("成稿单位", weight=1.6),
        Column("用作", weight=1.4, align="center"),
        Column("与上一稿的主要差异", weight=4),
    )
    rows: list[tuple[Value, ...]] = [
        (
            _ordinal(one),
            one.known_day("made_on"),
            one.known("author") or "",
            "、".join(dict.fromkeys(use.stage for use in used if use.draft == one.id)),
            one.known("changes") or "",
        )
        for one in drafts.values()
    ]
    if not rows:
        rows = [(source.blanks.leave("决策草案各稿"), None, "", "", "")]
    return Table(columns, tuple(rows), caption="各稿")


def _ordinal(draft: Part) -> str:
    return f"第{draft.text('version')}稿"


def _sentences(drafts: dict[str, Part], used: Sequence[Use]) -> Iterator[str]:
    """From each step to the next: the same version, a later one with its changes, or (to be explained) an older one."""
    order = list(drafts)
    for before, after in pairwise(used):
        if before.draft not in drafts or after.draft not in drafts:
            continue
        old, new = drafts[before.draft], drafts[after.draft]
        pair = f"{after.stage}（{_ordinal(new)}）与{before.stage}（{_ordinal(old)}）"
        between = order[order.index(before.draft) + 1 : order.index(after.draft) + 1]
        if old.id == new.id:
            yield f"{pair}是同一稿。"
        elif not between:
            yield f"{pair}相比是较早的一稿，请核对并说明。"
        else:
            changes = [f"{_ordinal(drafts[name])}：{drafts[name].known('changes') or '差异未登记'}" for name in between]
            yield f"{pair}不同。{'；'.join(changes)}。"


def _compared(source: Source, drafts: dict[str, Part], used: Sequence[Use]) -> Iterator[tuple[str, Table]]:
    """The texts of neighbouring versions in use, where both files are here and can be read."""
    files = {one.id: one.text("sha256") for one in source.root.parts("attachments")}
    for before, after in pairwise(used):
        if before.draft == after.draft or before.draft not in drafts or after.draft not in drafts:
            continue
        texts = [_text(source, files, drafts[name]) for name in (before.draft, after.draft)]
        if texts[0] is not None and texts[1] is not None:
            title = f"{before.stage}与{after.stage}逐段对照"
            yield title, _table(compare(texts[0], texts[1]), before.stage, after.stage)


def _text(source: Source, files: dict[str, str], draft: Part) -> tuple[str, ...] | None:
    content = source.file(files.get(draft.known("text") or "", ""))
    return None if content is None else paragraphs(content)


def _table(changes: Sequence[Change], before: str, after: str) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.4, align="center"),
        Column("差异", weight=0.5, align="center"),
        Column(before, weight=3),
        Column(after, weight=3),
    )
    rows: list[tuple[Value, ...]] = [(n, one.kind, one.before, one.after) for n, one in enumerate(changes, 1)]
    return Table(columns, tuple(rows), note="" if rows else "两稿文字相同。")
