"""Who is who where rows name each other in odd ways; and the ladder."""

from __future__ import annotations

from datetime import date

from guanxian_desk.modules.cultivation.facts import Enterprise, Recognition, Records, YearFigures
from guanxian_desk.modules.cultivation.rules.ladder import moves, rungs_on
from guanxian_desk.modules.cultivation.rules.who import Firm, registry
from tests.cultivation.people import credit_code

A, B, C, D = (credit_code(number) for number in range(4))


def firms(*rows: Enterprise) -> list[tuple[str, ...]]:
    return [firm.codes for firm in registry(Records(enterprises=rows)).firms]


def test_codes_stand_newest_first() -> None:
    assert firms(Enterprise(C, "老"), Enterprise(A, "新", None, B), Enterprise(B, "中", None, C)) == [(A, B, C)]


def test_a_row_that_names_itself_is_alone() -> None:
    assert firms(Enterprise(A, "甲", None, A), Enterprise(B, "乙")) == [(A,), (B,)]


def test_two_rows_that_name_each_other_are_one_and_the_later_founded_is_shown() -> None:
    rows = (
        Enterprise(A, "甲", None, B, founded=date(2020, 1, 1)),
        Enterprise(B, "乙", None, A, founded=date(2010, 1, 1)),
    )
    assert firms(*rows) == [(A, B)]


def test_a_split_is_one_enterprise_under_the_later_founded() -> None:
    rows = (
        Enterprise(A, "甲", None, C, founded=date(2020, 1, 1)),
        Enterprise(B, "乙", None, C, founded=date(2021, 1, 1)),
    )
    assert firms(*rows, Enterprise(C, "老")) == [(B, C, A)]
    assert firms(*rows) == [(B, C, A)]


def test_former_codes_are_read_in_any_width_and_case() -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in B.lower())
    assert firms(Enterprise(A, "甲", None, f" {wide} "), Enterprise(B, "乙")) == [(A, B)]


def test_kin_follows_former_names_over_several_enterprises() -> None:
    rows = (
        Enterprise(A, "丙厂", "乙厂"),
        Enterprise(B, "乙厂", "甲厂；老厂"),
        Enterprise(C, "老 厂"),
        Enterprise(D, "丙厂"),
    )
    kin = {firm.code: firm.kin for firm in registry(Records(enterprises=rows)).firms}
    assert kin[A] == kin[B] == kin[C]
    assert kin[D] != kin[A]


def climber() -> Firm:
    records = Records(
        enterprises=(Enterprise(A, "甲", industrial=True),),
        years=(
            YearFigures(A, 2021, 1, above_scale=False),
            YearFigures(A, 2022, 1, above_scale=True),
            YearFigures(A, 2023, 1),
        ),
        recognitions=(
            Recognition(A, "专精特新", "市级", date(2023, 3, 1)),
            Recognition(A, "专精特新", "省级", date(2023, 9, 1)),
            Recognition(A, "瞪羚", "省级", date(2024, 3, 1), None, date(2024, 12, 31)),
            Recognition(A, "单项冠军", "省级", date(2024, 6, 1)),
            Recognition(A, "高新技术企业", "国家级", date(2020, 6, 1)),
        ),
    )
    return registry(records).firms[0]


def test_the_ladder_is_climbed_by_day_and_lapses() -> None:
    firm = climber()
    stood = {
        date(2021, 12, 31): ("小微",),
        date(2022, 1, 1): ("规上",),
        date(2023, 2, 28): ("规上",),
        date(2023, 3, 1): ("市级专精特新",),
        date(2023, 9, 1): ("省级专精特新",),
        date(2024, 3, 1): ("瞪羚",),
        date(2024, 12, 31): ("瞪羚", "单项冠军"),
        date(2025, 1, 1): ("单项冠军",),
    }
    assert {day: rungs_on(firm, day) for day in stood} == stood


def test_moves_name_who_stands_elsewhere() -> None:
    firm = climber()
    assert moves([firm], date(2022, 1, 1), date(2022, 12, 31)) == []
    moved = moves([firm], date(2021, 12, 31), date(2023, 12, 31))
    assert [(move.before, move.after) for move in moved] == [(("小微",), ("省级专精特新",))]
