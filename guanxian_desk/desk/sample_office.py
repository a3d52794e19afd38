"""The sample office: its own file, filled from the sample workbooks exactly as a clerk would import them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.paths import SAMPLE_FILE
from guanxian_desk.services import dossier_files, importing
from guanxian_desk.services.office import Office, create_office, open_office

OFFICE = "冠县商务和投资促进局（示例）"
Progress = Callable[[int, int, str], None]


def open_sample(folder: Path, actor: Actor, clock: Clock, progress: Progress) -> Office:
    """The sample office in a folder, made at the first time. UserError when the folder cannot be written.

    progress may raise Cancelled: then no file is left behind.
    """
    path = folder / SAMPLE_FILE
    if path.is_file():
        return open_office(path, actor, clock)
    unfinished = folder / f"制作中-{SAMPLE_FILE}"
    unfinished.unlink(missing_ok=True)
    try:
        _make(unfinished, actor, clock, progress)
        unfinished.rename(path)
    except BaseException:
        for left in folder.glob(f"{unfinished.name}*"):
            left.unlink()
        raise
    return open_office(path, actor, clock)


def _make(path: Path, actor: Actor, clock: Clock, progress: Progress) -> None:
    from guanxian_desk.sample import deeds
    from guanxian_desk.sample.dossiers import sample_dossiers
    from guanxian_desk.sample.workbooks import write_workbooks

    progress(0, 0, "正在准备示例表格")
    office = create_office(path, actor, clock, OFFICE, sample=True)
    try:
        deeds.fill(office.store, actor)
        with TemporaryDirectory(prefix="guanxian-desk-") as folder:
            files = write_workbooks(Path(folder))
            for done, file in enumerate(files):
                progress(done, len(files), f"正在导入 {file.path.name}")
                importing.take(office, importing.prepare_path(office, file.kind, file.path, file.sender))
            for dossier in sample_dossiers():
                dossier_files.take(office, dossier.package())
            progress(len(files), len(files), "正在核对")
        importing.settle_all(office)
    finally:
        office.close()
