"""The papers of the project library are given the library of a day and what the task tracker says."""

from __future__ import annotations

from datetime import date

from guanxian_desk.modules.digital.library import Library
from guanxian_desk.modules.digital.papers.asked import Asked
from guanxian_desk.modules.digital.service import members_on
from guanxian_desk.modules.papers import Content, Paper
from guanxian_desk.services.dispatch import action_states, key_tasks
from guanxian_desk.services.office import Office

_FROM_TRACKER = frozenset({"digital-plan", "digital-report"})


def content(office: Office, paper: Paper[Asked], subject: str, day: date, full: bool) -> Content:
    """What a paper of the library says on a day."""
    with office.store.read() as session:
        library = Library.of(session, day)
        return paper.content(
            Asked(
                session,
                day,
                office.name,
                office.is_sample,
                subject,
                full,
                library=library,
                members=tuple(members_on(session, day)),
                states=action_states(session, library.actions, day),
                tasks=tuple(key_tasks(session, day)) if paper.key in _FROM_TRACKER else (),
            )
        )
