"""Columns that several sheets of the project library have."""

from __future__ import annotations

from guanxian_desk.exchange.declare import Column, Kind
from guanxian_desk.modules.digital.facts import Stage

STAGES = tuple(map(str, Stage))
PURPOSE = "冠政发〔2022〕10号"
OF_PROJECT = Column(
    "project_number", "项目编号", Kind.CODE, required=True, help="项目库里的编号", example="示例-1", width=14
)


def money(field: str, heading: str, *, required: bool = False) -> Column:
    """An amount in 万元, stored in fen."""
    return Column(
        field,
        f"{heading}（万元）",
        Kind.MONEY,
        required=required,
        aliases=(heading,),
        unit="万元",
        signed=False,
        help="单位为万元",
        example="1000",
        width=18,
    )


def day(field: str, heading: str, aliases: tuple[str, ...] = (), *, required: bool = False) -> Column:
    """A day."""
    return Column(field, heading, Kind.DAY, required=required, aliases=aliases, example="2022-06-30", width=14)
