"""消费券核对 as the screen shows a day: figures in words, and the findings as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.identity import mask_id
from guanxian_desk.base.money import short_yuan
from guanxian_desk.modules.vouchers import kept
from guanxian_desk.modules.vouchers.gather import no_progress
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.reconcile import FindingView, Reconciliation
from guanxian_desk.modules.vouchers.rules.catalogue import RECOVERABLE, RULES
from guanxian_desk.services.office import Office
from guanxian_desk.services.reconciling import policy_on
from guanxian_desk.services.voucher_filter import BLOCKS, NOTES, WAITS, actors_of, kinds_of

if TYPE_CHECKING:
    from guanxian_desk.modules.vouchers.facts import VoucherPolicy

Progress = Callable[[str, float], None]
Row = Mapping[str, Any]

IDENTITY_HEADING = "证件号码"
_SEVERITY = {BLOCKS: 0, NOTES: 1, WAITS: 2}

_PERSONS = "SELECT id, number FROM voucher_persons WHERE WITHIN(id)"
_PAYERS = "SELECT person_id, max(payer) FROM voucher_payments WHERE WITHIN(person_id) GROUP BY person_id"


@dataclass(frozen=True)
class VoucherDay:
    """A day's results. rows: the findings as row_of() makes them, those first that hold money back."""

    result: Reconciliation
    rows: tuple[Row, ...]
    full: bool

    @property
    def as_of(self) -> date:
        """The day."""
        return self.result.as_of

    @property
    def empty(self) -> bool:
        """Whether nothing was imported yet."""
        totals = self.result.totals
        return not (totals.paid or totals.issued or totals.transferred or self.result.books.shops)

    @cached_property
    def open_rows(self) -> tuple[Row, ...]:
        """The findings that want a clerk; what still waits to be issued (待发放) is none."""
        return tuple(row for row in self.rows if row["state"] == FindingState.OPEN and row["severity"] != WAITS)

    @cached_property
    def waiting_rows(self) -> tuple[Row, ...]:
        """What is still to be issued (待发放)."""
        return tuple(row for row in self.rows if row["severity"] == WAITS)

    @cached_property
    def recoverable(self) -> int:
        """How many findings name money to come back."""
        return sum(row["code"] in RECOVERABLE for row in self.rows)

    @cached_property
    def kinds(self) -> list[tuple[str, str, int]]:
        """(code, title, how many) of the findings that do not only wait."""
        return kinds_of([row for row in self.rows if row["severity"] != WAITS])

    @cached_property
    def actors(self) -> list[tuple[str, int]]:
        """(who acts, how many) of the findings that do not only wait."""
        return actors_of([row for row in self.rows if row["severity"] != WAITS])

    @cached_property
    def held_back(self) -> int:
        """Face of redemptions that are not paid for because of a finding, fen, each once."""
        return sum(own.unknown + own.repeated + own.blocked for own in self.result.shops.values())

    def counted(self) -> VoucherDay:
        """Everything counted now, not when it is shown: twenty thousand rows on the window's thread would be felt."""
        for name in ("sentence", "open_rows", "waiting_rows", "kinds", "actors", "recoverable"):
            getattr(self, name)
        return self

    @cached_property
    def sentence(self) -> str:
        """四项平衡全部相符；23 类差异中有 7 类、63 条待处理，涉及 8,400 元不予拨付。"""
        if self.empty:
            return "还没有数据：先导入税务局、平台、商务局和财政局送来的表格，核对自动进行。"
        wrong = sum(not one.balanced for one in self.result.identities)
        balance = f"四项平衡有 {wrong} 项不符" if wrong else "四项平衡全部相符"
        wanting = self.open_rows
        kinds = len({row["code"] for row in wanting})
        found = f"{len(RULES)} 类差异中有 {kinds} 类、{len(wanting):,} 条待处理" if wanting else "没有待处理的差异"
        held = f"，涉及 {short_yuan(self.held_back)} 元不予拨付" if self.held_back else ""
        waits = self.waiting_rows
        later = f"另有 {len(waits):,} 人待发放 {short_yuan(sum(row['amount'] for row in waits))} 元。" if waits else ""
        return f"{balance}；{found}{held}。{later}"


def look(office: Office, day: date, full: bool = False, progress: Progress = no_progress) -> VoucherDay:
    """The day's results: the kept ones where they stand for it, else computed afresh. Writes nothing.

    full: ID numbers are not masked. Cancelled when the progress says so.
    """
    policy = policy_on(office, day)
    with office.store.read() as session, office.store.read() as beside:
        result = kept.current(session, policy, day, progress, beside)
        ledger = Ledger.of(session, policy, day)
        names = _Names.of(ledger, result)
    views = result.views()
    rows = sorted((row_of(view, names, full) for view in views), key=_place)
    return VoucherDay(result, tuple(rows), full).counted()


def usual_days(office: Office, today: date) -> tuple[tuple[str, date], ...]:
    """Days that are asked for again and again: words → day."""
    policy: VoucherPolicy = policy_on(office, today)
    issued = policy.issue_until.date() - timedelta(days=1)
    used = policy.use_until.date() - timedelta(days=1)
    return (
        ("今天", today),
        ("上月末", today.replace(day=1) - timedelta(days=1)),
        ("发券截止日", issued),
        ("消费截止日", used),
        ("消费截止次日（未用的已过期）", policy.use_until.date()),
    )


@dataclass(frozen=True)
class _Names:
    """What merchants and persons of the day's findings are called."""

    persons: Mapping[int, str]
    payers: Mapping[int, str]
    result: Reconciliation

    @classmethod
    def of(cls, ledger: Ledger, result: Reconciliation) -> _Names:
        persons = {found.person_id for found in result.found if found.person_id is not None}
        if not persons:
            return cls({}, {}, result)
        return cls(dict(ledger.rows(_PERSONS, persons)), dict(ledger.rows(_PAYERS, persons)), result)

    def merchant(self, shop: int) -> str:
        known = self.result.books.register.get(shop)
        return known.name if known else f"名册外商户 {self.result.books.shops[shop]}"

    def payer(self, person: int, full: bool) -> str:
        number = self.persons[person]
        return f"{self.payers.get(person, '（无缴费凭证）')} {number if full else mask_id(number)}"

    def who(self, view: FindingView, full: bool) -> str:
        if view.shop_id is not None:
            return self.merchant(view.shop_id)
        return self.payer(view.person_id, full) if view.person_id is not None else "平台账户"


def row_of(view: FindingView, names: _Names, full: bool) -> Row:
    """A finding as a row: the columns of the list, and for filters and links code, subject (in full), shown (as the
    screen may show it), merchant and person (numbers, "" for none), and find (what a search looks through)."""
    rule, finding = view.rule, view.finding
    person = names.persons.get(view.person_id, "") if view.person_id is not None else ""
    merchant = names.result.books.shops.get(view.shop_id, "") if view.shop_id is not None else ""
    masked = rule.subject == IDENTITY_HEADING and not full
    who = names.who(view, full)
    return {
        "severity": WAITS if view.waiting else BLOCKS if rule.blocks else NOTES,
        "title": rule.title,
        "who": who,
        "amount": finding.amount,
        "clause": rule.clause or "账表核对",
        "todo": rule.who,
        "state": finding.state.value,
        "code": finding.code,
        "subject": finding.subject,
        "shown": mask_id(finding.subject) if masked else finding.subject,
        "detail": finding.detail,
        "merchant": merchant,
        "person": person,
        "find": f"{who} {finding.subject} {person} {merchant} {finding.code} {finding.detail}".casefold(),
    }


def _place(row: Row) -> int:
    """Open before waived, grave before light; within that the findings' own order (code, subject) stays."""
    return _SEVERITY[row["severity"]] + (len(_SEVERITY) if row["state"] != FindingState.OPEN else 0)
