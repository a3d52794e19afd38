"""python -m guanxian_desk: the command line, or the desktop when no command is given."""

from __future__ import annotations

import sys

from guanxian_desk.cli import main as command_line
from guanxian_desk.demo import COMMANDS


def main() -> int:
    """The program's entry; returns the exit code."""
    return command_line.run(sys.argv[1:], extra=COMMANDS, desktop=_desktop)


def _desktop(data: str | None, operator: str | None) -> int:
    from guanxian_desk.desk.desktop import run_desktop

    return run_desktop(data, operator)


if __name__ == "__main__":
    sys.exit(main())
