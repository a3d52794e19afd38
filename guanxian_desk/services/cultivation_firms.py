"""The registry as rows of a table, and one enterprise's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxian_desk.modules.cultivation.profile import facts_of, title_state
from guanxian_desk.modules.cultivation.registers import JOINED, SPLIT, certificate_owner
from guanxian_desk.modules.cultivation.rules.claims import Assessed
from guanxian_desk.modules.cultivation.rules.ladder import rungs_on
from guanxian_desk.modules.cultivation.rules.scoring import ScoreSheet
from guanxian_desk.modules.cultivation.rules.who import Firm
from guanxian_desk.modules.cultivation.stories import Told, story
from guanxian_desk.services.cultivation_day import CultivationDay, Row

NO_PARK, NO_CHAIN = "（不在园区）", "（未写产业链）"


def firm_rows(day: CultivationDay) -> list[Row]:
    """Every enterprise under its newest code, by name."""
    inside: dict[str, list[str]] = {}
    for entry in day.review.entries:
        if entry.firm:
            inside.setdefault(entry.firm.code, []).append(entry.entry.category)
    owed = {one.fact.firm.code for one in day.rewards.suggested}
    rows = [_firm_row(day, firm, inside.get(firm.code, []), firm.code in owed) for firm in day.known.firms]
    return sorted(rows, key=lambda row: row["name"])


def _firm_row(day: CultivationDay, firm: Firm, classes: list[str], owed: bool) -> dict[str, Any]:
    entry = day.books.entry(firm)
    years = [year for year in firm.figures if year <= day.year]
    last = firm.figures[years[-1]] if years else None
    claims = day.claims_of.get(firm.code, [])
    return {
        "code": firm.code,
        "name": firm.name,
        "township": entry["township"],
        "park": entry["park"] or NO_PARK,
        "chain": entry["chain"] or NO_CHAIN,
        "industry": entry["industry"] or "",
        "rung": "、".join(rungs_on(firm, day.as_of)) if firm.code.startswith("9") else "不在梯队",
        "pool": "、".join(classes),
        "revenue": last.revenue_fen if last else None,
        "revenue_year": years[-1] if years else None,
        "paid": sum(one.progress.paid_fen for one in claims) or None,
        "codes": len(firm.codes),
        "owed": owed,
        "find": " ".join((firm.name, *firm.codes, entry["former_names"] or "", entry["products"] or "")).casefold(),
    }


@dataclass(frozen=True)
class FirmView:
    """One enterprise's page. facts: (name, text) of its register entry; names: how codes and names came together."""

    firm: Firm
    facts: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]
    claims: tuple[Assessed, ...]
    suggested: tuple[str, ...]
    titles: tuple[Row, ...]
    sheet: ScoreSheet | None
    identities: tuple[Row, ...]


def firm_view(day: CultivationDay, code: str) -> FirmView | None:
    """The page of the enterprise of a code; None when nobody registered it."""
    firm = day.firm(code)
    if firm is None:
        return None
    return FirmView(
        firm,
        facts_of(day, firm),
        tuple(reversed(story(firm, day.books, day.as_of))),
        tuple(day.claims_of.get(firm.code, [])),
        tuple(one.because for one in day.everything.suggested if one.fact.firm is firm),
        tuple(day.books.of(day.books.recognitions, firm)),
        day.sheets.get(firm.code),
        tuple(row for row in day.identities if {row["code"], row["other"]} & set(firm.codes)),
    )


def titles_rows(day: CultivationDay) -> list[Row]:
    """Every recognition, those that end soon first, then the newest."""
    rows = [_title_row(day, row) for rows in day.books.recognitions.values() for row in rows]
    return sorted(rows, key=lambda row: (row["state"] != "将到期", -row["recognised_on"].toordinal(), row["name"]))


def _title_row(day: CultivationDay, row: Row) -> dict[str, Any]:
    firm = day.firm(row["code"])
    name = firm.name if firm else "（未登记）"
    return {
        **{key: row[key] for key in ("code", "title", "level", "recognised_on", "document", "valid_until")},
        "firm": firm.code if firm else "",
        "name": name,
        "files": day.certificates.get(certificate_owner(row), ()),
        "state": title_state(row, day.as_of),
        "days": (row["valid_until"] - day.as_of).days if row["valid_until"] else None,
        "find": f"{name} {row['code']} {row['title']} {row['document'] or ''}".casefold(),
    }


def service_rows(day: CultivationDay) -> list[Row]:
    """Services up to the day, the newest first; problems without an outcome are open."""
    rows = []
    for written in day.books.services.values():
        for row in (one for one in written if one["served_on"] <= day.as_of):
            name = day.name_of(row["code"])
            is_open = bool(row["problem"]) and not row["outcome"]
            state = "未解决" if is_open else "已解决" if row["problem"] else "没有提出问题"
            find = " ".join(str(row[key] or "") for key in ("number", "content", "problem", "served_by"))
            rows.append({**row, "name": name, "state": state, "find": f"{name} {find}".casefold()})
    return sorted(rows, key=lambda row: row["served_on"], reverse=True)


def trainee_rows(day: CultivationDay) -> list[Row]:
    """People who were trained up to the day, the newest first."""
    rows = [
        {**row, "firm_name": day.name_of(row["code"]), "find": f"{row['name']} {day.name_of(row['code'])}".casefold()}
        for written in day.books.trainees.values()
        for row in written
        if row["trained_on"] <= day.as_of
    ]
    return sorted(rows, key=lambda row: row["trained_on"], reverse=True)


def identity_words(row: Row) -> str:
    """A decision about who is who, in words."""
    verb = {JOINED: "合并为一家", SPLIT: "拆分为两家"}.get(row["decision"], "判定不是一家")
    return (
        f"{row['decided_on'].isoformat()} {row['decided_by']}：{row['code']} 与 {row['other']} {verb}。{row['reason']}"
    )
