"""Certificates: the scanned files that a recognition carries."""

from __future__ import annotations

from pathlib import Path

from guanxian_desk.base.errors import UserError, system_reason
from guanxian_desk.modules.cultivation.registers import certificate_owner
from guanxian_desk.services.cultivation_day import Row
from guanxian_desk.services.office import Office
from guanxian_desk.store import attachments


def add_certificate(office: Office, recognition: Row, path: Path) -> None:
    """Keep a file with a recognition as one step. UserError for a file that cannot be read, is empty or too large."""
    try:
        content = path.read_bytes()
    except OSError as error:
        why = system_reason(error)
        raise UserError(f"打不开“{path.name}”（{why}）", "没有保存附件", "请检查文件名和权限") from error
    with office.store.change(f"附认定证书：{path.name}", office.actor) as session:
        owner = certificate_owner(recognition)
        attachments.add(session, owner, path.name, content, office.clock.now(), role="认定证书")


def certificate(office: Office, recognition: Row) -> tuple[str, bytes]:
    """The newest certificate's name and bytes. UserError when there is none, or it is damaged."""
    with office.store.read() as session:
        files = attachments.of(session, certificate_owner(recognition))
        if not files:
            raise UserError("这条认定还没有附证书", "没有读写任何数据")
        return files[-1].file_name, attachments.content(session, files[-1].sha256)
