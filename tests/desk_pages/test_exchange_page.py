"""Workbooks come in by the panel: recognised, previewed, taken whole, sent back, taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.pages.exchange_batches import BatchesView
from guanxian_desk.desk.pages.exchange_import import ImportView
from guanxian_desk.desk.pages.exchange_kinds import KindsView
from guanxian_desk.sample.files import SampleFile
from guanxian_desk.services.batch_list import batch_rows
from guanxian_desk.services.importing import prepare_path, take
from guanxian_desk.services.modules import sheets
from guanxian_desk.services.reconciling import reconcile_as_of
from tests.desk_pages.books import payments
from tests.desk_pages.conftest import CLOSED, LEFT, Clerk, button, texts


@pytest.fixture
def books(sample_books: list[SampleFile]) -> dict[str, Path]:
    """The sample workbooks by name."""
    return {file.path.name: file.path for file in sample_books}


def drop(clerk: Clerk, view: ImportView, *paths: Path) -> None:
    """Lets files fall into the zone."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(10, 10), action, mime, LEFT, keys)
    view.panel.zone.dropEvent(event)
    clerk.wait()


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The file dialog answers with a path."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))


def chip(view: ImportView, word: str) -> str:
    return next(made.text() for made in view.panel.chips.buttons() if made.text().startswith(word))


def test_a_messy_workbook_from_drop_to_findings(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = reconcile_as_of(clerk.desk.office, CLOSED)
    owing = next(finding for finding in before.findings if finding.code == "I01")
    book = payments(
        tmp_path / "税务局补报.xlsx",
        [
            ("B001", "补报人", owing.subject, f"{owing.amount * 5 / 100:.2f} ", "2022.6.30"),
            ("B002", "写错的人", "371525199001010011", "十元", "2022-06-30"),
            ("B003", "没有日期", "371525199001010011", 100, None),
        ],
    )
    view = clerk.exchange.incoming
    drop(clerk, view, book)
    assert [chip(view, word) for word in ("全部", "新增", "错误")] == ["全部 3", "新增 1", "错误 2"]
    clerk.click(view.panel, "错误 2")
    assert view.panel.table is not None
    errors = [view.panel.table.model.row(place) for place in range(view.panel.table.model.rowCount())]
    assert [(error["row"], error["column"]) for error in errors if error] == [(5, "缴费合计"), (6, "缴费日期")]
    save_as(monkeypatch, tmp_path / "退回.xlsx")
    clerk.click(view.panel, "保存退回件…")
    returned = load_workbook(tmp_path / "退回.xlsx")
    assert "退回说明" in returned.sheetnames
    assert returned["缴费"]["D5"].comment is not None
    view.from_whom.setText("县税务局")
    clerk.click(view.panel, "导入 1 行缴费凭证")
    after = reconcile_as_of(clerk.desk.office, CLOSED)
    assert not any(finding.code == "I01" and finding.subject == owing.subject for finding in after.findings)
    assert batch_rows(clerk.desk.office)[0]["sender"] == "县税务局"
    assert "新增 1 行" in clerk.window.state_line.message.text()
    assert clerk.window.state_line.last_import.text().startswith("上次导入：缴费凭证 3 行")
    clerk.click(view.panel.notice, "查看核对结果")
    assert clerk.vouchers.day is not None
    assert len(clerk.vouchers.day.open_rows) == after.open_count


def test_several_files_are_told_apart_by_their_headings(beginner: Clerk, sample_books: list[SampleFile]) -> None:
    smallest = {
        file.kind: file.path for file in sorted(sample_books, key=lambda one: one.path.stat().st_size, reverse=True)
    }
    view = beginner.exchange.incoming
    drop(beginner, view, *smallest.values())
    assert {file.path: file.kind for file in view.files.values()} == {path: kind for kind, path in smallest.items()}
    assert len(smallest) > 20
    assert view.shown is not None
    assert view.shown.path == next(iter(smallest.values())), "the first one is shown"


def test_after_one_file_the_next_is_shown_compared_with_what_stands_now(
    beginner: Clerk, books: dict[str, Path]
) -> None:
    view = beginner.exchange.incoming
    names = ("示例-缴费凭证-第一期.xlsx", "示例-缴费凭证-第二期.xlsx", "示例-缴费凭证-补报.xlsx")
    drop(beginner, view, *(books[name] for name in names))
    beginner.click(view.panel, "导入 138 行缴费凭证")
    assert chip(view, "新增") == "新增 213"
    beginner.click(view.panel, "导入 213 行缴费凭证")
    assert [chip(view, word) for word in ("新增", "未变", "冲突")] == ["新增 6", "未变 11", "冲突 1"]
    beginner.click(view.panel, "冲突 1")
    assert view.panel.table is not None
    row = view.panel.table.model.row(0)
    assert row is not None
    assert "→" in row["said"]
    box = view.panel.on_conflict
    box.setCurrentIndex(box.findData("replace"))
    beginner.click(view.panel, "导入 7 行缴费凭证")
    newest = batch_rows(beginner.desk.office)[0]
    assert (newest["new"], newest["changed"], newest["conflicts"]) == (6, 1, 0)
    assert [file.line().state for file in view.files.values()] == [
        "已导入：新增 138，变更 0",
        "已导入：新增 213，变更 0",
        "已导入：新增 6，变更 1",
    ]


def test_a_file_that_is_no_table_is_refused_in_words(beginner: Clerk, tmp_path: Path) -> None:
    bad, empty = tmp_path / "坏.xlsx", tmp_path / "空.xlsx"
    bad.write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    empty.write_bytes(b"")
    view = beginner.exchange.incoming
    drop(beginner, view, bad, empty)
    assert view.panel.notice.isVisible()
    assert "坏.xlsx" in view.panel.notice.words
    assert [file.line().state for file in view.files.values()] == ["不能导入", "不能导入"]
    assert "不导入" in texts(view.panel)
    beginner.click(view.panel, "不导入")
    assert "空.xlsx" in view.panel.notice.words
    assert batch_rows(beginner.desk.office) == []


def test_the_clerk_says_which_kind_it_is(beginner: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "无题.csv"
    path.write_text("编号,名称\n1,甲\n", "utf-8")
    view = beginner.exchange.incoming
    drop(beginner, view, path)
    assert view.files[str(path)].line().state == "请选择是哪一种表"
    kind = next(box for box in view.panel.findChildren(QComboBox) if "无题.csv" in box.accessibleName())
    kind.setCurrentIndex(kind.findData("voucher-merchants"))
    beginner.wait()
    assert "没有找到“商户名册”的表头" in view.panel.notice.words


def test_numbers_in_the_preview_are_masked_until_asked_for(beginner: Clerk, tmp_path: Path) -> None:
    number = "371525199001010011"
    book = payments(tmp_path / "a.xlsx", [("B1", "甲", number, 100, "2022-06-01")])
    page = beginner.exchange
    drop(beginner, page.incoming, book)
    table = page.incoming.panel.table
    assert table is not None
    assert table.model.row(0)["id_number"] == "371525********0011"
    beginner.qtbot.mouseClick(page.full, LEFT, pos=page.full.rect().center())
    beginner.wait()
    table = page.incoming.panel.table
    assert table is not None
    assert table.model.row(0)["id_number"] == number


def test_a_batch_is_taken_back(clerk: Clerk, tmp_path: Path) -> None:
    book = payments(tmp_path / "多报.xlsx", [("B9", "多报人", "371525199001010011", 500, "2022-06-01")])
    take(clerk.desk.office, prepare_path(clerk.desk.office, "voucher-payments", book))
    page = clerk.exchange
    clerk.click(page.segments, "导入批次")
    view = page.segments.built["batches"]
    assert isinstance(view, BatchesView)
    view.table.select_row(0)
    clerk.wait()
    clerk.click(view.panel, "撤销这一批导入")
    assert "删除 1 条" in clerk.window.state_line.message.text()
    assert view.table.model.row(0)["state"] == "taken_back"
    view.table.select_row(0)
    clerk.wait()
    assert "撤销这一批导入" not in texts(view.panel)


def test_a_batch_that_others_build_on_is_not_taken_back_and_says_why(clerk: Clerk) -> None:
    page = clerk.exchange
    clerk.click(page.segments, "导入批次")
    view = page.segments.built["batches"]
    assert isinstance(view, BatchesView)
    rows = [view.table.model.row(place) for place in range(view.table.model.rowCount())]
    place = next(place for place, row in enumerate(rows) if row and "第一期" in row["file"])
    view.table.select_row(place)
    clerk.wait()
    clerk.click(view.panel, "撤销这一批导入")
    (error,) = clerk.take_errors()
    assert isinstance(error, UserError)
    assert "补报" in error.what


def test_ctrl_z_takes_an_import_back_and_the_first_step_stays(beginner: Clerk, tmp_path: Path) -> None:
    book = payments(tmp_path / "a.xlsx", [("B1", "甲", "371525199001010011", 100, "2022-06-01")])
    view = beginner.exchange.incoming
    drop(beginner, view, book)
    beginner.click(view.panel, "导入 1 行缴费凭证")
    beginner.qtbot.keyClick(beginner.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    beginner.wait()
    assert beginner.window.state_line.message.text().startswith("已撤销“导入缴费凭证：a.xlsx”：删除 1 条")
    assert beginner.window.state_line.last_import.text() == ""
    beginner.qtbot.keyClick(beginner.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    beginner.wait()
    (error,) = beginner.take_errors()
    assert isinstance(error, UserError)
    assert error.what == "没有可以撤销的操作"


def test_templates_and_exports(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = clerk.exchange
    clerk.click(page.segments, "模板与导出")
    view = page.segments.built["kinds"]
    assert isinstance(view, KindsView)
    view.table.select_row(_row_of_payments())
    clerk.wait()
    for words, name in (("保存空白模板…", "t.xlsx"), ("导出现有记录…", "e.xlsx"), ("导出（完整号码）…", "f.xlsx")):
        save_as(monkeypatch, tmp_path / name)
        clerk.click(view.panel, words)
        assert clerk.window.state_line.message.text() == f"已存为 {name}"
    masked, full = (load_workbook(tmp_path / name).active for name in ("e.xlsx", "f.xlsx"))
    assert any("*" in str(cell.value) for row in masked.iter_rows() for cell in row)
    assert not any("****" in str(cell.value) for row in full.iter_rows() for cell in row)
    view.table.select_row(0)
    assert button(view.panel, "保存空白模板…").isEnabled()


def _row_of_payments() -> int:
    return [sheet.key for sheet in sheets()].index("voucher-payments")


def test_a_file_that_cannot_be_written_is_told(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = clerk.exchange
    clerk.click(page.segments, "模板与导出")
    view = page.segments.built["kinds"]
    assert isinstance(view, KindsView)
    view.table.select_row(_row_of_payments())
    clerk.wait()
    (tmp_path / "文件").write_bytes(b"")
    save_as(monkeypatch, tmp_path / "文件" / "t.xlsx")
    clerk.click(view.panel, "保存空白模板…")
    (error,) = clerk.take_errors()
    assert isinstance(error, UserError)
    assert error.what.startswith("不能写入")
    assert clerk.desk.as_of == date(2022, 12, 31)
