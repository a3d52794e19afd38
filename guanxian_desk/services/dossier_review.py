"""The justice bureau's work on a dossier, for the faces: an opinion from ticked findings, versions compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions import drafts, editing, office_law, opinion, queries, service
from guanxian_desk.modules.decisions.drafts import Passage, Step
from guanxian_desk.modules.decisions.opinion import Proposed
from guanxian_desk.services import dossier_files, dossiers
from guanxian_desk.services.office import Office

_UNCHANGED = "没有改动档案"


def proposed(office: Office, key: str, as_of: date | None = None) -> list[Proposed]:
    """The findings that the check proposes on the day of review, to be ticked."""
    day = as_of or office.clock.today()
    with office.store.read() as session:
        return opinion.proposed(office_law.checker(session, day).check(queries.dossier(session, key), day))


def draft_opinion(office: Office, key: str, round_id: str, ticked: Sequence[Proposed]) -> None:
    """Write the drafted opinion into a round, not yet issued; a draft that stands is written over.

    UserError when the dossier has no such round, or its opinion was issued.
    """
    path = ("legality", "rounds", round_id)
    with office.store.change(f"起草合法性审查意见（{key}）", office.actor) as session:
        document = queries.document(session, key)
        entry = editing.get(document, path)
        if entry is None:
            raise UserError(f"档案里没有编号为“{round_id}”的送审", _UNCHANGED, "请先登记送审")
        standing = entry.get("opinion") or {}
        if standing.get("issued_on"):
            raise UserError("这一轮的审查意见已经出具", _UNCHANGED, "重新送审后在新的一轮里起草")
        # Without the old draft's findings, whose ids are free again.
        bare = editing.put(document, (*path, "opinion"), None)
        tag, names = service.tag(session), list[str]()
        for _ in ticked:
            names.append(_next(bare, names, tag))
        drafted = opinion.opinion(ticked, names)
        kept = {"paper": standing["paper"]} if standing.get("paper") else {}
        service.put(session, key, (*path, "opinion"), drafted | kept)


def _next(document: dossiers.Document, given: Sequence[str], tag: str) -> str:
    findings = [{"id": name} for name in given]
    return editing.new_id({"document": document, "given": findings}, ("findings",), tag)


def versions(office: Office, key: str) -> list[Step]:
    """公示稿, 送审稿, 上会稿, 公布稿 one beside the next, as the dossier registers them."""
    with office.store.read() as session:
        return drafts.steps(queries.document(session, key))


def passages(office: Office, key: str, step: Step) -> list[Passage]:
    """The differing paragraphs of the two versions' texts. UserError when a text is not here or cannot be read."""
    names = {one.id: one.name for one in dossier_files.carried(office, key)}
    texts = []
    for use in (step.before, step.after):
        if use.text is None:
            raise UserError(f"{use.name}没有附正文，不能逐段比较", _UNCHANGED, "请在草案稿次里选定正文附件")
        texts.append(drafts.paragraphs(dossier_files.content(office, key, use.text), names[use.text]))
    return drafts.passages(*texts)
