"""The register of opinions: entered and answered by keyboard; nothing is deleted, only struck with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.decision_fields import Context
from guanxian_desk.desk.pages.decision_new import StrikeForm
from guanxian_desk.desk.pages.decision_opinion_forms import ADOPTIONS, Answer, AnswerForm, OpinionForm
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.decisions.outline import Path, field_at

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office

REGISTER: Path = ("participation", "opinions")
_TABLES = frozenset({"decision_dossiers"})
_LAMPS = (
    ("open", Lamp("ring", "amber", "待研究")),
    ("answered", Lamp("done", "green", "已答复")),
    ("struck", Lamp("minus", "grey", "已划去")),
)
COLUMNS = (
    TableColumn("received_on", "收到", width=104),
    TableColumn("stance", "态度", width=64),
    TableColumn("text", "意见内容", width=280, stretch=True),
    TableColumn("state", "状态", width=96, lamps=_LAMPS),
    TableColumn("adoption", "采纳情况", width=96),
    TableColumn("reason", "理由", width=144),
    TableColumn("from", "提出人", width=88),
    TableColumn("source", "来自", width=152),
    TableColumn("id", "编号", Kind.CODE, 80),
)
_SHOWN = (("", "全部意见"), ("open", "待研究的"), ("answered", "已答复的"), ("struck", "已划去的"))
_STANCES = (("", "各种态度"), ("赞成", "赞成"), ("反对", "反对"), ("中立", "中立"))
_EMPTY = ("没有这样的意见", "按 Ctrl+N 登记一件意见。")
_ANSWER, _STRIKE = "answer", "strike"
_HELP = "Ctrl+N 登记；选中一件后按 1 全部采纳、2 部分采纳、3 不采纳"


class OpinionsPage(QWidget):
    """The register over the dossier; each entry is its own step, which can be taken back."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self._document: Mapping[str, Any] = {}
        self.sentence = label("", wrap=True)
        self.new_button = button("登记意见…", self.ask_new, icon="plus", role="primary", tip="Ctrl+N")
        filters = (
            ChoiceFilter("shown", "哪些意见", _SHOWN),
            ChoiceFilter("stance", "态度", _STANCES),
            TextFilter("words", "查找内容、提出人", 200),
        )
        self.register = RegisterView(desk, COLUMNS, "公众意见登记簿", filters, _takes, _detail, _EMPTY)
        self.form: OpinionForm | None = None
        head = across(self.sentence, self.new_button)
        head.setStretch(0, 1)
        column = down(head, label(_HELP, "small"), self.register, margins=(16, 8, 16, 12))
        column.setStretch(2, 1)
        self.setLayout(column)
        self.setFocusProxy(self.register)
        self._set_keys()
        self.register.panel.action_chosen.connect(self._act)
        desk.background.changed.connect(self._touched)
        self.reload()

    def _set_keys(self) -> None:
        self._key_of("Ctrl+N", self, self.ask_new)
        for place, adoption in enumerate(ADOPTIONS, 1):
            self._key_of(str(place), self.register.table.view, partial(self.answer, adoption))

    def _key_of(self, keys: str, where: QWidget, run: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    # reading

    def _touched(self, changes: Changes) -> None:
        if _TABLES & changes.tables:
            self.reload()

    def reload(self) -> None:
        """Reads the register."""
        key = self._key

        def read(office: Office, _task: Task) -> dict[str, Any]:
            from guanxian_desk.services import dossiers

            return dossiers.read(office, key)

        self._desk.ask(read, self._show, owner=self, key="register")

    def _show(self, document: Mapping[str, Any]) -> None:
        self._document = document
        context = Context(document, self._desk.as_of.year)
        sources = dict(context.records_of(field_at((*REGISTER, "", "source"))))
        entries = (document.get("participation") or {}).get("opinions") or []
        rows = [_row(entry, sources) for entry in entries]
        self.sentence.setText(_sentence(rows))
        self.register.show_rows(rows)

    # a new one

    def ask_new(self) -> None:
        """The form of a new opinion; it stays open for the next."""
        context = Context(self._document, self._desk.as_of.year)
        sources = context.records_of(field_at((*REGISTER, "", "source")))
        self.form = OpinionForm(sources, self._desk.as_of)
        self.form.submitted.connect(self._add)
        self.form.cancelled.connect(self.register.let_go)
        self.register.hold(self.form)
        self.register.panel.open(self.form, "登记意见")
        self.form.start()

    def _add(self, record: dict[str, Any]) -> None:
        key = self._key

        def run(office: Office, _task: Task) -> str:
            from guanxian_desk.services import dossiers

            return dossiers.add(office, key, REGISTER, record, f"登记意见（{key}）")

        def done(name: str) -> None:
            self._desk.said.emit(f"已登记意见 {name}")
            if self.form is not None:
                self.form.next_one()

        self._desk.change(run, done, owner=self, title="登记意见")

    # answering

    def _act(self, action: str) -> None:
        row = self.register.row
        if row is None:
            return
        if action == _STRIKE:
            self._ask_strike(row)
        elif action == _ANSWER:
            self._ask_answer(row, row["adoption"] or ADOPTIONS[1])
        else:
            self.answer(action)

    def answer(self, adoption: str) -> None:
        """Writes what became of the opinion that is open; one that is not adopted in full asks for its reason."""
        row = self.register.row
        if row is None or row["state"] == "struck":
            return
        if adoption == ADOPTIONS[0]:
            self._write(row, Answer(adoption, ""))
        else:
            self._ask_answer(row, adoption)

    def _ask_answer(self, row: Row, adoption: str) -> None:
        form = AnswerForm(row["text"], adoption, row["reason"] or "")
        form.submitted.connect(lambda answer: self._write(row, answer))
        self.register.open_form(form, "采纳情况", form.reason)

    def _write(self, row: Row, answer: Answer) -> None:
        key, before = self._key, row["entry"]
        kept = {name: value for name, value in before.items() if name != "reason"}
        record = kept | {"adoption": answer.adoption} | ({"reason": answer.reason} if answer.reason else {})

        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_edit import write_entry

            write_entry(office, key, REGISTER, before, record)

        def done(_none: None) -> None:
            self.register.done(f"意见 {row['id']}：{answer.adoption}")
            self._go_down()

        self._desk.change(run, done, owner=self, title="登记采纳情况")

    def _go_down(self) -> None:
        """On to the next opinion."""
        table = self.register.table
        at = table.view.currentIndex().row()
        if at + 1 < table.model.rowCount():
            table.select_row(at + 1)

    def _ask_strike(self, row: Row) -> None:
        form = StrikeForm(row["text"], "意见")

        def run(office: Office, _task: Task, reason: str) -> None:
            from guanxian_desk.services import dossiers

            dossiers.strike_opinion(office, self._key, row["id"], reason)

        def strike(reason: str) -> None:
            self._desk.change(
                partial(run, reason=reason), lambda _none: self.register.let_go(), owner=self, title="划去意见"
            )

        form.submitted.connect(strike)
        self.register.open_form(form, "划去意见", form.reason)


def _row(entry: dict[str, Any], sources: Mapping[str, str]) -> dict[str, Any]:
    state = "struck" if entry.get("struck") else "answered" if entry.get("adoption") else "open"
    named = {name: entry.get(name) for name in ("id", "received_on", "stance", "text", "from", "adoption", "reason")}
    return named | {"source": sources.get(entry["source"], entry["source"]), "state": state, "entry": entry}


def _sentence(rows: Sequence[Row]) -> str:
    standing = [row for row in rows if row["state"] != "struck"]
    if not standing:
        return "还没有登记意见。"
    counts = "、".join(f"{one} {sum(row['stance'] == one for row in standing)} 件" for one in ("赞成", "反对", "中立"))
    open_ = sum(row["state"] == "open" for row in standing)
    return f"{len(standing)} 件意见（{counts}），{f'{open_} 件待研究' if open_ else '都有采纳情况'}；划去的不计。"


def _takes(row: Row, values: dict[str, str]) -> bool:
    if values["shown"] and row["state"] != values["shown"]:
        return False
    if values["stance"] and row["stance"] != values["stance"]:
        return False
    words = values["words"]
    return not words or any(words in str(row[name] or "") for name in ("text", "from", "reason", "id"))


def _detail(row: Row) -> Detail:
    struck = row["entry"].get("struck")
    fields = tuple(
        Field(column.title, str(row[column.key]))
        for column in COLUMNS
        if column.key not in ("text", "state", "id") and row[column.key]
    )
    told = (Section("划去", words=f"{struck['on']} {struck['by']}：{struck['reason']}"),) if struck else ()
    lamp = next((one.words, one.token) for known, one in _LAMPS if known == row["state"])
    sections = (Section(words=row["text"]), Section(fields=fields), *told)
    return Detail(f"意见 {row['id']}", "", lamp, sections, () if struck else _ACTIONS)


_ACTIONS = (
    Action(ADOPTIONS[0], "全部采纳（1）", "check", primary=True),
    Action(_ANSWER, "部分采纳、不采纳…（2、3）"),
    Action(_STRIKE, "划去…", tip="登记错了的意见：写明理由，留存可查（第二十八条）"),
)
