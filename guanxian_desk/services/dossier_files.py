"""Dossiers between PCs, and the files that a dossier carries, for the faces."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions import exchange, keeping, package, queries, service
from guanxian_desk.modules.decisions.document import dossier_from_bytes
from guanxian_desk.modules.decisions.exchange import Arrival, owner
from guanxian_desk.modules.decisions.merge import Choice, Conflict, keep_ours
from guanxian_desk.modules.decisions.package import Package
from guanxian_desk.services.office import Office
from guanxian_desk.store import attachments

_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class Carried:
    """A file of a dossier. here: whether its bytes are in this data file."""

    id: str
    name: str
    role: str
    media_type: str
    sha256: str
    size: int | None
    here: bool


def opened(data: bytes, name: str) -> Package:
    """A .gxd or .json file as a package. UserError, with the reason, when it is neither in order."""
    if data[:2] == _ZIP:
        return package.read(data, name)
    facts = dossier_from_bytes(data, name)
    came = Package(facts.key, data, {})
    named = {entry["sha256"] for entry in came.document.get("attachments") or ()}
    return Package(facts.key, data, {}, missing=tuple(sorted(named)))


def send(office: Office, key: str) -> bytes:
    """The dossier as a package file; that it left is logged, and remembered for the merge when it comes back."""
    now = office.clock.now()
    with office.store.change(f"送出决策档案 {key}", office.actor, "送出") as session:
        packed = exchange.package(session, key, office.name, office.actor.name)
        exchange.sent(session, key, now)
    return package.write(packed, now)


def under(came: Package, key: str) -> Package:
    """The package to be taken in under another key, where its own stands for another matter here."""
    return exchange.under(came, key)


def own_key(office: Office, came: Package) -> Package:
    """The package under the key that its matter has here; a new one where its own stands for another matter."""
    with office.store.read() as session:
        key = exchange.own_key(session, came)
        if key is None and exchange.stranger(session, came):
            year = (came.document.get("catalogue") or {}).get("year") or office.clock.today().year
            key = service.next_key(session, year)
    return came if key in (None, came.key) else exchange.under(came, str(key))


def look(office: Office, came: Package) -> Arrival:
    """What taking the package would do: new, nothing, or a merge with its conflicts. Nothing is written."""
    with office.store.read() as session:
        return exchange.arrival(session, came)


def take(office: Office, came: Package, choice: Choice = keep_ours) -> Arrival:
    """Take the package in as one step that can be taken back; choice settles each conflict (kept as it stands here)."""
    with office.store.change(f"收到决策档案 {came.key}", office.actor) as session:
        return exchange.take(session, came, office.clock.now(), choice)


def chosen(theirs: Mapping[str, bool]) -> Choice:
    """A choice for each conflict by its name; one that is not named keeps what stands."""

    def choice(conflict: Conflict) -> bool:
        return theirs.get(conflict.name, False)

    return choice


def carried(office: Office, key: str) -> list[Carried]:
    """The files of a dossier in its own order."""
    with office.store.read() as session:
        document = queries.document(session, key)
        here = {entry.sha256 for entry in attachments.of(session, owner(key))}
    return [
        Carried(
            entry["id"],
            entry["name"],
            entry["role"],
            entry["media_type"],
            entry["sha256"],
            entry.get("size"),
            entry["sha256"] in here,
        )
        for entry in document.get("attachments") or ()
    ]


def attach(office: Office, key: str, file_name: str, content: bytes, role: str) -> str:
    """Keep a file with a dossier; role: what it is in the procedure (合法性审查意见书). Returns its id, for evidence.

    UserError for a state secret, an empty or oversized file, or a blank role. The same bytes again are the same file.
    """
    if not role.strip():
        raise UserError("没有写明附件在案卷中的作用", "没有保存附件", "例如：合法性审查意见书")
    with office.store.change(f"附件进入决策档案 {key}：{file_name}", office.actor) as session:
        document = queries.document(session, key)
        if keeping.is_secret(document):
            raise UserError("涉密事项的附件不能放在普通电脑上", "没有保存附件", "请在涉密计算机上办理")
        digest = hashlib.sha256(content).hexdigest()
        there = next((one for one in document.get("attachments") or () if one["sha256"] == digest), None)
        if there is None or digest not in {one.sha256 for one in attachments.of(session, owner(key))}:
            entry = attachments.add(session, owner(key), file_name, content, office.clock.now(), role=role.strip())
        if there is not None:
            return str(there["id"])
        record: dict[str, Any] = {
            "name": file_name.replace("\\", "/").rpartition("/")[2],
            "role": role.strip(),
            "media_type": entry.media,
            "sha256": digest,
            "size": len(content),
        }
        return service.add(session, key, ("attachments",), record)


def detach(office: Office, key: str, attachment: str) -> None:
    """Take a file out of a dossier. UserError while a record still names it as evidence."""
    with office.store.change(f"从决策档案 {key} 取出附件", office.actor) as session:
        entries = queries.document(session, key).get("attachments") or ()
        digest = next((one["sha256"] for one in entries if one["id"] == attachment), None)
        service.take_out(session, key, ("attachments", attachment))
        for entry in attachments.of(session, owner(key)):
            if entry.sha256 == digest:
                session.delete(entry)


def content(office: Office, key: str, attachment: str) -> bytes:
    """The bytes of a file of a dossier. UserError when they are not here or damaged."""
    with office.store.read() as session:
        entries = queries.document(session, key).get("attachments") or ()
        entry = next((one for one in entries if one["id"] == attachment), None)
        here = {one.sha256 for one in attachments.of(session, owner(key))}
        if entry is None or entry["sha256"] not in here:
            raise UserError("这个附件的文件不在本机", "没有改动任何数据", "请让送来档案的单位连同附件一起重新送出")
        return attachments.content(session, entry["sha256"])


def send_json(office: Office, key: str) -> bytes:
    """The dossier alone, as dossier.schema.json has it, in UTF-8, to be read by a person; logged like a package."""
    with office.store.change(f"送出决策档案 {key}", office.actor, "送出") as session:
        document = queries.document(session, key)
        exchange.sent(session, key, office.clock.now())
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
