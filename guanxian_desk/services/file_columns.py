"""The columns of a file as a clerk corrects them: heading, place, some values, what each is read as."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guanxian_desk.base.identity import mask_id
from guanxian_desk.exchange.cells import column_letter
from guanxian_desk.exchange.extract import OWN_SHEETS, Extract
from guanxian_desk.exchange.headings import Headings

_NUMBER = re.compile(r"\d{11,}[Xx]?")


@dataclass(frozen=True, slots=True)
class FileColumn:
    """written: the heading; place: C 列; sample: the first rows' values; field: what it is read as, "" for nothing."""

    written: str
    place: str
    sample: str
    field: str


def file_columns(extract: Extract) -> list[FileColumn]:
    """The columns of every sheet that has headings, or of one that might, each heading once."""
    sheets = extract.headings or {
        name: found for name, found in extract.guessed.items() if not name.startswith(OWN_SHEETS)
    }
    lines: dict[str, FileColumn] = {}
    for name, found in sheets.items():
        for line in _columns(extract, name, found):
            known = lines.get(line.written)
            if known is None or (line.field and not known.field):
                lines[line.written] = line
    return list(lines.values())


def title_unit(extract: Extract) -> str:
    """The money unit above the headings that kept the file from being taken, "" when none did."""
    if extract.refused is None:
        return ""
    return next((found.title_unit for found in extract.headings.values() if found.title_unit), "")


def sender_of(extract: Extract) -> str:
    """The 填报单位 that a line above the headings names, "" when none."""
    for found in extract.headings.values():
        for line in found.titles:
            for place, text in enumerate(line):
                mark, _, name = text.replace(":", "：").partition("：")
                if mark.strip() in ("填报单位", "报送单位", "填报单位（盖章）", "单位名称"):
                    return name.strip(" _") or (line[place + 1].strip() if place + 1 < len(line) else "")
    return ""


def _masked(value: str) -> str:
    """Whatever looks like somebody's number is masked, also in a column that nobody knows yet."""
    return _NUMBER.sub(lambda found: mask_id(found[0]), value)


def _columns(extract: Extract, name: str, found: Headings) -> list[FileColumn]:
    personal = {column.field for column in extract.sheet.columns if column.personal}
    rows = extract.samples.get(name, [])
    lines = []
    for column in found.columns:
        if not column.written:
            continue
        values = [_masked(row[column.index]) for row in rows if row.get(column.index)]
        sample = "（个人信息，不显示）" if column.field in personal else "、".join(values)
        lines.append(FileColumn(column.written, f"{column_letter(column.index)} 列", sample, column.field or ""))
    return lines
