"""The plan as plain shapes for screen and paper: progress against time, units by section, indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from guanxian_desk.base.picture import Line, Picture, Rect, Shape, Text
from guanxian_desk.modules.tasks.rules.indicators import Measured
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, TaskStatus
from guanxian_desk.modules.tasks.rules.lamps import Lamp, expected
from guanxian_desk.modules.tasks.rules.unitwise import WORST_FIRST, UnitStatus, section_lamps

LAMP_TOKENS: Mapping[Lamp, str] = {
    Lamp.DONE: "blue",
    Lamp.ON_TIME: "green",
    Lamp.WATCH: "amber",
    Lamp.OVERDUE: "red",
    Lamp.NOT_BEGUN: "grey",
}
LAMP_WORDS: Mapping[Lamp, str] = {
    Lamp.DONE: "蓝 已完成",
    Lamp.ON_TIME: "绿 按时推进",
    Lamp.WATCH: "黄 临期或落后",
    Lamp.OVERDUE: "红 逾期",
    Lamp.NOT_BEGUN: "灰 未启动",
}
_SMALL, _TEXT = 11.0, 12.0
_BARS_HEIGHT = 150.0
LOW = 118.0
"""The height of the bars where a table stands below them."""
_CELL_HEIGHT = 22.0
_NARROWEST = 8.0
_NAME_SIGNS = 4
_LEFT = 36.0
_VERDICT = 150.0


def progress_picture(
    status: PlanStatus, shown: Mapping[str, Lamp], width: float = 1180.0, height: float = _BARS_HEIGHT
) -> Picture:
    """A bar for every task's percent in the colour of its lamp, and the percent that time alone asks for.

    shown: the lamp to show by task number (核定灯 or computed).
    """
    floor, top, tasks = height - 20, 24.0, status.tasks
    step = (width - _LEFT - 8) / max(len(tasks), 1)
    shapes = _scale(width, floor, top)
    marks: list[tuple[float, float]] = []
    for place, task in enumerate(tasks):
        x = _LEFT + place * step
        shapes += _bar(task, shown[task.task.no], x, step, floor, top)
        due = expected(status.plan.day, task.task.due, status.as_of)
        y = floor - (floor - top) * due / 100
        marks += [(x + 1, y), (x + step - 1, y)]
    if marks:
        shapes.append(Line(tuple(marks), "ink", 1.5, dashed=True))
    shapes += _legend(width, Counter(shown.values()))
    words = f"{status.plan.title}，截至 {status.as_of.isoformat()}：" + "；".join(
        f"任务 {task.task.no} 完成 {task.percent}%，{shown[task.task.no]}灯" for task in tasks
    )
    return Picture(width, height, "任务进度与时序进度", words, tuple(shapes))


def _scale(width: float, floor: float, top: float) -> list[Shape]:
    shapes: list[Shape] = [Line(((_LEFT, floor), (width - 8, floor)), "line")]
    for percent in (50, 100):
        y = floor - (floor - top) * percent / 100
        shapes.append(Line(((_LEFT, y), (width - 8, y)), "line"))
        shapes.append(Text(_LEFT - 6, y + 4, f"{percent}%", _SMALL, "ink_soft", "right"))
    return shapes


def _bar(task: TaskStatus, lamp: Lamp, x: float, step: float, floor: float, top: float) -> list[Shape]:
    no, high = task.task.no, max((floor - top) * task.percent / 100, 2)
    tip = f"任务 {no} {task.task.title}：完成 {task.percent}%，{LAMP_WORDS[lamp]}"
    wide = max(step - max(2.0, step * 0.3), 2.0)
    bar = Rect(x + (step - wide) / 2, floor - high, wide, high, LAMP_TOKENS[lamp], 1, f"task:{no}", tip)
    shapes: list[Shape] = [bar]
    every = 1 if step >= 22 else 5
    if no.isdecimal() and int(no) % every and int(no) != 1:
        return shapes
    if every == 1 or no.isdecimal():
        shapes.append(Text(x + step / 2, floor + 15, no if len(no) <= 4 else no[-3:], _SMALL, "ink_soft", "center"))
    return shapes


def _legend(width: float, counts: Mapping[Lamp, int]) -> list[Shape]:
    """From the right edge: lamps that occur with their numbers, and what the dashed line is."""
    shapes: list[Shape] = []
    x = width - 8
    for lamp in reversed(WORST_FIRST):
        if counts.get(lamp):
            words = f"{LAMP_WORDS[lamp]} {counts[lamp]} 项"
            x -= _width(words, _SMALL)
            shapes.append(Text(x, 11, words, _SMALL, LAMP_TOKENS[lamp]))
            shapes.append(Rect(x - 14, 2, 10, 10, LAMP_TOKENS[lamp], 2))
            x -= 28
    words = "时序进度"
    x -= _width(words, _SMALL)
    shapes.append(Text(x, 11, words, _SMALL, "ink_soft"))
    shapes.append(Line(((x - 26, 7), (x - 4, 7)), "ink", 1.5, dashed=True))
    return shapes


def _width(words: str, size: float) -> float:
    return sum(size if ord(sign) > 255 else size * 0.56 for sign in words)


def matrix_picture(status: PlanStatus, units: Sequence[UnitStatus], width: float = 1180.0) -> Picture:
    """Sections across units; each cell is the worst lamp of the unit's tasks there, as colour and word."""
    sections = list(dict.fromkeys(task.task.section for task in status.tasks))
    titles = {section: status.plan.section_words(section) for section in sections}
    left = min(max([_width(title, _TEXT) for title in titles.values()] or [0.0]) + 16, width * 0.22)
    head = _NAME_SIGNS * 14.0 + 8
    ordered = sorted(units, key=lambda one: one.unit)
    step = (width - left) / max(len(ordered), 1)
    height = head + len(sections) * _CELL_HEIGHT + 4
    shapes: list[Shape] = []
    for row, section in enumerate(sections):
        y = head + row * _CELL_HEIGHT
        shapes.append(Text(0, y + 16, _fitting(titles[section], left - 10), _TEXT, "ink_soft"))
    for column, unit in enumerate(ordered):
        x = left + column * step
        shapes += _stacked(short_name(unit.unit), x + step / 2, head)
        lamps = section_lamps(status, unit)
        for row, section in enumerate(sections):
            if section in lamps:
                shapes += _cell(unit.unit, section, lamps[section], x, head + row * _CELL_HEIGHT, step)
    counts = Counter(lamp for unit in units for lamp in section_lamps(status, unit).values())
    words = "、".join(f"{LAMP_WORDS[lamp]} {counts[lamp]} 格" for lamp in WORST_FIRST if counts[lamp])
    return Picture(
        width,
        height,
        "各单位各部分任务的灯",
        f"{len(ordered)} 个单位、{len(sections)} 个部分：{words}。",
        tuple(shapes),
    )


def _stacked(name: str, middle: float, bottom: float) -> list[Shape]:
    first = bottom - 8 - 13 * (len(name) - 1)
    return [Text(middle, first + 13 * place, sign, _SMALL, "ink", "center") for place, sign in enumerate(name)]


def _cell(unit: str, section: str, lamp: Lamp, x: float, y: float, step: float) -> list[Shape]:
    wide = min(step - 2, 30.0)
    left = x + (step - wide) / 2
    tip = f"{unit}，{section or '任务'}：{LAMP_WORDS[lamp]}"
    shapes: list[Shape] = [
        Rect(left, y + 1, wide, _CELL_HEIGHT - 2, LAMP_TOKENS[lamp], 2, f"cell:{unit}|{section}", tip)
    ]
    if wide >= _NARROWEST:
        shapes.append(Text(x + step / 2, y + 15, str(lamp), min(_SMALL, wide - 1), "paper", "center"))
    return shapes


def _fitting(text: str, width: float) -> str:
    if _width(text, _TEXT) <= width:
        return text
    kept = text
    while kept and _width(kept + "…", _TEXT) > width:
        kept = kept[:-1]
    return kept + "…"


_ENDINGS = ("人民政府", "办事处", "管理委员会", "管委会", "委员会", "镇人民政府")
_ABBREVIATIONS = {
    "县政府办公室": "政府办",
    "县政府办公室（大数据局）": "大数据局",
    "县政务服务和大数据中心": "政务中心",
    "县发展和改革局": "发改",
    "县工业和信息化局": "工信",
    "县教育和体育局": "教体",
    "县人力资源和社会保障局": "人社",
    "县自然资源和规划局": "自规",
    "县住房和城乡建设局": "住建",
    "县交通运输局": "交通",
    "县农业农村局": "农业",
    "县商务和投资促进局": "商务",
    "县文化和旅游局": "文旅",
    "县卫生健康局": "卫健",
    "县应急管理局": "应急",
    "县市场监督管理局": "市监",
    "县行政审批服务局": "审批",
    "县综合行政执法局": "执法",
    "县经济开发区管委会": "开发区",
    "县医疗保障局": "医保",
    "县金融与企业服务中心": "金融中心",
    "聊城市生态环境局冠县分局": "环境",
    "中国人民银行冠县支行": "人行",
    "国网冠县供电公司": "供电",
    "中国联通冠县分公司": "联通",
    "中国移动冠县分公司": "移动",
    "中国电信冠县分公司": "电信",
    "中国铁塔聊城分公司冠县办事处": "铁塔",
    "中国广电网络冠县分公司": "广电",
}


def short_name(unit: str) -> str:
    """At most four characters by which everybody in the county knows the unit."""
    if unit in _ABBREVIATIONS:
        return _ABBREVIATIONS[unit]
    name = unit.removeprefix("冠县").removeprefix("县委").removeprefix("县")
    for ending in _ENDINGS:
        name = name.removesuffix(ending) or name
    if len(name) > 2 and name.endswith(("局", "街道")):
        name = name.removesuffix("局").removesuffix("街道")
    return name[:_NAME_SIGNS]


def curve_picture(points: Sequence[tuple[date, int, int]], width: float = 1180.0) -> Picture:
    """The plan's mean percent day by day against what time alone asks for; points: day, percent, expected."""
    floor, top = _BARS_HEIGHT - 20, 24.0
    shapes = _scale(width, floor, top)
    span = max((points[-1][0] - points[0][0]).days, 1) if points else 1

    def at(day: date, percent: int) -> tuple[float, float]:
        share = (day - points[0][0]).days / span
        return _LEFT + (width - _LEFT - 8) * share, floor - (floor - top) * percent / 100

    shapes.append(Line(tuple(at(day, due) for day, _, due in points), "ink_soft", 1.5, dashed=True))
    shapes.append(Line(tuple(at(day, percent) for day, percent, _ in points), "accent", 2.5))
    for day, _, _ in points:
        if day.day == 1 or day == points[0][0]:
            shapes.append(Text(at(day, 0)[0], floor + 15, f"{day.month}月{day.day}日", _SMALL, "ink_soft"))
    last = points[-1] if points else (date.min, 0, 0)
    shapes.append(Text(width - 8, 11, f"平均完成 {last[1]}%，时序 {last[2]}%", _SMALL, "accent", "right"))
    words = f"到 {last[0].isoformat()} 平均完成 {last[1]}%，按时间应完成 {last[2]}%。" if points else ""
    return Picture(width, _BARS_HEIGHT, "进度曲线", words, tuple(shapes))


def indicators_picture(measured: Sequence[tuple[str, Measured]], width: float = 1180.0) -> Picture:
    """Each indicator as a bar up to its actual, with a mark at the target; measured: task number and indicator."""
    row, names = 26.0, width * 0.32
    height = row * max(len(measured), 1) + 8
    said = max([_VERDICT, *(_width(_verdict(one), _TEXT) + 12 for _, one in measured)])
    shapes: list[Shape] = []
    for place, (no, one) in enumerate(measured):
        shapes += _indicator(no, one, place * row, names, width - names - said)
        shapes.append(Text(width, place * row + 17, _verdict(one), _TEXT, _token(one), "right"))
    met = sum(one.met is True for _, one in measured)
    words = f"{len(measured)} 项指标，{met} 项达标：" + "；".join(
        f"{one.indicator.name} {_said(one)}，目标 {one.indicator.wanted}" for _, one in measured
    )
    return Picture(width, height, "指标完成情况", words, tuple(shapes))


def _indicator(no: str, one: Measured, y: float, names: float, room: float) -> list[Shape]:
    most = max(one.indicator.target, one.shown or 0, 1)
    mark = names + room * one.indicator.target / most
    shapes: list[Shape] = [
        Text(0, y + 17, _fitting(f"{no} {one.indicator.name}", names - 12), _TEXT, "ink"),
        Rect(names, y + 6, room, 14, "ground", 2),
    ]
    tip = f"任务 {no} {one.indicator.name}：{_said(one)}，目标 {one.indicator.wanted}"
    shapes.append(Rect(names, y + 6, max(room * (one.shown or 0) / most, 2), 14, _token(one), 2, f"task:{no}", tip))
    shapes.append(Line(((mark, y + 2), (mark, y + 24)), "ink", 2))
    return shapes


def _token(one: Measured) -> str:
    return "grey" if one.met is None else "green" if one.met else "amber"


def _verdict(one: Measured) -> str:
    words = {True: "达标", False: "未达标", None: ""}[one.met]
    return f"{_said(one)} / {one.indicator.wanted} {words}"


def _said(one: Measured) -> str:
    if one.shown is None:
        return "无可计" if one.met is None else "未填"
    return f"{one.shown}{one.indicator.unit}"
