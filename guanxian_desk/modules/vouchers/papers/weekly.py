"""简报: the week in words and numbers, the day curve, the estates that lag, what is to be done (方案八（二）)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from guanxian_desk.base.days import spoken
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.findings import FindingState
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.papers.asked import (
    IDENTITIES,
    TASK_FORCE,
    Asked,
    head,
    identities,
    options,
    titled,
    total,
)
from guanxian_desk.modules.vouchers.papers.daily import flow_table, household_sums, progress_table
from guanxian_desk.modules.vouchers.papers.findings import WHO_ORDER, held_back
from guanxian_desk.modules.vouchers.papers.progress import Progress, Span, estate_progress, flows, week_start
from guanxian_desk.modules.vouchers.pictures import day_picture
from guanxian_desk.modules.vouchers.stories import DayCount, day_curve

_CURVE_WIDTH = 560.0
_SLOWEST = 5


def content(asked: Asked) -> Content:
    """The brief of the week that ends with the day. asked.subject: its 期号, a number; a blank to fill in without."""
    if asked.subject and not asked.subject.isdecimal():
        raise UserError(f"期号“{asked.subject}”不是数字", "没有生成文书", "请写阿拉伯数字，例如 12；不写时期号留空")
    result, monday = asked.result, week_start(asked.as_of)
    streams, estates = flows(asked.ledger), estate_progress(asked.ledger)
    before = flows(Ledger.of(asked.session, result.policy, monday - timedelta(days=1)))
    days = day_curve(asked.session, result.policy, asked.as_of)
    first = result.policy.issue_from.date()
    document = {
        **head(asked),
        "editor": TASK_FORCE,
        "issue": asked.subject,
        "monday": monday,
        "week": _spoken(one.week for one in streams),
        "ever": _spoken(one.ever for one in streams),
        "before": _spoken(one.week for one in before),
        "totals": result.totals,
        "curve": day_picture(days, first, max(asked.as_of, first), _CURVE_WIDTH),
        **household_sums(estates),
        "new_households": sum(one.week for one in estates),
        "slow": _slow(estates),
        "waiting": _waiting(asked),
        "held": held_back(result),
        "balanced": all(one.balanced for one in result.identities),
    }
    sheets = (
        titled(flow_table(streams), "本周和累计"),
        titled(progress_table(estates), "办理进度"),
        titled(_curve_table(days), "每日核销"),
        titled(identities(result), IDENTITIES),
    )
    about = f"第{asked.subject}期" if asked.subject else f"{spoken(monday)}起一周"
    return Content((document,), sheets, (options(result),), about, result.totals.redeemed_net)


def _spoken(spans: Iterable[Span]) -> dict[str, Span]:
    """The flows' spans under names that a form can write."""
    return dict(zip(("paid", "issued", "used", "withdrawn", "sent"), spans, strict=True))


def _slow(estates: Sequence[Progress]) -> Table:
    """The slowest estates, those with a 应办户数 only."""
    columns = (
        Column("小区", weight=2.2),
        Column("应办户数", CellKind.COUNT, 1),
        Column("本周", CellKind.COUNT, 0.7),
        Column("累计", CellKind.COUNT, 0.7),
        Column("办理率", CellKind.PERCENT, 0.9),
        Column("责任人", weight=1.1, align="center"),
    )
    known = [one for one in estates if one.rate is not None]
    rows = tuple(
        (one.estate.community or one.estate.unit, one.due, one.week, one.ever, one.rate, one.responsible)
        for one in known[:_SLOWEST]
    )
    return Table(columns, rows)


def _waiting(asked: Asked) -> str:
    """Open differences by who acts, in words; "" when there is none. Vouchers still to be issued are no difference."""
    views = [view for view in asked.result.views() if not view.waiting]
    still = Counter(view.rule.who for view in views if view.finding.state is FindingState.OPEN)
    return "、".join(f"{who}{still[who]}条" for who in WHO_ORDER if still[who])


def _curve_table(days: Sequence[DayCount]) -> Table:
    columns = (
        Column("日期", CellKind.DAY),
        Column("核销张数", CellKind.COUNT),
        Column("核销金额（元）", CellKind.MONEY),
    )
    rows = tuple((one.day, one.count, one.face_fen) for one in days)
    return Table(columns, rows, ("合计", total(rows, 1), total(rows, 2)))
