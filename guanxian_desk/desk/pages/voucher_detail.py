"""One difference in the panel: what happened, what it costs, the clause with its text, who acts, its releases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.money import yuan
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.modules.vouchers.rules.catalogue import RECOVERABLE, RULE_OF
from guanxian_desk.services.notice import clauses_of
from guanxian_desk.services.voucher_filter import BLOCKS, WAITS

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.voucher_records import Fact
    from guanxian_desk.services.waiving import Release

WAIVE, UNWAIVE, MERCHANT, PAYER, SLIP, RECOVER = "waive", "unwaive", "merchant", "payer", "slip", "recover"
_LAMPS = {BLOCKS: ("拦截：不予拨付", "red"), WAITS: ("待发放", "grey")}


@dataclass(frozen=True)
class Known:
    """What the file says about a finding besides its row."""

    row: Row
    facts: tuple[Fact, ...]
    releases: tuple[Release, ...]


def known_about(office: Office, day: date, row: Row, full: bool) -> Known:
    """Reads the record and the releases of a finding."""
    from guanxian_desk.services.voucher_records import facts_of
    from guanxian_desk.services.waiving import releases

    code, subject = row["code"], row["subject"]
    return Known(row, facts_of(office, day, code, subject, full), releases(office, code, subject))


def finding_detail(known: Known) -> Detail:
    """What the panel shows."""
    row, rule = known.row, RULE_OF[known.row["code"]]
    waived = row["state"] == FindingState.WAIVED
    lamp = ("已说明理由", "blue") if waived else _LAMPS.get(row["severity"], ("提示：不影响拨付", "amber"))
    subject = f" · {row['shown']}" if row["shown"] else ""
    sections = (
        Section("", (Field("金额", f"{yuan(row['amount'])} 元"), Field("由谁处理", rule.who))),
        Section("经过", words=f"{row['detail']}。"),
        Section("怎么办", words=rule.todo),
        *_law(rule.clause),
        *([Section("原始记录", tuple(map(_field, known.facts)))] if known.facts else []),
        *_history(known),
    )
    return Detail(row["title"], f"{row['code']}{subject}", lamp, sections, tuple(_actions(row, waived)))


def _field(fact: Fact) -> Field:
    return Field(fact.name, fact.text, link=fact.link)


def _law(citation: str) -> list[Section]:
    if not citation:
        return [Section("依据", words="账表核对：表内各项应当相符，方案没有单独的条款。")]
    return [
        Section(f"依据　冠政办发〔2022〕5号 {clause.number}（{clause.title}）", words=f"“{clause.text}”")
        for clause in clauses_of(citation)
    ]


def _history(known: Known) -> list[Section]:
    if not known.releases:
        return []
    return [Section("放行记录"), *(_release(release, known.row["amount"]) for release in known.releases)]


def _release(release: Release, amount: int) -> Section:
    if not release.stands and release.revoked_at is not None:
        state = f"已于 {release.revoked_at:%Y-%m-%d} 由{release.revoked_by}收回"
    else:
        state = "有效" if release.amount_fen == amount else "金额已变，不再有效"
    return Section(
        "",
        (
            Field("放行时间", f"{release.at:%Y-%m-%d %H:%M}"),
            Field("金额", f"{yuan(release.amount_fen)} 元"),
            Field("理由", release.reason),
            Field("依据", release.basis or "（未填）"),
            Field("提出、批准", f"{release.proposed_by}、{release.approved_by}"),
            Field("状态", state, tone="blue" if state == "有效" else "grey"),
        ),
    )


def _actions(row: Row, waived: bool) -> list[Action]:
    actions: list[Action] = []
    if waived:
        actions.append(Action(UNWAIVE, "收回放行", "undo", tip="差异重新打开；这次放行留在历史里"))
    elif row["severity"] != WAITS:
        actions.append(Action(WAIVE, "说明理由后放行…", "waive", primary=row["severity"] == BLOCKS))
    if row["code"] in RECOVERABLE:
        actions.append(Action(RECOVER, "登记追缴…", "flag"))
    if row["merchant"]:
        actions.append(Action(MERCHANT, "查看商户", "merchant"))
    if row["person"]:
        actions.append(Action(PAYER, "查看缴款人", "account"))
    if row["severity"] != WAITS:
        actions.append(Action(SLIP, "打印审批单…", "print"))
    return actions
