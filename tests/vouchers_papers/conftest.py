"""One sample file for all tests that only read it, and a copy for each that writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.services.office import Office
from tests.offices import create_office
from tests.vouchers.ledger_file import LedgerFile
from tests.vouchers_papers.sample_office import Printed, build, opened, pdf, text


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, closed."""
    path = tmp_path_factory.mktemp("sample") / "sample.gxdesk"
    build(path)
    return path


@pytest.fixture(scope="session")
def office(sample_file: Path) -> Iterator[Office]:
    """The sample office, only to be read."""
    found = opened(sample_file)
    yield found
    found.close()


@pytest.fixture
def own_office(sample_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of the sample office that the test may change."""
    path = tmp_path / "own.gxdesk"
    shutil.copy(sample_file, path)
    found = opened(path, "李四")
    yield found
    found.close()


@pytest.fixture
def empty_office(tmp_path: Path) -> Iterator[Office]:
    """An office that has imported nothing yet."""
    found = create_office(tmp_path / "empty.gxdesk", Actor("张三"), Clock(), "冠县")
    yield found
    found.close()


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> LedgerFile:
    """An empty file; a test fills it with a ledger of its own."""
    return LedgerFile(tmp_path_factory.mktemp("ledger") / "office.gxdesk")


@pytest.fixture(scope="session")
def printed(office: Office) -> Callable[..., Printed]:
    """Papers of the sample office, each drawn and read once."""
    kept: dict[tuple[object, ...], Printed] = {}

    def paper(key: str, day: date, subject: str = "") -> Printed:
        asked = (key, day, subject)
        if asked not in kept:
            made = pdf(office, key, day, subject)
            kept[asked] = Printed(made, text(made))
        return kept[asked]

    return paper
