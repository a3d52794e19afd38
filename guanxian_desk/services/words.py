"""Words of a file that may mean a known name or choice: told with what they could mean, for a clerk to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guanxian_desk.base.units import UnitDirectory
from guanxian_desk.exchange.declare import Column, Kind
from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import Prepared
from guanxian_desk.store import units

_UNIT_WORDS = ("单位", "乡镇", "街道", "部门")
_MOST_WORDS = 40
_MOST_STANDING = 200
_SHORTEST, _LONGEST = 2, 40


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a column, in how many rows it stands, and what it could mean, the likeliest first."""

    field: str
    heading: str
    written: str
    rows: int
    candidates: tuple[str, ...]


def doubtful_words(office: Office, prepared: Prepared) -> list[Word]:
    """Unit names that nobody knows and choices that are not on their list, with something to read them as."""
    extract = prepared.extract
    if extract is None:
        return []
    found: list[Word] = []
    with office.store.read() as session:
        directory = units.directory(session)
        for place, column in enumerate(extract.sheet.columns):
            choices = column.kind is Kind.CHOICE
            if column.field not in extract.present or not (choices or _is_unit(column)):
                continue
            said = Counter(str(row[place]) for row in extract.rows if row[place] is not None)
            said.update(error.value for error in extract.errors if error.column == column.heading)
            found += _choices(column, said) if choices else _units(session, directory, prepared.kind, column, said)
    return found


def suggestions(office: Office, prepared: Prepared) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(field, value of a bad cell) → what it could be."""
    extract = prepared.extract
    if extract is None:
        return {}
    columns = {column.heading: column for column in extract.sheet.columns}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    with office.store.read() as session:
        directory = units.directory(session)
        for heading, value in {(error.column, error.value) for error in extract.errors}:
            column = columns[heading]
            if column.choices or column.kind is Kind.FLAG:
                found[column.field, value] = _nearest_choices(column, value)
            elif _is_unit(column):
                found[column.field, value] = tuple(directory.nearest(value, 5))
    return found


def _is_unit(column: Column) -> bool:
    return column.kind is Kind.TEXT and any(word in column.heading for word in _UNIT_WORDS)


def _choices(column: Column, written: Mapping[str, int]) -> Iterable[Word]:
    for word, rows in list(written.items())[:_MOST_WORDS]:
        if word and word not in column.choices:
            yield Word(column.field, column.heading, word, rows, _nearest_choices(column, word))


def _nearest_choices(column: Column, word: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz

    choices = ("是", "否") if column.kind is Kind.FLAG else column.choices
    return tuple(sorted(choices, key=lambda choice: -fuzz.ratio(word, choice)))


def _units(
    session: Session, directory: UnitDirectory, kind: str, column: Column, written: Mapping[str, int]
) -> Iterable[Word]:
    standing = _standing(session, kind, column.field)
    words = [word for word in written if _SHORTEST <= len(word) <= _LONGEST]
    for word in words[:_MOST_WORDS]:
        if directory.resolve(word) or word in standing:
            continue
        near = dict.fromkeys([*_alike(word, standing), *directory.nearest(word)])
        if near:
            yield Word(column.field, column.heading, word, written[word], tuple(near))


def _alike(word: str, standing: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(word, list(standing), scorer=fuzz.ratio, limit=3, score_cutoff=45)
    return [name for name, _score, _place in found]


def _standing(session: Session, kind: str, field: str) -> dict[str, int]:
    """What stands in the column now, most often written first."""
    where = of_kind(kind)[0].landings[kind]
    if field in where.ref_of:
        return {}
    column = where.table.c[field]
    count = func.count()
    query = select(column, count).where(column.is_not(None)).group_by(column).order_by(count.desc())
    return {str(name): rows for name, rows in session.execute(query.limit(_MOST_STANDING))}
