"""What was paid, what follows from it, and what was issued: findings E and I (方案二、三)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from guanxian_desk.modules.vouchers import wording
from guanxian_desk.modules.vouchers.facts import seconds
from guanxian_desk.modules.vouchers.found import Found
from guanxian_desk.modules.vouchers.ledger import Ledger, Scope, as_json
from guanxian_desk.modules.vouchers.rules.entitlement import entitled, terms
from guanxian_desk.modules.vouchers.rules.numbers import LENGTH, wrong_numbers

# A recipient's share is kept in millionths; bases are compared in these parts so that no fen is rounded away.
SHARES = 1_000_000

_PAID = """
SELECT coalesce(sum(total_fen), 0), coalesce(sum(total_fen) FILTER (WHERE paid_on BETWEEN :first AND :last), 0)
FROM voucher_payments WHERE paid_on <= :day
"""

_ODD_PAYMENTS = """
SELECT * FROM (
  SELECT y.id, y.number, y.person_id, y.total_fen, y.paid_on, y.estate_unit, y.community,
    y.paid_on NOT BETWEEN :first AND :last AS untimely,
    CASE WHEN coalesce(y.land_fen, y.deed_fen, y.other_fen) IS NOT NULL
      THEN coalesce(y.land_fen, 0) + coalesce(y.deed_fen, 0) + coalesce(y.other_fen, 0) END AS parts,
    :estates AND NOT EXISTS (
      SELECT 1 FROM voucher_estates e WHERE e.estate_unit = y.estate_unit AND e.community = y.community) AS unlisted
  FROM voucher_payments y WHERE WITHIN(y.id) AND y.paid_on <= :day)
WHERE untimely OR parts <> total_fen OR unlisted
"""

_NUMBERS = "SELECT id, number FROM voucher_persons WHERE WITHIN(id) AND length(number) = :length"

_PAYMENTS_OF = """
SELECT id, number, person_id FROM voucher_payments
WHERE WITHIN(id) AND person_id IN (SELECT value FROM json_each(:persons)) AND paid_on <= :day
"""

# LIMIT -1 keeps SQLite from folding the inner query into the outer one and running its sums twice.
_PERSONS = """
SELECT p.id,
  (SELECT sum(y.total_fen) FROM voucher_payments y
    WHERE y.person_id = p.id AND y.paid_on <= :day AND y.paid_on BETWEEN :first AND :last) AS base,
  (SELECT sum(i.face_fen) FROM voucher_issues i WHERE i.person_id = p.id AND i.issued_at < :cutoff) AS issued
FROM voucher_persons p WHERE WITHIN(p.id) LIMIT -1
"""

_PERSON_SUMS = f"""
SELECT coalesce(sum(max(base, 0)), 0), coalesce(sum(due), 0), json_group_array(id) FILTER (
  WHERE (base IS NULL AND issued IS NOT NULL) OR coalesce(due, 0) <> coalesce(issued, 0))
FROM (SELECT id, base, issued, max((base * :multiplier + :addend) / :divisor, 0) * :face AS due FROM ({_PERSONS}))
"""

_PERSON_ROWS = f"""
SELECT u.id, p.number, u.base, u.issued,
  (SELECT count(*) FROM voucher_issues i WHERE i.person_id = u.id AND i.issued_at < :cutoff)
FROM ({_PERSONS}) u JOIN voucher_persons p ON p.id = u.id
"""

_SHARES = """
SELECT y.person_id, n.person_id, y.total_fen, n.share
FROM voucher_recipients n JOIN voucher_payments y ON y.number = n.payment_number
WHERE y.paid_on <= :day AND y.paid_on BETWEEN :first AND :last AND n.share <> 0
"""

_ISSUE_SUMS = """
SELECT coalesce(sum(face_fen), 0), json_group_array(code_id) FILTER (
  WHERE issued_at < :opens OR issued_at >= :closes OR face_fen <> :face)
FROM voucher_issues WHERE WITHIN(code_id) AND issued_at < :cutoff
"""

_ISSUES = """
SELECT i.code_id, c.number, i.person_id, i.face_fen, i.issued_at
FROM voucher_issues i JOIN voucher_codes c ON c.id = i.code_id
WHERE WITHIN(i.code_id) AND i.issued_at < :cutoff
"""


_SHARING = """
SELECT person_id FROM voucher_payments WHERE number IN (SELECT value FROM json_each(:numbers))
UNION SELECT person_id FROM voucher_recipients WHERE payment_number IN (SELECT value FROM json_each(:numbers))
"""


@dataclass(frozen=True)
class Entitlement:
    """Of all payers together, fen: 20 % of their bases (cut to whole fen), and that in whole vouchers."""

    shared: int
    entitled: int


def paid(ledger: Ledger) -> tuple[int, int]:
    """(Σ payments, Σ payments inside the payment window), fen."""
    total, eligible = ledger.row(_PAID, **_window(ledger))
    return total, eligible


def payment_findings(ledger: Ledger, payments: Scope, persons: Scope) -> list[Found]:
    """E01, E02, E03 and E04 of the payments; persons: their payers."""
    estates = ledger.row("SELECT EXISTS (SELECT 1 FROM voucher_estates)")[0]
    found: list[Found] = []
    for row in ledger.rows(_ODD_PAYMENTS, payments, estates=estates, **_window(ledger)):
        found += _payment_faults(ledger, *row)
    return found + _number_findings(ledger, payments, persons)


def _payment_faults(
    ledger: Ledger,
    record: int,
    number: str,
    person: int,
    total: int,
    day: str,
    unit: str | None,
    community: str | None,
    untimely: int,
    parts: int | None,
    unlisted: int,
) -> list[Found]:
    found = []
    if untimely:
        found.append(Found("E01", number, total, wording.untimely_payment(day, ledger.policy), record, person))
    if parts is not None and parts != total:
        found.append(Found("E02", number, abs(parts - total), wording.uneven_parts(parts, total), record, person))
    if unlisted:
        found.append(Found("E04", number, total, wording.unlisted(unit, community), record, person))
    return found


def _number_findings(ledger: Ledger, payments: Scope, persons: Scope) -> list[Found]:
    numbers = ledger.rows(_NUMBERS, persons, length=LENGTH)
    wrong = [numbers[at][0] for at in wrong_numbers([number for _, number in numbers])]
    rows = ledger.rows(_PAYMENTS_OF, payments, persons=as_json(wrong)) if wrong else []
    return [Found("E03", number, 0, wording.WRONG_NUMBER, record, person) for record, number, person in rows]


def entitlement(ledger: Ledger, persons: Scope) -> tuple[Entitlement, list[Found]]:
    """What the persons together are entitled to, and I01, I02 and I03: what each was issued against that."""
    policy, moved = ledger.policy, moved_shares(ledger)
    named = {"face": policy.face_fen, **_window(ledger), **terms(policy)._asdict()}
    base, due, uneven = ledger.row(_PERSON_SUMS, persons, **named)
    sharing = moved.keys() if persons is None else moved.keys() & set(persons)
    base *= SHARES
    found = []
    for person, number, own, face, vouchers in ledger.rows(
        _PERSON_ROWS, sharing | set(json.loads(uneven)), **_window(ledger)
    ):
        exact = (own or 0) * SHARES + moved.get(person, 0)
        base += max(exact, 0) - max(own or 0, 0) * SHARES
        due += entitled(policy, exact, SHARES) - entitled(policy, own or 0)
        paid = own is not None or person in moved
        found += _person_fault(person, number, entitled(policy, exact, SHARES) if paid else None, face or 0, vouchers)
    return Entitlement(base * policy.rate_numerator // (policy.rate_denominator * SHARES), due), found


def _person_fault(person: int, number: str, due: int | None, face: int, vouchers: int) -> list[Found]:
    if due is None:
        return [Found("I01", number, face, wording.unpaid(vouchers, face), person, person)]
    if face == due:
        return []
    code = "I02" if face > due else "I03"
    return [Found(code, number, abs(face - due), wording.uneven_issue(due, face, vouchers), person, person)]


def moved_shares(ledger: Ledger) -> dict[int, int]:
    """What recipients' lines add to and take from each person's base, in millionths of a fen."""
    moved: dict[int, int] = {}
    for payer, recipient, total, share in ledger.rows(_SHARES, **_window(ledger)):
        moved[payer] = moved.get(payer, 0) - total * share
        moved[recipient] = moved.get(recipient, 0) + total * share
    return moved


def issued(ledger: Ledger) -> int:
    """Σ face of all vouchers issued, fen."""
    return int(ledger.row(_ISSUE_SUMS, **_issuing(ledger))[0])


def issue_findings(ledger: Ledger, codes: Scope) -> list[Found]:
    """I04 and I05 of the issued codes."""
    return issued_and_found(ledger, codes)[1]


def issued_and_found(ledger: Ledger, codes: Scope) -> tuple[int, list[Found]]:
    """Σ face of the issued codes (fen), and I04 and I05 of them, in one walk."""
    policy, limits = ledger.policy, _issuing(ledger)
    total, odd = ledger.row(_ISSUE_SUMS, codes, **limits)
    found = []
    for code, number, person, face, at in ledger.rows(_ISSUES, json.loads(odd)):
        if not limits["opens"] <= at < limits["closes"]:
            found.append(Found("I04", number, face, wording.untimely_issue(at), code, person, code_id=code))
        if face != policy.face_fen:
            found.append(Found("I05", number, face, wording.odd_face(face, policy), code, person, code_id=code))
    return total, found


def sharing(ledger: Ledger, numbers: Collection[str]) -> set[int]:
    """Payers and recipients of the payments with the numbers."""
    return {person for (person,) in ledger.rows(_SHARING, numbers=json.dumps(sorted(numbers)))}


def _issuing(ledger: Ledger) -> dict[str, Any]:
    policy = ledger.policy
    opens, closes = seconds(policy.issue_from), seconds(policy.late_issue_until)
    return {"opens": opens, "closes": closes, "face": policy.face_fen}


def _window(ledger: Ledger) -> dict[str, Any]:
    policy = ledger.policy
    return {"first": policy.payment_first.isoformat(), "last": policy.payment_last.isoformat()}
