"""A voucher ledger of full size, about one record in a hundred wrong, written straight into a data file."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2

import guanxian_desk.modules.vouchers.models
import guanxian_desk.store.tables  # noqa: F401 - fills the metadata
from guanxian_desk.modules.vouchers.facts import day_end, seconds
from guanxian_desk.store.engine import open_engine
from guanxian_desk.store.schema import Base

DAY = 86_400
OPENS = seconds(datetime(2022, 4, 13))
CLOSES = day_end(date(2022, 6, 30))
GIVEN_UP = day_end(date(2022, 12, 31))
# The ledger ends here, so that later redemptions are still in time.
SO_FAR = day_end(date(2022, 12, 10))
FACE = 10_000
FURTHER = 5_000


class Bulk:
    """Makes the rows table by table; the same seed gives the same ledger."""

    def __init__(self, issues: int, redemptions: int, merchants: int, seed: int = 20220407) -> None:
        self.random = random.Random(seed)
        self.issues = issues
        self.redemptions = redemptions
        self.merchants = merchants
        self.persons = max(issues // 9, 1)
        self.issued_at: list[int] = []
        self.holder: list[int] = []
        self.standing: dict[int, list[tuple[int, int]]] = {}

    def write(self, path: Path) -> None:
        """Make the data file."""
        engine = open_engine(path)
        Base.metadata.create_all(engine)
        engine.dispose()
        raw = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("BEGIN")
        self._frame(raw)
        self._payers(raw)
        self._uses(raw)
        self._refunds(raw)
        self._money(raw)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()

    def _frame(self, raw: Any) -> None:
        _batch(raw, 1)
        chance = self.random
        _many(raw, "voucher_shops", ((i, f"SH{i:05d}") for i in range(1, self.merchants + 1)))
        reviewed = OPENS - 5 * DAY
        for shop in range(1, self.merchants + 1):
            review = "待审" if shop == 2 else "通过"
            barred = OPENS + 150 * DAY if shop == 3 else None
            since = OPENS + 2 * DAY if shop == 4 else reviewed
            row = (shop, f"商户{shop}", "92371525MA00000000", "大型商场超市", "冠县", review, since, barred, None, 1)
            if shop != 1:
                _many(raw, "voucher_merchants", [row])
        self.weights = [0.2 + chance.random() if shop > 4 else 0.1 for shop in range(1, self.merchants + 1)]

    def _payers(self, raw: Any) -> None:
        _many(raw, "voucher_persons", ((i, _identity(i)) for i in range(1, self.persons + 1)))
        _many(raw, "voucher_payments", self._payment_rows())
        _many(raw, "voucher_codes", ((i, f"Q{i:09d}") for i in range(1, self.issues + 1)))
        _many(raw, "voucher_issues", self._issue_rows())

    def _payment_rows(self) -> Iterator[tuple[Any, ...]]:
        chance = self.random
        number = 0
        for person in range(1, self.persons + 1):
            vouchers = chance.randint(1, 17)
            given = vouchers + (chance.choice((-1, 1)) if chance.random() < 0.01 else 0)
            self.holder += [person] * max(given, 0)
            if chance.random() < 0.002:
                continue
            total = vouchers * 50_000 + chance.randrange(50_000)
            parts = [total // 3, total - total // 3] if chance.random() < 0.1 else [total]
            for fen in parts:
                number += 1
                day = date(2022, 4, 13) + timedelta(days=chance.randrange(79))
                paid_on = "2022-07-02" if chance.random() < 0.005 else day.isoformat()
                tax = None if chance.random() < 0.5 else fen - (1 if chance.random() < 0.01 else 0)
                place = ("冠县第一中学", f"{person % 40}号小区", f"{person}号楼")
                yield number, f"PZ{number:08d}", person, "张三", "13800000000", *place, None, tax, None, fen, paid_on, 1

    def _issue_rows(self) -> Iterator[tuple[Any, ...]]:
        chance = self.random
        self.holder += [chance.randint(1, self.persons) for _ in range(self.issues - len(self.holder))]
        for code in range(1, self.issues + 1):
            at = OPENS + chance.randrange(CLOSES - OPENS)
            if chance.random() < 0.005:
                at = CLOSES + chance.randrange(DAY)
            face = 5_000 if chance.random() < 0.001 else FACE
            self.issued_at.append(at)
            yield code, self.holder[code - 1], "13800000000", face, at, 1

    def _uses(self, raw: Any) -> None:
        rows = list(self._use_rows())
        heard = sorted({row[2] for row in rows if row[2] > self.issues})
        _many(raw, "voucher_codes", ((i, f"Q{i:09d}") for i in heard))
        _many(raw, "voucher_orders", ((i, f"DD{i:09d}") for i in range(1, rows[-1][4] + 1)))
        _many(raw, "voucher_redemptions", rows)
        self.rows = rows

    def _use_rows(self) -> Iterator[tuple[Any, ...]]:
        chance, record, order = self.random, 0, 0
        codes = list(range(1, self.issues + 1))
        chance.shuffle(codes)
        while record < self.redemptions:
            order += 1
            size = min(chance.choice((1, 1, 1, 2, 3)), self.redemptions - record)
            shop = chance.choices(range(1, self.merchants + 1), self.weights)[0]
            purchase = size * FACE + chance.randrange(20_000)
            if chance.random() < 0.002:
                purchase = size * FACE - 1
            first = codes[record]
            at = self.issued_at[first - 1] + chance.randrange(1, SO_FAR - self.issued_at[first - 1])
            if chance.random() < 0.003:
                at = chance.choice((OPENS - DAY, GIVEN_UP + 60))
            for _ in range(size):
                code = self._code(codes, record)
                record += 1
                moment = max(at, self.issued_at[code - 1]) if code <= self.issues and at > OPENS else at
                yield record, f"HX{record:09d}", code, shop, order, purchase, moment, 1

    def _code(self, codes: list[int], record: int) -> int:
        luck = self.random.random()
        if luck < 0.003:
            return self.issues + 1 + record // 10
        return codes[self.random.randrange(len(codes))] if luck < 0.006 else codes[record]

    def _refunds(self, raw: Any) -> None:
        chance = self.random
        picked = sorted(chance.sample(range(len(self.rows)), max(self.redemptions // 225, 1)))
        rows = []
        for number, index in enumerate(picked, 1):
            _, _, _, _, order, purchase, at, _ = self.rows[index]
            whole = chance.random() < 0.7
            handling = chance.choices(("退回卡券包", "商户自行退还", None), (7, 2, 1))[0]
            paid = max(purchase - FACE, 0)
            fen = purchase if chance.random() < 0.05 else chance.randrange(paid + 1)
            moment = at + chance.randrange(1, 3 * DAY)
            rows.append((number, f"TK{number:07d}", order, "全额" if whole else "部分", fen, moment, handling, 1))
        _many(raw, "voucher_refunds", rows)

    def _money(self, raw: Any) -> None:
        chance = self.random
        taken: list[tuple[Any, ...]] = []
        weekly: dict[tuple[int, int], int] = {}
        for _, _, _, shop, _, _, at, _ in self.rows:
            cell = (shop, (at - OPENS) // (7 * DAY))
            weekly[cell] = weekly.get(cell, 0) + FACE
        for number, ((shop, week), fen) in enumerate(sorted(weekly.items()), 1):
            at = OPENS + (week + 1) * 7 * DAY + chance.randrange(DAY)
            share = 100 if chance.random() < 0.5 else chance.randint(90, 99)
            taken.append((number, f"TX{number:07d}", shop, fen * share // 100, at, 1))
        _many(raw, "voucher_withdrawals", taken)
        total = sum(row[3] for row in taken)
        rows = [(i, f"BK{i:04d}", total // 10, OPENS + i * 20 * DAY, "消费券", "拨入", 1) for i in range(1, 13)]
        _many(raw, "voucher_transfers", rows)


def further(raw: Any, batch: int, merchants: int, *, scattered: bool) -> None:
    """One import of 5,000 further redemptions over all merchants: in the next days, or scattered over all days.

    raw: the driver's connection inside a transaction.
    """
    chance = random.Random(batch)
    _batch(raw, batch)
    last = raw.execute("SELECT max(id) FROM voucher_redemptions").fetchone()[0]
    order = raw.execute("SELECT max(id) FROM voucher_orders").fetchone()[0]
    unused = "SELECT code_id FROM voucher_issues EXCEPT SELECT code_id FROM voucher_redemptions ORDER BY 1"
    codes = [row[0] for row in raw.execute(unused)]
    chance.shuffle(codes)
    codes[: FURTHER // 100] = range(1, FURTHER // 100 + 1)
    issued = dict(raw.execute("SELECT code_id, issued_at FROM voucher_issues"))
    rows = []
    for index, code in enumerate(codes[:FURTHER]):
        first = issued[code] if scattered else SO_FAR + batch * DAY
        at = first + chance.randrange(GIVEN_UP - first if scattered else DAY)
        row = (last + 1 + index, f"HX{last + 1 + index:09d}", code, index % merchants + 1)
        rows.append((*row, order + 1 + index, 12_300, at, batch))
    _many(raw, "voucher_orders", ((row[4], f"DD{row[4]:09d}") for row in rows))
    _many(raw, "voucher_redemptions", rows)


def _identity(index: int) -> str:
    from guanxian_desk.base.identity import resident_check_ok

    body = f"371525{1950 + index % 50}0101{index // 1000 % 1000:03d}"[:14] + f"{index % 1000:03d}"
    number = f"37{index // 1000:04d}19800101{index % 1000:03d}"
    number = number if len(number) == 17 else body
    return next(number + digit for digit in "0123456789X" if resident_check_ok(number + digit) or index % 500 == 0)


def _batch(raw: Any, batch: int) -> None:
    raw.execute("INSERT INTO changes VALUES (?, '导入', '导入', '张三', '管理', 0, NULL)", (batch,))
    columns = (
        "id, change_id, kind, file_name, sender, sha256, rows, new, changed, unchanged, conflicts, error_rows, notes"
    )
    values = "?, ?, 'voucher-redemptions', '核销.xlsx', '', '', 0, 0, 0, 0, 0, 0, '[]'"
    raw.execute(f"INSERT INTO batches ({columns}) VALUES ({values})", (batch, batch))


def _many(raw: Any, table: str, rows: Any) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is not None:
        marks = ",".join("?" * len(first))
        sql = f"INSERT INTO {table} VALUES ({marks})"
        raw.execute(sql, first)
        raw.executemany(sql, rows)
