"""One data file for all tests that only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guanxian_desk.services.office import Office
from tests.decisions_papers.office_file import build, opened


@pytest.fixture(scope="session")
def dossier_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office with dossiers, closed."""
    path = tmp_path_factory.mktemp("dossiers") / "office.gxdesk"
    build(path)
    return path


@pytest.fixture(scope="session")
def office(dossier_file: Path) -> Iterator[Office]:
    """The office, only to be read."""
    found = opened(dossier_file)
    yield found
    found.close()


@pytest.fixture
def own_office(dossier_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of the office that the test may change."""
    path = tmp_path / "own.gxdesk"
    shutil.copy(dossier_file, path)
    found = opened(path)
    yield found
    found.close()
