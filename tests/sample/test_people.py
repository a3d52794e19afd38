"""Invented people: their numbers pass every check and cannot be anybody's."""

from __future__ import annotations

from random import Random

import pytest

from guanxian_desk.base.identity import credit_code_ok, resident_check_ok
from guanxian_desk.sample.people import (
    Registry,
    credit_code,
    mistyped,
    organisation_check,
    resident_check,
)


@pytest.fixture(scope="module")
def people():
    registry = Registry(Random(7))
    return [registry.person() for _ in range(1_000)]


@pytest.mark.parametrize(("body", "check"), [("11010519491231002", "X"), ("44052418800101001", "4")])
def test_the_check_digit_of_the_standard_s_own_examples(body, check):
    assert resident_check(body) == check


def test_the_check_sign_of_the_organisation_number_in_the_standard():
    assert organisation_check("D2143569") == "X"


def test_ids_are_valid_of_the_county_and_unique(people):
    numbers = [person.number for person in people]
    assert all(resident_check_ok(number) and number.startswith("371525") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_ids_belong_to_nobody(people):
    """Sequence numbers 996–999 were kept for people of a hundred years; these were born 1950–1989."""
    assert {person.number[14:17] for person in people} == {"996", "997", "998", "999"}
    assert all(1950 <= int(person.number[6:10]) <= 1989 for person in people)


def test_phones_are_unique_and_lie_in_a_block_without_operator(people):
    phones = [person.phone for person in people]
    assert all(phone.startswith("154") and len(phone) == 11 and phone.isdigit() for phone in phones)
    assert len(set(phones)) == len(phones)


def test_names_have_two_to_four_signs(people):
    assert all(2 <= len(person.name) <= 4 for person in people)


def test_a_mistyped_id_keeps_its_length_and_fails_its_check(people):
    for person in people:
        wrong = mistyped(person.number)
        assert len(wrong) == 18
        assert not resident_check_ok(wrong)


@pytest.mark.parametrize("kind", ["91", "92", "12"])
def test_credit_codes_are_valid_and_not_issued(kind):
    codes = [credit_code(kind, running) for running in range(500)]
    assert all(credit_code_ok(code) for code in codes)
    assert all(code[2:10] == "371525YL" for code in codes)
    assert len(set(codes)) == len(codes)
