"""What the worker does for a file that was dropped: its bytes and first rows, then the preview of the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from guanxian_desk.base.files import read_file
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.incoming import Read
from guanxian_desk.exchange.peek import Peek, first_rows
from guanxian_desk.services import importing
from guanxian_desk.services.file_columns import sender_of
from guanxian_desk.services.import_memory import knows
from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import Prepared, Wishes
from guanxian_desk.services.recognising import recognise
from guanxian_desk.services.words import doubtful_words, suggestions

LARGE = 400_000
"""Bytes from which a file's first rows are shown before the whole is read."""


@dataclass(frozen=True)
class Opened:
    """A file's bytes, the kind its headings tell ("" for none), its first rows when it is large."""

    data: bytes
    kind: str
    peek: Peek | None


def opening(path: Path, kind: str) -> Callable[[Office, Task], Opened]:
    """Reads the bytes and recognises the kind, unless a clerk said it."""

    def run(_office: Office, task: Task) -> Opened:
        data = read_file(path)
        task.check()
        found = kind or recognise(data, path.name)
        large = len(data) >= LARGE and found
        return Opened(data, found, first_rows(data, path.name, of_kind(found)[1]) if large else None)

    return run


def reading(data: bytes, name: str, kind: str, sender: str, wishes: Wishes) -> Callable[[Office, Task], Read]:
    """Reads and compares the whole; a sender that only the file names counts when nobody was named."""

    def run(office: Office, task: Task) -> Read:
        if not kind:
            return Read()

        def prepare(whom: str) -> Prepared:
            return importing.prepare(office, kind, data, name, whom, wishes, progress=task.progress)

        prepared = prepare(sender)
        named = "" if sender or prepared.extract is None else sender_of(prepared.extract)
        if named:
            prepared = prepare(named) if knows(office, kind, named) else replace(prepared, sender=named)
        words = tuple(doubtful_words(office, prepared))
        return Read(kind, prepared, words, suggestions(office, prepared))

    return run


def comparing(prepared: Prepared) -> Callable[[Office, Task], Prepared]:
    """The same file against what stands now."""
    return lambda office, _task: importing.prepare_again(office, prepared)
