"""The blank workbook for a sheet kind, with everything that helps to fill it in right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guanxian_desk.exchange.cells import column_letter
from guanxian_desk.exchange.cellstyle import cell_value, number_format, sheet_name
from guanxian_desk.exchange.clean import reading_for
from guanxian_desk.exchange.cleaning import Value
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.writer import HEADING_FILL, dressed, for_print, put, saved, styled

GUIDE = "填表说明"
REQUIRED_FILL = "FFFCE4D6"
_LAST_ROW = 1_048_576
_FIRST_FILLED = 3
_MAX_LIST = 250
LISTS = "可填内容"
_KIND_WORDS = {
    Kind.TEXT: "文字",
    Kind.CODE: "编号，按文本填写",
    Kind.IDENTITY: "号码，按文本填写，不要写成数字",
    Kind.PHONE: "电话号码，按文本填写",
    Kind.MONEY: "金额",
    Kind.PERCENT: "百分数，如 60%",
    Kind.COUNT: "整数",
    Kind.DAY: "日期，如 2022-04-13",
    Kind.MOMENT: "日期和时间，如 2022-04-13 10:05:30",
    Kind.CHOICE: "从下拉表中选",
    Kind.FLAG: "是 或 否",
}
_ADVICE = (
    "不要改动表头的名称；列的次序可以变，不用的列可以不填。",
    "颜色较深的表头是必填项。",
    "第 2 行是示例，导入时自动略过，填好后可以删除。",
    "身份证号、编号等已设为文本格式，请直接录入或“选择性粘贴—数值”，不要带格式粘贴。",
    "一行一条记录，不要合并单元格，不要在中间插入小计。",
)


@dataclass(frozen=True)
class Prefilled:
    """What a template already says for one sender.

    rows: stored values by the official order, under the worked example; hints: a comment on the cell hint_field of
    each row; told: what stands below the 填表说明, a line of headings first.
    """

    rows: Sequence[Sequence[Value]]
    hint_field: str = ""
    hints: Sequence[str] = ()
    told: Sequence[Sequence[str]] = ()


def template_bytes(sheet: Sheet, prefilled: Prefilled | None = None) -> bytes:
    """The template of a sheet kind as .xlsx: headings in row 1, the worked example in row 2, then the 填表说明."""
    from openpyxl import Workbook

    workbook = Workbook()
    page: Any = workbook.active
    page.title = sheet_name(sheet.title)
    _columns(page, sheet.columns)
    if prefilled is not None:
        _fill(page, sheet, prefilled)
    _lists(workbook, page, sheet)
    page.freeze_panes = "A2"
    for_print(page, sum(column.width for column in sheet.columns), 1)
    _guide(workbook.create_sheet(GUIDE, 1), sheet, prefilled.told if prefilled else ())
    return saved(workbook)


def _columns(page: Any, columns: tuple[Column, ...]) -> None:
    """Whole columns carry their format, so that an ID pasted into any row stays text."""
    for place, column in enumerate(columns):
        across = page.column_dimensions[column_letter(place)]
        across.width = column.width
        across.number_format = number_format(column.kind, column.unit)
    page.append([dressed(page, c.heading, REQUIRED_FILL if c.required else HEADING_FILL) for c in columns])
    page.append([_example(page, column) for column in columns])


def _example(page: Any, column: Column) -> Any:
    return _cell(page, column, reading_for(column).clean([column.example]).values[0])


def _cell(page: Any, column: Column, stored: Value, *, boxed: bool = False) -> Any:
    cell = styled(page, None, boxed=boxed)
    put(cell, cell_value(column.kind, stored, column.unit))
    cell.number_format = number_format(column.kind, column.unit)
    return cell


def _fill(page: Any, sheet: Sheet, prefilled: Prefilled) -> None:
    from openpyxl.comments import Comment

    page.append([_cell(page, column, None, boxed=True) for column in sheet.columns])
    looks = [cell._style for cell in page[_FIRST_FILLED]]
    for number, row in enumerate(prefilled.rows, _FIRST_FILLED):
        for place, (column, value) in enumerate(zip(sheet.columns, row)):
            # One look for a whole column: making it anew for every cell takes most of the time.
            cell = page.cell(number, place + 1)
            put(cell, cell_value(column.kind, value, column.unit))
            cell._style = looks[place]
    fields = [column.field for column in sheet.columns]
    for place, hint in enumerate(prefilled.hints):
        cell = page.cell(_FIRST_FILLED + place, fields.index(prefilled.hint_field) + 1)
        cell.comment = Comment(hint, GUIDE, width=320, height=120)


def _lists(workbook: Any, page: Any, sheet: Sheet) -> None:
    """Drop-down lists and input hints; long lists stand on a hidden sheet, because a rule holds 255 characters."""
    for place, column in enumerate(sheet.columns):
        choices = ("是", "否") if column.kind is Kind.FLAG else column.choices
        rule = _rule(column, _list_source(workbook, place, choices) if choices else "")
        letter = column_letter(place)
        rule.add(f"{letter}2:{letter}{_LAST_ROW}")
        page.add_data_validation(rule)


def _list_source(workbook: Any, place: int, choices: tuple[str, ...]) -> str:
    listed = ",".join(choices)
    if len(listed) <= _MAX_LIST and not any("," in choice or '"' in choice for choice in choices):
        return f'"{listed}"'
    page = workbook[LISTS] if LISTS in workbook.sheetnames else workbook.create_sheet(LISTS)
    page.sheet_state = "hidden"
    for row, choice in enumerate(choices, 1):
        put(page.cell(row, place + 1), choice)
    letter = column_letter(place)
    return f"{LISTS}!${letter}$1:${letter}${len(choices)}"


def _rule(column: Column, source: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list" if source else None, formula1=source or None, allow_blank=True)
    rule.showErrorMessage = bool(source) and column.strict
    rule.errorTitle, rule.error = "内容不对", f"只能填：{'、'.join(column.choices)}"[:225]
    rule.showInputMessage = True
    rule.promptTitle, rule.prompt = column.heading[:32], _hint(column)[:255]
    return rule


def _hint(column: Column) -> str:
    words = [_KIND_WORDS[column.kind] + (f"（单位：{column.unit}）" if column.kind is Kind.MONEY else ""), column.help]
    return "必填。" * column.required + "；".join(dict.fromkeys(word for word in words if word)) + "。"


def _guide(page: Any, sheet: Sheet, told: Sequence[Sequence[str]]) -> None:
    widths = (20, 8, 44, 44, 24)
    for place, width in enumerate(widths):
        page.column_dimensions[column_letter(place)].width = width
    lines = [f"{sheet.title}——{GUIDE}", sheet.purpose, *_ADVICE, ""]
    for place, line in enumerate(lines):
        page.append([styled(page, line, size=11 if place else 16, bold=not place)])
    page.append([dressed(page, heading) for heading in ("栏目", "必填", "怎么填", "可填内容", "示例")])
    for column in sheet.columns:
        page.append([styled(page, text, boxed=True) for text in _guide_row(column)])
    for place, row in enumerate(told):
        if not place:
            page.append([])
        page.append([styled(page, text, boxed=True) if place else dressed(page, text) for text in row])
    for_print(page, sum(widths), len(lines) + 1)


def _guide_row(column: Column) -> tuple[str, ...]:
    also = f"（也可写作：{'、'.join(column.aliases)}）" if column.aliases else ""
    choices = "、".join(column.choices)
    return column.heading, "是" if column.required else "", _hint(column) + also, choices, column.example
