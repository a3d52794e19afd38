"""Where two answers differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ORDERED = ("priority",)


def apart(got: Any, wanted: Any, where: str = "") -> Iterator[str]:
    """Where two answers differ, in words."""
    if isinstance(got, dict) and isinstance(wanted, dict):
        for name in sorted(got.keys() | wanted.keys(), key=str):
            yield from apart(got.get(name), wanted.get(name), f"{where}/{name}")
    elif isinstance(got, list) and isinstance(wanted, list) and where.rpartition("/")[2] not in ORDERED:
        for one in got:
            if one not in wanted:
                yield f"{where}: program alone {one}"
        for one in wanted:
            if one not in got:
                yield f"{where}: oracle alone {one}"
        if len(got) != len(wanted):
            yield f"{where}: {len(got)} but {len(wanted)}"
    elif got != wanted:
        yield f"{where}: program {got} oracle {wanted}"
