"""All benchmarks, one after another, each in a process of its own: python -m tests.bench"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run every bench_*.py; the exit code is 1 when one of them failed to run, never for a slow figure."""
    failed = []
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"== {file.stem}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{file.stem}"], check=False).returncode:
            failed.append(file.stem)
    if failed:
        print("没有跑完：" + "、".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
