"""How a paper calls the records of a finding: merchants and payers by name, ID numbers masked unless in full."""

from __future__ import annotations

from collections.abc import Iterable

from guanxian_desk.modules.vouchers.papers.asked import Asked
from guanxian_desk.modules.vouchers.reconcile import FindingView

NO_PAYER = "（无缴费凭证）"
"""Stands for the name of somebody whom no tax paper names."""

_PAYERS = "SELECT person_id, max(payer) FROM voucher_payments WHERE WITHIN(person_id) GROUP BY person_id"


class Names:
    """Names of merchants, and of the payers that the day's findings are about, or of those given besides."""

    def __init__(self, asked: Asked, people: Iterable[int] = ()) -> None:
        self._asked = asked
        books = asked.result.books
        self._numbers, self._register = books.shops, books.register
        persons = {one.person_id for one in asked.result.found if one.person_id is not None} | set(people)
        self._payers: dict[int, str] = dict(asked.ledger.rows(_PAYERS, persons))

    def merchant(self, shop: int) -> str:
        """The merchant's registered name, or that it is in no register."""
        known = self._register.get(shop)
        return known.name if known else f"名册外商户 {self._numbers[shop]}"

    def payer(self, person: int) -> str:
        """The name that the person's tax papers bear."""
        return self._payers.get(person, NO_PAYER)

    def subject(self, view: FindingView) -> str:
        """The key that the finding names, an ID number as this paper may show it."""
        key = view.finding.subject
        return self._asked.number(key) if view.rule.subject == "证件号码" else key

    def whose(self, view: FindingView) -> str:
        """The merchant of a redemption, refund or withdrawal; the payer of everything else."""
        if view.shop_id is not None:
            return self.merchant(view.shop_id)
        return self.payer(view.person_id) if view.person_id is not None else ""
