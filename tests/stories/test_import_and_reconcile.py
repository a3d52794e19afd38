"""Workbooks in, the answer out: equal to an independent calculation, whatever the order, however often."""

from __future__ import annotations

import random
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxian_desk.sample.files import SampleFile
from guanxian_desk.sample.vouchers import voucher_ledger
from guanxian_desk.sample.workbooks import write_workbooks
from tests.oracle.ledgers import as_of_days, ledgers, to_workbooks
from tests.oracle.records import Ledger
from tests.oracle.vouchers import reconcile
from tests.stories.conftest import Taken
from tests.stories.desk import Desk, new_desk, take


def bare(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without the words that the contract leaves free."""
    return {
        "as_of": answer["as_of"],
        "totals": answer["totals"],
        "identities": [(one["left"], one["right"], one["balanced"]) for one in answer["identities"]],
        "findings": [(one["code"], one["subject"], one["amount"], one["state"]) for one in answer["findings"]],
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(ledger=ledgers(), day=as_of_days(), seed=st.integers(0, 99))
def test_the_command_line_says_what_the_independent_calculation_says(ledger: Ledger, day: date, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = new_desk(Path(folder))
        books = list(to_workbooks(ledger, Path(folder)).items())
        random.Random(seed).shuffle(books)
        for kind, path in books:
            assert take(desk, kind, path)[0]["errors"] == []
        said = desk("reconcile", "--as-of", day.isoformat(), "--json")
        expected = bare(reconcile(ledger, day))
        assert bare(said.json) == expected
        assert said.code == (3 if expected["findings"] else 0)


def _bad_rows(entry: dict[str, Any]) -> int:
    return len({(error["sheet"], error["row"]) for error in entry["errors"]})


def test_the_sample_office_imports_as_announced_and_twice_changes_nothing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    files = write_workbooks(tmp_path)
    for file in files:
        [entry] = take(desk, file.kind, file.path)
        assert (entry["rows"], _bad_rows(entry), entry["conflicts"]) == (file.rows, file.errors, file.conflicts)
    first = bare(desk("reconcile", "--as-of", "2022-12-31", "--json").json)
    planted = {(code, subject) for code, subject, _, _ in first["findings"]}
    assert planted == set(voucher_ledger().planted)
    assert all(balanced for _, _, balanced in first["identities"])
    for file in files:
        [entry] = take(desk, file.kind, file.path)
        assert (entry["new"], entry["changed"]) == (0, 0)
    assert bare(desk("reconcile", "--as-of", "2022-12-31", "--json").json) == first


def test_a_full_export_comes_back_unchanged(sample_desk: Desk, voucher_books: list[SampleFile], tmp_path: Path) -> None:
    for kind in sorted({file.kind for file in voucher_books}):
        out = tmp_path / f"{kind}-out.xlsx"
        assert sample_desk("export", kind, out, "--full").code == 0
        [entry] = take(sample_desk, kind, out)
        assert (entry["new"], entry["changed"], entry["conflicts"], entry["errors"]) == (0, 0, 0, [])
        assert entry["unchanged"] == entry["rows"] > 0


def test_undoing_every_batch_leaves_no_record(sample_desk: Desk, taken: Taken) -> None:
    batches = list(taken.batches.values())
    for batch in reversed(batches):
        assert sample_desk("undo", batch).code == 0
    said = sample_desk("reconcile", "--as-of", "2022-12-31", "--json")
    assert said.code == 0
    assert set(said.json["totals"].values()) == {0}
    assert sample_desk("undo", batches[0]).code == 2


def test_a_batch_under_a_release_is_not_undone(sample_desk: Desk, taken: Taken) -> None:
    desk = sample_desk
    answer = desk("reconcile", "--as-of", "2022-12-31", "--json").json
    subject = next(one["subject"] for one in answer["findings"] if one["code"] == "R03")
    assert desk("waive", "R03", subject, "--reason", "小票核实", "--approver", "李四").code == 0
    redemptions = next(number for name, number in taken.batches.items() if "核销" in name)
    refused = desk("undo", redemptions)
    assert refused.code == 2
    assert f"R03 {subject}" in refused.err
    waived = desk("reconcile", "--as-of", "2022-12-31", "--json").json
    assert bare(waived)["totals"]["redeemed_net"] == bare(answer)["totals"]["redeemed_net"]
    assert desk("unwaive", "R03", subject).code == 0
    assert desk("undo", redemptions).code == 0
    assert desk("reconcile", "--as-of", "2022-12-31", "--json").json["totals"]["redeemed_net"] == 0
