"""Money in whole fen (分). No float ever holds an amount."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

FEN_PER_YUAN = 100
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


class MoneyError(ValueError):
    """The text is no amount, or has parts of a fen. str() says which, in Chinese."""


def fen_from_yuan(text: str | int | float | Decimal, unit_yuan: int = 1) -> int:
    """The fen in an amount written in yuan (or in unit_yuan yuan: 10_000 for 万元).

    Float noise of a spreadsheet cell (less than a ten-thousandth of a fen) is rounded once, here;
    real parts of a fen raise MoneyError.
    """
    try:
        amount = Decimal(repr(text) if isinstance(text, float) else text) * unit_yuan * FEN_PER_YUAN
    except InvalidOperation:
        raise MoneyError(f"“{text}”不是金额") from None
    if not amount.is_finite():
        raise MoneyError(f"“{text}”不是金额")
    whole = amount.to_integral_value()
    if abs(amount - whole) > (Decimal("0.0001") if isinstance(text, float) else 0):
        raise MoneyError(f"金额“{text}”含有不足一分的尾数")
    return int(whole)


def yuan(fen: int) -> str:
    """'1,234.50' for 123450 fen."""
    sign = "-" if fen < 0 else ""
    whole, cents = divmod(abs(fen), FEN_PER_YUAN)
    return f"{sign}{whole:,}.{cents:02d}"


def short_yuan(fen: int) -> str:
    """As yuan(), without the cents when they are zero: '1,234' or '1,234.50'."""
    text = yuan(fen)
    return text[:-3] if text.endswith(".00") else text


def capitals(fen: int) -> str:
    """The amount in capitals (大写) by the bank's rules (支付结算办法 附件一), 壹拾万零伍佰元零叁分."""
    if fen == 0:
        return "零元整"
    sign = "负" if fen < 0 else ""
    whole, cents = divmod(abs(fen), FEN_PER_YUAN)
    jiao, fen_digit = divmod(cents, 10)
    text = _whole_capitals(whole) + "元" if whole else ""
    if not cents:
        return f"{sign}{text}整"
    if jiao:
        # After a round ten of yuan the 零 marks the gap: 壹拾元零伍角.
        text += ("零" if whole and whole % 10 == 0 else "") + _DIGITS[jiao] + "角"
    elif whole:
        text += "零"
    return sign + text + (_DIGITS[fen_digit] + "分" if fen_digit else "整")


def _whole_capitals(whole: int) -> str:
    groups: list[int] = []
    while whole:
        whole, group = divmod(whole, 10_000)
        groups.append(group)
    if len(groups) > len(_GROUPS):
        raise ValueError("大写金额只写到千亿位")
    parts: list[str] = []
    gap = False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not group:
            gap = bool(parts)
            continue
        if parts and (gap or group < 1000):
            parts.append("零")
        parts.append(_group_capitals(group) + _GROUPS[index])
        gap = group % 10 == 0 and index > 0
    return "".join(parts)


def _group_capitals(group: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return text
