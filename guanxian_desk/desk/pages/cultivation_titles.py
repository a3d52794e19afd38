"""认定: titles with their validity; those that end soon come first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.cultivation.rules.catalogue import LEVELS, TITLES

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay
    from guanxian_desk.services.office import Office

STORY, EDIT, ADD, SAVE = "story", "edit", "add", "save"
FILES = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff);;所有文件 (*)"
_LAMPS = (
    ("有效", Lamp("done", "green", "有效")),
    ("将到期", Lamp("clock", "amber", "将到期")),
    ("已到期", Lamp("failed", "grey", "已到期")),
    ("尚未认定", Lamp("ring", "grey", "尚未认定")),
)
_COLUMNS = (
    TableColumn("name", "企业", width=200, stretch=True),
    TableColumn("title", "称号", width=128),
    TableColumn("level", "级别", width=72),
    TableColumn("recognised_on", "认定日期", Kind.DAY, 104),
    TableColumn("valid_until", "有效期至", Kind.DAY, 104),
    TableColumn("state", "状态", width=96, lamps=_LAMPS),
    TableColumn("document", "认定文号", width=176),
)
_FILTERS = (
    ChoiceFilter("title", "称号", (("", "全部称号"), *((title, title) for title in TITLES))),
    ChoiceFilter("level", "级别", (("", "全部级别"), *((level, level) for level in LEVELS))),
    ChoiceFilter(
        "state", "状态", (("", "全部状态"), *((state, state) for state, _ in _LAMPS), ("blank", "没有文号的"))
    ),
    TextFilter("words", "查找企业、文号", 176),
)
_NONE = ("没有这样的认定", "导入企业认定，或点“新增认定…”登记。")


class TitlesView(CultivationRegister):
    """The recognitions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "企业认定", _FILTERS, _takes, _detail, _NONE, _rows)
        self.add_button = button("新增认定…", lambda: self.new_record("recognitions"), icon="plus")
        self.add_tools(self.add_button)
        self.table.opened.connect(lambda row: self.firm_asked.emit(row["firm"]))
        self.panel.action_chosen.connect(self._act)

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key == STORY:
            self.firm_asked.emit(row["firm"])
        elif key == ADD:
            chosen, _filter = QFileDialog.getOpenFileName(self, "附上认定证书", "", FILES)
            if chosen:
                self.add_certificate(row, Path(chosen))
        elif key == SAVE:
            self._desk.save_as(self, row["files"][-1], FILES, lambda office, _task: _content(office, row))
        else:
            self.old_record("recognitions", row["code"], row["title"], row["level"], row["recognised_on"])

    def add_certificate(self, row: Row, path: Path) -> None:
        """Keeps a scanned certificate with the recognition."""

        def verb(office: Office) -> None:
            from guanxian_desk.services.cultivation_files import add_certificate

            add_certificate(office, row, path)

        self.write(verb, f"已附证书：{path.name}", "附认定证书")


def _rows(day: CultivationDay) -> list[Row]:
    from guanxian_desk.services.cultivation_firms import titles_rows

    return titles_rows(day)


def _content(office: Office, row: Row) -> bytes:
    from guanxian_desk.services.cultivation_files import certificate

    return certificate(office, row)[1]


def _takes(row: Row, values: dict[str, str]) -> bool:
    state = values["state"]
    stands = state in ("", row["state"]) or (state == "blank" and not row["document"])
    fits = values["title"] in ("", row["title"]) and values["level"] in ("", row["level"])
    return stands and fits and found(row, values)


def _detail(row: Row) -> Detail:
    tone = {"有效": "green", "将到期": "amber"}.get(row["state"], "grey")
    left = row["days"]
    words = "长期" if left is None else f"还有 {left} 天" if left >= 0 else f"已过 {-left} 天"
    fields = (
        Field("认定", f"{row['level']}{row['title']}"),
        Field("认定日期", row["recognised_on"].isoformat()),
        Field("认定文号", row["document"] or "没有文号（C08）", "" if row["document"] else "amber"),
        Field("认定证书", "、".join(row["files"]) or "还没有附上"),
        Field("有效期至", f"{row['valid_until'].isoformat()}，{words}" if row["valid_until"] else words),
    )
    sections = [Section("", fields)]
    if row["state"] == "将到期":
        sections.append(Section("提醒", words="有效期将满，请通知企业按认定机关的要求复核；重新认定不再算新认定。"))
    actions = (
        Action(STORY, "查看企业", "enterprises", primary=True),
        Action(ADD, "附上证书…", "plus"),
        *((Action(SAVE, "证书另存为…", "save"),) if row["files"] else ()),
        Action(EDIT, "修改认定记录…", "file"),
    )
    return Detail(row["name"], row["code"], (row["state"], tone), tuple(sections), actions)
