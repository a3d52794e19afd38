from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.services.office import Office, create_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new data file on 2022-06-01."""
    office = create_office(tmp_path / "office.gxdesk", Actor("张三"), stopped_at(datetime(2022, 6, 1, 9, 0)))
    yield office
    office.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    """Another PC's data file, on the day after."""
    office = create_office(tmp_path / "other.gxdesk", Actor("李四"), stopped_at(datetime(2022, 6, 2, 9, 0)))
    yield office
    office.close()
