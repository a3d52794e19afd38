"""Lines: nothing forbidden at either end, nothing torn that belongs together, no character lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanxian_desk.filings.fonts import Role, bundled_fonts
from guanxian_desk.filings.layout.linebreak import NO_END, NO_START, Line, break_text

BOOK = bundled_fonts()
FORBIDDEN_START = "，。、；：？！）》」』】〕”’％"
FORBIDDEN_END = "（《「『【〔“‘"
HANZI = "冠县消费券核对商户通知贠㛃䶮𬭎"


def broken(text: str, width: float = 160, role: Role = Role.FANGSONG, **more: float) -> list[str]:
    return [shown(line) for line in break_text(((text, role),), BOOK, 16, width, **more)]


def shown(line: Line) -> str:
    return "".join(span.text for span in line.spans)


@given(st.text(st.sampled_from(HANZI * 2 + FORBIDDEN_START + FORBIDDEN_END), max_size=120))
@settings(max_examples=300, deadline=None)
def test_no_line_begins_or_ends_with_what_must_not(text: str) -> None:
    lines = broken(text)
    assert "".join(lines) == text
    for before, after in pairwise(lines):
        # Only a string that may be parted nowhere, longer than the line, leaves no lawful place.
        assert _lawful(before[-1], after[0]) or not any(_lawful(*pair) for pair in pairwise(before))


def _lawful(left: str, right: str) -> bool:
    return left not in FORBIDDEN_END and right not in FORBIDDEN_START


def test_a_string_that_may_be_parted_nowhere_is_parted_all_the_same() -> None:
    assert [len(line) for line in broken("‘㛃" + "’" * 9)] == [10, 1]


@given(st.text(st.sampled_from(HANZI + "，。（）…—" + "abc019 .,-/%"), max_size=150), st.integers(40, 400))
@settings(max_examples=300, deadline=None)
def test_lines_fit_and_lose_nothing_but_blanks_at_their_ends(text: str, width: int) -> None:
    lines = break_text(((text, Role.SONG),), BOOK, 12, width)
    assert "".join(shown(line) for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width + 0.1 for line in lines[:-1])
    assert all(line.length == len(shown(line)) for line in lines)
    assert [line.ends for line in lines] == [False] * (len(lines) - 1) + [True] * bool(lines)


WHOLES = ["〔2022〕8号", "1,228,900元", "3,000万元", "2022年", "13日", "81.9%", "0635-5231234", "〔　　〕", "……", "——"]
WHOLES += ["第12期", "Q0000123", "371525********1234", "5个工作日", "gov.cn", "-5,000元", "20kg"]


@pytest.mark.parametrize("whole", WHOLES)
def test_what_belongs_together_is_not_torn(whole: str) -> None:
    for before in range(14):
        assert whole in "\n".join(broken("文" * before + whole + "字" * 12))


def test_latin_words_break_at_blanks_only() -> None:
    assert broken("express delivery service", width=120, role=Role.SONG) == ["express", "delivery", "service"]


def test_a_whole_longer_than_the_line_is_cut() -> None:
    assert "".join(broken("A" * 80)) == "A" * 80
    assert len(broken("A" * 80)) > 1


def test_the_first_line_is_indented() -> None:
    assert [len(line) for line in broken("文" * 25, first=32)] == [8, 10, 7]


def test_spacing_counts() -> None:
    assert len(broken("文" * 20, width=160, spacing=-0.3)) == 2
    assert [len(line) for line in broken("文" * 20, width=160, spacing=0.1)] == [9, 9, 2]


def test_line_feeds_force_a_line() -> None:
    lines = break_text((("一\n二三\n", Role.SONG),), BOOK, 16, 160)
    assert [shown(line) for line in lines] == ["一", "二三", ""]
    assert all(line.ends for line in lines)


def test_each_run_keeps_its_font() -> None:
    (line,) = break_text((("甲", Role.FANGSONG), ("乙", Role.HEI), ("贠", Role.FANGSONG)), BOOK, 16, 160)
    names = [BOOK.faces[span.face].file.path.name for span in line.spans]
    assert names == ["FandolFang-Regular.ttf", "NotoSansSC-Regular.ttf", "LXGWWenKai-Regular.ttf"]


def test_the_rules_name_the_marks_of_the_standard() -> None:
    assert set(FORBIDDEN_START) <= NO_START
    assert set(FORBIDDEN_END) <= NO_END
