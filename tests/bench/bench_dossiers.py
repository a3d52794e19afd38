"""A thousand dossiers checked in full, a dossier's page read, and one check from a cold start.

python -m tests.bench.bench_dossiers [DOSSIERS]. The cold start is a fresh `dossier check FILE --json`; the measure is
a fresh process that imports QtWidgets, sqlalchemy.orm, openpyxl and reportlab.platypus.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.cases.decision_cases import base

ROUNDS = 7
CHECK_AIM, PAGE_AIM, COLD_AIM = 5.0, 0.150, 0.5
HEAVY = ("-c", "import PySide6.QtWidgets, sqlalchemy.orm, openpyxl, reportlab.platypus")
DAY = date(2022, 6, 1)


def check_all(count: int) -> float:
    """Seconds to read, check and tell so many full dossiers in one process, each on another day."""
    from guanxian_desk.modules.decisions.check import Checker, as_document
    from guanxian_desk.modules.decisions.document import dossier_from_bytes

    raw = json.dumps(base(), ensure_ascii=False).encode()
    checker = Checker()
    begun = time.perf_counter()
    for number in range(count):
        report = checker.check(dossier_from_bytes(raw, "base"), DAY + timedelta(days=number % 365))
        json.dumps(as_document(report), ensure_ascii=False)
    return time.perf_counter() - begun


def from_store(folder: Path, count: int) -> tuple[float, float, float]:
    """Seconds, from the data file: the due list of all dossiers, what one page shows, one edit kept."""
    from guanxian_desk.base.actor import Actor
    from guanxian_desk.base.clock import stopped_at
    from guanxian_desk.modules.decisions import service
    from guanxian_desk.services import dossiers
    from guanxian_desk.services.office import create_office

    office = create_office(folder / "bench.gxdesk", Actor("bench"), stopped_at(datetime(2022, 6, 1)))
    with office.store.change("bench", office.actor) as session:
        for number in range(count):
            service.create(session, base() | {"key": f"B-{number:04}", "archive": None})
    begun = time.perf_counter()
    dossiers.due(office)
    due = time.perf_counter() - begun
    page = min(_page(office, f"B-{number:04}") for number in range(ROUNDS))
    begun = time.perf_counter()
    dossiers.put(office, "B-0000", ("matter", "category_reason"), "x")
    edit = time.perf_counter() - begun
    office.close()
    return due, page, edit


def _page(office, key: str) -> float:  # type: ignore[no-untyped-def]
    from guanxian_desk.services import dossier_files, dossiers

    begun = time.perf_counter()
    dossiers.read(office, key)
    dossiers.check(office, key)
    dossiers.timetable(office, key)
    dossiers.past(office, key)
    dossier_files.carried(office, key)
    return time.perf_counter() - begun


def fresh(arguments: Sequence[str]) -> float:
    """The best of several fresh processes, in seconds."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=False, env=kept, capture_output=True)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> None:
    """Measure and tell, each figure beside its aim."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{count} 份档案读入、评判、输出：{check_all(count):.2f} 秒（目标 1000 份 ≤ {CHECK_AIM} 秒）")
    with tempfile.TemporaryDirectory() as folder:
        due, page, edit = from_store(Path(folder), count)
        print(f"{count} 份档案的待办清单：{due:.2f} 秒")
        print(f"一份档案一页的全部内容：{page * 1000:.0f} 毫秒（目标 ≤ {PAGE_AIM * 1000:.0f}）")
        print(f"改一处并保存：{edit * 1000:.0f} 毫秒")
        file = Path(folder) / "a.json"
        file.write_text(json.dumps(base(), ensure_ascii=False), "utf-8")
        cold, heavy = fresh(["-m", "guanxian_desk", "dossier", "check", str(file), "--json"]), fresh(HEAVY)
    print(f"冷启动 dossier check：{cold:.3f} 秒，是那几个大库 {heavy:.3f} 秒的 {cold / heavy:.2f}（目标 ≤ {COLD_AIM}）")


if __name__ == "__main__":
    main()
