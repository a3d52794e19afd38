"""The desk's own number series: what each is called and how its numbers are written (shipped, or the office's way)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.store import settings
from guanxian_desk.store.store import ChangeSession

TEMPLATES = "numbers.templates"
"""The setting that holds the office's own templates by series."""

_FIELD = re.compile(r"\{(year|n)(?::0([1-9]))?\}")


@dataclass(frozen=True, slots=True)
class Series:
    """A series. template: {year} and {n} ({n:04} with leading zeros) among its words; own: the office changed it."""

    key: str
    title: str
    template: str
    own: bool = False

    def written(self, year: int, n: int) -> str:
        """The n-th number of a year, as it stands on paper."""
        values = {"year": year, "n": n}
        return _FIELD.sub(lambda found: str(values[found[1]]).zfill(int(found[2] or 1)), self.template)


@lru_cache(maxsize=1)
def shipped_series() -> Mapping[str, Series]:
    """The series of resources/numbers/series.toml by key, in the order of the file."""
    with shipped("resources", "numbers", "series.toml").open("rb") as file:
        raw = tomllib.load(file)
    return {key: Series(key, entry["title"], checked(entry["template"])) for key, entry in raw.items()}


def all_series(session: Session) -> dict[str, Series]:
    """Every series by key, with the office's own templates in their place."""
    own: Mapping[str, str] = settings.get(session, TEMPLATES, {})
    return {
        key: replace(series, template=own[key], own=True) if key in own else series
        for key, series in shipped_series().items()
    }


def of_key(session: Session, key: str) -> Series:
    """One series. UserError when there is none."""
    found = all_series(session).get(key)
    if found is None:
        known = "、".join(f"{series.key}（{series.title}）" for series in shipped_series().values())
        raise UserError(f"没有“{key}”这个编号序列", "没有取号", f"可用的有：{known}")
    return found


def change_template(session: ChangeSession, key: str, template: str) -> None:
    """The office writes a series its own way from now on; "" goes back to the shipped way. UserError when unfit."""
    of_key(session, key)
    own = dict(settings.get(session, TEMPLATES, {}))
    own.pop(key, None)
    if template.strip():
        own[key] = checked(template.strip())
    settings.put(session, TEMPLATES, own)


def checked(template: str) -> str:
    """The template, when it tells a year's numbers apart. UserError when it does not."""
    names = [found[1] for found in _FIELD.finditer(template)]
    if sorted(names) != ["n", "year"] or set("{}") & set(_FIELD.sub("", template)):
        raise UserError(
            f"编号样式“{template}”不能用", "没有改动样式", "样式里年份和顺序号各写一次，例如：冠法督〔{年}〕{号}号"
        )
    return template
