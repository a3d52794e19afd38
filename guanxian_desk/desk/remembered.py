"""What this PC remembers between two starts: the data file, who works here, and the look. No office data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.base.files import write_file
from guanxian_desk.base.paths import user_folder
from guanxian_desk.desk.theme import Look

_FILE = "desk.json"


@dataclass(frozen=True)
class Remembered:
    """file: the data file opened last ("" before the first start); colours and large: the look."""

    file: str = ""
    operator: str = ""
    role: str = Role.MANAGER
    colours: str = "light"
    large: bool = False

    @property
    def actor(self) -> Actor | None:
        """Who works here, None before anybody said so."""
        return Actor(self.operator, Role(self.role)) if self.operator else None

    @property
    def look(self) -> Look:
        """The look that was chosen."""
        colours = next((known for known in ("dark", "contrast") if known == self.colours), "light")
        return Look(colours, self.large)  # type: ignore[arg-type]  # one of the three literals


def remembered() -> Remembered:
    """What stands in the user's folder; the beginning's values where nothing readable stands."""
    path = user_folder() / _FILE
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        # A missing or torn file only means that the clerk is asked again.
        return Remembered()
    if not isinstance(kept, dict):
        return Remembered()
    known = {field.name: kept[field.name] for field in fields(Remembered) if _fits(field.name, kept.get(field.name))}
    return Remembered(**known)


def remember(values: Remembered) -> None:
    """Keeps the values. UserError when the user's folder cannot be written."""
    write_file(user_folder() / _FILE, json.dumps(asdict(values), ensure_ascii=False, indent=1).encode("utf-8"))


def forget_missing(values: Remembered) -> Path | None:
    """The data file to open, None when none was opened yet or it is gone."""
    path = Path(values.file) if values.file else None
    return path if path is not None and path.is_file() else None


def _fits(name: str, value: object) -> bool:
    if name == "large":
        return isinstance(value, bool)
    if name == "role":
        return value in tuple(Role)
    return isinstance(value, str)
