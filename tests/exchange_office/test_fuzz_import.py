"""Mutated workbooks through the whole import: an answer for each, and the records either have all of it or nothing."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from guanxian_desk.exchange.returned import error_workbook
from guanxian_desk.services.importing import prepare, take
from guanxian_desk.services.modules import MODULES, of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.store import audit
from guanxian_desk.store.tables import Batch, Change
from tests.exchange.build import zipped
from tests.exchange.case import Case
from tests.exchange.corpus import CASES, FOLDER
from tests.exchange.test_fuzz import _damaged

pytestmark = pytest.mark.fuzz

A_RUN, RUNS = 100, 22
_TOO_LARGE = 200_000
# The reader in a process of its own costs a tenth of a second a file: fewer of those.
_SLOW = (".xls", ".xlsb", ".et")


def _mutated(case: Case, chance: random.Random) -> bytes:
    """The file with its bytes damaged, or with a damaged part inside a sound zip."""
    data = (FOLDER / case.name).read_bytes()
    if not data.startswith(b"PK\x03\x04") or chance.random() < 0.2:
        return _damaged(data, chance)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, RuntimeError, ValueError):
        return _damaged(data, chance)
    name = chance.choice(sorted(parts))
    content = parts[name]
    parts[name] = _damaged(content if isinstance(content, bytes) else content.encode(), chance)
    return zipped(parts, stored=["mimetype"])


def _state(office: Office) -> tuple[int, int, dict[str, int]]:
    """Changes, batches, and how many records stand of each kind."""
    with office.store.read() as session:
        tables = {kind: where.table for module in MODULES for kind, where in module.landings.items()}
        counts = {kind: session.scalar(select(func.count()).select_from(table)) or 0 for kind, table in tables.items()}
        changes = session.scalar(select(func.count()).select_from(Change)) or 0
        return changes, session.scalar(select(func.count()).select_from(Batch)) or 0, counts


@pytest.mark.parametrize("run", range(RUNS))
def test_mutated_workbooks_are_taken_whole_or_not_at_all(office: Office, run: int) -> None:
    chance = random.Random(f"import{run}")
    small = [case for case in CASES if (FOLDER / case.name).stat().st_size < _TOO_LARGE]
    quick = [case for case in small if Path(case.name).suffix not in _SLOW]
    for number in range(A_RUN):
        case = chance.choice(small if number % 20 == 0 else quick)
        data = _mutated(case, chance)
        before = _state(office)
        prepared = prepare(office, case.sheet.key, data, case.name)
        assert _state(office) == before, "a preview writes nothing"
        report = take(office, prepared, chance.choice(("keep", "replace", None)))
        after = _state(office)
        entry = report.entry()
        if report.batch is None or after[1] == before[1]:
            assert after == before, case.name
        else:
            grown = {kind: count - before[2][kind] for kind, count in after[2].items() if count != before[2][kind]}
            assert grown == ({case.sheet.key: entry["new"]} if entry["new"] else {}), case.name
        if prepared.extract is not None and prepared.extract.errors:
            assert error_workbook(data, case.name, prepared.extract).startswith(b"PK")
        assert of_kind(case.sheet.key)[1] is case.sheet
    with office.store.read() as session:
        assert audit.verify(session).broken_at is None
