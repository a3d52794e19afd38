"""企业档案: one enterprise's story in time, told from everything that was recorded under any of its codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from guanxian_desk.base.days import spoken
from guanxian_desk.modules.cultivation.registers import Registers, Row
from guanxian_desk.modules.cultivation.rules.ladder import rungs_on
from guanxian_desk.modules.cultivation.rules.stages import STAGES
from guanxian_desk.modules.cultivation.rules.who import Firm, Registry
from guanxian_desk.modules.cultivation.wording import wan

NAMED, FIGURES, TITLE, POOLED, SERVED, TRAINED, CLAIMED, PAID, OTHER = (
    *("名称", "数据", "认定", "培育库", "服务", "培训", "奖补", "拨付", "其他"),
)


class Told(NamedTuple):
    """Something that happened. amount: fen, None without; kind: one of the words above."""

    day: date
    kind: str
    words: str
    amount: int | None = None


def story(firm: Firm, books: Registers, until: date) -> list[Told]:
    """What happened until the end of a day, oldest first; yearly figures stand at the year's last day."""
    told = [*_names(firm, books), *_figures(firm, books), *_titles(firm, books), *_pool(firm, books)]
    told += [*_services(firm, books), *_claims(firm, books), *_others(firm, books)]
    return sorted((one for one in told if one.day <= until), key=lambda one: one.day)


def lapsing(row: Row, day: date, within: int) -> bool:
    """Whether a recognition that holds on the day ends within so many calendar days."""
    until: date | None = row["valid_until"]
    return until is not None and 0 <= (until - day).days <= within


def _names(firm: Firm, books: Registers) -> Iterator[Told]:
    for code in firm.codes:
        row = books.enterprises.get(code)
        if row and row["founded"] and code == firm.code:
            before = f"，曾用名{row['former_names']}" if row["former_names"] else ""
            old = f"，原信用代码 {'、'.join(firm.codes[1:])}" if len(firm.codes) > 1 else ""
            yield Told(row["founded"], NAMED, f"成立，现名“{row['name']}”，信用代码 {code}{before}{old}")


def _figures(firm: Firm, books: Registers) -> Iterator[Told]:
    by_key = {(row["code"], row["year"]): row for row in books.of(books.years, firm)}
    for year, figures in firm.figures.items():
        row = by_key[(figures.code, year)]
        parts = [f"营业收入 {wan(row['revenue_fen'])}"]
        parts += [f"从业 {row['staff']} 人"] if row["staff"] is not None else []
        parts += [f"纳税 {wan(row['tax_fen'])}"] if row["tax_fen"] is not None else []
        parts += [f"研发 {wan(row['research_fen'])}"] if row["research_fen"] is not None else []
        parts += ["规上" if row["above_scale"] else "规下"] if row["above_scale"] is not None else []
        rungs = f"；梯队：{'、'.join(rungs_on(firm, date(year, 12, 31)))}" if firm.code.startswith("9") else ""
        yield Told(date(year, 12, 31), FIGURES, f"{year}年度：{'，'.join(parts)}{rungs}")


def _titles(firm: Firm, books: Registers) -> Iterator[Told]:
    for row in books.of(books.recognitions, firm):
        document = row["document"] or "没有文号"
        until = f"，有效期至{spoken(row['valid_until'])}" if row["valid_until"] else ""
        yield Told(row["recognised_on"], TITLE, f"认定为{row['level']}{row['title']}（{document}）{until}")
        if row["valid_until"]:
            yield Told(row["valid_until"], TITLE, f"{row['level']}{row['title']}有效期满")


def _pool(firm: Firm, books: Registers) -> Iterator[Told]:
    for row in books.of(books.pool, firm):
        aim = f"，拟申报{row['aiming_at']}" if row["aiming_at"] else ""
        yield Told(row["entered_on"], POOLED, f"进入培育库“{row['category']}”{aim}")
        if row["left_on"]:
            yield Told(row["left_on"], POOLED, f"退出培育库“{row['category']}”：{row['left_why'] or '没有写明原因'}")


def _services(firm: Firm, books: Registers) -> Iterator[Told]:
    for row in books.of(books.services, firm):
        problem = f"；提出：{row['problem']}" if row["problem"] else ""
        outcome = f"；解决：{row['outcome']}" if row["outcome"] else ("；还没有解决" if row["problem"] else "")
        yield Told(row["served_on"], SERVED, f"{row['kind']}：{row['content']}{problem}{outcome}")
    for row in books.of(books.trainees, firm):
        yield Told(row["trained_on"], TRAINED, f"{row['name']}参加{row['training']}（{row['kind']}）")
    for row in books.of(books.events, firm):
        words = f"承办{row['level']}{row['kind']}“{row['name']}”，参加 {row['people']} 人"
        yield Told(row["held_on"], OTHER, words)


def _claims(firm: Firm, books: Registers) -> Iterator[Told]:
    for claim in books.of(books.claims, firm):
        what = f"{claim['level'] or ''}{claim['matter']}"
        words = f"申请奖补 {claim['number']}：{what}（事项日期）"
        yield Told(claim["occurred_on"], CLAIMED, words, claim["amount_fen"])
        for step in sorted(books.steps.get(claim["number"], ()), key=lambda one: STAGES.index(one["stage"])):
            voucher = f"，凭证 {step['voucher']}" if step["voucher"] else ""
            kind = PAID if step["stage"] == "拨付" else CLAIMED
            yield Told(step["done_on"], kind, f"{claim['number']} {step['stage']}{voucher}", step["amount_fen"])


def _others(firm: Firm, books: Registers) -> Iterator[Told]:
    for row in books.of(books.awards, firm):
        yield Told(row["awarded_on"], OTHER, f"按{row['document']}得{row['matter']}", row["amount_fen"])


class Move(NamedTuple):
    """Somebody came into the pool or left it. what: 入库 or 退出; why: the reason, or the title aimed at."""

    day: date
    name: str
    what: str
    category: str
    why: str


def pool_moves(books: Registers, known: Registry, year: int) -> list[Move]:
    """Who came into the pool and who left it in a year, by day."""
    moves = []
    for rows in books.pool.values():
        for row in rows:
            firm = known.find(row["code"])
            name = firm.name if firm else f"（未登记）{row['code']}"
            if row["entered_on"].year == year:
                moves.append(Move(row["entered_on"], name, "入库", row["category"], row["aiming_at"] or ""))
            if row["left_on"] and row["left_on"].year == year:
                moves.append(Move(row["left_on"], name, "退出", row["category"], row["left_why"] or "没有写明原因"))
    return sorted(moves, key=lambda one: (one.day, one.name))
