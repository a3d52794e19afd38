"""A reporting round from the desk: workbooks go out into a folder, come back from one, and what is missing is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file, write_file
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.exchange.returned import error_workbook
from guanxian_desk.exchange.writer import TableColumn, table_bytes
from guanxian_desk.modules.contract import Tell
from guanxian_desk.modules.tasks import chasing, queries, rounds
from guanxian_desk.modules.tasks.periods import Quarter, parse_period
from guanxian_desk.modules.tasks.rules.deadlines import GRACE_DAYS
from guanxian_desk.modules.tasks.sheets import PROGRESS
from guanxian_desk.services import importing, tasks
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import Prepared

LIST_NAME, RETURNED = "发送清单.xlsx", "退回件"
_BOOKS = (".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv")
_SHORTEST_NOTICE = 3
_UNFILLED = frozenset({"进展情况", "填报日期"})


@dataclass(frozen=True)
class SentRound:
    """What went out: the quarter and the units, each with its file."""

    quarter: Quarter
    books: tuple[rounds.UnitBookDraft, ...]


@dataclass(frozen=True)
class TakenBook:
    """What became of a file that came back. unit: its sender, "" when no row says one; bad: rows to be mended;
    unfilled: rows nobody filled in; refused: why nothing was taken; returned: the file with what is to be mended."""

    file: Path
    unit: str
    rows: int
    new: int
    bad: int
    unfilled: int
    refused: str
    returned: Path | None


def quarter_of(text: str) -> Quarter:
    """The quarter that somebody names. UserError when it is none."""
    period = parse_period(text)
    if period is None or period.month is not None:
        raise UserError(f"“{text}”不是季度", "没有发出", "请写成 2022Q2 或 2022年第二季度")
    return period.quarter


def usual_reply_day(quarter: Quarter, today: date) -> date:
    """When workbooks are asked back: the quarter's last day for reports, three days from now once that is near."""
    return max(quarter.end + timedelta(days=GRACE_DAYS), today + timedelta(days=_SHORTEST_NOTICE))


def send_out(
    office: Office,
    plan: str,
    quarter: Quarter,
    folder: Path,
    reply_by: date,
    tell: Tell = lambda _words, _share: None,
) -> SentRound:
    """Write every owing unit's workbook and the list of them into a folder, and enter them as sent.

    UserError, before anything is written, when nobody owes a report of the quarter or the reply would be due earlier
    than today; and when the folder cannot be written.
    """
    today = office.clock.today()
    if reply_by < today:
        raise UserError("要求报回的日期早于今天", "没有发出", "请核对日期")
    status = tasks.status(office, plan, today)
    books = rounds.drafts(status, quarter)
    if not books:
        raise UserError(f"{quarter.words}没有要报送的单位", "没有写出文件", "请核对计划和季度")
    for place, book in enumerate(books):
        tell(f"写出{book.file_name}", place / len(books))
        write_file(folder / book.file_name, rounds.book_bytes(book, plan))
    with office.store.read() as session:
        known = chasing.contacts(session, queries.unit_book(session), today)
    title = f"{status.plan.title}{quarter.words}进展表发送清单"
    lines = [f"请于 {reply_by.isoformat()} 前填好报回"]
    write_file(folder / LIST_NAME, table_bytes(title, _LIST, [_listed(book, known) for book in books], lines))
    with office.store.change(f"发出{quarter.words}进展表", office.actor) as writing:
        rounds.keep_sent(writing, plan, books, today, reply_by)
    return SentRound(quarter, tuple(books))


_LIST = (
    TableColumn("单位", Kind.TEXT, 28),
    TableColumn("任务数", Kind.COUNT, 8),
    TableColumn("文件", Kind.TEXT, 44),
    TableColumn("负责人", Kind.TEXT, 10),
    TableColumn("联系人", Kind.TEXT, 10),
    TableColumn("联系电话", Kind.PHONE, 14),
)


def _listed(book: rounds.UnitBookDraft, known: dict[str, chasing.Contact]) -> tuple[str | int, ...]:
    whom = known.get(book.unit, chasing.Contact())
    return book.unit, len(book.tasks), book.file_name, whom.leader, whom.contact, whom.phone


def books_in(folder: Path) -> list[Path]:
    """The workbooks of a folder, without the list and what Excel leaves beside an open file."""
    found = (path for path in sorted(folder.iterdir()) if path.suffix.lower() in _BOOKS)
    return [path for path in found if path.name != LIST_NAME and not path.name.startswith(("~$", "."))]


def take_back(office: Office, paths: Sequence[Path], tell: Tell = lambda _words, _share: None) -> list[TakenBook]:
    """Import workbooks that came back, each under its sender; a file with faults is marked and laid into 退回件."""
    taken = []
    for place, path in enumerate(paths):
        tell(f"读入{path.name}", place / max(len(paths), 1))
        taken.append(_take(office, path))
    return taken


def _take(office: Office, path: Path) -> TakenBook:
    try:
        data = read_file(path)
    except UserError as error:
        return TakenBook(path, "", 0, 0, 0, 0, str(error), None)
    prepared = importing.prepare(office, PROGRESS.key, data, path.name)
    unit = _sender(office, prepared)
    report = importing.take(office, importing.with_sender(prepared, unit))
    entry = report.entry()
    bad, unfilled = _faults(prepared)
    returned = None
    if bad and prepared.extract is not None:
        returned = path.parent / RETURNED / f"退回-{path.stem}.xlsx"
        write_file(returned, error_workbook(data, path.name, prepared.extract))
    rows, new, changed = (int(str(entry[name])) for name in ("rows", "new", "changed"))
    return TakenBook(path, unit, rows - unfilled, new + changed, bad, unfilled, report.refused or "", returned)


def _sender(office: Office, prepared: Prepared) -> str:
    """The unit that most rows name, by its canonical name; without rows the one that the file's name begins with."""
    with office.store.read() as session:
        book = queries.unit_book(session)
    if prepared.extract is None or not prepared.extract.rows:
        return book.resolve(prepared.file_name.partition("_")[0]) or ""
    at = [column.field for column in PROGRESS.columns].index("unit_name")
    names = Counter(book.canonical(str(row[at])) for row in prepared.extract.rows)
    return names.most_common(1)[0][0]


def _faults(prepared: Prepared) -> tuple[int, int]:
    """(rows to be mended, rows that nobody filled in): of those only what the unit had to write is blank."""
    wrong: dict[tuple[str, int], set[str]] = {}
    for error in prepared.extract.errors if prepared.extract else ():
        wrong.setdefault((error.sheet, error.row), set()).add(error.column if not error.value else f"{error.column}*")
    unfilled = sum(columns == _UNFILLED for columns in wrong.values())
    return len(wrong) - unfilled, unfilled
