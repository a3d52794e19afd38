"""forms and file on the command line: the JSON contract, exit codes, and what lies on the disk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.filings import COMMANDS
from guanxian_desk.cli.parser import build
from guanxian_desk.services.papers import PAPERS as EVERY
from tests.vouchers_papers.sample_office import PAPERS, opened
from tests.vouchers_papers.test_filing import kept


@pytest.fixture
def data(sample_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "office.gxdesk"
    shutil.copy(sample_file, path)
    return path


def run(data: Path, *words: str) -> int:
    args = build(COMMANDS).parse_args(["--data", str(data), "--operator", "王五", *words])
    return int(args.run(args))


def test_forms_are_listed_as_the_contract_says(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "forms", "--json") == 0
    entries = json.loads(capsys.readouterr().out)
    assert {entry["key"] for entry in entries} == set(EVERY)
    assert set(PAPERS) < set(EVERY)
    assert all(list(entry) == ["key", "title", "module", "clause", "needs", "formats"] for entry in entries)
    settlement = next(entry for entry in entries if entry["key"] == "voucher-settlement")
    assert settlement["needs"] == ["as_of"]
    assert settlement["formats"] == ["pdf", "xlsx", "docx"]


def test_forms_in_words(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "forms") == 0
    assert "voucher-closing\t资金清算表\t冠政办发〔2022〕5号 三、3；八（二）\tpdf、xlsx" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("suffix", "magic"), [(".pdf", b"%PDF"), (".xlsx", b"PK"), (".docx", b"PK"), (".PDF", b"%PDF")]
)
def test_a_paper_is_written_and_kept(data: Path, tmp_path: Path, suffix: str, magic: bytes) -> None:
    out = tmp_path / "out" / f"结算{suffix}"
    assert run(data, "file", "voucher-settlement", "--as-of", "2022-12-31", str(out)) == 0
    assert out.read_bytes().startswith(magic)
    office = opened(data)
    (row,) = kept(office)
    office.close()
    assert row.content == out.read_bytes()
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_one_merchant(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.pdf"
    assert run(data, "file", "voucher-statement", "--subject", "YLM001", "--as-of", "2022-12-31", str(out)) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "已写出商户对账单" in captured.err
    assert "文书记录第 1 号" in captured.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("voucher-settlement", "a.doc"), "看不出格式"),
        (("voucher-nothing", "a.pdf"), "没有“voucher-nothing”"),
        (("voucher-closing", "--as-of", "2022-12-31", "a.pdf"), "现在不能清算"),
        (("voucher-waiver", "--subject", "R01/无", "--as-of", "2022-12-31", "a.pdf"), "这条差异"),
    ],
)
def test_what_cannot_be_done_leaves_nothing(
    data: Path, tmp_path: Path, words: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=says):
        run(data, "file", *words)
    assert not list(tmp_path.glob("a.*"))
    office = opened(data)
    assert kept(office) == []
    office.close()


def test_a_file_that_cannot_be_written_is_not_kept(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a.pdf"
    folder.mkdir()
    with pytest.raises(UserError, match="不能写入"):
        run(data, "file", "voucher-settlement", "--as-of", "2022-12-31", str(folder))
    office = opened(data)
    assert kept(office) == []
    office.close()
