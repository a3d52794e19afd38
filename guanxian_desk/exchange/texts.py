"""Cleaners for words, codes, identity numbers, phones, choices and yes/no."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

from guanxian_desk.base.identity import credit_code_ok, normal_code, resident_check_ok
from guanxian_desk.exchange.cells import Cell
from guanxian_desk.exchange.cleaning import MAX_TEXT, Fault, Value, shown, shown_number
from guanxian_desk.exchange.declare import Check, Column, Kind

# A spreadsheet keeps 15 digits of a number; an 18-digit ID has lost its last three.
LOST_DIGITS = 10**15
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_BLANKS = re.compile(r"\s+")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?E\+\d+", re.IGNORECASE)
_PHONE_MARKS = re.compile(r"[\s()\-—–+.]")
_YES = frozenset(["是", "√", "✓", "✔", "☑", "Y", "YES", "TRUE", "T", "1", "对", "有"])
_NO = frozenset(["否", "×", "✗", "✘", "X", "N", "NO", "FALSE", "F", "0", "错", "无"])

Fast = Callable[[Sequence[Cell], set[type]], list[Value] | None]


def tidy(text: str) -> str:
    """The text without invisible characters, one leading apostrophe and outer blanks; inner blanks become one."""
    bare = _INVISIBLE.sub("", text).strip()
    if bare.startswith("'"):
        bare = bare[1:].lstrip()
    return bare if bare.isprintable() and "  " not in bare else _BLANKS.sub(" ", bare)


def without_blanks(text: str) -> str:
    """The text as tidy() leaves it, and no blank inside."""
    return tidy(text).replace(" ", "")


def _joined(cells: Sequence[Cell], kinds: set[type]) -> str | None:
    """All texts in one, each between strokes, so that one search looks at the whole column."""
    if kinds != {str} or max(map(len, cells)) > MAX_TEXT:  # type: ignore[arg-type]
        return None
    joined = f"|{'|'.join(cells)}|"  # type: ignore[arg-type]
    return joined if joined.isprintable() and "|'" not in joined else None


def _blank_to_none(cells: Sequence[Cell], joined: str) -> list[Value]:
    if "||" in joined:
        return [cell or None for cell in cells]  # type: ignore[misc]
    return list(cells)  # type: ignore[arg-type]


def fast_text(cells: Sequence[Cell], kinds: set[type]) -> list[Value] | None:
    """A column of texts with nothing to clean."""
    joined = _joined(cells, kinds)
    if joined is None or "  " in joined or " |" in joined or "| " in joined:
        return None
    return _blank_to_none(cells, joined)


def fast_key_text(cells: Sequence[Cell], kinds: set[type]) -> list[Value] | None:
    """A column of key texts with nothing to clean."""
    joined = _joined(cells, kinds)
    return None if joined is None or " " in joined else _blank_to_none(cells, joined)


def fast_code(cells: Sequence[Cell], kinds: set[type]) -> list[Value] | None:
    """A column of codes or IDs in plain letters and digits, none masked, none in E notation."""
    joined = _joined(cells, kinds)
    if joined is None or not joined.isascii() or " " in joined or "*" in joined:
        return None
    upper = joined.upper()
    if "E+" in upper:
        return None
    return _blank_to_none(cells if upper == joined else list(map(str.upper, cells)), joined)  # type: ignore[arg-type]


def fast_phone(cells: Sequence[Cell], kinds: set[type]) -> list[Value] | None:
    """A column of phones in digits."""
    joined = _joined(cells, kinds)
    if joined is None or not joined.isascii() or not (joined.replace("|", "") or "0").isdigit():
        return None
    return _blank_to_none(cells, joined)


def slow(_cells: Sequence[Cell], _kinds: set[type]) -> list[Value] | None:
    """No quick way."""
    return None


def text_of(cell: Cell) -> str:
    """Any readable cell as text: numbers without a needless .0, days and moments as people write them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return shown_number(cell)
    return shown(cell)


def read_text(cell: Cell) -> Value:
    """Words."""
    return tidy(text_of(cell)) or None


def read_key_text(cell: Cell) -> Value:
    """Words that identify a record: no blanks inside."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _digits(cell, "关键列")
    return without_blanks(text_of(cell)) or None


def code_reader(column: Column) -> Callable[[Cell], Value]:
    """A reader of codes (编号) or identity numbers, which also have to be whole and unmasked."""
    identity = column.kind is Kind.IDENTITY

    def read(cell: Cell) -> Value:
        code = _code(cell, column.heading)
        if identity and code and "*" in code:
            raise Fault("号码打了星号（脱敏件），对不上人，请报完整的号码")
        if identity and code and column.check_strict and not _check_ok(column.check, code):
            raise Fault(_wrong_check(column))
        return code

    return read


def _code(cell: Cell, heading: str) -> str | None:
    if isinstance(cell, bool | date):
        raise Fault(f"在 Excel 中被存成了{'日期' if isinstance(cell, date) else '逻辑值'}，请改为文本后重报")
    if isinstance(cell, float | int):
        return _digits(cell, heading)
    code = normal_code(tidy(text_of(cell)))
    if _SCIENTIFIC.fullmatch(code):
        raise Fault(_lost(heading))
    return code or None


def _digits(number: float, heading: str) -> str:
    if abs(number) >= LOST_DIGITS:
        raise Fault(_lost(heading))
    if number != int(number):
        raise Fault(f"“{shown(number)}”是小数，像是编号在 Excel 中存成了数字，请改为文本后重报")
    return str(int(number))


def _lost(heading: str) -> str:
    if "身份证" in heading or "证件" in heading:
        return "身份证号在 Excel 中存成了数字，后三位已丢失，请改为文本后重报"
    return f"{heading}在 Excel 中存成了数字，末尾几位已丢失，请改为文本后重报"


def _check_ok(check: Check, code: str) -> bool:
    if check is Check.CREDIT:
        return credit_code_ok(code)
    return check is not Check.RESIDENT or resident_check_ok(code)


def _wrong_check(column: Column) -> str:
    name = "统一社会信用代码" if column.check is Check.CREDIT else "身份证号"
    return f"{name}的校验码不对，多半是抄错了一位，请核对后重报"


def check_remark(column: Column) -> Callable[[Value], str] | None:
    """What to say about an identity number with a wrong check digit that is taken all the same."""
    if column.check is Check.NONE or column.check_strict:
        return None
    said = f"{_wrong_check(column).split('，')[0]}，按原样保存"
    return lambda value: "" if _check_ok(column.check, str(value)) else said


def read_phone(cell: Cell) -> Value:
    """A phone: digits only when there are any but digits and separators; other words are kept as written."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _digits(cell, "手机号")
    written = unicodedata.normalize("NFKC", tidy(text_of(cell)))
    if "*" in written:
        raise Fault("手机号打了星号（脱敏件），请报完整的号码，或清空这一格")
    if _SCIENTIFIC.fullmatch(written):
        raise Fault(_lost("手机号"))
    digits = _PHONE_MARKS.sub("", written.removesuffix(".0"))
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    return (digits if digits.isdigit() else written.replace(" ", "")) or None


def phone_remark(value: Value) -> str:
    """A phone that is no number."""
    return "" if str(value).isdigit() else "手机号不是数字，按原样保存"


def choice_reader(column: Column) -> Callable[[Cell], Value]:
    """A reader of words from a list; outside a strict list is a fault."""
    known = {_choice_key(choice): choice for choice in column.choices}
    known.update((_choice_key(written), choice) for written, choice in column.synonyms)

    def read(cell: Cell) -> Value:
        written = tidy(text_of(cell))
        choice = known.get(_choice_key(written))
        if choice is None and column.strict and written:
            raise Fault(f"“{written}”不在可填的内容里，只能填：{'、'.join(column.choices)}")
        return choice or written or None

    return read


def _choice_key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").upper()


def choice_remark(column: Column) -> Callable[[Value], str] | None:
    """What to say about a word outside a list that is not strict."""
    if column.strict:
        return None
    return lambda value: "" if value in column.choices else f"“{value}”不在通常的名单里，按原样保存"


def read_flag(cell: Cell) -> Value:
    """是/否, √/×, Y/N."""
    if isinstance(cell, bool):
        return cell
    written = _choice_key(tidy(text_of(cell)))
    if written in _YES:
        return True
    if written in _NO:
        return False
    if not written:
        return None
    raise Fault(f"“{shown(cell)}”看不出是与否，请填“是”或“否”")
