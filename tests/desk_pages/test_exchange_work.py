"""The exchange at work: columns mapped, words read as names, cells mended, conflicts decided, batches done again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.pages import exchange_reading
from guanxian_desk.desk.pages.batch_contents import BatchContentsView
from guanxian_desk.desk.pages.exchange_batches import BatchesView
from guanxian_desk.desk.pages.exchange_fill import FillView
from guanxian_desk.desk.pages.exchange_import import ImportView
from guanxian_desk.desk.pages.exchange_memory import MemoryView
from guanxian_desk.desk.pages.exchange_receipts import ReceiptsView
from guanxian_desk.desk.pages.papers import PaperView
from guanxian_desk.desk.widgets.file_row import FileRow
from guanxian_desk.desk.widgets.import_views import PreviewView
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.services.batch_list import batch_rows
from guanxian_desk.services.import_memory import memories
from guanxian_desk.services.receipts import receipt_rows
from tests.desk_pages.books import payments
from tests.desk_pages.conftest import LEFT, Clerk, button, texts
from tests.desk_pages.test_exchange_page import chip, drop, save_as

ID = "371525199001010011"
ODD = ("票号", "交款人", "身份号", "交了多少", "哪天交的")


def book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook of these rows."""
    made = Workbook()
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path


def shown(view: ImportView) -> RecordTable:
    assert view.panel.table is not None
    return view.panel.table


def cell(table: RecordTable, row: int, key: str) -> object:
    found = table.model.row(row)
    assert found is not None
    return found[key]


def type_into(clerk: Clerk, box: QComboBox, text: str) -> None:
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    clerk.qtbot.keyClicks(line, text)


def test_unknown_headings_are_told_once_and_remembered(beginner: Clerk, tmp_path: Path) -> None:
    view = beginner.exchange.incoming
    view.from_whom.setText("县税务局")
    path = book(tmp_path / "怪表.xlsx", [ODD, ("B1", "甲", ID, 100, "2022-06-01")])
    drop(beginner, view, path)
    kind = next(box for box in view.panel.findChildren(QComboBox) if "怪表.xlsx" in box.accessibleName())
    kind.setCurrentIndex(kind.findData("voucher-payments"))
    beginner.wait()
    assert "没有找到" in view.panel.notice.words
    beginner.click(view.panel, "指明各列是什么…")
    mapping = view.panel.mapping
    assert mapping is not None
    assert "凭证号" in mapping.lacking.text()
    for heading, field in zip(ODD, ("number", "payer", "id_number", "total_fen", "paid_on")):
        mapping.choose(heading, field)
    assert mapping.lacking.isHidden()
    beginner.click(mapping, "按这样读取")
    assert chip(view, "新增") == "新增 1"
    beginner.click(view.panel, "导入 1 行缴费凭证")
    assert len(memories(beginner.desk.office)) == 5
    view.from_whom.setText("县税务局")
    again = book(tmp_path / "下月.xlsx", [ODD, ("B2", "乙", ID, 200, "2022-07-01")])
    drop(beginner, view, again)
    kind = next(box for box in view.panel.findChildren(QComboBox) if "下月.xlsx" in box.accessibleName())
    kind.setCurrentIndex(kind.findData("voucher-payments"))
    beginner.wait()
    assert chip(view, "新增") == "新增 1"
    assert "按以前给这个报送单位指定的对应" in view.panel._notes.text()


def test_two_columns_cannot_be_read_as_one(beginner: Clerk, tmp_path: Path) -> None:
    view = beginner.exchange.incoming
    drop(beginner, view, payments(tmp_path / "a.xlsx", [("B1", "甲", ID, 100, "2022-06-01")]))
    beginner.click(view.panel, "列的对应…")
    mapping = view.panel.mapping
    assert mapping is not None
    mapping.choose("缴款人", "number")
    assert mapping.mapping()["凭证号"] == ""
    assert "缴款人" in mapping.lacking.text()
    beginner.click(mapping, "返回")
    assert view.panel.table is not None


def test_the_unit_above_the_table_is_asked_for(beginner: Clerk, tmp_path: Path) -> None:
    view = beginner.exchange.incoming
    heads = ("凭证号", "缴款人", "证件号码", "缴费合计", "缴费日期")
    drop(beginner, view, book(tmp_path / "w.xlsx", [("单位：万元",), heads, ("B1", "甲", ID, 1.5, "2022-06-01")]))
    beginner.click(view.panel, "指明各列是什么…")
    mapping = view.panel.mapping
    assert mapping is not None
    assert mapping.unit.currentText() == "万元"
    beginner.click(mapping, "按这样读取")
    assert cell(shown(view), 0, "total_fen") == 1_500_000


def test_a_bad_cell_is_mended_in_place_and_then_taken(beginner: Clerk, tmp_path: Path) -> None:
    view = beginner.exchange.incoming
    rows = [("B1", "甲", ID, 100, "2022-06-01"), ("B2", "乙", ID, "十元", "2022-06-02")]
    drop(beginner, view, payments(tmp_path / "a.xlsx", rows))
    beginner.click(view.panel, "错误 1")
    shown(view).select_row(0)
    strip = view.panel.mend
    assert strip is not None
    assert strip.remember.isHidden(), "an amount is no word"
    type_into(beginner, strip.editor, "10")
    beginner.click(strip, "改正这一格")
    assert [chip(view, word) for word in ("新增", "错误")] == ["新增 2", "错误 0"]
    beginner.click(view.panel, "导入 2 行缴费凭证")
    newest = batch_rows(beginner.desk.office)[0]
    assert (newest["new"], newest["errors"]) == (2, 0)
    assert [(edit["row"], edit["old"], edit["new"]) for edit in newest["mended"]] == [(5, "十元", "10")]


def test_a_mended_word_may_be_remembered_for_the_sender(beginner: Clerk, tmp_path: Path) -> None:
    view = beginner.exchange.incoming
    heads = ("商户编号", "商户名称", "信用代码", "商户类别", "审核状态")
    rows = [(f"M{n}", f"店{n}", "91371525MA00000005", "大型商场超市", "合格") for n in range(3)]
    view.from_whom.setText("清泉街道")
    drop(beginner, view, book(tmp_path / "m.xlsx", [heads, *rows]))
    beginner.click(view.panel, "错误 3")
    shown(view).select_row(0)
    strip = view.panel.mend
    assert strip is not None
    assert strip.editor.itemText(0) in ("通过", "未通过", "待审")
    strip.editor.setCurrentText("通过")
    beginner.qtbot.mouseClick(strip.remember, LEFT, pos=strip.remember.rect().center())
    assert strip.remember.isChecked()
    beginner.click(strip, "改正这一格")
    assert chip(view, "新增") == "新增 3"
    (memory,) = memories(beginner.desk.office)
    assert (memory["sender"], memory["written"], memory["meant"]) == ("清泉街道", "合格", "通过")


def test_unknown_units_are_read_as_what_they_mean(beginner: Clerk, tmp_path: Path) -> None:
    view = beginner.exchange.incoming
    heads = ("任务编号", "填报单位", "报告期", "进展情况", "填报日期")
    rows = [("填报单位：清泉街道办事处",), heads, (1, "清泉办事处", "2022Q2", "推进", "2022-07-01")]
    drop(beginner, view, book(tmp_path / "p.xlsx", rows))
    assert view.from_whom.text() == "清泉街道办事处", "the file names its sender"
    assert view.period.text() == "2022Q2"
    beginner.click(view.panel, "核对名称…")
    words = view.panel.words
    assert words is not None
    assert words.boxes[0].itemText(1) == "清泉街道办事处"
    words.choose("清泉办事处", "清泉街道办事处")
    beginner.click(words, "记住并按这样读取")
    assert cell(shown(view), 0, "unit_name") == "清泉街道办事处"
    assert "核对名称…" not in texts(view.panel)
    page = beginner.exchange
    beginner.click(page.segments, "记住的对应")
    memory = page.segments.built["memory"]
    assert isinstance(memory, MemoryView)
    memory.table.select_row(0)
    beginner.wait()
    beginner.click(memory.panel, "不再记住")
    assert memories(beginner.desk.office) == []


def test_conflicts_are_decided_one_by_one(clerk: Clerk, tmp_path: Path) -> None:
    view = clerk.exchange.incoming
    first = payments(tmp_path / "a.xlsx", [(f"C{n}", "甲", ID, 100, "2022-06-01") for n in range(3)])
    drop(clerk, view, first)
    clerk.click(view.panel, "导入 3 行缴费凭证")
    drop(clerk, view, payments(tmp_path / "b.xlsx", [(f"C{n}", "甲", ID, 200, "2022-06-01") for n in range(3)]))
    clerk.click(view.panel, "冲突 3")
    assert view.panel.commit_button.text() == "没有可导入的行"
    decide = view.panel.decide
    assert decide is not None
    assert not decide.replace_button.isEnabled()
    shown(view).select_row(1)
    clerk.click(decide, "选中的用新内容")
    assert [cell(shown(view), row, "decision") for row in range(3)] == ["", "replace", ""]
    clerk.click(view.panel, "导入 1 行缴费凭证")
    newest = batch_rows(clerk.desk.office)[0]
    assert (newest["changed"], newest["conflicts"]) == (1, 2)
    clerk.click(clerk.exchange.segments, "导入批次")
    batches = clerk.exchange.segments.built["batches"]
    assert isinstance(batches, BatchesView)
    batches.table.select_row(0)
    clerk.wait()
    clerk.click(batches.panel, "查看每一行")
    contents = clerk.window.overlay.findChild(BatchContentsView)
    assert contents is not None
    outcomes = [cell(contents.table, row, "outcome") for row in range(contents.table.model.rowCount())]
    assert outcomes == ["conflict", "changed", "conflict"]


def test_an_undone_batch_is_done_again(beginner: Clerk, tmp_path: Path) -> None:
    view = beginner.exchange.incoming
    drop(beginner, view, payments(tmp_path / "a.xlsx", [("B1", "甲", ID, 100, "2022-06-01")]))
    beginner.click(view.panel, "导入 1 行缴费凭证")
    page = beginner.exchange
    beginner.click(page.segments, "导入批次")
    batches = page.segments.built["batches"]
    assert isinstance(batches, BatchesView)
    for words, state in (("撤销这一批导入", "taken_back"), ("重做这一批导入", "stands")):
        batches.table.select_row(0)
        beginner.wait()
        beginner.click(batches.panel, words)
        assert cell(batches.table, 0, "state") == state
    assert "新的批次编号是 2" in beginner.window.state_line.message.text()
    batches.table.select_row(1)
    beginner.wait()
    beginner.click(batches.panel, "重做这一批导入")
    (error,) = beginner.take_errors()
    assert isinstance(error, UserError)
    assert "已经在第 2 批里" in error.what


def test_files_may_fall_on_the_window_anywhere(clerk: Clerk, tmp_path: Path) -> None:
    clerk.vouchers_page()
    path = payments(tmp_path / "a.xlsx", [("B1", "甲", ID, 100, "2022-06-01")])
    other = book(tmp_path / "b.xlsx", [("甲", "乙"), (1, 2)])
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(other)), QUrl.fromLocalFile(str(tmp_path))])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(10, 10).toPoint(), action, mime, LEFT, keys)
    clerk.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    clerk.window.dropEvent(QDropEvent(QPointF(10, 10), action, mime, LEFT, keys))
    clerk.wait()
    view = clerk.exchange.incoming
    assert [file.kind for file in view.files.values()] == ["voucher-payments", ""]
    assert chip(view, "新增") == "新增 1"


def test_receipts_are_seen_filtered_and_printed(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = clerk.exchange.incoming
    view.from_whom.setText("县税务局")
    drop(clerk, view, payments(tmp_path / "2022年6月.xlsx", [("B1", "甲", ID, "坏", "2022-06-01")]))
    assert view.period.text() == "2022-06"
    save_as(monkeypatch, tmp_path / "退回.xlsx")
    clerk.click(view.panel, "保存退回件…")
    page = clerk.exchange
    clerk.click(page.segments, "报送情况")
    receipts = page.segments.built["receipts"]
    assert isinstance(receipts, ReceiptsView)
    receipts.register.filters.set_values({"period": "2022-06"})
    clerk.wait()
    table = receipts.register.table
    lines = [(cell(table, row, "sender"), cell(table, row, "state")) for row in range(table.model.rowCount())]
    assert ("县税务局", "returned") in lines
    table.select_row(0)
    clerk.click(receipts, "打印报送情况…")
    paper = clerk.window.overlay.findChild(PaperView)
    assert paper is not None
    assert paper.paper.subject == "2022-06"
    assert any(row["state"] == "returned" for row in receipt_rows(clerk.desk.office))


def test_a_superiors_form_is_filled(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = book(tmp_path / "上级.xlsx", [("商户名录",), ("序号", "商户名称", "信用代码", "属地")])
    page = clerk.exchange
    clerk.click(page.segments, "填上级表")
    view = page.segments.built["fill"]
    assert isinstance(view, FillView)
    page.take_files([blank])
    clerk.wait()
    assert "填商户名册" in view.said.text()
    assert view.mapping is not None
    view.mapping.choose("序号", "#")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "已填.xlsx"), ""))
    clerk.click(view.mapping, "填写并另存…")
    assert "已填写 60 行" in view.notice.words
    filled = load_workbook(tmp_path / "已填.xlsx").active
    assert [filled["A3"].value, filled["A62"].value] == [1, 60]
    assert filled["D3"].value is None
    page.take_files([book(tmp_path / "别的.xlsx", [("甲", "乙")])])
    clerk.wait()
    assert "认不出" in view.notice.words


def test_any_table_goes_out_as_it_is_seen(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = clerk.exchange.incoming
    rows = [("B1", "+甲", ID, 100, "2022-06-01"), ("B2", "乙", ID, 200, "2022-06-02")]
    drop(clerk, view, payments(tmp_path / "a.xlsx", rows))
    save_as(monkeypatch, tmp_path / "看见的.xlsx")
    menu = shown(view).menu()
    export = next(action for action in menu.actions() if "导出为 Excel" in action.text())
    export.trigger()
    clerk.wait()
    page = load_workbook(tmp_path / "看见的.xlsx").active
    lines = [[made.value for made in row] for row in page.iter_rows()]
    head = next(line for line in lines if line[0] == "结果")
    assert head[:4] == ["结果", "行号", "凭证号", "缴款人"]
    first = lines[lines.index(head) + 1]
    assert first[:3] == ["新增", 4, "B1"]
    assert "371525********0011" in first
    assert isinstance(menu, QWidget)


def test_an_empty_table_has_nothing_to_take_out(beginner: Clerk) -> None:
    page = beginner.exchange
    beginner.click(page.segments, "导入批次")
    batches = page.segments.built["batches"]
    assert isinstance(batches, BatchesView)
    export = next(action for action in batches.table.menu().actions() if "导出为 Excel" in action.text())
    assert not export.isEnabled()
    assert button(page.segments, "导入批次").isChecked()


def test_a_large_file_shows_its_first_rows_before_the_whole(
    beginner: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_reading, "LARGE", 1)
    view = beginner.exchange.incoming
    seen: list[tuple[bool, int]] = []
    show = view.panel.show_preview

    def watch(preview: PreviewView | None, outcome: str = "") -> None:
        if preview is not None:
            seen.append((preview.early, preview.rows("").count()))
        show(preview, outcome)

    monkeypatch.setattr(view.panel, "show_preview", watch)
    rows = [(f"B{n}", "甲", ID, 100, "2022-06-01") for n in range(80)]
    drop(beginner, view, payments(tmp_path / "a.xlsx", rows))
    assert seen[0] == (True, 50)
    assert seen[-1] == (False, 80)
    assert chip(view, "新增") == "新增 80"


def test_many_files_keep_their_rows(beginner: Clerk, tmp_path: Path) -> None:
    view = beginner.exchange.incoming
    paths = [payments(tmp_path / f"{n}.xlsx", [(f"B{n}", "甲", ID, 100, "2022-06-01")]) for n in range(8)]
    drop(beginner, view, *paths)
    rows = view.panel.findChildren(FileRow)
    assert len(rows) == 8
    beginner.click(view.panel, "不导入")
    left = [row for row in view.panel.findChildren(FileRow) if row in rows and row.isVisibleTo(view.panel)]
    assert len(left) == 7
    assert {row.state.text() for row in left} == {"可以导入"}
