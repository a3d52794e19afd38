"""The main job on the sample office: import what offices send, reconcile, print, and picture every tab."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import write_file
from guanxian_desk.base.money import yuan
from guanxian_desk.base.paths import SAMPLE_FILE
from guanxian_desk.cli.context import say
from guanxian_desk.cli.parser import Command

if TYPE_CHECKING:
    from guanxian_desk.services.filing import FormView, Produced
    from guanxian_desk.services.office import Office

_MARK = "示例数据，由 guanxian-desk demo 生成，可以整个删除.txt"
_AS_OF = date(2022, 12, 31)
_SEASON, _CLOSED = date(2022, 5, 31), date(2023, 1, 10)
_NEXT_YEAR = date(2023, 12, 31)
_PAPER_DAYS = {
    "voucher-daily": _SEASON,
    "voucher-weekly": _SEASON,
    "voucher-closing": _CLOSED,
    "cultivation-publicity": _NEXT_YEAR,
}
_OPERATOR = Actor("示例操作员")
_SIZES = ((1366, 768, 1.0), (1920, 1080, 1.0), (1920, 1080, 1.5))


@dataclass(frozen=True)
class Folders:
    """Where the demo puts what it makes."""

    out: Path

    @property
    def data(self) -> Path:
        """The sample's own data file, never the user's."""
        return self.out / SAMPLE_FILE

    def sub(self, name: str) -> Path:
        """A subfolder, made when first asked for."""
        folder = self.out / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", metavar="文件夹", type=Path, default=Path("demo-out"), help="结果放在哪里（缺省 ./demo-out）"
    )
    parser.add_argument("--no-window", action="store_true", help="最后不打开窗口")


def _run(args: argparse.Namespace) -> int:
    from guanxian_desk.services.office import create_office

    folders = Folders(args.out.resolve())
    _fresh(folders.out)
    office = create_office(folders.data, _OPERATOR, Clock(), "冠县商务和投资促进局（示例）", sample=True)
    try:
        _import_all(office, folders)
        _reconcile(office)
        _print_all(office, folders)
    finally:
        office.close()
    _picture_all(folders)
    say(f"完成。全部结果在“{folders.out}”。")
    if not args.no_window and _has_screen():
        say("正在打开示例办公室的窗口……")
        return subprocess.call([sys.executable, "-m", "guanxian_desk", "--data", str(folders.data)])
    return 0


def _fresh(out: Path) -> None:
    """An empty folder. What the demo did not make itself is never removed (UserError)."""
    if out.exists() and not (out / _MARK).is_file():
        if not out.is_dir() or any(out.iterdir()):
            raise UserError(f"“{out}”里有别的东西", "没有改动任何文件", "请用 --out 另选一个文件夹")
        out.rmdir()
    try:
        if out.exists():
            shutil.rmtree(out)
        out.mkdir(parents=True)
        (out / _MARK).write_text("这个文件夹里全部是虚构的示例数据。\n", "utf-8")
    except OSError as error:
        raise UserError(f"不能写入“{out}”（{error.strerror}）", "没有做成示例", "请用 --out 另选一个文件夹") from None


def _import_all(office: Office, folders: Folders) -> None:
    from guanxian_desk.exchange.returned import error_workbook
    from guanxian_desk.sample import deeds
    from guanxian_desk.sample.workbooks import write_workbooks
    from guanxian_desk.services.importing import prepare_path, settle_all, take

    deeds.fill(office.store, office.actor)
    say("一、导入示例工作簿")
    for file in write_workbooks(folders.sub("工作簿")):
        report = take(office, prepare_path(office, file.kind, file.path, file.sender))
        entry = report.entry()
        if report.refused:
            raise UserError(f"示例工作簿“{file.path.name}”没有导入：{report.refused}")
        errors = len(report.prepared.extract.errors) if report.prepared.extract else 0
        say(
            f"  {file.path.name}：{entry['rows']} 行，新增 {entry['new']}，更改 {entry['changed']}，"
            f"相同 {entry['unchanged']}，冲突 {entry['conflicts']}，错误 {errors} 处"
        )
        if errors and report.prepared.extract:
            content = error_workbook(file.path.read_bytes(), file.path.name, report.prepared.extract)
            write_file(folders.sub("退回件") / f"退回-{file.path.stem}.xlsx", content)
    _import_dossiers(office)
    settle_all(office)


def _import_dossiers(office: Office) -> None:
    from guanxian_desk.sample.dossiers import sample_dossiers
    from guanxian_desk.services import dossier_files

    for one in sample_dossiers():
        dossier_files.take(office, one.package())
    say(f"  决策档案 {len(sample_dossiers())} 份")


def _reconcile(office: Office) -> None:
    from guanxian_desk.services.reconciling import reconcile_as_of

    say(f"二、核对（截至 {_AS_OF.isoformat()}）")
    result = reconcile_as_of(office, _AS_OF)
    for one in result.identities:
        say(f"  {'✔' if one.balanced else '✘'} {one.words}：{yuan(one.left)} ／ {yuan(one.right)}")
    counts = Counter(view.rule.title for view in result.views())
    say("  差异：" + "，".join(f"{title} {number}" for title, number in counts.items()))
    if not all(one.balanced for one in result.identities):
        raise UserError("示例数据的平衡关系不成立", "", "这是程序的错误，请告诉维护人员")


def _print_all(office: Office, folders: Folders) -> None:
    from guanxian_desk.services.filing import forms

    say("三、出全部文书")
    folder = folders.sub("文书")
    _send_one(office)
    for form in forms(office):
        first, *others = form.formats
        subject, paper = _first_made(office, form, first)
        write_file(folder / paper.file_name, paper.content)
        for fmt in others:
            more = _made(office, form.key, subject, fmt)
            write_file(folder / more.file_name, more.content)
        say(f"  {form.title}（{'、'.join(form.formats)}）")


def _send_one(office: Office) -> None:
    """One paper goes out as in any office: kept in the history and entered in the register of outgoing papers."""
    from guanxian_desk.services.filing import PDF, issue
    from guanxian_desk.services.outgoing import register, sent_of

    paper = _made(office, "voucher-settlement", "", PDF)
    sent = sent_of(office, issue(office, paper))
    register(office, replace(sent, number="冠商函〔2022〕12号", day=_AS_OF, copies=3, recipients="县财政局"))


def _first_made(office: Office, form: FormView, fmt: str) -> tuple[str, Produced]:
    """The paper for the first subject that the sample gives occasion for. UserError when it gives none."""
    told: UserError | None = None
    for subject in _subjects(office, form):
        try:
            return subject, _made(office, form.key, subject, fmt)
        except UserError as error:
            # Not every dossier has had a hearing, and not every year a publicity.
            told = error
    raise told or UserError(f"示例数据里没有可以出“{form.title}”的对象")


def _made(office: Office, key: str, subject: str, fmt: str) -> Produced:
    from guanxian_desk.services.filing import produce

    return produce(office, key, subject, _PAPER_DAYS.get(key, _AS_OF), fmt)


def _subjects(office: Office, form: FormView) -> list[str]:
    from guanxian_desk.services.paper_subjects import subjects

    if form.key == "voucher-waiver":
        return [_finding_to_release(office)]
    given = [value for value, _ in subjects(office, form.key, _PAPER_DAYS.get(form.key, _AS_OF))]
    return given if "subject" in form.needs else ["", *given]


def _finding_to_release(office: Office) -> str:
    """The first finding that keeps a merchant from its money, as 差异放行审批单 names it."""
    from guanxian_desk.services.reconciling import reconcile_as_of

    view = next(view for view in reconcile_as_of(office, _AS_OF).views() if view.rule.blocks)
    return f"{view.finding.code}/{view.finding.subject}"


def _picture_all(folders: Folders) -> None:
    """Each tab at three sizes, by a process of its own that needs no screen."""
    say("四、各页的图片")
    folder = folders.sub("图片")
    command = [sys.executable, "-m", "guanxian_desk.desk.pictures", str(folders.data), str(folder), _AS_OF.isoformat()]
    command += [f"{width}x{height}@{scale}" for width, height, scale in _SIZES]
    done = subprocess.run(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, check=False)
    if done.returncode:
        raise UserError("各页的图片没有拍成", "数据和文书已经做好", "请看上面的原因")
    for picture in sorted(folder.iterdir()):
        say(f"  {picture.name}")


def _has_screen() -> bool:
    if os.environ.get("CI"):
        return False
    return sys.platform == "win32" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


COMMANDS = (Command("demo", "在示例办公室上把主要工作做一遍", _arguments, _run),)
