"""The application object, the look put in force, and pictures of what is on screen."""

from __future__ import annotations

import atexit
import os
import sys
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QLibraryInfo,
    QLocale,
    QPoint,
    QSize,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.desk import fonts, icons, theme
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.theme import Look

_TURN = 20  # milliseconds
_TURN_OF_THREADS = 0.0005  # seconds
TITLE = "冠县政务台"


def make_app(look: Look = Look(), *, offscreen: bool = False) -> QApplication:  # noqa: B008 - a frozen value
    """The one QApplication, made at the first call, with language, icon and look. offscreen: needs no screen."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt's calls let go of the interpreter and ask for it again; while the worker computes, each would wait 5 ms.
    sys.setswitchinterval(_TURN_OF_THREADS)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        atexit.register(_let_go_of_clipboard)
    app.setApplicationName("guanxian-desk")
    app.setApplicationDisplayName(TITLE)
    app.setWindowIcon(QIcon(str(shipped("resources", "icons", "guanxian-desk.png"))))
    app.setStyle("Fusion")
    _speak_chinese(app)
    set_look(app, look)
    return app


def set_look(app: QApplication, look: Look) -> None:
    """Puts a look in force; windows that stand follow in colour, new ones also in size."""
    made = theme.make_theme(look, fonts.families())
    marks = _marks_folder()
    icons.write_marks(marks, made)
    theme.apply(app, made, marks)


def settle(background: Background, most_ms: int = 30_000) -> bool:
    """Lets the event loop run until nothing is being read any more (for pictures); False after most_ms."""
    end = QDeadlineTimer(most_ms)
    quiet = 0
    # Quiet twice: an answer may set off the next question (a table that has its count asks for the visible rows).
    while quiet < 2 and not end.hasExpired():
        loop = QEventLoop()
        background.idle.connect(loop.quit)
        QTimer.singleShot(_TURN, loop.quit)
        loop.exec()
        quiet = 0 if background.busy else quiet + 1
    return quiet == 2


def grab(widget: QWidget, path: Path, size: tuple[int, int], scale: float = 1) -> None:
    """Writes a picture of a window as it looks on a screen of size (physical pixels) at a scaling of scale.

    Raises UserError when the file cannot be written.
    """
    hidden, before = widget.isHidden(), widget.size()
    if hidden:
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(round(size[0] / scale), round(size[1] / scale))
    widget.show()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    image = _rendered(widget, QSize(*size), scale)
    if hidden:
        widget.hide()
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        widget.resize(before)
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]
        raise UserError(f"图片没有存到“{path}”", "", "请换一个文件夹，或检查是否有写入权限")


def _rendered(widget: QWidget, size: QSize, scale: float) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(theme.current().color("ground"))
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image


def _let_go_of_clipboard() -> None:
    """Leaves what was copied as plain text of Qt's own: it outlives Python, whose objects would then be gone."""
    board = QApplication.clipboard()
    # Without a screen Qt keeps the clipboard itself and does not say that it is ours.
    if board.ownsClipboard() or QApplication.platformName() == "offscreen":
        board.setText(board.text())


def _speak_chinese(app: QApplication) -> None:
    """Qt's own dialogs in Chinese, whatever the system speaks."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


@cache
def _marks_folder() -> Path:
    """A temporary folder that lives as long as the program."""
    folder = Path(mkdtemp(prefix="guanxian-desk-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder
