"""Packets go out: files attached to them, and a packet kept in the filing history with its very bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file
from guanxian_desk.services.filing import issue
from guanxian_desk.services.office import Office
from guanxian_desk.services.packets import Packet, kind_of
from guanxian_desk.store import attachments
from guanxian_desk.store.tables import Attachment

MEDIA = {"application/pdf": "PDF", "image/jpeg": "JPG 图片", "image/png": "PNG 图片", "image/tiff": "TIFF 图片"}


def attach(office: Office, kind: str, subject: str, files: Sequence[Path], role: str = "") -> int:
    """Keep files for a packet, behind those it has; returns how many. One step, which can be taken back.

    UserError, and nothing kept, when one of them cannot be read, is empty or too large, and for a packet whose files
    lie with the records of its duty.
    """
    packet = kind_of(kind, subject)
    if not packet.takes_files:
        where = packet.subject_word or "有关记录"
        raise UserError(f"“{packet.title}”的扫描件附在{where}上", "没有附入", f"请在{where}里附上，装订时自动编入")
    contents = [(path.name, read_file(path)) for path in files]
    with office.store.change(f"附入案卷材料 {len(contents)} 份", office.actor) as session:
        for name, content in contents:
            attachments.add(session, owner(kind, subject), name, content, office.clock.now(), role=role)
    return len(contents)


def attached(office: Office, kind: str, subject: str) -> list[Mapping[str, Any]]:
    """The files that were attached to a packet, in their order, as rows of a table."""
    with office.store.read() as session:
        found = attachments.of(session, owner(kind, subject))
        return [
            {"id": one.id, "name": one.file_name, "kind": MEDIA.get(one.media, "其他文件"), "at": one.added_at}
            for one in found
        ]


def detach(office: Office, attachment: int) -> None:
    """Take a file out of its packet. One step, which can be taken back."""
    with office.store.change("撤出案卷材料", office.actor) as session:
        one = session.get(Attachment, attachment)
        if one is not None:
            session.delete(one)


def owner(kind: str, subject: str) -> str:
    """Whose attachments a packet's files are."""
    return f"packet:{kind}:{subject}"


def issue_packet(office: Office, packet: Packet, deliver: Callable[[bytes], None] | None = None) -> int:
    """Keep a packet in the filing history; returns its number there. deliver: as for a paper (see filing.issue)."""
    return issue(office, packet.produced, deliver)
