"""目标完成情况: the ten targets of 2022–2024 against time, and the names behind each number."""

from __future__ import annotations

from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.cultivation.day import CultivationDay
from guanxian_desk.modules.cultivation.papers.parts import SMALL, day_of, head, number_column, numbered, titled
from guanxian_desk.modules.cultivation.pictures import behind, elapsed, target_bars
from guanxian_desk.modules.papers import Asked, Content

_WIDE = 620.0


def content(asked: Asked) -> Content:
    """The targets as of the day."""
    day = day_of(asked)
    table, names = target_table(day), _names(day)
    passed, whole = elapsed(day.policy, day.as_of)
    document = {
        **head(asked, day),
        "picture": target_bars(day.targets.targets, day.policy, day.as_of, _WIDE),
        "targets": table,
        "names": names,
        "time": 1_000_000 * passed // whole,
        "done": sum(one.actual >= one.target for one in day.targets.targets),
        "late": sum(behind(one, day.policy, day.as_of) for one in day.targets.targets),
    }
    return Content((document,), (titled(table, "目标完成情况"), titled(names, "名单")))


def target_table(day: CultivationDay) -> Table:
    """Each target with what is reached and how it stands to time."""
    columns = (
        number_column(),
        Column("目标", weight=2.4),
        Column("目标数", CellKind.COUNT, 0.9),
        Column("已完成", CellKind.COUNT, 0.9),
        Column("完成率", CellKind.PERCENT, 0.9),
        Column("与时间进度比", weight=1.3),
        Column("依据", weight=3.2),
    )
    rows: list[tuple[Value, ...]] = []
    for one in day.targets.targets:
        state = "已完成" if one.actual >= one.target else "落后" if behind(one, day.policy, day.as_of) else "正常"
        share = 1_000_000 * one.actual // one.target if one.target else None
        clause = day.policy.citation(one.metric.policy, day.policy.last_day)
        rows.append((one.metric.name, one.target, one.actual, share, state, clause))
    return Table(columns, numbered(rows), size=SMALL)


def _names(day: CultivationDay) -> Table:
    columns = (
        Column("目标", weight=1.8),
        number_column(),
        Column("企业或人员", weight=2.6),
        Column("企业信用代码", CellKind.CODE, 2),
        Column("日期", CellKind.DAY, 1.1),
    )
    rows: list[tuple[Value, ...]] = []
    for one in day.targets.targets:
        for place, who in enumerate(sorted(one.counted, key=lambda who: (who.day, who.name)), 1):
            rows.append((one.metric.name, place, who.name, who.code, who.day))
    return Table(columns, tuple(rows), size=SMALL)
