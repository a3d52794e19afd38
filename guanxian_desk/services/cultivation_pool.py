"""培育库 as rows: entries with the yearly review, candidates, scoring sheets; and what clerks decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxian_desk.modules.cultivation import changes
from guanxian_desk.modules.cultivation.changes import Decision, EntryKey
from guanxian_desk.modules.cultivation.profile import score_text
from guanxian_desk.modules.cultivation.rules.pool import ACTION_WORDS, DECIDED_WORDS, Action, Candidate, Reviewed
from guanxian_desk.services.cultivation_day import CultivationDay, Row
from guanxian_desk.services.office import Office

CANDIDATE = "可入库"


def pool_rows(day: CultivationDay) -> list[Row]:
    """Entries that stand at the year's end, what is proposed and decided, who left by decision, who could come in."""
    rows = [_entry_row(day, one) for one in day.review.entries]
    stand = {(one.entry.code, one.entry.category, one.entry.entered_on) for one in day.review.entries}
    rows += [_left_row(day, decided) for key, decided in day.decided.items() if key not in stand]
    rows += [_candidate_row(day, one) for one in day.review.candidates]
    return sorted(rows, key=lambda row: (row["order"], row["name"], row["category"]))


_ORDER = {Action.LEAVE: 0, Action.ADJUST: 1, Action.UNKNOWN: 2, Action.KEEP: 4}


def _entry_row(day: CultivationDay, one: Reviewed) -> dict[str, Any]:
    entry, firm = one.entry, one.firm
    decided = day.decided.get((entry.code, entry.category, entry.entered_on))
    name = firm.name if firm else "（未登记）"
    sheet = day.sheets.get(firm.code) if firm else None
    return {
        "code": entry.code,
        "firm": firm.code if firm else "",
        "name": name,
        "category": entry.category,
        "entered_on": entry.entered_on,
        "aiming_at": entry.aiming_at or "",
        "meets": "、".join(one.meets),
        "action": one.action.value,
        "state": DECIDED_WORDS[decided["action"]] if decided else ACTION_WORDS[one.action],
        "because": one.because,
        "unfit": one.unfit or "",
        "decided": decided,
        "score": score_text(sheet),
        "tenths": sheet.tenths if sheet else None,
        "order": 5 if decided else _ORDER[one.action],
        "find": f"{name} {entry.code}".casefold(),
    }


def _left_row(day: CultivationDay, decided: Row) -> dict[str, Any]:
    """An entry that the year's review took out of the pool before the year ended."""
    firm = day.firm(decided["code"])
    return {
        "code": decided["code"],
        "firm": firm.code if firm else "",
        "name": day.name_of(decided["code"]),
        "category": decided["category"],
        "entered_on": decided["entered_on"],
        "aiming_at": "",
        "meets": "",
        "action": decided["action"],
        "state": DECIDED_WORDS[decided["action"]],
        "because": decided["reason"],
        "unfit": "",
        "decided": decided,
        "score": "",
        "tenths": None,
        "order": 5,
        "find": f"{day.name_of(decided['code'])} {decided['code']}".casefold(),
    }


def _candidate_row(day: CultivationDay, one: Candidate) -> dict[str, Any]:
    return {
        "code": one.firm.code,
        "firm": one.firm.code,
        "name": one.firm.name,
        "category": "",
        "entered_on": None,
        "aiming_at": "",
        "meets": "、".join(one.meets),
        "action": "candidate",
        "state": CANDIDATE,
        "because": f"{day.year}年度符合“{'”“'.join(one.meets)}”，不在库",
        "unfit": "",
        "decided": None,
        "score": "",
        "tenths": None,
        "order": 3,
        "find": f"{one.firm.name} {one.firm.code}".casefold(),
    }


def decide(office: Office, key: EntryKey, decision: Decision) -> None:
    """保留, 调整 or 退出 with its reason, as one step. UserError when it cannot be."""
    verb = {"keep": "保留", "adjust": "调整", "leave": "退出"}[decision.action.value]
    with office.store.change(f"年度评价{verb}：{key[0]} {key[1]}", office.actor) as session:
        changes.decide(session, key, decision, office.actor)


def score(office: Office, code: str, year: int, points: Mapping[str, int | None], remark: str) -> None:
    """The points of a scoring sheet as one step. UserError for points beyond 0 to 100."""
    with office.store.change(f"年度评价打分：{code} {year}年", office.actor) as session:
        changes.score(session, code, year, points, remark, office.actor)
