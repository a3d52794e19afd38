"""The command line: one parser, one place where errors become words and exit codes."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli import (
    cultivation,
    dossiers,
    exchange,
    filings,
    numbers,
    office,
    packets,
    projects,
    tasks,
    vouchers,
)
from guanxian_desk.cli.parser import Command, build

DONE, FAILED, ATTENTION = 0, 2, 3
COMMANDS: tuple[Command, ...] = (
    *office.COMMANDS,
    *exchange.COMMANDS,
    *vouchers.COMMANDS,
    *filings.COMMANDS,
    *packets.COMMANDS,
    *numbers.COMMANDS,
    *dossiers.COMMANDS,
    *tasks.COMMANDS,
    *cultivation.COMMANDS,
    *projects.COMMANDS,
)


Desktop = Callable[[str | None, str | None], int]


def run(arguments: Sequence[str], extra: Sequence[Command] = (), desktop: Desktop | None = None) -> int:
    """Run one command, or the desktop (given data file and operator) when there is none; returns the exit code.

    Messages go to standard error, never a traceback. extra: commands of the rooms above the command line.
    """
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes would otherwise choke on Chinese.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8")
    parser = build((*extra, *COMMANDS))
    args = parser.parse_args(arguments)
    if args.command is None and desktop is None:
        parser.error("the following arguments are required: 命令")
    try:
        return int(args.run(args) if args.command else desktop(args.data, args.operator))  # type: ignore[misc]
    except UserError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        # Whoever read the output (head, a closed window) has gone; nothing is wrong with the data.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives until the process ends
        return DONE
    except KeyboardInterrupt:
        print("已中断。没有提交的改动都没有保存。", file=sys.stderr)
    except Exception as error:
        logging.getLogger(__name__).debug("crash", exc_info=True)
        print(
            f"程序出错（{type(error).__name__}）。这一步没有保存，数据保持原样。请把命令和文件交给维护人员。",
            file=sys.stderr,
        )
    return FAILED
