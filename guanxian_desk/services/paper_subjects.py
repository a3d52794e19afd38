"""Whom or what a paper can be made for, to choose from."""

from __future__ import annotations

from datetime import date

from guanxian_desk.base.identity import mask_id
from guanxian_desk.modules.papers import Asked, Choice
from guanxian_desk.modules.vouchers.rules.catalogue import RECOVERABLE
from guanxian_desk.services.office import Office
from guanxian_desk.services.papers import PAPERS
from guanxian_desk.services.voucher_day import Row, VoucherDay, look
from guanxian_desk.services.voucher_filter import WAITS
from guanxian_desk.services.voucher_people import merchant_rows, payer_rows

STATEMENT = "voucher-statement"
_SUBJECT_WORDS = {
    STATEMENT: "商户",
    "voucher-entitlements": "产权单位或小区",
    "voucher-waiver": "差异",
    "voucher-recovery-notice": "追缴对象",
    "voucher-weekly": "期号",
}


def subject_word(form: str) -> str:
    """What the subject of a form is called; "" for a form without one."""
    return _SUBJECT_WORDS.get(form) or PAPERS[form][0].subject_word


def subjects(office: Office, form: str, as_of: date, among: str = "") -> list[Choice]:
    """The subjects of a form on a day; ID numbers in the words are masked.

    among: only those of this one (a dossier), for a duty that can find them faster so.
    """
    own = PAPERS[form][0].subjects
    if own is not None:
        with office.store.read() as session:
            return list(own(Asked(session, as_of, office.name, office.is_sample, among)))
    return _of_vouchers(office, form, as_of) if form in _SUBJECT_WORDS else []


def _of_vouchers(office: Office, form: str, as_of: date) -> list[Choice]:
    day = look(office, as_of)
    if form == STATEMENT:
        rows = sorted(merchant_rows(day), key=lambda row: row["number"])
        return [(row["number"], f"{row['name']}（{row['number']}）") for row in rows if row["redemptions"]]
    if form == "voucher-entitlements":
        rows = payer_rows(office, day)
        names = {row[key] for row in rows for key in ("unit", "place") if row[key]}
        return [(name, name) for name in sorted(names)]
    if form == "voucher-waiver":
        return [_of_finding(row) for row in day.rows if row["severity"] != WAITS]
    if form == "voucher-recovery-notice":
        return _owing(day)
    return []


def _of_finding(row: Row) -> Choice:
    return f"{row['code']}/{row['subject']}", f"{row['title']}（{row['code']}）{row['shown']} {row['who']}"


def _owing(day: VoucherDay) -> list[Choice]:
    rows = [row for row in day.rows if row["code"] in RECOVERABLE]
    return [(row["subject"], f"{row['who'].split(' ')[0]} {mask_id(row['subject'])}") for row in rows]
