"""A paper before it is printed: pages, zoom, finding words, save as, print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QSpinBox, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.desk.widgets.pdf_pages import Hit, PageImage, find_words, page_image, print_pages
from guanxian_desk.desk.widgets.pdf_search import SearchLine, marked

_SCREEN_DPI = 96
_ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_FIT = 0
_WIDEST_FIT = 125  # fitting a wide screen must not show a third of a page
_MARGIN = 16
_A4_POINTS = 595


class PdfPreview(QWidget):
    """Shows the bytes of a PDF page by page; a panel or a page of the window, never a dialog."""

    saved = Signal(str)
    printed = Signal(int)  # pages

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._data = b""
        self._name = ""
        self._zoom = _FIT
        self._wide = float(_A4_POINTS)
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setObjectName("papers")
        self.area.setWidgetResizable(True)
        # Always there: a bar that comes and goes would change the width that is fitted.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self.sheet)
        self.page = QSpinBox()
        self.page.setAccessibleName("第几页")
        self.page.setKeyboardTracking(False)
        self.page.setMinimum(1)
        self.page.valueChanged.connect(self._render)
        self.total = label("", "soft")
        self.search = SearchLine()
        self.search.asked.connect(self._find)
        self.search.moved.connect(self._go_to)
        self.percent = label("", "soft")
        self.percent.setMinimumWidth(44)
        self.folder_button = button("打开文件夹", self._open_folder, icon="open", role="flat")
        self.folder_button.hide()
        self._folder = Path()
        self.saved.connect(self._show_folder)
        self.save_button = button("另存为…", self._ask_and_save, icon="save")
        self.print_button = button("打印…", self._ask_and_print, icon="print", role="primary")
        column = down(self._tools(), frame("line"), self.area, spacing=0)
        column.setStretch(2, 1)
        self.setLayout(column)

    def _tools(self) -> QWidget:
        tools = QWidget()
        tools.setLayout(
            across(
                label("第", "soft"),
                self.page,
                self.total,
                frame("upright"),
                button("", lambda: self._step_zoom(-1), icon="minus", role="flat", name="缩小"),
                self.percent,
                button("", lambda: self._step_zoom(1), icon="plus", role="flat", name="放大"),
                button("适合宽度", lambda: self.zoom_to(_FIT), icon="fit", role="flat"),
                frame("upright"),
                self.search,
                1,
                self.folder_button,
                self.save_button,
                self.print_button,
                margins=(12, 6, 12, 6),
            )
        )
        return tools

    def show_pdf(self, data: bytes, name: str) -> None:
        """Shows a PDF. name: the file name proposed for saving, without folder."""
        self._data, self._name = data, name
        self.area.setAccessibleName(f"{name}的预览")
        self.search.clear()
        self.page.blockSignals(True)
        self.page.setValue(1)
        self.page.blockSignals(False)
        self._render()

    def zoom_to(self, percent: int) -> None:
        """100 is the paper's own size; 0 fits the width."""
        self._zoom = percent
        self._render()

    def save_to(self, path: Path) -> None:
        """Writes the file as it is."""
        data = self._data

        def write(_task: object) -> str:
            try:
                path.write_bytes(data)
            except OSError as error:
                raise UserError(
                    f"文书没有存到“{path}”", "其他数据没有变", "请换一个文件夹，或检查磁盘空间和写入权限"
                ) from error
            return str(path)

        self._background.run_query(write, self.saved.emit, owner=self, title="保存文书")

    def print_to(self, printer: QPrinter) -> None:
        """Prints on a printer that is already set up."""
        data = self._data
        printer.setDocName(self._name)
        self._background.run_query(
            lambda task: print_pages(task, data, printer), self.printed.emit, owner=self, title=f"打印{self._name}"
        )

    def _show_folder(self, name: str) -> None:
        """The way to the file that was just written."""
        self._folder = Path(name).parent
        self.folder_button.setToolTip(str(self._folder))
        self.folder_button.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _find(self, words: str) -> None:
        data = self._data
        self._background.run_query(
            lambda task: find_words(task, data, words),
            lambda hits: self.search.show_hits(words, hits),
            owner=self,
            key="find",
            title="在文书里查找",
        )

    def _go_to(self, hit: Hit | None) -> None:
        """Shows the page of a place that was found."""
        if hit is None or hit.page == self.page.value() - 1:
            self._render()
        else:
            self.page.setValue(hit.page + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn turn pages, Ctrl+F goes to the line where words are looked for."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.field.setFocus()
            self.search.field.selectAll()
            return
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.page.setValue(self.page.value() + step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits anew."""
        super().resizeEvent(event)
        if self._zoom == _FIT:
            self._render()

    def _dpi(self) -> float:
        """Dots per inch of the screen's logical pixels."""
        if self._zoom:
            return _SCREEN_DPI * self._zoom / 100
        room = self.area.viewport().width() - 2 * _MARGIN
        return min(_SCREEN_DPI * _WIDEST_FIT / 100, max(24.0, 72 * room / self._wide))

    def _render(self) -> None:
        if not self._data:
            return
        data, number, dpi, ratio = self._data, self.page.value() - 1, self._dpi(), self.devicePixelRatioF()
        self.percent.setText(f"{round(100 * dpi / _SCREEN_DPI)}%")
        self._background.run_query(
            lambda _task: page_image(data, number, dpi * ratio),
            lambda page: self._show(page, dpi * ratio, ratio),
            owner=self,
            key="page",
        )

    def _show(self, page: PageImage, dpi: float, ratio: float) -> None:
        pixmap = QPixmap.fromImage(page.image)
        pixmap.setDevicePixelRatio(ratio)
        here = [hit for hit in self.search.hits if hit.page == page.number]
        self.sheet.setPixmap(marked(pixmap, here, self.search.current, dpi / 72) if here else pixmap)
        self._bring_into_view(dpi / 72 / ratio)
        self.sheet.setAccessibleName(f"第 {page.number + 1} 页，共 {page.count} 页")
        self.page.setMaximum(page.count)
        self.total.setText(f"/ {page.count} 页")
        wide = page.image.width() * 72 / dpi
        # A page wider than A4 is only known once it has been read; then it is fitted once more.
        if self._zoom == _FIT and abs(wide - self._wide) > 1:
            self._wide = wide
            self._render()

    def _bring_into_view(self, scale: float) -> None:
        """Scrolls to the place that was found. scale: logical pixels a point."""
        hit = self.search.current
        if hit is None or not hit.boxes or hit.page != self.page.value() - 1:
            return
        left, top, _right, _bottom = hit.boxes[0]
        offset = max(0, (self.sheet.width() - round(self.sheet.pixmap().deviceIndependentSize().width())) // 2)
        self.area.ensureVisible(offset + round(left * scale), round(top * scale), 80, 120)

    def _step_zoom(self, step: int) -> None:
        now = round(100 * self._dpi() / _SCREEN_DPI)
        steps = [zoom for zoom in _ZOOMS if (zoom > now if step > 0 else zoom < now)]
        if steps:
            self.zoom_to(steps[0] if step > 0 else steps[-1])

    def _ask_and_save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, "另存为", self._name, "PDF 文书 (*.pdf)")
        if name:
            self.save_to(Path(name))

    def _ask_and_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.page.maximum())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.show()
