"""What the pages share: the open office, slow work on it, and the ways to the window around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.files import write_file
from guanxian_desk.desk.background import Background, Failed, Job, Task
from guanxian_desk.services.office import Office
from guanxian_desk.services.steps import Noted, noted

_STEPS = 1000  # of a bar of progress
T = TypeVar("T")
Verb = Callable[[Office, Task], T]


class Desk(QObject):
    """One open office. ask() reads and change() writes, both on the database worker; the answers come back here."""

    tab_asked = Signal(str)
    place_asked = Signal(str)  # "tab" or "tab/view"
    over_asked = Signal(QWidget, str)  # a widget to lie over the page, its title
    back_asked = Signal()
    said = Signal(str)  # a short sentence for the state line
    look_asked = Signal(object)  # Look
    files_asked = Signal()  # another data file
    operator_changed = Signal(object)  # Actor

    def __init__(self, office: Office, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.background = background
        self.as_of = office.clock.today()
        """The day that pages show; the clerk's last choice."""
        background.export_table = self._export
        self.drafts: dict[tuple[str, int | None], dict[str, str]] = {}
        """What was typed into a record's form and not saved, by kind and row; kept as long as the window."""

    @property
    def today(self) -> date:
        """The calendar day."""
        return self.office.clock.today()

    @property
    def operator(self) -> str:
        """Who works at this window."""
        return self.office.actor.name

    def work_as(self, actor: Actor) -> None:
        """Somebody else works at this window from now on."""
        self.office = replace(self.office, actor=actor)
        self.operator_changed.emit(actor)

    def ask(
        self,
        verb: Verb[T],
        done: Callable[[T], object],
        failed: Failed | None = None,
        *,
        owner: QObject,
        key: str = "",
        title: str = "",
    ) -> Job:
        """Reads: done(result) unless owner is gone by then; a later question of the same key replaces this one."""
        office = self.office

        def finish(result: T) -> None:
            done(result)

        return self.background.run_query(
            lambda task: verb(office, task), finish, failed, owner=owner, key=key, title=title
        )

    def change(
        self,
        verb: Verb[T],
        done: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject,
        title: str,
    ) -> Job:
        """Writes; afterwards every page that shows a table that was written reads anew."""
        office = self.office

        def run(task: Task) -> Noted[T]:
            return noted(office, lambda: verb(office, task))

        def finish(told: Noted[T]) -> None:
            if done is not None:
                done(told.result)

        return self.background.run_change(run, finish, failed, summary=lambda told: told, title=title, owner=owner)

    def settle(self) -> None:
        """Brings the kept results up to date with the imports, on the worker; pages read anew when that wrote."""

        def run(office: Office, task: Task) -> None:
            from guanxian_desk.services.importing import settle_all

            settle_all(office, lambda words, share: task.progress(round(share * _STEPS), _STEPS, words))

        self.change(run, owner=self, title="更新核对结果")

    def save_as(
        self, owner: QWidget, name: str, kind: str, make: Verb[bytes], done: Callable[[Path], object] | None = None
    ) -> None:
        """Asks where, makes the bytes and writes them. kind: the file dialog's filter, e.g. 工作簿 (*.xlsx)."""
        path = self.choose_file(owner, name, kind)
        if path is not None:
            self.save_to(owner, path, make, done)

    def _export(self, owner: QWidget, shot: Any) -> None:
        from guanxian_desk.desk.pages.table_export import export_shot

        export_shot(self, owner, shot)

    def choose_file(self, owner: QWidget, name: str, kind: str) -> Path | None:
        """Where to write, as the clerk chooses; None when she does not."""
        chosen, _filter = QFileDialog.getSaveFileName(owner, "另存为", name, kind)
        return Path(chosen) if chosen else None

    def save_to(
        self, owner: QObject, path: Path, make: Verb[bytes], done: Callable[[Path], object] | None = None
    ) -> None:
        """Makes the bytes and writes them, as a change: making some of them is logged."""

        def run(office: Office, task: Task) -> Path:
            content = make(office, task)
            task.check()
            write_file(path, content)
            return path

        def finish(written: Path) -> None:
            self.said.emit(f"已存为 {written.name}")
            if done is not None:
                done(written)

        self.change(run, finish, owner=owner, title=f"写出{path.name}")
