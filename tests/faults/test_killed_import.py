"""A killed import leaves the file as it was: whole, and with all or nothing of the batch."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.sample.workbooks import write_workbooks
from guanxian_desk.services.importing import prepare_path, settle_all, take
from guanxian_desk.services.office import Office, create_office, open_office
from guanxian_desk.services.reconciling import reconcile_as_of
from guanxian_desk.store import audit
from guanxian_desk.store.store import Store

ACTOR = Actor("张三")
_DIE_IN = """
import os, sys
from pathlib import Path
from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.services import importing
from guanxian_desk.services.office import open_office
from guanxian_desk.modules.vouchers import kept
from guanxian_desk.store import batches

kind, data, book, where = sys.argv[1:]
write, rebuild = batches.write, kept.rebuild

def die_after_writing(*args):
    write(*args)
    os._exit(9)

def die_after_rebuilding(*args):
    rebuild(*args)
    os._exit(9)

if where == "before-commit":
    batches.write = die_after_writing
else:
    kept.rebuild = die_after_rebuilding
office = open_office(Path(data), Actor("张三"), Clock())
importing.take(office, importing.prepare_path(office, kind, Path(book)))
importing.settle_all(office)
"""


def _office(folder: Path) -> Path:
    data = folder / "office.gxdesk"
    office = create_office(data, ACTOR, Clock())
    for file in write_workbooks(folder, "vouchers"):
        if file.kind != "voucher-redemptions":
            take(office, prepare_path(office, file.kind, file.path))
    office.close()
    return data


def _redemptions(folder: Path) -> Path:
    return next(file.path for file in write_workbooks(folder, "vouchers") if file.kind == "voucher-redemptions")


def _whole(store: Store) -> bool:
    with store.read() as session:
        raw = session.connection()
        integrity = raw.exec_driver_sql("PRAGMA integrity_check").scalar()
        foreign = raw.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        return integrity == "ok" and not foreign and audit.verify(session).broken_at is None


def _gross(office: Office) -> int:
    return reconcile_as_of(office, date(2022, 12, 31)).identities[1].left


@pytest.mark.parametrize("where", ["before-commit", "before-settled"])
def test_killed_at_the_worst_moments(tmp_path: Path, where: str) -> None:
    data, book = _office(tmp_path), _redemptions(tmp_path)
    killed = subprocess.run([sys.executable, "-c", _DIE_IN, "voucher-redemptions", data, book, where], check=False)
    assert killed.returncode == 9
    office = open_office(data, ACTOR, Clock())
    assert _whole(office.store)
    assert (_gross(office) == 0) is (where == "before-commit")
    settle_all(office)
    report = take(office, prepare_path(office, "voucher-redemptions", book))
    assert report.entry()["new"] == (7546 if where == "before-commit" else 0)
    office.close()


@pytest.mark.kill
def test_killed_at_any_moment(tmp_path: Path) -> None:
    data, book = _office(tmp_path), _redemptions(tmp_path)
    before = data.read_bytes()
    chance = random.Random(5)
    outcomes = set()
    for _ in range(100):
        data.write_bytes(before)
        command = [sys.executable, "-m", "guanxian_desk", "--data", data, "import", "voucher-redemptions", book]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.3, 1.6))
        process.kill()
        process.wait()
        office = open_office(data, ACTOR, Clock())
        assert _whole(office.store)
        gross = _gross(office)
        outcomes.add(gross)
        office.close()
        for journal in tmp_path.glob("office.gxdesk-*"):
            journal.unlink()
    assert len(outcomes) == 2, "either nothing or everything, and both were met"
