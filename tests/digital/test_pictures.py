"""The library's pictures: what they say, and that nothing leaves its frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from guanxian_desk.base.picture import Picture, Rect, Text
from guanxian_desk.filings.draw.pictures import PALETTE
from guanxian_desk.modules.digital.due import glance
from guanxian_desk.modules.digital.library import Library
from guanxian_desk.modules.digital.pictures import investment_bars, permit_matrix, place_tiles, stage_funnel, wan
from guanxian_desk.services.office import Office

DRAWN = (stage_funnel, permit_matrix, investment_bars, place_tiles)
CLOSED = date(2022, 12, 31)


@pytest.fixture(scope="module")
def library(read_only: Office) -> Library:
    with read_only.store.read() as session:
        return Library.of(session, CLOSED)


def words(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Text)]


@pytest.mark.parametrize("width", [620.0, 900.0, 1180.0, 1800.0])
@pytest.mark.parametrize("draw", DRAWN)
def test_everything_lies_inside_and_prints(
    library: Library, draw: Callable[[Library, float], Picture], width: float
) -> None:
    picture = draw(library, width)
    assert picture.width == width
    for shape in picture.shapes:
        fill: Any = getattr(shape, "fill", None) or getattr(shape, "color", None) or getattr(shape, "stroke", None)
        assert fill in PALETTE
        if isinstance(shape, Rect):
            assert 0 <= shape.x <= shape.x + shape.width <= width + 0.01
            assert 0 <= shape.y <= shape.y + shape.height <= picture.height
        if isinstance(shape, Text):
            assert 0 <= shape.y <= picture.height
            assert shape.anchor != "left" or shape.x + 12.5 * len(shape.text) * 0.55 <= width + 12


def test_the_funnel_counts_what_stands_and_what_came_so_far(library: Library) -> None:
    assert {"现有 14 个", "到此 17 个", "到此 20 个"} <= set(words(stage_funnel(library)))
    keys = [shape.key for shape in stage_funnel(library).shapes if isinstance(shape, Rect)]
    assert keys == ["谋划", "储备", "开工", "竣工"]


def test_a_begun_project_without_a_permit_is_told_apart(library: Library, office: Office) -> None:
    told = words(permit_matrix(library))
    assert told.count("× 未办结") == 13
    assert sum(word.startswith("√ ") and len(word) > 4 for word in told[:-1]) == 97
    with office.store.read() as session:
        fresh = words(permit_matrix(Library.of(session, CLOSED)))
    assert "× 未办结" not in fresh


def test_bars_say_the_lamp_in_words_too(library: Library) -> None:
    told = words(investment_bars(library))
    assert "黄　410 / 1,800 万元　-48" in told
    assert "另有 2 个项目没有填总投资。" in told[-1]


def test_tiles_hold_every_project_once(library: Library) -> None:
    keys = [shape.key for shape in place_tiles(library).shapes if isinstance(shape, Rect)]
    assert sorted(key for key in keys if not key.startswith("place:")) == sorted(library.entries)
    assert "place:县经济开发区" in keys


def test_an_empty_day_can_be_drawn(office: Office) -> None:
    with office.store.read() as session:
        fresh = Library.of(session, date(2022, 4, 12))
        assert "谋划 23 个" in glance(session, date(2022, 4, 12)).words
    assert all(draw(fresh, 900).height > 0 for draw in DRAWN)


@pytest.mark.parametrize(("fen", "told"), [(0, "0"), (1_000_000, "1"), (1_234_500_000, "1,234.5"), (1, "0.000001")])
def test_amounts_in_ten_thousand_yuan_lose_nothing(fen: int, told: str) -> None:
    assert wan(fen) == told
