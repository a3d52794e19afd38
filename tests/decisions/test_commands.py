"""dossier schema, check, timetable and workdays on the command line: one JSON document out, the right exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.cli.dossiers import COMMANDS
from guanxian_desk.cli.parser import build
from tests.cases.decision_cases import base, changed


def run(*arguments: str) -> int:
    args = build(COMMANDS).parse_args(arguments)
    return int(args.run(args))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """A dossier in order, one with an unmet norm, a broken one."""
    documents: dict[str, Any] = {
        "good": base(),
        "bad": changed(base(), set={"key": "bad", "n1.closes_on": "2022-06-20"}),
        "broken": changed(base(), set={"n1.closes_on": "2022-02-30"}),
    }
    for name, document in documents.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return {name: str(tmp_path / f"{name}.json") for name in documents}


def test_the_schema_is_printed_as_it_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dossier", "schema") == 0
    assert capsys.readouterr().out == shipped("resources", "law", "dossier.schema.json").read_text(encoding="utf-8")


def test_one_file_is_one_document_and_0_when_nothing_is_unmet(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("dossier", "check", files["good"], "--as-of", "2023-12-31", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["key"], told["as_of"], len(told["verdicts"])) == ("base", "2023-12-31", 131)


def test_several_files_are_a_list_and_3_when_any_norm_is_unmet(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("dossier", "check", files["good"], files["bad"], "--as-of", "2023-12-31", "--json") == 3
    assert [told["key"] for told in json.loads(capsys.readouterr().out)] == ["base", "bad"]


def test_a_broken_file_among_several_prints_nothing(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match="2022-02-30"):
        run("dossier", "check", files["good"], files["broken"], "--json")
    assert capsys.readouterr().out == ""


def test_without_json_the_open_norms_and_the_gates_are_told(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("dossier", "check", files["bad"], "--as-of", "2022-06-20") == 3
    lines = capsys.readouterr().out.splitlines()
    assert "R20-3 不符合　公告自2022年6月1日起，满30日是2022年7月1日" in next(line for line in lines if "R20-3" in line)
    assert "关口 R41-2 关，因为R41-2" in lines
    assert not any(line.startswith("R04-1 ") for line in lines)


def test_an_option_is_tried_for_one_answer(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    command = ["dossier", "check", files["good"], "--as-of", "2023-12-31"]
    assert run(*command, "--option", "prompt_workdays=2") == 3
    assert run(*command) == 0
    for wrong in ("prompt_workdays", "prompt_workdays=-1", "notice_days=3"):
        with pytest.raises(UserError):
            run(*command, "--option", wrong)
    assert "R57-1 不符合" in capsys.readouterr().out


def test_the_day_is_today_by_the_clock(
    files: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clock, "today", lambda _: date(2022, 6, 30))
    run("dossier", "check", files["good"], "--json")
    assert json.loads(capsys.readouterr().out)["as_of"] == "2022-06-30"
    run("dossier", "timetable", files["good"], "--json")
    assert json.loads(capsys.readouterr().out)["meeting"] == "2022-07-28"


def test_the_timetable_both_ways(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dossier", "timetable", files["good"], "--meeting", "2022-10-12", "--json") == 0
    backward = json.loads(capsys.readouterr().out)
    assert backward["meeting"] == "2022-10-12"
    assert {step["step"]: step["latest"] for step in backward["steps"]}["submission"] == "2022-09-28"
    assert run("dossier", "timetable", files["good"], "--from", "2022-06-01") == 0
    text = capsys.readouterr().out
    assert "2022-06-01　2022-06-19　2022-06-01　公开征求意见公告" in text
    with pytest.raises(SystemExit):
        run("dossier", "timetable", files["good"], "--from", "2022-06-01", "--meeting", "2022-10-12")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["2022-09-28", "2022-10-10"], {"from": "2022-09-28", "to": "2022-10-10", "workdays": 5}),
        (["2022-09-30", "--add", "1"], {"from": "2022-09-30", "add": 1, "date": "2022-10-08"}),
        (["2022-10-08", "--add", "-1"], {"from": "2022-10-08", "add": -1, "date": "2022-09-30"}),
        (["2022-10-08", "--add", "0"], {"from": "2022-10-08", "add": 0, "date": "2022-10-08"}),
    ],
)
def test_workdays(arguments: list[str], told: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("workdays", *arguments, "--json") == 0
    assert json.loads(capsys.readouterr().out) == told


def test_workdays_in_words_and_what_cannot_be_counted(capsys: pytest.CaptureFixture[str]) -> None:
    run("workdays", "2022-09-28", "2022-10-10")
    run("workdays", "2022-09-30", "--add", "1")
    assert capsys.readouterr().out == "5个工作日\n2022-10-08\n"
    for wrong in (["2022-09-28"], ["2022-09-28", "2022-10-10", "--add", "1"], ["2026-12-30", "2027-01-05"]):
        with pytest.raises(UserError):
            run("workdays", *wrong)


def test_checking_a_file_imports_nothing_heavy(files: dict[str, str]) -> None:
    code = (
        "import sys\n"
        "from guanxian_desk.cli.dossiers import COMMANDS\n"
        "from guanxian_desk.cli.parser import build\n"
        f"args = build(COMMANDS).parse_args(['dossier', 'check', {files['good']!r}, '--json'])\n"
        "args.run(args)\n"
        "print(sorted(name for name in sys.modules if '.' not in name), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONUTF8": "1"}
    )
    heavy = ("sqlalchemy", "openpyxl", "reportlab", "PySide6", "yaml", "chinese_calendar", "fastjsonschema", "lxml")
    assert [name for name in heavy if f"'{name}'" in done.stderr] == []
    assert json.loads(done.stdout)["key"] == "base"


def test_checking_a_file_loads_neither_services_nor_anything_heavy(files: dict[str, str]) -> None:
    code = (
        "import sys; from guanxian_desk.__main__ import main; main();"
        "own = ('guanxian_desk.services', 'guanxian_desk.store');"
        "heavy = ('sqlalchemy', 'openpyxl', 'reportlab', 'PySide6', 'alembic', 'jinja2');"
        "print(*(name for name in sys.modules if name.startswith(own) or name in heavy), file=sys.stderr)"
    )
    command = [sys.executable, "-X", "utf8", "-c", code, "dossier", "check", files["good"], "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stderr.strip() == ""
