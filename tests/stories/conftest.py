"""The voucher workbooks of the sample, written once, and a data file that has taken them, made once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import pytest

from guanxian_desk.sample.files import SampleFile
from guanxian_desk.sample.workbooks import write_workbooks
from tests.stories.desk import Desk, new_desk, take


@dataclass(frozen=True)
class Taken:
    """A data file with the sample's vouchers, only to be copied; the batches by the files' names, in order."""

    data: Path
    batches: dict[str, str]


@pytest.fixture(scope="session")
def voucher_books(tmp_path_factory: pytest.TempPathFactory) -> list[SampleFile]:
    """The workbooks, only to be read."""
    return write_workbooks(tmp_path_factory.mktemp("books"), "vouchers")


@pytest.fixture(scope="session")
def taken(tmp_path_factory: pytest.TempPathFactory, voucher_books: list[SampleFile]) -> Taken:
    """Every workbook taken, file by file."""
    desk = new_desk(tmp_path_factory.mktemp("taken"))
    return Taken(desk.data, {file.path.name: take(desk, file.kind, file.path)[0]["batch"] for file in voucher_books})


@pytest.fixture
def sample_desk(taken: Taken, tmp_path: Path) -> Desk:
    """A copy that the test may change."""
    return Desk(Path(copy(taken.data, tmp_path / "sample.gxdesk")))
