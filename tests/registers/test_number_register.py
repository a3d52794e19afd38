"""The register of numbers as the page and the printed register show it."""

from __future__ import annotations

from datetime import date

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.services import number_register as register
from guanxian_desk.services.filing import produce
from guanxian_desk.services.office import Office
from guanxian_desk.services.steps import undo_last
from tests.filings.probe import copied


def states(office: Office) -> list[tuple[str, str, str]]:
    return [(row["number"], row["series_title"], row["state"]) for row in register.number_rows(office)]


def test_numbers_are_kept_back_voided_and_typed_in(office: Office) -> None:
    assert register.reserve(office, "supervision", 2022, 2, "等签发") == ["冠法督〔2022〕1号", "冠法督〔2022〕2号"]
    register.void(office, "冠法督〔2022〕1号", "不发了")
    assert register.enter_given(office, "冠政发[2022]8号", "程序规定") == "冠政发〔2022〕8号"
    assert states(office) == [
        ("冠政发〔2022〕8号", "外来文号", "已用"),
        ("冠法督〔2022〕2号", "督办单", "预留"),
        ("冠法督〔2022〕1号", "督办单", "作废"),
    ]
    row = register.number_rows(office)[2]
    assert (row["reason"], row["operator"], row["at"].date()) == ("不发了", "张三", date(2022, 5, 9))


def test_what_is_missing_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="原因"):
        register.reserve(office, "supervision", 2022, 1, "")
    with pytest.raises(UserError, match="没有在用的"):
        register.void(office, "冠法督〔2022〕9号", "错")
    assert states(office) == []


def test_a_series_shows_its_next_number_and_can_be_written_otherwise(office: Office) -> None:
    def view(year: int = 2022) -> register.SeriesView:
        return next(one for one in register.series_views(office, year) if one.key == "supervision")

    assert (view().next, view().own) == ("冠法督〔2022〕1号", False)
    register.begin_at(office, "supervision", 2022, 18)
    register.change_template(office, "supervision", "冠督〔{year}〕{n}号")
    assert (view().next, view(2023).next, view().own) == ("冠督〔2022〕18号", "冠督〔2023〕1号", True)
    undo_last(office)
    assert view().next == "冠法督〔2022〕18号"
    assert view().next == "冠法督〔2022〕18号"


def test_the_register_as_a_paper(office: Office) -> None:
    register.reserve(office, "supervision", 2022, 1, "等签发")
    made = produce(office, "number-register", "", date(2022, 6, 1), fonts=bundled_fonts())
    assert "冠法督〔2022〕1号督办单预留等签发" in "".join("".join(page.split()) for page in copied(made.content))
