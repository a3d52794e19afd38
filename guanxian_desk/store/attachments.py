"""Files that records carry: kept once by their bytes, found by whose they are.

Only the entry in the register of attachments goes through the audit; the bytes are sealed by the SHA-256 in it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Attachment, Blob

LARGEST = 200 << 20
"""Bytes; a scanned file of 300 pages in colour is about half of it."""

_MEDIA = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
OTHER = "application/octet-stream"


def add(
    session: ChangeSession, owner: str, file_name: str, content: bytes, at: datetime, *, role: str = "", title: str = ""
) -> Attachment:
    """Keep a file behind the last of its owner. UserError for an empty or oversized one."""
    if not content:
        raise UserError(f"“{file_name}”是空文件", "没有保存附件", "请核对后重新选择")
    if len(content) > LARGEST:
        raise UserError(f"“{file_name}”超过 {LARGEST >> 20} MB", "没有保存附件", "请拆成几个文件，或降低扫描的分辨率")
    last = session.scalar(select(func.max(Attachment.place)).where(Attachment.owner == owner))
    entry = Attachment(
        owner=owner,
        place=0 if last is None else last + 1,
        role=role,
        title=title,
        file_name=file_name,
        media=media_of(content),
        sha256=_keep(session, content),
        added_at=at,
    )
    session.add(entry)
    session.flush()
    return entry


def of(session: Session, owner: str) -> list[Attachment]:
    """The files of an owner, in their order."""
    return list(session.scalars(select(Attachment).where(Attachment.owner == owner).order_by(Attachment.place)))


def content(session: Session, sha256: str) -> bytes:
    """The bytes under a hash; they are checked against it (UserError when the file is damaged)."""
    found = session.scalar(select(Blob.content).where(Blob.sha256 == sha256))
    if found is None or hashlib.sha256(found).hexdigest() != sha256:
        raise UserError("附件的内容已经损坏", "没有改动任何数据", "请从备份中找回这个附件")
    return found


def kept(session: Session, sha256: str) -> bool:
    """Whether the bytes under a hash are in this file."""
    return session.scalar(select(Blob.sha256).where(Blob.sha256 == sha256)) is not None


def media_of(content: bytes) -> str:
    """What kind of file it is, by its first bytes, whatever its name says."""
    return next((media for head, media in _MEDIA if content.startswith(head)), OTHER)


def _keep(session: ChangeSession, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    if not kept(session, digest):
        session.execute(insert(Blob).values(sha256=digest, size=len(content), content=content))
    return digest
