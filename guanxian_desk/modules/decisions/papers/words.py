"""How papers of a decision write names, moments, lists and articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from guanxian_desk.law.articles import articles
from guanxian_desk.law.norms import DOCUMENT

COUNTY = "冠县"
JUSTICE = "冠县司法局"
GOVERNMENT = "冠县人民政府"
GOVERNMENT_OFFICE = "冠县人民政府办公室"
NUMERALS = "一二三四五六七八九十"

_TIME = re.compile(r"(\d{1,2})[:：](\d{2})")
_SENTENCE_END = "。！？；：）"


def full_name(unit: str) -> str:
    """A county body's name as it signs: 县司法局 → 冠县司法局, 县政府办公室 → 冠县人民政府办公室."""
    if not unit.startswith("县"):
        return unit
    return COUNTY + unit.replace("县政府", "县人民政府")[1:]


def numeral(number: int) -> str:
    """一, 二 … 十, 十一: the number of a heading (1 … 99)."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else NUMERALS[tens - 1] + "十") + (NUMERALS[ones - 1] if ones else "")


def clock(time: str) -> str:
    """9:30 → 9时30分, 14:00 → 14时; what is written otherwise stays."""
    match = _TIME.fullmatch(time.strip())
    if not match:
        return time
    minutes = f"{match[2]}分" if match[2] != "00" else ""
    return f"{int(match[1])}时{minutes}"


def listed(words: Iterable[str], last: str = "、") -> str:
    """甲、乙、丙."""
    every = list(words)
    return last.join(["、".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The lines of a text that is printed as the body, blank ones left out."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def ended(sentence: str) -> str:
    """The sentence with its full stop; nothing stays nothing."""
    return sentence if sentence[-1:] in _SENTENCE_END else f"{sentence}。"


def sections(text: str | None, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """A text of several sections by name: a line that begins with a name and “：”, or is 【name】, opens its section.

    Lines before the first of them lie under "". Only sections with text are there.
    """
    choice = "|".join(map(re.escape, names))
    opening = re.compile(rf"(?:【({choice})】|({choice})：)(.*)")
    found: dict[str, list[str]] = {}
    name = ""
    for line in paragraphs(text):
        match = opening.fullmatch(line)
        if match:
            name, line = match[1] or match[2], match[3].strip()
        if line:
            found.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def article_text(number: int) -> tuple[str, ...]:
    """The paragraphs and items of an article, the first with the article's number."""
    article = articles()[number]
    first, *rest = article.text.strip().splitlines()
    return (f"{article.label}　{first}", *rest)


def document_name() -> str:
    """The rule and its number, as a paper first names it."""
    return f"《冠县重大行政决策程序规定》（{DOCUMENT}）"
