"""The pictures show what the status says: bars as high as percents, cells of the right lamp, words for everything."""

from __future__ import annotations

from datetime import date

import pytest

from guanxian_desk.base.picture import Picture, Rect, Text
from guanxian_desk.filings.draw.pictures import color
from guanxian_desk.modules.tasks.facts import Indicator
from guanxian_desk.modules.tasks.pictures import (
    curve_picture,
    indicators_picture,
    matrix_picture,
    progress_picture,
    short_name,
)
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.modules.tasks.rules.unitwise import by_unit
from guanxian_desk.modules.tasks.units import shipped_units
from tests.tasks.making import on, plan, report, task

STATUS = on("2022-07-11", [report(50), report(100, no="2")], plan(task("1"), task("2"), task("3")))
LAMPS = {"1": Lamp.ON_TIME, "2": Lamp.DONE, "3": Lamp.NOT_BEGUN}


def bars(picture: Picture) -> dict[str, Rect]:
    return {shape.key: shape for shape in picture.shapes if isinstance(shape, Rect) and shape.key}


@pytest.mark.parametrize("width", [320.0, 640.0, 1180.0])
def test_a_bar_is_as_high_as_its_percent_and_coloured_by_its_lamp(width: float) -> None:
    found = bars(progress_picture(STATUS, LAMPS, width))
    assert list(found) == ["task:1", "task:2", "task:3"]
    assert found["task:2"].height == pytest.approx(2 * found["task:1"].height)
    assert [found[f"task:{no}"].fill for no in "123"] == ["green", "blue", "grey"]
    assert all(shape.x >= 0 and shape.x + shape.width <= width for shape in found.values())


def test_the_picture_says_in_words_what_it_shows() -> None:
    picture = progress_picture(STATUS, LAMPS)
    assert "任务 1 完成 50%，绿灯" in picture.words
    assert "任务 3 完成 0%，灰灯" in picture.words


def test_the_matrix_has_a_cell_for_every_unit_and_section_with_its_word() -> None:
    status = on("2022-07-11", [report(60, unit="甲")], plan(task("1", ("甲", "乙"))))
    picture = matrix_picture(status, by_unit(status))
    found = bars(picture)
    assert set(found) == {"cell:甲|一", "cell:乙|一"}
    assert (found["cell:甲|一"].fill, found["cell:乙|一"].fill) == ("green", "grey")
    words = [shape.text for shape in picture.shapes if isinstance(shape, Text)]
    assert {"绿", "灰"} <= set(words)


def test_indicators_stand_against_their_targets() -> None:
    rate = Indicator("报备率", "=", 100, "%")
    status = on("2022-07-11", [report(10, values={"报备率": "98"})], plan(task(indicators=[rate])))
    measured = [(one.task.no, m) for one in status.tasks for m in one.indicators]
    picture = indicators_picture(measured)
    assert "报备率 98%，目标 100%" in picture.words
    assert bars(picture)["task:1"].fill == "amber"


def test_the_curve_ends_where_the_plan_is() -> None:
    points = [(date(2022, 4, 13), 0, 0), (date(2022, 7, 11), 30, 34)]
    assert curve_picture(points).words == "到 2022-07-11 平均完成 30%，按时间应完成 34%。"
    assert curve_picture([]).words == ""


def test_a_short_name_has_at_most_four_characters_and_is_nobody_elses_in_a_plan() -> None:
    kinds = ("部门", "乡镇", "街道", "园区")
    names = {unit.name: short_name(unit.name) for unit in shipped_units() if unit.kind in kinds}
    assert all(1 <= len(short) <= 4 for short in names.values())
    twice = {short for short in names.values() if list(names.values()).count(short) > 1}
    assert twice == set()
    assert (names["县司法局"], names["清泉街道办事处"], names["贾镇"]) == ("司法", "清泉", "贾镇")


def test_every_colour_is_one_that_paper_knows() -> None:
    status = on("2023-01-20", [report(10)], plan(task("1", ("甲", "乙"))))
    for picture in (progress_picture(status, {"1": Lamp.OVERDUE}), matrix_picture(status, by_unit(status))):
        for shape in picture.shapes:
            tokens = [getattr(shape, name) for name in ("color", "fill", "stroke") if hasattr(shape, name)]
            assert all(map(color, tokens))
