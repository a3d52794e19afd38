"""The sample office's tasks in one data file: read by all, copied by tests that change it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guanxian_desk.services.office import Office
from tests.tasks_papers.sample_tasks import build, opened


@pytest.fixture(scope="session")
def task_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, closed."""
    path = tmp_path_factory.mktemp("tasks") / "sample.gxdesk"
    build(path)
    return path


@pytest.fixture(scope="session")
def office(task_file: Path) -> Iterator[Office]:
    """The file, only to be read."""
    found = opened(task_file)
    yield found
    found.close()


@pytest.fixture
def own_office(task_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy that the test may change."""
    path = tmp_path / "own.gxdesk"
    shutil.copy(task_file, path)
    found = opened(path)
    yield found
    found.close()
