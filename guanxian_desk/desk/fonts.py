"""The window's font: the system's 微软雅黑 on Windows, the bundled sans elsewhere."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from guanxian_desk.base.paths import shipped

SYSTEM_FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei")
BUNDLED = "NotoSansSC-*.ttf"


@cache
def families() -> tuple[str, ...]:
    """The font families to write in, best first; loads the bundled files when the system has no 微软雅黑."""
    known = set(QFontDatabase.families())
    system = tuple(name for name in SYSTEM_FAMILIES if name in known)
    return system or _bundled()


def _bundled() -> tuple[str, ...]:
    found: dict[str, None] = {}
    for path in sorted(shipped("resources", "fonts").glob(BUNDLED)):
        number = QFontDatabase.addApplicationFont(str(path))
        found.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(found)
