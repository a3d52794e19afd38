"""How fast reconciliation is: python tests/bench/bench_reconcile.py [--issues N --redemptions N] [--keep FILE].

Builds a data file (1,000,000 vouchers, 900,000 redemptions) in a temporary folder, then prints ratios:
fresh    our full reconciliation as a fresh process, against reference_reconcile.py as a fresh process (≤ 0.5);
further  bringing the kept results up to date after 5,000 further redemptions over all merchants, against the full
         reconciliation, both in one open process (≤ 0.05); once for the days after, once scattered over all days.
The results of both sides must be equal. Processor time is told beside wall time: on a shared machine it is steadier.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AS_OF = date(2023, 1, 31)
FRESH, FURTHER, MEMORY_MB = 0.5, 0.05, 1024
COMPARED = ("R01", "R02", "R03", "R04", "R05", "R06", "I01", "I02", "I03")


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and by the processor."""

    wall: float
    cpu: float

    def __truediv__(self, other: Took) -> tuple[float, float]:
        return self.wall / other.wall, self.cpu / other.cpu


def main() -> int:
    """Build, run, compare, print; 0 when every target is met by processor time or by the clock."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(asked.keep) if asked.keep else Path(folder) / "bench.gxdesk"
        if not file.exists():
            _told(f"building {asked.issues:,} vouchers, {asked.redemptions:,} redemptions …")
            _inside("build", str(file), str(asked.issues), str(asked.redemptions), str(asked.merchants))
        met = [_fresh(file, Path(folder)), *_further(file, Path(folder), asked)]
    return 0 if all(met) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--issues", type=int, default=1_000_000)
    parser.add_argument("--redemptions", type=int, default=900_000)
    parser.add_argument("--merchants", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", help="use or make the data file here")
    return parser.parse_args()


def _fresh(file: Path, folder: Path) -> bool:
    """Both programs as fresh processes by turns; their results compared."""
    ours, theirs, out = [], [], {}
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(folder / "pyc"), "PYTHONDONTWRITEBYTECODE": ""}
    for turn in range(4):
        for name, script, into in (("ours", "bench_reconcile.py", ours), ("theirs", "reference_reconcile.py", theirs)):
            arguments = ["run", str(file)] if name == "ours" else [str(file), AS_OF.isoformat()]
            took, out[name] = _process([sys.executable, str(HERE / script), *arguments], environment)
            # The first turn compiles modules and warms the file cache, for both alike.
            if turn:
                into.append(took)
    _compared(json.loads(out["ours"]), json.loads(out["theirs"]))
    return _ratio("full reconciliation, fresh process / pandas reference", _best(ours), _best(theirs), FRESH)


def _process(command: list[str], environment: dict[str, str]) -> tuple[Took, str]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), out


def _compared(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert ours["totals"] == theirs["totals"], (ours["totals"], theirs["totals"])
    for code in COMPARED:
        found = {one["subject"]: one["amount"] for one in ours["findings"] if one["code"] == code}
        assert found == theirs["findings"][code], code
        assert found, f"{code}: nothing to compare"
    assert all(one["balanced"] for one in ours["identities"])
    _told(f"equal: totals and {', '.join(COMPARED)}; {len(ours['findings']):,} findings; memory {ours['memory_mb']} MB")
    assert ours["memory_mb"] < MEMORY_MB


def _further(file: Path, folder: Path, asked: argparse.Namespace) -> list[bool]:
    met = []
    for when in ("later", "scattered"):
        copy = folder / f"{when}.gxdesk"
        shutil.copy(file, copy)
        lines = _inside("further", str(copy), when, str(asked.rounds), str(asked.merchants))
        took = json.loads(lines)
        full, rebuild, refresh = (Took(*took[name]) for name in ("full", "rebuild", "refresh"))
        met.append(_ratio(f"5,000 further redemptions ({when}) / full reconciliation", refresh, full, FURTHER))
        _ratio(f"5,000 further redemptions ({when}) / full rebuild of what is kept", refresh, rebuild, FURTHER)
    return met


def _inside(*arguments: str) -> str:
    command = [sys.executable, str(HERE / "bench_reconcile.py"), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


def _ratio(words: str, ours: Took, other: Took, target: float) -> bool:
    wall, cpu = ours / other
    met = min(wall, cpu) <= target
    sign = "met" if met else "MISSED"
    _told(f"{words}: {wall:.3f} (clock {ours.wall:.3f} / {other.wall:.3f} s), processor {cpu:.3f}; ≤ {target} {sign}")
    return met


def _best(took: list[Took]) -> Took:
    return Took(min(one.wall for one in took), min(one.cpu for one in took))


def _told(words: str) -> None:
    print(words, flush=True)


def _timed(work: Callable[[], Any]) -> Took:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def build(file: str, issues: str, redemptions: str, merchants: str) -> None:
    """Make the data file."""
    from tests.bench.bulk_ledger import Bulk

    Bulk(int(issues), int(redemptions), int(merchants)).write(Path(file))


def run(file: str) -> None:
    """What `guanxian-desk reconcile --json` does: open, compute everything afresh, print."""
    from sqlalchemy.orm import Session

    from guanxian_desk.modules.vouchers.facts import voucher_policy
    from guanxian_desk.modules.vouchers.reconcile import reconcile
    from guanxian_desk.store.engine import open_engine

    engine = open_engine(Path(file))
    with Session(engine) as session, Session(engine) as beside:
        result = reconcile(session, voucher_policy(AS_OF), AS_OF, beside=beside).as_json()
    result["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps(result, ensure_ascii=False))


def _refresh(policy: Any, batch: int, session: Any) -> None:
    from guanxian_desk.modules.vouchers.refresh import refresh
    from guanxian_desk.modules.vouchers.touched import touched_by_batch

    refresh(session, policy, touched_by_batch(session, batch))


def further(file: str, when: str, rounds: str, merchants: str) -> None:
    """Full, rebuilt, and brought up to date after further imports, in this one process."""
    from sqlalchemy.orm import Session

    from guanxian_desk.modules.vouchers import kept
    from guanxian_desk.modules.vouchers.facts import voucher_policy
    from guanxian_desk.modules.vouchers.ledger import connection
    from guanxian_desk.modules.vouchers.reconcile import reconcile
    from guanxian_desk.store.engine import open_engine
    from tests.bench.bulk_ledger import further as bring

    engine, policy = open_engine(Path(file)), voucher_policy(AS_OF)

    def inside(work: Callable[[Session], Any]) -> Took:
        def worked() -> None:
            with Session(engine) as session:
                work(session)
                session.commit()

        return _timed(worked)

    full = [inside(lambda session: reconcile(session, policy, AS_OF)) for _ in range(int(rounds))]
    rebuilt = [inside(lambda session: kept.rebuild(session, policy)) for _ in range(int(rounds))]
    refreshed = []
    for batch in range(2, 2 + int(rounds)):
        with Session(engine) as session:
            bring(connection(session), batch, int(merchants), scattered=when == "scattered")
            session.commit()
        refreshed.append(inside(partial(_refresh, policy, batch)))
    with Session(engine) as session:
        stands = kept.kept(session, policy, AS_OF)
        assert stands is not None
        assert stands.as_json() == reconcile(session, policy, AS_OF).as_json()
    took = {"full": _best(full), "rebuild": _best(rebuilt), "refresh": _best(refreshed)}
    sys.stdout.write(json.dumps({name: [one.wall, one.cpu] for name, one in took.items()}))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    parts = {"build": build, "run": run, "further": further}
    if sys.argv[1:] and sys.argv[1] in parts:
        parts[sys.argv[1]](*sys.argv[2:])
    else:
        sys.exit(main())
