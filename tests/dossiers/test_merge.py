"""Two states of one dossier become one; nothing that either side recorded is lost without a word."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanxian_desk.modules.decisions.differences import differences
from guanxian_desk.modules.decisions.editing import add, get, put, take_out
from guanxian_desk.modules.decisions.merge import merge, take_theirs
from tests.cases.decision_cases import base

HELD = ("participation", "hearings", "h1", "held_on")
REPORTED = ("deliberation", "party_report", "reported_on")
OPINIONS = ("participation", "opinions")


def test_each_side_changed_another_place() -> None:
    ours, theirs = put(base(), HELD, "2022-07-01"), put(base(), REPORTED, "2022-12-30")
    merged = merge(base(), ours, theirs)
    assert get(merged.document, HELD) == "2022-07-01"
    assert get(merged.document, REPORTED) == "2022-12-30"
    assert [one.path for one in merged.taken] == [REPORTED]
    assert [one.path for one in merged.ours] == [HELD]
    assert merged.conflicts == []


def test_both_changed_the_same_place_and_the_choice_decides() -> None:
    ours, theirs = put(base(), HELD, "2022-07-01"), put(base(), HELD, "2022-07-02")
    kept, taken = merge(base(), ours, theirs), merge(base(), ours, theirs, take_theirs)
    (conflict,) = kept.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (get(base(), HELD), "2022-07-01", "2022-07-02")
    assert conflict.name == "participation/hearings/h1/held_on"
    assert conflict.place == "公众参与 › 听证会 h1 › 召开之日"
    assert get(kept.document, HELD) == "2022-07-01"
    assert get(taken.document, HELD) == "2022-07-02"


def test_both_changed_it_alike_is_no_conflict() -> None:
    both = put(base(), HELD, "2022-07-01")
    assert merge(base(), both, deepcopy(both)).conflicts == []


def test_records_added_on_both_sides_stand_together() -> None:
    ours, _ = add(base(), ("participation", "polls"), {"conducted_on": "2022-06-03"}, "aaaa")
    theirs, _ = add(base(), ("participation", "polls"), {"conducted_on": "2022-06-04"}, "bbbb")
    polls = get(merge(base(), ours, theirs).document, ("participation", "polls"))
    assert [one["conducted_on"] for one in polls][-2:] == ["2022-06-03", "2022-06-04"]


def test_entries_without_ids_are_known_by_what_they_are_about() -> None:
    ours = put(base(), ("attestations",), [*base()["attestations"], _confirmed("R44-5", "张三")])
    theirs = put(base(), ("attestations",), [*base()["attestations"], _confirmed("R54-2", "李四")])
    merged = merge(base(), ours, theirs)
    assert merged.conflicts == []
    assert [one["norm"] for one in merged.document["attestations"]][-2:] == ["R44-5", "R54-2"]


def test_list_of_choices_takes_what_either_side_added_or_took_out() -> None:
    path = ("publication", "contents")
    start = put(base(), path, ["决策事项", "决策依据"])
    ours, theirs = put(start, path, ["决策依据"]), put(start, path, ["决策事项", "决策依据", "决策结果"])
    merged = merge(start, ours, theirs)
    assert get(merged.document, path) == ["决策依据", "决策结果"]
    assert merged.conflicts == []


def test_order_of_steps_is_one_whole() -> None:
    path = ("deliberation", "meetings", "m1", "steps")
    steps = get(base(), path)
    ours, theirs = put(base(), path, steps[:1]), put(base(), path, steps[:2])
    assert [one.path for one in merge(base(), ours, theirs).conflicts] == [path]


def test_record_taken_out_there_and_untouched_here_goes() -> None:
    gone = take_out(base(), ("participation", "polls", "p1"))
    assert get(merge(base(), base(), gone).document, ("participation", "polls", "p1")) is None


def test_record_taken_out_there_and_changed_here_is_a_conflict() -> None:
    ours = put(base(), ("participation", "symposia", "s1", "opinions_received"), 9)
    merged = merge(base(), ours, take_out(base(), ("participation", "symposia", "s1")))
    assert [one.name for one in merged.conflicts] == ["participation/symposia/s1"]
    assert get(merged.document, ("participation", "symposia", "s1", "opinions_received")) == 9


@pytest.mark.parametrize(
    "gone", [take_out(base(), (*OPINIONS, "o1")), put(base(), OPINIONS, None), put(base(), ("participation",), None)]
)
def test_opinion_is_never_lost(gone: dict[str, Any]) -> None:
    for three_way in (base(), None):
        for choice in (take_theirs, lambda _: False):
            assert get(merge(three_way, base(), gone, choice).document, (*OPINIONS, "o1"))


def test_without_a_base_gaps_are_filled_and_every_other_difference_is_a_conflict() -> None:
    ours = put(put(base(), HELD, None), REPORTED, "2022-12-29")
    theirs = put(base(), ("archive",), None)
    merged = merge(None, ours, theirs)
    assert get(merged.document, HELD) == get(base(), HELD)
    assert merged.document["archive"] == base()["archive"]
    assert [one.path for one in merged.conflicts] == [REPORTED]
    assert get(merged.document, REPORTED) == "2022-12-29"


def _confirmed(norm: str, by: str) -> dict[str, Any]:
    return {"norm": norm, "by": by, "on": "2022-12-01", "note": "已核实"}


_CHANGES = st.lists(
    st.sampled_from([HELD, REPORTED, ("matter", "title"), ("archive", "closed_on"), ("execution", "completed_on")]),
    unique=True,
)


@settings(max_examples=30, deadline=None)
@given(_CHANGES, _CHANGES)
def test_merging_is_exact(ours_changed: list[tuple[str, ...]], theirs_changed: list[tuple[str, ...]]) -> None:
    start = base()
    ours, theirs = _changed(start, ours_changed, "2024-03-01"), _changed(start, theirs_changed, "2024-03-02")
    merged = merge(start, ours, theirs)
    assert {one.path for one in merged.conflicts} == set(ours_changed) & set(theirs_changed)
    told = {one.path for one in differences(start, merged.document)}
    assert told == set(ours_changed) | set(theirs_changed)
    assert merge(start, ours, start).document == ours
    assert merge(start, start, theirs).document == theirs


def _changed(document: dict[str, Any], paths: list[tuple[str, ...]], value: str) -> dict[str, Any]:
    for path in paths:
        document = put(document, path, value)
    return document


def test_opinion_keeps_the_notice_that_it_came_from() -> None:
    gone = put(take_out(base(), ("participation", "notices", "n1")), OPINIONS, [])
    merged = merge(base(), base(), gone).document
    assert get(merged, (*OPINIONS, "o1"))["source"] == "n1"
    assert get(merged, ("participation", "notices", "n1"))


def test_unit_renamed_on_one_side_is_one_question() -> None:
    path = ("execution", "units")
    units = get(base(), path)
    renamed = put(base(), path, [units[0] | {"name": "县公路事业发展中心"}])
    merged = merge(None, base(), renamed)
    assert [one.path for one in merged.conflicts] == [path]
    assert get(merged.document, path) == units
    assert get(merge(None, base(), renamed, take_theirs).document, path) == get(renamed, path)
