"""init, info: the data file itself."""

from __future__ import annotations

import argparse
from pathlib import Path

from guanxian_desk.base.clock import Clock
from guanxian_desk.cli.context import actor, office, print_json, say
from guanxian_desk.cli.parser import Command


def _init_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", type=Path, help="要建立的数据文件，例如 office.gxdesk")
    parser.add_argument("--name", metavar="名称", default="冠县", help="使用单位的名称，印在文书上")


def _init(args: argparse.Namespace) -> int:
    from guanxian_desk.services.office import create_office

    create_office(args.file, actor(args), Clock(), args.name).close()
    say(f"已建立数据文件“{args.file}”。")
    return 0


def _info_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _info(args: argparse.Namespace) -> int:
    from guanxian_desk.services.about import about

    with office(args) as opened:
        facts = about(opened)
    if args.json:
        print_json(facts)
    else:
        print("\n".join(f"{name}：{value}" for name, value in facts.items()))
    return 0


COMMANDS = (
    Command("init", "建立一个新的数据文件（从不覆盖已有文件）", _init_arguments, _init),
    Command("info", "数据文件的概况", _info_arguments, _info),
)
