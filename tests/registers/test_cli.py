"""number, file with a number, reissue: on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli import filings, numbers
from guanxian_desk.cli.parser import build
from guanxian_desk.services.office import Office
from guanxian_desk.services.outgoing import Sent, register


@pytest.fixture
def run(office: Office) -> Callable[..., int]:
    path = office.path

    def command(*words: str) -> int:
        parser = build((*numbers.COMMANDS, *filings.COMMANDS))
        args = parser.parse_args(["--data", str(path), "--operator", "李四", *words])
        return int(args.run(args))

    return command


def test_numbers_are_listed_kept_back_voided_and_typed_in(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("number", "reserve", "supervision", "--year", "2022", "--count", "2", "--reason", "等签发") == 0
    assert capsys.readouterr().out == "冠法督〔2022〕1号\n冠法督〔2022〕2号\n"
    assert run("number", "void", "冠法督〔2022〕1号", "--reason", "不发") == 0
    assert run("number", "given", "冠政发[2022]8号", "--subject", "规定") == 0
    capsys.readouterr()
    assert run("number", "list", "--json") == 0
    entries = json.loads(capsys.readouterr().out)
    assert [(one["number"], one["state"], one["reason"]) for one in entries] == [
        ("冠政发〔2022〕8号", "已用", ""),
        ("冠法督〔2022〕2号", "预留", "等签发"),
        ("冠法督〔2022〕1号", "作废", "不发"),
    ]
    assert run("number", "list") == 0
    assert "冠法督〔2022〕1号\t督办单\t作废\t\t不发" in capsys.readouterr().out
    assert run("number", "begin", "letter", "18", "--year", "2022") == 0
    assert run("number", "reserve", "letter", "--year", "2022", "--reason", "等签发") == 0
    assert capsys.readouterr().out.endswith("冠政办函〔2022〕18号\n")
    with pytest.raises(UserError, match="已经登记过"):
        run("number", "given", "冠政发〔2022〕8号")


def test_a_paper_without_a_number_of_its_own_says_so(run: Callable[..., int], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有本机编号"):
        run("file", "number-register", "--draw-number", str(tmp_path / "a.pdf"))
    assert not (tmp_path / "a.pdf").exists()


def test_a_given_number_is_printed_and_a_paper_made_again_is_compared(
    run: Callable[..., int], office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dispatch = register(office, Sent("关于征求意见的函", day=date(2022, 5, 9)))
    out = tmp_path / "稿纸.pdf"
    asked = ("file", "dispatch-slip", "--subject", str(dispatch), "--as-of", "2022-06-01")
    assert run(*asked, "--number", "冠政办函[2022]3号", str(out)) == 0
    said = capsys.readouterr().err
    assert "编号 冠政办函〔2022〕3号，存入文书记录第 1 号" in said
    assert "尚缺 主送机关" in said
    assert run("reissue", "1", str(tmp_path / "again.pdf")) == 0
    assert (tmp_path / "again.pdf").read_bytes() == out.read_bytes()
    assert "一字不差" in capsys.readouterr().err
    office.remember("改名", {"office": "冠县司法局"})
    assert run("reissue", "1") == 3
    told = capsys.readouterr()
    assert "依据的数据后来有改动" in told.err
    assert any(line.startswith("+") and "冠县司法局" in line for line in told.out.splitlines())


def test_a_word_file_is_written(run: Callable[..., int], tmp_path: Path) -> None:
    assert run("file", "number-register", str(tmp_path / "登记簿.docx")) == 0
    assert (tmp_path / "登记簿.docx").read_bytes().startswith(b"PK")
