"""Invented people and legal persons: numbers that pass every check and belong to nobody.

Resident IDs carry the county's code 371525 and the sequence numbers 996–999, which the 15-digit IDs kept for
centenarians, while the birthdays drawn here are those of people in mid-life: nobody bears them.
Credit codes carry organisation numbers that begin with YL (样例), which are not issued.
Phones lie in the 154 block, which no operator has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

AREA = "371525"
_FIRST_BIRTHDAY = date(1950, 1, 1)
_BIRTHDAYS = 40 * 365
_MALE, _FEMALE = ("997", "999"), ("996", "998")
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# Rare and many-voiced surnames stand among the common ones: fonts, sorting and encodings meet them early.
_SURNAMES = "王李张刘陈杨赵孙周吴郭马朱胡于韩徐宋高许冯曹郑谢董田任邵孔沙岳路段郝程范贾靳耿单曾解仇贠"
_DOUBLE_SURNAMES = ("尉迟", "欧阳")
_MALE_SIGNS = ("国建志文立振明海永庆广长金春玉洪学德成宝", "军峰涛强磊鹏飞昇民华林平杰亮东生超勇刚波")
_FEMALE_SIGNS = ("秀桂玉淑春红艳丽晓慧海雪月金文素爱凤翠婷", "敏静娟霞燕英兰芳云梅玲莉琴喆䶮荣香华萍洁")


@dataclass(frozen=True)
class Person:
    """An invented person (or, with a credit code as number, a unit that pays for its residents)."""

    name: str
    number: str
    phone: str


class Registry:
    """Hands out invented people; no number and no phone twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._numbers: set[str] = set()
        self._phones: set[str] = set()

    def person(self) -> Person:
        """A person with name, valid resident ID and phone."""
        male = self._rng.random() < 0.55
        return Person(self._name(male), self._number(male), self.phone())

    def phone(self) -> str:
        """A mobile number in a block that no operator has (154-0635-xxxx and its neighbours)."""
        while True:
            phone = f"154{self._rng.choice(('0635', '1635'))}{self._rng.randrange(10_000):04d}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone

    def _name(self, male: bool) -> str:
        rng = self._rng
        surname = rng.choice(_DOUBLE_SURNAMES) if rng.random() < 0.01 else rng.choice(_SURNAMES)
        first, last = _MALE_SIGNS if male else _FEMALE_SIGNS
        return surname + ("" if rng.random() < 0.3 else rng.choice(first)) + rng.choice(last)

    def _number(self, male: bool) -> str:
        while True:
            birthday = _FIRST_BIRTHDAY + timedelta(days=self._rng.randrange(_BIRTHDAYS))
            body = f"{AREA}{birthday:%Y%m%d}{self._rng.choice(_MALE if male else _FEMALE)}"
            number = body + resident_check(body)
            if number not in self._numbers:
                self._numbers.add(number)
                return number


def resident_check(body: str) -> str:
    """The check digit of a resident ID's first 17 digits (GB 11643-1999)."""
    return _RESIDENT_CHECKS[sum(int(sign) * weight for sign, weight in zip(body, _RESIDENT_WEIGHTS)) % 11]


def mistyped(number: str) -> str:
    """The same ID with one digit of the birthday mistyped, so that its check digit fails."""
    return number[:13] + str((int(number[13]) + 1) % 10) + number[14:]


def credit_code(kind: str, running: int) -> str:
    """A unified social credit code (GB 32100-2015) of this county with both its check characters.

    kind: the first two signs (91 enterprise, 92 self-employed, 12 public institution).
    """
    organisation = f"YL{running:06d}"
    body = kind + AREA + organisation + organisation_check(organisation)
    total = sum(_CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(body, _CREDIT_WEIGHTS))
    return body + _CREDIT_SIGNS[-total % 31]


def organisation_check(body: str) -> str:
    """The check sign of an organisation number's first 8 signs (GB 11714-1997)."""
    rest = -sum(int(sign, 36) * weight for sign, weight in zip(body, _ORGANISATION_WEIGHTS)) % 11
    return "X" if rest == 10 else str(rest)
