"""A data file shared by the tests of a module."""

from __future__ import annotations

import pytest

from tests.vouchers.ledger_file import LedgerFile


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> LedgerFile:
    """An empty file; a test fills it with a ledger of its own."""
    return LedgerFile(tmp_path_factory.mktemp("ledger") / "office.gxdesk")
