"""Schema versions: a new file gets the newest, an old one is migrated, a newer one is refused politely."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from sqlalchemy import Engine, inspect

from guanxian_desk.base.errors import UserError

HEAD = "0008"


def version(engine: Engine) -> str | None:
    """The schema version written in the file; None when it has none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def to_head(engine: Engine, release: str = HEAD) -> None:
    """Bring the schema to this release (or an older one), in WAL mode from the first page on."""
    from alembic import command
    from alembic.config import Config

    with engine.connect() as connection:
        # Outside a transaction, or SQLite refuses to change the journal.
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA journal_mode = WAL")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["engine"] = engine
    command.upgrade(config, release)


def backup_name(path: Path, found: str) -> Path:
    """Where the file is copied before its migration; a copy of an earlier try is never overwritten."""
    for number in count(1):
        target = path.with_name(f"{path.stem}.升级前-{found}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not target.exists():
            return target
    raise AssertionError


def check(engine: Engine, path: Path) -> str:
    """The schema version of a file of this program; foreign and newer files are refused (UserError)."""
    found = version(engine)
    if found is None:
        raise UserError(f"“{path.name}”不是政务台的数据文件", "文件没有改动", "请改选数据文件")
    if found > HEAD:
        raise UserError(
            f"“{path.name}”是更新版本的政务台建立的", "文件没有改动，旧版本不能打开它", "请把本机的政务台升级后再打开"
        )
    return found
