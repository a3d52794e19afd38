"""企业档案: one enterprise's story: who it is, its figures, titles, services, claims, and everything in time."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.day import CultivationDay
from guanxian_desk.modules.cultivation.papers.parts import SMALL, day_of, head, number_column, numbered, titled
from guanxian_desk.modules.cultivation.profile import facts_of, title_state
from guanxian_desk.modules.cultivation.rules.ladder import rungs_on
from guanxian_desk.modules.cultivation.rules.stages import STATE_WORDS
from guanxian_desk.modules.cultivation.rules.who import Firm
from guanxian_desk.modules.cultivation.stories import story
from guanxian_desk.modules.papers import Asked, Choice, Content


def content(asked: Asked) -> Content:
    """The file of the enterprise of a code, as of the day. UserError when nobody registered it."""
    day = day_of(asked)
    firm = day.known.find(asked.subject)
    if firm is None:
        raise UserError(f"企业名册里没有“{asked.subject}”", "没有生成企业档案", "请核对统一社会信用代码")
    figures, titles, claims, told = _figures(day, firm), _titles(day, firm), _claims(day, firm), _told(day, firm)
    document = {
        **head(asked, day),
        "name": firm.name,
        "facts": facts_of(day, firm),
        "rung": "、".join(rungs_on(firm, day.as_of)) if firm.code.startswith("9") else "",
        "figures": figures if figures.rows else None,
        "titles": titles if titles.rows else None,
        "claims": claims if claims.rows else None,
        "told": told,
    }
    sheets = (titled(figures, "年度数据"), titled(titles, "认定"), titled(claims, "奖补"), titled(told, "大事记"))
    return Content((document,), sheets, about=firm.name, persons=1)


def subjects(asked: Asked) -> list[Choice]:
    """Every enterprise by name."""
    day = day_of(asked)
    return [(firm.code, f"{firm.name}（{firm.code}）") for firm in sorted(day.known.firms, key=lambda firm: firm.name)]


def _figures(day: CultivationDay, firm: Firm) -> Table:
    columns = (
        Column("年度", CellKind.CODE, 0.8),
        Column("营业收入", CellKind.MONEY, 1.6),
        Column("研发投入", CellKind.MONEY, 1.4),
        Column("从业人数", CellKind.COUNT, 0.9),
        Column("纳税额", CellKind.MONEY, 1.4),
        Column("出口额", CellKind.MONEY, 1.4),
        Column("发明专利", CellKind.COUNT, 0.8),
        Column("规上", CellKind.FLAG, 0.7),
    )
    by_key = {(row["code"], row["year"]): row for row in day.books.of(day.books.years, firm)}
    rows: list[tuple[Value, ...]] = []
    for year, figures in firm.figures.items():
        row = by_key[(figures.code, year)]
        names = ("revenue_fen", "research_fen", "staff", "tax_fen", "exports_fen", "patents", "above_scale")
        if year <= day.year:
            rows.append((str(year), *(row[name] for name in names)))
    return Table(columns, tuple(rows), note="金额单位：元。", size=SMALL)


def _titles(day: CultivationDay, firm: Firm) -> Table:
    columns = (
        number_column(),
        Column("称号", weight=1.8),
        Column("级别", weight=0.8),
        Column("认定日期", CellKind.DAY, 1.2),
        Column("认定文号", weight=2.4),
        Column("有效期至", CellKind.DAY, 1.2),
        Column("状态", weight=0.9),
    )
    held = [row for row in day.books.of(day.books.recognitions, firm) if row["recognised_on"] <= day.as_of]
    rows = numbered(
        (
            *(row[name] for name in ("title", "level", "recognised_on", "document", "valid_until")),
            title_state(row, day.as_of),
        )
        for row in sorted(held, key=lambda row: row["recognised_on"])
    )
    return Table(columns, rows, size=SMALL)


def _claims(day: CultivationDay, firm: Firm) -> Table:
    columns = (
        number_column(),
        Column("申请编号", CellKind.CODE, 1.5),
        Column("奖励事项", weight=1.8),
        Column("事项日期", CellKind.DAY, 1.2),
        Column("申请金额", CellKind.MONEY, 1.3),
        Column("批准", CellKind.MONEY, 1.3),
        Column("拨付", CellKind.MONEY, 1.3),
        Column("状态", weight=0.9),
        Column("差错", weight=0.8),
    )
    rows = numbered(
        (
            one.claim.number,
            wording.matter(one.item, one.level),
            one.claim.occurred_on,
            one.claim.amount_fen,
            one.progress.approved_fen or None,
            one.progress.paid_fen or None,
            STATE_WORDS[one.progress.state],
            "、".join(found.code for found in one.findings) or None,
        )
        for one in day.claims_of.get(firm.code, [])
        if one.claim.occurred_on <= day.as_of
    )
    return Table(columns, rows, note="金额单位：元。", size=SMALL)


def _told(day: CultivationDay, firm: Firm) -> Table:
    columns = (
        number_column(),
        Column("日期", CellKind.DAY, 1.1),
        Column("类别", weight=0.8),
        Column("事项", weight=6),
        Column("金额（元）", CellKind.MONEY, 1.4),
    )
    rows = numbered((one.day, one.kind, one.words, one.amount) for one in story(firm, day.books, day.as_of))
    return Table(columns, rows, size=SMALL)
