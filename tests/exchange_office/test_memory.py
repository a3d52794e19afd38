"""What is remembered of a sender is used for the next file of the same sender and kind, said, and can be dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.main import run
from guanxian_desk.services.exporting import export
from guanxian_desk.services.import_memory import forget, memories, remember_columns, remember_value
from guanxian_desk.services.importing import prepare
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import Wishes
from guanxian_desk.services.steps import undo_last
from tests.exchange.build import xlsx
from tests.exchange_office.conftest import CREDIT, FIRMS, PAYMENTS, PROGRESS, firm, firms, send

ODD = xlsx([["代码", "企业名称", "属地", "是否工业", "是否民营"], firm(township="清泉办事处")])
ODD_COLUMNS = {"代码": "code", "属地": "township"}


def test_a_mapping_holds_for_the_same_sender_and_kind_and_is_said(office: Office) -> None:
    assert "缺少必填的列" in str(prepare(office, FIRMS, ODD, "a.xlsx", "清泉街道").refused)
    remember_columns(office, FIRMS, "清泉街道", ODD_COLUMNS)
    taken = prepare(office, FIRMS, ODD, "a.xlsx", "清泉街道")
    assert taken.extract is not None
    assert taken.extract.rows[0][0] == CREDIT
    assert "按以前给这个报送单位指定的对应读取列：“代码”→统一社会信用代码、“属地”→所在乡镇" in taken.extract.notes
    for sender in ("", "崇文街道"):
        assert "缺少必填的列" in str(prepare(office, FIRMS, ODD, "a.xlsx", sender).refused)


def test_a_heading_may_be_remembered_as_left_aside(office: Office) -> None:
    remember_columns(office, FIRMS, "甲", {"企业名称": ""})
    assert "“企业名称”" in str(prepare(office, FIRMS, firms(firm()), "a.xlsx", "甲").refused)
    # What the clerk says now is stronger than what is remembered.
    again = prepare(office, FIRMS, firms(firm()), "a.xlsx", "甲", Wishes(mapping={"企业名称": "name"}))
    assert again.refused is None
    assert again.extract is not None
    assert not any("指定的对应" in note for note in again.extract.notes)


def test_a_word_is_read_as_what_it_means_with_its_rows_in_a_note(office: Office) -> None:
    remember_value(office, FIRMS, "清泉", "township", " 清泉 办事处", "清泉街道办事处")
    data = firms(
        firm(), firm("91371525MA00000021", "乙", "清泉办事处"), firm("91371525MA0000003P", "丙", "清 泉办事处")
    )
    taken = prepare(office, FIRMS, data, "a.xlsx", "清泉").extract
    assert taken is not None
    assert [row[5 - 1] for row in taken.rows] == ["清泉街道办事处"] * 3
    assert any("“清泉办事处”读作“清泉街道办事处”：第 3 行" in note for note in taken.notes)
    other = prepare(office, FIRMS, data, "a.xlsx", "别的单位").extract
    assert other is not None
    assert other.rows[1][4] == "清泉办事处"


def test_only_words_can_be_remembered(office: Office) -> None:
    for field, written, meant in (("id_number", "371525", "1"), ("total_fen", "十元", "10"), ("payer", " ", "张三")):
        with pytest.raises(UserError, match="只能记住"):
            remember_value(office, PAYMENTS, "甲", field, written, meant)
    assert memories(office) == []


def test_memories_are_listed_dropped_and_brought_back(office: Office) -> None:
    remember_columns(office, FIRMS, "清泉街道", ODD_COLUMNS)
    remember_columns(office, FIRMS, "清泉街道", {"属地": ""})
    remember_value(office, PROGRESS, "清泉街道", "unit_name", "清泉办事处", "清泉街道办事处")
    rows = memories(office)
    assert [(row["what"], row["title"], row["written"], row["meant"]) for row in rows] == [
        ("列的对应", "企业名册", "代码", "统一社会信用代码"),
        ("列的对应", "企业名册", "属地", "（不导入）"),
        ("值的说法", "任务进展", "清泉办事处", "清泉街道办事处"),
    ]
    forget(office, rows[0]["which"], rows[0]["id"])
    assert [row["written"] for row in memories(office)] == ["属地", "清泉办事处"]
    undo_last(office)
    assert len(memories(office)) == 3


def test_the_command_line_uses_it_too_and_says_so(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember_columns(office, FIRMS, "清泉街道", ODD_COLUMNS)
    (tmp_path / "a.xlsx").write_bytes(ODD)
    arguments = ["--data", str(office.path), "import", FIRMS, str(tmp_path / "a.xlsx")]
    assert run(arguments) == 2
    capsys.readouterr()
    assert run([*arguments, "--from", "清泉街道"]) == 0
    assert "“属地”→所在乡镇" in capsys.readouterr().err


def test_a_fresh_file_remembers_nothing(office: Office) -> None:
    send(office, FIRMS, firms(firm()))
    assert memories(office) == []
    again = prepare(office, FIRMS, export(office, FIRMS, full=True), "export.xlsx")
    assert again.preview is not None
    assert again.preview.counts().unchanged == 1
