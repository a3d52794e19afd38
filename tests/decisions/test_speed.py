"""How long checking takes: a cold start against the libraries it must not need, and a thousand dossiers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from guanxian_desk.modules.decisions.check import Checker, as_document
from guanxian_desk.modules.decisions.document import dossier_from_bytes
from tests.cases.decision_cases import base

pytestmark = pytest.mark.slow
HEAVY = "import PySide6.QtWidgets, sqlalchemy.orm, openpyxl, reportlab.platypus"
CHECK = (
    "from guanxian_desk.cli.dossiers import COMMANDS; from guanxian_desk.cli.parser import build; import sys;"
    "args = build(COMMANDS).parse_args(['dossier', 'check', sys.argv[1], '--json']); args.run(args)"
)


def test_a_thousand_full_dossiers_are_read_checked_and_told_in_five_seconds() -> None:
    raw = json.dumps(base(), ensure_ascii=False).encode("utf-8")
    checker, day = Checker(), date(2022, 6, 1)
    begun = time.process_time()
    for number in range(1000):
        report = checker.check(dossier_from_bytes(raw, "base"), day + timedelta(days=number % 365))
        json.dumps(as_document(report), ensure_ascii=False)
    assert time.process_time() - begun <= 5


def test_a_cold_check_takes_at_most_half_of_what_the_heavy_libraries_take(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(base(), ensure_ascii=False), encoding="utf-8")
    cold = min(_seconds("-c", CHECK, str(file)) for _ in range(3))
    assert cold <= min(_seconds("-c", HEAVY) for _ in range(3)) / 2


def _seconds(*arguments: str) -> float:
    """Of work, whatever else the machine does meanwhile."""
    begun = os.times()
    subprocess.run([sys.executable, "-X", "utf8", *arguments], check=True, capture_output=True)
    ended = os.times()
    return ended.children_user + ended.children_system - begun.children_user - begun.children_system
