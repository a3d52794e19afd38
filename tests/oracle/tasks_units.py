"""The directory of units, read a second time (readings 7 to 10 of the task tracker)."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).parents[2] / "resources"
Row = dict[str, Any]
KINDS = {"department": "部门", "township": "乡镇", "subdistrict": "街道", "zone": "园区", "company": "企业"}
DEPARTMENTS = ("县政府各部门", "县直各部门")
TOWNS = ("各乡镇人民政府（街道办事处）", "各乡镇人民政府、街道办事处", "各乡镇（街道）", "乡镇（街道）")
OPEN = (
    "县政府有关部门",
    "县直有关部门",
    "各行政执法部门",
    "各有关单位",
    "各成员单位",
    "各基础电信运营商",
    "各产权单位",
)


def fresh_register() -> list[Row]:
    """The rows of the register on a fresh file: everything of the gazette that is a body."""
    listed = json.loads((RESOURCES / "units" / "units.json").read_text("utf-8"))["units"]
    return [
        {
            "name": unit["name"],
            "kind": KINDS.get(unit["kind"], "其他"),
            "alias_names": "、".join(unit["aliases"]) or None,
            "group_names": None,
            "since": None,
            "until": None,
        }
        for unit in listed
        if unit["kind"] not in ("collective", "role")
    ]


def plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def same(name: str) -> str:
    """Equal for names that reading 7 calls equal."""
    name = plain(name)
    if name.startswith("冠县"):
        rest = name.removeprefix("冠县")
        name = rest if re.search("镇(人民政府)?$", rest) else f"县{rest}"
    name = re.sub("(镇|乡)人民政府$", r"\1", name)
    return re.sub("街道$", "街道办事处", name)


class Directory:
    """Who is called what, and who stands behind a phrase on a plan's day."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.known: dict[str, str] = {}
        for row in rows:
            for alias in (row.get("alias_names") or "").split("、"):
                if alias:
                    self.known[same(alias)] = row["name"]
        for row in rows:
            self.known[same(row["name"])] = row["name"]

    def name_of(self, written: str) -> str | None:
        return self.known.get(same(written))

    def members(self, phrase: str, day: date) -> list[str] | None:
        """The units of a group phrase; None when it is no phrase."""
        wanted = plain(phrase)
        own = [row for row in self.rows if wanted in map(plain, (row.get("group_names") or "").split("、"))]
        if wanted in map(plain, DEPARTMENTS):
            own = own or [row for row in self.rows if row["kind"] == "部门"]
        elif wanted in map(plain, TOWNS):
            own = own or [row for row in self.rows if row["kind"] in ("乡镇", "街道")]
        elif wanted not in map(plain, OPEN) and not own:
            return None
        return [row["name"] for row in own if _stands(row, day)]

    def holders(self, written: list[str], day: date) -> list[str]:
        """Distinct units of names and phrases."""
        told: dict[str, None] = {}
        for name in written:
            members = self.members(name, day)
            named = self.name_of(name)
            for unit in members if members is not None else [named] if named else []:
                told[unit] = None
        return list(told)

    def unknown(self, written: list[str], day: date) -> list[str]:
        return [name for name in written if self.members(name, day) is None and self.name_of(name) is None]

    def canonical(self, written: list[str], day: date) -> list[str]:
        """Reading 10: canonical names, phrases not expanded."""
        told = [
            _phrase(name) if self.members(name, day) is not None else self.name_of(name) or name for name in written
        ]
        return list(dict.fromkeys(told))


def _phrase(name: str) -> str:
    return TOWNS[0] if plain(name) in map(plain, TOWNS) else name


def _stands(row: Row, day: date) -> bool:
    since, until = row.get("since"), row.get("until")
    return (since is None or since <= day) and (until is None or day < until)
