"""argparse that speaks Chinese: usage, headings and every complaint."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

Run = Callable[[argparse.Namespace], int]


@dataclass(frozen=True)
class Command:
    """One word of the command line: its help, its own arguments, and what it does (returns the exit code)."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Run


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors a clerk can read; usage errors exit with 2."""

    def __init__(self, **options: object) -> None:
        super().__init__(**(options | {"add_help": False, "formatter_class": _Formatter}))  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """As argparse, and files that stand behind an option still belong to the command's list of files."""
        found, left = super().parse_known_args(args, namespace)
        listed = next((one for one in reversed(self._positionals._group_actions) if one.nargs == "+"), None)
        if left and listed is not None and not any(word.startswith("-") for word in left):
            kind = listed.type if callable(listed.type) else str
            setattr(found, listed.dest, [*getattr(found, listed.dest), *map(kind, left)])
            left = []
        return found, left

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong with the command, then how it is used."""
        self.print_usage(sys.stderr)
        self.exit(2, f"命令写得不对：{_in_chinese(message)}。没有读写任何数据。\n")


_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"unrecognized arguments: (.*)", r"不认识“\1”"),
    (r"the following arguments are required: (.*)", r"缺少“\1”"),
    (r"argument (.*): invalid choice: (.*?) \(choose from (.*)\)", r"“\1”不能是 \2，只能是 \3"),
    (r"argument (.*): expected one argument", r"“\1”后面要跟一个值"),
    (r"argument (.*): expected at least one argument", r"“\1”后面至少要跟一个值"),
    (r"argument (.*): invalid \w+ value: (.*)", r"“\1”的值 \2 不对"),
    (r"argument (.*): not allowed with argument (.*)", r"“\1”和“\2”不能同时用"),
    (r"argument (.*?): (.*)", r"“\1”：\2"),
)


def _in_chinese(message: str) -> str:
    for pattern, words in _COMPLAINTS:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, words, message)
    return message


def day(text: str) -> date:
    """A day on the command line: 2022-04-13."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2022-04-13") from None


def build(commands: Iterable[Command]) -> Parser:
    """The whole command line."""
    parser = Parser(
        prog="guanxian-desk",
        description="冠县政务台。不带命令时打开桌面窗口。",
        epilog="退出码：0 完成；2 没有做成；3 完成，但有需要处理的事项。",
    )
    _common(parser, None)
    words = parser.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser)
    for command in commands:
        sub = words.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(sub)
        _common(sub, argparse.SUPPRESS)
        sub.set_defaults(run=command.run)
    return parser


def _common(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--data",
        metavar="文件",
        default=default,
        help="数据文件（也可用环境变量 GUANXIAN_DESK_DATA；缺省在用户数据文件夹）",
    )
    parser.add_argument(
        "--operator",
        metavar="姓名",
        default=default,
        help="经办人（也可用环境变量 GUANXIAN_DESK_OPERATOR；缺省为系统用户）",
    )
