"""Who works with the data file."""

from __future__ import annotations

from sqlalchemy import select

from guanxian_desk.base.actor import Actor
from guanxian_desk.services.office import Office
from guanxian_desk.store.tables import Operator


def operators(office: Office) -> list[str]:
    """The names of everybody who has worked with this file, by name."""
    with office.store.read() as session:
        return sorted(session.scalars(select(Operator.name)))


def enrol(office: Office, actor: Actor) -> None:
    """Adds who works now to the file's operators, or notes the new role; writes nothing when it stands so already."""
    with office.store.read() as session:
        known = session.scalars(select(Operator).where(Operator.name == actor.name)).first()
        if known is not None and known.role == actor.role:
            return
    with office.store.change(f"登记操作员：{actor.name}（{actor.role}）", actor, "登记") as writing:
        standing = writing.scalars(select(Operator).where(Operator.name == actor.name)).first()
        if standing is None:
            writing.add(Operator(name=actor.name, role=actor.role))
        else:
            standing.role = actor.role
