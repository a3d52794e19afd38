"""报送情况: who sent what for which period, when, in how many rounds, and how much of it was wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.units import UnitDirectory
from guanxian_desk.exchange.amounts import MILLION
from guanxian_desk.services.modules import sheets
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import Prepared
from guanxian_desk.store import units
from guanxian_desk.store.exchange_tables import BatchDetail, ReturnedFile
from guanxian_desk.store.tables import Batch, Change

COMPLETE, LACKING, RETURNED, UNDONE, MISSING = "complete", "lacking", "returned", "undone", "missing"
STATE_WORDS = {COMPLETE: "已收齐", LACKING: "有错误待补", RETURNED: "已退回", UNDONE: "已撤销", MISSING: "未报"}
UNNAMED = "（未写报送单位）"


@dataclass(frozen=True, slots=True)
class Sent:
    """One file that came in: batch None when it went back without being taken; stands: it was not undone."""

    kind: str
    sender: str
    period: str
    at: datetime
    operator: str
    sha256: str
    rows: int
    wrong: int
    batch: int | None
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one unit sent of a kind for a period. sender: as it was written last.

    rounds: how many different files; rows, wrong: of the newest; rate: wrong rows in millionths of all of it (None
    when nothing came); first_rate: of the first file; batch: the newest that stands.
    """

    kind: str
    title: str
    sender: str
    period: str
    state: str
    rounds: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    operator: str = ""
    rows: int = 0
    wrong: int = 0
    rate: int | None = None
    first_rate: int | None = None
    batch: int | None = None


def receipts(session: Session, *, missing: bool = True) -> list[Receipt]:
    """One line per unit, kind and period, newest period first; with the units that sent the kind before, not now."""
    directory = units.directory(session)
    groups: dict[tuple[str, str, str], list[Sent]] = defaultdict(list)
    for sent in [*_batches(session), *_returned(session)]:
        groups[sent.period, sent.kind, _unit(directory, sent)].append(sent)
    order = {sheet.key: place for place, sheet in enumerate(sheets())}
    titles = {sheet.key: sheet.title for sheet in sheets()}
    found = [_receipt(titles.get(key[1], key[1]), key, files) for key, files in groups.items()]
    if missing:
        found += _missing(found)
    found.sort(key=lambda receipt: (order.get(receipt.kind, len(order)), receipt.sender))
    found.sort(key=lambda receipt: receipt.period, reverse=True)
    return found


def receipt_rows(office: Office) -> list[Mapping[str, Any]]:
    """receipts() as rows of a table."""
    with office.store.read() as session:
        found = receipts(session)
    return [{name: getattr(receipt, name) for name in Receipt.__slots__} for receipt in found]


def note_returned(office: Office, prepared: Prepared, period: str = "") -> None:
    """Keep that a file went back without being taken, once for the same bytes."""
    extract = prepared.extract
    rows = (len(extract.rows) + extract.error_rows) if extract else 0
    with office.store.change(f"退回{prepared.file_name}", office.actor, "退回") as session:
        known = select(ReturnedFile.id).where(
            ReturnedFile.sha256 == prepared.sha256, ReturnedFile.sender == prepared.sender
        )
        if session.scalar(known) is not None:
            return
        session.add(
            ReturnedFile(
                kind=prepared.kind,
                sender=prepared.sender,
                period=period or prepared.period or f"{office.clock.today():%Y-%m}",
                file_name=prepared.file_name,
                sha256=prepared.sha256,
                rows=rows,
                error_rows=extract.error_rows if extract else 0,
                returned_at=office.clock.now(),
                operator=office.actor.name,
            )
        )


def _batches(session: Session) -> Iterable[Sent]:
    query = (
        select(Batch, Change, BatchDetail.period, BatchDetail.again)
        .join(Change, Change.id == Batch.change_id)
        .outerjoin(BatchDetail, BatchDetail.batch_id == Batch.id)
    )
    for batch, change, period, _again in session.execute(query):
        yield Sent(
            batch.kind,
            batch.sender,
            period or f"{change.at:%Y-%m}",
            change.at,
            change.operator,
            batch.sha256,
            batch.rows,
            batch.error_rows,
            batch.id,
            batch.undone_by is None,
        )


def _returned(session: Session) -> Iterable[Sent]:
    for file in session.scalars(select(ReturnedFile)):
        yield Sent(
            file.kind,
            file.sender,
            file.period,
            file.returned_at,
            file.operator,
            file.sha256,
            file.rows,
            file.error_rows,
            None,
        )


def _unit(directory: UnitDirectory, sent: Sent) -> str:
    if not sent.sender:
        return UNNAMED
    found = directory.resolve(sent.sender, sent.at.date())
    return found.canonical if found else sent.sender


def _receipt(title: str, key: tuple[str, str, str], files: list[Sent]) -> Receipt:
    period, kind, _unit = key
    ordered = sorted(files, key=lambda sent: (sent.at, sent.batch or 0))
    standing = [sent for sent in ordered if sent.stands]
    first, last = ordered[0], (standing or ordered)[-1]
    if not standing:
        state = UNDONE
    elif last.batch is None:
        state = RETURNED
    else:
        state = LACKING if last.wrong else COMPLETE
    batch = next((sent.batch for sent in reversed(standing) if sent.batch), None)
    return Receipt(
        kind,
        title,
        last.sender or UNNAMED,
        period,
        state,
        len({sent.sha256 for sent in ordered}),
        first.at,
        last.at,
        last.operator,
        last.rows,
        last.wrong,
        _rate(last),
        _rate(first),
        batch,
    )


def _rate(sent: Sent) -> int | None:
    """Wrong rows in millionths of all, to a tenth of a percent; one wrong row is never none."""
    if not sent.rows:
        return None
    tenths = round(Fraction(sent.wrong * 1000, sent.rows))
    return max(tenths, int(sent.wrong > 0)) * MILLION // 1000


def _missing(found: list[Receipt]) -> list[Receipt]:
    """Units that sent a kind for an earlier period and nothing for its newest one."""
    newest: dict[str, str] = {}
    for receipt in found:
        newest[receipt.kind] = max(newest.get(receipt.kind, ""), receipt.period)
    now = {(r.kind, r.sender) for r in found if r.period == newest[r.kind]}
    before = {(r.kind, r.sender): r.title for r in found if r.sender != UNNAMED}
    return [
        Receipt(kind, title, sender, newest[kind], MISSING)
        for (kind, sender), title in before.items()
        if (kind, sender) not in now
    ]
