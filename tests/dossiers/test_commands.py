"""The dossiers of the data file on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.cli.main import run
from guanxian_desk.services import dossier_law
from guanxian_desk.services.office import open_office
from tests.cases.decision_cases import base, changed
from tests.dossiers.test_law import LATER
from tests.offices import create_office

DAY = "2023-12-31"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "o.gxdesk"
    create_office(path, Actor("张三"), Clock()).close()
    return path


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def written(folder: Path, document: dict[str, Any], name: str = "d.json") -> str:
    path = folder / name
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return str(path)


def test_import_list_check_timetable_export(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ("--data", str(data))
    key = base()["key"]
    assert run([*at, "dossier", "import", written(tmp_path, base()), "--json"]) == 0
    assert told(capsys)["outcome"] == "new"
    assert run([*at, "dossier", "list", "--as-of", DAY, "--json"]) == 0
    (line,) = told(capsys)
    assert (line["key"], line["unmet"], line["stage"]) == (key, 0, "已归档")
    assert run([*at, "dossier", "check", key, "--as-of", DAY, "--json"]) == 0
    kept = told(capsys)
    assert run(["dossier", "check", written(tmp_path, base()), "--as-of", DAY, "--json"]) == 0
    assert told(capsys) == kept
    assert run([*at, "dossier", "timetable", key, "--meeting", "2022-09-30", "--json"]) == 0
    assert told(capsys)["meeting"] == "2022-09-30"
    out = tmp_path / "out.gxd"
    assert run([*at, "dossier", "export", key, str(out)]) == 0
    capsys.readouterr()
    assert run(["dossier", "check", str(out), "--as-of", DAY, "--json"]) == 0
    assert told(capsys) == kept
    assert run([*at, "dossier", "import", str(out), "--json"]) == 0
    assert told(capsys)["outcome"] == "unchanged"


def test_several_names_are_a_list_in_their_order(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--data", str(data))
    late = changed(base(), set={"key": "late", "n1.closes_on": "2022-06-20"})
    run([*at, "dossier", "import", written(tmp_path, base())])
    capsys.readouterr()
    names = (written(tmp_path, late, "late.json"), base()["key"])
    assert run([*at, "dossier", "check", *names, "--as-of", DAY, "--json"]) == 3
    assert [one["key"] for one in told(capsys)] == ["late", base()["key"]]


def test_conflict_is_left_and_told_then_replaced(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--data", str(data))
    run([*at, "dossier", "import", written(tmp_path, base())])
    capsys.readouterr()
    other = written(tmp_path, changed(base(), set={"h1.held_on": "2022-06-30"}))
    assert run([*at, "dossier", "import", other, "--json", "--on-conflict", "keep"]) == 3
    (conflict,) = told(capsys)["conflicts"]
    assert conflict["path"] == "participation/hearings/h1/held_on"
    assert conflict["theirs"] == "2022-06-30"
    assert run([*at, "dossier", "import", other, "--dry-run", "--theirs", conflict["path"]]) == 0
    assert run([*at, "dossier", "import", other]) == 3
    assert "两边不一致" in capsys.readouterr().err
    assert run([*at, "dossier", "import", other, "--json", "--theirs", conflict["path"]]) == 0
    assert told(capsys)["outcome"] == "merged"
    assert run([*at, "dossier", "import", other, "--json", "--on-conflict", "replace"]) == 0
    assert told(capsys)["outcome"] == "unchanged"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dossier", "check", "nobody"), "没有编号为“nobody”"),
        (("dossier", "check", "nobody.json"), "没有这个文件"),
        (("dossier", "timetable", "nobody"), "没有编号"),
        (("dossier", "export", "nobody", "x.gxd"), "没有编号"),
        (("dossier", "import", "nobody.gxd"), "打不开"),
    ],
)
def test_what_is_not_there_is_said(
    data: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data", str(data), *arguments]) == 2
    output = capsys.readouterr()
    assert words in output.err
    assert output.out == ""


def test_key_without_a_data_file_cannot_be_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data", str(tmp_path / "none.gxdesk"), "dossier", "check", "K1"]) == 2
    assert "没有找到数据文件" in capsys.readouterr().err


def test_norms_are_told_with_their_articles(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "norms", "--json"]) == 0
    rows = told(capsys)
    assert len(rows) == 166
    row = next(row for row in rows if row["norm"] == "R20-3")
    assert (row["class"], row["article"], row["citation"]) == ("checked", 20, "第二十条第二款")
    assert "一般不少于30日" in row["text"]
    assert run(["dossier", "norms"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 166


def test_working_days_of_a_year_that_the_office_entered(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = ["workdays", "2027-03-01", "--add", "1", "--json"]
    assert run(["--data", str(tmp_path / "none.gxdesk"), *count]) == 2
    assert "没有2027年的工作日历" in capsys.readouterr().err
    opened = open_office(data, Actor("张三"), Clock())
    dossier_law.enter_work_year(opened, 2027, [date(2027, 3, 2)], [], "国办发明电〔2026〕X号")
    opened.close()
    assert run(["--data", str(data), *count]) == 0
    assert told(capsys)["date"] == "2027-03-03"


def test_later_edition_is_tried_then_loaded(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ("--data", str(data))
    path = tmp_path / "later.toml"
    path.write_text(LATER, "utf-8")
    run([*at, "dossier", "import", written(tmp_path, changed(base(), set={"archive": None}))])
    assert run([*at, "dossier", "edition", str(path), "--json"]) == 0
    assert "没有载入" in capsys.readouterr().err
    assert run([*at, "dossier", "edition", str(path), "--load"]) == 0
    path.write_text("x", "utf-8")
    assert run([*at, "dossier", "edition", str(path)]) == 2
