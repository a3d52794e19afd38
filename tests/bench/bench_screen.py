"""The window over a million records: how fast it opens, and the longest time it does not answer.

python -m tests.bench.bench_screen [ISSUES REDEMPTIONS]: starts are timed as fresh processes, with a process that
imports QtWidgets and sqlalchemy.orm, opens the file and shows an empty window as the measure.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.bulk_ledger import Bulk

ROUNDS = 5
MERCHANTS = 300
GAP_AIM, START_AIM = 0.100, 1.5
STEPS = 200

_EMPTY = """
import sys
from PySide6 import QtWidgets
import sqlalchemy.orm
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2
engine = create_engine("sqlite://", creator=lambda: dbapi2.connect(sys.argv[1]), module=dbapi2)
with sqlalchemy.orm.Session(engine) as session:
    session.execute(text("SELECT count(*) FROM changes")).scalar()
app = QtWidgets.QApplication([])
window = QtWidgets.QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
engine.dispose()
"""

_OURS = """
import sys, os
from pathlib import Path
from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.desk.app import make_app
from guanxian_desk.desk.desktop import Desktop
from guanxian_desk.desk.remembered import Remembered
app = make_app()
desktop = Desktop(app, Clock())
desktop.start(sys.argv[1], Actor("bench"), Remembered())
app.processEvents()
assert desktop.window.isVisible()
sys.stdout.flush()
os._exit(0)
"""


def _process(code: str, file: Path) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(file)], check=True, env=_environment(), stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def _environment() -> dict[str, str]:
    """No screen needed; compiled modules are kept, as an installation keeps them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}


def make_file(file: Path, issues: int, redemptions: int) -> None:
    """A data file of full size whose kept results stand."""
    import sqlcipher3.dbapi2

    from guanxian_desk.base.actor import Actor
    from guanxian_desk.base.clock import Clock
    from guanxian_desk.services.importing import settle_all
    from guanxian_desk.services.office import open_office
    from guanxian_desk.store.upgrade import HEAD

    Bulk(issues, redemptions, MERCHANTS).write(file)
    raw = sqlcipher3.dbapi2.connect(str(file), isolation_level=None)
    raw.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)")
    raw.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    raw.close()
    office = open_office(file, Actor("bench"), Clock())
    settle_all(office)
    office.close()


def start_ratio(file: Path) -> float:
    """Median start of the window over median start of the empty one."""
    ours, empty = [], []
    _process(_OURS, file)
    for _ in range(ROUNDS):
        empty.append(_process(_EMPTY, file))
        ours.append(_process(_OURS, file))
    print(f"空窗口 {statistics.median(empty):.2f} s，本窗口 {statistics.median(ours):.2f} s")
    return statistics.median(ours) / statistics.median(empty)


class Heart:
    """Beats in the window's event loop; the longest pause between two beats is the longest block."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._last = 0.0
        self.longest = 0.0
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def during(self, words: str, act: Callable[[], object]) -> float:
        """The longest pause while something is done."""
        self._last, self.longest = time.perf_counter(), 0.0
        self._timer.start()
        started = time.perf_counter()
        act()
        self._timer.stop()
        print(f"{words}：最长停顿 {1000 * self.longest:.0f} ms（历时 {time.perf_counter() - started:.2f} s）")
        return self.longest


def longest_gap(file: Path) -> float:
    """Reads the first page, opens the findings, scrolls, filters and opens differences; the longest pause of all."""
    from guanxian_desk.base.actor import Actor
    from guanxian_desk.base.clock import Clock
    from guanxian_desk.desk.app import make_app, settle
    from guanxian_desk.desk.background import Background
    from guanxian_desk.desk.desktop import build_window, freeze_when_idle
    from guanxian_desk.desk.pages.desk import Desk
    from guanxian_desk.desk.pages.vouchers import VouchersPage
    from guanxian_desk.services.office import open_office

    make_app(offscreen=True)
    background = Background(lambda error, _title: sys.exit(f"{error!r}"))
    office = open_office(file, Actor("bench"), Clock())
    window = build_window(Desk(office, background))
    freeze_when_idle(background)
    window.resize(1366, 768)
    heart = Heart()

    def wait() -> None:
        assert settle(background, 120_000)

    window.show()
    gaps = [heart.during("读首页", wait)]
    gaps.append(heart.during("打开差异页", lambda: (window.open_page("vouchers"), wait())))
    page = window.page
    assert isinstance(page, VouchersPage)
    view = page.segments.built["findings"]
    bar = view.table.view.verticalScrollBar()

    def scroll() -> None:
        for step in range(STEPS + 1):
            bar.setValue(bar.maximum() * step // STEPS)
            wait()

    def details() -> None:
        for row in range(0, view.table.model.rowCount(), max(1, view.table.model.rowCount() // 20)):
            view.table.select_row(row)
            wait()

    print(f"差异 {view.table.model.rowCount():,} 条")
    gaps.append(heart.during("从头滚到尾", scroll))
    gaps.append(heart.during("筛选", lambda: (view.filters.set_values({"words": "商户7"}), wait())))
    gaps.append(heart.during("清除筛选", lambda: (view.filters.clear(), wait())))
    gaps.append(heart.during("打开差异", details))
    gaps.append(heart.during("换一天", lambda: (page.as_of.edit.set_day(office.clock.today().replace(day=1)), wait())))
    window.close()
    office.close()
    return max(gaps)


def main() -> None:
    """Print the longest pause and the start's ratio."""
    issues, redemptions = (int(text) for text in sys.argv[1:3]) if len(sys.argv) > 2 else (1_000_000, 900_000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.gxdesk"
        make_file(file, issues, redemptions)
        print(f"{issues:,} 张券，{redemptions:,} 笔核销")
        ratio = start_ratio(file)
        gap = longest_gap(file)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"窗口启动 {ratio:.2f} 倍（目标 ≤ {START_AIM} 倍）")
    print(f"最长停顿 {1000 * gap:.0f} ms（目标 < {1000 * GAP_AIM:.0f} ms），峰值内存 {peak:.0f} MB")


if __name__ == "__main__":
    main()
