"""The first page's board: every last day stands in the right place, at both sides of every border."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.base.due import Due
from guanxian_desk.modules.vouchers.module import MODULE as VOUCHERS
from guanxian_desk.services import home
from guanxian_desk.services.office import Office
from tests.offices import create_office

TODAY = date(2022, 5, 10)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create_office(tmp_path / "office.gxdesk", Actor("张三"), stopped_at(datetime(2022, 5, 10, 9, 30)))
    yield made
    made.close()


def _board(office: Office, monkeypatch: pytest.MonkeyPatch, *items: Due) -> home.Board:
    one = replace(VOUCHERS, due=lambda _session, _today: items, glance=None)
    monkeypatch.setattr(home, "MODULES", (one,))
    return home.board(office)


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2022, 5, 9), "overdue"),
        (date(2022, 5, 10), "today"),
        (date(2022, 5, 11), "week"),
        (date(2022, 5, 17), "week"),
        (date(2022, 5, 18), "later"),
        (date(2022, 6, 9), "later"),
        (date(2022, 6, 10), ""),
        (None, "blocked"),
    ],
)
def test_a_last_day_stands_in_its_place(
    office: Office, monkeypatch: pytest.MonkeyPatch, day: date | None, place: str
) -> None:
    board = _board(office, monkeypatch, Due("一件事", "依据", "vouchers", day))
    columns = ("overdue", "today", "week", "later", "blocked")
    assert [name for name in columns if getattr(board, name)] == ([place] if place else [])


def test_the_sentence_counts(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    board = _board(office, monkeypatch, Due("a", "", "x", date(2022, 5, 1)), Due("b", "", "x"), Due("c", "", "x"))
    assert board.words == "1 项已经超期，2 项被卡住。"
    assert _board(office, monkeypatch).words.startswith("近一周没有到期")


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2022, 4, 30), []),
        (date(2022, 5, 1), ["缴费截止，之后缴费不再计入", "消费券发放截止，没有发的收回"]),
        (date(2022, 6, 30), ["缴费截止，之后缴费不再计入", "消费券发放截止，没有发的收回"]),
        (date(2022, 7, 1), []),
        (date(2022, 10, 31), []),
        (date(2022, 11, 1), ["消费券使用截止，没有用的自动放弃"]),
        (date(2023, 1, 1), []),
    ],
)
def test_the_vouchers_last_days_are_announced_sixty_days_ahead(office: Office, today: date, told: list[str]) -> None:
    assert VOUCHERS.due is not None
    with office.store.read() as session:
        assert [one.words for one in VOUCHERS.due(session, today)] == told
