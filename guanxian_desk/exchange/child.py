"""Formats that cannot be looked into (.xls, .xlsb) are read in a child process with bounded memory and time:
a made-up file can only bring down the child.

The parent writes the file to the child's standard input; the child answers with lines of JSON:
one for each sheet, each followed by lines of rows.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.cells import Cell, DenseBlock
from guanxian_desk.exchange.package import MB
from guanxian_desk.exchange.refusal import SAVE_AS, SPLIT, refusal
from guanxian_desk.exchange.xmlfacts import Merge

_MEMORY = 640 * MB
_SECONDS = 120
_BLOCK = 1024
_MAX_ANSWER = 400 * MB
# Where no memory limit can be set, the file itself must be small.
_MAX_UNLIMITED = 30 * MB
_TOO_BIG = 75


@dataclass
class ChildSheet:
    """One sheet as the child told it; blocks are decoded when they are needed."""

    name: str
    hidden: bool
    height: int
    merges: list[Merge]
    answers: list[bytes] = field(default_factory=list)

    def blocks(self) -> Iterator[DenseBlock]:
        """The sheet's rows in order."""
        for line in self.answers:
            answer = json.loads(line)
            rows = [[_from_json(cell) for cell in row] for row in answer["rows"]]
            yield DenseBlock(answer["first"], rows, answer["offset"])


def read_sheets(data: bytes, name: str) -> list[ChildSheet]:
    """The workbook's sheets, read by a child process; raises UserError when it cannot."""
    if sys.platform == "win32" and len(data) > _MAX_UNLIMITED:
        raise refusal(name, f"超过 {_MAX_UNLIMITED // MB} MB，旧格式的大文件不直接读取", SAVE_AS)
    try:
        answer = subprocess.run(
            _command(), input=data, capture_output=True, timeout=_SECONDS, check=False, creationflags=_no_window()
        )
    except subprocess.TimeoutExpired:
        raise refusal(name, f"读了 {_SECONDS} 秒还没有读完，可能已损坏", SAVE_AS) from None
    if answer.returncode:
        raise _failure(name, answer.returncode)
    return _sheets(answer.stdout)


def _command() -> list[str]:
    code = f"import sys; sys.path[:] = {sys.path!r}; from guanxian_desk.exchange.child import serve; serve()"
    return [sys.executable, "-c", code]


def _no_window() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _failure(name: str, code: int) -> UserError:
    if code == _TOO_BIG or code < 0:
        return refusal(name, "内容大得不合常理，或已损坏，没有读完", SPLIT)
    return refusal(name, "已损坏或没有下载完整，打不开", SAVE_AS)


def _sheets(answer: bytes) -> list[ChildSheet]:
    found: list[ChildSheet] = []
    for line in answer.splitlines():
        if line.startswith(b'{"name"'):
            told = json.loads(line)
            merges = [Merge(*merge) for merge in told["merges"]]
            found.append(ChildSheet(told["name"], told["hidden"], told["height"], merges))
        else:
            found[-1].answers.append(line)
    return found


def _from_json(cell: str | float | bool | list[str] | None) -> Cell:
    if not isinstance(cell, list):
        return cell
    kind, text = cell
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "datetime":
        return datetime.fromisoformat(text)
    if kind == "time":
        return time.fromisoformat(text)
    return timedelta(seconds=float(text))


def _to_json(cell: object) -> list[str]:
    if isinstance(cell, timedelta):
        return ["timedelta", str(cell.total_seconds())]
    if isinstance(cell, datetime | date | time):
        return [type(cell).__name__, cell.isoformat()]
    raise TypeError(type(cell).__name__)


def serve() -> None:
    """The child's whole life: limits itself, reads standard input, answers on standard output."""
    _limit_memory()
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    data = io.BytesIO(sys.stdin.buffer.read())
    written = 0
    try:
        workbook = CalamineWorkbook.from_filelike(data)
        for about in workbook.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            for line in _lines(sheet, about.name, about.visible != SheetVisibleEnum.Visible):
                written += sys.stdout.buffer.write(line)
                if written > _MAX_ANSWER:
                    sys.exit(_TOO_BIG)
    except CalamineError:
        sys.exit(1)
    except MemoryError:
        sys.exit(_TOO_BIG)


def _lines(sheet: object, name: str, hidden: bool) -> Iterator[bytes]:
    start = sheet.start or (0, 0)  # type: ignore[attr-defined]
    merges = sheet.merged_cell_ranges or []  # type: ignore[attr-defined]
    told = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merges]
    rows = sheet.iter_rows()  # type: ignore[attr-defined]
    height = sheet.total_height  # type: ignore[attr-defined]
    yield _line({"name": name, "hidden": hidden, "height": height, "merges": told})
    first = 1  # rows come from row 1 on, their cells from the first filled column on
    while block := list(islice(rows, _BLOCK)):
        yield _line({"first": first, "offset": start[1], "rows": block})
        first += len(block)


def _line(told: dict[str, object]) -> bytes:
    return json.dumps(told, default=_to_json, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
