"""dossier schema, check, timetable, norms; workdays: on files they open no data file and load nothing heavy."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guanxian_desk.base.clock import Clock
from guanxian_desk.base.days import NoCalendarError
from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.context import data_file, print_json, say
from guanxian_desk.cli.dossier_store import COMMANDS as STORE_COMMANDS
from guanxian_desk.cli.parser import Command, Parser, day

if TYPE_CHECKING:
    from guanxian_desk.base.days import WorkCalendar
    from guanxian_desk.modules.decisions.check import CheckReport
    from guanxian_desk.modules.decisions.facts.dossier import Dossier
    from guanxian_desk.modules.decisions.timetable import Timetable

_DONE, _ATTENTION = 0, 3
_CLASSES = {"checked": "程序评判", "attested": "经办人确认", "informative": "不评判"}
_TOLD = {"unmet": "不符合", "pending": "待办", "waived": "已放行"}


def _dossier_arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(
        dest="dossier_command", metavar="做什么", title="做什么", required=True, parser_class=Parser
    )
    for command in _DOSSIER_COMMANDS:
        sub = words.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(sub)
        sub.set_defaults(run_dossier=command.run)


def _dossier(args: argparse.Namespace) -> int:
    return int(args.run_dossier(args))


def _no_arguments(_: argparse.ArgumentParser) -> None:
    """This command takes none."""


def _schema(_: argparse.Namespace) -> int:
    from guanxian_desk.modules.decisions.schema import schema_text

    sys.stdout.write(schema_text())
    return _DONE


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", metavar="编号|文件", nargs="+", help="本机档案的编号，或者 .json、.gxd 文件，可以有几个"
    )
    parser.add_argument("--as-of", metavar="日期", type=day, help="评判到哪一天，缺省为今天")
    parser.add_argument(
        "--option", metavar="口径=值", action="append", default=[], help="本次试用的口径，如 prompt_workdays=3"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _check(args: argparse.Namespace) -> int:
    from guanxian_desk.modules.decisions.check import as_document, as_documents

    reports = _reports(args)
    if args.json:
        print_json(as_document(reports[0]) if len(reports) == 1 else as_documents(reports))
    else:
        print("\n\n".join(_report_text(report) for report in reports))
    for year in sorted({year for report in reports for year in report.missing_calendars}):
        say(f"没有{year}年的工作日历，有关各条暂不能评判。请补录国务院办公厅{year}年放假安排。")
    return _ATTENTION if any(report.unmet for report in reports) else _DONE


def _reports(args: argparse.Namespace) -> list[CheckReport]:
    """The reports in the order of the names; the data file is opened only for the keys among them."""
    from guanxian_desk.modules.decisions.check import Checker
    from guanxian_desk.modules.decisions.limits import editions_with, shipped_editions

    tried = _options(args.option)
    as_of = args.as_of or Clock().today()
    dossiers = {name: _dossier_named(name) for name in args.files if _is_file(name)}
    checker = Checker(editions=editions_with(tried) if tried else shipped_editions())
    reports = {name: checker.check(dossier, as_of) for name, dossier in dossiers.items()}
    if len(reports) < len(set(args.files)):
        from guanxian_desk.cli.dossier_store import kept_reports

        reports |= kept_reports(args, [name for name in args.files if name not in reports], as_of, tried)
    return [reports[name] for name in args.files]


def _is_file(name: str) -> bool:
    """Whether a name means a file: one that is there, or that ends like one. Anything else is a key."""
    return name.lower().endswith((".json", ".gxd")) or Path(name).is_file()


def _options(entries: list[str]) -> dict[str, int]:
    chosen = {}
    for entry in entries:
        name, _, value = entry.partition("=")
        if not value.isascii() or not value.isdigit():
            raise UserError(f"口径“{entry}”写得不对", "没有评判", "请写成 口径=整数，例如 prompt_workdays=3")
        chosen[name] = int(value)
    return chosen


def _dossier_named(name: str) -> Dossier:
    from guanxian_desk.modules.decisions.dossier_file import dossier_from_file

    return dossier_from_file(Path(name))


def _report_text(report: CheckReport) -> str:
    lines = [f"{report.key}　评判到{report.as_of.isoformat()}"]
    for verdict in report.verdicts:
        if verdict.state in _TOLD:
            due = f"　期限{verdict.due.isoformat()}" if verdict.due else ""
            lines.append(f"{verdict.norm} {_TOLD[verdict.state]}{due}　{verdict.message}")
    for gate in report.gates:
        lines.append(f"关口 {gate.norm} {'开' if gate.open else '关，因为' + '、'.join(gate.held_by)}")
    return "\n".join(lines)


def _timetable_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="编号|文件", help="本机档案的编号，或者 .json、.gxd 文件")
    ends = parser.add_mutually_exclusive_group()
    ends.add_argument("--from", metavar="日期", dest="first", type=day, help="从哪一天起排，缺省为今天")
    ends.add_argument("--meeting", metavar="日期", type=day, help="从要开的会倒排")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _timetable(args: argparse.Namespace) -> int:
    from guanxian_desk.modules.decisions.timetable import as_document

    timetable = _file_timetable(args) if _is_file(args.file) else _kept_timetable(args)
    if args.json:
        print_json(as_document(timetable))
    else:
        print(_timetable_text(timetable))
    return _DONE


def _file_timetable(args: argparse.Namespace) -> Timetable:
    from guanxian_desk.law.calendar import official_calendar
    from guanxian_desk.modules.decisions.limits import shipped_editions
    from guanxian_desk.modules.decisions.timetable import from_day, until_meeting

    start: date = args.meeting or args.first or Clock().today()
    solve: Callable[..., Timetable] = until_meeting if args.meeting else from_day
    return solve(_dossier_named(args.file), start, official_calendar(), shipped_editions().on(start))


def _kept_timetable(args: argparse.Namespace) -> Timetable:
    from guanxian_desk.cli.dossier_store import kept_timetable

    return kept_timetable(args, args.file, args.first, args.meeting)


def _timetable_text(timetable: Timetable) -> str:
    lines = ["最早　　　　最迟　　　　实际　　　　步骤"]
    for step in timetable.steps:
        days = "　".join(f"{one.isoformat() if one else '—':<10}" for one in (step.earliest, step.latest, step.actual))
        lines.append(f"{days}　{step.title}{'（关键）' if step.critical else ''}")
    return "\n".join((*lines, f"集体讨论：{timetable.meeting.isoformat()}"))


def _workdays_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", metavar="起日", type=day, help="当日不计")
    parser.add_argument("last", metavar="止日", nargs="?", type=day, help="数到哪一天，当日计入")
    parser.add_argument("--add", metavar="N", type=int, help="起日之后第 N 个工作日，负数往前")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _workdays(args: argparse.Namespace) -> int:
    from guanxian_desk.law.calendar import official_calendar

    if (args.last is None) == (args.add is None):
        raise UserError("工作日要么数到止日，要么用 --add 往后（往前）推", "没有计算", "请只写一样")
    try:
        answer, words = _counted(args, official_calendar())
    except NoCalendarError:
        # The year may be one that this office has entered.
        if not data_file(args).is_file():
            raise
        from guanxian_desk.cli.dossier_store import kept_calendar

        answer, words = _counted(args, kept_calendar(args))
    if args.json:
        print_json(answer)
    else:
        print(words)
    return _DONE


def _counted(args: argparse.Namespace, calendar: WorkCalendar) -> tuple[dict[str, object], str]:
    first = args.first.isoformat()
    if args.add is None:
        count = calendar.workdays(args.first, args.last)
        return {"from": first, "to": args.last.isoformat(), "workdays": count}, f"{count}个工作日"
    found = calendar.add(args.first, args.add).isoformat()
    return {"from": first, "add": args.add, "date": found}, found


def _norms_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _norms(args: argparse.Namespace) -> int:
    from guanxian_desk.law.articles import articles
    from guanxian_desk.modules.decisions.norms import norm_table

    rows = norm_table()
    if args.json:
        texts = articles()
        print_json(
            [
                {
                    "norm": row.norm,
                    "article": row.article,
                    "citation": row.citation,
                    "class": row.kind.value,
                    "demand": row.demand,
                    "rule": row.rule,
                    "text": texts[row.article].text,
                }
                for row in rows
            ]
        )
    else:
        for row in rows:
            print(f"{row.norm}\t{_CLASSES[row.kind]}\t{row.citation}\t{row.demand}")
    return _DONE


_DOSSIER_COMMANDS = (
    Command("schema", "决策档案的格式（JSON Schema）", _no_arguments, _schema),
    Command("check", "按冠政发〔2022〕8号逐条评判，有不符合的退出码为 3", _check_arguments, _check),
    Command("timetable", "最早可行日期，或者从会议倒排工期", _timetable_arguments, _timetable),
    Command("norms", "166 条规范：由程序评判、经办人确认，还是宣示性的", _norms_arguments, _norms),
    *STORE_COMMANDS,
)
COMMANDS = (
    Command("dossier", "重大行政决策档案", _dossier_arguments, _dossier),
    Command("workdays", "按国务院放假安排数工作日", _workdays_arguments, _workdays),
)
