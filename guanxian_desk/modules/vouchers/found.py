"""What a computation hands on: findings with the records they hang on, sums, marks and counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from guanxian_desk.modules.vouchers.facts import Merchant
from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.wallet import Mark


class Found(NamedTuple):
    """A finding before waivers. record_id: the record its subject names; fen; the other ids are for filters."""

    code: str
    subject: str
    amount: int
    detail: str
    record_id: int
    person_id: int | None = None
    shop_id: int | None = None
    order_id: int | None = None
    code_id: int | None = None


class Settled(NamedTuple):
    """A case with what stood in the merchant's till, what it had withdrawn (fen), and F02, F05 or ""."""

    case: Case
    standing: int
    withdrawn: int
    verdict: str


@dataclass(frozen=True)
class Sums:
    """Ledger-wide sums in fen.

    shared: 20 % of the eligible bases, cut to whole fen, before whole vouchers are made of it; unused: issued and
    never redeemed; known: all redemptions of issued codes; balance: the platform's account after its last event.
    """

    paid: int
    eligible: int
    shared: int
    entitled: int
    issued: int
    unused: int
    known: int
    transferred: int
    withdrawn: int
    balance: int


@dataclass(frozen=True)
class Books:
    """Everything that a day's results are told from.

    redemptions: count by merchant; odd: what odd faces add to "so many redemptions at face", fen; withdrawn: fen by
    merchant.
    """

    sums: Sums
    marks: list[Mark]
    redemptions: dict[int, int]
    odd: int
    withdrawn: dict[int, int]
    shops: dict[int, str]
    register: dict[int, Merchant]


@dataclass(frozen=True)
class Gathered:
    """A whole computation: books, findings, and what only the kept results need besides."""

    books: Books
    found: list[Found]
    cases: list[Settled]
