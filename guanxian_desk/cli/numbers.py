"""number: the register of document numbers."""

from __future__ import annotations

import argparse

from guanxian_desk.cli.context import office, print_json, say
from guanxian_desk.cli.parser import Command, Parser


def _arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(dest="word", metavar="做什么", title="做什么", required=True, parser_class=Parser)
    for command in _WORDS:
        sub = words.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(sub)
        sub.set_defaults(run_number=command.run)


def _number(args: argparse.Namespace) -> int:
    return int(args.run_number(args))


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _list(args: argparse.Namespace) -> int:
    from guanxian_desk.services.number_register import number_rows

    with office(args) as opened:
        rows = number_rows(opened)
    shown = ("number", "series", "year", "state", "subject", "day", "reason", "operator", "at")
    entries = [{name: row[name] if row[name] is None else str(row[name]) for name in shown} for row in rows]
    if args.json:
        print_json(entries)
    else:
        for row in rows:
            print("\t".join((row["number"], row["series_title"], row["state"], row["subject"], row["reason"])))
    return 0


def _reserve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("series", metavar="序列", help="编号序列，如 supervision（督办单）")
    parser.add_argument("--count", metavar="个数", type=int, default=1, help="预留几个（缺省 1）")
    parser.add_argument("--year", metavar="年份", type=int, help="哪一年的（缺省为今年）")
    parser.add_argument("--reason", metavar="原因", required=True, help="为谁、为哪份文书预留")


def _reserve(args: argparse.Namespace) -> int:
    from guanxian_desk.services.number_register import reserve

    with office(args) as opened:
        kept = reserve(opened, args.series, args.year or opened.clock.today().year, args.count, args.reason)
    print("\n".join(kept))
    return 0


def _void_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="编号", help="在用或预留的编号")
    parser.add_argument("--reason", metavar="原因", required=True, help="为什么作废")


def _void(args: argparse.Namespace) -> int:
    from guanxian_desk.services.number_register import void

    with office(args) as opened:
        void(opened, args.number, args.reason)
    say(f"已作废“{args.number}”，它留在登记簿里，不再使用。")
    return 0


def _given_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="文号", help="外单位给的文号，如 冠政发〔2022〕8号")
    parser.add_argument("--subject", metavar="标题", default="", help="用于哪份文书")


def _given(args: argparse.Namespace) -> int:
    from guanxian_desk.services.number_register import enter_given

    with office(args) as opened:
        print(enter_given(opened, args.number, args.subject))
    return 0


def _begin_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("series", metavar="序列", help="编号序列，如 supervision（督办单）")
    parser.add_argument("first", metavar="起始号", type=int, help="本机从几号开始取，前面的在纸质登记簿上")
    parser.add_argument("--year", metavar="年份", type=int, help="哪一年的（缺省为今年）")


def _begin(args: argparse.Namespace) -> int:
    from guanxian_desk.services.number_register import begin_at

    with office(args) as opened:
        begin_at(opened, args.series, args.year or opened.clock.today().year, args.first)
    say(f"已设定：从 {args.first} 号开始取号。")
    return 0


_WORDS = (
    Command("list", "编号登记簿", _list_arguments, _list),
    Command("reserve", "预留本机编号", _reserve_arguments, _reserve),
    Command("void", "作废编号", _void_arguments, _void),
    Command("begin", "接着纸质登记簿取号：设定一年的起始号", _begin_arguments, _begin),
    Command("given", "登记外来文号（查重）", _given_arguments, _given),
)
COMMANDS = (Command("number", "文书编号：登记簿、预留、作废、登记外来文号", _arguments, _number),)
