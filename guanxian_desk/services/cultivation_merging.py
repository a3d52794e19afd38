"""重名核对: pairs of the register that may be one enterprise, and a clerk's decision about each."""

from __future__ import annotations

from guanxian_desk.modules.cultivation import changes
from guanxian_desk.modules.cultivation.duplicates import propose
from guanxian_desk.modules.cultivation.registers import settled_apart
from guanxian_desk.services.cultivation_day import CultivationDay, Row
from guanxian_desk.services.office import Office

_COMPARED = (("联系电话", "phone"), ("法定代表人", "legal_person"), ("注册地址", "address"))


def pair_rows(day: CultivationDay) -> list[Row]:
    """Proposed pairs with their reasons, the likeliest first, then the codes that are joined already."""
    contacts = {
        code: {word: row[field] for word, field in _COMPARED if row[field]}
        for code, row in day.books.enterprises.items()
    }
    pairs = propose(day.known.firms, contacts, settled_apart(day.identities))
    rows: list[Row] = [
        {
            "one": pair.one.code,
            "other": pair.other.code,
            "one_name": pair.one.name,
            "other_name": pair.other.name,
            "likeness": pair.likeness,
            "why": "；".join(pair.reasons),
            "reasons": pair.reasons,
            "state": "待核对",
            "find": f"{pair.one.name} {pair.other.name} {pair.one.code} {pair.other.code}".casefold(),
        }
        for pair in pairs
    ]
    return rows + _joined(day)


def _joined(day: CultivationDay) -> list[Row]:
    rows: list[Row] = []
    for firm in day.known.firms:
        for code in firm.codes[1:]:
            old = day.books.enterprises.get(code)
            name = old["name"] if old else "（只写在原信用代码里）"
            rows.append(
                {
                    "one": firm.code,
                    "other": code,
                    "one_name": firm.name,
                    "other_name": name,
                    "likeness": None,
                    "why": f"{firm.name}的原信用代码写着 {code}",
                    "reasons": (),
                    "state": "已合并",
                    "find": f"{firm.name} {name} {firm.code} {code}".casefold(),
                }
            )
    return rows


def join(office: Office, newer: str, older: str, reason: str) -> None:
    """合并 as one step: the older code goes into 原信用代码 of the newer one's row. UserError when it cannot be."""
    with office.store.change(f"合并企业：{older} 并入 {newer}", office.actor) as session:
        changes.join(session, newer, older, reason, office.actor, office.clock.today())


def split(office: Office, code: str, former: str, reason: str) -> None:
    """拆分 as one step. UserError when the row of the code does not name the former one."""
    with office.store.change(f"拆分企业：{former} 从 {code} 分出", office.actor) as session:
        changes.split(session, code, former, reason, office.actor, office.clock.today())


def keep_apart(office: Office, one: str, other: str, reason: str) -> None:
    """不是一家 as one step: the pair is not proposed again."""
    with office.store.change(f"判定不是一家：{one} 与 {other}", office.actor) as session:
        changes.keep_apart(session, one, other, reason, office.actor, office.clock.today())
