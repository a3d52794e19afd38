"""One data file for all tests that only read it."""

from __future__ import annotations

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
