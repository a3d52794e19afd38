"""Experts of the pool for a review of a dossier: who stands too near to the matter is told before anybody is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_words import called
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import across, down, label
from guanxian_desk.modules.decisions.outline import field_at

if TYPE_CHECKING:
    from guanxian_desk.modules.decisions.experts import Candidate
    from guanxian_desk.services.office import Office

_LAMPS = (
    ("asked", Lamp("done", "blue", "已聘请")),
    ("proposed", Lamp("done", "green", "可以聘请")),
    ("against", Lamp("failed", "red", "不宜聘请")),
)
COLUMNS = (
    TableColumn("name", "姓名", width=96),
    TableColumn("kind", "类别", width=96),
    TableColumn("employer", "工作单位", width=200),
    TableColumn("fields", "专业领域", width=200, stretch=True),
    TableColumn("state", "核对", width=112, lamps=_LAMPS),
    TableColumn("concerns", "要注意的", width=280),
)
_SHOWN = (("", "全部专家"), ("proposed", "可以聘请的"), ("against", "不宜聘请的"))
_EMPTY = ("专家库里没有这样的专家", "在“重大决策”的“专家库”里登记，或者导入专家库的表格。")
_INVITE = "invite"


class ExpertsPage(QWidget):
    """The pool checked against the dossier's parties; Enter puts an expert into the chosen review."""

    def __init__(self, desk: Desk, key: str, document: dict[str, Any]) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        reviews = document.get("expert_reviews") or []
        self.review = QComboBox()
        self.review.setAccessibleName("进入哪一次论证")
        for one in reviews:
            self.review.addItem(called(field_at(("expert_reviews",)), one), one["id"])
        filters = (ChoiceFilter("shown", "哪些专家", _SHOWN), TextFilter("words", "查找姓名、单位、专业", 200))
        self.list = RegisterView(
            desk, COLUMNS, "可以聘请的专家", filters, _takes, partial(_detail, bool(reviews)), _EMPTY
        )
        words = "聘请进入" if reviews else "还没有登记专家论证；先在“专家论证”里登记一次，再来选聘。"
        head = across(label(words, "soft" if reviews else "warning"), self.review, 1)
        column = down(head, self.list, margins=(16, 8, 16, 12))
        column.setStretch(1, 1)
        self.setLayout(column)
        self.review.setVisible(bool(reviews))
        self.setFocusProxy(self.list)
        self.list.table.opened.connect(self._invite)
        self.list.panel.action_chosen.connect(self._act)
        self.reload()

    def reload(self) -> None:
        """Reads the pool as it looks for this dossier."""
        key, day = self._key, self._desk.as_of

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services import dossier_registers, dossiers

            asked = _asked(dossiers.read(office, key))
            return [_row(one, asked) for one in dossier_registers.candidates(office, key, day)]

        self._desk.ask(read, self.list.show_rows, owner=self, key="pool")

    def _act(self, action: str) -> None:
        if self.list.row is not None and action == _INVITE:
            self._invite(self.list.row)

    def _invite(self, row: Row) -> None:
        review = self.review.currentData()
        if review is None or row["state"] != "proposed":
            return
        key = self._key

        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_registers import invite

            invite(office, key, review, row["name"], row["employer"])

        def done(_none: None) -> None:
            self._desk.said.emit(f"已聘请{row['name']}，可以用 Ctrl+Z 撤销")
            self.reload()

        self._desk.change(run, done, owner=self, title=f"聘请{row['name']}")


def _asked(document: dict[str, Any]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (one["name"], one.get("employer") or "")
        for review in document.get("expert_reviews") or ()
        for one in review.get("experts") or ()
    )


def _row(one: Candidate, asked: frozenset[tuple[str, str]]) -> Row:
    expert = one.expert
    there = (expert.name, expert.employer) in asked
    return {
        "name": expert.name,
        "kind": expert.kind,
        "employer": expert.employer,
        "fields": expert.fields,
        "specialties": expert.specialties,
        "post": expert.post,
        "state": "asked" if there else "proposed" if one.proposed else "against",
        "concerns": "；".join(f"{concern.value}（{about}）" for concern, about in one.concerns),
    }


def _takes(row: Row, values: dict[str, str]) -> bool:
    if values["shown"] and row["state"] != values["shown"]:
        return False
    words = values["words"]
    return not words or any(words in row[name] for name in ("name", "employer", "fields", "specialties"))


def _detail(may: bool, row: Row) -> Detail:
    named: Sequence[tuple[str, str]] = (
        ("工作单位", row["employer"]),
        ("职务职称", row["post"]),
        ("专业领域", row["fields"]),
        ("专业特长", row["specialties"]),
    )
    fields = tuple(Field(title, text) for title, text in named if text)
    lamp = next((one.words, one.token) for known, one in _LAMPS if known == row["state"])
    why = (Section("要注意的", words=row["concerns"]),) if row["concerns"] else ()
    enabled = may and row["state"] == "proposed"
    action = Action(_INVITE, "聘请进入论证", "plus", primary=True, enabled=enabled)
    return Detail(row["name"], row["kind"], lamp, (Section(fields=fields), *why), (action,))
