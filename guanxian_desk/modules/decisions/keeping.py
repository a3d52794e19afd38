"""What holds for a dossier when it is kept: its text, the columns it is found by, and what must never be lost.

Whatever happened may be recorded, lawful or not. Refused is only what would hide something (an opinion that is gone)
or what must not lie on an ordinary PC (the contents of a state secret).
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.case import ON_DRAFT, earliest, latest
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.schema import schema
from guanxian_desk.modules.decisions.wording import Node, resolved

Document = dict[str, Any]

FORMAT = "guanxian-dossier/1"
SECRET_TITLE = "涉密事项"
SECRET_BASIS = "国家秘密"
_SECRET = re.compile("国家秘密|绝密|机密|秘密级|涉密")
_NOTHING_SAVED = "没有保存任何内容"


def new_document(key: str, title: str, unit: str = "", year: int | None = None) -> Document:
    """An empty dossier of a matter; unit and year as the yearly catalogue has them."""
    document: Document = {"format": FORMAT, "key": key, "matter": {"title": title}}
    if unit or year:
        document["catalogue"] = {"year": year, "matter_name": title, "undertaking_unit": unit or None}
    if unit:
        document["initiation"] = {"units": [{"name": unit}]}
    return document


def secret_stub(key: str) -> Document:
    """All that an ordinary PC may know of a state secret: that there is a matter with this number."""
    confidentiality = {"confidential": True, "basis": SECRET_BASIS}
    return {"format": FORMAT, "key": key, "matter": {"title": SECRET_TITLE, "confidentiality": confidentiality}}


def is_secret(document: Document) -> bool:
    """Whether the matter is marked a state secret (a trade secret is confidential, but may be kept here)."""
    mark = document["matter"].get("confidentiality") or {}
    return bool(mark.get("confidential")) and bool(_SECRET.search(mark.get("basis") or ""))


def refuse_secret_contents(document: Document) -> None:
    """UserError when a state secret is more than its stub."""
    if is_secret(document) and _said(document) != secret_stub(document["key"]):
        raise UserError(
            "涉密事项的内容不能录入普通电脑",
            f"{_NOTHING_SAVED}，附件也不接收",
            "本机只留涉密事项的编号（新建时勾选“涉密”），内容请在涉密计算机上办理",
        )


def refuse_lost_opinions(before: Document, after: Document) -> None:
    """UserError when an opinion of the register is gone, or one that was struck stands again (第二十八条)."""
    kept = {entry["id"]: entry for entry in _opinions(after)}
    lost = [entry["id"] for entry in _opinions(before) if entry["id"] not in kept]
    if lost:
        raise UserError(
            f"意见登记簿里的{'、'.join(lost)}不能删除", _NOTHING_SAVED, "登记错了的，请用“划去”并写明理由（第二十八条）"
        )
    revived = [
        entry["id"] for entry in _opinions(before) if entry.get("struck") and not kept[entry["id"]].get("struck")
    ]
    if revived:
        raise UserError(
            f"已经划去的意见{'、'.join(revived)}不能恢复", _NOTHING_SAVED, "请另行登记一条，或者用撤销取回上一步"
        )


def ordered(document: Document) -> Document:
    """The document with its properties in the schema's order, nothing added or left out."""
    return _ordered(document, schema())  # type: ignore[no-any-return]


def text_of(document: Document) -> str:
    """The one text under which a document is kept and fingerprinted."""
    return json.dumps(ordered(document), ensure_ascii=False, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """The SHA-256 of a kept text."""
    return hashlib.sha256(text.encode()).hexdigest()


def columns(dossier: Dossier, document: Document) -> dict[str, Any]:
    """What a dossier is found and listed by. Days may be plans: whoever reads them compares with the as-of day."""
    matter, secrecy = dossier.matter, dossier.matter.confidentiality
    decision = max(dossier.deliberation.decisions, key=lambda one: one.made_on or date.min, default=None)
    meetings = [one for one in dossier.deliberation.meetings if one.topic == ON_DRAFT]
    return {
        "title": matter.title or dossier.key,
        "unit": lead_unit(dossier),
        "category": matter.category,
        "year": (document.get("catalogue") or {}).get("year"),
        "confidential": bool(secrecy.confidential and secrecy.basis),
        "secret": is_secret(document),
        "excluded": matter.exclusion not in (None, "无"),
        "initiated_on": dossier.initiation.decided_on,
        "submitted_on": latest(one.submitted_on for one in dossier.legality.rounds),
        "discussed_on": latest(one.held_on for one in meetings),
        "decided_on": decision.made_on if decision else None,
        "outcome": decision.outcome if decision else None,
        "published_on": earliest(one.published_on for one in dossier.publication.channels),
        "closed_on": dossier.archive.closed_on,
    }


def lead_unit(dossier: Dossier) -> str:
    """The undertaking unit: the one that leads, else the first, else the catalogue's; "" while nobody is named."""
    units = dossier.initiation.units
    leading = next((unit for unit in units if unit.role == "牵头"), units[0] if units else None)
    return (leading.name if leading else None) or dossier.catalogue.undertaking_unit or ""


def _opinions(document: Document) -> list[Any]:
    return (document.get("participation") or {}).get("opinions") or []


def _said(value: Any) -> Any:
    """A document without what is null or empty."""
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items() if part not in (None, [], {})}
    return value


def _ordered(value: Any, node: Node) -> Any:
    node = resolved(node)
    if isinstance(value, dict):
        parts = node.get("properties", {})
        return {name: _ordered(value[name], parts[name]) for name in parts if name in value}
    if isinstance(value, list):
        return [_ordered(part, node["items"]) for part in value]
    return value
