"""tasks status, read, adopt: 任务督办."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file
from guanxian_desk.cli.context import data_file, office, print_json, say
from guanxian_desk.cli.parser import Command, Parser, day
from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN

if TYPE_CHECKING:
    from guanxian_desk.modules.tasks.notice.notice import Notice
    from guanxian_desk.modules.tasks.rules.judge import PlanStatus

_DONE, _REFUSED, _ATTENTION = 0, 2, 3


def _tasks_arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(
        dest="tasks_command", metavar="做什么", title="做什么", required=True, parser_class=Parser
    )
    for command in _TASKS_COMMANDS:
        sub = words.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(sub)
        sub.add_argument("--data", metavar="文件", default=argparse.SUPPRESS, help="数据文件")
        sub.add_argument("--operator", metavar="姓名", default=argparse.SUPPRESS, help="经办人")
        sub.set_defaults(run_tasks=command.run)


def _tasks(args: argparse.Namespace) -> int:
    return int(args.run_tasks(args))


def _status_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", metavar="计划", default=DEFAULT_PLAN, help=f"计划代号，缺省 {DEFAULT_PLAN}")
    parser.add_argument("--as-of", metavar="日期", type=day, help="截至哪一天（缺省为今天）")
    parser.add_argument(
        "--option", metavar="名称=值", action="append", default=[], help="只在这一次试用的口径，如 报送方式=牵头汇总"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _status(args: argparse.Namespace) -> int:
    from guanxian_desk.services import tasks

    with office(args) as opened:
        status = tasks.status(opened, args.plan, args.as_of or Clock().today(), _options(args.option))
    if args.json:
        print_json(status.as_json())
    else:
        print(_in_words(status))
    return _ATTENTION if status.findings else _DONE


def _options(pairs: list[str]) -> dict[str, str]:
    bad = [pair for pair in pairs if "=" not in pair]
    if bad:
        raise UserError(f"口径选项“{bad[0]}”写得不对", "没有计算", "请写成 名称=值，如 报送方式=牵头汇总")
    return dict(pair.split("=", 1) for pair in pairs)


def _in_words(status: PlanStatus) -> str:
    lines = [f"{status.plan.title}（{status.plan.number}），截至 {status.as_of.isoformat()}"]
    for task in status.tasks:
        counts = f"应报 {len(task.task.units)} 个单位，已报 {task.reported} 个"
        lines.append(f"{task.lamp} {task.task.no} {task.task.title}：完成 {task.percent}%，{counts}")
    for code, number in sorted(Counter(found.code for found in status.findings).items()):
        lines.append(f"{code} {number} 条")
    return "\n".join(lines)


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("notice", metavar="通知", type=Path, help="通知的正文：.txt 或 .docx")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _read(args: argparse.Namespace) -> int:
    notice = _notice(args)
    if args.json:
        print_json(notice.as_json())
    else:
        print(_notice_in_words(notice))
    return _ATTENTION if notice.remarks else _DONE


def _notice(args: argparse.Namespace) -> Notice:
    """The notice, by the office's register where there is a data file; reading needs none."""
    from guanxian_desk.services import tasks

    data = read_file(args.notice)
    if not args.data and not data_file(args).is_file():
        return tasks.read(data, args.notice.name)
    with office(args) as opened:
        return tasks.read(data, args.notice.name, opened)


def _notice_in_words(notice: Notice) -> str:
    lines = [f"{notice.title}　{notice.number}　{notice.issuer}　{notice.day or '没有日期'}"]
    lines += [f"{section.no} {section.title}" for section in notice.sections]
    for task in notice.tasks:
        units = f"牵头：{'、'.join(task.lead) or '无'}；责任：{'、'.join(task.responsible) or '无'}"
        lines.append(f"{task.no or '（无编号）'} {task.title}〔{units}〕")
    return "\n".join([*lines, *(f"注意：{remark.words}" for remark in notice.remarks)])


def _adopt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("notice", metavar="通知", type=Path, help="通知的正文：.txt 或 .docx")
    parser.add_argument("--key", metavar="代号", required=True, help="计划代号，如 rule-of-law-2023")
    parser.add_argument("--date", metavar="日期", type=day, help="通知没有写日期时，印发的日期")


def _adopt(args: argparse.Namespace) -> int:
    from guanxian_desk.services import tasks

    with office(args) as opened:
        notice = tasks.read(read_file(args.notice), args.notice.name, opened)
        remarks = tasks.adopt(opened, notice, args.key, args.date)
    say(f"已建立计划“{args.key}”：{notice.title}，任务 {len(notice.tasks)} 项。")
    for remark in remarks:
        say(f"注意：{remark.words}。")
    return _ATTENTION if remarks else _DONE


def _send_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("quarter", metavar="季度", help="如 2022Q3 或 2022年第三季度")
    parser.add_argument("folder", metavar="文件夹", type=Path, help="工作簿写到哪里")
    parser.add_argument("--plan", metavar="计划", default=DEFAULT_PLAN, help=f"计划代号，缺省 {DEFAULT_PLAN}")
    parser.add_argument("--reply-by", metavar="日期", type=day, help="要求哪天前报回（缺省季度末后 10 天）")


def _send(args: argparse.Namespace) -> int:
    from guanxian_desk.services import task_rounds

    quarter = task_rounds.quarter_of(args.quarter)
    with office(args) as opened:
        reply_by = args.reply_by or task_rounds.usual_reply_day(quarter, opened.clock.today())
        sent = task_rounds.send_out(opened, args.plan, quarter, args.folder, reply_by)
    say(f"已写出 {len(sent.books)} 个单位的进展表，请于 {reply_by.isoformat()} 前收回。")
    return _DONE


def _collect_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="文件或文件夹", type=Path, nargs="+", help="报回的工作簿，或放着它们的文件夹")


def _collect(args: argparse.Namespace) -> int:
    from guanxian_desk.services import task_rounds

    paths = [book for path in args.paths for book in (task_rounds.books_in(path) if path.is_dir() else [path])]
    with office(args) as opened:
        taken = task_rounds.take_back(opened, paths)
    for book in taken:
        counts = f"收下 {book.new} 行，{book.bad} 行要改，{book.unfilled} 行没有填"
        became = f"没有收下：{book.refused}" if book.refused else counts
        say(f"{book.file.name}（{book.unit or '认不出单位'}）：{became}")
    if not any(not book.refused for book in taken):
        return _REFUSED
    return _ATTENTION if any(book.refused or book.bad for book in taken) else _DONE


_TASKS_COMMANDS = (
    Command("status", "计划到某一天的状态：灯、百分比、已报单位和差错", _status_arguments, _status),
    Command("read", "读一份通知，列出里面的任务（不需要数据文件）", _read_arguments, _read),
    Command("adopt", "把一份通知保存为计划", _adopt_arguments, _adopt),
    Command("send", "给每个应报单位写一个进展表，只有它承担的任务", _send_arguments, _send),
    Command("collect", "读入报回的进展表，有错的行另存退回件", _collect_arguments, _collect),
)

COMMANDS = (Command("tasks", "任务督办：计划的状态、读通知、建立计划", _tasks_arguments, _tasks),)
