"""What eighteen townships and the county's bureaus send about enterprises: tidy workbooks and messy ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.modules.cultivation.sheets import SHEETS
from guanxian_desk.sample.cultivation_claims import claim_rows, claims, step_rows
from guanxian_desk.sample.cultivation_firms import TOWNSHIPS, enterprise_rows, town, year_rows
from guanxian_desk.sample.cultivation_titles import (
    award_rows,
    budget_rows,
    event_rows,
    pool_rows,
    recognition_rows,
    service_rows,
    trainee_rows,
)
from guanxian_desk.sample.files import Draft
from guanxian_desk.sample.xlsx import Written, footer, frame, line, new_book, table, title_block, widen, workbook_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Fields = Mapping[str, object]
Column_ = Written[Fields]
_BUREAU, _STATISTICS, _TREASURY = "县工业和信息化局", "县统计局", "县财政局"
_SHEET_OF = {sheet.key: sheet for sheet in SHEETS}
_FEN_PER_WAN = 1_000_000
_SIGNED = "填表人：（示例）李晓梅    审核人：（示例）王志强    联系电话：154-0635-1000"


def cultivation_drafts() -> list[Draft]:
    """The workbooks of the duty. Registers, facts and claims may come in any order; steps come after their claims."""
    county = town()
    asked = claims(county)
    return [
        *_registers(enterprise_rows(county.firms)),
        _years(year_rows(county.firms)),
        _recognitions(recognition_rows(county)),
        _plain("events", "承办活动", _BUREAU, event_rows(county), date(2024, 12, 20)),
        *_claims(claim_rows(asked)),
        _plain("pool", "培育库", _BUREAU, pool_rows(county), date(2024, 1, 5)),
        _plain("budget-uses", "统筹资金其他用途", _TREASURY, budget_rows(), date(2024, 12, 25)),
        _plain("other-awards", "其他政策奖励", "县科技局", award_rows(county), date(2023, 1, 6)),
        _plain("services", "企业服务", _BUREAU, service_rows(county), date(2024, 12, 26)),
        _plain("trainees", "培训人员", _BUREAU, trainee_rows(county), date(2024, 12, 20)),
        _steps(step_rows(asked)),
    ]


# Cells under the declaration's own headings.


def _cell(column: Column) -> Callable[[Fields, int], object]:
    def read(row: Fields, _place: int) -> object:
        value = row[column.field]
        if value is None:
            return None
        if column.kind is Kind.MONEY and isinstance(value, int):
            return value / _FEN_PER_WAN
        if column.kind is Kind.FLAG:
            return "是" if value else "否"
        return value.isoformat() if isinstance(value, date) else value

    return read


def _columns(sheet: Sheet, rows: Sequence[Fields]) -> list[Column_]:
    """The declared columns that some row fills, or that are required."""
    used = [one for one in sheet.columns if one.required or any(row[one.field] is not None for row in rows)]
    return [(one.heading, _cell(one)) for one in used]


def _plain(kind: str, title: str, sender: str, rows: Sequence[Fields], filed_on: date) -> Draft:
    """A tidy workbook: title, sender, the declared headings."""
    columns = _columns(_SHEET_OF[kind], rows)
    book, sheet = new_book(title)
    title_block(sheet, f"冠县{title}情况表", sender, filed_on, len(columns))
    table(sheet, columns, rows)
    footer(sheet, len(columns), _SIGNED)
    widen(sheet, [18] * len(columns))
    return Draft(kind, f"示例-{title}.xlsx", sender, "有标题行和填表人", workbook_bytes(book), len(rows))


# The register: each township its own workbook, in one of four hands.


def _registers(rows: Sequence[Fields]) -> list[Draft]:
    hands = (_tidy, _worded, _spaced, _numbered)
    return [
        hands[place % len(hands)](name, [row for row in rows if row["township"] == name])
        for place, name in enumerate(TOWNSHIPS)
    ]


def _register(name: str, note: str, rows: Sequence[Fields], columns: Sequence[Column_], more: int = 0) -> Draft:
    book, sheet = new_book("企业名册")
    title_block(sheet, f"{name}在培企业名册", name, date(2022, 4, 20), len(columns))
    for _ in range(more):
        sheet.append([])
    table(sheet, columns, rows)
    footer(sheet, len(columns), _SIGNED)
    widen(sheet, [20] * len(columns))
    return Draft("enterprises", f"示例-企业名册-{name}.xlsx", name, note, workbook_bytes(book), len(rows))


def _tidy(name: str, rows: Sequence[Fields]) -> Draft:
    return _register(name, "按模板填报", rows, _columns(_SHEET_OF["enterprises"], rows))


_OTHER_WORDS = {
    "企业名称": "单位名称",
    "统一社会信用代码": "信用代码",
    "所在乡镇": "所在乡镇（街道）",
    "联系电话": "手机号",
}


def _worded(name: str, rows: Sequence[Fields]) -> Draft:
    """Other words in the headings, the name before the code, 序号 in front."""
    columns = [(_OTHER_WORDS.get(heading, heading), cell) for heading, cell in _columns(_SHEET_OF["enterprises"], rows)]
    columns[0], columns[1] = columns[1], columns[0]
    return _register(name, "表头用了别的说法，多一列序号", rows, [("序号", lambda _, place: place + 1), *columns])


def _spaced(name: str, rows: Sequence[Fields]) -> Draft:
    """Blanks inside codes and names, days like 2015.6.1, an empty row under the title."""

    def spaced(heading: str, cell: Callable[[Fields, int], object]) -> Column_:
        def read(row: Fields, place: int) -> object:
            value = cell(row, place)
            if heading == "统一社会信用代码" and isinstance(value, str):
                return f"{value[:8]} {value[8:].lower()}"
            if heading == "企业名称" and isinstance(value, str):
                return f" {value}　"
            if heading == "成立日期" and isinstance(value, str):
                year, month, day = value.split("-")
                return f"{year}.{int(month)}.{int(day)}"
            return value

        return heading, read

    columns = [spaced(heading, cell) for heading, cell in _columns(_SHEET_OF["enterprises"], rows)]
    return _register(name, "代码和名称里有空格，日期写成 2015.6.1", rows, columns, more=1)


def _numbered(name: str, rows: Sequence[Fields]) -> Draft:
    """Only what is required and a few more, with 备注."""
    wanted = {
        *("统一社会信用代码", "企业名称", "曾用名", "原信用代码", "所在乡镇", "行业名称", "是否工业", "是否民营"),
        *("是否符合新旧动能转换政策", "成立日期", "法定代表人", "联系电话", "产业链"),
    }
    columns = [one for one in _columns(_SHEET_OF["enterprises"], rows) if one[0] in wanted]
    return _register(name, "只填了主要的几列，多一列备注", rows, [*columns, ("备注", lambda _row, _place: None)])


# Figures: one long workbook, three rows wrong.


def _years(rows: Sequence[Fields]) -> Draft:
    columns = _columns(_SHEET_OF["enterprise-years"], rows)
    wrong: dict[int, tuple[str, object]] = {
        37: ("年度", "去年"),
        91: ("营业收入（万元）", "约1800"),
        150: ("从业人数", "-5"),
    }
    book, sheet = new_book("年度数据")
    title_block(sheet, "冠县在培企业年度数据汇总表", _STATISTICS, date(2025, 1, 15), len(columns), "万元")
    sheet.append([heading for heading, _ in columns])
    first = sheet.max_row
    for place, row in enumerate(rows):
        cells = line(columns, row, place)
        if place in wrong:
            heading, value = wrong[place]
            cells[[one for one, _ in columns].index(heading)] = value
        sheet.append(cells)
    frame(sheet, first, sheet.max_row, len(columns))
    _total(sheet, rows, columns)
    footer(sheet, len(columns), "注：本表由县统计局汇总，纳税额由县税务局提供。", _SIGNED)
    widen(sheet, [20] * len(columns))
    return Draft(
        "enterprise-years",
        "示例-企业年度数据.xlsx",
        _STATISTICS,
        "有标题行和合计行，三行填错",
        workbook_bytes(book),
        len(rows),
        errors=len(wrong),
    )


def _total(sheet: Worksheet, rows: Sequence[Fields], columns: Sequence[Column_]) -> None:
    summed = {"营业收入（万元）": "revenue_fen", "纳税额（万元）": "tax_fen"}
    cells: list[object] = []
    for heading, _ in columns:
        values = (row[summed[heading]] for row in rows) if heading in summed else ()
        total = sum(value for value in values if isinstance(value, int))
        cells.append(total / _FEN_PER_WAN if heading in summed else None)
    sheet.append(["合计", *cells[1:]])


_SHORT = {"专精特新": "“专精特新”", "单项冠军": "制造业单项冠军", "瞪羚": "瞪羚企业"}


def _recognitions(rows: Sequence[Fields]) -> Draft:
    """Titles in the words of their certificates; sorted by day."""
    columns = _columns(_SHEET_OF["recognitions"], rows)

    def worded(row: Fields, place: int) -> object:
        title = str(row["title"])
        return _SHORT.get(title, title) if place % 2 else title

    columns = [(heading, worded if heading == "称号" else cell) for heading, cell in columns]
    ordered = sorted(rows, key=lambda row: (str(row["recognised_on"]), str(row["code"])))
    book, sheet = new_book("企业认定")
    title_block(sheet, "冠县企业认定情况一览表", _BUREAU, date(2024, 12, 20), len(columns))
    table(sheet, columns, ordered)
    footer(sheet, len(columns), _SIGNED)
    widen(sheet, [22] * len(columns))
    note = "称号有的写全称、有的带引号"
    return Draft("recognitions", "示例-企业认定.xlsx", _BUREAU, note, workbook_bytes(book), len(ordered))


def _claims(rows: Sequence[Fields]) -> list[Draft]:
    """One workbook a year; amounts in yuan in one of them, which its heading says."""
    drafts = []
    for year in (2022, 2023, 2024):
        own = [row for row in rows if str(row["occurred_on"]).startswith(str(year))]
        columns = _columns(_SHEET_OF["reward-claims"], own)
        if year == 2023:
            columns = [
                ("申请金额（元）", lambda row, _: _yuan(row)) if heading.startswith("申请金额") else (heading, cell)
                for heading, cell in columns
            ]
        book, sheet = new_book(f"{year}年申请")
        title_block(sheet, f"{year}年“育苗扶壮”奖补资金申请汇总表", _BUREAU, date(year, 9, 1), len(columns))
        table(sheet, columns, own)
        footer(sheet, len(columns), _SIGNED)
        widen(sheet, [20] * len(columns))
        note = "金额以元为单位" if year == 2023 else "有标题行和填表人"
        name = f"示例-奖补申请-{year}.xlsx"
        drafts.append(Draft("reward-claims", name, _BUREAU, note, workbook_bytes(book), len(own)))
    return drafts


def _yuan(row: Fields) -> object:
    fen = row["amount_fen"]
    return fen // 100 if isinstance(fen, int) else None


def _steps(rows: Sequence[Fields]) -> Draft:
    """All stages; two rows at the end that cannot be taken: a payment without approval, an approval beyond."""
    waiting = [row for row in rows if row["stage"] == "公示" and str(row["done_on"]).startswith("2023")]
    approved = {row["claim"] for row in rows if row["stage"] == "批准"}
    still = next(row for row in waiting if row["claim"] not in approved)
    bad = [
        {
            **still,
            "stage": "拨付",
            "done_on": date(2023, 12, 20),
            "amount_fen": 10 * _FEN_PER_WAN,
            "voucher": "示例凭证X1",
        },
        {**still, "stage": "批准", "done_on": date(2023, 9, 12), "amount_fen": 900 * _FEN_PER_WAN},
    ]
    everything = [*rows, *bad]
    columns = _columns(_SHEET_OF["reward-steps"], everything)
    book, sheet = new_book("办理环节")
    title_block(sheet, "“育苗扶壮”奖补办理情况登记表", _BUREAU, date(2024, 12, 25), len(columns))
    table(sheet, columns, everything)
    footer(sheet, len(columns), _SIGNED)
    widen(sheet, [18] * len(columns))
    note = "末尾两行不能登记：没有批准就拨付、公示期未满且超过可付数"
    content = workbook_bytes(book)
    return Draft("reward-steps", "示例-奖补办理环节.xlsx", _BUREAU, note, content, len(everything), errors=2)
