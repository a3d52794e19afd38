"""projects status: 数字经济项目库."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from guanxian_desk.base.clock import Clock
from guanxian_desk.base.money import short_yuan
from guanxian_desk.cli.context import office, print_json
from guanxian_desk.cli.parser import Command, Parser, day

if TYPE_CHECKING:
    from guanxian_desk.modules.digital.rules import LibraryStatus

_DONE, _ATTENTION = 0, 3


def _projects_arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(
        dest="projects_command", metavar="做什么", title="做什么", required=True, parser_class=Parser
    )
    sub = words.add_parser("status", help=_STATUS_HELP, description=_STATUS_HELP)
    sub.add_argument("--as-of", metavar="日期", type=day, help="截至哪一天（缺省为今天）")
    sub.add_argument("--json", action="store_true", help="输出 JSON")
    sub.add_argument("--data", metavar="文件", default=argparse.SUPPRESS, help="数据文件")
    sub.add_argument("--operator", metavar="姓名", default=argparse.SUPPRESS, help="经办人")


def _projects(args: argparse.Namespace) -> int:
    from guanxian_desk.services import projects

    with office(args) as opened:
        status = projects.status(opened, args.as_of or Clock().today())
    if args.json:
        print_json(status.as_json())
    else:
        print(_in_words(status))
    return _ATTENTION if status.findings else _DONE


def _in_words(status: LibraryStatus) -> str:
    lines = [f"项目库 {len(status.projects)} 个项目，截至 {status.as_of.isoformat()}"]
    for one in status.projects:
        behind = f"，落后时序 {one.behind} 个百分点" if one.behind else ""
        lines.append(f"{one.stage} {one.project.number} {one.project.name}：累计 {short_yuan(one.invested)} 元{behind}")
    return "\n".join([*lines, *(f"{found.code} {found.subject}：{found.detail}" for found in status.findings)])


_STATUS_HELP = "项目库到某一天的状态：阶段、投资和差错"

COMMANDS = (Command("projects", "数字经济项目库", _projects_arguments, _projects),)
