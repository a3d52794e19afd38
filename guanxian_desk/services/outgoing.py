"""发文登记: what went out, who signed and sealed it, to whom, who took delivery; the signed scan is the 正本."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file
from guanxian_desk.services.office import Office
from guanxian_desk.store import attachments, numbers
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Attachment, Dispatch, Filing, Receipt

ORIGINAL = "正本"
"""The role of the signed and sealed scan among a dispatch's attachments."""
MEANS = ("直接送交", "机要交换", "邮寄", "电子公文", "传真")
MOST_COPIES = 10_000


@dataclass(frozen=True)
class Sent:
    """What is registered of an outgoing paper. filing: its number in the filing history, None for a paper made
    elsewhere; number: 发文字号, "" when it has none; day: 成文日期; signer: 签发人; sealed_on: 用印日期; copies: 份数;
    recipients: 主送; copied: 抄送."""

    title: str
    number: str = ""
    filing: int | None = None
    day: date | None = None
    signer: str = ""
    sealed_on: date | None = None
    copies: int | None = None
    recipients: str = ""
    copied: str = ""
    note: str = ""


@dataclass(frozen=True)
class Delivered:
    """Who took delivery: for which body, who signed for it, when, by what way."""

    unit: str
    receiver: str = ""
    day: date | None = None
    means: str = ""
    note: str = ""


def sent_of(office: Office, filing: int) -> Sent:
    """What is known of a paper in the history, to begin its registration with. UserError when there is none."""
    with office.store.read() as session:
        row = session.get(Filing, filing)
        if row is None:
            raise UserError(f"文书记录里没有第 {filing} 号", "没有登记")
        return Sent(str(row.inputs.get("title", row.form)), row.number, filing, row.as_of)


def register(office: Office, sent: Sent) -> int:
    """Enter an outgoing paper; returns its number in the register. UserError for what cannot be, and for a number
    that another outgoing paper has already."""
    _check(sent)
    with office.store.change(f"登记发文：{sent.title}", office.actor) as session:
        _refuse_double(session, sent.number, None)
        row = Dispatch(**_columns(sent))
        session.add(row)
        session.flush()
        return row.id


def amend(office: Office, dispatch: int, sent: Sent) -> None:
    """Write an entry anew. UserError as for register, and when there is no such entry."""
    _check(sent)
    with office.store.change(f"修改发文登记：{sent.title}", office.actor) as session:
        row = _found(session, dispatch)
        _refuse_double(session, sent.number, dispatch)
        for name, value in _columns(sent).items():
            setattr(row, name, value)


def deliver(office: Office, dispatch: int, delivered: Delivered) -> None:
    """Enter who took delivery. UserError without a body, and for a day before the paper's own."""
    if not delivered.unit.strip():
        raise UserError("要写明签收单位", "没有登记签收")
    with office.store.change(f"登记签收：{delivered.unit}", office.actor) as session:
        row = _found(session, dispatch)
        if delivered.day and row.day and delivered.day < row.day:
            raise UserError(f"签收日期 {delivered.day} 早于成文日期 {row.day}", "没有登记签收", "请核对日期")
        session.add(
            Receipt(
                dispatch_id=dispatch,
                unit=delivered.unit.strip(),
                receiver=delivered.receiver.strip(),
                day=delivered.day,
                means=delivered.means.strip(),
                note=delivered.note.strip(),
            )
        )


def keep_original(office: Office, dispatch: int, path: Path) -> None:
    """The signed and sealed scan, which from now on is the 正本; earlier ones stay behind it.

    UserError when it cannot be read, or is neither a PDF nor a picture.
    """
    content = read_file(path)
    if attachments.media_of(content) == attachments.OTHER:
        raise UserError(f"“{path.name}”不是 PDF 或图片", "没有存入正本", "请把盖章件扫描成 PDF、JPG、PNG 或 TIFF")
    with office.store.change(f"存入正本：{path.name}", office.actor) as session:
        row = _found(session, dispatch)
        now = office.clock.now()
        attachments.add(session, owner(dispatch), path.name, content, now, role=ORIGINAL, title=row.title)


def owner(dispatch: int) -> str:
    """Whose attachments the scans of an outgoing paper are."""
    return f"{Dispatch.__tablename__}:{dispatch}"


def original(office: Office, dispatch: int) -> tuple[str, bytes]:
    """The paper as it stands: the newest signed scan, else the filed draft; its file name and bytes.

    UserError when there is neither.
    """
    with office.store.read() as session:
        row = _found(session, dispatch)
        scans = [one for one in attachments.of(session, owner(dispatch)) if one.role == ORIGINAL]
        if scans:
            return scans[-1].file_name, attachments.content(session, scans[-1].sha256)
        filed = session.get(Filing, row.filing_id) if row.filing_id is not None else None
        if filed is None:
            raise UserError(f"“{row.title}”没有正本，也没有存档的文书", "没有改动任何数据", "请存入盖章后的扫描件")
        return str(filed.inputs.get("file_name", f"{row.title}.{filed.format}")), filed.content


def dispatch_rows(office: Office) -> list[Mapping[str, Any]]:
    """The register, newest first; delivered: how many bodies took delivery; original: whether a signed scan is kept."""
    with office.store.read() as session:
        rows = session.scalars(select(Dispatch).order_by(Dispatch.id.desc())).all()
        taken = _count(session, select(Receipt.dispatch_id))
        scans = select(Attachment.owner).where(Attachment.role == ORIGINAL)
        kept = set(session.scalars(scans.where(Attachment.owner.startswith(f"{Dispatch.__tablename__}:"))))
    return [
        {field.name: getattr(row, _COLUMN.get(field.name, field.name)) for field in fields(Sent)}
        | {"id": row.id, "delivered": taken.get(row.id, 0), "original": owner(row.id) in kept}
        for row in rows
    ]


def receipts(office: Office, dispatch: int) -> list[Delivered]:
    """Who took delivery of a paper, in the order entered."""
    with office.store.read() as session:
        rows = session.scalars(select(Receipt).where(Receipt.dispatch_id == dispatch).order_by(Receipt.id))
        return [Delivered(row.unit, row.receiver, row.day, row.means, row.note) for row in rows]


_COLUMN = {"filing": "filing_id"}


def _columns(sent: Sent) -> dict[str, Any]:
    values = {_COLUMN.get(field.name, field.name): getattr(sent, field.name) for field in fields(sent)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()} | {
        "number": numbers.tidy(sent.number)
    }


def _check(sent: Sent) -> None:
    if not sent.title.strip():
        raise UserError("要写明标题", "没有登记")
    if sent.copies is not None and not 1 <= sent.copies <= MOST_COPIES:
        raise UserError(f"份数应是 1 至 {MOST_COPIES} 的整数", "没有登记")
    if sent.day and sent.sealed_on and sent.sealed_on < sent.day:
        raise UserError(f"用印日期 {sent.sealed_on} 早于成文日期 {sent.day}", "没有登记", "请核对日期")


def _refuse_double(session: Session, number: str, besides: int | None) -> None:
    written = numbers.tidy(number)
    if not written:
        return
    query = select(Dispatch).where(Dispatch.number == written)
    other = session.scalars(query if besides is None else query.where(Dispatch.id != besides)).first()
    if other is not None:
        raise UserError(f"发文字号“{written}”已经登记在“{other.title}”上", "没有登记", "请核对文号")


def _found(session: Session | ChangeSession, dispatch: int) -> Dispatch:
    row = session.get(Dispatch, dispatch)
    if row is None:
        raise UserError(f"发文登记里没有第 {dispatch} 条", "没有改动任何数据")
    return row


def _count(session: Session, query: Any) -> dict[int, int]:
    counts: dict[int, int] = {}
    for key in session.scalars(query):
        counts[key] = counts.get(key, 0) + 1
    return counts
