"""试算: what other options, or changed values of the notices as a draft, would change; nothing is written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.law.policy import PolicyBook, PolicyFileError, read_policy
from guanxian_desk.modules.cultivation import queries, wording
from guanxian_desk.modules.cultivation.policy import policy_book
from guanxian_desk.modules.cultivation.rewards import Rewards, answer
from guanxian_desk.modules.cultivation.service import policy_on
from guanxian_desk.services.cultivation_day import Row
from guanxian_desk.services.office import Office

_NOTHING = "没有试算，文件和数据都没有改动"
_FIELDS = ("from", "value", "unit", "clause", "doc", "label", "choices", "note")


def draft_book(path: Path) -> PolicyBook:
    """The shipped values with those of a file in their place.

    The file lists editions like resources/policies: [[gazelle]] from = 2023-01-01, value = 300_000; what is left out
    of an edition (unit, clause, document, label) is the shipped one's. An edition of the same day is replaced, one of
    a later day is added. UserError for a file that cannot be read or names a value that does not exist.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(
            f"“{path.name}”不是修订值文件（{error}）", _NOTHING, "请照 resources/policies 的写法改"
        ) from error
    shipped = policy_book()
    changed = {name: entries for name, entries in raw.items() if name not in ("title", "doc")}
    strange = [name for name in changed if name not in shipped.values]
    if strange or not changed:
        told = f"没有“{'、'.join(strange)}”这个数" if strange else "没有写任何数"
        raise UserError(f"“{path.name}”里{told}", _NOTHING, f"可以改的有：{'、'.join(shipped.values)}")
    merged = {name: _merged(shipped, name, entries) for name, entries in changed.items()}
    try:
        book = read_policy(shipped.key, {"title": shipped.title, "doc": shipped.doc, **merged})
    except PolicyFileError as error:
        raise UserError(f"“{path.name}”里的数不对（{error}）", _NOTHING, "请改正后再试") from error
    return replace(shipped, values={**shipped.values, **book.values})


def _merged(shipped: PolicyBook, name: str, entries: object) -> list[dict[str, Any]]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UserError(f"“{name}”要写成 [[{name}]] 的一段", _NOTHING)
    editions = {one.since: _raw(one) for one in shipped.values[name]}
    last = list(editions.values())[-1]
    for entry in entries:
        since = entry.get("from", shipped.values[name][-1].since)
        editions[since] = {**last, "from": since, **entry}
    return [editions[since] for since in sorted(editions)]


def _raw(edition: Any) -> dict[str, Any]:
    values = {"from": edition.since, **{name: getattr(edition, name) for name in _FIELDS[1:6]}}
    if edition.choices:
        values["choices"] = list(edition.choices)
    return values | ({"note": edition.note} if edition.note else {})


def compare(office: Office, options: Mapping[str, str], draft: Path | None = None) -> list[Row]:
    """Every claim, suggestion and budget that would come out otherwise, with both results. UserError as draft_book."""
    book = draft_book(draft) if draft is not None else None
    today = office.clock.today()
    with office.store.read() as session:
        records = queries.records(session)
        now = answer(records, policy_on(session, today), None)
        then = answer(records, policy_on(session, today, options, book), None)
    return [*_claims(now, then), *_suggestions(now, then), *_budgets(now, then)]


def _claims(now: Rewards, then: Rewards) -> list[Row]:
    after = {one.claim.number: one for one in then.claims}
    rows: list[Row] = []
    for one in now.claims:
        other = after[one.claim.number]
        if (one.ceiling, one.payable, one.codes) == (other.ceiling, other.payable, other.codes):
            continue
        found = _found_words(one.codes, other.codes)
        above = one.progress.approved_fen > other.payable
        warns = f"已批准 {wording.wan(one.progress.approved_fen)}，超过改后的可付数" if above else ""
        rows.append(
            {
                "kind": "申请",
                "key": one.claim.number,
                "name": one.firm.name if one.firm else "（未登记）",
                "what": wording.matter(one.item, one.level),
                "year": one.year,
                "before": one.payable,
                "after": other.payable,
                "change": other.payable - one.payable,
                "why": "；".join(part for part in (found, warns) if part),
            }
        )
    return rows


def _found_words(before: frozenset[str], after: frozenset[str]) -> str:
    gone, new = sorted(before - after), sorted(after - before)
    parts = [f"不再有 {'、'.join(gone)}"] if gone else []
    return "，".join(parts + ([f"多出 {'、'.join(new)}"] if new else []))


def _suggestions(now: Rewards, then: Rewards) -> list[Row]:
    before = {one.fact.key: one for one in now.suggested}
    after = {one.fact.key: one for one in then.suggested}
    rows: list[Row] = []
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        one = new or old
        assert one is not None
        was, will = (old.entitled if old else 0), (new.entitled if new else 0)
        if was != will:
            rows.append(
                {
                    "kind": "可申请",
                    "key": one.fact.firm.code,
                    "name": one.fact.firm.name,
                    "what": wording.matter(one.fact.item, one.fact.level),
                    "year": one.fact.day.year,
                    "before": was,
                    "after": will,
                    "change": will - was,
                    "why": "" if old and new else "改后才可申请" if new else "改后不再可申请",
                }
            )
    return rows


def _budgets(now: Rewards, then: Rewards) -> list[Row]:
    before = {cut.period: cut.over for cut in now.cuts}
    after = {cut.period: cut.over for cut in then.cuts}
    return [
        {
            "kind": "额度",
            "key": period,
            "name": "统筹资金",
            "what": f"{period}年缺口",
            "year": None,
            "before": before.get(period, 0),
            "after": after.get(period, 0),
            "change": after.get(period, 0) - before.get(period, 0),
            "why": "缺口是待批准可付数减剩余额度",
        }
        for period in sorted({**before, **after})
        if before.get(period, 0) != after.get(period, 0)
    ]
