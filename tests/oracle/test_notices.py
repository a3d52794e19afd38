"""Random notices, each read as what it was composed from."""

from __future__ import annotations

from random import Random

import pytest

from guanxian_desk.modules.tasks.notice.reading import read_notice
from guanxian_desk.modules.tasks.units import shipped_book
from tests.oracle.apart import apart
from tests.oracle.notices_random import compose


def differences(seed: int) -> list[str]:
    made = compose(Random(seed))
    got = read_notice(made.data, made.name, shipped_book()).as_json()
    notes = got.pop("notes")
    assert isinstance(notes, list)
    told = list(apart(got, made.answer, f"{seed} "))
    if not told and (len(notes) != len(made.noted) or any(not any(no in n for n in notes) for no in made.noted)):
        told.append(f"{seed} notes: program {notes} oracle {made.noted}")
    return told


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_every_notice_is_read_as_it_was_composed(first: int) -> None:
    for seed in range(first, first + 50):
        assert differences(seed) == []
