"""迎检佐证卷: one file for one task: the list of what stands behind it, then the evidence files themselves."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.papers import KeptFile, OwnPaper, PacketCover, PacketPiece, PacketPlan
from guanxian_desk.modules.tasks.papers.asked import Asked, Ground
from guanxian_desk.modules.tasks.rules.judge import TaskStatus
from guanxian_desk.store import attachments
from guanxian_desk.store.tables import Attachment

OWNER = "packet:task:"
"""With [plan]/[task] behind it: whose attachments a task's evidence files are."""
_CATEGORY = "法治政府建设"


def plan(asked: Asked) -> PacketPlan:
    """The file of a task as of the day. asked.subject: plan/task.

    Missing: units without a report, without evidence or without a sealed copy in their latest report, and evidence
    files when none is attached. UserError when there is no such task.
    """
    ground = Ground(asked)
    task = next((one for one in ground.status.tasks if one.task.no == ground.rest), None)
    if task is None:
        raise UserError(f"计划里没有编号为“{ground.rest}”的任务", "没有装订", "请对照任务分解表核对")
    owners = dict.fromkeys((f"{OWNER}{ground.key}/{task.task.no}", f"{OWNER}{asked.subject}"))
    files = [one for owner in owners for one in attachments.of(asked.session, owner)]
    listed = PacketPiece(
        OwnPaper("tasks-evidence", f"{ground.key}/{task.task.no}"),
        f"任务{task.task.no}迎检佐证清单",
        author=asked.office,
        day=asked.as_of,
    )
    title = f"《{ground.text.title}》任务{task.task.no}“{task.task.title}”佐证材料"
    cover = PacketCover(title, fonds=asked.office, category=_CATEGORY, first=ground.text.day, last=asked.as_of)
    pieces = (listed, *(_piece(asked, one) for one in files))
    return PacketPlan(cover, pieces, _missing(task, bool(files)))


def evidence_files(session: Session, plan: str) -> dict[str, tuple[str, ...]]:
    """The names of the evidence files of a plan's tasks, by task number."""
    found: dict[str, list[str]] = {}
    prefix = f"{OWNER}{plan}/"
    query = select(Attachment.owner, Attachment.file_name).where(Attachment.owner.startswith(prefix, autoescape=True))
    for owner, name in session.execute(query.order_by(Attachment.owner, Attachment.place)):
        found.setdefault(owner.removeprefix(prefix), []).append(name)
    return {no: tuple(names) for no, names in found.items()}


def _piece(asked: Asked, one: Attachment) -> PacketPiece:
    source = KeptFile(one.file_name, partial(attachments.content, asked.session, one.sha256))
    title = one.title or one.file_name.rpartition(".")[0]
    return PacketPiece(source, title, author=one.role, day=one.added_at.date(), key=str(one.id))


def _missing(task: TaskStatus, has_files: bool) -> tuple[str, ...]:
    silent = [one.unit for one in task.held.values() if one.latest is None]
    bare = [one.unit for one in task.held.values() if one.latest and not one.latest.report.evidence]
    unsealed = [one.unit for one in task.held.values() if one.latest and not one.latest.report.sealed]
    told = ((silent, "没有报送"), (bare, "最近一次报告没有佐证材料"), (unsealed, "最近一次报告没有盖章件"))
    found = [f"{'、'.join(units)}：{words}" for units, words in told if units]
    return (*found, *(() if has_files else ("没有附上佐证文件",)))
