"""What was found of the dossiers is kept for the last few days and laws, and for nothing else."""

from __future__ import annotations

from guanxian_desk.modules.decisions.judging import Memory


def test_the_law_asked_for_longest_ago_is_forgotten() -> None:
    memory = Memory()
    first, second = memory.under("first"), memory.under("second")
    memory.under("third")
    assert memory.under("first") is first
    memory.under("fourth")
    assert memory.under("first") is first
    assert memory.under("second") is not second
