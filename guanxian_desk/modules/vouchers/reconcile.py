"""消费券核对: totals, the four identities and the findings of a day (冠政办发〔2022〕5号)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.findings import Finding, FindingState
from guanxian_desk.modules.vouchers import wording
from guanxian_desk.modules.vouchers.facts import VoucherPolicy
from guanxian_desk.modules.vouchers.found import Books, Found
from guanxian_desk.modules.vouchers.gather import Progress, gather, no_progress
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.rules.catalogue import BLOCKING, RULE_OF, FindingRule
from guanxian_desk.modules.vouchers.rules.wallet import BACK, HELD, OUTCOMES, REPEATED, UNKNOWN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# Name and Chinese words, left side = right side.
IDENTITIES = (
    ("issued = outstanding + redeemed_net + expired", "已发放＝未使用＋有效核销＋已过期"),
    (
        "redemptions_gross = redeemed_net + returned_by_refund + unknown + repeated",
        "核销总额＝有效核销＋退款退回＋未知券＋重复核销",
    ),
    ("treasury_due = sum of merchants' payable", "财政应付＝各商户应付之和"),
    ("transfers = withdrawals + platform_balance", "财政拨款＝商户提现＋平台余额"),
)
_ACTIVE_WAIVERS = "SELECT code, subject, amount_fen FROM voucher_waivers WHERE revoked_at IS NULL"


@dataclass(frozen=True, slots=True)
class Totals:
    """The money's path, fen; the twelve of the command-line contract, in its order."""

    paid: int
    eligible: int
    entitled: int
    issued: int
    redeemed_net: int
    returned_by_refund: int
    expired: int
    outstanding: int
    withdrawn: int
    transferred: int
    treasury_due: int
    platform_balance: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sums, found in different ways, that must be equal; words says it in Chinese."""

    name: str
    words: str
    left: int
    right: int

    @property
    def balanced(self) -> bool:
        """Equal to the fen."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class ShopSums:
    """One merchant's money, fen. blocked: its standing redemptions with an open R-finding, each once."""

    shop_id: int
    redemptions: int
    gross: int
    unknown: int
    repeated: int
    returned: int
    blocked: int
    withdrawn: int

    @property
    def payable(self) -> int:
        """What the treasury owes it: standing redemptions without an open R-finding."""
        return self.gross - self.unknown - self.repeated - self.returned - self.blocked

    @property
    def balance(self) -> int:
        """Payable and not yet withdrawn; negative when it took too much."""
        return self.payable - self.withdrawn


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its rule and the records it hangs on. waiting: I03 while the issuing window is open (待发放)."""

    finding: Finding
    rule: FindingRule
    waiting: bool
    person_id: int | None
    shop_id: int | None
    order_id: int | None
    code_id: int | None


@dataclass(frozen=True)
class Reconciliation:
    """A day's results. found: the findings with their records, in the order of findings."""

    as_of: date
    policy: VoucherPolicy
    totals: Totals
    identities: tuple[Identity, ...]
    findings: tuple[Finding, ...]
    found: tuple[Found, ...]
    shops: dict[int, ShopSums]
    books: Books

    @property
    def open_count(self) -> int:
        """Findings that are not waived."""
        return sum(finding.state is FindingState.OPEN for finding in self.findings)

    def views(self) -> list[FindingView]:
        """The findings as the screen lists them."""
        waiting = self.policy.issuing_on(self.as_of)
        return [
            FindingView(
                finding,
                RULE_OF[finding.code],
                waiting and finding.code == "I03",
                found.person_id,
                found.shop_id,
                found.order_id,
                found.code_id,
            )
            for finding, found in zip(self.findings, self.found)
        ]

    def as_json(self) -> dict[str, Any]:
        """The document of the command-line contract."""
        identities = [
            {"name": one.name, "left": one.left, "right": one.right, "balanced": one.balanced}
            for one in self.identities
        ]
        findings = [
            {
                "code": one.code,
                "subject": one.subject,
                "amount": one.amount,
                "detail": one.detail,
                "state": one.state.value,
            }
            for one in self.findings
        ]
        return {
            "as_of": self.as_of.isoformat(),
            "totals": asdict(self.totals),
            "identities": identities,
            "findings": findings,
        }


def reconcile(
    session: Session,
    policy: VoucherPolicy,
    as_of: date,
    progress: Progress = no_progress,
    beside: Session | None = None,
) -> Reconciliation:
    """Everything afresh as of the day. Writes nothing. Cancelled when the progress says so.

    beside: a second reading session on the same file; then two threads share the work.
    """
    ledger = Ledger.of(session, policy, as_of)
    gathered = gather(ledger, progress, Ledger.of(beside, policy, as_of) if beside else None)
    return conclude(ledger, gathered.books, gathered.found)


def conclude(ledger: Ledger, books: Books, found: Iterable[Found]) -> Reconciliation:
    """Results from books and findings: waivers applied, S01 and the identities added."""
    waivers = {tuple(row) for row in ledger.rows(_ACTIVE_WAIVERS)}
    listed = list(found)
    waived = {(one.code, one.record_id) for one in listed if one[:3] in waivers} if waivers else set()
    blocked = blocked_standing(books, waived)
    shops = shop_sums(books, ledger.policy, blocked)
    listed += overdrawn(books, shops)
    listed.sort(key=lambda one: (one.code, one.subject))
    findings = tuple(_finding(one, waivers) for one in listed)
    totals, identities = balance(ledger, books, shops, blocked)
    return Reconciliation(ledger.as_of, ledger.policy, totals, identities, findings, tuple(listed), shops, books)


def _finding(found: Found, waivers: Collection[tuple[Any, ...]]) -> Finding:
    state = FindingState.WAIVED if found[:3] in waivers else FindingState.OPEN
    return Finding(found.code, found.subject, found.amount, found.detail, state)


def blocked_standing(books: Books, waived: Collection[tuple[str, int]]) -> dict[int, tuple[int, int]]:
    """(shop, face) of each standing redemption with an open R-finding, by redemption.

    waived: (code, record) of waived findings; R06 is of an order, the others of a redemption.
    """
    fallen = {mark.redemption_id for mark in books.marks if mark.mark in (BACK, UNKNOWN, REPEATED)}
    return {
        mark.redemption_id: (mark.shop_id, mark.face_fen)
        for mark in books.marks
        if mark.mark in BLOCKING
        and mark.redemption_id not in fallen
        and (mark.mark, mark.order_id if mark.mark == "R06" else mark.redemption_id) not in waived
    }


def shop_sums(books: Books, policy: VoucherPolicy, blocked: dict[int, tuple[int, int]]) -> dict[int, ShopSums]:
    """Every merchant's money: so many redemptions at face, corrected by its marks."""
    face = policy.face_fen
    sums: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys((HELD, BACK, UNKNOWN, REPEATED, "odd"), 0))
    for mark in books.marks:
        if mark.mark in OUTCOMES:
            own = sums[mark.shop_id]
            own[mark.mark] += mark.face_fen
            own["odd"] += mark.face_fen - face
    held_back: dict[int, int] = defaultdict(int)
    for shop, fen in blocked.values():
        held_back[shop] += fen
    return {
        shop: ShopSums(
            shop_id=shop,
            redemptions=books.redemptions.get(shop, 0),
            gross=books.redemptions.get(shop, 0) * face + sums[shop]["odd"],
            unknown=sums[shop][UNKNOWN],
            repeated=sums[shop][REPEATED],
            returned=sums[shop][BACK],
            blocked=held_back[shop],
            withdrawn=books.withdrawn.get(shop, 0),
        )
        for shop in books.shops
        if shop in books.register or shop in books.redemptions or shop in books.withdrawn
    }


def overdrawn(books: Books, shops: dict[int, ShopSums]) -> list[Found]:
    """S01: merchants in the register that withdrew more than is payable."""
    return [
        Found(
            "S01",
            books.shops[shop],
            -own.balance,
            wording.overdrawn(own.payable, own.withdrawn),
            shop,
            None,
            shop,
        )
        for shop, own in shops.items()
        if own.balance < 0 and shop in books.register
    ]


def balance(
    ledger: Ledger, books: Books, shops: dict[int, ShopSums], blocked: dict[int, tuple[int, int]]
) -> tuple[Totals, tuple[Identity, ...]]:
    """Totals and the four identities, each side in its own way."""
    sums, of = books.sums, _outcome_sums(books)
    net = sums.known - of[BACK] - of[REPEATED]
    free = sums.unused + _freed(books)
    expired = ledger.policy.expired_on(ledger.as_of)
    totals = Totals(
        paid=sums.paid,
        eligible=sums.eligible,
        entitled=sums.entitled,
        issued=sums.issued,
        redeemed_net=net,
        returned_by_refund=of[BACK],
        expired=free if expired else 0,
        outstanding=0 if expired else free,
        withdrawn=sums.withdrawn,
        transferred=sums.transferred,
        treasury_due=net - sum(fen for _, fen in blocked.values()),
        platform_balance=sums.balance,
    )
    gross = sum(books.redemptions.values()) * ledger.policy.face_fen + books.odd
    rights = (
        totals.outstanding + net + totals.expired,
        net + of[BACK] + of[UNKNOWN] + of[REPEATED],
        sum(own.payable for own in shops.values()),
        totals.withdrawn + totals.platform_balance,
    )
    lefts = (totals.issued, gross, totals.treasury_due, totals.transferred)
    return totals, tuple(Identity(*named, *sides) for named, *sides in zip(IDENTITIES, lefts, rights))


def _outcome_sums(books: Books) -> dict[str, int]:
    sums = dict.fromkeys(OUTCOMES, 0)
    for mark in books.marks:
        if mark.mark in OUTCOMES:
            sums[mark.mark] += mark.face_fen
    return sums


def _freed(books: Books) -> int:
    """Σ face of vouchers that a refund put back and nobody has used since."""
    held = {mark.code_id for mark in books.marks if mark.mark in (HELD, UNKNOWN)}
    freed = {mark.code_id: mark.face_fen for mark in books.marks if mark.mark == BACK and mark.code_id not in held}
    return sum(freed.values())
