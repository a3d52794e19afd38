"""forms and file on the command line for decision papers: what is written, what is said, what leaves nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.filings import COMMANDS
from guanxian_desk.cli.parser import build
from tests.decisions_papers.office_file import BARE, FULL, SECRET


@pytest.fixture
def data(dossier_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "office.gxdesk"
    shutil.copy(dossier_file, path)
    return path


def run(data: Path, *words: str) -> int:
    args = build(COMMANDS).parse_args(["--data", str(data), "--operator", "王五", *words])
    return int(args.run(args))


@pytest.mark.parametrize(
    ("form", "subject", "name", "magic"),
    [
        ("decision-notice", FULL, "a.pdf", b"%PDF"),
        ("decision-notice", f"{FULL}/n1", "a.docx", b"PK"),
        ("decision-expert-letter", f"{FULL}/x1/专家三", "a.pdf", b"%PDF"),
        ("decision-timetable", f"{BARE}/2023-06-30", "a.xlsx", b"PK"),
        ("decision-catalogue", "2023", "a.xlsx", b"PK"),
        ("decision-cover", SECRET, "a.pdf", b"%PDF"),
    ],
)
def test_a_paper_is_written(data: Path, tmp_path: Path, form: str, subject: str, name: str, magic: bytes) -> None:
    assert run(data, "file", form, "--subject", subject, "--as-of", "2023-03-10", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_what_is_missing_is_said(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "file", "decision-notice", "--subject", BARE, str(tmp_path / "a.pdf")) == 0
    said = capsys.readouterr().err
    assert "尚缺 决策承办单位、向社会公开征求意见公告：公布之日、" in said
    assert "纸面上留有空白〔　　〕" in said


@pytest.mark.parametrize(
    ("form", "subject", "says"),
    [
        ("decision-notice", "", "要指明对象"),
        ("decision-notice", "NOPE", "没有编号为“NOPE”的决策档案"),
        ("decision-notice", f"{FULL}/h1", f"可写的有：{FULL}/n1"),
        ("decision-expert-letter", f"{FULL}/x1/李四", "没有“x1/李四”这条记录"),
        ("decision-supplement", f"{FULL}/r1/2", "还没有登记这种记录"),
        ("decision-timetable", f"{BARE}/2023-02-30", "不是会议日期"),
        ("decision-catalogue", "2031", "没有2031年度的决策事项"),
        ("decision-catalogue", BARE, "没有登记目录年度"),
        ("decision-opinion", SECRET, "依法不予公开（国家秘密）"),
        ("decision-refusals", FULL, "没有未采纳或者未完全采纳的"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(data: Path, tmp_path: Path, form: str, subject: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        run(data, "file", form, *(["--subject", subject] if subject else []), str(tmp_path / "a.pdf"))
    assert not (tmp_path / "a.pdf").exists()
