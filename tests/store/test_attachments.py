from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import func, select, update

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.errors import UserError
from guanxian_desk.store import attachments, undo
from guanxian_desk.store.store import Store
from guanxian_desk.store.tables import Attachment, Audit, Blob

ME, AT = Actor("张三"), datetime(2022, 5, 1, 9, 30)


def _add(store: Store, name: str, content: bytes) -> int:
    with store.change("存入附件", ME) as session:
        return attachments.add(session, "dossier:A", name, content, AT, role="公示").id


def test_the_same_bytes_are_kept_once_under_both_names(store: Store) -> None:
    _add(store, "a.pdf", b"%PDF-1.7 one")
    _add(store, "b.pdf", b"%PDF-1.7 one")
    with store.read() as session:
        first, second = attachments.of(session, "dossier:A")
        assert (first.file_name, second.file_name, first.place, second.place) == ("a.pdf", "b.pdf", 0, 1)
        assert session.scalar(select(func.count()).select_from(Blob)) == 1
        assert attachments.content(session, second.sha256) == b"%PDF-1.7 one"
        assert first.media == "application/pdf"
        assert attachments.of(session, "dossier:B") == []


def test_undo_takes_the_entry_back_and_the_audit_never_holds_the_bytes(store: Store) -> None:
    _add(store, "a.png", b"\x89PNG\r\n\x1a\nsecret-picture")
    with store.read() as session:
        change = session.scalars(select(Attachment)).one()
        step = session.scalars(select(Audit.change_id).where(Audit.table_name == "attachments")).one()
        assert change.media == "image/png"
        assert not [row for row in session.scalars(select(Audit.after)) if "secret" in row]
    with store.change("撤销", ME, "撤销", undoes=step) as session:
        undo.write_back(session, step)
    with store.read() as session:
        assert attachments.of(session, "dossier:A") == []


@pytest.mark.parametrize("content", [b"", b"x" * (attachments.LARGEST + 1)])
def test_empty_and_oversized_files_are_refused(store: Store, content: bytes) -> None:
    with pytest.raises(UserError, match="没有保存附件"):
        _add(store, "a.pdf", content)


def test_damaged_bytes_are_told(store: Store) -> None:
    _add(store, "a.pdf", b"%PDF-1.7 one")
    with store.change("损坏", ME) as session:
        session.execute(update(Blob).values(content=b"other"))
        session.note("blobs", 1)
    with store.read() as session:
        entry = attachments.of(session, "dossier:A")[0]
        with pytest.raises(UserError, match="已经损坏"):
            attachments.content(session, entry.sha256)
