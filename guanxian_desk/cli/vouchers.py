"""reconcile, waive, unwaive: 消费券核对."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.money import yuan
from guanxian_desk.cli.context import office, print_json
from guanxian_desk.cli.context import say as tell
from guanxian_desk.cli.parser import Command, day

if TYPE_CHECKING:
    from guanxian_desk.modules.vouchers.reconcile import Reconciliation


def _reconcile_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="日期", type=day, help="截至哪一天（缺省为今天）")
    parser.add_argument(
        "--option", metavar="名称=值", action="append", default=[], help="只在这一次试用的口径，如 rounding=up"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _reconcile(args: argparse.Namespace) -> int:
    from guanxian_desk.services.reconciling import log_full_listing, reconcile_as_of

    with office(args) as opened:
        result = reconcile_as_of(opened, args.as_of or Clock().today(), options(args.option))
        if args.json and result.findings:
            log_full_listing(opened, result.as_of, len(result.findings))
    if args.json:
        print_json(result.as_json())
    else:
        print(_in_words(result))
    return 3 if result.open_count else 0


def options(pairs: list[str]) -> dict[str, str]:
    """--option NAME=VALUE … as a mapping. UserError for anything else."""
    bad = [pair for pair in pairs if "=" not in pair]
    if bad:
        raise UserError(f"口径选项“{bad[0]}”写得不对", "没有计算", "请写成 名称=值，如 rounding=up")
    return dict(pair.split("=", 1) for pair in pairs)


def _in_words(result: Reconciliation) -> str:
    totals = result.totals
    lines = [
        f"截至 {result.as_of.isoformat()}：缴费 {yuan(totals.paid)} 元，应发 {yuan(totals.entitled)} 元，"
        f"已发 {yuan(totals.issued)} 元，有效核销 {yuan(totals.redeemed_net)} 元，"
        f"财政应付 {yuan(totals.treasury_due)} 元。"
    ]
    for one in result.identities:
        sign = "✔" if one.balanced else f"✘ 相差 {yuan(one.left - one.right)} 元"
        lines.append(f"{sign} {one.words}：{yuan(one.left)} ／ {yuan(one.right)}")
    counts = Counter((view.rule.code, view.rule.title, view.finding.state.value) for view in result.views())
    for (code, title, state), number in sorted(counts.items()):
        lines.append(f"{title}（{code}）{number} 条{'，已放行' if state == 'waived' else ''}")
    return "\n".join(lines)


def _waive_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="代码", help="差异代码，如 R02")
    parser.add_argument("subject", metavar="对象", help="差异的对象，如核销流水号；S03 写空字符串")
    parser.add_argument("--reason", metavar="理由", required=True, help="放行理由")
    parser.add_argument("--approver", metavar="姓名", required=True, help="批准人，不能是经办人自己")
    parser.add_argument("--basis", metavar="依据", default="", help="会议纪要或批复文号")


def _waive(args: argparse.Namespace) -> int:
    from guanxian_desk.services.reconciling import waive_finding

    with office(args) as opened:
        waiver = waive_finding(opened, args.code, args.subject, args.reason, args.basis, args.approver)
    tell(f"已放行：{args.code} {args.subject}，{yuan(waiver.amount_fen)} 元，批准人 {waiver.approved_by}。")
    return 0


def _unwaive_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="代码", help="差异代码，如 R02")
    parser.add_argument("subject", metavar="对象", help="差异的对象")


def _unwaive(args: argparse.Namespace) -> int:
    from guanxian_desk.services.reconciling import unwaive_finding

    with office(args) as opened:
        unwaive_finding(opened, args.code, args.subject)
    tell(f"已收回放行：{args.code} {args.subject}。")
    return 0


COMMANDS = (
    Command("reconcile", "核对消费券账目", _reconcile_arguments, _reconcile),
    Command("waive", "放行一条差异（两人分办：经办提出，另一人批准）", _waive_arguments, _waive),
    Command("unwaive", "收回放行", _unwaive_arguments, _unwaive),
)
