"""A data file that holds an oracle's ledger: each sheet a batch, or several, in any order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

import guanxian_desk.modules.vouchers.models
import guanxian_desk.store.tables  # noqa: F401 - fills the metadata
from guanxian_desk.base.identity import normal_code
from guanxian_desk.modules.vouchers.facts import OfficeChoice, VoucherPolicy, seconds, voucher_policy
from guanxian_desk.store.schema import Base
from tests.oracle.records import (
    Estate,
    Issue,
    Ledger,
    Merchant,
    Payment,
    Recipient,
    Record,
    Redemption,
    Refund,
    Transfer,
    Withdrawal,
)

SHEETS = {
    "payments": "voucher_payments",
    "issues": "voucher_issues",
    "merchants": "voucher_merchants",
    "redemptions": "voucher_redemptions",
    "refunds": "voucher_refunds",
    "withdrawals": "voucher_withdrawals",
    "transfers": "voucher_transfers",
    "estates": "voucher_estates",
    "recipients": "voucher_recipients",
}
INTERNED = ("persons", "codes", "orders", "shops")


class LedgerFile:
    """One file, emptied between ledgers because making its tables takes longer than a test."""

    def __init__(self, path: Path) -> None:
        self.engine = create_engine(
            "sqlite://",
            creator=lambda: sqlcipher3.dbapi2.connect(str(path), isolation_level=None, check_same_thread=False),
            module=sqlcipher3.dbapi2,
            poolclass=QueuePool,
        )

        def prepare(connection: Any, _entry: Any) -> None:
            for pragma in ("foreign_keys=ON", "journal_mode=WAL", "temp_store=MEMORY", "synchronous=OFF"):
                connection.execute(f"PRAGMA {pragma}")

        event.listen(self.engine, "connect", prepare)
        event.listen(self.engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        Base.metadata.create_all(self.engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that commits."""
        with Session(self.engine) as session:
            yield session
            session.commit()

    def empty(self) -> None:
        """Take everything out."""
        with self.session() as session:
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(table.delete())

    def fill(self, ledger: Ledger) -> None:
        """Empty the file and put the ledger in, one batch a sheet."""
        self.empty()
        for sheet in SHEETS:
            self.bring(sheet, getattr(ledger, sheet))

    def bring(self, sheet: str, records: Iterable[Record]) -> int:
        """Import records as one batch; its number."""
        with self.session() as session:
            raw = raw_of(session)
            change = self._change(raw, "导入")
            counts = dict.fromkeys(("rows", "new", "changed", "unchanged", "conflicts", "error_rows"), 0)
            texts = dict.fromkeys(("file_name", "sender", "sha256"), "") | {"notes": "[]"}
            kind = f"voucher-{sheet}"
            batch = _insert(raw, "batches", {"change_id": change, "kind": kind, **counts, **texts})
            for record in records:
                _insert(raw, SHEETS[sheet], {**stored(raw, record), "batch_id": batch})
            return batch

    def replace(self, sheet: str, old: Record, new: Record) -> int:
        """A batch that writes a record over the standing one with its key; its number."""
        batch = self.bring(sheet, ())
        with self.session() as session:
            raw, table = raw_of(session), SHEETS[sheet]
            key = _key(raw, old)
            where = " AND ".join(f"{name} = ?" for name in key)
            row_id = _row_id(table)
            (row,) = raw.execute(f"SELECT {row_id} FROM {table} WHERE {where}", tuple(key.values())).fetchone()
            journal = (batch, table, row, json.dumps(_journal(old)), "{}")
            raw.execute(
                "INSERT INTO batch_changes (batch_id, table_name, row_id, before, after) VALUES (?,?,?,?,?)", journal
            )
            values = stored(raw, new)
            sets = ", ".join(f"{name} = ?" for name in values)
            raw.execute(f"UPDATE {table} SET {sets} WHERE {row_id} = ?", (*values.values(), row))
        return batch

    def remove(self, session: Session, batch: int) -> int:
        """Take a batch's records back inside the session, as undo does; the number of the change."""
        raw = raw_of(session)
        change = self._change(raw, "撤销")
        for table in SHEETS.values():
            raw.execute(f"DELETE FROM {table} WHERE batch_id = ?", (batch,))
        raw.execute("UPDATE batches SET undone_by = ? WHERE id = ?", (change, batch))
        return change

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """All rows of a table, sorted."""
        with self.session() as session:
            return sorted(raw_of(session).execute(f"SELECT * FROM {table}").fetchall(), key=repr)

    def waive(self, code: str, subject: str, amount: int) -> None:
        """A standing waiver."""
        names = "code, subject, amount_fen, reason, basis, proposed_by, approved_by, waived_at"
        with self.session() as session:
            sql = f"INSERT INTO voucher_waivers ({names}) VALUES (?,?,?,'理由','纪要','张三','李四',0)"
            raw_of(session).execute(sql, (code, subject, amount))

    @staticmethod
    def _change(raw: Any, kind: str) -> int:
        sql = "INSERT INTO changes (label, kind, operator, role, at) VALUES ('x', ?, '张三', '管理', 0)"
        return int(raw.execute(sql, (kind,)).lastrowid)


def raw_of(session: Session) -> Any:
    """The driver's connection."""
    return session.connection().connection.driver_connection


def policy_of(day: date = date(2022, 12, 31), rounding: str = "down", grace_days: int = 0) -> VoucherPolicy:
    """The notice's policy with the office's options."""
    since = date(2022, 4, 7)
    options = {"vouchers.rounding": rounding, "vouchers.grace_days": str(grace_days)}
    return voucher_policy(day, [OfficeChoice(key, value, since, "会议纪要") for key, value in options.items()])


def stored(raw: Any, record: Record) -> dict[str, Any]:
    """The record as its table keeps it, texts interned."""
    match record:
        case Payment():
            person = intern(raw, "persons", normal_code(record.id_no))
            rest = {"payer": record.payer, "phone": record.phone, "address": record.address}
            place = {"estate_unit": record.unit or None, "community": record.estate or None}
            parts = {"land_fen": record.land, "deed_fen": record.deed, "other_fen": record.other}
            paid = {"total_fen": record.total, "paid_on": record.day.isoformat()}
            return {"number": record.key, "person_id": person, **rest, **place, **parts, **paid}
        case Issue():
            ids = {
                "code_id": intern(raw, "codes", record.code),
                "person_id": intern(raw, "persons", normal_code(record.id_no)),
            }
            return {**ids, "phone": None, "face_fen": record.face, "issued_at": seconds(record.moment)}
        case Merchant():
            dates = {"reviewed_at": _seconds(record.approved), "disqualified_at": _seconds(record.disqualified)}
            words = {"name": record.name, "credit_code": record.credit_code, "category": record.category}
            return {"shop_id": intern(raw, "shops", record.key), **words, "review": record.status, **dates}
        case Redemption():
            ids = {"code_id": intern(raw, "codes", record.code), "shop_id": intern(raw, "shops", record.merchant)}
            order = {"order_id": intern(raw, "orders", record.order), "purchase_fen": record.purchase}
            return {"serial": record.key, **ids, **order, "redeemed_at": seconds(record.moment)}
        case Refund():
            order = intern(raw, "orders", record.order)
            kind = {"scope": record.kind, "handling": record.handling or None, "amount_fen": record.amount}
            return {"serial": record.key, "order_id": order, **kind, "refunded_at": seconds(record.moment)}
        case Withdrawal():
            shop = intern(raw, "shops", record.merchant)
            money = {"amount_fen": record.amount, "withdrawn_at": seconds(record.moment)}
            return {"serial": record.key, "shop_id": shop, **money}
        case Transfer():
            money = {"amount_fen": record.amount, "transferred_at": seconds(record.moment)}
            return {"number": record.key, **money, "direction": record.direction or "拨入"}
        case Estate():
            return {"estate_unit": record.unit, "community": record.estate, "households": record.households}
        case Recipient():
            person = intern(raw, "persons", normal_code(record.id_no))
            return {"payment_number": record.payment, "person_id": person, "share": record.share}


def intern(raw: Any, table: str, text: str) -> int:
    """The id of a text, added when new."""
    raw.execute(f"INSERT OR IGNORE INTO voucher_{table} (number) VALUES (?)", (text,))
    return int(raw.execute(f"SELECT id FROM voucher_{table} WHERE number = ?", (text,)).fetchone()[0])


def _insert(raw: Any, table: str, values: dict[str, Any]) -> int:
    marks = ",".join("?" * len(values))
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
    return int(raw.execute(sql, tuple(values.values())).lastrowid)


def _row_id(table: str) -> str:
    return {"voucher_issues": "code_id", "voucher_merchants": "shop_id"}.get(table, "id")


def _key(raw: Any, record: Record) -> dict[str, Any]:
    values = stored(raw, record)
    names = {
        Payment: ("number",),
        Issue: ("code_id",),
        Merchant: ("shop_id",),
        Transfer: ("number",),
        Estate: ("estate_unit", "community"),
        Recipient: ("payment_number", "person_id"),
    }
    return {name: values[name] for name in names.get(type(record), ("serial",))}


def _journal(record: Record) -> dict[str, Any]:
    """The record as a batch's journal writes it: fields of the sheet, texts not interned."""
    match record:
        case Payment():
            return {"number": record.key, "id_number": normal_code(record.id_no), "paid_on": record.day.isoformat()}
        case Issue():
            moment = record.moment.isoformat()
            return {"id_number": normal_code(record.id_no), "face_fen": record.face, "issued_at": moment}
        case Redemption():
            names = {"serial": record.key, "code": record.code, "merchant": record.merchant, "order_no": record.order}
            return {**names, "redeemed_at": record.moment.isoformat()}
        case Refund():
            return {"order_no": record.order, "refunded_at": record.moment.isoformat()}
        case Withdrawal():
            return {"merchant": record.merchant, "withdrawn_at": record.moment.isoformat()}
        case Transfer():
            return {"transferred_at": record.moment.isoformat()}
        case Recipient():
            return {"payment_number": record.payment, "id_number": normal_code(record.id_no)}
        case _:
            return {}


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else seconds(moment)
