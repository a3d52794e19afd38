"""The sample office's workbooks, as the offices would send them, written into a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.sample.cultivation_books import cultivation_drafts
from guanxian_desk.sample.decision_books import decision_drafts
from guanxian_desk.sample.digital import digital_drafts
from guanxian_desk.sample.files import Draft, SampleFile
from guanxian_desk.sample.task_books import task_drafts
from guanxian_desk.sample.voucher_books import voucher_drafts
from guanxian_desk.sample.vouchers import voucher_ledger

DRAFTS: dict[str, Callable[[], Sequence[Draft]]] = {
    "decisions": decision_drafts,
    "cultivation": cultivation_drafts,
    "digital": digital_drafts,
    "tasks": task_drafts,
    "vouchers": lambda: voucher_drafts(voucher_ledger()),
}


def write_workbooks(folder: Path, *duties: str) -> list[SampleFile]:
    """Write the sample workbooks of the duties (of all when none is named), in the order in which they are imported.

    The folder is made when missing. The same program writes the same bytes each time. Raises UserError when the
    folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder, draft) for duty in duties or DRAFTS for draft in DRAFTS[duty]()]
    except OSError as error:
        raise UserError(
            f"示例文件写不进文件夹“{folder}”（{error.strerror}）", todo="请检查文件夹权限和磁盘空间，或换一个文件夹"
        ) from error


def _write(folder: Path, draft: Draft) -> SampleFile:
    path = folder / draft.name
    path.write_bytes(draft.content)
    return SampleFile(draft.kind, path, draft.sender, draft.note, draft.rows, draft.errors, draft.conflicts)
