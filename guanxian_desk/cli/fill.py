"""fill: records into a superior's own blank workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file, write_file
from guanxian_desk.cli.context import office, print_json, say


def fill_arguments(parser: argparse.ArgumentParser) -> None:
    """TEMPLATE.xlsx [OUT.xlsx] [--kind KIND] [--map HEADING=COLUMN]… [--full] [--json]."""
    parser.add_argument("template", metavar="空白表.xlsx", type=Path, help="上级发来的空白表")
    parser.add_argument("out", metavar="OUT.xlsx", type=Path, nargs="?", help="写到哪里（缺省：原名加“-已填”）")
    parser.add_argument("--kind", metavar="表", default="", help="填哪一种记录，见 kinds（缺省：按表头辨认）")
    parser.add_argument(
        "--map",
        metavar="表头=列",
        dest="pairs",
        action="append",
        default=[],
        help="表头填哪一列，# 为序号，空为不填；记住以后不用再写",
    )
    parser.add_argument("--full", action="store_true", help="写出完整的证件号码和电话（会记入审计）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def fill(args: argparse.Namespace) -> int:
    """0 filled; 3 filled, with printed keys that have no record or records without a place; 2 nothing written."""
    from guanxian_desk.services.filling import fill_form, open_form

    out: Path = args.out or args.template.with_name(f"{args.template.stem}-已填{args.template.suffix}")
    if out.resolve() == args.template.resolve():
        raise UserError("写出的文件不能就是空白表自己", "没有写出任何文件", "请换一个文件名")
    data = read_file(args.template)
    with office(args) as opened:
        form = open_form(opened, data, args.template.name, args.kind, dict(map(_pair, args.pairs)))
        filled = fill_form(opened, data, form, args.full)
    write_file(out, filled.content)
    if args.json:
        print_json(
            {
                "file": str(out),
                "kind": form.kind,
                "rows": filled.rows,
                "left": list(filled.left),
                "unused": filled.unused,
                "columns": {heading: field for heading, field in form.mapping.items() if field},
                "notes": list(filled.notes),
            }
        )
    say(f"已填写“{out}”：{form.title} {filled.rows} 行。")
    if form.remembered:
        say("  各列按上次指定的填法填写。")
    blank = [heading for heading, field in form.mapping.items() if not field]
    if blank:
        say(f"  这些列没有填：{'、'.join(blank)}（可用 --map 指定）。")
    for note in filled.notes:
        say(f"  注意：{note}。")
    if filled.left:
        say(f"  表上印好的 {len(filled.left)} 行没有对应的记录：{'、'.join(filled.left[:20])}。")
    if filled.unused:
        say(f"  有 {filled.unused} 条记录在表上没有对应的行。")
    return 3 if filled.left or filled.unused else 0


def _pair(text: str) -> tuple[str, str]:
    heading, mark, column = text.rpartition("=")
    if not mark or not heading:
        raise UserError(f"“--map {text}”写得不对", "没有写出任何文件", "请写成 --map 表头=列")
    return heading, column
