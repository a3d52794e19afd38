"""Random books of the cultivation registry: few enterprises, close days and amounts at the edges."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from tests.oracle.cultivation_claims import STAGES, Claim, judged
from tests.oracle.cultivation_facts import ITEMS, WAN, Fact, all_facts, level_of, table_amount
from tests.oracle.cultivation_money import DEFAULTS
from tests.oracle.cultivation_who import Book, People, Row
from tests.oracle.documents import credit_code

KINDS = [
    "enterprises",
    "enterprise-years",
    "recognitions",
    "events",
    "reward-claims",
    "reward-steps",
    "pool",
    "budget-uses",
    "other-awards",
    "trainees",
]
DAYS = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 1), date(2023, 3, 1), date(2024, 12, 31), date(2025, 1, 1)]
REVENUES = (0, 999, 1000, 1200, 1500, 1999, 2000, 2001, 40_000, 49_999, 50_000, 99_999, 100_000, 300_000, 310_000)
STAFF = (None, None, 20, 299, 300, 999, 1000, 1200)
LEVELS = ("国家级", "省级", "市级", "县级")
TITLES = sorted({title for item in ITEMS for title in item.titles} | {"小巨人", "高新技术企业", "科技型中小企业"})
CLASSES = ("小升规", "高成长性", "准备或已经申报")
AIMS = (None, None, "专精特新", "瞪羚", "独角兽", "单项冠军", "高新技术企业", "小巨人")
NAMES = ("甲厂", "乙 厂", "丙厂（冠县）", "丁厂", "戊厂")


class Chance(random.Random):
    """Random choices of the programme."""

    def day(self) -> date:
        if self.random() < 0.7:
            return self.choice(DAYS) + timedelta(days=self.choice((-1, 0, 0, 0, 1)))
        return date(2021, 6, 1) + timedelta(days=self.randrange(1500))

    def often(self, share: float) -> bool:
        return self.random() < share


def book_of(chance: Chance) -> Book:
    book: Book = {kind: [] for kind in KINDS}
    codes = _enterprises(chance, book)
    outside = [credit_code("91371525MA3000999"), codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1")]

    def code() -> str:
        return chance.choice(outside) if chance.often(0.04) else chance.choice(codes)

    _figures(chance, book, codes)
    _recognitions(chance, book, code)
    _events(chance, book, code)
    _claims(chance, book, code)
    _rest(chance, book, code)
    _uses(chance, book)
    _steps(chance, book)
    for rows in book.values():
        chance.shuffle(rows)
    return book


def _enterprises(chance: Chance, book: Book) -> list[str]:
    """Enterprises with their chains of codes; all codes under which something may be recorded."""
    told: list[str] = []
    free = [credit_code(f"91371525MA3{number:06d}") for number in chance.sample(range(100_000), 15)]
    for number in range(chance.choice((1, 2, 2, 3, 5))):
        chain = [free.pop() for _ in range(chance.choice((1, 1, 1, 2, 2, 3)))]
        if chance.often(0.05):
            chain[0] = chain[0][:-1] + ("0" if chain[0][-1] != "0" else "1")
        if chance.often(0.04):
            chain[-1] = f"37152520000123{number}"
        named = list(chain)
        for place, code in enumerate(chain):
            if place and chance.often(0.3):
                continue  # the old code is only named, not registered
            older = named[place + 1 :] if chance.often(0.3) or place == 0 else named[place + 1 : place + 2]
            book["enterprises"].append(_enterprise(chance, code, number, older))
        told += chain
    return told


def _enterprise(chance: Chance, code: str, number: int, older: list[str]) -> Row:
    aliases = [name for name in NAMES if chance.often(0.08)] + [f"旧名{code[-4:]}"] * chance.often(0.2)
    return {
        "code": code,
        "name": chance.choice((f"企业{number}", f"企业{number}", chance.choice(NAMES), "甲 厂", "丙厂(冠县)")),
        "former_names": chance.choice("、，,；;").join(aliases) or None,
        "former_codes": chance.choice("、，,；;").join(older) or None,
        "township": "清泉街道",
        "industrial": chance.often(0.85),
        "private": chance.often(0.85),
        "converting": chance.choice((True, True, True, False, None)),
        "founded": chance.choice((None, date(2010, 5, 1), date(2022, 3, 1), date(2023, 12, 31), chance.day())),
    }


def _figures(chance: Chance, book: Book, codes: list[str]) -> None:
    for code in codes:
        above = chance.choice((2021, 2022, 2023, 2024, 2030))
        revenue = chance.choice(REVENUES) * WAN
        for year in range(2020, 2026):
            if chance.often(0.35):
                continue
            if chance.often(0.5):
                revenue = chance.choice(REVENUES) * WAN
            else:
                revenue = revenue * chance.choice((100, 119, 120, 121, 130)) // 100 + chance.choice((-1, 0, 0, 1))
            row = {"code": code, "year": year, "revenue_fen": max(0, revenue), "staff": chance.choice(STAFF)}
            row["above_scale"] = None if chance.often(0.15) else year >= above
            row["counted_before"] = chance.choice((None, None, None, False, True)) if year == above else None
            book["enterprise-years"].append(row)


def _unique(rows: list[Row], row: Row, *fields: str) -> None:
    if all(any(one.get(name) != row.get(name) for name in fields) for one in rows):
        rows.append(row)


def _recognitions(chance: Chance, book: Book, code: Any) -> None:
    for _ in range(chance.choice((0, 2, 5, 9, 14))):
        row = {"code": code(), "title": chance.choice(TITLES), "level": chance.choice(LEVELS[:3])}
        row |= {"recognised_on": chance.day(), "document": chance.choice(("文1", "文2", "文3", None))}
        row["valid_until"] = chance.choice((None, None, chance.day()))
        _unique(book["recognitions"], row, "code", "title", "level", "recognised_on")
        if chance.often(0.3):
            again = {**row, "recognised_on": chance.day(), "level": chance.choice(LEVELS)}
            _unique(book["recognitions"], again, "code", "title", "level", "recognised_on")


def _events(chance: Chance, book: Book, code: Any) -> None:
    for number in range(chance.choice((0, 1, 2, 4))):
        row = {"number": f"H{number}", "code": code(), "kind": chance.choice(("职工技能大赛", "论坛讲座培训"))}
        row |= {"name": "活动", "level": chance.choice(LEVELS), "held_on": chance.day()}
        row["people"] = chance.choice((99, 100, 100, 101, 150))
        _unique(book["events"], row, "kind", "held_on")


def _claims(chance: Chance, book: Book, code: Any) -> None:
    people = People(book)
    facts = [(firm, fact) for firm in people.firms for fact in all_facts(firm)]
    for number in range(chance.choice((0, 2, 5, 9, 16, 40))):
        if facts and chance.often(0.85):
            firm, fact = chance.choice(facts)
            row = _about(chance, fact, chance.choice(firm.codes))
        else:
            item = chance.choice(ITEMS)
            row = {
                "code": code(),
                "matter": item.matter,
                "level": chance.choice((*item.amounts, "省级", "县级")) or None,
            }
            row["occurred_on"] = chance.day()
            row["amount_fen"] = chance.choice((1, 5 * WAN, 10 * WAN, 10 * WAN + 1, 20 * WAN, 50 * WAN))
        book["reward-claims"].append({"number": f"S{number:02d}", "document": None, **row})


def _about(chance: Chance, fact: Fact, code: str) -> Row:
    days = chance.choice((0, 0, 0, 0, 1, 30, 200, 400, -1)) if not fact.activity or chance.often(0.1) else 0
    level = chance.choice((fact.level or None, fact.level or None, fact.level or None, None))
    worth = table_amount(fact.item, level_of(fact.item, level))
    amount = max(0, worth + chance.choice((0, 0, 0, -1, 1, -WAN, -worth // 2)))
    day = fact.day + timedelta(days=days)
    return {"code": code, "matter": fact.item.matter, "level": level, "occurred_on": day, "amount_fen": amount}


def _rest(chance: Chance, book: Book, code: Any) -> None:
    for _ in range(chance.choice((0, 2, 4, 8))):
        row = {"code": code(), "category": chance.choice(CLASSES), "entered_on": chance.day()}
        row |= {
            "aiming_at": chance.choice(AIMS),
            "left_on": chance.choice((None, None, chance.day())),
            "left_why": None,
        }
        _unique(book["pool"], row, "code", "category", "entered_on")
    for _ in range(chance.choice((0, 3, 8))):
        row = {"name": chance.choice(("张三", "李四", "王五")), "code": code(), "training": "培训"}
        row |= {"kind": chance.choice(("数字专员", "现代管理人员")), "trained_on": chance.day()}
        _unique(book["trainees"], row, "name", "code", "kind", "trained_on")


def _uses(chance: Chance, book: Book) -> None:
    """Other uses that leave about as much as the claims want."""
    claims = judged(book, People(book), DEFAULTS)
    for number, year in enumerate((2022, 2023, 2024, 2023)):
        if chance.often(0.5):
            wanted = sum(one.payable for one in claims if one.day.year == year)
            left = chance.choice((0, 1, wanted - 1, wanted, wanted + 1, wanted * 2 // 3, wanted // 3, 400 * WAN))
            use = {"number": f"Z{number}", "year": year, "amount_fen": max(1, 500 * WAN - left), "purpose": "审计费"}
            book["budget-uses"].append(use)


def _steps(chance: Chance, book: Book) -> None:
    """Some claims on their way; approved, if at all, within what was payable."""
    claims = judged(book, People(book), DEFAULTS)
    far = chance.choice((0, 0.2, 0.5, 0.8))
    for claim in claims:
        if not chance.often(far):
            continue
        _walk(chance, book, claim, chance.randrange(1, len(STAGES) + 1))


def _walk(chance: Chance, book: Book, claim: Claim, steps: int) -> None:
    amount = chance.choice((claim.payable, claim.payable, claim.payable // 2))
    day = claim.day + timedelta(days=10)
    for place, stage in enumerate(list(STAGES)[: steps if amount else min(steps, 2)]):
        row = {"claim": claim.number, "stage": stage, "done_on": day + timedelta(days=10 * place)}
        row["amount_fen"] = amount if stage in ("批准", "拨付") else None
        row["voucher"] = "凭1" if stage == "拨付" else None
        book["reward-steps"].append(row)
