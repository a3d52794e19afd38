"""Importing on screen: dropping, choosing, looking at the preview, committing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.app import settle
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.widgets.columns import Row, TableColumn, TupleProvider
from guanxian_desk.desk.widgets.import_panel import KEEP, REPLACE, ImportPanel
from guanxian_desk.desk.widgets.import_views import CONFLICT, ERROR, NEW, UNCHANGED, FileLine, PreviewView
from guanxian_desk.exchange.declare import Kind

LEFT = Qt.MouseButton.LeftButton
KINDS = (("voucher-payments", "缴费凭证"), ("voucher-redemptions", "核销明细"))
ROWS: list[Row] = [
    {"outcome": outcome, "row": number + 5, "no": f"4371{number}", "total": 100, "said": ""}
    for number, outcome in enumerate([NEW, NEW, UNCHANGED, CONFLICT, ERROR])
]
ERRORS: list[Row] = [{"sheet": "4月", "row": 9, "column": "证件号码", "value": "", "message": "证件号码是空的"}]


def view(**changes: object) -> PreviewView:
    values: dict[str, object] = {
        "file": "4月.xlsx",
        "kind_title": "缴费凭证",
        "counts": {NEW: 2, UNCHANGED: 1, CONFLICT: 1, ERROR: 1},
        "columns": (TableColumn("no", "凭证号"), TableColumn("total", "缴费合计", Kind.MONEY)),
        "rows": lambda outcome: TupleProvider([row for row in ROWS if outcome in ("", row["outcome"])]),
        "errors": TupleProvider(ERRORS),
        "notes": ("第 1–3 行是标题，没有读",),
    }
    return PreviewView(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def panel(qtbot: QtBot, background: Background) -> ImportPanel:
    made = ImportPanel(background, KINDS)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def drop(panel: ImportPanel, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys = (mime, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel.zone, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *keys))
    QApplication.sendEvent(panel.zone, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *keys))


def chip(panel: ImportPanel, words: str) -> QPushButton:
    return next(made for made in panel.chips.buttons() if made.text() == words)


def table_lines(panel: ImportPanel, background: Background) -> list[list[str]]:
    assert settle(background)
    assert panel.table is not None
    model = panel.table.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_files_are_dropped_folders_are_not(qtbot: QtBot, panel: ImportPanel, tmp_path: Path) -> None:
    (tmp_path / "4月.xlsx").write_bytes(b"x")
    with qtbot.waitSignal(panel.files_chosen) as chosen:
        drop(panel, tmp_path / "4月.xlsx", tmp_path)
    assert chosen.args == [[tmp_path / "4月.xlsx"]]
    assert panel.zone.property("over") == "false"


def test_each_file_has_its_guessed_kind_which_can_be_corrected(qtbot: QtBot, panel: ImportPanel) -> None:
    panel.show_files((FileLine("a", "4月.xlsx", "voucher-payments", "已读完", "green"), FileLine("b", "5月.csv")))
    boxes = {box.accessibleName(): box for box in panel.findChildren(QComboBox)}
    assert boxes["4月.xlsx是哪一种表"].currentText() == "缴费凭证"
    unknown = boxes["5月.csv是哪一种表"]
    assert unknown.currentText() == "请选择是哪一种表"
    with qtbot.waitSignal(panel.kind_chosen) as chosen:
        unknown.setCurrentText("核销明细")
    assert chosen.args == ["b", "voucher-redemptions"]
    shows = {made.accessibleName(): made for made in panel.findChildren(QPushButton)}
    with qtbot.waitSignal(panel.file_opened) as opened:
        qtbot.mouseClick(shows["查看4月.xlsx的预览"], LEFT)
    assert opened.args == ["a"]


def test_before_a_preview_nothing_can_be_imported(panel: ImportPanel) -> None:
    assert panel.notice.isVisible()
    assert not panel.commit_button.isVisible()
    assert not panel.errors_button.isVisible()


def test_the_preview_shows_rows_with_their_outcome(panel: ImportPanel, background: Background) -> None:
    panel.show_preview(view())
    lines = table_lines(panel, background)
    assert lines[0] == ["新增", "5", "43710", "1.00", ""]
    assert [line[0] for line in lines] == ["新增", "新增", "未变", "冲突", "错误"]
    assert "第 1–3 行是标题，没有读" in panel._notes.text()


def test_an_outcome_is_looked_at_alone(qtbot: QtBot, panel: ImportPanel, background: Background) -> None:
    panel.show_preview(view())
    assert not chip(panel, "变更 0").isEnabled()
    qtbot.mouseClick(chip(panel, "冲突 1"), LEFT)
    assert [line[0] for line in table_lines(panel, background)] == ["冲突"]
    qtbot.mouseClick(chip(panel, "错误 1"), LEFT)
    assert table_lines(panel, background) == [["4月", "9", "证件号码", "", "证件号码是空的"]]
    qtbot.mouseClick(chip(panel, "全部 5"), LEFT)
    assert len(table_lines(panel, background)) == 5


def test_committing_says_how_many_rows_and_what_of_conflicts(qtbot: QtBot, panel: ImportPanel) -> None:
    panel.show_preview(view())
    assert panel.commit_button.text() == "导入 2 行缴费凭证"
    with qtbot.waitSignal(panel.commit_asked) as asked:
        qtbot.mouseClick(panel.commit_button, LEFT)
    assert asked.args == [KEEP]
    qtbot.keyClick(panel.on_conflict, Qt.Key.Key_Down)
    assert panel.commit_button.text() == "导入 3 行缴费凭证"
    with qtbot.waitSignal(panel.commit_asked) as asked:
        qtbot.mouseClick(panel.commit_button, LEFT)
    assert asked.args == [REPLACE]
    with qtbot.waitSignal(panel.error_workbook_asked):
        qtbot.mouseClick(panel.errors_button, LEFT)
    with qtbot.waitSignal(panel.cancel_asked):
        qtbot.mouseClick(panel.cancel_button, LEFT)


def test_nothing_new_cannot_be_imported(panel: ImportPanel) -> None:
    panel.show_preview(view(counts={UNCHANGED: 900}))
    assert not panel.commit_button.isEnabled()
    assert panel.commit_button.text() == "没有可导入的行"
    assert not panel.on_conflict.isVisible()
    assert not panel.errors_button.isVisible()


def test_a_refused_file_says_why(panel: ImportPanel, background: Background) -> None:
    panel.show_preview(view())
    panel.show_preview(view(refused=UserError("“4月.xlsx”打不开", "没有写入任何数据", "请解除密码后重试")))
    assert settle(background)
    assert panel.notice.isVisible()
    assert panel.notice.words == "“4月.xlsx”打不开"
    assert not panel.commit_button.isVisible()
    assert panel.table is None
    panel.show_preview(view())
    assert not panel.notice.isVisible()
    assert panel.commit_button.isVisible()
