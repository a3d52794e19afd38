"""What a register takes of its rows."""

from __future__ import annotations

import pytest

from guanxian_desk.desk.pages.register_view import chosen, found

ROW = {"state": "已办结", "kind": "用地", "find": "p2022-03 冠州芯谷 二期 abc"}


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("", True),
        ("  ", True),
        ("芯谷", True),
        ("二期 芯谷", True),
        ("ABC", True),
        ("芯谷 三期", False),
        ("芯谷二期", False),
    ],
)
def test_every_typed_word_must_stand_in_the_row(words: str, there: bool) -> None:
    assert found(ROW, {"words": words}) is there


@pytest.mark.parametrize(
    ("state", "kind", "words", "there"),
    [
        ("", "", "", True),
        ("已办结", "", "", True),
        ("", "用地", "芯谷", True),
        ("已办结", "用地", "", True),
        ("办理中", "", "", False),
        ("已办结", "用电", "", False),
        ("已办结", "用地", "三期", False),
    ],
)
def test_a_row_has_all_that_was_chosen(state: str, kind: str, words: str, there: bool) -> None:
    assert chosen("state", "kind")(ROW, {"state": state, "kind": kind, "words": words}) is there


def test_what_may_be_chosen_but_is_not_asked_about_does_not_matter() -> None:
    assert chosen("state")(ROW, {"state": "", "kind": "用电", "words": ""})
