"""An office of its own for each test."""

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
    clock = stopped_at(datetime(2022, 5, 9, 9, 30))
    found = create_office(tmp_path / "office.gxdesk", Actor("张三"), clock, "冠县人民政府办公室")
    yield found
    found.close()
