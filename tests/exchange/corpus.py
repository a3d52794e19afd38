"""A corpus of workbooks named by what is wrong or unusual with them, and what the reader must make of each.

`python -m tests.exchange.corpus` writes the files and their expectations under tests/data/workbooks, to be opened and
looked at in Excel or WPS; with a folder, there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from guanxian_desk.modules.vouchers.sheets import ESTATES, MERCHANTS, RECIPIENTS, TRANSFERS
from tests.exchange import build, corpus_rules
from tests.exchange.build import csv_bytes, ods, raw_xlsx, rows_xml, xls, xlsb, xlsx
from tests.exchange.case import DAY, HEADINGS, ID, Case, pay, stored


def _one(over: dict[str, Any]) -> Callable[[], bytes]:
    return lambda: xlsx([HEADINGS, pay(**over)])


def _two_sheets(workbook: Any) -> None:
    second = workbook.create_sheet("补报")
    second.append(["补报名单"])
    second.append(HEADINGS)
    second.append(pay("P2"))
    second.sheet_state = "hidden"
    workbook.create_sheet("封面").append(["冠县税务局"])


def _merge_community(workbook: Any) -> None:
    workbook.active.merge_cells("E2:E3")


def _merge_amount(workbook: Any) -> None:
    workbook.active.merge_cells("G2:G3")


def _merge_key(workbook: Any) -> None:
    workbook.active.merge_cells("A2:A3")


def _hide_row(workbook: Any) -> None:
    workbook.active.row_dimensions[2].hidden = True


def _group_headings(workbook: Any) -> None:
    sheet = workbook.active
    for span in ("A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3"):
        sheet.merge_cells(span)


def _error_cells(workbook: Any) -> None:
    workbook.active["D2"].value = "#N/A"
    workbook.active["D2"].data_type = "e"


def _formula(workbook: Any) -> None:
    workbook.active["F2"] = "=G2*0.1"


def _percent_money(workbook: Any) -> None:
    workbook.active["F2"].number_format = "0%"


def _formatted_blanks(workbook: Any) -> None:
    sheet = workbook.active
    for column in (9, 300, 16_384):
        sheet.cell(3, column).number_format = "0.00"
    sheet.cell(1_048_576, 1).number_format = "0.00"


_GROUPED = [
    ["冠县不动产税费缴纳汇总表"],
    ["凭证号", "缴款人", "身份证号", "缴费金额（元）", None, None, "缴费日期"],
    [None, None, None, "土地出让金", "契税", "合计", None],
    ["P1", "张三", ID, 10, 20, 30, DAY],
]
_ALIASES = ["序号", "缴费\n日期", "实缴 金额\n（元）", "税票号码", " 纳税人名称", "身份证号码", "备注"]

READINGS = (
    Case("正常.xlsx", _one({}), rows=(stored(),), at=(2,)),
    Case(
        "上有标题和填报单位.xlsx",
        lambda: xlsx(
            [["缴费情况表"], ["填报单位：冠县税务局", None, "填报日期：2022年4月30日"], [], HEADINGS, [], pay()]
        ),
        rows=(stored(),),
        at=(6,),
    ),
    Case(
        "别名乱序有换行空格.xlsx",
        lambda: xlsx([_ALIASES, [1, DAY, 30.0, "P1", "张三", ID, "补缴"]]),
        rows=({"number": "P1", "payer": "张三", "id_number": ID, "total_fen": 3000, "paid_on": DAY},),
        notes=("“序号”（A 列）、“备注”（G 列）",),
    ),
    Case(
        "两行表头合并.xlsx",
        lambda: xlsx(_GROUPED, edit=_group_headings),
        rows=(
            {
                "number": "P1",
                "payer": "张三",
                "id_number": ID,
                "land_fen": 1000,
                "deed_fen": 2000,
                "total_fen": 3000,
                "paid_on": DAY,
            },
        ),
        at=(4,),
    ),
    Case(
        "万元写在表头.xlsx",
        lambda: xlsx([[h if h != "缴费合计" else "缴费合计(万元)" for h in HEADINGS], pay(缴费合计=1.5)]),
        rows=(stored(total_fen=1_500_000),),
        notes=("“万元”换算成了元",),
    ),
    Case(
        "单位行在表头下.xlsx",
        lambda: xlsx([HEADINGS, [None] * 5 + ["万元", "元", None], pay(契税=0.01005)]),
        rows=(stored(),),
        at=(3,),
    ),
    Case("万元写在格里.xlsx", _one({"缴费合计": "1.2万元"}), errors=((2, "缴费合计", "带有单位“万元”"),)),
    Case("万元只写在标题.xlsx", lambda: xlsx([["单位：万元"], HEADINGS, pay()]), refused="单位“万元”"),
    Case("单位元写在标题.xlsx", lambda: xlsx([["单位：元"], HEADINGS, pay()]), rows=(stored(),)),
    Case(
        "表头单位不认识.xlsx",
        lambda: xlsx([[h if h != "契税" else "契税（美元）" for h in HEADINGS], pay()]),
        refused="金额单位认不出来",
    ),
    Case(
        "合计行和表尾.xlsx",
        lambda: xlsx(
            [
                HEADINGS,
                pay(),
                ["小 计", None, None, None, None, None, 1000.25],
                pay("P2"),
                ["合计：", None, None, None, None, 201, 2000.5],
                ["填表人：王五", None, None, "审核人：赵六"],
                ["注：以上数据截至 4 月底"],
                ["2022年4月30日"],
            ]
        ),
        rows=(stored(), stored("P2")),
        at=(2, 4),
        notes=("汇总行没有导入：第 3、5 行", "表尾文字没有导入：第 6–8 行"),
    ),
    Case(
        "合计写在序号列.xlsx",
        lambda: xlsx([["序号", *HEADINGS], [1, *pay()], ["合计", *[None] * 6, 1000.25, None]]),
        rows=(stored(),),
        notes=("汇总行没有导入：第 3 行",),
    ),
    Case("缴款人就叫合计.xlsx", _one({"缴款人": "合计"}), rows=(stored(payer="合计"),)),
    Case(
        "下面重复表头和标题.xlsx",
        lambda: xlsx([["缴费表"], HEADINGS, pay(), ["缴费表"], HEADINGS, pay("P2")]),
        rows=(stored(), stored("P2")),
        at=(3, 6),
        notes=("重复出现的标题没有导入：第 4 行", "重复出现的表头没有导入：第 5 行"),
    ),
    Case(
        "下面换了列序.xlsx",
        lambda: xlsx([HEADINGS, pay(), HEADINGS[::-1], pay("P2")[::-1]]),
        refused="第 3 行又出现一行表头",
    ),
    Case(
        "表尾没有冒号.xlsx",
        lambda: xlsx([HEADINGS, pay(), ["填表人", "王五", None, "审核人", "赵六"]]),
        rows=(stored(),),
        notes=("表尾文字没有导入：第 3 行",),
    ),
    Case(
        "注写了两行.xlsx",
        lambda: xlsx([HEADINGS, pay(), ["注：1. 本表按凭证填报"], ["2. 数据截至四月底"]]),
        rows=(stored(),),
        notes=("表尾文字没有导入：第 3–4 行",),
    ),
    Case(
        "只有看不见的字符的行.xlsx",
        lambda: xlsx([HEADINGS, pay(), ["\u200b", "\ufeff", "'"]]),
        rows=(stored(),),
    ),
    Case(
        "预先编好序号的空行.xlsx",
        lambda: xlsx([["序号", *HEADINGS], [1, *pay()], [2], [3]]),
        rows=(stored(),),
        notes=("没有作为记录：第 3–4 行",),
    ),
    Case("带格式的空白到最后一列.xlsx", lambda: xlsx([HEADINGS, pay()], edit=_formatted_blanks), rows=(stored(),)),
    Case(
        "隐藏的表和没有表头的表.xlsx",
        lambda: xlsx([HEADINGS, pay()], edit=_two_sheets),
        rows=(stored(), stored("P2")),
        at=(2, 3),
        notes=("“补报”是隐藏的", "“封面”里没有本表的表头"),
    ),
    Case(
        "隐藏的行.xlsx",
        lambda: xlsx([HEADINGS, pay()], edit=_hide_row),
        rows=(stored(),),
        notes=("隐藏的行也读取了：第 2 行",),
    ),
    Case(
        "合并的文字格.xlsx",
        lambda: xlsx([HEADINGS, pay(), pay("P2", 小区名称=None)], edit=_merge_community),
        rows=(stored(), stored("P2")),
        notes=("合并单元格已按每行同值填入：第 3 行",),
    ),
    Case(
        "合并的金额格.xlsx",
        lambda: xlsx([HEADINGS, pay(), pay("P2", 缴费合计=None)], edit=_merge_amount),
        rows=(stored(),),
        errors=((3, "缴费合计", "与第 2 行合并"),),
    ),
    Case(
        "合并的凭证号格.xlsx",
        lambda: xlsx([HEADINGS, pay(), pay(None, 契税=None)], edit=_merge_key),
        rows=(stored(),),
        errors=((3, "凭证号", "与第 2 行合并"),),
    ),
    Case(
        "错误值在选填列.xlsx",
        lambda: xlsx([HEADINGS, pay(), pay("P2")], edit=_error_cells),
        rows=(stored("P2"),),
        errors=((2, "手机号", "#N/A"),),
    ),
    Case("公式没有结果.xlsx", lambda: xlsx([HEADINGS, pay()], edit=_formula), errors=((2, "契税", "没有保存结果"),)),
    Case(
        "金额是百分比格式.xlsx",
        lambda: xlsx([HEADINGS, pay(契税=0.5)], edit=_percent_money),
        errors=((2, "契税", "50%"),),
    ),
    Case("证件号码成了数字.xlsx", _one({"证件号码": 371525199001010010}), errors=((2, "证件号码", "后三位已丢失"),)),
    Case(
        "凭证号成了数字.xlsx",
        lambda: xlsx([HEADINGS, pay(12345678901234567890)]),
        errors=((2, "凭证号", "末尾几位已丢失"),),
    ),
    Case(
        "短号码成了数字.xlsx", lambda: xlsx([HEADINGS, pay(20220001, 手机号=13812345678)]), rows=(stored("20220001"),)
    ),
    Case("证件号码打了星号.xlsx", _one({"证件号码": "371525********0010"}), errors=((2, "证件号码", "星号"),)),
    Case("手机号打了星号.xlsx", _one({"手机号": "138****5678"}), errors=((2, "手机号", "星号"),)),
    Case("手机号写了字.xlsx", _one({"手机号": "无"}), rows=(stored(phone="无"),), notes=("“手机号”手机号不是数字",)),
    Case(
        "全角空格撇号零宽.xlsx",
        lambda: xlsx([HEADINGS, pay("'ｐ 1\u200b", 缴款人="\u3000张\xa0三 ", 证件号码=f"'{ID[:6]} {ID[6:]}")]),
        rows=(stored(payer="张 三"),),
    ),
    Case("数字写成文本.xlsx", _one({"契税": "￥100.50元", "缴费合计": "１，０００．２５"}), rows=(stored(),)),
    Case("不足一分.xlsx", _one({"缴费合计": 123.456}), errors=((2, "缴费合计", "不足一分"),)),
    Case("浮点误差.xlsx", _one({"契税": 0.1 + 0.2}), rows=(stored(deed_fen=30),)),
    Case("金额写了字.xlsx", _one({"契税": "免征"}), errors=((2, "契税", "“免征”不是金额"),)),
    Case("必填为空.xlsx", _one({"缴款人": "  "}), errors=((2, "缴款人", "必须填写"),)),
    Case("日期没有日.xlsx", _one({"缴费日期": "2022年4月"}), errors=((2, "缴费日期", "没有写到日"),)),
    Case("年份两位.xlsx", _one({"缴费日期": "22.4.13"}), errors=((2, "缴费日期", "不是四位"),)),
    Case("没有这一天.xlsx", _one({"缴费日期": "2022-02-30"}), errors=((2, "缴费日期", "不是日历上有的日期"),)),
    Case("缺少必填列.xlsx", lambda: xlsx([HEADINGS[:6], pay()[:6]]), refused="“缴费合计”、“缴费日期”"),
    Case("没有表头.xlsx", lambda: xlsx([["甲", "乙"], [1, 2]]), refused="没有找到“缴费凭证”的表头"),
    Case("只有表头.xlsx", lambda: xlsx([HEADINGS]), refused="没有数据行"),
    Case(
        "表头有一万六千列.xlsx",
        lambda: xlsx([[*HEADINGS, *(f"列{n}" for n in range(16_376))], pay()]),
        refused="16384 列",
    ),
    Case(
        "示例行没有删.xlsx",
        lambda: xlsx([HEADINGS, pay("示例001"), pay()]),
        rows=(stored(),),
        notes=("示例行没有导入：第 2 行",),
    ),
)

FORMATS = (
    Case("九七格式.xls", lambda: xls([HEADINGS, pay()]), rows=(stored(),), notes=("看不到隐藏的行",)),
    Case("不从头开始.xls", lambda: xls([[], [], [None, *HEADINGS], [], [None, *pay()]]), rows=(stored(),), at=(5,)),
    Case(
        "不从头开始.xlsb",
        lambda: xlsb([[], [None, *HEADINGS], [None, *pay(缴费日期=44_664)]]),
        rows=(stored(),),
        at=(3,),
    ),
    Case(
        "不从头开始.xlsx",
        lambda: raw_xlsx(rows_xml([[], [], [None, *HEADINGS], [], [None, *pay()]])),
        rows=(stored(),),
        at=(5,),
    ),
    Case(
        "合并的格.xls",
        lambda: xls([HEADINGS, pay(), pay("P2", 小区名称=None)], merges=[(1, 2, 4, 4)]),
        rows=(stored(), stored("P2")),
        notes=("合并单元格已按每行同值填入：第 3 行",),
    ),
    Case("其实是九七格式.et", lambda: xls([HEADINGS, pay()]), rows=(stored(),)),
    Case("扩展名写错了.xls", lambda: xlsx([HEADINGS, pay()]), rows=(stored(),)),
    Case("二进制.xlsb", lambda: xlsb([HEADINGS, pay(缴费日期=44_664)]), rows=(stored(),), notes=("看不到隐藏的行",)),
    Case("开放格式.ods", lambda: ods([HEADINGS, pay()]), rows=(stored(),)),
    Case("万国码.csv", lambda: csv_bytes([HEADINGS, pay()]), rows=(stored(),)),
    Case("万国码无标记.csv", lambda: csv_bytes([HEADINGS, pay()], "utf-8"), rows=(stored(),)),
    Case("国标码.csv", lambda: csv_bytes([HEADINGS, pay(缴款人="喆㛃")], "gb18030"), rows=(stored(payer="喆㛃"),)),
    Case("逗号换成制表符.txt", lambda: csv_bytes([HEADINGS, pay()]).replace(b",", b"\t"), rows=(stored(),)),
    Case(
        "文本里有换行和空行.csv",
        lambda: csv_bytes([HEADINGS, [], pay(缴款人="张\n三"), pay("P2")]),
        rows=(stored(payer="张 三"), stored("P2")),
        at=(3, 4),
    ),
    Case("末尾有控制符.csv", lambda: csv_bytes([HEADINGS, pay()]) + b"\x1a", rows=(stored(),)),
    Case("等号保住的号码.csv", lambda: csv_bytes([HEADINGS, pay(证件号码=f'="{ID}"')]), rows=(stored(),)),
    Case(
        "科学计数法的证件号码.csv",
        lambda: csv_bytes([HEADINGS, pay(证件号码="3.71525E+17")]),
        errors=((2, "证件号码", "后三位已丢失"),),
    ),
    Case(
        "一九零四日期.xlsx",
        lambda: raw_xlsx(rows_xml([HEADINGS, pay(缴费日期=43_202)]), date1904=True),
        rows=(stored(),),
    ),
    Case("日期是天数.xlsx", _one({"缴费日期": 44_664}), rows=(stored(),)),
    Case("日期是八位数.xlsx", _one({"缴费日期": 20_220_413}), rows=(stored(),)),
    Case("单引号的XML.xlsx", lambda: raw_xlsx(rows_xml([HEADINGS, pay()], "'")), rows=(stored(),)),
    Case(
        "一格远在天边.xlsx",
        lambda: raw_xlsx(rows_xml([HEADINGS, pay()]) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        rows=(stored(),),
        notes=("没有作为记录：第 1048576 行",),
    ),
)

REGISTERS = (
    Case(
        "商户.xlsx",
        lambda: xlsx(
            [
                ["商户编号", "商户名称", "信用代码", "商户类别", "审核状态", "审核日期"],
                ["M1", "好又多", "91371525MA00000005", "大型商场超市", "通 过", "2022-04-10 09:00"],
                ["M2", "小饭馆", "91371525MA00000006", "早点摊", "待审", None],
                ["M3", "书店", "91371525MA00000005", "居民生活服务", "合格", None],
            ]
        ),
        sheet=MERCHANTS,
        rows=(
            {
                "code": "M1",
                "name": "好又多",
                "credit_code": "91371525MA00000005",
                "category": "大型商场超市",
                "review": "通过",
                "reviewed_at": datetime(2022, 4, 10, 9),
            },
            {
                "code": "M2",
                "name": "小饭馆",
                "credit_code": "91371525MA00000006",
                "category": "早点摊",
                "review": "待审",
            },
        ),
        errors=((4, "审核状态", "只能填：通过、未通过、待审"),),
        notes=("校验码不对，按原样保存：第 3 行", "“早点摊”不在通常的名单里，按原样保存：第 3 行"),
    ),
    Case(
        "份额.xlsx",
        lambda: xlsx([["凭证号", "领取人证件号码", "份额"], ["P1", ID, "60%"], ["P1", "A1", 40], ["P2", "A2", "12.5"]]),
        sheet=RECIPIENTS,
        rows=(
            {"payment_number": "P1", "id_number": ID, "share": 600_000},
            {"payment_number": "P1", "id_number": "A1", "share": 400_000},
            {"payment_number": "P2", "id_number": "A2", "share": 125_000},
        ),
    ),
    Case(
        "份额像是小数.xlsx",
        lambda: xlsx([["凭证号", "领取人证件号码", "份额"], ["P1", ID, 0.6]]),
        sheet=RECIPIENTS,
        rows=({"payment_number": "P1", "id_number": ID, "share": 6_000},),
        notes=("各行都不超过 1%",),
    ),
    Case(
        "认定.xlsx",
        lambda: xlsx([["产权单位", "小区", "应办户数"], ["冠县 一中", "育才苑", 120], ["合计", None, 120]]),
        sheet=ESTATES,
        rows=({"estate_unit": "冠县一中", "community": "育才苑", "households": 120},),
        notes=("汇总行",),
    ),
    Case(
        "户数不是整数.xlsx",
        lambda: xlsx([["产权单位", "小区", "应办户数"], ["冠县一中", "育才苑", 1.5]]),
        sheet=ESTATES,
        errors=((2, "应办户数", "不是整数"),),
    ),
    Case(
        "拨款.xlsx",
        lambda: xlsx([["拨款凭证号", "拨款金额(万元)", "拨款日期", "方向"], ["T1", 50, "2022/4/12", None]]),
        sheet=TRANSFERS,
        rows=({"number": "T1", "amount_fen": 50_000_000, "transferred_at": datetime(2022, 4, 12)},),
    ),
)

UNREADABLE = (
    Case("空文件.xlsx", lambda: b"", unreadable="是空文件"),
    Case("只有空白.csv", lambda: b" \r\n\t\n", unreadable="是空文件"),
    Case("随便的字节.xlsx", lambda: bytes(range(256)) * 40, unreadable="不是工作簿"),
    Case("截断.xlsx", lambda: xlsx([HEADINGS, pay()])[:-900], unreadable="已损坏"),
    Case("加密.xlsx", lambda: build.compound("EncryptedPackage", b"x" * 5000), unreadable="加了密码"),
    Case("加密.xls", lambda: xls([HEADINGS, pay()], password=True), unreadable="加了密码"),
    Case("文档.doc", lambda: build.compound("WordDocument", b"x" * 5000), unreadable="文字文档"),
    Case("文档.wps", lambda: build.compound("WordDocument", b"x" * 5000), unreadable="文字文档"),
    Case("文档.docx", lambda: build.zipped({"word/document.xml": "<w/>"}), unreadable="Word 文档"),
    Case("版式.ofd", lambda: build.zipped({"OFD.xml": "<ofd/>"}), unreadable="OFD"),
    Case("压缩包.zip", lambda: build.zipped({"a.xlsx": "x"}), unreadable="是压缩包"),
    Case("其实是网页.xls", lambda: "<html><table><tr><td>凭证号</td></tr></table></html>".encode(), unreadable="网页"),
    Case("扫描件.pdf", lambda: b"%PDF-1.7 ...", unreadable="PDF"),
    Case("坏的九七格式.xls", lambda: build.compound("Workbook", b"\x09\x08\x10\x00junk" * 900), unreadable="打不开"),
    Case(
        "实体攻击.xlsx",
        lambda: raw_xlsx(rows_xml([HEADINGS]), prolog='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
        unreadable="XML 实体声明",
    ),
    Case(
        "引号没有成对.csv", lambda: (",".join(HEADINGS) + '\nP1,"张三\nP2,李四\n').encode(), unreadable="引号没有成对"
    ),
)

CASES = (*READINGS, *FORMATS, *REGISTERS, *UNREADABLE, *corpus_rules.CASES)


FOLDER = Path(__file__).parents[1] / "data" / "workbooks"
LISTING = "预期.md"


def listing() -> str:
    """What must become of each file, for people."""
    lines = [
        "# 表格样本和预期",
        "",
        "每个文件以它的毛病命名；由 `python -m tests.exchange.corpus` 生成，`tests/exchange/test_corpus.py` 逐个检查。",
        "",
        "| 文件 | 按什么表读 | 收下 | 错误的单元格 | 说明或拒绝的理由 |",
        "|---|---|---|---|---|",
    ]
    for case in sorted(CASES, key=lambda case: case.name):
        errors = "；".join(f"第 {row} 行“{heading}”：…{part}…" for row, heading, part in case.errors)
        refused = case.unreadable or case.refused
        said = f"整个文件不收：…{refused}…" if refused else "；".join(f"…{note}…" for note in case.notes)
        cells = (case.name, case.sheet.title, "" if refused else f"{len(case.rows)} 行", errors, said)
        lines.append("| " + " | ".join(cell.replace("|", "｜").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """Writes the files of the corpus and their expectations."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        (folder / case.name).write_bytes(case.make())
    (folder / LISTING).write_text(listing(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
