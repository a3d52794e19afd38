"""The voucher tables as of a day, read in sets through the session's own connection and transaction.

Large results come straight from the driver: SQLAlchemy's rows would cost more than SQLite's work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from guanxian_desk.modules.vouchers.facts import VoucherPolicy, day_end

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# A set of record ids to look at; None is all of them.
Scope = Collection[int] | None

END_OF_TIME = date.max - timedelta(days=1)
_STATE = "SELECT (SELECT max(id) FROM changes), (SELECT max(seq) FROM audit)"
_WITHIN = re.compile(r"WITHIN\(([\w.]+)\)")
_IN_SCOPE = r"\1 IN (SELECT value FROM json_each(:scope))"


@dataclass(frozen=True)
class Ledger:
    """All events up to the end of as_of, judged by the policy. raw is the DBAPI connection."""

    raw: Any
    policy: VoucherPolicy
    as_of: date

    @classmethod
    def of(cls, session: Session, policy: VoucherPolicy, as_of: date) -> Ledger:
        """The ledger that a session sees, its own unwritten objects included."""
        return cls(connection(session), policy, as_of)

    @property
    def cutoff(self) -> int:
        """The first second after the as-of day."""
        return day_end(self.as_of)

    def rows(self, sql: str, scope: Scope = None, **values: Any) -> list[Any]:
        """All rows of a query over the scope (see scoped()); :cutoff and :day are the ledger's, values are by name."""
        return self._run(sql, scope, values).fetchall()  # type: ignore[no-any-return]

    def row(self, sql: str, scope: Scope = None, **values: Any) -> Any:
        """The only row of a query."""
        return self._run(sql, scope, values).fetchone()

    def same_as(self, other: Ledger) -> bool:
        """Whether both connections see the same state: the same last change, in the same order of audit rows."""
        return bool(self.row(_STATE) == other.row(_STATE))

    def _run(self, sql: str, scope: Scope, values: Mapping[str, Any]) -> Any:
        named = {"cutoff": self.cutoff, "day": self.as_of.isoformat(), **values}
        if scope is not None:
            named["scope"] = as_json(scope)
        return self.raw.execute(scoped(sql, scope), named)


def connection(session: Session) -> Any:
    """The driver's connection inside the session's transaction."""
    session.flush()
    raw = session.connection().connection.driver_connection
    if raw is None:
        raise TypeError("the session has no driver connection")
    return raw


def scoped(sql: str, scope: Scope) -> str:
    """The query with each WITHIN(column) read as "one of the scope", or as true when the scope is everything."""
    return _WITHIN.sub("1" if scope is None else _IN_SCOPE, sql)


def as_json(ids: Iterable[int]) -> str:
    """Ids as the JSON array that json_each() takes."""
    return json.dumps(sorted(ids))
