"""What a sheet is: declared once, and from it come template, reader, messages, export and the table on screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a column holds, and so how its cells are cleaned and what is stored.

    TEXT str · CODE str without blanks, half-width, upper case · IDENTITY as CODE (ID or credit code; masked on paper) ·
    PHONE str of digits (masked) · MONEY int fen · PERCENT int millionths of one (12.5 % = 125000) · COUNT int ·
    DAY datetime.date · MOMENT datetime.datetime (a date alone is its 00:00) · CHOICE str of choices ·
    FLAG bool (是/否/√/×/Y/N).
    """

    TEXT = "text"
    CODE = "code"
    IDENTITY = "identity"
    PHONE = "phone"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    FLAG = "flag"


class Check(StrEnum):
    """Which check digit an IDENTITY column is judged by."""

    NONE = ""
    RESIDENT = "resident"
    CREDIT = "credit"


@dataclass(frozen=True)
class Column:
    """One column of a sheet kind.

    field: the name in code and in the table it lands in; heading: the official heading; aliases: other headings
    people write; unit: the unit the heading declares ("元" or "万元" for money, "%" for percents);
    choices with strict False are taken with a note when outside the list; synonyms: written → choice;
    default: stored when the cell is blank (or the column absent) in a new record;
    check: the check digit an IDENTITY is judged by, check_strict: a wrong one is an error (else a note);
    signed: whether a number below zero is taken; from_title: a pattern whose first group, found in the lines above
    the headings, fills blank cells (the year that only a title says); example: the worked example of the template.
    """

    field: str
    heading: str
    kind: Kind = Kind.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    strict: bool = True
    synonyms: tuple[tuple[str, str], ...] = ()
    default: str | int | None = None
    unit: str = ""
    help: str = ""
    example: str = ""
    width: int = 16
    signed: bool = True
    check: Check = Check.NONE
    check_strict: bool = False
    from_title: str = ""

    @property
    def personal(self) -> bool:
        """Whether paper and exports mask it by default; a firm's credit code is public."""
        return self.kind in (Kind.IDENTITY, Kind.PHONE) and self.check is not Check.CREDIT


@dataclass(frozen=True)
class Sheet:
    """A sheet kind.

    key: the command line's word; title: the sheet's Chinese name; columns in their official order;
    natural_key: fields that identify a record; evidence: other content under a known key is a conflict (True)
    or a change (False, registers); purpose: one sentence for the 填表说明; sender: who usually sends it;
    blanks_keep: a blank required cell is an error only under a new key, under a known one it leaves what stands;
    may_be_blank: fields whose column must be there while its cells may be blank.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    natural_key: tuple[str, ...]
    evidence: bool
    purpose: str = ""
    sender: str = ""
    blanks_keep: bool = False
    may_be_blank: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        """By the key alone: what is kept for a kind is looked up for every cell of a heading."""
        return hash(self.key)

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Columns by their field."""
        return {column.field: column for column in self.columns}

    def asks(self, column: Column) -> bool:
        """Whether a blank cell of the column is an error whatever stands."""
        needed = column.required and column.field not in self.may_be_blank
        return needed and (not self.blanks_keep or column.field in self.natural_key)

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """The columns a file must have."""
        return tuple(column for column in self.columns if column.required)

    @cached_property
    def key_indices(self) -> tuple[int, ...]:
        """Where the natural key's columns stand in the official order."""
        fields = [column.field for column in self.columns]
        return tuple(fields.index(name) for name in self.natural_key)
