"""证件号码: only check digits are judged (E03)."""

from __future__ import annotations

from operator import mul

from guanxian_desk.base.identity import credit_code_ok, resident_check_ok

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DIGIT_ZERO = sum(48 * weight for weight in _WEIGHTS)
# The check character by the weighted sum of the digits' byte values, remainder of 11.
_CHECKS = [b"10X98765432"[(rest - _DIGIT_ZERO) % 11] for rest in range(11)]


def wrong_number(number: str) -> bool:
    """Whether 18 characters are neither a resident ID nor a unified social credit code by their check digits.

    Nearly every number is a good resident ID, so that is tried first in bytes; the rest go the thorough way.
    """
    body = number.encode()
    if len(body) == 18 and body[17] == _CHECKS[sum(map(mul, body, _WEIGHTS)) % 11] and body[:17].isdigit():
        return False
    return not resident_check_ok(number) and not credit_code_ok(number)
