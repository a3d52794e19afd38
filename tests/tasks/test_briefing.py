"""今日口径 is between 150 and 300 characters, whole sentences only, for any choice of tasks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.modules.tasks.briefing import LEAST, MOST, briefing
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from tests.tasks.making import on, plan, report, task

PERCENT = st.integers(0, 100)


@given(
    st.lists(st.tuples(st.text("甲乙丙丁戊己", min_size=1, max_size=60), PERCENT), min_size=1, max_size=30),
    st.sampled_from(["2022-04-20", "2022-07-11", "2022-12-31", "2023-02-01"]),
)
def test_it_fits_a_message(tasks: list[tuple[str, int]], day: str) -> None:
    made = [task(str(number), ("甲单位", "乙单位"), lead=("甲单位",)) for number, _ in enumerate(tasks, 1)]
    reports = [
        report(percent, no=str(number), unit="甲单位", progress=words)
        for number, (words, percent) in enumerate(tasks, 1)
    ]
    text = briefing(on(day, reports, plan(*made)), [one.no for one in made])
    assert LEAST <= len(text) <= MOST
    assert text.endswith("。")


def test_it_says_lamps_counts_and_who_is_late() -> None:
    of = plan(task("1", ("甲单位", "乙单位")), task("2", ("甲单位",)))
    status = on("2022-07-11", [report(60, unit="甲单位"), report(40, no="2", unit="甲单位")], of)
    text = briefing(status, ["1", "2"])
    assert "截至2022年7月11日" in text
    assert "2 项任务" in text
    assert "1 个单位未报齐（乙单位）" in text
    assert "任务1" in text
    assert "任务2" in text
    assert "任务1" not in briefing(status, ["2"])


def test_a_ruling_stands_in_place_of_the_computed_lamp() -> None:
    status = on("2022-07-11", [report(60)], plan())
    assert "按时序推进 1 项" in briefing(status, ["1"])
    assert "逾期 1 项" in briefing(status, ["1"], {"1": Lamp.OVERDUE})
