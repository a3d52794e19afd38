"""Invented credit codes with right check characters."""

from __future__ import annotations

from guanxian_desk.base.identity import credit_code_ok

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number: int) -> str:
    """The code of an invented enterprise of the county."""
    body = f"91371525MA3{number:06d}"
    return next(body + last for last in _CHARACTERS if credit_code_ok(body + last))
