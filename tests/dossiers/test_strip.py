"""The strip above a dossier: marks inside, in the colours of what happened, words never over one another."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import pairwise

import pytest

from guanxian_desk.base.picture import Picture, Rect, Text
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.limits import shipped_editions
from guanxian_desk.modules.decisions.strip import strip
from guanxian_desk.modules.decisions.timetable import from_day
from tests.cases.decision_cases import base

TODAY = date(2022, 6, 15)
WIDTH = 1100


def _strip(*, bare: bool, today: date = TODAY, width: float = WIDTH) -> Picture:
    document = deepcopy(base())
    if bare:
        document = {name: document[name] for name in ("format", "key", "matter")}
        document["matter"]["traits"] = {}
    limits = shipped_editions().on(today)
    return strip(from_day(dossier_from_document(document, "x"), today, official_calendar(), limits), today, width)


def _marks(picture: Picture) -> dict[str, str]:
    return {one.key: one.fill for one in picture.shapes if isinstance(one, Rect) and not one.fill.endswith("_wash")}


def test_what_happened_is_green_what_is_entered_blue_and_the_rest_grey() -> None:
    marks = _marks(_strip(bare=False))
    assert (marks["notice"], marks["notice_end"], marks["meeting"]) == ("green", "blue", "blue")
    assert set(_marks(_strip(bare=True)).values()) == {"grey"}


@pytest.mark.parametrize("width", [320, 700, 1100, 1700])
@pytest.mark.parametrize("bare", [True, False])
def test_marks_stay_inside_and_words_apart(width: float, bare: bool) -> None:
    picture = _strip(bare=bare, width=width)
    marks = [one for one in picture.shapes if isinstance(one, Rect)]
    assert all(one.x >= 0 and one.x + one.width <= width for one in marks)
    words = [one for one in picture.shapes if isinstance(one, Text) and one.x > 64]
    for line in {one.y for one in words}:
        spans = sorted(_span(one) for one in words if one.y == line)
        assert all(right <= left + 1 for (_, right), (left, _) in pairwise(spans))


def test_the_words_say_when_the_meeting_can_be() -> None:
    assert _strip(bare=False).words == "时间表：集体讨论已登记在2022年7月28日，今天是2022年6月15日。"
    assert "最早可以在" in _strip(bare=True).words


def _span(text: Text) -> tuple[float, float]:
    wide = sum(12.0 if ord(letter) > 255 else 6.5 for letter in text.text)
    left = {"left": text.x, "center": text.x - wide / 2, "right": text.x - wide}[text.anchor]
    return left, left + wide
