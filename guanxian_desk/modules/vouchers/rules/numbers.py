"""证件号码: only check digits are judged (E03)."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.base.identity import credit_code_ok, resident_check_ok

LENGTH = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = range(ord("0"), ord("9") + 1)
# By place: a digit's byte → digit × weight, remainder of 11; any other byte → 0.
_SHARES = [bytes((byte - 48) * weight % 11 if byte in _DIGITS else 0 for byte in range(256)) for weight in _WEIGHTS]
_STRAYS = bytes(byte not in _DIGITS for byte in range(256))
_CHECKS = bytes(b"10X98765432"[total % 11] for total in range(256))


def wrong_numbers(numbers: Sequence[str]) -> list[int]:
    """Which of the numbers of 18 characters are neither a resident ID nor a unified social credit code.

    Their places in the list. A hundred thousand numbers are added up place by place as long integers with a byte for
    each number (17 shares of at most 10 stay below 256); the few that fail are then judged one by one.
    """
    text = "".join(numbers).encode("ascii", "replace")
    places = [text[place::LENGTH] for place in range(LENGTH)]
    totals = _added([column.translate(shares) for column, shares in zip(places, _SHARES)], len(numbers))
    strays = _added([column.translate(_STRAYS) for column in places[:-1]], len(numbers))
    columns = zip(totals.translate(_CHECKS), places[-1], strays)
    doubtful = (at for at, (check, last, stray) in enumerate(columns) if check != last or stray)
    return [at for at in doubtful if not resident_check_ok(numbers[at]) and not credit_code_ok(numbers[at])]


def _added(columns: Sequence[bytes], length: int) -> bytes:
    return sum(int.from_bytes(column, "little") for column in columns).to_bytes(length, "little")
