"""From the first start to the window: sample office, new file, old file, the same file the next time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.base.errors import Cancelled, UserError
from guanxian_desk.desk import sample_office
from guanxian_desk.desk.app import settle
from guanxian_desk.desk.desktop import Desktop, run_desktop
from guanxian_desk.desk.help import help_file
from guanxian_desk.desk.pictures import Size, main
from guanxian_desk.desk.remembered import Remembered, remember, remembered
from guanxian_desk.desk.sample_office import open_sample
from guanxian_desk.sample import workbooks
from guanxian_desk.sample.files import SampleFile
from guanxian_desk.services.office import open_office
from guanxian_desk.services.operators import operators
from tests.desk_pages.conftest import LEFT, NOW, ZHANG, Clerk
from tests.offices import create_office


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of this test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "guanxian-desk"


@pytest.fixture
def desktop(qapp: QApplication, folder: Path, qtbot: QtBot) -> Iterator[Desktop]:
    made = Desktop(qapp, NOW)
    yield made
    for window in (made.first, made.window):
        if window is not None:
            window.close()
            window.deleteLater()
    made.close()


def begin(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.start(None, ZHANG, remembered())
    wait(desktop, qtbot)


def wait(desktop: Desktop, qtbot: QtBot) -> None:
    """Until the first page (which may go meanwhile) or the window has nothing more to do."""
    qtbot.waitUntil(lambda: desktop.first is None or not desktop.first.background.busy)
    if desktop.desk is not None:
        assert settle(desktop.desk.background)


def test_the_first_start_opens_the_sample_office(
    desktop: Desktop, folder: Path, sample_file: Path, qtbot: QtBot
) -> None:
    folder.mkdir(parents=True)
    copy(sample_file, folder / "sample.gxdesk")
    begin(desktop, qtbot)
    assert desktop.first is not None
    assert desktop.first.isVisible()
    qtbot.mouseClick(desktop.first.first.sample_button, LEFT)
    wait(desktop, qtbot)
    assert desktop.first is None
    assert desktop.window is not None
    assert desktop.window.windowTitle().startswith("示例数据 · ")
    assert desktop.window.state_line.sample.isVisible()
    assert Path(remembered().file) == folder / "sample.gxdesk"


def test_a_new_file_carries_office_and_operator(desktop: Desktop, folder: Path, qtbot: QtBot) -> None:
    begin(desktop, qtbot)
    assert desktop.first is not None
    form = desktop.first.first
    qtbot.mouseClick(form.new_button, LEFT)
    assert form.office.reason.text() == "请填单位名称"
    form.office.set_text("冠县商务和投资促进局")
    form.operator.set_text("王五")
    form.role.setCurrentText("审核")
    qtbot.mouseClick(form.new_button, LEFT)
    wait(desktop, qtbot)
    assert desktop.desk is not None
    office = desktop.desk.office
    assert office.path == folder / "office.gxdesk"
    assert (office.name, office.actor, operators(office)) == (
        "冠县商务和投资促进局",
        Actor("王五", Role.REVIEWER),
        ["王五"],
    )
    assert desktop.window is not None
    assert "王五（审核）" in desktop.window.state_line.who.text()


def test_an_existing_file_is_never_overwritten(
    desktop: Desktop, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_office(folder / "office.gxdesk", ZHANG, NOW).close()
    before = (folder / "office.gxdesk").read_bytes()
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (asked.append(args[1]), ("", ""))[1])
    desktop.show_first_start()
    assert desktop.first is not None
    form = desktop.first.first
    form.office.set_text("冠县财政局")
    form.operator.set_text("王五")
    qtbot.mouseClick(form.new_button, LEFT)
    assert asked == ["新建数据文件"]
    assert (folder / "office.gxdesk").read_bytes() == before
    other = folder / "另一个"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(other), ""))
    qtbot.mouseClick(form.new_button, LEFT)
    wait(desktop, qtbot)
    assert other.with_suffix(".gxdesk").is_file()


def test_an_old_file_is_opened_and_opened_again_the_next_time(
    desktop: Desktop, folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "去年.gxdesk"
    create_office(path, ZHANG, NOW, "冠县财政局").close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    begin(desktop, qtbot)
    assert desktop.first is not None
    desktop.first.first.operator.set_text("赵六")
    qtbot.mouseClick(desktop.first.first.open_button, LEFT)
    wait(desktop, qtbot)
    kept = remembered()
    assert (kept.file, kept.operator) == (str(path), "赵六")
    again = Desktop(desktop._app, NOW)
    begin(again, qtbot)
    assert again.first is None
    assert again.desk is not None
    assert again.desk.office.path == path
    assert again.window is not None
    again.window.close()
    again.close()
    with open_office(path, ZHANG, NOW).store.read() as session:
        names = session.connection().exec_driver_sql("SELECT name FROM operators ORDER BY name").scalars().all()
    assert names == ["张三", "赵六"]


def test_a_foreign_file_is_told_on_the_first_page(
    desktop: Desktop, folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "不是.gxdesk"
    path.write_bytes(b"something else")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    begin(desktop, qtbot)
    assert desktop.first is not None
    desktop.first.first.operator.set_text("赵六")
    qtbot.mouseClick(desktop.first.first.open_button, LEFT)
    wait(desktop, qtbot)
    dialog = desktop.troubles.dialog
    assert dialog is not None
    assert "不是政务台的数据文件" in dialog.text()
    qtbot.mouseClick(dialog.close_button, LEFT)
    assert desktop.first.first.isEnabled()


def test_a_damaged_file_of_the_last_time_leads_to_the_first_page(desktop: Desktop, folder: Path, qtbot: QtBot) -> None:
    folder.mkdir(parents=True)
    path = folder / "office.gxdesk"
    path.write_bytes(b"not a data file")
    remember(Remembered(str(path), "张三"))
    begin(desktop, qtbot)
    assert desktop.first is not None
    assert desktop.troubles.dialog is not None
    qtbot.mouseClick(desktop.troubles.dialog.close_button, LEFT)


def test_a_named_file_that_is_missing_is_an_error_of_the_command(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有找到数据文件"):
        run_desktop(str(tmp_path / "none.gxdesk"), None)


def test_a_torn_memory_only_asks_again(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "desk.json").write_text('{"file": 3, "operator": "张三", "role": "皇帝"', "utf-8")
    assert remembered() == Remembered()
    (folder / "desk.json").write_text('{"file": 3, "operator": "张三", "role": "皇帝", "large": true}', "utf-8")
    assert remembered() == Remembered(operator="张三", large=True)
    assert remembered().actor == ZHANG


def test_a_cancelled_sample_leaves_no_file(
    tmp_path: Path, sample_books: list[SampleFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "write_workbooks", lambda _folder: sample_books)

    def cancel(done: int, _total: int, _words: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_sample(tmp_path, ZHANG, NOW, cancel)
    assert list(tmp_path.iterdir()) == []


def test_the_sample_is_made_once(tmp_path: Path, sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy(sample_file, tmp_path / "sample.gxdesk")
    monkeypatch.setattr(sample_office, "_make", lambda *_args: pytest.fail("made again"))
    open_sample(tmp_path, ZHANG, NOW, lambda *_told: None).close()


def test_every_page_has_its_help(clerk: Clerk) -> None:
    for key in clerk.window.rail.buttons:
        clerk.window.open_page(key)
        page = clerk.window.page
        assert page is not None
        assert help_file(page.help_key).stem == page.help_key
        clerk.qtbot.keyClick(clerk.window, Qt.Key.Key_F1)
        assert clerk.window.help.text.toPlainText().strip()
        clerk.window.help.close_help()


def test_pictures_of_every_view_at_a_size(sample_file: Path, tmp_path: Path) -> None:
    data = Path(copy(sample_file, tmp_path / "sample.gxdesk"))
    assert main([str(data), str(tmp_path / "pictures"), "2022-12-31", "1366x768@1.5"]) == 0
    names = sorted(path.stem for path in (tmp_path / "pictures").iterdir())
    assert "消费券核对-差异-1366x768-150" in names
    assert "数据交换-模板与导出-1366x768-150" in names
    assert len(names) == len(set(names)) >= 13
    for path in (tmp_path / "pictures").iterdir():
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 768)
        assert len({image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}) > 20


def test_a_size_that_is_none_is_told(sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(sample_file), str(tmp_path), "2022-12-31", "large"]) == 2
    assert "不是图片的大小" in capsys.readouterr().err
    assert str(Size.read("1920x1080@1.5")) == "1920x1080-150"
