"""A notice as it was read, as a value: what the command line prints and the clerk corrects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoticeTask:
    """A task as written in the notice: group phrases and aliases untouched; no is "" when it has no number."""

    no: str
    section: str
    title: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading above the tasks, by its path."""

    no: str
    title: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at: blocking keeps the notice from being adopted; words is a Chinese sentence."""

    words: str
    blocking: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says. day is None and texts are "" where it says nothing."""

    title: str
    number: str
    day: date | None
    issuer: str
    year: int | None
    sections: tuple[Section, ...]
    tasks: tuple[NoticeTask, ...]
    remarks: tuple[Remark, ...]

    def as_json(self) -> dict[str, object]:
        """The document of tasks read --json."""
        return {
            "title": self.title,
            "number": self.number,
            "date": self.day.isoformat() if self.day else None,
            "issuer": self.issuer,
            "sections": [{"no": section.no, "title": section.title} for section in self.sections],
            "tasks": [
                {
                    "no": task.no,
                    "section": task.section,
                    "title": task.title,
                    "text": task.text,
                    "lead": list(task.lead),
                    "responsible": list(task.responsible),
                    "due": task.due.isoformat() if task.due else None,
                }
                for task in self.tasks
            ],
            "notes": [remark.words for remark in self.remarks],
        }
