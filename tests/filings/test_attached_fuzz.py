"""Files damaged at random: they go in whole, or are told as unreadable; nothing else ever happens."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from guanxian_desk.filings.packets.attached import Unreadable, read_attached
from guanxian_desk.filings.packets.bind import can_be_bound
from tests.filings.attached import locked_pdf, pdf, picture, turned_pdf

SEEDS: dict[str, tuple[Callable[[], bytes], int]] = {
    "pdf": (lambda: pdf(3), 3),
    "turned": (turned_pdf, 3),
    "locked": (lambda: locked_pdf(""), 1),
    "jpeg": (lambda: picture("JPEG", (300, 400)), 1),
    "png": (lambda: picture("PNG", (300, 400)), 1),
    "tiff": (lambda: picture("TIFF", (100, 140)), 1),
}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut out and put in."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 10, 50))):
        at, kind = chance.randrange(len(found)), chance.random()
        if kind < 0.6:
            found[at] = chance.randrange(256)
        elif kind < 0.8:
            del found[at : at + chance.randrange(1, 200)]
        else:
            found[at:at] = chance.randbytes(chance.randrange(1, 20))
    return bytes(found)


@pytest.mark.fuzz
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", SEEDS)
def test_whatever_is_damaged_is_whole_or_told(kind: str) -> None:
    make, pages = SEEDS[kind]
    content, chance = make(), random.Random(kind)
    for _ in range(150):
        try:
            attached = read_attached(damaged(content, chance))
        except Unreadable:
            continue
        assert len(attached.pages) == pages
        can_be_bound(attached)
