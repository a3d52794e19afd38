"""The sample county, only to be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from guanxian_desk.services.office import Office
from tests.cultivation.county import build, opened


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("papers") / "county.gxdesk"
    build(path)
    found = opened(path)
    yield found
    found.close()
