"""Check digits of identity documents, written from the standards once more (the desk has its own)."""

from __future__ import annotations

# GB 32100-2015: digits and capitals without I, O, S, V, Z.
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident_check_character(first17: str) -> str:
    """GB 11643-1999: the weight of the i-th place from the right is 2**i modulo 11; the whole sum must be 1 mod 11."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(first17))
    check = (1 - total) % 11
    return "X" if check == 10 else str(check)


def credit_check_character(first17: str) -> str:
    """GB 32100-2015: the weight of the i-th place from the left is 3**i modulo 31; the whole sum must be 0 mod 31."""
    total = sum(CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(first17))
    return CREDIT_ALPHABET[-total % 31]


def fails_its_check_digit(number: str) -> bool:
    """E03's question for a normalised 证件号码: 18 characters that are neither a resident ID nor a credit code.

    Only the check digits are judged: region, birthday and kind of body may be anything.
    """
    if len(number) != 18:
        return False
    first17, last = number[:17], number[17]
    if first17.isascii() and first17.isdigit() and resident_check_character(first17) == last:
        return False
    return any(char not in CREDIT_ALPHABET for char in number) or credit_check_character(first17) != last


def resident_id(first17: str) -> str:
    """A resident ID with its right check digit."""
    return first17 + resident_check_character(first17)


def credit_code(first17: str) -> str:
    """A unified social credit code with its right check character."""
    return first17 + credit_check_character(first17)
