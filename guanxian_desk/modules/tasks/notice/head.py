"""A notice's head: title, document number, date and issuer (reading 5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guanxian_desk.modules.tasks.notice.labels import number_value, read_label
from guanxian_desk.modules.tasks.notice.manuscript import Block, Line, tighten

_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,14})[〔\[［【﹝（(](\d{4})[〕\]］】﹞）)](?:第)?(\d{1,4})号")
_SIGNER = re.compile(r"(?:签发人[:：]?.{0,8})?")
_DATE = re.compile(r"(20\d{2}|19\d{2})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DATE = re.compile(
    r"([一二三四五六七八九〇○零OＯΟ0]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零OＯΟ0", "0")
_SEAL = re.compile(r"[（(](?:盖章|印章|公章|代章|印)[）)]")
TITLE_END = re.compile(
    r".*(?:通知|计划|方案|要点|清单|台账|意见|办法|分工|规划|纲要|措施|安排|分解表|任务表|一览表|细则|规定|行动|举措|决定|通报)"
    r"(?:[（(][^（()）]{1,16}[）)])?"
)
_NOTICE = re.compile(r"(?:.*?关于)?(?:印发|转发)(.+)的通知")
_RED_HEAD = re.compile(
    r".*(?:文件|公报)|签发人.*|[（(].*[）)]|附件\d*[:：]?|特急|急件|加急|.{0,4}密.{0,6}|主动公开|.*公文处理单"
)
_ADDRESS = re.compile(r".*[:：]$")
_LONGEST_TITLE = 5
_CLOSING = re.compile(
    r"附件(?:[:：\d]|[一二三四五六七八九十])|抄送|抄报|主送|[（(]?此件|[（(]?联系人|[（(]?联系电话|主题词|.{4,24}\d{4}年\d{1,2}月\d{1,2}日印发"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a notice is signed: the place of its date line, the issuer above it, how many lines the two take."""

    at: int
    day: date
    issuer: str
    lines: int


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above and below the tasks; day is None and texts are "" where the notice says nothing."""

    title: str
    number: str
    day: date | None
    issuer: str


def read_date(text: str) -> date | None:
    """2022年4月13日 or 二〇二三年五月八日 as a day; None when the tightened line is anything else."""
    if match := _DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _CHINESE_DATE.fullmatch(text):
        year = int("".join(_DIGITS[char] for char in match[1]))
        month, day = number_value(match[2]), number_value(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_signatures(blocks: Sequence[Block]) -> list[Signature]:
    """Every date line of the notice with what stands above it."""
    found = []
    for at, block in enumerate(blocks):
        text = tighten(block.text) if isinstance(block, Line) else ""
        day = read_date(text)
        if day:
            issuer = _issuer(blocks, at)
            found.append(Signature(at, day, issuer, 2 if issuer else 1))
        elif (signed := _one_line(text)) is not None:
            found.append(Signature(at, signed[1], signed[0], 1))
    return found


def _issuer(blocks: Sequence[Block], at: int) -> str:
    above = blocks[at - 1] if at else None
    text = _SEAL.sub("", tighten(above.text)) if isinstance(above, Line) else ""
    speaks = not text or text[-1] in "。：；，:;," or read_label(text) or TITLE_END.fullmatch(text)
    return "" if speaks or len(text) > 40 else text


def _one_line(text: str) -> tuple[str, date] | None:
    """Issuer and date on one printed line."""
    match = re.fullmatch(r"([\u4e00-\u9fff]{4,30}?)((?:\d{4}|[一二三四五六七八九〇○零]{4})年.+日)", text)
    day = read_date(match[2]) if match else None
    return (match[1], day) if match and day else None


def read_head(blocks: Sequence[Block], body: Sequence[Block], signature: Signature | None) -> Head:
    """The head of a notice. blocks: the whole of it; body: the part that holds the tasks."""
    top = _lines(blocks[: signature.at]) if signature else _lines(blocks)
    own = _title(_lines(body)) if body and body[0] is not blocks[0] else ""
    return Head(
        own or _annexed(_title(top)),
        _number(top),
        signature.day if signature else _bracketed_day(_lines(blocks)),
        signature.issuer if signature else "",
    )


def _bracketed_day(texts: Sequence[str]) -> date | None:
    """The date under a title, （2023年5月8日）, where nothing else says it."""
    days = (read_date(text.strip("（）()")) for text in texts[:40])
    return next((day for day in days if day), None)


def _lines(blocks: Sequence[Block]) -> list[str]:
    """The tightened lines before the first table."""
    texts: list[str] = []
    for block in blocks:
        if not isinstance(block, Line):
            break
        texts.append(tighten(block.text))
    return texts


def _number(texts: Sequence[str]) -> str:
    for text in texts[:40]:
        if (match := _NUMBER.match(text)) and _SIGNER.fullmatch(text[match.end() :]):
            return f"{match[1]}〔{match[2]}〕{match[3]}号"
    return ""


def _title(texts: Sequence[str]) -> str:
    """The lines that make the first title: up to one that ends like a title, before any sentence or number."""
    parts: list[str] = []
    for at, text in enumerate(texts):
        if not parts and (_RED_HEAD.fullmatch(text) or _NUMBER.match(text)):
            continue
        if _ends_title_block(text, parts):
            break
        if TITLE_END.fullmatch(text) and text.startswith("冠县") and not _is_unfinished("".join(parts)):
            # What stands above is a running head or an office, not the title's first half.
            parts.clear()
        parts.append(text)
        title = "".join(parts)
        if title.count("《") == title.count("》") and TITLE_END.fullmatch(title) and not _goes_on(texts[at + 1 :]):
            break
    return "".join(parts)


def _is_unfinished(title: str) -> bool:
    return "关于" in title or title.count("《") > title.count("》")


def _ends_title_block(text: str, parts: list[str]) -> bool:
    if len(parts) >= _LONGEST_TITLE or read_label(text) or read_date(text) or "。" in text:
        return True
    return _ADDRESS.fullmatch(text) is not None or (bool(parts) and "，" in text)


def _goes_on(following: Sequence[str]) -> bool:
    return bool(following) and re.fullmatch(r"的?通知|的.{0,4}", following[0]) is not None


def _annexed(title: str) -> str:
    """The plan's title in 关于印发《…》的通知; any other title as it is."""
    match = _NOTICE.fullmatch(title)
    if not match:
        return title
    name = match[1]
    return name[1:-1] if name.startswith("《") and name.endswith("》") else name


def title_year(title: str, day: date | None) -> int | None:
    """The year a plan is for: the only one in its title, else that of its date."""
    years = set(re.findall(r"20\d{2}(?=年)", title))
    return int(years.pop()) if len(years) == 1 else day.year if day else None


def is_closing(text: str) -> bool:
    """Whether a line after the tasks belongs to the notice's end: 附件, 抄送, （此件公开发布） …"""
    return _CLOSING.match(text) is not None
