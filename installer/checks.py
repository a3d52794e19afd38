"""Every check of the project, in one list: lint, format, types, import contracts, then the tests.

Runs in the project's environment, from the project's folder; continuous integration and `bootstrap.py test` come here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

# A file's tests stay together: they share what takes long to make. Files keep their order: otherwise those with few
# but long tests come last, and one core waits for the other. A later -n of the arguments wins.
ON_BOTH_CORES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
NOTHING_RAN = pytest.ExitCode.NO_TESTS_COLLECTED


@dataclass(frozen=True)
class Check:
    """A program of the environment that must end with 0."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("代码规范 ruff check", ("ruff", "check", ".")),
    Check("代码格式 ruff format", ("ruff", "format", "--check", ".")),
    Check("类型 mypy", ("mypy", "--explicit-package-bases", "guanxian_desk", "installer")),
    Check("分层约定 lint-imports", ("lint-imports", "--no-logo", "--no-cache")),
)


class PassedTests:
    """A pytest plugin that counts the tests that really ran to their end."""

    def __init__(self) -> None:
        self.count = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Counts calls that passed; skips and set-ups are no tests."""
        self.count += report.when == "call" and report.passed


def run_check(check: Check) -> bool:
    """Runs one check and prints its line; its output only when it failed."""
    program = shutil.which(check.command[0], path=str(Path(sys.executable).parent)) or check.command[0]
    begun = time.perf_counter()
    done = subprocess.run([program, *check.command[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    took = time.perf_counter() - begun
    print(f"{'通过' if done.returncode == 0 else '未通过'}  {check.name}  {took:.1f} 秒", flush=True)
    if done.returncode:
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
    return done.returncode == 0


def run_tests(arguments: list[str]) -> int:
    """pytest's exit code; NOTHING_RAN also when all there was were skips. Its closing line is the last one printed."""
    passed = PassedTests()
    code = int(pytest.main(arguments, plugins=[passed]))
    return code if code or passed.count else int(NOTHING_RAN)


def main(arguments: list[str]) -> int:
    """0 when every check and every test passed; the arguments go to pytest."""
    failed = [check.name for check in CHECKS if not run_check(check)]
    print("测试 pytest" + (f"（前面未通过：{'、'.join(failed)}）" if failed else ""), flush=True)
    return run_tests([*ON_BOTH_CORES, *arguments]) or int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
