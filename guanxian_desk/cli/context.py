"""What commands share: the open office, and JSON on standard output."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import DATA_FILE, user_folder

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office


def data_file(args: argparse.Namespace) -> Path:
    """The data file that this command works on."""
    chosen = args.data or os.environ.get("GUANXIAN_DESK_DATA")
    return Path(chosen).expanduser() if chosen else user_folder() / DATA_FILE


def actor(args: argparse.Namespace) -> Actor:
    """Who acts."""
    from guanxian_desk.services.office import default_operator

    return Actor(args.operator or os.environ.get("GUANXIAN_DESK_OPERATOR") or default_operator())


@contextmanager
def office(args: argparse.Namespace) -> Iterator[Office]:
    """The open data file, closed cleanly whatever happens."""
    from guanxian_desk.services.office import open_office

    opened = open_office(data_file(args), actor(args), Clock())
    try:
        yield opened
    finally:
        opened.close()


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def say(words: str) -> None:
    """A message to the person, apart from the output."""
    print(words, file=sys.stderr)


def read_file(path: Path) -> bytes:
    """The bytes of a file. UserError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"打不开“{path}”（{error.strerror}）", "没有读写任何数据", "请检查文件名和权限") from None


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or nothing: first beside it, then in its place. UserError when that is not possible."""
    unfinished = path.with_name(path.name + ".未完成")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise UserError(
            f"不能写入“{path}”（{error.strerror}）", "没有写出文件", "请检查文件夹权限，或关掉正打开它的程序"
        ) from None
