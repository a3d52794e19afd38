"""A fresh office, and workbooks that come to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.exchange.preview import NONE_APART, Apart, OnConflict
from guanxian_desk.services.importing import prepare, take
from guanxian_desk.services.office import Office, create_office, open_office
from guanxian_desk.services.prepared import Report, Wishes
from tests.exchange.build import xlsx

NOW = stopped_at(datetime(2022, 6, 1, 9, 30))
ZHANG = Actor("张三")
PAYMENTS, FIRMS, PROGRESS = "voucher-payments", "enterprises", "task-progress"
FIRM_HEADINGS = ["统一社会信用代码", "企业名称", "所在乡镇", "是否工业", "是否民营"]
CREDIT = "91371525MA00000005"


def firm(code: str = CREDIT, name: str = "甲公司", township: str = "清泉街道办事处") -> list[Any]:
    """A good line of the register of firms."""
    return [code, name, township, "是", "是"]


def firms(*rows: list[Any]) -> bytes:
    """A register of firms."""
    return xlsx([FIRM_HEADINGS, *rows])


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new data file, made once."""
    path = tmp_path_factory.mktemp("fresh") / "o.gxdesk"
    create_office(path, ZHANG, NOW).close()
    return path


@pytest.fixture
def office(fresh_file: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of its own for each test."""
    opened = open_office(Path(copy(fresh_file, tmp_path / "o.gxdesk")), ZHANG, NOW)
    yield opened
    opened.close()


def send(
    office: Office,
    kind: str,
    data: bytes,
    name: str = "表.xlsx",
    sender: str = "",
    wishes: Wishes = Wishes(),  # noqa: B008 - frozen
    on_conflict: OnConflict = None,
    apart: Apart = NONE_APART,
) -> Report:
    """A workbook comes in and is taken."""
    return take(office, prepare(office, kind, data, name, sender, wishes), on_conflict, apart)
