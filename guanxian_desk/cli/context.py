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
