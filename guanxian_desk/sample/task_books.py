"""The workbooks in which units report: the departments' gathered by 县司法局, townships' own, messy ones among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.sheets import PROGRESS, UNITS
from guanxian_desk.modules.tasks.units import UnitFact
from guanxian_desk.sample.files import Draft
from guanxian_desk.sample.tasks import DIGITAL_PLAN, ENFORCEMENT, QUARTERS, TaskRow, enforcers, task_rows, townships
from guanxian_desk.sample.xlsx import Written, footer, new_book, table, title_block, widen, workbook_bytes

_GATHERER = "县司法局"
_INDUSTRY = "县工业和信息化局"
_OWN = ("店子镇", "贾镇", "梁堂镇", "清水镇")
"""Townships that send their own workbook; the others' lines come gathered."""
Column = Written[TaskRow]
_FULL_WIDTH = str.maketrans("0123456789%", "０１２３４５６７８９％")


def task_drafts() -> list[Draft]:
    """The workbooks of the tracker in the order of their import."""
    rows, drafts = task_rows(), [_register()]
    for quarter in QUARTERS:
        law = [row for row in rows if row.plan == DEFAULT_PLAN and row.quarter == quarter]
        own = [row for row in law if row.unit.removesuffix("政府") in _OWN]
        towns = [row for row in law if row.unit in townships() and row not in own]
        drafts.append(_gathered(quarter, [row for row in law if row not in own and row not in towns]))
        drafts.append(_towns(quarter, towns))
        drafts += [_MAKERS[town](quarter, [r for r in own if r.unit.removesuffix("政府") == town]) for town in _OWN]
        drafts.append(_digital(quarter, [row for row in rows if row.plan == DIGITAL_PLAN and row.quarter == quarter]))
    return drafts


def _register() -> Draft:
    units = enforcers()
    columns: tuple[Written[UnitFact], ...] = (
        ("单位名称", lambda row, _: row.name),
        ("类别", lambda row, _: str(row.kind)),
        ("所属组", lambda _row, _: ENFORCEMENT),
        ("曾用名及别名", lambda row, _: "、".join(row.aliases) or None),
    )
    book, sheet = new_book("单位名录")
    title_block(sheet, "行政执法部门名录", "县司法局", date(2022, 4, 20), len(columns))
    table(sheet, columns, units)
    widen(sheet, (30, 10, 24, 30))
    note = "只补所属组，其余与名录相同"
    return Draft(UNITS.key, "示例-行政执法部门名录.xlsx", _GATHERER, note, workbook_bytes(book), len(units))


def _columns(percent: Callable[[TaskRow, int], object], plan: bool = False) -> tuple[Column, ...]:
    first: tuple[Column, ...] = (("计划", lambda row, _: row.plan),) if plan else ()
    return (
        *first,
        ("任务编号", lambda row, _: row.task),
        ("填报单位", lambda row, _: row.unit),
        ("报告期", lambda row, _: row.quarter.code),
        ("进展情况", lambda row, _: row.progress),
        ("完成百分比", percent),
        ("指标值", lambda row, _: row.values),
        ("存在问题", lambda row, _: row.problems),
        ("下步措施", lambda row, _: row.next_steps),
        ("佐证材料", lambda row, _: row.evidence),
        ("填报人", lambda row, _: row.reporter.name),
        ("联系电话", lambda row, _: row.reporter.phone),
        ("盖章件", lambda row, _: row.sealed),
        ("填报日期", lambda row, _: row.reported_on),
    )


_WIDTHS = (10, 24, 12, 52, 10, 30, 22, 24, 24, 10, 14, 22, 14)


def _gathered(quarter: Quarter, rows: Sequence[TaskRow]) -> Draft:
    columns = _columns(lambda row, _: row.percent)
    book, sheet = new_book("部门进展")
    title_block(sheet, f"法治政府建设任务进展汇总表（{quarter.words}）", _GATHERER, _after(quarter), len(columns))
    table(sheet, columns, rows)
    footer(sheet, len(columns), "审核：（示例）")
    widen(sheet, _WIDTHS)
    name = f"示例-法治任务-部门汇总-{quarter.code}.xlsx"
    return _draft(name, _GATHERER, "有标题行和页脚；报告人写了简称和任务以外的单位", book, rows)


def _towns(quarter: Quarter, rows: Sequence[TaskRow]) -> Draft:
    columns = _columns(lambda row, place: f"{row.percent}%" if place % 2 else row.percent)
    book, sheet = new_book("乡镇进展")
    title_block(sheet, f"乡镇（街道）法治任务进展（{quarter.words}）", "县政府办公室", _after(quarter), len(columns))
    table(sheet, columns, rows)
    widen(sheet, _WIDTHS)
    return _draft(
        f"示例-法治任务-乡镇汇总-{quarter.code}.xlsx", "县政府办公室", "百分比有写 80 的，有写 80% 的", book, rows
    )


def _digital(quarter: Quarter, rows: Sequence[TaskRow]) -> Draft:
    columns = _columns(lambda row, _: row.percent, plan=True)
    book, sheet = new_book("数字经济")
    title_block(sheet, f"数字经济重点任务进展（{quarter.words}）", _INDUSTRY, _after(quarter), len(columns))
    table(sheet, columns, rows)
    widen(sheet, (22, *_WIDTHS))
    return _draft(f"示例-数字经济任务-{quarter.code}.xlsx", _INDUSTRY, "写明了计划", book, rows)


def _dianzi(quarter: Quarter, rows: Sequence[TaskRow]) -> Draft:
    """Other headings, a running number, no plan."""
    columns: tuple[Column, ...] = (
        ("序号", lambda _row, place: place + 1),
        ("任务序号", lambda row, _: row.task),
        ("报送单位", lambda row, _: row.unit),
        ("报送期", lambda row, _: row.quarter.words),
        ("工作进展", lambda row, _: row.progress),
        ("完成比例（%）", lambda row, _: row.percent),
        ("存在的问题", lambda row, _: row.problems),
        ("证明材料", lambda row, _: row.evidence),
        ("联系人", lambda row, _: row.reporter.name),
        ("电话", lambda row, _: row.reporter.phone),
        ("报送日期", lambda row, _: f"{row.reported_on:%Y.%m.%d}"),
    )
    return _own("店子镇", quarter, rows, columns, "表头用的是别的叫法，日期写成 2022.07.05")


def _jia(quarter: Quarter, rows: Sequence[TaskRow]) -> Draft:
    """Reports by the month that ends the quarter, with two hidden columns."""
    columns: list[Column] = list(_columns(lambda row, _: row.percent))
    columns[2] = ("报告期", lambda row, _: f"{row.quarter.year}年{3 * row.quarter.number}月")
    book, sheet = new_book("贾镇")
    title_block(sheet, f"贾镇任务进展（{quarter.words}）", "贾镇", _after(quarter), len(columns))
    table(sheet, columns, rows)
    widen(sheet, _WIDTHS)
    for letter in "FK":
        sheet.column_dimensions[letter].hidden = True
    return _draft(f"示例-法治任务-贾镇-{quarter.code}.xlsx", "贾镇", "按月报送，有隐藏的列", book, rows)


def _liangtang(quarter: Quarter, rows: Sequence[TaskRow]) -> Draft:
    """Lines that cannot be taken: a percent over 100, an unknown task, a period that is none."""
    columns = _columns(lambda row, _: row.percent)
    book, sheet = new_book("梁堂镇")
    title_block(sheet, f"梁堂镇任务进展（{quarter.words}）", "梁堂镇", _after(quarter), len(columns))
    table(sheet, columns, rows)
    whom, filed = rows[0].reporter.name, rows[0].reported_on
    wrong = (
        ("2", "梁堂镇", f"2022年{quarter.words[5:]}", "按计划推进。", 120),
        ("21", "梁堂镇", quarter.code, "按计划推进。", 40),
        ("5", "梁堂镇", "上半年", "按计划推进。", 40),
    )
    for task, unit, period, progress, percent in wrong:
        sheet.append([task, unit, period, progress, percent, None, None, None, None, whom, None, None, filed])
    widen(sheet, _WIDTHS)
    name = f"示例-法治任务-梁堂镇-{quarter.code}.xlsx"
    return _draft(name, "梁堂镇", "有 3 行要退回：百分比超过 100、没有的任务编号、报告期不是季度", book, rows, 3)


def _qingshui(quarter: Quarter, rows: Sequence[TaskRow]) -> Draft:
    """Full-width digits, blank lines between, 清水镇人民政府."""
    columns: list[Column] = list(_columns(lambda row, _: f"{row.percent}%".translate(_FULL_WIDTH)))
    columns[1] = ("填报单位", lambda row, _: "清水镇人民政府" if row.unit == "清水镇" else row.unit)
    columns[2] = ("报告期", lambda row, _: row.quarter.words.replace("第", " 第"))
    return _own("清水镇", quarter, rows, tuple(columns), "全角数字，单位写作“清水镇人民政府”")


def _own(town: str, quarter: Quarter, rows: Sequence[TaskRow], columns: tuple[Column, ...], note: str) -> Draft:
    book, sheet = new_book(town)
    title_block(sheet, f"{town}法治政府建设任务进展（{quarter.words}）", town, _after(quarter), len(columns))
    table(sheet, columns, rows)
    footer(sheet, len(columns), "填表人：（示例）", "负责人：（示例）")
    widen(sheet, (10,) * len(columns))
    return _draft(f"示例-法治任务-{town}-{quarter.code}.xlsx", town, note, book, rows)


_MAKERS = {"店子镇": _dianzi, "贾镇": _jia, "梁堂镇": _liangtang, "清水镇": _qingshui}


def _draft(name: str, sender: str, note: str, book: object, rows: Sequence[TaskRow], errors: int = 0) -> Draft:
    content = workbook_bytes(book)  # type: ignore[arg-type]
    return Draft(PROGRESS.key, name, sender, note, content, len(rows) + errors, errors)


def _after(quarter: Quarter) -> date:
    return quarter.end + timedelta(days=6)
