"""packet: one file (一案一卷) as one PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import write_file
from guanxian_desk.cli.context import office, say
from guanxian_desk.cli.parser import Command, day

_NOT_WHOLE = 3


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="案卷", help="哪一种案卷：dossier 决策案卷、vouchers 消费券资金案卷……")
    parser.add_argument("words", metavar="[对象] OUT.pdf", nargs="+", help="案卷的对象（决策编号等）和写到哪里")
    parser.add_argument("--arrange", choices=("卷", "件"), default="卷", help="按卷装订（缺省）或按件整理")
    parser.add_argument("--as-of", metavar="日期", type=day, help="截至哪一天（缺省为今天）")
    parser.add_argument("--attach", metavar="文件", type=Path, action="append", default=[], help="先附入扫描件，可重复")
    parser.add_argument("--no-check-page", action="store_true", help="不附检查页（缺件和不合规定之处）")
    parser.add_argument("--no-spine", action="store_true", help="不附卷脊标签")
    parser.add_argument("--full", action="store_true", help="写出完整的证件号码和电话（会记入审计）")


def _packet(args: argparse.Namespace) -> int:
    from guanxian_desk.services.packet_issue import attach, issue_packet
    from guanxian_desk.services.packets import Wanted, make_packet

    subject, out = _subject_and_file(args.words)
    with office(args) as opened:
        if args.attach:
            attach(opened, args.kind, subject, args.attach)
        wanted = Wanted(
            args.kind, subject, args.as_of, args.arrange, not args.no_check_page, not args.no_spine, args.full
        )
        packet = make_packet(opened, wanted)
        number = issue_packet(opened, packet, lambda content: write_file(out, content))
    say(f"已写出{packet.produced.title}“{out}”：{packet.pieces} 件、{packet.pages} 页，存入文书记录第 {number} 号。")
    for remark in packet.remarks:
        say(f"{remark}。")
    for warning in packet.produced.warnings:
        say(f"注意：{warning}")
    return 0 if packet.whole else _NOT_WHOLE


def _subject_and_file(words: list[str]) -> tuple[str, Path]:
    *before, last = words
    if len(before) > 1 or Path(last).suffix.lower() != ".pdf":
        raise UserError("案卷要写成 .pdf 文件", "没有生成案卷", "写法：packet 案卷 [对象] OUT.pdf")
    return (before[0] if before else ""), Path(last)


COMMANDS = (Command("packet", "装订一个案卷，写成一份 PDF，并存入文书记录", _arguments, _packet),)
