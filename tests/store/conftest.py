from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.store.store import Store


@pytest.fixture
def actor() -> Actor:
    return Actor("张三")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "office.gxdesk", stopped_at(datetime(2022, 5, 9, 9, 30)))
    yield store
    store.close()
