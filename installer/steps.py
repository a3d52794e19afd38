"""How the set-up speaks and runs other programs: one line per step, and a plain reason when one fails."""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence

LAST_LINES = 12


class StepFailed(Exception):  # noqa: N818 - reads as what happened
    """The set-up cannot go on. The same in Chinese and, for consoles without Chinese, in short English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese)
        self.chinese = chinese
        self.english = english


def say(chinese: str, english: str) -> None:
    """One message on the error stream (standard output belongs to the program that is started)."""
    try:
        chinese.encode(sys.stderr.encoding)
        text = chinese
    except UnicodeEncodeError:
        text = english.encode("ascii", "replace").decode()
    print(text, file=sys.stderr, flush=True)


def run_step(
    chinese: str,
    english: str,
    command: Sequence[str],
    *,
    hint: tuple[str, str] = ("", ""),
    environ: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
) -> None:
    """Runs one program of the set-up, its output kept back; StepFailed with its last lines when it fails."""
    say(f"· {chinese}……", f"- {english} ...")
    last: deque[str] = deque(maxlen=LAST_LINES)
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environ,
        ) as process:
            for line in process.stdout or ():
                last.append(line.rstrip())
                if on_line:
                    on_line(line)
    except OSError as error:
        raise _failed(chinese, english, str(error), hint, last) from error
    if process.returncode:
        raise _failed(chinese, english, str(process.returncode), hint, last)


def _failed(chinese: str, english: str, why: str, hint: tuple[str, str], last: deque[str]) -> StepFailed:
    output = "".join(f"\n    {line}" for line in last if line)
    return StepFailed(
        f"“{chinese}”没有成功（{why}）。{hint[0]}" + (f"最后的输出：{output}" if output else ""),
        f"step failed: {english} ({why}). {hint[1]}{output}",
    )
