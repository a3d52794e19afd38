"""A sample workbook before and after it lies on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Draft:
    """A workbook in memory.

    kind: the sheet kind it is imported as; name: file name; sender; note: what is messy about it, for the clerk;
    rows: its data rows, those in error included; errors: rows that cannot be taken; conflicts: rows that stand with
    other content when the files are imported in their order.
    """

    kind: str
    name: str
    sender: str
    note: str
    content: bytes
    rows: int
    errors: int = 0
    conflicts: int = 0


@dataclass(frozen=True)
class SampleFile:
    """A workbook in a folder; the fields are those of Draft."""

    kind: str
    path: Path
    sender: str
    note: str
    rows: int
    errors: int
    conflicts: int
