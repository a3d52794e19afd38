"""Identity numbers: normal form, check digits on both sides, masks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.base.identity import credit_code_ok, mask_id, mask_phone, normal_code, resident_check_ok


def test_normal_form_is_half_width_upper_case_without_blanks() -> None:
    assert normal_code(" ３７１５２５ 19900307\u200b002x\u3000") == "37152519900307002X"


@pytest.mark.parametrize(
    ("number", "ok"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", False),
        ("11010519491231002", False),
        ("A1010519491231002X", False),
    ],
)
def test_resident_check_digit(number: str, ok: bool) -> None:
    assert resident_check_ok(number) is ok


@given(st.text("0123456789", min_size=17, max_size=17))
def test_exactly_one_last_character_fits(body: str) -> None:
    assert sum(resident_check_ok(body + last) for last in "0123456789X") == 1


@pytest.mark.parametrize(
    ("code", "ok"),
    [
        ("91110000600037341L", True),
        ("N2371525MF1234567X", False),
        ("N2371525MF1234567N", True),
        ("911100006000373410", False),
        ("91110000600037341", False),
        ("I1110000600037341L", False),
    ],
)
def test_credit_code(code: str, ok: bool) -> None:
    assert credit_code_ok(code) is ok


def test_masks_keep_the_ends_only() -> None:
    assert mask_id("371525199003071234") == "371525********1234"
    assert mask_phone("13812345678") == "138****5678"
    assert mask_id("1234") == "****"


@given(st.text("0123456789X", min_size=1, max_size=25))
def test_a_mask_keeps_the_length_and_hides_something(number: str) -> None:
    assert len(mask_id(number)) == len(number)
    assert "*" in mask_id(number)
