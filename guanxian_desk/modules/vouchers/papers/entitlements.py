"""应发核对表: what every payer is entitled to and was issued, by 产权单位 and 小区."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.papers.asked import SMALL, Asked, head, number_column, options, titled, total
from guanxian_desk.modules.vouchers.papers.payers import NOWHERE, Estate, Payer, Registered, estate_register, payers

_SPARE = "—"


@dataclass(frozen=True)
class Part:
    """The payers of one estate."""

    estate: Estate
    payers: tuple[Payer, ...]

    @property
    def name(self) -> str:
        """产权单位 and 小区 in one line."""
        return "　".join(part for part in self.estate if part) or "（未填产权单位和小区）"


def content(asked: Asked) -> Content:
    """A summary and one list for each estate; only the lists of the estates that asked.subject names, if it does.

    A payer stands under the estate of the first eligible payment, so that everybody is counted once and the sums of
    all lists are those of the reconciliation.
    """
    register = estate_register(asked.ledger)
    parts = _parts(asked, register)
    documents = [_list(asked, part, register) for part in parts]
    summary = _summary(parts, register)
    if not asked.subject:
        documents.insert(0, {**_blank(asked), "title": "汇总表", "summary": summary})
    everybody = _table(asked, [payer for part in parts for payer in part.payers])
    sheets = (titled(summary, "按小区汇总"), titled(everybody, "应发核对明细"))
    entitled = sum(payer.entitled for part in parts for payer in part.payers)
    return Content(tuple(documents), sheets, (options(asked.result),), asked.subject, entitled, len(everybody.rows))


def _parts(asked: Asked, register: Mapping[Estate, Registered]) -> tuple[Part, ...]:
    groups: dict[Estate, list[Payer]] = defaultdict(list)
    for payer in payers(asked.ledger):
        if not asked.subject or asked.subject in _names(payer.estate):
            groups[payer.estate].append(payer)
    if asked.subject and not groups:
        raise UserError(
            f"没有“{asked.subject}”的缴费和发放记录",
            "没有生成文书",
            "请写小区、产权单位，或 产权单位/小区，与缴费凭证的写法一致",
        )
    # As the register lists them; then what it does not list, last whom no eligible payment places anywhere.
    listed = {estate: place for place, estate in enumerate(register)}
    ordered = sorted(groups, key=lambda estate: (listed.get(estate, len(listed)), estate == NOWHERE, estate))
    return tuple(Part(estate, tuple(groups[estate])) for estate in ordered)


def _names(estate: Estate) -> tuple[str, ...]:
    return (estate.unit, estate.community, f"{estate.unit}/{estate.community}")


def _blank(asked: Asked) -> dict[str, Any]:
    return {**head(asked), "title": "", "facts": None, "table": None, "summary": None, "signer": ""}


def _list(asked: Asked, part: Part, register: Mapping[Estate, Registered]) -> dict[str, Any]:
    known = register.get(part.estate)
    facts = (
        ("产权单位", part.estate.unit or _SPARE),
        ("小区", part.estate.community or _SPARE),
        ("应办户数", f"{known.households} 户" if known and known.households is not None else _SPARE),
        ("缴费人数", f"{sum(1 for payer in part.payers if payer.vouchers_paid)} 人"),
        ("认定文号", (known.document if known else "") or "待认定"),
        ("责任人", (known.responsible if known else "") or _SPARE),
    )
    table = _table(asked, part.payers)
    return {**_blank(asked), "title": part.name, "facts": facts, "table": table, "signer": part.estate.unit}


def _table(asked: Asked, listed: Sequence[Payer]) -> Table:
    columns = (
        number_column(),
        Column("缴款人、领券人", weight=1.8),
        Column("证件号码", CellKind.IDENTITY, 2),
        Column("凭证", CellKind.COUNT, 0.7, group="活动期内缴费"),
        Column("缴费合计（元）", CellKind.MONEY, 1.5, group="活动期内缴费"),
        Column("应发（元）", CellKind.MONEY, 1.3),
        Column("已发（元）", CellKind.MONEY, 1.3),
        Column("多发＋少发－", CellKind.MONEY, 1.3),
        Column("说明", weight=2.4),
    )
    rows = tuple(_row(place, payer) for place, payer in enumerate(listed, 1))
    totals = (None, "合计", None, *(total(rows, column) for column in range(3, 8)), None)
    return Table(columns, rows, totals, size=SMALL, unmasked=asked.full)


def _row(place: int, payer: Payer) -> tuple[Value, ...]:
    difference = payer.issued - payer.entitled
    return (
        place, payer.name, payer.number, payer.vouchers_paid, payer.base, payer.entitled, payer.issued,
        difference or None, payer.remark,
    )  # fmt: skip


def _summary(parts: Iterable[Part], register: Mapping[Estate, Registered]) -> Table:
    columns = (
        number_column(),
        Column("产权单位", weight=2.2),
        Column("小区", weight=1.6),
        Column("应办户数", CellKind.COUNT, 0.8),
        Column("缴费人数", CellKind.COUNT, 0.8),
        Column("缴费合计（元）", CellKind.MONEY, 1.6),
        Column("应发（元）", CellKind.MONEY, 1.4),
        Column("已发（元）", CellKind.MONEY, 1.4),
        Column("多发（元）", CellKind.MONEY, 1.2),
        Column("少发（元）", CellKind.MONEY, 1.2),
    )
    rows = tuple(_summed(place, part, register) for place, part in enumerate(parts, 1))
    return Table(columns, rows, (None, "合计", None, *(total(rows, column) for column in range(3, 10))), size=SMALL)


def _summed(place: int, part: Part, register: Mapping[Estate, Registered]) -> tuple[Value, ...]:
    known = register.get(part.estate)
    own = part.payers
    return (
        place,
        part.estate.unit or "（无活动期内缴费）",
        part.estate.community,
        known.households if known else None,
        sum(1 for payer in own if payer.vouchers_paid),
        sum(payer.base for payer in own),
        sum(payer.entitled for payer in own),
        sum(payer.issued for payer in own),
        sum(max(payer.issued - payer.entitled, 0) for payer in own) or None,
        sum(max(payer.entitled - payer.issued, 0) for payer in own) or None,
    )
