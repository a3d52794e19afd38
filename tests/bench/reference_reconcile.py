"""The yardstick: the same results in plain pandas over the standard sqlite3, written as a careful analyst would.

python reference_reconcile.py FILE AS_OF prints totals, R01–R06 and I01–I03 as JSON. It shares no code with the program.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from datetime import date, datetime
from typing import Any

import pandas as pd

FACE = MINIMUM = 10_000
FIRST, LAST = "2022-04-13", "2022-06-30"
GIVEN_UP = date(2022, 12, 31)


def seconds(day: date) -> int:
    return int((datetime(day.year, day.month, day.day) - datetime(1970, 1, 1)).total_seconds())


def load(file: str, as_of: date) -> dict[str, pd.DataFrame]:
    """Every table up to the end of the day, only the columns that are needed."""
    cutoff = seconds(as_of) + 86_400
    database = sqlite3.connect(file)
    queries = {
        "payments": (
            "SELECT person_id, total_fen, paid_on FROM voucher_payments WHERE paid_on <= ?",
            as_of.isoformat(),
        ),
        "issues": ("SELECT code_id, person_id, face_fen, issued_at FROM voucher_issues WHERE issued_at < ?", cutoff),
        "uses": (
            "SELECT id, serial, code_id, shop_id, order_id, purchase_fen, redeemed_at FROM voucher_redemptions"
            " WHERE redeemed_at < ?",
            cutoff,
        ),
        "refunds": (
            "SELECT serial, order_id, scope, handling, refunded_at FROM voucher_refunds WHERE refunded_at < ?",
            cutoff,
        ),
        "withdrawals": ("SELECT amount_fen FROM voucher_withdrawals WHERE withdrawn_at < ?", cutoff),
        "transfers": ("SELECT amount_fen, direction FROM voucher_transfers WHERE transferred_at < ?", cutoff),
    }
    frames = {name: pd.read_sql(sql, database, params=(value,)) for name, (sql, value) in queries.items()}
    frames["merchants"] = pd.read_sql(
        "SELECT shop_id, review, reviewed_at, disqualified_at FROM voucher_merchants", database
    )
    frames["persons"] = pd.read_sql("SELECT id, number FROM voucher_persons", database).set_index("id")
    frames["orders"] = pd.read_sql("SELECT id, number FROM voucher_orders", database).set_index("id")
    frames["waivers"] = pd.read_sql(
        "SELECT code, subject, amount_fen FROM voucher_waivers WHERE revoked_at IS NULL", database
    )
    database.close()
    return frames


def payers(frames: dict[str, pd.DataFrame]) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    payments, issues = frames["payments"], frames["issues"]
    eligible = payments[payments.paid_on.between(FIRST, LAST)]
    base = eligible.groupby("person_id").total_fen.sum().rename("base")
    issued = issues.groupby("person_id").face_fen.sum().rename("issued")
    both = pd.concat([base, issued], axis=1)
    both["entitled"] = (both.base.clip(lower=0) // (5 * FACE) * FACE).fillna(0).astype("int64")
    both["face"] = both.issued.fillna(0).astype("int64")
    both["number"] = frames["persons"].number.reindex(both.index)
    paid = both.base.notna()
    parts = {
        "I01": (~paid & both.issued.notna(), both.face),
        "I02": (paid & (both.face > both.entitled), both.face - both.entitled),
        "I03": (paid & (both.face < both.entitled), both.entitled - both.face),
    }
    found = {code: dict(zip(both.number[mask], map(int, amount[mask]))) for code, (mask, amount) in parts.items()}
    totals = {
        "paid": int(payments.total_fen.sum()),
        "eligible": int(eligible.total_fen.sum()),
        "entitled": int(both.entitled.sum()),
        "issued": int(issues.face_fen.sum()),
    }
    return totals, found


def replay(uses: pd.DataFrame, refunds: pd.DataFrame) -> pd.Series:
    """The outcome of each redemption: R01, R02, back or held."""
    outcome = pd.Series("held", index=uses.index)
    outcome[uses.face_fen.isna()] = "R01"
    backs = refunds[(refunds.scope == "全额") & (refunds.handling == "退回卡券包")]
    known = uses[uses.face_fen.notna()]
    freed = known.code_id[known.order_id.isin(backs.order_id)]
    tangled = known[known.code_id.duplicated(keep=False) | known.code_id.isin(freed)]
    events = tangled[["code_id", "order_id", "redeemed_at", "serial"]].assign(kind=0, row=tangled.index)
    events = events.rename(columns={"redeemed_at": "at"})
    back = (
        events[["code_id", "order_id"]]
        .drop_duplicates()
        .merge(backs[["order_id", "refunded_at", "serial"]], on="order_id")
    )
    back = back.rename(columns={"refunded_at": "at"}).assign(kind=1, row=-1)
    ordered = pd.concat([events, back]).sort_values(["code_id", "at", "kind", "serial"])
    repeated, returned, code, holder, held_order = [], [], None, None, None
    for this, order, kind, row in zip(ordered.code_id, ordered.order_id, ordered.kind, ordered.row):
        if this != code:
            code, holder = this, None
        if kind == 1:
            if holder is not None and held_order == order:
                returned.append(holder)
                holder = None
        elif holder is None:
            holder, held_order = row, order
        else:
            repeated.append(row)
    outcome[repeated] = "R02"
    outcome[returned] = "back"
    return outcome


def redemptions(frames: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, dict[str, dict[str, int]]]:
    issues = frames["issues"][["code_id", "face_fen", "issued_at"]]
    uses = frames["uses"].merge(issues, on="code_id", how="left").merge(frames["merchants"], on="shop_id", how="left")
    uses["outcome"] = replay(uses, frames["refunds"])
    uses["face"] = uses.face_fen.fillna(FACE).astype("int64")
    until = seconds(GIVEN_UP) + 86_400
    late = (uses.redeemed_at < uses.issued_at) | (uses.redeemed_at >= until)
    masks = {
        "R01": uses.outcome == "R01",
        "R02": uses.outcome == "R02",
        "R03": uses.face_fen.notna() & late,
        "R04": (uses.review != "通过") | (uses.redeemed_at < uses.reviewed_at),
        "R05": uses.redeemed_at >= uses.disqualified_at,
    }
    found = {code: dict(zip(uses.serial[mask], map(int, uses.face[mask]))) for code, mask in masks.items()}
    orders = uses.groupby("order_id").agg(count=("id", "size"), purchase=("purchase_fen", "min"))
    limit = orders.purchase.clip(lower=0) // MINIMUM
    crowded = uses[uses.order_id.isin(orders.index[orders["count"] > limit])].sort_values(
        ["order_id", "redeemed_at", "serial"]
    )
    over = crowded[crowded.groupby("order_id").cumcount() >= crowded.order_id.map(limit)]
    sums = over.groupby("order_id").face.sum()
    found["R06"] = dict(zip(frames["orders"].number.reindex(sums.index), map(int, sums)))
    masks["R06"] = uses.index.isin(crowded.index[crowded.index.isin(over.index)])
    waived = frames["waivers"]
    assert waived.empty, "the yardstick knows no waivers"
    blocked = masks["R03"] | masks["R04"] | masks["R05"] | masks["R06"]
    uses["payable"] = (uses.outcome == "held") & ~blocked
    return uses, found


def reconcile(file: str, as_of: date) -> dict[str, Any]:
    frames = load(file, as_of)
    totals, found = payers(frames)
    uses, faults = redemptions(frames)
    outcome = uses.groupby("outcome").face.sum()
    net = int(outcome.get("held", 0))
    rest = totals["issued"] - net
    transfers = frames["transfers"]
    sent = transfers.amount_fen.where(transfers.direction != "退回", -transfers.amount_fen)
    withdrawn, transferred = int(frames["withdrawals"].amount_fen.sum()), int(sent.sum())
    totals |= {
        "redeemed_net": net,
        "returned_by_refund": int(outcome.get("back", 0)),
        "expired": rest if as_of > GIVEN_UP else 0,
        "outstanding": 0 if as_of > GIVEN_UP else rest,
        "withdrawn": withdrawn,
        "transferred": transferred,
        "treasury_due": int(uses.face[uses.payable].sum()),
        "platform_balance": transferred - withdrawn,
    }
    return {"totals": totals, "findings": found | faults}


if __name__ == "__main__":
    print(json.dumps(reconcile(sys.argv[1], date.fromisoformat(sys.argv[2])), ensure_ascii=False))
