"""Driving the program as a user does: commands in, exit code and output back."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guanxian_desk.cli import main

_FRESH: list[bytes] = []


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its standard output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A data file and the commands on it."""

    data: Path

    def __call__(self, *words: str | Path) -> Said:
        return command("--data", self.data, "--operator", "张三", *words)


def command(*words: str | Path) -> Said:
    """One command of the program, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main.run([str(word) for word in words])
        except SystemExit as exit_:
            code = int(exit_.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def new_desk(folder: Path) -> Desk:
    """A fresh data file: the first is made by the command, the others are copies of it."""
    data = folder / "office.gxdesk"
    if not _FRESH:
        said = command("init", data)
        assert said.code == 0, said.err
        _FRESH.append(data.read_bytes())
    data.write_bytes(_FRESH[0])
    return Desk(data)


def take(desk: Desk, kind: str, path: Path) -> list[dict[str, Any]]:
    """A workbook is imported; errors in its rows are no refusal."""
    said = desk("import", kind, path, "--json")
    assert said.code in (0, 3), said.err
    entries: list[dict[str, Any]] = said.json
    return entries
