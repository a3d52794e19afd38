"""What an import, its taking back, or an edit touched: the codes, orders, merchants and payers to look at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from guanxian_desk.modules.vouchers.facts import first_second
from guanxian_desk.modules.vouchers.ledger import connection

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# A part's records as far as they matter here, each with its row id first.
Rows = Mapping[str, Sequence[tuple[Any, ...]]]
# (redemption, code, order, merchant, moment, serial)
Place = tuple[int, int, int, int, int, str]


class _Part(NamedTuple):
    """now: columns of the record; before: the same out of a batch's journal, where texts are not interned."""

    table: str
    row_id: str
    now: str
    before: str


def _id(table: str, name: str) -> str:
    return f"(SELECT id FROM voucher_{table} WHERE number = before ->> '{name}')"


_PARTS = {
    "payments": _Part(
        "voucher_payments",
        "id",
        "person_id, number, paid_on",
        f"{_id('persons', 'id_number')}, before ->> 'number', before ->> 'paid_on'",
    ),
    "issues": _Part(
        "voucher_issues",
        "code_id",
        "person_id, face_fen, issued_at",
        f"{_id('persons', 'id_number')}, before ->> 'face_fen', unixepoch(before ->> 'issued_at')",
    ),
    "redemptions": _Part(
        "voucher_redemptions",
        "id",
        "code_id, order_id, shop_id, redeemed_at, serial",
        f"{_id('codes', 'code')}, {_id('orders', 'order_no')}, {_id('shops', 'merchant')}, "
        "unixepoch(before ->> 'redeemed_at'), before ->> 'serial'",
    ),
    "refunds": _Part(
        "voucher_refunds",
        "id",
        "order_id, refunded_at",
        f"{_id('orders', 'order_no')}, unixepoch(before ->> 'refunded_at')",
    ),
    "withdrawals": _Part(
        "voucher_withdrawals",
        "id",
        "shop_id, withdrawn_at",
        f"{_id('shops', 'merchant')}, unixepoch(before ->> 'withdrawn_at')",
    ),
    "transfers": _Part("voucher_transfers", "id", "transferred_at", "unixepoch(before ->> 'transferred_at')"),
    "merchants": _Part("voucher_merchants", "shop_id", "shop_id", "row_id"),
    "estates": _Part("voucher_estates", "id", "id", "row_id"),
    "recipients": _Part(
        "voucher_recipients",
        "id",
        "person_id, payment_number",
        f"{_id('persons', 'id_number')}, before ->> 'payment_number'",
    ),
}

EVIDENCE = tuple(part.table for part in _PARTS.values())


@dataclass
class Touched:
    """changes: the changes that these are of; latest: the last moment among the records.

    payments, refund_orders … are ids; issues: the face before (None: not issued) by code; places: redemptions that
    came (1), went (−1) or were written over in place (0); shared: payment numbers whose recipients changed;
    treasury: whether money moved between treasury, platform and merchants.
    """

    changes: set[int] = field(default_factory=set)
    payments: set[int] = field(default_factory=set)
    payment_numbers: set[str] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    estates: bool = False
    issues: dict[int, int | None] = field(default_factory=dict)
    places: Counter[Place] = field(default_factory=Counter)
    merchants: set[int] = field(default_factory=set)
    refund_orders: set[int] = field(default_factory=set)
    paid_shops: set[int] = field(default_factory=set)
    treasury: bool = False
    latest: int = 0

    def __or__(self, later: Touched) -> Touched:
        """Both together; later happened afterwards."""
        return Touched(
            self.changes | later.changes,
            self.payments | later.payments,
            self.payment_numbers | later.payment_numbers,
            self.persons | later.persons,
            self.shared | later.shared,
            self.estates or later.estates,
            later.issues | self.issues,
            _sum(self.places, later.places),
            self.merchants | later.merchants,
            self.refund_orders | later.refund_orders,
            self.paid_shops | later.paid_shops,
            self.treasury or later.treasury,
            max(self.latest, later.latest),
        )

    @property
    def size(self) -> int:
        """About how many records must be looked at."""
        return len(self.payments) + len(self.persons) + len(self.issues) + len(self.places) + len(self.refund_orders)


def touched_by_batch(session: Session, batch_id: int) -> Touched:
    """What the import of a batch touched."""
    raw = connection(session)
    change = raw.execute("SELECT change_id FROM batches WHERE id = ?", (batch_id,)).fetchone()[0]
    return touched_by_rows(_journaled(raw, batch_id), rows_of_batch(session, batch_id), {change})


def rows_of_batch(session: Session, batch_id: int) -> Rows:
    """The records that the batch brought or changed, as they are now (before and after it is taken back)."""
    raw = connection(session)
    return {name: _now(raw, part, batch_id) for name, part in _PARTS.items()}


def _now(raw: Any, part: _Part, batch_id: int) -> Sequence[tuple[Any, ...]]:
    journal = "SELECT row_id FROM batch_changes WHERE batch_id = :batch AND table_name = :table"
    sql = f"SELECT {part.row_id}, {part.now} FROM {part.table} WHERE batch_id = :batch"
    also = f" UNION SELECT {part.row_id}, {part.now} FROM {part.table} WHERE {part.row_id} IN ({journal})"
    named = {"batch": batch_id, "table": part.table}
    # Most batches have no journal; their rows then come without the sorting that a union costs.
    both = raw.execute(journal + " LIMIT 1", named).fetchone() is not None
    return raw.execute(sql + also if both else sql, named).fetchall()  # type: ignore[no-any-return]


def _journaled(raw: Any, batch_id: int) -> Rows:
    rows = {}
    for name, part in _PARTS.items():
        sql = f"SELECT row_id, {part.before} FROM batch_changes WHERE batch_id = ? AND table_name = ?"
        rows[name] = raw.execute(sql, (batch_id, part.table)).fetchall()
    return rows


def touched_by_rows(before: Rows, after: Rows, changes: set[int]) -> Touched:
    """What a change touched, from its records before and after it (absent where they did not stand)."""
    touched = Touched(changes=changes)
    for rows in (before, after):
        _payers(touched, rows)
        _money(touched, rows)
        touched.merchants.update(row[0] for row in rows.get("merchants", ()))
        touched.estates = touched.estates or bool(rows.get("estates"))
    _redeemed(touched, before.get("redemptions", ()), after.get("redemptions", ()))
    faces = {code: face for code, _, face, _ in before.get("issues", ())}
    touched.issues = dict.fromkeys((row[0] for row in after.get("issues", ())), None) | faces
    return touched


def _payers(touched: Touched, rows: Rows) -> None:
    for record, person, number, paid_on in rows.get("payments", ()):
        touched.payments.add(record)
        touched.persons.add(person)
        touched.payment_numbers.add(number)
        touched.latest = max(touched.latest, first_second(date.fromisoformat(paid_on).toordinal()))
    for _code, person, _face, at in rows.get("issues", ()):
        touched.persons.add(person)
        touched.latest = max(touched.latest, at)
    for _record, person, number in rows.get("recipients", ()):
        touched.persons.add(person)
        touched.shared.add(number)


def _redeemed(touched: Touched, before: Sequence[Place], after: Sequence[Place]) -> None:
    # Thousands of rows at once: counting is left to Counter.
    touched.places.update(after)
    touched.places.subtract(before)
    touched.latest = max(touched.latest, max((place[4] for place in touched.places), default=0))


def _money(touched: Touched, rows: Rows) -> None:
    for _record, order, at in rows.get("refunds", ()):
        touched.refund_orders.add(order)
        touched.latest = max(touched.latest, at)
    for _record, shop, at in rows.get("withdrawals", ()):
        touched.paid_shops.add(shop)
        touched.latest = max(touched.latest, at)
    for _record, at in rows.get("transfers", ()):
        touched.latest = max(touched.latest, at)
    touched.treasury = touched.treasury or any(rows.get(name) for name in ("withdrawals", "transfers"))


def _sum(first: Counter[Place], second: Counter[Place]) -> Counter[Place]:
    # Counter's own + forgets redemptions that came and went; their codes must be looked at all the same.
    both = Counter(first)
    both.update(second)
    return both
