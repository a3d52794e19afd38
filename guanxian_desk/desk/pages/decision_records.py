"""The records of one stage: what is known, group by group and list by list; each opens its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from guanxian_desk.desk.pages.decision_words import called, short, telling
from guanxian_desk.desk.widgets.parts import ElidedLink, across, button, clear, down, frame, label
from guanxian_desk.modules.decisions.editing import get
from guanxian_desk.modules.decisions.outline import Field, Path, Section, Shape, field_at, outline
from guanxian_desk.modules.decisions.phases import PHASES, sections_of
from guanxian_desk.modules.decisions.wording import value_words

Document = dict[str, Any]
_SIMPLE_LIST = 5  # values told of a record below its line
_REGISTER: Path = ("participation", "opinions")
_BLANK = "尚未填写"
_TOOLS = {"experts": ("从专家库选聘…", "account"), "legality": ("起草审查意见书…", "law")}
# Lists of which “there is none” is an answer that a norm asks for.
_ANSWERED_BY_NONE = frozenset({("matter", "interested_parties"), ("catalogue", "adjustments")})
# Facts that nobody judges, written for papers only: shown last, and only by one line.
_PAPER = "paper"


@dataclass(frozen=True)
class Place:
    """What a button edits: the fields of the object at a path, or an entry of the list there."""

    path: Path
    fields: tuple[Field, ...]
    words: str
    before: Document | None
    entry: bool = False


class StageRecords(QScrollArea):
    """Emits edit_asked(Place), register_asked() for the register of opinions, tool_asked for a stage's own tool."""

    edit_asked = Signal(object)
    register_asked = Signal()
    none_asked = Signal(object)  # Path of a list of which there is nothing
    tool_asked = Signal(str)  # the part of the outline whose own tool is wanted

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._phase = ""
        self._document: Document = {}
        self._cards: QVBoxLayout = down(spacing=8, margins=(0, 0, 4, 0))
        inner = QWidget()
        inner.setObjectName("body")
        inner.setLayout(self._cards)
        self.setWidget(inner)
        self.openers: dict[Path, QWidget] = {}
        """The button that opens each place, by its path."""

    def show_stage(self, key: str, document: Mapping[str, Any]) -> None:
        """Shows a stage's records; at the same place when the stage is the same."""
        at = self.verticalScrollBar().value() if key == self._phase else 0
        self._phase = key
        clear(self._cards)
        self.openers.clear()
        sections = sections_of_key(key)
        self.setAccessibleName(f"{sections[0].title}的记录")
        self._document = dict(document)
        for section in sections:
            self._section(section, self._document)
        self._cards.addStretch(1)
        self.verticalScrollBar().setValue(at)

    def open_place(self, path: Path) -> None:
        """Brings a place into sight and the keyboard to its button."""
        opener = self.openers.get(path) or self.openers.get(path[:-1])
        if opener is not None:
            self.ensureWidgetVisible(opener)
            opener.setFocus()

    def _section(self, section: Section, document: Document) -> None:
        if section.key in _TOOLS:
            words, glyph = _TOOLS[section.key]
            tool = button(words, lambda: self.tool_asked.emit(section.key), icon=glyph)
            self._cards.addWidget(tool, 0, Qt.AlignmentFlag.AlignLeft)
        simple = [(path, field) for path, field in section.fields if not _is_card(field)]
        if simple:
            self._facts(section.title, simple, document)
        for path, field in sorted(section.fields, key=lambda pair: pair[1].name == _PAPER):
            if field.shape is Shape.GROUP:
                self._group(path, field, get(document, path))
            elif path == _REGISTER:
                self._register(field, get(document, path) or [])
            elif field.shape is Shape.RECORDS:
                self._list(path, field, get(document, path))

    def _facts(self, title: str, simple: Sequence[tuple[Path, Field]], document: Document) -> None:
        """The single fields of a part of the document, edited together."""
        path = simple[0][0][:-1]
        stands = get(document, path)
        fields = tuple(field for _path, field in simple)
        place = Place(path, fields, title, stands)
        self._card(title, self._told(fields, stands), place, [one for one, _field in simple])

    def _group(self, path: Path, field: Field, stands: Document | None) -> None:
        place = Place(path, field.fields, field.label, stands)
        if field.name == _PAPER:
            self._card(field.label, [] if not stands else [("", "打印文书时使用")], place, [path])
        else:
            self._card(field.label, self._told(field.fields, stands), place, [path])

    def _card(self, title: str, told: Sequence[tuple[str, str]], place: Place, paths: Sequence[Path]) -> None:
        opener = button(
            "修改" if told else "填写…",
            lambda: self.edit_asked.emit(place),
            role="flat" if told else "",
            name=f"{'修改' if told else '填写'}{title}",
        )
        self.openers.update(dict.fromkeys(paths, opener))
        card, column = self._frame(title, opener, "" if told else _BLANK)
        if told:
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(2)
            grid.setColumnStretch(1, 1)
            for row, (name, words) in enumerate(told):
                grid.addWidget(label(name, "soft", wrap=len(name) > 14), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(words, wrap=True), row, 1)
            column.addLayout(grid)
        self._cards.addWidget(card)

    def _list(self, path: Path, field: Field, entries: Sequence[Document] | None) -> None:
        new = Place(path, field.fields, f"登记{field.label}", None, entry=True)
        adder = button("登记…", lambda: self.edit_asked.emit(new), icon="plus", role="flat", name=f"登记{field.label}")
        self.openers[path] = adder
        count = "" if entries else "没有" if entries == [] else _BLANK
        card, column = self._frame(field.label + (f" {len(entries)}" if entries else ""), adder, count)
        if entries is None and path in _ANSWERED_BY_NONE:
            none = button(
                "经核对没有", lambda: self.none_asked.emit(path), role="link", name=f"{field.label}：经核对没有"
            )
            column.addWidget(none, 0, Qt.AlignmentFlag.AlignLeft)
        for number, record in enumerate(entries or (), 1):
            column.addLayout(self._line(path, field, record, number))
        self._cards.addWidget(card)

    def _line(self, path: Path, field: Field, record: Document, number: int) -> QVBoxLayout:
        title, shown = called(field, record), telling(field, record)
        place = Place(path, field.fields, f"{field.label}：{title}", record, entry=True)
        link = ElidedLink(f"{number}. {title}", lambda: self.edit_asked.emit(place))
        rest = tuple(one for one in field.fields if one.name not in shown)
        told = [f"{name} {short(words)}" for name, words in self._told(rest, record)]
        column = down(link, spacing=0)
        if told:
            more = f" 等 {len(told)} 项" if len(told) > _SIMPLE_LIST else ""
            column.addWidget(label("；".join(told[:_SIMPLE_LIST]) + more, "small", wrap=True))
        self.openers[(*path, str(record.get("id", number)))] = link
        return column

    def _register(self, field: Field, entries: Sequence[Document]) -> None:
        standing = [one for one in entries if not one.get("struck")]
        opener = button("打开登记簿", self.register_asked.emit, icon="detail", name="打开公众意见登记簿")
        self.openers[_REGISTER] = opener
        counts = [f"{stance} {sum(one['stance'] == stance for one in standing)}" for stance in ("赞成", "反对", "中立")]
        open_ = sum(one.get("adoption") is None for one in standing)
        words = f"{len(standing)} 件：{'、'.join(counts)}；{open_} 件还没有采纳情况" if standing else "还没有登记意见"
        struck = len(entries) - len(standing)
        card, _column = self._frame(field.label, opener, words + (f"；划去 {struck} 件" if struck else ""))
        self._cards.addWidget(card)

    def _told(self, fields: Sequence[Field], stands: Mapping[str, Any] | None) -> list[tuple[str, str]]:
        """What is filled in: label and words."""
        told = []
        for field in fields:
            value = (stands or {}).get(field.name)
            if value is None or field.name == _PAPER:
                continue
            words = self._words(field, value)
            if words:
                told.append((field.label, words))
        return told

    def _words(self, field: Field, value: Any) -> str:
        match field.shape:
            case Shape.RECORDS:
                return f"{len(value)} 条" if value else "没有"
            case Shape.EVIDENCE:
                return f"附件 {len(value)} 件" if value else ""
            case Shape.REFERENCE:
                return self._referred(field, value)
            case Shape.GROUP:
                return "；".join(f"{name} {words}" for name, words in self._told(field.fields, value))
            case _:
                return value_words(value)

    def _referred(self, field: Field, name: str) -> str:
        """The record that is named, by what it is called."""
        for path in field.leads_to:
            record = get(self._document, (*path, name))
            if record is not None:
                return called(field_at(path), record)
        return name

    def _frame(self, title: str, opener: QWidget, beside: str) -> tuple[QFrame, QVBoxLayout]:
        card = frame()
        soft = label(beside, "soft", wrap=True)
        heading = label(title, "heading", wrap=len(title) > 16)
        head = across(heading, soft, opener)
        head.setStretch(1, 1)
        column = down(head, spacing=4, margins=(12, 6, 8, 6))
        card.setLayout(column)
        return card, column


def sections_of_key(key: str) -> tuple[Section, ...]:
    """The parts of the document shown under a line of the rail: of a stage, or a part of its own."""
    phase = next((one for one in PHASES if one.key == key), None)
    return sections_of(phase) if phase else tuple(section for section in outline() if section.key == key)


def _is_card(field: Field) -> bool:
    return field.shape in (Shape.GROUP, Shape.RECORDS)
