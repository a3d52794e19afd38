"""A whole copy of the data file by SQLite's online backup, checked after it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from guanxian_desk.base.errors import UserError


def back_up(engine: Engine, target: Path) -> None:
    """Copy the open file to target, which must not exist. UserError, and nothing left behind, when the copy is bad."""
    if target.exists():
        raise UserError(f"备份“{target.name}”已经存在", "没有覆盖它", "请移走它以后重试")
    unfinished = target.with_name(target.name + ".未完成")
    unfinished.unlink(missing_ok=True)
    try:
        copy: Any = dbapi2.connect(str(unfinished))
        try:
            with engine.connect() as connection:
                source: Any = connection.connection.driver_connection
                source.backup(copy)
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            copy.close()
        if verdict != "ok":
            raise UserError("备份没有通过校验", "数据没有改动", "请检查磁盘后重试")
        unfinished.rename(target)
    except (OSError, dbapi2.Error) as error:
        raise UserError(f"不能在“{target.parent}”写备份（{error}）", "数据没有改动", "请检查磁盘空间和权限") from error
    finally:
        unfinished.unlink(missing_ok=True)
