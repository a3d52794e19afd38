"""The preview: what a file would do, and that doing it twice changes nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.extract import Extract
from guanxian_desk.exchange.preview import OnConflict, Outcome, Preview, classify
from guanxian_desk.exchange.records import Row

COLUMNS = (
    Column("code", "编号", Kind.CODE, required=True),
    Column("name", "名称"),
    Column("fen", "金额", Kind.MONEY),
    Column("way", "方向", Kind.CHOICE, choices=("拨入", "退回"), default="拨入"),
)
EVIDENCE = Sheet("e", "凭证", COLUMNS, ("code",), evidence=True)
REGISTER = Sheet("r", "名册", COLUMNS, ("code",), evidence=False)
PAIRS = Sheet("p", "认定", COLUMNS, ("name", "code"), evidence=False)


def previewed(
    sheet: Sheet, rows: list[Row], stored: Mapping[Any, Row] | None = None, erase: bool = False, errors: int = 0
) -> Preview:
    """The preview of some rows of one sheet against a store."""
    extract = Extract(sheet, rows=rows, present=frozenset(sheet.by_field), error_rows=errors)
    extract.places.begin("表")
    extract.places.extend(range(2, 2 + len(rows)))
    store = stored or {}
    return classify(extract, sheet, lambda keys: {k: store[k] for k in keys if k in store}, erase_blanks=erase)


def outcomes(preview: Preview) -> str:
    """N new, U unchanged, C changed, X conflict."""
    return "".join("NUCX"[outcome] for outcome in preview.outcomes)


def test_new_rows_take_their_defaults() -> None:
    preview = previewed(EVIDENCE, [("A", "甲", 1, None), ("B", None, None, "退回")], errors=3)
    writing = preview.writing()
    assert outcomes(preview) == "NN"
    assert writing.new == [("A", "甲", 1, "拨入"), ("B", None, None, "退回")]
    counts = preview.counts()
    assert (counts.rows, counts.new, counts.errors) == (5, 2, 3)


@pytest.mark.parametrize(("sheet", "outcome"), [(EVIDENCE, "X"), (REGISTER, "C")])
def test_other_content_is_a_conflict_in_evidence_and_a_change_in_a_register(sheet: Sheet, outcome: str) -> None:
    stored = {"A": ("A", "甲", 100, "拨入")}
    preview = previewed(sheet, [("A", None, 250, None)], stored)
    assert outcomes(preview) == outcome
    assert preview.cell_changes(0) == [("金额", "1.00", "2.50")]
    kept, replaced = preview.writing("keep"), preview.writing("replace")
    merged = [("A", ("A", "甲", 250, "拨入"))]
    assert kept.updates == (merged if outcome == "C" else [])
    assert replaced.updates == merged
    assert (replaced.counts.changed, replaced.counts.conflicts, replaced.conflict_rows) == (1, 0, [])
    line = {"sheet": "表", "row": 2, "key": "A", "column": "金额", "old": "1.00", "new": "2.50"}
    assert kept.conflict_rows == ([line] if outcome == "X" else [])


def test_a_blank_says_nothing_unless_it_erases() -> None:
    stored = {"A": ("A", "甲", 100, "退回")}
    row = ("A", "甲", None, None)
    assert outcomes(previewed(REGISTER, [row], stored)) == "U"
    erased = previewed(REGISTER, [row], stored, erase=True)
    assert erased.writing().updates == [("A", ("A", "甲", None, "拨入"))]
    assert erased.cell_changes(0) == [("金额", "1.00", ""), ("方向", "退回", "拨入")]


def test_an_absent_column_never_erases() -> None:
    extract = Extract(REGISTER, rows=[("A", None, None, None)], present=frozenset(["code", "fen"]))
    preview = classify(extract, REGISTER, lambda keys: {"A": ("A", "甲", 100, "退回")}, erase_blanks=True)
    assert preview.writing().updates == [("A", ("A", "甲", None, "退回"))]


def test_the_same_key_twice_in_one_file() -> None:
    rows: list[Row] = [("A", "甲", 1, None), ("A", "甲", 1, None), ("A", "乙", None, None), ("A", "丙", None, None)]
    for sheet in (EVIDENCE, REGISTER):
        preview = previewed(sheet, rows)
        assert outcomes(preview) == "NUXX"
        assert preview.writing("keep").new == [("A", "甲", 1, "拨入")]
        assert preview.writing("replace").new == [("A", "丙", 1, "拨入")]
        assert [line["row"] for line in preview.conflict_rows()] == [4, 5]


def test_the_same_key_twice_against_a_stored_record() -> None:
    stored = {"A": ("A", "甲", 1, "拨入")}
    rows: list[Row] = [("A", "乙", None, None), ("A", "乙", 1, None), ("A", "丙", None, None)]
    register = previewed(REGISTER, rows, stored)
    assert outcomes(register) == "CUX"
    assert register.writing().updates == [("A", ("A", "乙", 1, "拨入"))]
    assert register.writing("replace").updates == [("A", ("A", "丙", 1, "拨入"))]
    evidence = previewed(EVIDENCE, rows, stored)
    assert outcomes(evidence) == "XUX"
    assert evidence.writing().updates == []
    assert evidence.writing("replace").updates == [("A", ("A", "丙", 1, "拨入"))]


def test_a_later_row_that_brings_back_what_stands_writes_nothing() -> None:
    stored = {"A": ("A", "甲", 1, "拨入")}
    preview = previewed(REGISTER, [("A", "乙", None, None), ("A", "甲", None, None)], stored)
    assert preview.writing("replace").updates == []


def test_a_key_of_several_columns_is_their_tuple() -> None:
    seen: list[Any] = []
    extract = Extract(PAIRS, rows=[("A", "甲", 1, "拨入")])
    preview = classify(extract, PAIRS, lambda keys: seen.extend(keys) or {("甲", "A"): ("A", "甲", 2, "拨入")})  # type: ignore[func-returns-value]
    assert seen == [("甲", "A")]
    assert preview.writing().updates == [(("甲", "A"), ("A", "甲", 1, "拨入"))]


def test_nothing_asks_the_store_for_an_empty_file() -> None:
    preview = classify(Extract(EVIDENCE), EVIDENCE, lambda keys: pytest.fail("asked"))
    assert preview.writing().new == []


_ROW = st.tuples(
    st.sampled_from("ABC"),
    st.sampled_from([None, "甲", "乙"]),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, "拨入", "退回"]),
)


def _apply(stored: dict[Any, Row], preview: Preview, on_conflict: OnConflict) -> dict[Any, Row]:
    writing = preview.writing(on_conflict)
    fresh = {row[0]: row for row in writing.new}
    assert not fresh.keys() & stored.keys()
    assert {key for key, _ in writing.updates} <= stored.keys()
    assert all(stored[key] != row for key, row in writing.updates)
    return stored | fresh | dict(writing.updates)


@given(
    sheet=st.sampled_from([EVIDENCE, REGISTER]),
    first=st.lists(_ROW, max_size=8),
    second=st.lists(_ROW, max_size=8),
    on_conflict=st.sampled_from([None, "keep", "replace"]),
    erase=st.booleans(),
)
def test_counts_add_up_and_a_second_time_changes_nothing(
    sheet: Sheet, first: list[Row], second: list[Row], on_conflict: OnConflict, erase: bool
) -> None:
    stored = _apply({}, previewed(sheet, first, {}, erase), on_conflict)
    preview = previewed(sheet, second, stored, erase, errors=2)
    counts = preview.counts(on_conflict)
    assert counts.rows == len(second) + 2
    assert counts.rows == counts.new + counts.changed + counts.unchanged + counts.conflicts + counts.errors
    after = _apply(stored, preview, on_conflict)
    if len({row[0] for row in second}) == len(second):
        again = previewed(sheet, second, after, erase)
        settled = again.positions(Outcome.NEW), again.positions(Outcome.CHANGED)
        assert [list(found) for found in settled] == [[], []]
        assert again.writing(on_conflict).updates == []
    for row in after.values():
        assert row[3] is not None


@given(rows=st.lists(_ROW, max_size=10))
def test_keeping_takes_the_first_of_each_key(rows: list[Row]) -> None:
    kept = previewed(EVIDENCE, rows).writing("keep")
    firsts: dict[Any, Row] = {}
    for row in rows:
        firsts.setdefault(row[0], row)
    assert [row[:3] for row in kept.new] == [row[:3] for row in firsts.values()]
