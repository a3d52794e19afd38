"""Importing 200,000 payments through preview and commit, against python-calamine's bare reading of the same workbook.

python -m tests.bench.bench_import [ROWS]: both timed in one process, libraries imported beforehand.
"""

from __future__ import annotations

import io
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.services import importing
from guanxian_desk.services.office import create_office
from tests.bench.payment_book import payment_book

ROUNDS = 3
AIM = 2.5


def _bare(data: bytes) -> int:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def _ours(data: bytes) -> int:
    with tempfile.TemporaryDirectory() as folder:
        office = create_office(Path(folder) / "bench.gxdesk", Actor("bench"), Clock())
        started = time.perf_counter()
        prepared = importing.prepare(office, "voucher-payments", data, "bench.xlsx")
        report = importing.take(office, prepared)
        seconds.append(time.perf_counter() - started)
        office.close()
        return int(str(report.entry()["new"]))


seconds: list[float] = []


def _timed(run: Callable[[bytes], int], data: bytes, rows: int) -> float:
    started = time.perf_counter()
    got = run(data)
    assert got in (rows, rows + 1), got
    return time.perf_counter() - started


def main() -> None:
    """Print the ratio of each round and their median."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    data = payment_book(rows)
    print(f"{rows} 行 × 8 列，{len(data) / 1e6:.1f} MB")
    _ours(payment_book(1_000))
    seconds.clear()
    ratios = []
    for _ in range(ROUNDS):
        bare = _timed(_bare, data, rows)
        _timed(_ours, data, rows)
        ratios.append(seconds[-1] / bare)
        print(f"calamine {bare:.2f} s，导入 {seconds[-1]:.2f} s，{ratios[-1]:.2f} 倍")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"中位数 {statistics.median(ratios):.2f} 倍（目标 ≤ {AIM} 倍），峰值内存 {peak:.0f} MB")


if __name__ == "__main__":
    main()
