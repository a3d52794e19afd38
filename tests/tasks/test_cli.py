"""tasks status, read, adopt on the command line: one JSON document, exit codes, no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.parser import build
from guanxian_desk.cli.tasks import COMMANDS
from guanxian_desk.services.office import Office

GAZETTE = Path(__file__).parent / "data" / "rule-of-law-2022.txt"


def run(*words: str) -> int:
    args = build(COMMANDS).parse_args(words)
    return int(args.run(args))


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No data file anywhere."""
    monkeypatch.setenv("GUANXIAN_DESK_DATA", str(tmp_path / "none.gxdesk"))


def test_status_prints_the_contract_and_says_whether_findings_are_open(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(office.path)
    assert run("--data", data, "tasks", "status", "--as-of", "2022-04-13", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["plan"], document["as_of"], len(document["tasks"])) == ("rule-of-law-2022", "2022-04-13", 20)
    assert (
        run("tasks", "status", "--data", data, "--plan", "digital-economy-2022", "--as-of", "2022-07-11", "--json") == 3
    )
    assert len(json.loads(capsys.readouterr().out)["tasks"]) == 60
    assert run("tasks", "status", "--data", data, "--as-of", "2022-04-13") == 0
    assert "灰 1 推动学习宣传贯彻习近平法治思想走深走实" in capsys.readouterr().out


def test_status_tries_an_option(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["tasks", "status", "--data", str(office.path), "--as-of", "2022-07-11", "--json"]
    run(*words)
    each = json.loads(capsys.readouterr().out)["findings"]
    run(*words, "--option", "报送方式=牵头汇总")
    assert len(json.loads(capsys.readouterr().out)["findings"]) < len(each)
    with pytest.raises(UserError, match="写得不对"):
        run(*words, "--option", "牵头汇总")


@pytest.mark.usefixtures("nowhere")
def test_read_needs_no_data_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("tasks", "read", str(GAZETTE), "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (len(document["tasks"]), document["notes"]) == (20, [])
    assert run("tasks", "read", str(GAZETTE)) == 0
    assert "一 持续推进学习宣传贯彻习近平法治思想" in capsys.readouterr().out


@pytest.mark.usefixtures("nowhere")
def test_read_says_when_something_wants_attention(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text("1.开展检查。〔责任单位：县科学技术局〕\n", "gb18030")
    assert run("tasks", "read", str(notice), "--json") == 3
    assert "县科学技术局" in json.loads(capsys.readouterr().out)["notes"][0]
    with pytest.raises(UserError, match="打不开"):
        run("tasks", "read", str(tmp_path / "没有.txt"))


def test_read_asks_the_offices_own_register(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from guanxian_desk.modules.tasks.models import UnitEntry

    with office.store.change("添加单位", office.actor) as session:
        session.add(UnitEntry(name="县科学技术局", kind="部门"))
    notice = tmp_path / "通知.txt"
    notice.write_text("1.开展检查。〔责任单位：县科学技术局〕\n", "utf-8")
    assert run("tasks", "read", str(notice), "--data", str(office.path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["notes"] == []


def test_adopt_keeps_a_plan_once(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["tasks", "adopt", str(GAZETTE), "--key", "law-again", "--data", str(office.path)]
    assert run(*words) == 0
    assert "20 项" in capsys.readouterr().err
    with pytest.raises(UserError, match="已经有代号"):
        run(*words)
    assert (
        run("tasks", "status", "--plan", "law-again", "--as-of", "2022-04-13", "--data", str(office.path), "--json")
        == 0
    )
    mine, shipped = json.loads(capsys.readouterr().out), None
    run("tasks", "status", "--as-of", "2022-04-13", "--data", str(office.path), "--json")
    shipped = json.loads(capsys.readouterr().out)
    for one, other in zip(mine["tasks"], shipped["tasks"]):
        assert {**one, "indicators": []} == {**other, "indicators": []}
    notice = tmp_path / "通知.txt"
    notice.write_text("1.开展检查。\n", "utf-8")
    words = ["tasks", "adopt", str(notice), "--key", "check-2023", "--date", "2023-01-05", "--data", str(office.path)]
    assert run(*words) == 3
    assert "没有写明单位" in capsys.readouterr().err


@pytest.mark.usefixtures("nowhere")
def test_a_missing_data_file_is_told() -> None:
    with pytest.raises(UserError, match="没有找到数据文件"):
        run("tasks", "status")
    with pytest.raises(SystemExit) as left:
        run("tasks")
    assert left.value.code == 2
