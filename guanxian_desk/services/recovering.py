"""追缴台账 and 对账回执: what the clerk registers about money to come back and statements that came back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.identity import mask_id
from guanxian_desk.modules.vouchers.models import Person, Recovery, Shop, StatementSlip
from guanxian_desk.modules.vouchers.papers.asked import Asked
from guanxian_desk.modules.vouchers.papers.recoveries import Owed, owed
from guanxian_desk.services.office import Office
from guanxian_desk.services.voucher_day import VoucherDay

Row = Mapping[str, Any]


def recovery_rows(office: Office, day: VoucherDay) -> list[Row]:
    """Everybody who was issued more than a right to; who still owes first. steps: what was done, oldest first."""
    with office.store.read() as session:
        asked = Asked(session, day.result, office.name, office.is_sample, "", day.full)
        debts = owed(asked)
    return sorted((_row(debt, day.full) for debt in debts), key=lambda row: (row["left"] == 0, -row["left"]))


def register_notice(office: Office, number: str, amount: int, notice: str, noticed_on: date) -> None:
    """A notice to pay back was sent. amount: fen. UserError for an unknown person or an amount that is none."""
    if amount <= 0:
        raise UserError("催缴金额要大于 0", "没有登记", "请填写要追回的金额")
    with office.store.change(f"登记催缴：{notice}", office.actor) as session:
        person = session.scalars(select(Person).where(Person.number == number)).first()
        if person is None:
            raise UserError("没有这个证件号码的记录", "没有登记")
        session.add(Recovery(person_id=person.id, amount_fen=amount, notice=notice, noticed_on=noticed_on))


def register_paid_back(office: Office, number: str, paid_back_on: date, receipt: str) -> int:
    """The oldest notice of a person that was not paid yet was paid; returns its amount in fen.

    UserError when every notice was paid, or the day lies before the notice.
    """
    with office.store.change("登记追回", office.actor) as session:
        query = select(Recovery).join(Person, Person.id == Recovery.person_id)
        query = query.where(Person.number == number, Recovery.paid_back_on.is_(None)).order_by(Recovery.id)
        step = session.scalars(query).first()
        if step is None:
            raise UserError("没有等着追回的催缴", "没有登记", "请先登记催缴通知")
        if paid_back_on < step.noticed_on:
            raise UserError(f"追回日期早于催缴日期 {step.noticed_on.isoformat()}", "没有登记", "请核对日期")
        step.paid_back_on, step.receipt = paid_back_on, receipt
        return step.amount_fen


def register_slip(
    office: Office, merchant: str, as_of: date, returned_on: date, agrees: bool, objection: str = ""
) -> None:
    """A merchant sent the slip of a statement back; a second one for the same day writes over the first.

    UserError for an unknown merchant, and for an objection without words.
    """
    if not agrees and not objection.strip():
        raise UserError("没有写异议内容", "没有登记", "请照回执写明异议")
    with office.store.change(f"登记对账回执：{merchant} 截至 {as_of.isoformat()}", office.actor) as session:
        shop = session.scalars(select(Shop).where(Shop.number == merchant)).first()
        if shop is None:
            raise UserError(f"没有商户“{merchant}”", "没有登记")
        query = select(StatementSlip).where(StatementSlip.shop_id == shop.id, StatementSlip.as_of == as_of)
        slip = session.scalars(query).first()
        if slip is None:
            slip = StatementSlip(shop_id=shop.id, as_of=as_of)
            session.add(slip)
        slip.returned_on, slip.agrees, slip.objection = returned_on, agrees, objection.strip()


def _row(debt: Owed, full: bool) -> Row:
    number = debt.number
    last = debt.steps[-1] if debt.steps else None
    return {
        "number": number,
        "shown": number if full else mask_id(number),
        "name": debt.name,
        "title": debt.title,
        "code": debt.code,
        "amount": debt.amount,
        "notice": f"{last.notice}（{last.noticed_on}）" if last else "",
        "paid_back": debt.paid_back,
        "left": debt.left,
        "state": debt.state,
        "waiting": any(step.paid_back_on is None for step in debt.steps),
        "steps": debt.steps,
        "find": f"{debt.name} {number}".casefold(),
    }
