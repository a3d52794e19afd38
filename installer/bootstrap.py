"""Sets the desk up on a fresh machine and starts it; everything it needs comes by itself.

    python3 installer/bootstrap.py demo [--out DIR …]    the main job on the sample office
    python3 installer/bootstrap.py test [pytest …]       every check of the project
    python3 installer/bootstrap.py run [COMMAND …]       the desk, or one of its commands
    python3 installer/bootstrap.py install               set-up only
    python3 installer/bootstrap.py wheels DIR            fetch the packages for a machine without network
    … --wheels DIR                                       install from such a folder, without network

This file alone must be readable by any Python 3, however old, so that an unsuitable one can say so: no imports
from the future, no new syntax. What it starts lies beside it.
"""

import sys
from pathlib import Path

SUITABLE = ((3, 11), (3, 12), (3, 13))


def unsuitable() -> str:
    """What is wrong with the Python that reads this; empty when nothing is."""
    if sys.version_info[:2] not in SUITABLE:
        return "%d.%d" % sys.version_info[:2]  # noqa: UP031 - any Python 3
    if sys.implementation.name != "cpython":
        return sys.implementation.name
    return "" if sys.maxsize > 2**32 else "32-bit"


def complain(found: str) -> None:
    """One line on the error stream; in English where the console has no Chinese."""
    chinese = "本程序需要 64 位 CPython 3.11、3.12 或 3.13，当前是 " + found + "（" + sys.executable + "）。"
    chinese += "请安装合适的 Python，再用它运行本命令。"
    english = "guanxian-desk needs 64-bit CPython 3.11, 3.12 or 3.13; this is " + found + ": " + sys.executable
    try:
        chinese.encode(sys.stderr.encoding or "ascii")
        print(chinese, file=sys.stderr)
    except UnicodeEncodeError:
        print(english, file=sys.stderr)


def main() -> int:
    """The exit code: 0 done, 2 the machine lacks something or a step failed, else the started program's own."""
    found = unsuitable()
    if found:
        complain(found)
        return 2
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from installer import commands

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
