"""What a change moved: sums over codes and entries in merchants' tills, each as "now" less "before"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guanxian_desk.modules.vouchers.facts import Use
from guanxian_desk.modules.vouchers.queries_uses import CodeState
from guanxian_desk.modules.vouchers.rules.till import Entry, addition
from guanxian_desk.modules.vouchers.rules.wallet import OUTCOMES, Mark
from guanxian_desk.modules.vouchers.touched import Touched

# (merchant, entry to be added to its till)
Move = tuple[int, Entry]


@dataclass
class CodeMoves:
    """The touched codes now and before.

    known, unused: by how much more is redeemed with issued codes, and issued but never redeemed, fen;
    single_before, single_now: face of codes that were and are issued and used exactly once (fen).
    """

    known: int = 0
    unused: int = 0
    single_before: dict[int, int] = field(default_factory=dict)
    single_now: dict[int, int] = field(default_factory=dict)


def code_moves(states: Iterable[CodeState], more: Counter[int], touched: Touched) -> CodeMoves:
    """Compare the codes with what they were before the change; more: redemptions they have more now."""
    moved = CodeMoves()
    faces_before = touched.issues
    for code, face, uses, _tangled in states:
        uses_before = uses - more.get(code, 0)
        face_before = faces_before.get(code, face)
        moved.known += uses * (face or 0) - uses_before * (face_before or 0)
        moved.unused += (0 if uses else face or 0) - (0 if uses_before else face_before or 0)
        if uses == 1 and face is not None:
            moved.single_now[code] = face
        if uses_before == 1 and face_before is not None:
            moved.single_before[code] = face_before
    return moved


def outcomes_of(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that say what became of a redemption."""
    return [mark for mark in marks if mark.mark in OUTCOMES]


def till_moves(
    codes: CodeMoves, touched: Touched, old: Sequence[Mark], new: Sequence[Mark], uses: Sequence[Use]
) -> list[Move]:
    """What the codes' redemptions add to tills now, less what they added before.

    old, new: outcomes; uses: the redemptions of all codes that have or had outcomes. A code without outcomes that
    was used once stands since then.
    """
    had, have = {mark.code_id for mark in old}, {mark.code_id for mark in new}
    before = {code: face for code, face in codes.single_before.items() if code not in had}
    now = {code: face for code, face in codes.single_now.items() if code not in have}
    marked = [(mark.shop_id, addition(mark, -1)) for mark in old]
    marked += [(mark.shop_id, addition(mark)) for mark in new]
    moved: list[Move] = []
    for (_, code, _, shop, at, serial), step in touched.places.items():
        if step < 0 and code in before:
            moved.append((shop, Entry(at, serial, -before[code])))
        elif step > 0 and code in now:
            moved.append((shop, Entry(at, serial, now[code])))
    came = {place[0] for place, step in touched.places.items() if step > 0}
    for use in uses:
        # Redemptions that were there all along: only the marks around them changed.
        if use.redemption_id not in came:
            if use.code_id in have and use.code_id in before:
                marked.append((use.shop_id, Entry(use.at, use.serial, -before[use.code_id])))
            elif use.code_id in had and use.code_id in now:
                marked.append((use.shop_id, Entry(use.at, use.serial, now[use.code_id])))
    return moved + _netted(marked)


def _netted(moves: Iterable[Move]) -> list[Move]:
    """The moves without those that cancel each other: a first holder that stays the holder moves nothing."""
    sums: dict[tuple[int, int, str, int, str], tuple[int, int]] = {}
    for shop, entry in moves:
        place = (shop, entry.at, entry.serial, entry.back_at, entry.back_serial)
        lasting, returned = sums.get(place, (0, 0))
        sums[place] = lasting + entry.lasting, returned + entry.returned
    return [
        (shop, Entry(at, serial, lasting, returned, back_at, back_serial))
        for (shop, at, serial, back_at, back_serial), (lasting, returned) in sums.items()
        if lasting or returned
    ]
