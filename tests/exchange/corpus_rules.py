"""The rest of the corpus: both sides of the reading rules, workbooks of the other duties, more that is hostile."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from guanxian_desk.modules.cultivation.sheets import ENTERPRISES, RECOGNITIONS, YEARS
from guanxian_desk.modules.digital.sheets import PROJECTS
from guanxian_desk.modules.tasks.sheets import PROGRESS
from guanxian_desk.modules.vouchers.sheets import REDEMPTIONS
from tests.exchange.build import CALC, csv_bytes, ods, raw_parts, raw_xlsx, rows_xml, xls, xlsb, xlsx, zipped
from tests.exchange.case import DAY, HEADINGS, ID, Case, pay, stored

CREDIT = "91371525MA00000005"


def _cells(headings: dict[str, Any]) -> Callable[[], bytes]:
    """A good payment with some cells replaced."""
    return lambda: xlsx([HEADINGS, pay(**headings)])


def _days(*written: Any) -> Callable[[], bytes]:
    return lambda: xlsx([HEADINGS, *(pay(f"P{n}", 缴费日期=day) for n, day in enumerate(written))])


def _on(*days: date) -> tuple[dict[str, Any], ...]:
    return tuple(stored(f"P{n}", paid_on=day) for n, day in enumerate(days))


def _amounts(*written: Any) -> Callable[[], bytes]:
    return lambda: xlsx([HEADINGS, *(pay(f"P{n}", 契税=amount) for n, amount in enumerate(written))])


def _hide_column(workbook: Any) -> None:
    workbook.active.column_dimensions["D"].hidden = True


def _error_aside(workbook: Any) -> None:
    workbook.active["I2"].value = "#REF!"
    workbook.active["I2"].data_type = "e"
    workbook.active["J2"] = "=A2"


def _merge_day(workbook: Any) -> None:
    workbook.active.merge_cells("H2:H3")


def _very_hidden(workbook: Any) -> None:
    page = workbook.create_sheet("底稿")
    page.append(HEADINGS)
    page.append(pay("P2"))
    page.sheet_state = "veryHidden"


def _group_in_wan(workbook: Any) -> None:
    for span in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"):
        workbook.active.merge_cells(span)


_IN_WAN = [
    ["凭证号", "缴款人", "证件号码", "缴费金额（万元）", None, "缴费日期"],
    [None, None, None, "契税", "合计", None],
    ["P1", "张三", ID, 0.5, 1.5, DAY],
]


def _cached(result: str, kind: str = "") -> bytes:
    """A payment whose 契税 is a formula with its saved result."""
    cell = f'<c r="F2"{kind}><f>G2*0.1</f><v>{result}</v></c>'
    plain = rows_xml([HEADINGS, pay(契税=None)])
    return raw_xlsx(plain.replace('<c r="G2"', f'{cell}<c r="G2"'))


def _macros() -> bytes:
    parts = raw_parts(rows_xml([HEADINGS, pay()]))
    return zipped({**parts, "xl/vbaProject.bin": b"\xcc\x61" + b"Auto_Open" * 50})


def _tricky_names() -> bytes:
    parts = raw_parts(rows_xml([HEADINGS, pay()]))
    return zipped({**parts, "../../../evil.xml": "<x/>", "/etc/passwd": "x", "C:\\windows\\x.xml": "<x/>"})


def _prefixed() -> bytes:
    parts = raw_parts(rows_xml([HEADINGS, pay()]))
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        for mark in (" ", ">"):
            sheet = sheet.replace(f"<{tag}{mark}", f"<x:{tag}{mark}")
        sheet = sheet.replace(f"</{tag}>", f"</x:{tag}>")
    return zipped({**parts, "xl/worksheets/sheet1.xml": sheet.replace("xmlns=", "xmlns:x=")})


def _ods_marks() -> bytes:
    bad = f'<table:table-cell xmlns:calcext="{CALC}" table:formula="of:=1/0" office:value-type="string" '
    bad += 'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    return ods([HEADINGS, pay(契税=bad), pay("P2")])


def _bomb() -> bytes:
    """A part that says it is 4 GB."""
    data = bytearray(zipped(raw_parts("")))
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 0xF0000000)
    return bytes(data)


def _long_string() -> bytes:
    return zipped({**raw_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=["长" * (6 << 20)])})


def _strings_with_entities() -> bytes:
    entity = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'
    return zipped({**raw_parts(rows_xml([HEADINGS, pay()])), "xl/sharedStrings.xml": entity})


def _locked_ods() -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    locked = "<m><encryption-data/></m>"
    return zipped({"mimetype": kind, "content.xml": "<x/>", "META-INF/manifest.xml": locked}, stored=["mimetype"])


DATES = (
    Case(
        "日期的各种写法.xlsx",
        _days(
            "2022-4-13", "2022.4.13", "2022/04/13", "20220413", "2022年4月13日", "2022年04月13", "2022-04-13 08:30",
            "2022/4/13 8:30:00", "２０２２．４．１３", " 2022-04-13\u200b", datetime(2022, 4, 13, 23, 59), 44_664.75,
        ),
        rows=_on(*[DAY] * 12),
    ),
    Case("八位数日期最早.xlsx", _days(19_000_101, "19000101"), rows=_on(date(1900, 1, 1), date(1900, 1, 1))),
    Case("八位数日期最晚.xlsx", _days(21_001_231, "21001231"), rows=_on(date(2100, 12, 31), date(2100, 12, 31))),
    Case(
        "八位数日期太早太晚.xlsx",
        _days(18_991_231, "21010101"),
        errors=((2, "缴费日期", "年份不对"), (3, "缴费日期", "年份不对")),
    ),
    Case(
        "日期没有年或没有日.xlsx",
        _days("4月13日", "2022-04", "13/4/2022", 2022),
        errors=tuple((row, "缴费日期", "日期") if row != 3 else (3, "缴费日期", "没有写到日") for row in range(2, 6)),
    ),
    Case("日期是逻辑值.xlsx", _days(True), errors=((2, "缴费日期", "不是日期"),)),
    Case("一九零四文本日期.xlsx", lambda: raw_xlsx(rows_xml([HEADINGS, pay(缴费日期="2022-04-13")]), date1904=True),
         rows=(stored(),)),
)  # fmt: skip

AMOUNTS = (
    Case(
        "金额的各种写法.xlsx",
        _amounts("1,234.50", "￥1234.5", "1234.50元", "１２３４．５０", " 1234.5 ", "¥ 1,234.50 元", 1234.5, "+1234.5"),
        rows=tuple(stored(f"P{n}", deed_fen=123_450) for n in range(8)),
    ),
    Case(
        "千分位写错.xlsx",
        _amounts("12,34.50", "1.234,50"),
        errors=((2, "契税", "不是金额"), (3, "契税", "不是金额")),
    ),
    Case("正好一分.xlsx", _amounts(0.01, "0.01", 0), rows=(
        stored("P0", deed_fen=1), stored("P1", deed_fen=1), stored("P2", deed_fen=0))),
    Case("差一点一分.xlsx", _amounts(0.011, "0.005"), errors=((2, "契税", "不足一分"), (3, "契税", "不足一分"))),
    Case("金额是日期.xlsx", _amounts(DAY), errors=((2, "契税", "是日期"),)),
    Case("金额是逻辑值.xlsx", _amounts(True), errors=((2, "契税", "是逻辑值"),)),
    Case("金额大得不合常理.xlsx", _amounts(1e15), errors=((2, "契税", "大得不合常理"),)),
    Case("元写在元的表头下.xlsx", _amounts("100.50元"), rows=(stored("P0"),)),
    Case(
        "两行表头单位在组上.xlsx",
        lambda: xlsx(_IN_WAN, edit=_group_in_wan),
        rows=({"number": "P1", "payer": "张三", "id_number": ID, "deed_fen": 500_000, "total_fen": 1_500_000,
               "paid_on": DAY},),
        notes=("“万元”换算成了元",),
    ),
)  # fmt: skip

CODES = (
    Case(
        "凭证号刚好十五位数字.xlsx",
        lambda: xlsx([HEADINGS, pay(999_999_999_999_999), pay(10**15)]),
        rows=(stored("999999999999999"),),
        errors=((3, "凭证号", "末尾几位已丢失"),),
    ),
    Case(
        "文本里的科学计数法.xlsx",
        lambda: xlsx([HEADINGS, pay("2.0220E+17"), pay("2E17X")]),
        rows=(stored("2E17X"),),
        errors=((2, "凭证号", "末尾几位已丢失"),),
    ),
    Case("凭证号带小数.xlsx", lambda: xlsx([HEADINGS, pay(12.5)]), errors=((2, "凭证号", "是小数"),)),
    Case("两个撇号只去一个.xlsx", _cells({"缴款人": "''张三"}), rows=(stored(payer="'张三"),)),
    Case("号码里有空格.xlsx", _cells({"证件号码": "371525 19900101 0010"}), rows=(stored(),)),
    Case("文字里有换行.xlsx", _cells({"小区名称": "锦绣\n花园\r\n二期"}), rows=(stored(community="锦绣 花园 二期"),)),
    Case("手机号的各种写法.xlsx", lambda: xlsx([HEADINGS, *(pay(f"P{n}", 手机号=phone) for n, phone in enumerate(
        ["138-1234-5678", "+86 13812345678", 13812345678.0, "138 1234 5678"]))]),
        rows=tuple(stored(f"P{n}") for n in range(4))),
    Case("必填列全角空格.xlsx", _cells({"缴款人": "\u3000\u3000"}), errors=((2, "缴款人", "必须填写"),)),
)  # fmt: skip

SHAPES = (
    Case("本页合计和累计.xlsx", lambda: xlsx([HEADINGS, pay(), ["本页合计", *[None] * 5, 1], ["累计", *[None] * 5, 1],
         ["总计", *[None] * 5, 2]]), rows=(stored(),), notes=("汇总行没有导入：第 3–5 行",)),
    Case("不认识的列里有错误值.xlsx", lambda: xlsx([[*HEADINGS, "备注", "校验"], pay()], edit=_error_aside),
         rows=(stored(),), notes=("“备注”（I 列）、“校验”（J 列）",)),
    Case("隐藏的列.xlsx", lambda: xlsx([HEADINGS, pay()], edit=_hide_column), rows=(stored(),),
         notes=("有隐藏的列，也读取了",)),
    Case("深度隐藏的表.xlsx", lambda: xlsx([HEADINGS, pay()], edit=_very_hidden), rows=(stored(), stored("P2")),
         notes=("“底稿”是隐藏的",)),
    Case("合并的日期格.xlsx", lambda: xlsx([HEADINGS, pay(), pay("P2", 缴费日期=None)], edit=_merge_day),
         rows=(stored(), stored("P2")), notes=("“缴费日期”的合并单元格已按每行同值填入：第 3 行",)),
    Case("公式有结果.xlsx", lambda: _cached("100.5"), rows=(stored(),)),
    Case("公式的结果是错误.xlsx", lambda: _cached("#DIV/0!", ' t="e"'), errors=((2, "契税", "#DIV/0!"),)),
    Case("公式的结果是空文字.xlsx", lambda: _cached("", ' t="str"'), rows=(
        {field: value for field, value in stored().items() if field != "deed_fen"},)),
    Case("两列同义.xlsx", lambda: xlsx([[*HEADINGS, "税票号码"], [*pay(), "另一个号"]]), rows=(stored(),),
         notes=("“税票号码”（I 列）",)),
    Case("全是错误行.xlsx", lambda: xlsx([HEADINGS, pay(缴款人=None), pay("P2", 契税="无")]),
         errors=((2, "缴款人", "必须填写"), (3, "契税", "不是金额"))),
    Case("表头在第五十行.xlsx", lambda: xlsx([*[[f"说明{n}"] for n in range(49)], HEADINGS, pay()]), rows=(stored(),),
         at=(51,)),
)  # fmt: skip

FORMATS = (
    Case("带宏.xlsm", _macros, rows=(stored(),)),
    Case("部件名字想逃出去.xlsx", _tricky_names, rows=(stored(),)),
    Case("标记带前缀.xlsx", _prefixed, rows=(stored(),)),
    Case("错误值.ods", _ods_marks, rows=(stored("P2"),), errors=((2, "契税", "#DIV/0!"),)),
    Case("隐藏的表.ods", lambda: ods([HEADINGS, pay()], hidden=True), rows=(stored(),), notes=("是隐藏的",)),
    Case("隐藏的表.xlsb", lambda: xlsb([HEADINGS, pay(缴费日期=44_664)], hidden=True), rows=(stored(),),
         notes=("是隐藏的",)),
    Case("证件号码成了数字.xls", lambda: xls([HEADINGS, pay(证件号码=371525199001010010)]),
         errors=((2, "证件号码", "后三位已丢失"),)),
    Case("证件号码成了数字.ods", lambda: ods([HEADINGS, pay(证件号码=371525199001010010)]),
         errors=((2, "证件号码", "后三位已丢失"),)),
    Case("分号分隔.csv", lambda: csv_bytes([HEADINGS, pay()], "gbk").replace(b",", b";"), rows=(stored(),)),
    Case("双字节码.csv", lambda: csv_bytes([HEADINGS, pay()], "utf-16"), rows=(stored(),)),
    Case("有合计和表尾.csv", lambda: csv_bytes([["缴费表"], HEADINGS, pay(), ["合计"], ["填表人：王五"]]),
         rows=(stored(),), at=(3,), notes=("汇总行没有导入：第 4 行", "表尾文字没有导入：第 5 行")),
    Case("扩展名写错了.csv", lambda: ods([HEADINGS, pay()]), rows=(stored(),)),
)  # fmt: skip

_FIRM = ["统一社会信用代码", "企业名称", "所在乡镇", "是否工业", "是否民营", "是否符合新旧动能转换政策"]
_TASK = ["任务编号", "填报单位", "报告期", "进展情况", "完成百分比", "填报日期"]
_PROJECT = ["项目编号", "项目名称", "类别", "实施主体", "项目所在地", "阶段", "总投资(亿元)"]


def _task(number: Any, percent: Any, **over: Any) -> list[Any]:
    row = dict(zip(_TASK, [number, "县司法局", "2022年第二季度", "推进", percent, date(2022, 7, 1)]))
    return list((row | over).values())


def _told(number: str, percent: int | None) -> dict[str, Any]:
    told = {"task_number": number, "unit_name": "县司法局", "period": "2022年第二季度", "progress": "推进",
            "percent": percent, "reported_on": date(2022, 7, 1)}  # fmt: skip
    return {field: value for field, value in told.items() if value is not None}


DUTIES = (
    Case(
        "企业是否各种写法.xlsx",
        lambda: xlsx([_FIRM, *([CREDIT, "甲", "清泉街道", *marks] for marks in (
            ("是", "√", "Y"), ("否", "×", "N"), (True, "对", 1), ("TRUE", "有", None)))]),
        sheet=ENTERPRISES,
        rows=tuple({"code": CREDIT, "name": "甲", "township": "清泉街道", "industrial": yes, "private": yes,
                    **({} if last is None else {"converting": last})}
                   for yes, last in ((True, True), (False, False), (True, True), (True, None))),
    ),
    Case("企业是否看不出.xlsx", lambda: xlsx([_FIRM, [CREDIT, "甲", "清泉街道", "大概", "是", ""]]), sheet=ENTERPRISES,
         errors=((2, "是否工业", "看不出是与否"),)),
    Case(
        "年度数据单位写法.xlsx",
        lambda: xlsx([["统一社会信用代码", "年度", "营业收入（万元）", "研发投入(元)", "纳税额", "从业人数"],
                      [CREDIT, "2022年", "1,560.5", 605_000, 45.6, 86]]),
        sheet=YEARS,
        rows=({"code": CREDIT, "year": 2022, "revenue_fen": 1_560_500_000, "research_fen": 60_500_000,
               "tax_fen": 45_600_000, "staff": 86},),
        notes=("“纳税额”没有写单位，按这张表规定的“万元”读取",),
    ),
    Case(
        "年度数据万元写在标题.xlsx",
        lambda: xlsx([["单位：万元"], ["统一社会信用代码", "年度", "营业收入"], [CREDIT, 2022, 1560.5]]),
        sheet=YEARS,
        rows=({"code": CREDIT, "year": 2022, "revenue_fen": 1_560_500_000},),
    ),
    Case(
        "年度数据元写在标题.xlsx",
        lambda: xlsx([["单位：元"], ["统一社会信用代码", "年度", "营业收入"], [CREDIT, 2022, 1560.5]]),
        sheet=YEARS,
        refused="单位“元”",
    ),
    Case(
        "万元表头下写元.xlsx",
        lambda: xlsx([["统一社会信用代码", "年度", "营业收入（万元）"], [CREDIT, 2022, "1560元"]]),
        sheet=YEARS,
        errors=((2, "营业收入（万元）", "带有单位“元”"),),
    ),
    Case(
        "认定称号的说法.xlsx",
        lambda: xlsx([["统一社会信用代码", "称号", "级别", "认定日期"], [CREDIT, "专精特新", "省级", "2022.6.1"],
                      [CREDIT, "不知名称号", "省级", "2022.6.1"]]),
        sheet=RECOGNITIONS,
        rows=({"code": CREDIT, "title": "专精特新", "level": "省级", "recognised_on": date(2022, 6, 1)},),
        errors=((3, "称号", "不在可填的内容里"),),
    ),
    Case(
        "任务百分比写法.xlsx",
        lambda: xlsx([_TASK, _task(1, 80), _task(2, "80%"), _task(3, "百分之八十"), _task(4, 100), _task(5, None),
                      _task(6, "０．５％")]),
        sheet=PROGRESS,
        rows=(_told("1", 800_000), _told("2", 800_000), _told("4", 1_000_000), _told("5", None), _told("6", 5_000)),
        errors=((4, "完成百分比", "不是百分数"),),
    ),
    Case("任务百分比是负数.xlsx", lambda: xlsx([_TASK, _task(1, -5)]), sheet=PROGRESS,
         errors=((2, "完成百分比", "是负数"),)),
    Case(
        "项目亿元表头.xlsx",
        lambda: xlsx([_PROJECT, ["附3-农-1", "示例", "农业", "某公司", "清泉街道", "开工", 1.2]]),
        sheet=PROJECTS,
        errors=((2, "类别", "不在可填的内容里"),),
        notes=("“亿元”换算成了元",),
    ),
    Case(
        "核销时刻写法.csv",
        lambda: csv_bytes([[c.heading for c in REDEMPTIONS.columns], [c.example for c in REDEMPTIONS.columns]]),
        sheet=REDEMPTIONS,
        refused="没有数据行",
    ),
)  # fmt: skip

UNREADABLE = (
    Case("压缩炸弹.xlsx", _bomb, unreadable="压缩炸弹"),
    Case("一格六百万字.xlsx", _long_string, unreadable="长得超过"),
    Case("字符串里的实体.xlsx", _strings_with_entities, unreadable="XML 实体声明"),
    Case("演示文稿.pptx", lambda: zipped({"ppt/presentation.xml": "<p/>"}), unreadable="演示文稿"),
    Case("压缩包.rar", lambda: b"Rar!\x1a\x07\x00" + b"x" * 100, unreadable="是压缩包"),
    Case("旧式XML表格.xls", lambda: b'<?xml version="1.0"?><Workbook xmlns="x"></Workbook>', unreadable="XML 表格"),
    Case("富文本.doc", lambda: b"{\\rtf1 x}", unreadable="RTF"),
    Case("加密.ods", _locked_ods, unreadable="加了密码"),
)  # fmt: skip

CASES = (*DATES, *AMOUNTS, *CODES, *SHAPES, *FORMATS, *DUTIES, *UNREADABLE)
