"""Where a sheet's records land: reading what stands under their keys and writing them in sets.

A record travels as a tuple of values in the order of the landing's fields. Interned fields (a voucher code, a
person's number) travel as text and lie as integer ids. A natural key of one field is that value itself, of several
fields the tuple of their values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain, repeat
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Date, Table
from sqlalchemy.orm import Session

from guanxian_desk.store.types import EPOCH, Moment, moment

Record = tuple[Any, ...]
Key = Any
_CHUNK = 800
_ROWS_A_STATEMENT = 50


@dataclass(frozen=True)
class Ref:
    """A field whose text is interned: the text lies once in `table`.number, records hold its id in `column`."""

    field: str
    column: str
    table: str


@dataclass(frozen=True)
class Landing:
    """The table of a sheet kind. fields: in the order of the sheet's columns; key: fields of the natural key."""

    table: Table
    fields: tuple[str, ...]
    key: tuple[str, ...]
    refs: tuple[Ref, ...] = ()

    @cached_property
    def ref_of(self) -> dict[str, Ref]:
        """Interned fields by name."""
        return {ref.field: ref for ref in self.refs}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The table's column for each field."""
        return tuple(self.ref_of[name].column if name in self.ref_of else name for name in self.fields)

    @cached_property
    def row_id(self) -> str:
        """The integer primary key's column."""
        return str(next(iter(self.table.primary_key.columns)).name)

    @cached_property
    def to_store(self) -> tuple[Callable[[Any], Any] | None, ...]:
        """How each field's Python value becomes a stored one; None when it stays as it is."""
        return tuple(None if name in self.ref_of else _to_store(self.table, name) for name in self.fields)

    @cached_property
    def from_store(self) -> tuple[Callable[[Any], Any] | None, ...]:
        """The inverse of to_store."""
        return tuple(None if name in self.ref_of else _from_store(self.table, name) for name in self.fields)


@dataclass(frozen=True, slots=True)
class Standing:
    """A record that stands in the file."""

    row_id: int
    batch_id: int | None
    values: Record


def standing(session: Session, landing: Landing, keys: Iterable[Key]) -> dict[Key, Standing]:
    """The records that stand under the keys."""
    cursor = _cursor(session)
    table = landing.table.name
    if not cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]:
        return {}
    wanted = set(keys)
    key_of = itemgetter(*(landing.fields.index(name) for name in landing.key))
    firsts = wanted if len(landing.key) == 1 else {key[0] for key in wanted}
    found: dict[Key, Standing] = {}
    select = _select(landing)
    for chunk in _chunks(sorted(firsts), _CHUNK):
        marks = ",".join("?" * len(chunk))
        for row in cursor.execute(f"{select} IN ({marks})", chunk):
            values = tuple(
                convert(value) if convert and value is not None else value
                for convert, value in zip(landing.from_store, row[2:])
            )
            key = key_of(values)
            if key in wanted:
                found[key] = Standing(row[0], row[1], values)
    return found


def insert(session: Session, landing: Landing, records: Sequence[Record], batch_id: int | None) -> None:
    """Add records that do not stand yet."""
    stored = _stored_columns(session, landing, records)
    batch = repeat(batch_id, len(records))
    # A column that the file lacks is blank throughout: leaving it out saves a third of the time.
    said = [(name, values) for name, values in zip(landing.columns, stored) if any(v is not None for v in values)]
    _insert_many(_cursor(session), landing.table.name, [*said, ("batch_id", batch)], len(records))


def _insert_many(cursor: Any, table: str, columns: Sequence[tuple[str, Iterable[Any]]], rows: int) -> None:
    """Insert columns side by side, many rows a statement: the driver's work is by statement more than by value."""
    names = ",".join(name for name, _ in columns)
    marks = "(" + ",".join("?" * len(columns)) + ")"
    flat = list(chain.from_iterable(zip(*(values for _, values in columns))))
    size = _ROWS_A_STATEMENT * len(columns)
    whole = rows // _ROWS_A_STATEMENT * size
    sql = f"INSERT INTO {table} ({names}) VALUES "
    cursor.executemany(
        sql + ",".join([marks] * _ROWS_A_STATEMENT), (flat[start : start + size] for start in range(0, whole, size))
    )
    cursor.executemany(
        sql + marks, (flat[start : start + len(columns)] for start in range(whole, len(flat), len(columns)))
    )


def update(session: Session, landing: Landing, records: Sequence[tuple[int, Record]]) -> None:
    """Write records over the ones with the row ids; batch_id stays that of the batch that brought them."""
    if not records:
        return
    columns = _stored_columns(session, landing, [values for _, values in records])
    sets = ",".join(f"{name}=?" for name in landing.columns)
    sql = f"UPDATE {landing.table.name} SET {sets} WHERE {landing.row_id}=?"
    _cursor(session).executemany(sql, zip(*columns, [row_id for row_id, _ in records]))


def as_row(landing: Landing, values: Record) -> dict[str, Any]:
    """A record by field names, values as plain JSON."""
    return {name: _json(value) for name, value in zip(landing.fields, values)}


def from_row(landing: Landing, row: dict[str, Any]) -> Record:
    """The inverse of as_row()."""
    return tuple(_unjson(landing, name, row[name]) for name in landing.fields)


def read_all(session: Session, landing: Landing, where: str = "", params: Sequence[Any] = ()) -> Iterator[Record]:
    """Every record in the order of its row id, for exports."""
    joins = _joins(landing)
    sql = f"SELECT {_outputs(landing)} FROM {landing.table.name} t {joins} {where} ORDER BY t.{landing.row_id}"
    for row in _cursor(session).execute(sql, list(params)):
        yield tuple(
            convert(value) if convert and value is not None else value
            for convert, value in zip(landing.from_store, row[2:])
        )


def of_batch(session: Session, landing: Landing, batch_id: int, offset: int, limit: int) -> list[Record]:
    """Some of the records that a batch brought, in the order they came."""
    name, table = landing.row_id, landing.table.name
    ids = f"SELECT {name} FROM {table} WHERE batch_id = ? ORDER BY {name} LIMIT ? OFFSET ?"
    return list(read_all(session, landing, f"WHERE t.{name} IN ({ids})", [batch_id, limit, offset]))


def _stored_columns(session: Session, landing: Landing, records: Sequence[Record]) -> list[Sequence[Any]]:
    columns: list[Sequence[Any]] = list(zip(*records))
    for index, name in enumerate(landing.fields):
        convert = landing.to_store[index]
        if name in landing.ref_of:
            ids = intern(session, landing.ref_of[name].table, columns[index])
            columns[index] = [ids[text] for text in columns[index]]
        elif convert:
            known: dict[Any, Any] = {value: convert(value) for value in set(columns[index]) if value is not None}
            columns[index] = [known.get(value) for value in columns[index]]
    return columns


def intern(session: Session, table: str, texts: Iterable[str]) -> dict[str, int]:
    """The ids of texts in an interning table; unknown ones are added."""
    cursor = _cursor(session)
    wanted = set(texts)
    ids: dict[str, int] = {}
    last = cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
    if last:
        for chunk in _chunks(sorted(wanted), _CHUNK):
            marks = ",".join("?" * len(chunk))
            ids.update(cursor.execute(f"SELECT number, id FROM {table} WHERE number IN ({marks})", chunk))
    missing = sorted(wanted - ids.keys()) if ids else sorted(wanted)
    added = dict(zip(missing, range(last + 1, last + 1 + len(missing))))
    _insert_many(cursor, table, [("number", added.keys()), ("id", added.values())], len(added))
    return ids | added


def _select(landing: Landing) -> str:
    first = landing.key[0]
    source = f"r{landing.refs.index(landing.ref_of[first])}.number" if first in landing.ref_of else f"t.{first}"
    return f"SELECT {_outputs(landing)} FROM {landing.table.name} t {_joins(landing)} WHERE {source}"


def _outputs(landing: Landing) -> str:
    names = [f"t.{landing.row_id}", "t.batch_id"]
    for name in landing.fields:
        ref = landing.ref_of.get(name)
        names.append(f"r{landing.refs.index(ref)}.number" if ref else f"t.{name}")
    return ", ".join(names)


def _joins(landing: Landing) -> str:
    return " ".join(f"JOIN {ref.table} r{i} ON r{i}.id = t.{ref.column}" for i, ref in enumerate(landing.refs))


def _to_store(table: Table, name: str) -> Callable[[Any], Any] | None:
    kind = table.columns[name].type
    if isinstance(kind, Moment):
        return lambda value: int((value - EPOCH).total_seconds())
    if isinstance(kind, Date):
        return date.isoformat
    return int if isinstance(kind, Boolean) else None


def _from_store(table: Table, name: str) -> Callable[[Any], Any] | None:
    kind = table.columns[name].type
    if isinstance(kind, Moment):
        return moment
    if isinstance(kind, Date):
        return date.fromisoformat
    return bool if isinstance(kind, Boolean) else None


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _unjson(landing: Landing, name: str, value: Any) -> Any:
    if value is None or name in landing.ref_of:
        return value
    kind = landing.table.columns[name].type
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def _chunks(values: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _cursor(session: Session) -> Any:
    raw = session.connection().connection.driver_connection
    assert raw is not None
    return raw.cursor()
