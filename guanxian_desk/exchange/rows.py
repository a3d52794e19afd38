"""Rows that are no records: blank ones, totals, footers, repeated headings and titles, the template's example."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from guanxian_desk.exchange.cells import Block, Cell, Covered, is_blank
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.headings import Found, Headings
from guanxian_desk.exchange.labels import plain, read_label
from guanxian_desk.exchange.texts import tidy

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_TOTAL = re.compile(r"(?:合计|小计|总计|累计|本页合计):?")
_FOOTER = re.compile(
    r"填表|填报[人日单]|制表|制单人|经办人|审核人|审批人|复核人|(?:单位)?负责人|(?:分管|主管|主要)领导|联系[人电]|报送[单日]"
    r"|(?:单位|日期|签字|盖章|审核|复核|备注|附注|说明|注)(?:\([^()]*\))?\d*[、.:]"
)
_SIGNATURE = re.compile(
    r"\(?(?:盖章|公章|签字|签章|单位盖章|单位公章)\)?|(?:\d{4})?年(?:\d{1,2})?月(?:\d{1,2})?日?|以下空白|第\d+页.*"
)
_NOTE_LINE = re.compile(r"\(?\d{1,2}[.、)]\D.{3,}")

_LOOKED_AT = 200


class NoRecord(StrEnum):
    """Why a row is left out without being an error; the value begins the note that names it."""

    BLANK = ""
    NUMBERED = "只在没有导入的列里有内容的行没有作为记录"
    TOTAL = "合计、小计等汇总行没有导入"
    FOOTER = "填表人、审核人、注等表尾文字没有导入"
    HEADINGS = "下面重复出现的表头没有导入"
    TITLE = "下面重复出现的标题没有导入"
    EXAMPLE = "模板里的示例行没有导入"


@dataclass(frozen=True)
class RowRules:
    """What to compare a doubtful row with; mapped: the columns that were found, in order of the declaration."""

    sheet: Sheet
    mapped: tuple[Found, ...]
    titles: frozenset[tuple[str, ...]]
    keys: frozenset[int]
    spellings: dict[int, frozenset[str]]

    @classmethod
    def of(cls, sheet: Sheet, headings: Headings) -> RowRules:
        """The rules for a sheet with these headings."""
        mapped = tuple(column for column in headings.columns if column.field)
        keys = frozenset(column.index for column in mapped if column.field in sheet.natural_key)
        spellings = {column.index: _spellings(column) for column in mapped}
        return cls(sheet, mapped, frozenset(filter(None, headings.titles)), keys, spellings)

    def judge(self, block: Block, position: int) -> NoRecord | None:
        """Why the row is no record; None when it is one, good or bad."""
        cells = block.cells(position)
        own = [(index, _short(cell)) for index, cell in cells if not _blank(cell)]
        if not own and not self._covers_key(cells):
            return NoRecord.BLANK
        if not any(index in self.spellings for index, _ in own) and not self._covers_key(cells):
            return NoRecord.FOOTER if _is_footer(own) else NoRecord.NUMBERED
        return self._text_row(own)

    def _text_row(self, own: Sequence[tuple[int, Cell]]) -> NoRecord | None:
        if self._repeats_headings(own):
            return NoRecord.HEADINGS
        if _texts(own) in self.titles:
            return NoRecord.TITLE
        if len(own) == 1 and isinstance(own[0][1], str) and _NOTE_LINE.fullmatch(_squeezed(own[0][1])):
            # The second line of a note (2.……) stands alone in its row, in whatever column the note begins.
            return NoRecord.FOOTER
        other_keys = any(index in self.keys and not _no_key(cell) for index, cell in own)
        if other_keys:
            return None
        first = next((_squeezed(cell) for _, cell in own if isinstance(cell, str)), "")
        if _TOTAL.fullmatch(first):
            return NoRecord.TOTAL
        return NoRecord.FOOTER if _is_footer(own) else None

    def _covers_key(self, cells: Sequence[tuple[int, Cell]]) -> bool:
        """Whether a merged key reaches down into the row; a merged footer does not count."""
        return any(
            isinstance(cell, Covered) and index in self.keys and not _no_key(cell.value) for index, cell in cells
        )

    def _repeats_headings(self, own: Sequence[tuple[int, Cell]]) -> bool:
        texts = [(index, plain(cell)) for index, cell in own if isinstance(cell, str) and index in self.spellings]
        hits = sum(text in self.spellings[index] for index, text in texts)
        return hits >= 2 and hits * 2 > len(texts)

    def other_headings(self, own: Sequence[tuple[int, Cell]]) -> bool:
        """Whether the row is a heading row with its columns in another order: the rows below mean something else."""
        fields = {
            index: field
            for index, cell in own
            if isinstance(cell, str) and len(cell) < 40 and (field := read_label(cell, self.sheet).field)
        }
        here = {column.index: column.field for column in self.mapped}
        required = {column.field for column in self.sheet.required}
        return required <= set(fields.values()) and any(here.get(index) != field for index, field in fields.items())


def _blank(cell: Cell) -> bool:
    """Whether nothing is left of a cell when it is cleaned, or its value comes from a merged cell above."""
    return is_blank(cell) or (isinstance(cell, str) and not tidy(cell))


def _short(cell: Cell) -> Cell:
    """Totals, headings and footers show in their first words; a cell may hold a whole page."""
    return cell[:_LOOKED_AT] if isinstance(cell, str) else cell


def looks_like_no_key(text: str) -> bool:
    """Whether a text in a key column is a totals word or a footer, not a key."""
    squeezed = _squeezed(text)
    return _TOTAL.fullmatch(squeezed) is not None or _FOOTER.match(squeezed) is not None


def _no_key(cell: object) -> bool:
    return isinstance(cell, str) and (looks_like_no_key(cell) or _SIGNATURE.fullmatch(_squeezed(cell)) is not None)


def _is_footer(own: Sequence[tuple[int, Cell]]) -> bool:
    first = next((_squeezed(cell) for _, cell in own if isinstance(cell, str)), "")
    return _FOOTER.match(first) is not None or (len(own) == 1 and _SIGNATURE.fullmatch(first) is not None)


def _squeezed(cell: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", cell))


def _texts(own: Sequence[tuple[int, Cell]]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for _, cell in own if isinstance(cell, str))


def _spellings(column: Found) -> frozenset[str]:
    return frozenset(plain(part) for part in (column.written, column.written.rpartition("/")[2]))
