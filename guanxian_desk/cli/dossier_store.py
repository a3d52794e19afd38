"""dossier list, import, export, and check or timetable by key: what works on the dossiers of the data file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.files import read_file, write_file
from guanxian_desk.cli.context import office, print_json, say
from guanxian_desk.cli.parser import Command, day

if TYPE_CHECKING:
    from guanxian_desk.base.days import WorkCalendar
    from guanxian_desk.modules.decisions.check import CheckReport
    from guanxian_desk.modules.decisions.edition_files import Touched
    from guanxian_desk.modules.decisions.exchange import Arrival
    from guanxian_desk.modules.decisions.merge import Conflict
    from guanxian_desk.modules.decisions.timetable import Timetable
    from guanxian_desk.services.office import Office

_DONE, _ATTENTION = 0, 3


def kept_reports(
    args: argparse.Namespace, keys: Sequence[str], as_of: date, tried: Mapping[str, int]
) -> dict[str, CheckReport]:
    """The reports of the dossiers under these keys. UserError for a key that nobody has."""
    from guanxian_desk.services import dossiers

    with office(args) as opened:
        return {key: dossiers.check(opened, key, as_of, tried) for key in keys}


def kept_timetable(args: argparse.Namespace, key: str, first: date | None, meeting: date | None) -> Timetable:
    """The timetable of the dossier under this key."""
    from guanxian_desk.services import dossiers

    with office(args) as opened:
        return dossiers.timetable(opened, key, first, meeting)


def kept_calendar(args: argparse.Namespace) -> WorkCalendar:
    """The working days that the office knows: the shipped years and those it entered."""
    from guanxian_desk.services import dossier_law

    with office(args) as opened:
        return dossier_law.calendar(opened)


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="日期", type=day, help="看哪一天的阶段，缺省为今天")
    parser.add_argument("--struck", action="store_true", help="已经划去的也列出")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _list(args: argparse.Namespace) -> int:
    with office(args) as opened:
        lines = _lines(opened, args.as_of or opened.clock.today(), args.struck)
    if args.json:
        print_json(lines)
    else:
        for line in lines:
            unmet = f"不符合 {line['unmet']} 条" if line["unmet"] else "—"
            print("\t".join((line["key"], line["stage"], unmet, line["unit"] or "—", line["title"])))
    return _DONE


def _lines(opened: Office, as_of: date, struck: bool) -> list[dict[str, Any]]:
    from guanxian_desk.law.verdicts import State
    from guanxian_desk.services import dossiers

    reports = {report.key: report for report in dossiers.check_all(opened, as_of)}

    def count(key: str, state: State) -> int | None:
        return len(reports[key].having(state)) if key in reports else None

    return [
        {
            "key": line.key,
            "title": line.title,
            "unit": line.unit,
            "year": line.year,
            "category": line.category,
            "stage": line.stage(as_of).value,
            "confidential": line.confidential,
            "unmet": count(line.key, State.UNMET),
            "pending": count(line.key, State.PENDING),
        }
        for line in dossiers.listing(opened, struck)
    ]


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", type=Path, help="决策档案的 .json 或 .gxd 文件")
    parser.add_argument(
        "--on-conflict", choices=("keep", "replace"), help="两边都改过的地方：keep 保留本机的，replace 换成收到的"
    )
    parser.add_argument(
        "--theirs", metavar="位置", action="append", default=[], help="只在这一处取收到的（位置见冲突清单，可写几个）"
    )
    parser.add_argument("--as", metavar="编号", dest="key", help="收到的编号在本机是另一事项时，另编一个号")
    parser.add_argument("--dry-run", action="store_true", help="只看会改什么，不写入")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _import(args: argparse.Namespace) -> int:
    from guanxian_desk.modules.decisions.merge import take_theirs
    from guanxian_desk.services import dossier_files

    came = dossier_files.opened(read_file(args.file), args.file.name)
    if args.key:
        came = dossier_files.under(came, args.key)
    replaced = args.on_conflict == "replace"
    choice = take_theirs if replaced else dossier_files.chosen(dict.fromkeys(args.theirs, True))

    def left(conflict: Conflict) -> bool:
        return not choice(conflict)

    with office(args) as opened:
        found = dossier_files.look(opened, came)
        unchanged = not found.changes and not any(choice(one) for one in found.conflicts)
        if not args.dry_run:
            found = dossier_files.take(opened, came, choice)
    conflicts = [one for one in found.conflicts if left(one)]
    if args.json:
        print_json(_told(args.file, found, conflicts, unchanged))
    else:
        _tell(found, conflicts, unchanged)
    return _ATTENTION if conflicts else _DONE


def _told(file: Path, found: Arrival, conflicts: Sequence[Conflict], unchanged: bool) -> dict[str, Any]:
    return {
        "file": str(file),
        "key": found.key,
        "outcome": "new" if found.merged is None else "unchanged" if unchanged else "merged",
        "changes": [{"path": "/".join(one.path), "place": one.place} for one in found.merged.taken]
        if found.merged
        else [],
        "conflicts": [
            {"path": one.name, "place": one.place, "base": one.base, "ours": one.ours, "theirs": one.theirs}
            for one in conflicts
        ],
        "attachments": len(found.new_files),
    }


def _tell(found: Arrival, conflicts: Sequence[Conflict], unchanged: bool) -> None:
    from guanxian_desk.modules.decisions.wording import value_words

    if found.merged is None:
        print(f"新建决策档案 {found.key}，附件 {len(found.new_files)} 个。")
    elif unchanged:
        print(f"决策档案 {found.key} 没有变化。")
    else:
        print(f"决策档案 {found.key} 已并入：改动 {len(found.merged.taken)} 处，附件 {len(found.new_files)} 个。")
        for change in found.merged.taken:
            print(f"  {change.words}")
    if conflicts:
        say(f"有 {len(conflicts)} 处两边不一致，保留了本机的（--theirs 位置 逐处换，--on-conflict replace 全换）：")
        for one in conflicts:
            say(f"  {one.name}　{one.place}：本机 {value_words(one.ours)}，收到 {value_words(one.theirs)}")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="编号", help="决策档案的编号")
    parser.add_argument("out", metavar="OUT.gxd", type=Path, help="写到哪里；以 .json 结尾时只写档案，不带附件")


def _export(args: argparse.Namespace) -> int:
    from guanxian_desk.services import dossier_files

    with office(args) as opened:
        as_json = args.out.suffix.lower() == ".json"
        content = (dossier_files.send_json if as_json else dossier_files.send)(opened, args.key)
        write_file(args.out, content)
    say(f"已送出“{args.out}”。")
    return _DONE


def _edition_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.toml", type=Path, help="规定的新版本：改了哪些数、从哪一天起")
    parser.add_argument("--load", action="store_true", help="载入；不写时只列出会受影响的档案")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _edition(args: argparse.Namespace) -> int:
    from guanxian_desk.modules.decisions.edition_files import edition_of
    from guanxian_desk.services import dossier_law

    edition = edition_of(read_file(args.file), args.file.name)
    with office(args) as opened:
        found = dossier_law.turned_by_edition(opened, edition)
        if args.load:
            dossier_law.load_edition(opened, edition)
    if args.json:
        print_json([{"key": one.key, "title": one.title, "verdicts": _turned(one)} for one in found])
    else:
        for one in found:
            print(f"{one.key}\t{one.title}\t{'、'.join(sorted({turn.norm for turn in one.verdicts}))}")
    say(f"{'已载入' if args.load else '没有载入'}，会改变评判的在办档案 {len(found)} 份。")
    return _ATTENTION if found else _DONE


def _turned(one: Touched) -> list[dict[str, str | None]]:
    return [
        {
            "norm": turn.norm,
            "as_of": turn.as_of.isoformat(),
            "before": turn.before.value,
            "after": turn.after.value,
            "due_before": turn.due_before.isoformat() if turn.due_before else None,
            "due_after": turn.due_after.isoformat() if turn.due_after else None,
        }
        for turn in one.verdicts
    ]


COMMANDS = (
    Command("list", "全部决策档案和它们的阶段", _list_arguments, _list),
    Command("import", "收进一份档案；已有的按记录合并，两边都改过的列为冲突", _import_arguments, _import),
    Command("edition", "规定的新版本会改变哪些在办档案的评判；--load 载入", _edition_arguments, _edition),
    Command("export", "把档案连同附件做成一个文件，送给别的单位", _export_arguments, _export),
)
