"""The duty's own rules for a row of a workbook, and what the two registers count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from guanxian_desk.exchange.rowchecks import Judged, Said
from guanxian_desk.law.policy import PolicyBook, load_policy
from guanxian_desk.modules.decisions.edition_files import number
from guanxian_desk.modules.decisions.sheets import FILING_RESULTS

Row = Mapping[str, Any]
_YEAR = re.compile(r"(20\d\d)")
_FIRST_YEAR = 2022
_IN_REVIEW = FILING_RESULTS[-1]
_SENT_BACK = "退回补正"


class Filed(NamedTuple):
    """What counts of a normative document: printed, filed for the record, and how that was reviewed."""

    issued_on: date
    filed_on: date | None
    review_result: str | None


class Share(NamedTuple):
    """part of whole; whole 0 means that there is nothing to count."""

    part: int
    whole: int


@cache
def book() -> PolicyBook:
    """resources/policies/registers-2022.toml."""
    return load_policy("registers-2022")


def filing_days(day: date) -> int:
    """Calendar days after printing within which a document is filed for the record."""
    return number(book().on("filing_days", max(day, book().first_day)))


def filing_rate(documents: Iterable[Filed], year: int, as_of: date) -> Share:
    """报备率: filed, of all that had to be (filed, or the period is over)."""
    due = _due(documents, year, as_of)
    return Share(sum(_filed(one, as_of) for one in due), len(due))


def timely_rate(documents: Iterable[Filed], year: int, as_of: date) -> Share:
    """及时率: filed within the period, of all that had to be."""
    due = _due(documents, year, as_of)
    return Share(sum(one.filed_on is not None and one.filed_on <= _last_day(one) for one in due), len(due))


def review_rate(documents: Iterable[Filed], year: int, as_of: date) -> Share:
    """备案审查率: reviewed, of all that were filed (有备必审)."""
    filed = [one for one in _due(documents, year, as_of) if _filed(one, as_of)]
    return Share(sum(bool(one.review_result) and one.review_result != _IN_REVIEW for one in filed), len(filed))


def check_review(row: Row, known: frozenset[str]) -> Judged:
    """One paper of 合法性审查登记台账; known: the keys of the dossiers."""
    said = [*_in_order(row, "received_on", "issued_on", "出具日期早于收到日期，请核对")]
    if row["conclusion"] and row["conclusion"] != _SENT_BACK and row["issued_on"] is None:
        said.append(Said("issued_on", "有结论而没有填出具日期", False))
    return Judged(dict(row), (*said, *_known(row, known)))


def check_document(row: Row) -> Judged:
    """One document of 规范性文件台账."""
    return Judged(dict(row), tuple(_in_order(row, "issued_on", "filed_on", "报备日期早于印发日期，请核对")))


def check_item(row: Row, known: frozenset[str]) -> Judged:
    """One matter of the catalogue; its year may stand in the planned time only."""
    values = dict(row)
    if values["year"] is None:
        found = _YEAR.search(values["planned"] or "")
        values["year"] = int(found[1]) if found else None
    said: list[Said] = []
    if values["year"] is None:
        said.append(Said("year", "认不出是哪一年度的目录，请填“年度”，或在标题、决策时间里写明年份"))
    elif values["year"] < _FIRST_YEAR:
        said.append(Said("year", f"{_FIRST_YEAR}年以前的目录不适用冠政发〔2022〕8号，不能导入"))
    return Judged(values, (*said, *_known(row, known)))


def check_expert(row: Row) -> Judged:
    """One expert of the pool."""
    return Judged(dict(row), tuple(_in_order(row, "since", "until", "出库日期早于入库日期，请核对")))


def _due(documents: Iterable[Filed], year: int, as_of: date) -> list[Filed]:
    return [
        one
        for one in documents
        if one.issued_on.year == year and one.issued_on <= as_of and (_filed(one, as_of) or _last_day(one) < as_of)
    ]


def _filed(one: Filed, as_of: date) -> bool:
    return one.filed_on is not None and one.filed_on <= as_of


def _last_day(one: Filed) -> date:
    return one.issued_on + timedelta(days=filing_days(one.issued_on))


def _in_order(row: Row, first: str, second: str, words: str) -> list[Said]:
    earlier, later = row[first], row[second]
    return [Said(second, words)] if earlier and later and later < earlier else []


def _known(row: Row, known: frozenset[str]) -> list[Said]:
    key = row["dossier_key"]
    return [Said("dossier_key", f"本机没有编号为“{key}”的决策档案", False)] if key and key not in known else []
