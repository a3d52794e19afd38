"""An undone import done again: whole as it was, or refused with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.main import run
from guanxian_desk.modules.cultivation.models import EnterpriseRow
from guanxian_desk.services.batch_contents import NEW, REMOVED, BatchContents
from guanxian_desk.services.batch_list import batch_rows
from guanxian_desk.services.importing import redo_batch, undo_batch
from guanxian_desk.services.office import Office
from guanxian_desk.services.reconciling import reconcile_as_of
from guanxian_desk.services.steps import undo_last
from guanxian_desk.store import audit
from guanxian_desk.store.exchange_tables import BatchDetail
from tests.exchange.build import xlsx
from tests.exchange.case import DAY, HEADINGS, pay
from tests.exchange_office.conftest import FIRMS, PAYMENTS, firm, firms, send
from tests.exchange_office.test_mending import standing

OTHER = "91371525MA00000021"


def edit_name(office: Office, code: str, name: str) -> None:
    """Somebody edits a firm by hand."""
    with office.store.change("改名", office.actor) as session:
        session.scalars(select(EnterpriseRow).where(EnterpriseRow.code == code)).one().name = name


def test_new_and_changed_records_come_back_as_a_new_batch(office: Office) -> None:
    send(office, FIRMS, firms(firm()))
    second = send(office, FIRMS, firms(firm(name="甲集团"), firm(OTHER, "乙公司")), sender="清泉街道").batch
    assert second is not None
    after = standing(office, FIRMS)
    undo_batch(office, second)
    assert [row["name"] for row in standing(office, FIRMS)] == ["甲公司"]
    third = redo_batch(office, second)
    assert standing(office, FIRMS) == after
    newest = batch_rows(office)[0]
    assert (newest["id"], newest["again"], newest["sender"], newest["new"], newest["changed"]) == (
        third, second, "清泉街道", 1, 1,
    )  # fmt: skip
    assert f"重做了撤销过的第 {second} 批" in newest["notes"]
    undo_batch(office, third)
    redo_batch(office, third)
    assert standing(office, FIRMS) == after
    with office.store.read() as session:
        assert audit.verify(session).broken_at is None


def test_what_was_kept_when_undoing_is_left_alone_when_redoing(office: Office) -> None:
    batch = send(office, FIRMS, firms(firm(), firm(OTHER, "乙公司"))).batch
    assert batch is not None
    edit_name(office, OTHER, "乙集团")
    undone = undo_batch(office, batch)
    assert (undone.removed, len(undone.kept)) == (1, 1)
    redo_batch(office, batch)
    assert sorted(row["name"] for row in standing(office, FIRMS)) == ["乙集团", "甲公司"]


def test_refused_when_the_same_key_stands_again(office: Office) -> None:
    batch = send(office, PAYMENTS, xlsx([HEADINGS, pay(), pay("P2")])).batch
    assert batch is not None
    undo_batch(office, batch)
    send(office, PAYMENTS, xlsx([HEADINGS, pay("P2", 缴费合计=5)]))
    before = standing(office)
    with pytest.raises(UserError, match="后来又有了同样的记录（1 条，如 P2）"):
        redo_batch(office, batch)
    assert standing(office) == before


def test_a_number_in_the_reason_is_masked(office: Office) -> None:
    heads = ["凭证号", "领取人证件号码", "份额"]
    batch = send(office, "voucher-recipients", xlsx([heads, ["P1", "371525199001010010", "60%"]])).batch
    assert batch is not None
    undo_batch(office, batch)
    send(office, "voucher-recipients", xlsx([heads, ["P1", "371525199001010010", "50%"]]))
    with pytest.raises(UserError, match=r"如 P1/371525\*{8}0010"):
        redo_batch(office, batch)


def test_refused_when_a_record_it_changed_is_another_now(office: Office) -> None:
    send(office, FIRMS, firms(firm()))
    batch = send(office, FIRMS, firms(firm(name="甲集团"))).batch
    assert batch is not None
    undo_batch(office, batch)
    edit_name(office, firm()[0], "甲股份")
    with pytest.raises(UserError, match="后来又变了"):
        redo_batch(office, batch)


def test_refused_when_what_it_builds_on_is_undone(office: Office) -> None:
    first = send(office, PAYMENTS, xlsx([HEADINGS, pay()])).batch
    second = send(office, PAYMENTS, xlsx([HEADINGS, pay(), pay("P2")])).batch
    assert first is not None
    assert second is not None
    with pytest.raises(UserError, match=f"第 {second} 批"):
        undo_batch(office, first)
    undo_batch(office, second)
    undo_batch(office, first)
    with pytest.raises(UserError, match=f"依据的第 {first} 批已经撤销"):
        redo_batch(office, second)


@pytest.mark.parametrize("what", ["unknown", "stands", "twice", "forgotten"])
def test_refused_with_the_reason(office: Office, what: str) -> None:
    batch = send(office, PAYMENTS, xlsx([HEADINGS, pay()])).batch
    assert batch is not None
    said = {"unknown": "没有编号为 9", "stands": "没有撤销过", "twice": "已经在第 2 批里", "forgotten": "没有留下内容"}
    if what != "stands":
        undo_batch(office, batch)
    if what == "twice":
        redo_batch(office, batch)
    if what == "forgotten":
        with office.store.change("旧版本", office.actor) as session:
            session.get_one(BatchDetail, batch).removed = None
    with pytest.raises(UserError, match=said[what]):
        redo_batch(office, 9 if what == "unknown" else batch)


def test_ctrl_z_takes_a_redone_import_back(office: Office) -> None:
    batch = send(office, PAYMENTS, xlsx([HEADINGS, pay()])).batch
    assert batch is not None
    undo_batch(office, batch)
    redo_batch(office, batch)
    assert undo_last(office).startswith("已撤销“重做导入缴费凭证：表.xlsx”：删除 1 条")
    assert standing(office) == []


def test_results_follow_a_redone_import(office: Office) -> None:
    batch = send(office, PAYMENTS, xlsx([HEADINGS, pay()])).batch
    assert batch is not None
    before = reconcile_as_of(office, DAY)
    undo_batch(office, batch)
    reconcile_as_of(office, DAY)
    redo_batch(office, batch)
    assert reconcile_as_of(office, DAY).totals == before.totals


def test_on_the_command_line(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    batch = send(office, PAYMENTS, xlsx([HEADINGS, pay()])).batch
    data = ["--data", str(office.path)]
    assert run([*data, "redo", str(batch)]) == 2
    assert run([*data, "undo", str(batch)]) == 0
    assert run([*data, "redo", str(batch)]) == 0
    assert "新的批次编号是 2" in capsys.readouterr().err
    assert len(standing(office)) == 1


def _contents(office: Office, batch: int, outcome: str = "", full: bool = False) -> list[dict[str, Any]]:
    rows = BatchContents(office, batch, outcome, full)
    assert rows.count() == len(rows.fetch(0, 100))
    return [dict(row) for row in rows.fetch(0, 100)]


def test_the_contents_name_every_row_with_its_outcome(office: Office, tmp_path: Path) -> None:
    send(office, PAYMENTS, xlsx([HEADINGS, pay("P1"), pay("P2")]))
    rows = [pay("P1"), pay("P2", 缴费合计=5), pay("P3", 缴款人="丙"), pay("P4", 证件号码="371525********0010")]
    batch = send(office, PAYMENTS, xlsx([HEADINGS, *rows])).batch
    assert batch is not None
    found = _contents(office, batch)
    assert [(row["outcome"], row["row"], row["key"]) for row in found] == [
        ("error", 5, ""), ("unchanged", 2, "P1"), ("conflict", 3, "P2"), ("new", None, "P3"),
    ]  # fmt: skip
    assert "缴费合计 1000.25 → 5.00" in found[2]["said"]
    assert "371525********0010" in found[3]["said"]
    assert "371525199001010010" in _contents(office, batch, NEW, full=True)[0]["said"]
    assert [row["outcome"] for row in _contents(office, batch, "conflict")] == ["conflict"]
    undo_batch(office, batch)
    assert [row["key"] for row in _contents(office, batch, REMOVED)] == ["P3"]


def test_contents_come_in_pages(office: Office) -> None:
    batch = send(office, PAYMENTS, xlsx([HEADINGS, *(pay(f"P{n:03}") for n in range(250)), pay("X", 契税="坏")])).batch
    assert batch is not None
    rows = BatchContents(office, batch)
    assert rows.count() == 251
    keys = [row["key"] for start in range(0, 251, 100) for row in rows.fetch(start, 100)]
    assert keys == ["", *(f"P{n:03}" for n in range(250))]
