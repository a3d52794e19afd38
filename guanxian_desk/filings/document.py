"""The document model: what a paper says, without a word about how it is drawn.

A Document is a title, what stands above and below the text, and blocks in order. Every value is frozen plain data;
the PDF renderer, and later others, read the same model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from guanxian_desk.base.picture import Picture

Align = Literal["left", "center", "right"]


class Layout(StrEnum):
    """公文: GB/T 9704 下行文; 上行文: with 签发人; 信函: red double rules, page 1 without number; 纪要: a meeting's;
    套打: a 公文 on paper whose red head is printed already; 内部: lists, statements and slips of the office;
    简报: masthead and 报送发."""

    OFFICIAL = "公文"
    UPWARD = "上行文"
    LETTER = "信函"
    MINUTES = "纪要"
    OVERPRINT = "套打"
    INTERNAL = "内部"
    BRIEF = "简报"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; strong is drawn in 黑体."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. indent: the first line begins two characters in."""

    runs: tuple[Run, ...]
    indent: bool = True
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Heading:
    """level 1 “一、” 黑体, 2 “（一）” 楷体, 3 “1.” and 4 “（1）” 仿宋; rest runs on in the same paragraph."""

    level: Literal[1, 2, 3, 4]
    text: str
    rest: tuple[Run, ...] = ()


class CellKind(StrEnum):
    """What a column holds and so how its cells are written. The words are those of the sheet declarations.

    text/code/choice str · identity, phone str (masked unless Table.unmasked) · money int fen · percent int millionths ·
    count int · day date · moment datetime · flag bool. None is an empty cell anywhere; a str is printed as it is.
    """

    TEXT = "text"
    CODE = "code"
    IDENTITY = "identity"
    PHONE = "phone"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    FLAG = "flag"


Value = str | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. weight: its share of the width; neighbours with the same group stand under one heading."""

    heading: str
    kind: CellKind = CellKind.TEXT
    weight: float = 1.0
    align: Align | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. totals: a last row in bold, kept with the row before it.

    landscape: on pages of its own turned by 90°; size: 10.5 (5号) to 14 (4号) points;
    unmasked: ID numbers and phones in full (the caller logs that).
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[Value, ...] | None = None
    caption: str = ""
    note: str = ""
    landscape: bool = False
    size: float = 10.5
    unmasked: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: a label, its value as written, its unit."""

    label: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Up to five figures side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values in a ruled grid, columns pairs to a row: the head of a statement or a slip."""

    items: tuple[tuple[str, str], ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期. sealed: room for a seal, the date four characters in; day None prints 年 月 日 to fill in."""

    issuers: tuple[str, ...]
    day: date | None
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class Annotation:
    """附注 under the date, in round brackets: whom to ask about a 请示, by what telephone; who may see the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """出席, 请假 or 列席 with names; of a 纪要. Turned lines stand under the first name."""

    label: str
    names: str


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a form to be filled in or signed: what it is for, and what stands in it already."""

    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A row of ruled cells at least so many lines high (发文稿纸, 处理单); rows that follow one another join."""

    cells: tuple[Box, ...]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class SignLines:
    """Lines to sign on: 经办, 复核, 负责人."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明: the names of what is attached."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A small line: 口径, source, remark."""

    text: str


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture as wide as share of the text."""

    picture: Picture
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class TearOff:
    """裁剪线 and the slip below it; whole on one page, at its foot."""

    title: str
    blocks: tuple[Block, ...]


Block = (
    Paragraph
    | Heading
    | Table
    | KeyFigures
    | Facts
    | Signature
    | Annotation
    | Attendance
    | Boxes
    | SignLines
    | Attachments
    | Note
    | PictureBlock
    | PageBreak
    | Blank
    | TearOff
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a 简报: name, 第×期, editing body and day as written."""

    name: str
    issue: str
    editor: str
    day: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 at the foot of the last page. lines: 抄送：… (公文) or 报：/送：/发：… (简报); copies: 共印×份.

    even_page: an official paper printed on both sides carries it on a page with an even number.
    """

    lines: tuple[str, ...] = ()
    office: str = ""
    day: str = ""
    copies: str = ""
    even_page: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One paper.

    red_head: 发文机关标志 (公文, 上行文, 信函, 纪要; "" for none); number: 发文字号 or the desk's own number;
    signed_by: 签发人 of a 上行文; blanks: what was missing and stands as 〔　　〕;
    numbered: whether its pages carry their numbers (a cover's and a table of contents' do not);
    preprinted: for paper whose red head is printed already (套打): nothing red is drawn, its room is kept;
    serial: 份号 of a secret paper's copy; secrecy, urgency: all three top left; landscape: the whole paper lies across;
    subject: the PDF's subject.
    A “｜” in the title says where a line of it may best end.
    """

    title: str
    blocks: tuple[Block, ...]
    layout: Layout = Layout.OFFICIAL
    number: str = ""
    addressee: str = ""
    red_head: str = ""
    secrecy: str = ""
    urgency: str = ""
    masthead: Masthead | None = None
    imprint: Imprint | None = None
    landscape: bool = False
    subject: str = ""
    signed_by: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    preprinted: bool = False
    numbered: bool = True
    serial: str = ""

    @property
    def plain_title(self) -> str:
        """The title in one line, for outlines and file names."""
        return self.title.replace("｜", "").replace("\n", "")


def texts(value: object) -> Iterator[str]:
    """Every piece of text in a document or a part of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
