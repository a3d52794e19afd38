"""Batches: a file is stored as a whole, remembers what it met, and is taken back as a whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.vouchers.landings import LANDINGS
from guanxian_desk.modules.vouchers.models import Redemption
from guanxian_desk.store import audit, batches, landing
from guanxian_desk.store.batches import FileFacts, Undone
from guanxian_desk.store.landing import Record, Standing
from guanxian_desk.store.store import Store
from guanxian_desk.store.tables import BatchChange

KIND = "voucher-redemptions"
LEDGER = LANDINGS[KIND]


def record(serial: str, code: str = "Q1", amount: int = 12_000) -> Record:
    return (serial, code, "M1", "D" + serial, amount, datetime(2022, 5, 2, 10, 5, 30))


def take(store: Store, actor: Actor, records: list[Record], replace: bool = False, file: str = "a.xlsx") -> int:
    """Import as the service does: new ones in, standing ones met or replaced."""
    with store.change(f"导入 {file}", actor, "导入") as session:
        stands = landing.standing(session, LEDGER, [r[0] for r in records])
        new = [r for r in records if r[0] not in stands]
        known = [(stands[r[0]], r) for r in records if r[0] in stands]
        replaced = [(old, r) for old, r in known if old.values != r and replace]
        met = [old for old, r in known if (old, r) not in replaced]
        facts = FileFacts(KIND, file, "平台", file * 8, len(records), len(new), len(replaced), len(met), 0, 0)
        return batches.write(session, LEDGER, facts, new, replaced, met).id


def undo(store: Store, actor: Actor, number: int) -> Undone:
    with store.change("撤销导入", actor, "撤销") as session:
        return batches.undo(session, LEDGER, batches.find(session, number))


def stored(store: Store) -> dict[Any, Record]:
    with store.read() as session:
        return {values[0]: values for values in landing.read_all(session, LEDGER)}


def test_what_is_stored_reads_back_equal(store: Store, actor: Actor) -> None:
    records = [record("H1"), record("H2", "Q2"), record("H3", "Q1")]
    take(store, actor, records)
    assert stored(store) == {r[0]: r for r in records}
    with store.read() as session:
        found = landing.standing(session, LEDGER, ["H2", "H9"])
    assert found == {"H2": Standing(2, 1, records[1])}


def test_interned_texts_lie_once(store: Store, actor: Actor) -> None:
    take(store, actor, [record("H1"), record("H2")])
    take(store, actor, [record("H3"), record("H4", "Q9")])
    with store.read() as session:
        assert len(set(session.scalars(select(Redemption.code_id)))) == 2
        assert len(set(session.scalars(select(Redemption.shop_id)))) == 1


def test_undo_removes_exactly_what_the_batch_brought(store: Store, actor: Actor) -> None:
    take(store, actor, [record("H1")])
    second = take(store, actor, [record("H2"), record("H3")])
    assert undo(store, actor, second) == Undone(2, 0)
    assert list(stored(store)) == ["H1"]
    with pytest.raises(UserError, match="已经撤销过"):
        undo(store, actor, second)


def test_undo_restores_replaced_records(store: Store, actor: Actor) -> None:
    take(store, actor, [record("H1", amount=100)])
    second = take(store, actor, [record("H1", amount=200), record("H2")], replace=True)
    assert stored(store)["H1"][4] == 200
    assert undo(store, actor, second) == Undone(1, 1)
    assert stored(store) == {"H1": record("H1", amount=100)}


def test_undo_is_refused_while_a_later_batch_met_its_records(store: Store, actor: Actor) -> None:
    first = take(store, actor, [record("H1"), record("H2")])
    second = take(store, actor, [record("H2"), record("H3")], file="b.xlsx")
    with pytest.raises(UserError, match=r"第 2 批（b\.xlsx）"):
        undo(store, actor, first)
    assert sorted(stored(store)) == ["H1", "H2", "H3"]
    undo(store, actor, second)
    assert undo(store, actor, first).removed == 2
    assert stored(store) == {}


def test_records_edited_since_are_kept_and_named(store: Store, actor: Actor) -> None:
    first = take(store, actor, [record("H1"), record("H2")])
    with store.change("更正消费金额", actor) as session:
        row = session.scalars(select(Redemption).where(Redemption.serial == "H2")).one()
        row.purchase_fen = 99_00
    assert undo(store, actor, first) == Undone(1, 0, ("H2",))
    assert list(stored(store)) == ["H2"]


def test_a_batch_is_one_audit_row_and_journals_only_what_it_replaced(store: Store, actor: Actor) -> None:
    take(store, actor, [record(f"H{n}") for n in range(50)])
    take(store, actor, [record("H1", amount=1), *(record(f"H{n}") for n in range(2, 9))], replace=True)
    with store.read() as session:
        assert audit.rows(session) == 2
        assert audit.verify(session).broken_at is None
        journal = session.scalars(select(BatchChange)).all()
    assert [(row.before["purchase_fen"], row.after["purchase_fen"]) for row in journal] == [(12_000, 1)]


def test_the_same_file_is_recognised_until_it_is_undone(store: Store, actor: Actor) -> None:
    number = take(store, actor, [record("H1")])
    with store.read() as session:
        found = batches.same_file(session, KIND, "a.xlsx" * 8)
        assert found is not None
        assert found.id == number
    undo(store, actor, number)
    with store.read() as session:
        assert batches.same_file(session, KIND, "a.xlsx" * 8) is None


def test_composite_keys_are_matched_whole(store: Store, actor: Actor) -> None:
    estates = LANDINGS["voucher-estates"]
    rows = [("县纺织厂", "东苑", None, 120, None), ("县纺织厂", "西苑", None, 80, None)]
    with store.change("导入", actor, "导入") as session:
        landing.insert(session, estates, rows, None)
        session.note("voucher_estates", 2)
    with store.read() as session:
        found = landing.standing(session, estates, [("县纺织厂", "西苑"), ("县纺织厂", "南苑")])
    assert {key: value.values for key, value in found.items()} == {("县纺织厂", "西苑"): rows[1]}
