"""The regulation's text by chapter and article: 冠政发〔2022〕8号. Read when a person asks for it, never by a rule."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from guanxian_desk.base.paths import shipped


@dataclass(frozen=True, slots=True)
class Article:
    """One article; text has a line for every paragraph (款) and every item (项)."""

    number: int
    label: str
    chapter: str
    text: str


@cache
def articles() -> Mapping[int, Article]:
    """All articles by number."""
    with shipped("resources", "law", "articles.toml").open("rb") as file:
        chapters = tomllib.load(file)["chapter"]
    return {
        entry["number"]: Article(entry["number"], entry["label"], chapter["title"], entry["text"])
        for chapter in chapters
        for entry in chapter["article"]
    }
