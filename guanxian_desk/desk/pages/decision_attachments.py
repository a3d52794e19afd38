"""The files of a dossier: added by dropping, each with what it is in the procedure; looked at, saved, taken out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_whole_view import WholeView
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.drop_zone import DropZone
from guanxian_desk.desk.widgets.filter_line import TextFilter
from guanxian_desk.desk.widgets.form import FormField, needed
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.dossier_files import Carried
    from guanxian_desk.services.dossier_view import DossierView
    from guanxian_desk.services.office import Office

KINDS = "扫描件和文件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.doc *.wps *.xlsx);;所有文件 (*)"
ROLES = (
    "决策草案",
    "起草说明",
    "征求意见公告",
    "公告截图",
    "座谈会记录",
    "听证会记录",
    "听证报告",
    "专家论证意见",
    "风险评估报告",
    "公平竞争审查表",
    "部门会签意见",
    "合法性初审意见书",
    "送审材料",
    "合法性审查意见书",
    "会议纪要",
    "决策公布页面",
    "执行情况报告",
    "后评估报告",
)
_PDF, _IMAGE = "application/pdf", "image/"
COLUMNS = (
    TableColumn("name", "文件名", width=240, stretch=True),
    TableColumn("role", "在案卷中的作用", width=168),
    TableColumn("kind", "种类", width=88),
    TableColumn("kilobytes", "大小（KB）", Kind.COUNT, 96),
    TableColumn("where", "文件", width=104),
    TableColumn("id", "编号", Kind.CODE, 112),
)
_EMPTY = ("还没有附件", "把扫描件拖到上面的框里，或者点“选择文件…”。")
_LOOK, _SAVE, _OUT = "look", "save", "out"


class AttachmentsView(WholeView):
    """A drop zone over the list; what a file is in the procedure is asked once for all that were dropped."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self.zone = DropZone("把扫描件拖到这里：PDF、图片、Word 都可以", KINDS, "选择要放进案卷的文件")
        words = TextFilter("words", "查找文件名、作用", 200)
        self.list = RegisterView(desk, COLUMNS, "附件", (words,), _takes, _detail, _EMPTY)
        self.form: RoleForm | None = None
        column = down(self.zone, self.list)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.zone.chosen.connect(self.ask_role)
        self.list.table.opened.connect(self._look)
        self.list.panel.action_chosen.connect(self._act)

    def show_view(self, _view: DossierView) -> None:
        """Reads the files anew."""
        key = self._key

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.dossier_files import carried

            return [_row(one) for one in carried(office, key)]

        self._desk.ask(read, self.list.show_rows, owner=self, key="files")

    # adding

    def ask_role(self, paths: list[Path]) -> None:
        """What the files are in the procedure."""
        self.form = RoleForm(paths)
        self.form.submitted.connect(partial(self._add, paths))
        self.list.open_form(self.form, "放进案卷", self.form.role)

    def _add(self, paths: list[Path], role: str) -> None:
        key = self._key

        def run(office: Office, task: Task) -> int:
            from guanxian_desk.base.files import read_file
            from guanxian_desk.services.dossier_files import attach

            for place, path in enumerate(paths):
                task.progress(place, len(paths), f"正在存入 {path.name}")
                attach(office, key, path.name, read_file(path), role)
            return len(paths)

        def done(count: int) -> None:
            self.list.done(f"已放进案卷 {count} 件附件")

        self._desk.change(run, done, owner=self, title="放进案卷")

    # what the panel offers

    def _act(self, action: str) -> None:
        row = self.list.row
        if row is None:
            return
        if action == _LOOK:
            self._look(row)
        elif action == _SAVE:
            self._desk.save_as(self, row["name"], "所有文件 (*)", partial(_content, key=self._key, name=row["id"]))
        else:
            self._take_out(row)

    def _look(self, row: Row) -> None:
        if row["here"]:
            self._desk.ask(
                partial(_content, key=self._key, name=row["id"]),
                lambda data: self._show(row, data),
                owner=self,
                key="content",
                title=f"打开{row['name']}",
            )

    def _show(self, row: Row, data: bytes) -> None:
        if row["media"] == _PDF:
            view = PdfPreview(self._desk.background)
            view.show_pdf(data, row["name"])
            self._desk.over_asked.emit(view, row["name"])
        elif row["media"].startswith(_IMAGE):
            self._desk.over_asked.emit(_image(row["name"], data), row["name"])
        else:
            self._desk.said.emit("这种文件不能在这里看，请另存以后用办公软件打开")

    def _take_out(self, row: Row) -> None:
        key = self._key

        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_files import detach

            detach(office, key, row["id"])

        self._desk.change(
            run, lambda _none: self._desk.said.emit(f"已取出 {row['name']}，可以撤销"), owner=self, title="取出附件"
        )


class RoleForm(PanelForm):
    """What the files are in the procedure."""

    submitted = Signal(str)

    def __init__(self, paths: list[Path]) -> None:
        super().__init__()
        self.role = FormField("在案卷中的作用", needed("请写明它在程序里是什么，例如：合法性审查意见书"), options=ROLES)
        self.add_button = button("放进案卷", self._submit, icon="plus", role="primary")
        names = "\n".join(path.name for path in paths)
        self.setLayout(
            down(
                label(names, wrap=True),
                self.role,
                across(self.add_button, button("不放", self.cancelled.emit), 1),
                1,
                spacing=12,
                margins=(12, 12, 12, 12),
            )
        )
        self.setFocusProxy(self.role)

    def _submit(self) -> None:
        if self.role.ok():
            self.submitted.emit(self.role.text)


def _content(office: Office, _task: Task, *, key: str, name: str) -> bytes:
    from guanxian_desk.services.dossier_files import content

    return content(office, key, name)


def _row(one: Carried) -> Row:
    kind = "PDF" if one.media_type == _PDF else "图片" if one.media_type.startswith(_IMAGE) else "其他文件"
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "media": one.media_type,
        "kind": kind,
        "kilobytes": None if one.size is None else -(-one.size // 1024),
        "here": one.here,
        "where": "在本机" if one.here else "只有名称",
        "sha256": one.sha256,
    }


def _takes(row: Row, values: dict[str, str]) -> bool:
    words = values["words"].lower()
    return not words or any(words in str(row[name]).lower() for name in ("name", "role"))


def _detail(row: Row) -> Detail:
    fields = (
        Field("作用", row["role"]),
        Field("种类", row["kind"]),
        Field("文件", row["where"]),
        Field("SHA-256", row["sha256"][:16]),
    )
    actions = (
        Action(_LOOK, "预览", "detail", primary=True, enabled=row["here"] and row["kind"] != "其他文件"),
        Action(_SAVE, "另存为…", "save", enabled=row["here"]),
        Action(_OUT, "从案卷取出", tip="还有记录引用它作证据时不能取出"),
    )
    return Detail(row["name"], row["id"], sections=(Section(fields=fields),), actions=actions)


def _image(name: str, data: bytes) -> QWidget:
    """A picture in its own size, to scroll over."""
    pixmap = QPixmap()
    pixmap.loadFromData(data)
    sheet = QLabel()
    sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
    sheet.setPixmap(pixmap)
    sheet.setAccessibleName(name)
    area = QScrollArea()
    area.setObjectName("papers")
    area.setWidgetResizable(True)
    area.setWidget(sheet)
    area.setAccessibleName(f"{name}的预览")
    return area
