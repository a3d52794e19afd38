"""rewards, targets, pool: SME cultivation."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from guanxian_desk.cli.context import office, print_json
from guanxian_desk.cli.parser import Command, day

if TYPE_CHECKING:
    from guanxian_desk.base.findings import Finding

_DONE, _ATTENTION = 0, 3


def _rewards_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="年度", type=_year, help="事项日期所在的年度；不写则列全部申请")
    _option(parser)
    _json(parser)


def _rewards(args: argparse.Namespace) -> int:
    from guanxian_desk.modules.cultivation.wording import wan
    from guanxian_desk.services.cultivation import rewards

    with office(args) as opened:
        result = rewards(opened, args.year, dict(args.option))
    if args.json:
        print_json(result.as_json())
    else:
        pot = result.pot
        print(f"{pot.period}年额度 {wan(pot.budget)}，已批准 {wan(pot.approved)}，剩余 {wan(pot.room)}")
        print(f"申请 {len(result.claims)} 份，可主动兑现 {len(result.suggested)} 项")
        _print_findings(result.findings)
    return _ATTENTION if result.findings else _DONE


def _targets_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="日期", type=day, help="截至哪一天；不写为今天")
    _json(parser)


def _targets(args: argparse.Namespace) -> int:
    from guanxian_desk.services.cultivation import targets

    with office(args) as opened:
        result = targets(opened, args.as_of)
    if args.json:
        print_json(result.as_json())
    else:
        print("\n".join(f"{one.metric.name}：目标 {one.target}，已完成 {one.actual}" for one in result.targets))
    return _DONE


def _pool_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", metavar="review", choices=("review",), help="年度评价")
    parser.add_argument("--year", metavar="年度", type=_year, required=True, help="评价年度")
    _option(parser)
    _json(parser)


def _pool(args: argparse.Namespace) -> int:
    from guanxian_desk.services.cultivation import pool_review

    with office(args) as opened:
        result = pool_review(opened, args.year, dict(args.option))
    if args.json:
        print_json(result.as_json())
    else:
        held = f"{result.year}年末在库 {result.in_pool} 家（目标 {result.target} 家左右）"
        print(f"{held}，可入库 {len(result.candidates)} 家")
        _print_findings(result.findings)
    return _ATTENTION if result.findings else _DONE


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and text > "1900"):
        raise argparse.ArgumentTypeError(f"“{text}”不是年度，请写成 2023")
    return int(text)


def _name_and_value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"“{text}”要写成 名称=值，例如 climb=difference")
    return name, value


def _option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--option",
        metavar="名称=值",
        type=_name_and_value,
        action="append",
        default=[],
        help="只在这一次试用的口径：tiers、climb、budget_period、growth_pct",
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _print_findings(findings: Sequence[Finding]) -> None:
    print("\n".join(_lines(findings, _titles())))


def _titles() -> Mapping[str, str]:
    from guanxian_desk.modules.cultivation.rules.catalogue import RULES

    return {rule.code: rule.title for rule in RULES}


def _lines(findings: Iterable[Finding], titles: Mapping[str, str]) -> Iterable[str]:
    yield "没有问题" if not findings else "发现的问题："
    for one in findings:
        yield f"{one.code} {titles[one.code]}｜{one.subject}｜{one.detail}"


COMMANDS = (
    Command("rewards", "育苗扶壮奖补：申请、封顶数、问题、额度和分配办法", _rewards_arguments, _rewards),
    Command("targets", "育苗扶壮三年目标完成情况", _targets_arguments, _targets),
    Command("pool", "培育库年度评价", _pool_arguments, _pool),
)
