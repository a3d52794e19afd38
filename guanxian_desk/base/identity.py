"""Identity numbers: resident ID (GB 11643-1999), unified social credit code (GB 32100-2015), phones; their masks."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CREDIT_SET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT = re.compile(r"[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}")


def normal_code(text: str) -> str:
    """A code, ID or key as the desk keeps it: half-width, upper case, no blanks."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).upper()


def resident_check_ok(number: str) -> bool:
    """Whether 18 characters are a resident ID with the right check digit (GB 11643-1999, ISO 7064 MOD 11-2).

    Only the check digit is judged: place and birthday may be of any time.
    """
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS))
    return _CHECKS[total % 11] == number[17]


def credit_code_ok(number: str) -> bool:
    """Whether the text is a unified social credit code with the right check character (GB 32100-2015 4.5, MOD 31).

    Computed here: python-stdnum takes only codes that begin with two digits, but villages' cooperatives (N2 …),
    trade unions (8 …) and army bodies (A1 …) have letters there.
    """
    if not _CREDIT.fullmatch(number):
        return False
    total = sum(_CREDIT_SET.index(char) * pow(3, place, 31) for place, char in enumerate(number[:17]))
    return _CREDIT_SET[-total % 31] == number[17]


def mask_id(number: str) -> str:
    """371525********1234: the first six and last four stay, shorter numbers keep only the ends."""
    if len(number) >= 15:
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    if len(number) > 4:
        return number[:2] + "*" * (len(number) - 4) + number[-2:]
    return "*" * len(number)


def mask_phone(number: str) -> str:
    """138****5678."""
    return number[:3] + "*" * max(len(number) - 7, 0) + number[-4:] if len(number) > 7 else "*" * len(number)
