"""Loads the voucher law cases (`vouchers/*.yaml`) into ledgers, for whoever reconciles them.

A case is read like this (amounts in yuan, moments in Beijing time, every record in the order of COLUMNS):

    - name: 4月12日缴的费不在活动期内        what the case shows
      clause: 二、第二阶段                   the clause or reading it rests on
      as_of: 2022-06-30                     核对日
      facts:
        常备: 是                            also take the records of STOCK
        缴费凭证: [[P1, 甲, 500, 2022-04-12]]
      options: {取整: up, 宽限天数: 1, 放行: [[R04, H1, 100]]}
      findings: [[E01, P1, 500]]            all of them; a fourth word 放行 where it is waived
      totals: {已缴: 500, 应发: 0}           some of them
      silent: 是                            the notice and its fixed readings leave this open

People are called by a word (PEOPLE); an S03 has no subject and is written [S03, "", 100].
Expected values are written by hand from the rules, never copied from a program's output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tests.oracle.documents import credit_code, resident_id
from tests.oracle.records import (
    WHOLE_SHARE,
    Estate,
    Issue,
    Ledger,
    Merchant,
    Payment,
    Recipient,
    Redemption,
    Refund,
    Transfer,
    Withdrawal,
    normal_id,
)

FOLDER = Path(__file__).parent / "vouchers"

_WU = resident_id("37152519800101008")  # its check digit is X
PEOPLE = {
    "甲": resident_id("37152519790203101"),
    "乙": resident_id("37152519820304202"),
    "丙": resident_id("37152519850405303"),
    "戊": _WU,
    "戊小写": _WU.lower(),
    "戊全角": " " + "".join(chr(ord(char) + 0xFEE0) for char in _WU),
    "错号": "371525197902031010",
    "甲厂": credit_code("91371525MA3CA1B2C"),
    "村社": credit_code("N2371525MF1234567"),
    "坏代码": "91371525MA3CA1B2C0",
    "护照": "E12345678",
    "旧证": "371525790203101",
}
TOTALS = {
    "已缴": "paid",
    "可计": "eligible",
    "应发": "entitled",
    "已发": "issued",
    "核销净额": "redeemed_net",
    "退回": "returned_by_refund",
    "过期": "expired",
    "未用": "outstanding",
    "已提现": "withdrawn",
    "已拨": "transferred",
    "应结算": "treasury_due",
    "平台结余": "platform_balance",
}
STATES = {(): "open", ("放行",): "waived"}


@dataclass(frozen=True)
class Expected:
    """findings: (code, subject, amount in fen, state) sorted by (code, subject); totals: some, in fen."""

    findings: tuple[tuple[str, str, int, str], ...]
    totals: dict[str, int]


@dataclass(frozen=True)
class Case:
    """One law case; options are reconcile's keyword arguments; silent marks a reading the rules leave open."""

    name: str
    clause: str
    ledger: Ledger
    as_of: date
    options: dict[str, Any]
    expected: Expected
    silent: bool = False
    file: str = field(default="", compare=False)


def load_cases() -> list[Case]:
    """All cases, in the order of the files."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _of_file(path)]


def _of_file(path: Path) -> Iterator[Case]:
    # Every scalar stays text: no float touches an amount, and 001 stays 001.
    for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
        yield _case(entry, path.name)


def _case(entry: dict[str, Any], file: str) -> Case:
    unknown = entry.keys() - {"name", "clause", "as_of", "facts", "options", "findings", "totals", "silent"}
    if unknown:
        raise ValueError(f"{file}: {entry['name']}: {unknown}")
    return Case(
        entry["name"],
        entry["clause"],
        _ledger(entry["facts"]),
        date.fromisoformat(entry["as_of"]),
        _options(entry.get("options", {})),
        Expected(_findings(entry["findings"]), {TOTALS[k]: _fen(v) for k, v in entry.get("totals", {}).items()}),
        entry.get("silent") == "是",
        file,
    )


def _fen(yuan: str) -> int:
    fen = Decimal(yuan) * 100
    if fen != int(fen):
        raise ValueError(yuan)
    return int(fen)


def _fen_or_blank(yuan: str) -> int | None:
    return _fen(yuan) if yuan else None


def _moment_or_blank(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _person(word: str) -> str:
    return PEOPLE[word]


def _share(percent: str) -> int:
    return int(Decimal(percent.removesuffix("%")) * WHOLE_SHARE / 100)


Column = tuple[str, str, Callable[[str], Any]]  # heading, field of the record, how to read it
COLUMNS: dict[str, tuple[str, type, tuple[Column, ...]]] = {
    "缴费凭证": (
        "payments",
        Payment,
        (
            ("凭证号", "key", str),
            ("证件号码", "id_no", _person),
            ("缴费合计", "total", _fen),
            ("缴费日期", "day", date.fromisoformat),
            ("产权单位", "unit", str),
            ("小区名称", "estate", str),
            ("土地出让金", "land", _fen_or_blank),
            ("契税", "deed", _fen_or_blank),
            ("其他税费", "other", _fen_or_blank),
        ),
    ),
    "发放明细": (
        "issues",
        Issue,
        (
            ("券码", "code", str),
            ("证件号码", "id_no", _person),
            ("面值", "face", _fen),
            ("发放时间", "moment", datetime.fromisoformat),
        ),
    ),
    "商户名册": (
        "merchants",
        Merchant,
        (
            ("商户编号", "key", str),
            ("审核状态", "status", str),
            ("审核日期", "approved", _moment_or_blank),
            ("取消资格日期", "disqualified", _moment_or_blank),
        ),
    ),
    "核销明细": (
        "redemptions",
        Redemption,
        (
            ("核销流水号", "key", str),
            ("券码", "code", str),
            ("商户编号", "merchant", str),
            ("订单号", "order", str),
            ("消费金额", "purchase", _fen),
            ("核销时间", "moment", datetime.fromisoformat),
        ),
    ),
    "退款明细": (
        "refunds",
        Refund,
        (
            ("退款流水号", "key", str),
            ("订单号", "order", str),
            ("退款类型", "kind", str),
            ("退款金额", "amount", _fen),
            ("退款时间", "moment", datetime.fromisoformat),
            ("券处理", "handling", str),
        ),
    ),
    "提现明细": (
        "withdrawals",
        Withdrawal,
        (
            ("提现流水号", "key", str),
            ("商户编号", "merchant", str),
            ("提现金额", "amount", _fen),
            ("提现时间", "moment", datetime.fromisoformat),
        ),
    ),
    "财政拨款": (
        "transfers",
        Transfer,
        (
            ("拨款凭证号", "key", str),
            ("拨款金额", "amount", _fen),
            ("拨款日期", "moment", datetime.fromisoformat),
            ("方向", "direction", str),
        ),
    ),
    "适用范围认定": ("estates", Estate, (("产权单位", "unit", str), ("小区名称", "estate", str))),
    "领取人": (
        "recipients",
        Recipient,
        (("凭证号", "payment", str), ("领取人证件号码", "id_no", _person), ("份额", "share", _share)),
    ),
}
# 常备: 甲 paid 5,000 yuan and holds ten vouchers; two shops; the treasury has paid 10,000 yuan in advance.
STOCK: dict[str, list[list[str]]] = {
    "缴费凭证": [["P0", "甲", "5000", "2022-04-13"]],
    "发放明细": [[f"C{number:02d}", "甲", "100", "2022-04-20 09:00:00"] for number in range(1, 11)],
    "商户名册": [["M1", "通过", "2022-04-13"], ["M2", "通过", "2022-04-13"]],
    "财政拨款": [["B0", "10000", "2022-04-13"]],
}


def _ledger(facts: dict[str, Any]) -> Ledger:
    sheets = dict(facts)
    stock = STOCK if sheets.pop("常备", "") == "是" else {}
    if sheets.keys() - COLUMNS.keys():
        raise ValueError(f"no such sheet: {sheets.keys() - COLUMNS.keys()}")
    rows = {title: [*stock.get(title, []), *sheets.get(title, [])] for title in COLUMNS}
    return Ledger(**{COLUMNS[title][0]: tuple(_record(title, row) for row in rows[title]) for title in COLUMNS})


def _record(title: str, row: list[str]) -> Any:
    _, record, columns = COLUMNS[title]
    if len(row) > len(columns):
        raise ValueError(f"{title}: {row}")
    return record(**{name: read(cell) for (_, name, read), cell in zip(columns, row)})


def _options(options: dict[str, Any]) -> dict[str, Any]:
    if options.keys() - {"取整", "宽限天数", "放行"}:
        raise ValueError(f"no such option: {options}")
    return {
        "rounding": options.get("取整", "down"),
        "grace_days": int(options.get("宽限天数", 0)),
        "waived": tuple((code, _subject(subject), _fen(yuan)) for code, subject, yuan in options.get("放行", ())),
    }


def _findings(rows: list[list[str]]) -> tuple[tuple[str, str, int, str], ...]:
    return tuple(
        sorted((code, _subject(subject), _fen(yuan), STATES[tuple(state)]) for code, subject, yuan, *state in rows)
    )


def _subject(word: str) -> str:
    return normal_id(PEOPLE[word]) if word in PEOPLE else word
