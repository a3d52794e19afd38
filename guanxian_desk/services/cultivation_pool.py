"""培育库 as rows: entries with the yearly review, candidates, scoring sheets; and what clerks decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from guanxian_desk.modules.cultivation import changes
from guanxian_desk.modules.cultivation.changes import Decision, EntryKey
from guanxian_desk.modules.cultivation.rules.pool import Action, Candidate, Reviewed
from guanxian_desk.modules.cultivation.rules.scoring import ScoreSheet
from guanxian_desk.services.cultivation_day import CultivationDay, Row
from guanxian_desk.services.office import Office

ACTION_WORDS = {
    Action.KEEP: "建议保留",
    Action.ADJUST: "建议调整",
    Action.LEAVE: "建议退出",
    Action.UNKNOWN: "缺数据",
}
DECIDED_WORDS = {"keep": "已定：保留", "adjust": "已定：调整", "leave": "已定：退出"}
CANDIDATE = "可入库"


def pool_rows(day: CultivationDay) -> list[Row]:
    """Entries that stand at the year's end, what is proposed and decided, and who could come in."""
    rows = [_entry_row(day, one) for one in day.review.entries]
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


def score_text(sheet: ScoreSheet | None) -> str:
    """87.5, with a mark while a criterion has no points yet."""
    if sheet is None or sheet.tenths is None:
        return ""
    return f"{sheet.tenths // 10}.{sheet.tenths % 10}" + ("" if sheet.complete else "（未评完）")


def decide(office: Office, key: EntryKey, decision: Decision) -> None:
    """保留, 调整 or 退出 with its reason, as one step. UserError when it cannot be."""
    verb = {"keep": "保留", "adjust": "调整", "leave": "退出"}[decision.action.value]
    with office.store.change(f"年度评价{verb}：{key[0]} {key[1]}", office.actor) as session:
        changes.decide(session, key, decision, office.actor)


def score(office: Office, code: str, year: int, points: Mapping[str, int | None], remark: str) -> None:
    """The points of a scoring sheet as one step. UserError for points beyond 0 to 100."""
    with office.store.change(f"年度评价打分：{code} {year}年", office.actor) as session:
        changes.score(session, code, year, points, remark, office.actor)


def moves(day: CultivationDay) -> list[Row]:
    """Who came into the pool and who left in the year, with the reasons."""
    rows: list[Row] = []
    for written in day.books.pool.values():
        for row in written:
            name = day.name_of(row["code"])
            if row["entered_on"].year == day.year:
                rows.append(_move(row["entered_on"], name, "入库", row["category"], row["aiming_at"] or ""))
            if row["left_on"] and row["left_on"].year == day.year:
                rows.append(_move(row["left_on"], name, "退出", row["category"], row["left_why"] or "没有写明原因"))
    return sorted(rows, key=lambda row: (row["day"], row["name"]))


def _move(day: date, name: str, what: str, category: str, why: str) -> dict[str, Any]:
    return {"day": day, "name": name, "what": what, "category": category, "why": why}
