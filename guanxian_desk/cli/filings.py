"""forms, file: the office's papers as files."""

from __future__ import annotations

import argparse
from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import write_file
from guanxian_desk.cli.context import office, print_json, say
from guanxian_desk.cli.parser import Command, day

_DIFFERS = 3
_SUFFIXES = {".pdf": "pdf", ".xlsx": "xlsx", ".docx": "docx"}


def _forms_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _forms(args: argparse.Namespace) -> int:
    from guanxian_desk.services.filing import forms

    with office(args) as opened:
        views = forms(opened)
    if args.json:
        print_json([view.entry() for view in views])
    else:
        for view in views:
            own = "（本单位的表单）" if view.own else ""
            print(f"{view.key}\t{view.title}{own}\t{view.clause}\t{'、'.join(view.formats)}")
    return 0


def _file_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="文书", help="文书的代号，见 forms")
    parser.add_argument("out", metavar="OUT.pdf|OUT.xlsx|OUT.docx", type=Path, help="写到哪里；后缀决定格式")
    parser.add_argument("--subject", metavar="对象", default="", help="哪个商户、哪个人或哪条差异；不写为全部")
    parser.add_argument("--as-of", metavar="日期", type=day, help="截至哪一天（缺省为今天）")
    parser.add_argument("--full", action="store_true", help="写出完整的证件号码和电话（会记入审计）")
    numbered = parser.add_mutually_exclusive_group()
    numbered.add_argument("--draw-number", action="store_true", help="从本机编号序列取下一个号，印在文书上并登记")
    numbered.add_argument("--number", metavar="文号", default="", help="外单位给的文号或预留的编号，查重后印在文书上")
    parser.add_argument("--preprinted", action="store_true", help="套打：红头已经印好，只打黑字")
    parser.add_argument("--allow-missing", action="store_true", help="字库里没有的字用“〓”占位，打印后手写补上")


def _file(args: argparse.Namespace) -> int:
    from guanxian_desk.services.filing import issue, issue_numbered
    from guanxian_desk.services.paper_making import Inputs, prepare

    fmt = _SUFFIXES.get(args.out.suffix.lower())
    if fmt is None:
        raise UserError(f"文件名“{args.out.name}”看不出格式", "没有生成文书", "请以 .pdf、.xlsx 或 .docx 结尾")
    with office(args) as opened:
        day_of = args.as_of or opened.clock.today()
        asked = Inputs(args.form, args.subject, day_of, fmt, args.full, args.allow_missing, preprinted=args.preprinted)
        if args.draw_number or args.number:
            produced, place = issue_numbered(opened, asked, lambda made: write_file(args.out, made), given=args.number)
        else:
            produced = prepare(opened, asked).produced()
            place = issue(opened, produced, lambda made: write_file(args.out, made))
    drawn = produced.inputs.numbers if produced.inputs is not None else ()
    numbered = f"编号 {drawn[0]}{f' 至 {drawn[-1]}' if len(drawn) > 1 else ''}，" if drawn else ""
    say(f"已写出{produced.title}“{args.out}”，{numbered}存入文书记录第 {place} 号。")
    for warning in produced.warnings:
        say(f"注意：{warning}")
    return 0


def _reissue_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="编号", type=int, help="文书记录里的第几号")
    parser.add_argument("out", metavar="OUT", type=Path, nargs="?", help="把现在生成的写到哪里（不写就只比对）")


def _reissue(args: argparse.Namespace) -> int:
    from guanxian_desk.services.reissuing import reissue

    with office(args) as opened:
        again = reissue(opened, args.number)
    say(again.words)
    print("\n".join(again.changes))
    if args.out is not None:
        write_file(args.out, again.made.content)
    return 0 if again.same and again.sound else _DIFFERS


COMMANDS = (
    Command("forms", "能出具哪些文书", _forms_arguments, _forms),
    Command("file", "出具一份文书，写成 PDF、Excel 或 Word，并存入文书记录", _file_arguments, _file),
    Command("reissue", "按当时的依据重新生成文书记录里的一份文书，与存档原件比对", _reissue_arguments, _reissue),
)
