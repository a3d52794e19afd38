"""The sample workbooks of the project library: neat ones of the task force's office, messy ones of the units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.days import month_end
from guanxian_desk.modules.digital.pictures import PERMITS
from guanxian_desk.sample.digital_meetings import (
    MEETING_CHAIR,
    MEETING_PLACE,
    MEETINGS,
    NEEDS,
    PROBLEMS,
    SELECTIONS,
    SUCCESSOR,
)
from guanxian_desk.sample.digital_story import OFFICE, PROJECTS, Month, SampleProject
from guanxian_desk.sample.files import Draft
from guanxian_desk.sample.xlsx import Written, footer, new_book, table, title_block, widen, workbook_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_OFFICE = f"专班办公室（{OFFICE}）"
_YEAR = 2022
_SIGNED = "填表人：（示例）刘芳    审核人：（示例）王志远    联系电话：154-0635-0001"
Report = tuple[SampleProject, Month]


def digital_drafts() -> tuple[Draft, ...]:
    """Every workbook of the library, in the order in which they are imported."""
    return (
        _register(),
        _months("示例-项目进度-5至6月.xlsx", (5, 6), "报告月份写成“2022年5月”", _spoken_month, date(_YEAR, 7, 3)),
        _third_quarter(),
        _months("示例-项目进度-10至11月.xlsx", (10, 11), "报告月份是 Excel 日期", _dated_month, date(_YEAR, 12, 5)),
        _problems(),
        _taskforce(),
        _needs(),
        _selections(),
        _meetings(),
        _actions(),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# the register


def _told(total: float | None, place: int) -> object:
    """Some write thousands separators as text."""
    if total is None or place % 5:
        return total
    return f"{total:,.0f}"


def _permitted(at: int, one: SampleProject, _place: int) -> date | None:
    if at >= one.permits:
        return None
    return date(_YEAR, 1 + at // 2, 6 + 3 * at + PROJECTS.index(one) % 9)


_REGISTER: tuple[Written[SampleProject], ...] = (
    ("序号", lambda _, place: place + 1),
    ("项目编号", lambda one, _: one.number),
    ("项目名称", lambda _one, _: None),
    ("项目类别", lambda _one, _: None),
    ("建设单位", lambda one, _: one.owner or None),
    ("建设地点", lambda _one, _: None),
    ("项目阶段", lambda one, _: one.stage),
    ("总投资\n（万元）", lambda one, place: _told(one.total, place)),
    ("计划开工日期", lambda one, _: one.start.replace("-", ".") or None),
    ("计划竣工日期", lambda one, _: _day(one.end)),
    ("实际开工日期", lambda one, _: _day(one.started)),
    ("实际竣工日期", lambda one, _: _day(one.finished)),
    ("责任部门", lambda one, _: one.responsible),
    ("包保领导", lambda one, _: one.leader),
    ("年度计划投资（万元）", lambda one, _: one.year),
    ("本年完成投资（万元）", lambda one, _: one.done if one.year else None),
    *((f"{name}办结日期", partial(_permitted, at)) for at, (name, _) in enumerate(PERMITS)),
)


def _register() -> Draft:
    book, sheet = new_book("项目库台账")
    title_block(sheet, "冠县数字经济重点项目台账", _OFFICE, date(_YEAR, 12, 2), len(_REGISTER), "万元")
    table(sheet, _REGISTER, PROJECTS)
    footer(sheet, len(_REGISTER), _SIGNED)
    widen(sheet, [6, 12, 20, 12, 30, 16, 10, 12, 13, 13, 13, 13, 20, 10, 12, 12, *[12] * len(PERMITS)])
    note = "项目名称等沿用项目库、空着不填；总投资有的写成带逗号的文字，计划开工日期写成 2022.3.1"
    return Draft("digital-projects", "示例-数字经济项目库.xlsx", _OFFICE, note, workbook_bytes(book), len(PROJECTS))


# monthly progress


def _reports(months: Sequence[int]) -> list[Report]:
    return [(one, report) for one in PROJECTS for report in one.months if report.month in months]


def _spoken_month(month: int) -> object:
    return f"{_YEAR}年{month}月"


def _dated_month(month: int) -> object:
    return date(_YEAR, month, 1)


def _filed(report: Month) -> date:
    """On the third of the next month."""
    end = month_end(_YEAR, report.month)
    return date(end.year + end.month // 12, end.month % 12 + 1, 3)


def _months(name: str, months: Sequence[int], note: str, month_cell: Callable[[int], object], filed_on: date) -> Draft:
    columns: tuple[Written[Report], ...] = (
        ("项目编号", lambda one, _: one[0].number),
        ("报告月份", lambda one, _: month_cell(one[1].month)),
        ("累计完成投资（万元）", lambda one, _: one[1].invested),
        ("形象进度", lambda one, _: one[1].physical),
        ("阶段", lambda one, _: one[1].stage or None),
        ("存在问题", lambda one, place: one[1].problems or ("无" if place % 3 else None)),
        ("需协调事项", lambda _one, place: "无" if place % 4 == 1 else None),
        ("填报日期", lambda one, _: _filed(one[1])),
    )
    rows = _reports(months)
    book, sheet = new_book("项目进度")
    title_block(sheet, "数字经济重点项目进度月报", _OFFICE, filed_on, len(columns), "万元")
    table(sheet, columns, rows)
    footer(sheet, len(columns), _SIGNED)
    widen(sheet, [12, 12, 16, 24, 10, 30, 20, 14])
    return Draft("project-progress", name, _OFFICE, note, workbook_bytes(book), len(rows))


_QUARTER: tuple[Written[Report], ...] = (
    ("序号", lambda _, place: place + 1),
    ("项目编号", lambda one, place: one[0].number.replace("-", "－") if place % 7 == 3 else one[0].number),
    ("月份", lambda one, _: f"{_YEAR}-{one[1].month:02d}"),
    ("形象进度", lambda one, place: one[1].physical + ("　" if place % 6 == 2 else "")),
    ("累计完成投资\n(万元)", lambda one, place: f"{one[1].invested:,.1f}" if place % 4 == 0 else one[1].invested),
    ("项目阶段", lambda one, _: one[1].stage or None),
    ("问题", lambda one, _: one[1].problems or None),
    ("报送日期", lambda one, place: None if place % 11 == 5 else _filed(one[1]).strftime("%Y年%m月%d日")),
    ("备注", lambda _one, _: None),
)


def _third_quarter() -> Draft:
    rows = _reports((7, 8, 9))
    book, sheet = new_book("三季度")
    title_block(sheet, "数字经济重点项目三季度进度", "各项目责任单位", date(_YEAR, 10, 8), len(_QUARTER), "万元")
    headings = [(name, cell) for name, cell in _QUARTER if name != "项目阶段"]
    place = next(at for at, (name, _) in enumerate(headings) if name == "问题")
    headings.insert(place, ("阶段", dict(_QUARTER)["项目阶段"]))
    table(sheet, headings, rows)
    _bad_rows(sheet)
    sheet.append(["合计", None, None, None, sum(one[1].invested for one in rows)])
    footer(sheet, len(headings), _SIGNED, "注：累计完成投资从开工算起。")
    widen(sheet, [6, 14, 10, 24, 16, 10, 30, 16, 10])
    note = "编号用了全角横线，金额写成文字，有的没写填报日期；三行有错：没有这个项目、月份不对、金额不是数字"
    name = "示例-项目进度-三季度.xlsx"
    return Draft("project-progress", name, "各项目责任单位", note, workbook_bytes(book), len(rows) + 3, errors=3)


def _bad_rows(sheet: Worksheet) -> None:
    """Three rows that cannot be taken: an unknown project, a month that is none, an amount that is none."""
    sheet.append([97, "附6-1", "2022-09", "主体施工", 300, None, None, "2022-10-03"])
    sheet.append([98, "附4-2", "九月份", "方案论证", 0, None, None, "2022-10-03"])
    sheet.append([99, "附3-工-9", "2022-09", "可研编制", "约两千", None, None, "2022-10-03"])


# what the office keeps


def _kept(kind: str, name: str, title: str, columns: Sequence[Written[Any]], rows: Sequence[Any]) -> Draft:
    book, sheet = new_book(title)
    title_block(sheet, title, _OFFICE, date(_YEAR, 12, 2), len(columns))
    table(sheet, columns, rows)
    widen(sheet, [18] * len(columns))
    return Draft(kind, f"示例-{name}.xlsx", _OFFICE, "按模板填写", workbook_bytes(book), len(rows))


def _by_name(names: str, *fields: str) -> list[Written[Any]]:
    """Columns that say a field of a record as it is."""
    return [(name, partial(_field, field)) for name, field in zip(names.split(), fields, strict=True)]


def _field(name: str, row: Any, _place: int) -> object:
    return getattr(row, name) or None


def _by_place(names: str) -> list[Written[Any]]:
    """Columns that say the parts of a record in their order."""
    return [(name, partial(_part, at)) for at, name in enumerate(names.split())]


def _part(at: int, row: Any, _place: int) -> object:
    return row[at] or None


def _problems() -> Draft:
    columns = _by_name(
        "编号 项目编号 问题 提出日期 责任部门 答复时限 办结日期 办理结果",
        "code", "number", "problem", "raised", "responsible", "until", "settled", "outcome",
    )  # fmt: skip
    return _kept("project-problems", "一事一议问题", "数字经济项目问题台账", columns, PROBLEMS)


def _needs() -> Draft:
    columns = _by_name(
        "编号 项目编号 要素 需求内容 提出日期 责任单位 需要日期 落实日期 落实情况",
        "code", "number", "factor", "need", "raised", "responsible", "by", "met", "outcome",
    )  # fmt: skip
    return _kept("project-needs", "要素需求", "数字经济项目要素需求", columns, NEEDS)


def _selections() -> Draft:
    marks = ("引领作用强", "技术含量高", "市场前景好", "行业影响大")
    columns: list[Written[Any]] = [
        *_by_name("项目编号 论证日期", "number", "day"),
        *((name, partial(_mark, at)) for at, name in enumerate(marks)),
        *_by_name("论证人员 论证意见 结论 依据文件", "judges", "opinion", "verdict", "paper"),
    ]
    return _kept("project-selections", "筛选论证", "数字经济项目筛选论证记录", columns, SELECTIONS)


def _mark(at: int, row: Any, _place: int) -> object:
    return row.marks[at]


def _meetings() -> Draft:
    columns: list[Written[Any]] = [
        *_by_name("会议编号 会议名称 召开日期", "code", "title", "day"),
        ("地点", lambda _row, _: MEETING_PLACE),
        ("主持人", lambda _row, _: MEETING_CHAIR),
        ("参加人员", lambda _row, _: "专班成员，有关项目责任单位负责人"),
        *_by_name("会议纪要 纪要文号", "minutes", "paper"),
    ]
    return _kept("dispatch-meetings", "调度会", "数字经济工作专班调度会", columns, MEETINGS)


def _actions() -> Draft:
    rows = [
        (f"{meeting.code}-{place}", meeting.code, *action)
        for meeting in MEETINGS
        for place, action in enumerate(meeting.actions, 1)
    ]
    columns = _by_place("事项编号 会议编号 项目编号 问题编号 议定事项 责任单位 完成时限 完成日期 完成情况")
    return _kept("dispatch-actions", "议定事项", "调度会议定事项", columns, rows)


def _taskforce() -> Draft:
    columns = _by_place("序号 角色 职务 姓名 任职日期")
    return _kept("taskforce-members", "专班成员变动", "专班成员变动", columns, [SUCCESSOR])
