"""A thousand dossiers on screen: how long the list takes, how fast a dossier's page opens, the longest pause.

python -m tests.bench.bench_dossier_page [DOSSIERS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from tests.bench.bench_screen import Heart
from tests.cases.decision_cases import base

OPENED = 15
OPEN_AIM, GAP_AIM = 0.150, 0.100
NOW = datetime(2022, 6, 15, 9, 30)


def make_file(file: Path, count: int) -> None:
    """A data file with this many whole dossiers."""
    from guanxian_desk.base.actor import Actor
    from guanxian_desk.base.clock import stopped_at
    from guanxian_desk.modules.decisions import service
    from guanxian_desk.services.office import create_office

    office = create_office(file, Actor("bench"), stopped_at(NOW))
    with office.store.change("bench", office.actor) as session:
        for number in range(count):
            service.create(session, base() | {"key": f"2022-{number:04d}"})
    office.close()


def measure(file: Path) -> tuple[float, float, float, float]:
    """Seconds until the list stands, median seconds until a dossier stands and of work in it, the longest pause."""
    from guanxian_desk.base.actor import Actor
    from guanxian_desk.base.clock import stopped_at
    from guanxian_desk.desk.app import make_app, settle
    from guanxian_desk.desk.background import Background
    from guanxian_desk.desk.desktop import build_window, freeze_when_idle
    from guanxian_desk.desk.pages.decisions import DecisionsPage
    from guanxian_desk.desk.pages.desk import Desk
    from guanxian_desk.services.office import open_office

    app = make_app(offscreen=True)
    background = Background(lambda error, _title: sys.exit(f"{error!r}"))
    office = open_office(file, Actor("bench"), stopped_at(NOW))
    window = build_window(Desk(office, background))
    freeze_when_idle(background)
    window.resize(1366, 768)
    window.show()
    settle(background, 120_000)
    heart, spans, works = Heart(), [], []

    def wait() -> None:
        assert settle(background, 120_000)

    started = time.perf_counter()
    gaps = [heart.during("打开重大决策页", lambda: (window.open_page("decisions"), wait()))]
    listed = time.perf_counter() - started
    page = window.page
    assert isinstance(page, DecisionsPage)

    def open_one(number: int) -> None:
        before = page.dossier
        begun, worked = time.perf_counter(), time.process_time()
        page.open_dossier(f"2022-{number:04d}", "participation")
        while page.dossier is before:
            app.processEvents()
        app.processEvents()
        spans.append(time.perf_counter() - begun)
        works.append(time.process_time() - worked)
        wait()

    for number in range(OPENED):
        gaps.append(heart.during(f"打开第 {number + 1} 份档案", lambda at=number: open_one(at)))
    window.close()
    office.close()
    return listed, statistics.median(spans[1:]), statistics.median(works[1:]), max(gaps)


def main() -> None:
    """Print the figures beside their aims."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.gxdesk"
        make_file(file, count)
        listed, opened, work, gap = measure(file)
    print(f"{count:,} 份档案：列表 {listed:.2f} s")
    print(f"打开一份档案 {1000 * opened:.0f} ms（目标 < {1000 * OPEN_AIM:.0f} ms），其中计算 {1000 * work:.0f} ms")
    print(f"最长停顿 {1000 * gap:.0f} ms（目标 < {1000 * GAP_AIM:.0f} ms）")


if __name__ == "__main__":
    main()
