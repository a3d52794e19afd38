"""Loads the cultivation cases (`tests/cases/cultivation/*.yaml`) into records and answers them.

A case is read like this (amounts in 万元, every record in the order of ROWS, blank cells at the end left out):

    - name: 市级专精特新首次认定，最高10万元   what the case shows
      reading: 3                            the reading of the programme it rests on
      企业: [甲, {代码: 乙, 原代码: 甲}]        甲 alone is an industrial private firm of 2010 with 新旧动能 是
      认定: [[甲, 专精特新, 市级, 2022-06-01]]
      申请: [[S1, 甲, 专精特新, 市级, 2022-06-01, 10]]
      批准: {S1: 10}                          the steps up to the approval; 拨付 up to the payment
      年度: 2022                              of the answer; 全部 for all claims
      口径: {climb: difference}
      应得: {S1: 10}                          some of the claims
      问题: [[C02, S1]]                       all findings of the answer
      建议: [[甲, 专精特新, 市级, 10]]          all suggestions

or, instead of 年度 and what it brings, 截至 with 目标 (key → who and since when), or 评价 with 在库, 候选 and 问题.
Enterprises are called by a word (WORDS); 外 is registered by nobody, 错 has a wrong check digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from guanxian_desk.modules.cultivation.facts import (
    Activity,
    BudgetUse,
    Claim,
    Enterprise,
    OtherAward,
    PoolEntry,
    Recognition,
    Records,
    Step,
    Trainee,
    YearFigures,
)
from tests.cultivation.people import credit_code

FOLDER = Path(__file__).parents[1] / "cases" / "cultivation"
STAGES = ("审核", "公示", "批准", "拨付", "审计")
WORDS = {word: credit_code(number) for number, word in enumerate("甲乙丙丁戊己庚辛外")}
WORDS["错"] = WORDS["甲"][:-1] + ("0" if WORDS["甲"][-1] != "0" else "1")
WORD_OF = {code: word for word, code in WORDS.items()}
_FIRM = {"代码", "名称", "曾用名", "原代码", "工业", "民营", "新旧动能", "成立"}
_ASKED = {"年度", "口径", "截至", "评价"}
_EXPECTED = {"应得", "问题", "建议", "额度", "分配", "状态", "提示", "目标", "在库", "候选", "在库数"}
_ROWS = {"数据", "认定", "活动", "申请", "环节", "批准", "拨付", "入库", "支出", "他奖", "培训"}


@dataclass(frozen=True)
class Case:
    """One case: what is recorded, asked and expected."""

    name: str
    readings: tuple[int, ...]
    records: Records
    asked: Mapping[str, Any]
    expected: Mapping[str, Any]
    file: str = field(default="", compare=False)


def load_cases() -> list[Case]:
    """All cases, in the order of the files."""
    return [
        _case(entry, path.name)
        for path in sorted(FOLDER.glob("*.yaml"))
        # Every scalar stays text: no float touches an amount.
        for entry in yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    ]


def _case(entry: dict[str, Any], file: str) -> Case:
    unknown = entry.keys() - {"name", "reading", "企业"} - _ASKED - _EXPECTED - _ROWS
    if unknown or len(entry.keys() & {"年度", "截至", "评价"}) != 1:
        raise ValueError(f"{file}: {entry['name']}: {unknown or 'asks nothing, or several things'}")
    return Case(
        entry["name"],
        tuple(int(number) for number in entry["reading"].split("、")),
        _records(entry),
        {name: entry[name] for name in _ASKED & entry.keys()},
        {name: entry[name] for name in _EXPECTED & entry.keys()},
        file,
    )


def fen(wan: str) -> int:
    """万元 as fen."""
    amount = Decimal(wan) * 1_000_000
    if amount != int(amount):
        raise ValueError(wan)
    return int(amount)


def codes(words: str) -> str:
    """Words as codes, several separated as people do."""
    return "".join(WORDS.get(char, char) for char in words)


def _records(entry: Mapping[str, Any]) -> Records:
    def rows(name: str) -> Iterable[list[str]]:
        return entry.get(name, ())

    return Records(
        enterprises=tuple(_enterprise(row) for row in entry.get("企业", ())),
        years=tuple(_figures(row) for row in rows("数据")),
        recognitions=tuple(_recognition(*row) for row in rows("认定")),
        activities=tuple(_activity(*row) for row in rows("活动")),
        claims=tuple(_claim(*row) for row in rows("申请")),
        steps=(*(_step(*row) for row in rows("环节")), *_shorthand(entry)),
        pool=tuple(_entry(*row) for row in rows("入库")),
        uses=tuple(BudgetUse(f"Z{i}", int(year), fen(wan)) for i, (year, wan) in enumerate(rows("支出"))),
        awards=tuple(OtherAward(WORDS[word], doc, what, _day(on)) for word, doc, what, on in rows("他奖")),
        trainees=tuple(Trainee(name, kind, WORDS[word], _day(on)) for name, kind, word, on in rows("培训")),
    )


def _enterprise(row: str | dict[str, str]) -> Enterprise:
    given = {"代码": row} if isinstance(row, str) else row
    if given.keys() - _FIRM:
        raise ValueError(f"no such column: {given.keys() - _FIRM}")
    return Enterprise(
        WORDS[given["代码"]],
        given.get("名称", f"{given['代码']}公司"),
        given.get("曾用名"),
        codes(given["原代码"]) if "原代码" in given else None,
        given.get("工业", "是") == "是",
        given.get("民营", "是") == "是",
        _flag(given.get("新旧动能", "是")),
        _day(given.get("成立", "2010-05-01")),
    )


def _figures(row: list[Any]) -> YearFigures:
    word, year, revenue, *rest = row
    said = rest[0] if rest else {}
    if said.keys() - {"人数", "规上", "入统", "文号", "曾入统"}:
        raise ValueError(f"no such column: {said}")
    return YearFigures(
        WORDS[word],
        int(year),
        fen(revenue),
        int(said["人数"]) if "人数" in said else None,
        _flag(said.get("规上", "")),
        _day(said.get("入统", "")),
        said.get("文号") or None,
        _flag(said.get("曾入统", "")),
    )


def _recognition(word: str, title: str, level: str, on: str, document: str = "文1", until: str = "") -> Recognition:
    return Recognition(
        WORDS[word], title, level, date.fromisoformat(on), document if document != "无" else None, _day(until)
    )


def _activity(number: str, word: str, kind: str, level: str, on: str, people: str) -> Activity:
    return Activity(number, WORDS[word], kind, f"{number}活动", level, date.fromisoformat(on), int(people))


def _claim(number: str, word: str, matter: str, level: str, on: str, wan: str) -> Claim:
    return Claim(number, WORDS[word], matter, level or None, date.fromisoformat(on), fen(wan))


def _step(claim: str, stage: str, on: str, wan: str = "", voucher: str = "") -> Step:
    return Step(claim, stage, date.fromisoformat(on), fen(wan) if wan else None, voucher or None)


def _shorthand(entry: Mapping[str, Any]) -> Iterable[Step]:
    """批准 and 拨付 bring the stages before them."""
    for last in ("批准", "拨付"):
        for claim, wan in entry.get(last, {}).items():
            for stage in STAGES[: STAGES.index(last) + 1]:
                money = fen(wan) if stage in ("批准", "拨付") else None
                yield Step(claim, stage, date(2024, 1, 2), money, "P1" if stage == "拨付" else None)


def _entry(word: str, category: str, on: str, aiming: str = "", left: str = "") -> PoolEntry:
    return PoolEntry(WORDS[word], category, date.fromisoformat(on), aiming or None, _day(left))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _flag(text: str) -> bool | None:
    return {"是": True, "否": False, "": None}[text]
