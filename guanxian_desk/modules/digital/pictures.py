"""The library in plain shapes, the same on the screen and on paper: stages, permits, investment, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from guanxian_desk.base.money import short_yuan
from guanxian_desk.base.picture import Band, Line, Picture, Rect, Shape, Text
from guanxian_desk.modules.digital.facts import Stage
from guanxian_desk.modules.digital.library import Lamp, Library
from guanxian_desk.modules.digital.models import DigitalProject

PERMITS = (
    ("立项", "approval_on"),
    ("用地", "land_on"),
    ("规划", "planning_on"),
    ("环评", "environment_on"),
    ("能评", "energy_on"),
    ("施工许可", "building_on"),
)
LAMP_FILL = {Lamp.BLUE: "blue", Lamp.RED: "red", Lamp.AMBER: "amber", Lamp.GREY: "grey", Lamp.GREEN: "green"}
_WAN = 1_000_000
_ROW, _HEAD = 26.0, 30.0
_FUNNEL, _BLOCK, _BLOCK_SHARE = 104.0, 92.0, 0.42
_LETTER = 12.5  # points a Chinese character of 12 takes at most
_TILE, _GAP, _CHIP = 172.0, 10.0, 42.0


def wan(fen: int) -> str:
    """An amount in 万元 as pictures and papers write it: 1,234.5."""
    text = f"{fen // _WAN:,}"
    rest = fen % _WAN
    return f"{text}.{rest:06d}".rstrip("0") if rest else text


def stage_funnel(library: Library, width: float = 1180.0) -> Picture:
    """四个一批: what stands at each stage, and how many have come at least so far."""
    stages = [one.stage for one in library.status.projects]
    most = max(len(stages), 1)
    step = width / len(Stage)
    reached = [sum(stage.place >= at.place for stage in stages) for at in Stage]
    highs = [max(_BLOCK * count / most, 2.0) for count in reached]
    shapes: list[Shape] = []
    middle = _FUNNEL / 2
    for place, (left, right) in enumerate(pairwise(highs)):
        x0, x1 = (place + _BLOCK_SHARE) * step, (place + 1) * step
        half, then = left / 2, right / 2
        shapes.append(Band(x0, middle - half, middle + half, x1, middle - then, middle + then, "accent", 0.16))
    for place, at in enumerate(Stage):
        x, high, own = place * step, highs[place], stages.count(at)
        tip = f"{at}：现有 {own} 个，到过这一阶段的 {reached[place]} 个"
        shapes.append(Rect(x, middle - high / 2, step * _BLOCK_SHARE, high, "accent", 3, str(at), tip))
        shapes.append(Text(x + step * _BLOCK_SHARE + 10, middle - 8, str(at), 13, "ink", bold=True))
        shapes.append(Text(x + step * _BLOCK_SHARE + 10, middle + 10, f"现有 {own} 个", 13, "ink"))
        if at is not Stage.PLANNED:
            shapes.append(Text(x + step * _BLOCK_SHARE + 10, middle + 27, f"到此 {reached[place]} 个", 12, "ink_soft"))
    words = "，".join(f"{at} {stages.count(at)} 个" for at in Stage) + "。"
    return Picture(width, _FUNNEL, "四个一批", words, tuple(shapes))


def permit_matrix(library: Library, width: float = 1180.0) -> Picture:
    """手续: for each project which of the six permits it has; what a begun project lacks is red."""
    rows = list(library.entries.values())
    name_width = min(max(width * 0.42, 220.0), 460.0)
    step = (width - name_width) / len(PERMITS)
    shapes: list[Shape] = [
        Text(name_width + (place + 0.5) * step, 20, name, 12, "ink_soft", "center", bold=True)
        for place, (name, _) in enumerate(PERMITS)
    ]
    done = 0
    for at, entry in enumerate(rows):
        y = _HEAD + at * _ROW
        begun = library.projects[entry.number].stage.place >= Stage.STARTED.place
        shapes.append(Line(((0, y), (width, y)), "line"))
        shapes.append(Text(0, y + 17, _cut(f"{entry.number}　{entry.name}", name_width - 12), 12))
        for place, (name, field) in enumerate(PERMITS):
            cell = _permit(getattr(entry, field), library.as_of, begun)
            done += cell.done
            x = name_width + place * step
            tip = f"{entry.name}：{name}{cell.tip}"
            shapes.append(Rect(x + 3, y + 3, step - 6, _ROW - 6, cell.fill, 3, entry.number, tip))
            shapes.append(Text(x + step / 2, y + 17, cell.words, 12, cell.ink, "center"))
    foot = _HEAD + len(rows) * _ROW + 20
    shapes.append(Text(0, foot, "√ 办结的年-月-日；× 已经开工而没有办结；― 还没有办结。", 12, "ink_soft"))
    words = f"{len(rows)} 个项目共有手续 {len(rows) * len(PERMITS)} 项，已办结 {done} 项。"
    return Picture(width, foot + 8, "项目手续办理情况", words, tuple(shapes))


@dataclass(frozen=True)
class _Cell:
    words: str
    fill: str
    ink: str
    tip: str
    done: bool = False


def _permit(day: date | None, as_of: date, begun: bool) -> _Cell:
    if day is not None and day <= as_of:
        return _Cell(f"√ {day:%y-%m-%d}", "green_wash", "green", f" {day} 办结", True)
    if begun:
        return _Cell("× 未办结", "red_wash", "red", "没有办结，项目已经开工")
    return _Cell("―", "ground", "grey", "没有办结")


def investment_bars(library: Library, width: float = 1180.0) -> Picture:
    """投资: what each project has invested against its total, with a mark where time asks it to be."""
    known = [one for one in library.status.projects if one.project.total_fen]
    name_width = min(max(width * 0.36, 200.0), 420.0)
    left, right = name_width + 8, 190.0
    room = width - left - right
    shapes: list[Shape] = []
    for at, one in enumerate(known):
        y, total = 6 + at * _ROW, one.project.total_fen or 1
        own, asked = min(one.invested / total, 1), (one.planned or 0) / total
        lamp = library.lamp(one.project.number)
        behind = f"，落后时序 {one.behind} 个百分点" if one.behind else ""
        tip = f"{one.project.name}：累计 {wan(one.invested)} 万元，总投资 {wan(total)} 万元{behind}"
        shapes.append(Text(0, y + 15, _cut(f"{one.project.number}　{one.project.name}", name_width - 4), 12))
        shapes.append(Rect(left, y + 3, room, 15, "hover", 3, one.project.number, tip))
        if own > 0:
            shapes.append(Rect(left, y + 3, max(room * own, 2), 15, LAMP_FILL[lamp], 3, one.project.number, tip))
        if one.planned is not None:
            shapes.append(Line(((left + room * asked, y), (left + room * asked, y + 21)), "ink", 2))
        words = f"{lamp}　{wan(one.invested)} / {wan(total)} 万元" + (f"　-{one.behind}" if one.behind else "")
        shapes.append(Text(left + room + 10, y + 15, words, 12, "ink_soft"))
    blank = len(library.entries) - len(known)
    note = f"竖线是按时间应完成的投资；数字后的负数是落后的百分点。另有 {blank} 个项目没有填总投资。"
    y = 6 + len(known) * _ROW + 18
    shapes.append(Text(0, y, note if blank else note.split("另有", maxsplit=1)[0], 12, "ink_soft"))
    late = sum(1 for one in known if one.behind)
    words = f"{len(known)} 个项目填了总投资，{late} 个落后于时间进度。"
    return Picture(width, y + 8, "投资完成情况", words, tuple(shapes))


def place_tiles(library: Library, width: float = 1180.0) -> Picture:
    """分布: a tile for each place with its projects, each a lamp of its own."""
    places: dict[str, list[DigitalProject]] = defaultdict(list)
    for entry in library.entries.values():
        places[entry.place or "（没有写明）"].append(entry)
    columns = max(int((width + _GAP) // (_TILE + _GAP)), 1)
    wide = (width - _GAP * (columns - 1)) / columns
    most = max((len(entries) for entries in places.values()), default=1)
    per_row = max(int((wide - 20) // _CHIP), 1)
    high = 64 + 26 * -(-most // per_row)
    shapes: list[Shape] = []
    for at, (place, entries) in enumerate(sorted(places.items(), key=lambda one: -len(one[1]))):
        x, y = at % columns * (wide + _GAP), at // columns * (high + _GAP)
        shapes += _tile(library, place, entries, (x, y, wide, high), per_row)
    lines = -(-len(places) // columns)
    words = "；".join(f"{place} {len(entries)} 个" for place, entries in places.items()) + "。"
    foot = lines * (high + _GAP) + 14
    shapes.append(Text(0, foot, "一格一地；一块一个项目，写着阶段（谋、储、开、竣）和灯色。", 12, "ink_soft"))
    return Picture(width, foot + 8, "项目分布", words, tuple(shapes))


def _tile(
    library: Library,
    place: str,
    entries: Sequence[DigitalProject],
    box: tuple[float, float, float, float],
    per_row: int,
) -> list[Shape]:
    x, y, wide, high = box
    invested = sum(library.projects[entry.number].invested for entry in entries)
    shapes: list[Shape] = [
        Rect(x, y, wide, high, "paper", 0, f"place:{place}", f"{place}：{len(entries)} 个项目"),
        Line(((x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)), "line"),
        Text(x + 10, y + 21, _cut(place, wide - 52), 13, "ink", bold=True),
        Text(x + wide - 10, y + 21, f"{len(entries)} 个", 13, "ink", "right"),
        Text(x + 10, y + 40, f"累计 {wan(invested)} 万元" if invested else "还没有投资", 12, "ink_soft"),
    ]
    for at, entry in enumerate(entries):
        lamp = library.lamp(entry.number)
        left, top = x + 10 + at % per_row * _CHIP, y + 50 + at // per_row * 26
        stage = library.projects[entry.number].stage
        tip = f"{entry.number} {entry.name}：{stage}，{lamp}灯"
        shapes.append(Rect(left, top, _CHIP - 4, 22, LAMP_FILL[lamp], 4, entry.number, tip))
        shapes.append(Text(left + _CHIP / 2 - 2, top + 16, f"{str(stage)[0]} {lamp}", 12, "paper", "center"))
    return shapes


def _cut(text: str, width: float) -> str:
    """As much of a text as the width holds; Latin letters and digits count for half a character."""
    room = width / _LETTER
    used = 0.0
    for place, char in enumerate(text):
        used += 0.6 if char.isascii() else 1
        if used > room:
            return text[: max(place - 1, 0)] + "…"
    return text


def amount_words(fen: int | None) -> str:
    """An amount in words, or that it is not known."""
    return f"{short_yuan(fen)} 元" if fen is not None else "（没有填写）"
