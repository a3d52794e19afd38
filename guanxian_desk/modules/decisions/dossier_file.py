"""A dossier from a file on disk, a JSON text or a package."""

from __future__ import annotations

from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.document import dossier_from_bytes
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.package import read as read_package

_ZIP = b"PK"


def dossier_from_file(path: Path) -> Dossier:
    """The dossier of a .json file or a package; UserError when it cannot be read or does not fit."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "打不开"
        raise UserError(f"读不了档案文件“{path}”：{why}", "没有评判", "请核对文件名和权限") from error
    if raw[:2] == _ZIP:
        raw = read_package(raw, str(path)).dossier
    return dossier_from_bytes(raw, str(path))
