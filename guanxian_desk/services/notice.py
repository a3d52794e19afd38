"""The voucher plan's own text beside what cites it (冠政办发〔2022〕5号)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from guanxian_desk.base.paths import shipped


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: number as rules cite it (五、3), the heading it stands under, its text as printed."""

    number: str
    title: str
    text: str


def clauses_of(citation: str) -> tuple[Clause, ...]:
    """The clauses of a citation such as 三、3；五、4; none for what is only arithmetic."""
    return tuple(clauses()[number] for number in citation.split("；") if number)


@cache
def clauses() -> Mapping[str, Clause]:
    """All clauses that rules cite, by number."""
    with shipped("resources", "law", "voucher-plan.toml").open("rb") as file:
        entries = tomllib.load(file)["clause"]
    return {entry["number"]: Clause(entry["number"], entry["title"], entry["text"].strip()) for entry in entries}
