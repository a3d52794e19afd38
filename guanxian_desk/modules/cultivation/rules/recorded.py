"""What is wrong with the records themselves: C08 and C10 of everything but claims and pool entries (reading 10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guanxian_desk.base.findings import Finding
from guanxian_desk.base.identity import credit_code_ok
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.facts import Activity, Enterprise, Recognition
from guanxian_desk.modules.cultivation.rules.who import Registry


def code_fault(code: str, known: Registry) -> str | None:
    """What is wrong with a code, in words: a wrong check digit, or nobody registered it."""
    if known.find(code) is None:
        return wording.unknown_code(code)
    return None if credit_code_ok(code) else wording.invalid_code(code)


def recognition_key(one: Recognition) -> str:
    """The subject that names a recognition: code/title/level/day."""
    return f"{one.code}/{one.title}/{one.level}/{one.recognised_on.isoformat()}"


def undocumented(recognitions: Iterable[Recognition], known: Registry) -> Iterator[Finding]:
    """C08."""
    for one in recognitions:
        if not one.document:
            firm = known.find(one.code)
            detail = wording.no_document(firm.name if firm else one.code, one.level + one.title, one.recognised_on)
            yield Finding("C08", recognition_key(one), 0, detail)


def wrong_codes(
    rows: Iterable[Enterprise], recognitions: Iterable[Recognition], activities: Iterable[Activity], known: Registry
) -> Iterator[Finding]:
    """C10 of the register (check digit only), of recognitions and of activities."""
    subjects = [(row.code, row.code) for row in rows]
    subjects += [(recognition_key(one), one.code) for one in recognitions]
    subjects += [(one.number, one.code) for one in activities]
    for subject, code in subjects:
        fault = code_fault(code, known)
        if fault:
            yield Finding("C10", subject, 0, fault)
