"""kinds, template, import, export, undo, redo: workbooks in and out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file, write_file
from guanxian_desk.cli.context import office, print_json, say
from guanxian_desk.cli.fill import fill, fill_arguments
from guanxian_desk.cli.parser import Command

if TYPE_CHECKING:
    from guanxian_desk.services.prepared import Prepared, Report


def _kinds_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _kinds(args: argparse.Namespace) -> int:
    from guanxian_desk.services.modules import sheets

    if args.json:
        print_json(
            [
                {
                    "kind": sheet.key,
                    "title": sheet.title,
                    "columns": [
                        {"heading": c.heading, "required": c.required, "aliases": list(c.aliases)}
                        for c in sheet.columns
                    ],
                }
                for sheet in sheets()
            ]
        )
    else:
        for sheet in sheets():
            print(f"{sheet.key}\t{sheet.title}\t{sheet.purpose}")
    return 0


def _template_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="表", help="表的代号，见 kinds")
    parser.add_argument("out", metavar="OUT.xlsx", type=Path, help="写到哪里")


def _template(args: argparse.Namespace) -> int:
    from guanxian_desk.services.exporting import template

    write_file(args.out, template(args.kind))
    say(f"已写出空白模板“{args.out}”。")
    return 0


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    _template_arguments(parser)
    parser.add_argument("--full", action="store_true", help="写出完整的证件号码和电话（会记入审计）")


def _export(args: argparse.Namespace) -> int:
    from guanxian_desk.services.exporting import export

    with office(args) as opened:
        write_file(args.out, export(opened, args.kind, args.full))
    say(f"已导出“{args.out}”。")
    return 0


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="表", help="表的代号，见 kinds")
    parser.add_argument("files", metavar="文件", nargs="+", type=Path, help="要导入的工作簿，可以一次给几个")
    parser.add_argument("--from", metavar="单位", dest="sender", default="", help="报送单位")
    parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    parser.add_argument("--errors", metavar="OUT.xlsx", type=Path, help="有错误时写出退回件")
    parser.add_argument(
        "--on-conflict", choices=("keep", "replace"), help="与已有记录冲突时：keep 保留原记录，replace 换成新的"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _import(args: argparse.Namespace) -> int:
    from guanxian_desk.services import importing
    from guanxian_desk.services.prepared import Report, exit_code

    if args.errors and len(args.files) > 1:
        raise UserError("--errors 一次只能配一个文件", "没有读写任何数据", "请一个一个导入要退回件的文件")
    reports = []
    with office(args) as opened:
        for path in args.files:
            prepared = importing.prepare_path(opened, args.kind, path, args.sender)
            taken = None if args.dry_run else importing.take(opened, prepared, args.on_conflict)
            report = taken or Report(prepared, None, args.on_conflict)
            reports.append(report)
            if args.errors:
                _write_errors(args.errors, path, prepared)
    if args.json:
        print_json([report.entry() for report in reports])
    for report in reports:
        say(_in_words(report, args.dry_run))
    return exit_code(reports)


def _write_errors(out: Path, path: Path, prepared: Prepared) -> None:
    if prepared.extract is None or not prepared.extract.errors:
        return
    from guanxian_desk.exchange.returned import error_workbook

    write_file(out, error_workbook(read_file(path), prepared.file_name, prepared.extract))
    say(f"已写出退回件“{out}”。")


def _in_words(report: Report, dry_run: bool) -> str:
    entry = report.entry()
    if report.refused:
        return f"“{entry['file']}”没有导入：{report.refused}"
    done = "检查完毕（没有写入）" if dry_run else "已导入"
    batch = f"，第 {entry['batch']} 批" if entry["batch"] else ""
    parts = [
        f"新增 {entry['new']}",
        f"更改 {entry['changed']}",
        f"相同 {entry['unchanged']}",
        f"冲突 {entry['conflicts']}",
    ]
    errors = entry["errors"]
    assert isinstance(errors, list)
    lines = [
        f"“{entry['file']}”{done}{batch}：共 {entry['rows']} 行，{'，'.join(parts)}，有错误的单元格 {len(errors)} 个。"
    ]
    lines += [f"  {e['sheet']} 第 {e['row']} 行“{e['column']}”：{e['message']}" for e in errors[:20]]
    if len(errors) > 20:
        lines.append(f"  ……还有 {len(errors) - 20} 处，请用 --errors 写出退回件查看。")
    notes = entry["notes"]
    assert isinstance(notes, list)
    return "\n".join([*lines, *(f"  注意：{note}。" for note in notes)])


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", metavar="批次", type=int, help="批次编号")


def _undo(args: argparse.Namespace) -> int:
    from guanxian_desk.services.importing import undo_batch

    with office(args) as opened:
        undone = undo_batch(opened, args.batch)
    say(f"已撤销第 {args.batch} 批：删除 {undone.removed} 条，恢复 {undone.restored} 条。")
    if undone.kept:
        say(f"有 {len(undone.kept)} 条后来被修改过，保留不动：{'、'.join(undone.kept[:20])}。")
    return 3 if undone.kept else 0


def _redo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", metavar="批次", type=int, help="撤销过的批次编号")


def _redo(args: argparse.Namespace) -> int:
    from guanxian_desk.services.importing import redo_batch

    with office(args) as opened:
        number = redo_batch(opened, args.batch)
    say(f"已重做第 {args.batch} 批，新的批次编号是 {number}。")
    return 0


COMMANDS = (
    Command("kinds", "能导入哪些表", _kinds_arguments, _kinds),
    Command("template", "写出一张表的空白模板", _template_arguments, _template),
    Command("import", "导入工作簿", _import_arguments, _import),
    Command("export", "导出一张表的全部记录", _export_arguments, _export),
    Command("undo", "撤销一批导入", _undo_arguments, _undo),
    Command("redo", "重做一批撤销过的导入", _redo_arguments, _redo),
    Command("fill", "把记录填进上级发来的空白表", fill_arguments, fill),
)
