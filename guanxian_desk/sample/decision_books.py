"""The justice bureau's workbooks: the year's catalogue as published, both registers, the expert pool."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guanxian_desk.sample.dossiers import sample_dossiers
from guanxian_desk.sample.files import Draft
from guanxian_desk.sample.xlsx import Written, footer, new_book, table, title_block, widen, workbook_bytes

_BUREAU = "县司法局"
_SIGNED = "填表人：（示例）赵国强    审核人：（示例）孙秀兰    联系电话：154-0635-1001"
Cells = Sequence[object]


def decision_drafts() -> list[Draft]:
    """The workbooks of the duty, in any order."""
    return [_catalogue(), _reviews(), _documents(), _experts()]


def _catalogue() -> Draft:
    planned = ("7月底前", "第四季度", "2022年12月", "8月", "2023年2月", "7月")
    matters = [(one.document["catalogue"]["matter_name"], one.document) for one in sample_dossiers()]
    rows: list[Cells] = [
        (
            place,
            name,
            document["catalogue"]["undertaking_unit"],
            when,
            "是" if document["matter"]["traits"]["hearing_grounds"] else "否",
        )
        for place, ((name, document), when) in enumerate(zip(matters, planned), 1)
    ]
    rows.append((len(rows) + 1, "冠县集中供热管网延伸工程", "县住房和城乡建设局", "第四季度", "否"))
    headings = ("序号", "事项名称", "承办单位", "决策时间", "是否听证")
    return _draft(
        "decision-catalogue",
        "示例-2022年度重大行政决策事项目录.xlsx",
        "冠县2022年度重大行政决策事项目录",
        "按公布的样子：年度只写在标题里",
        headings,
        rows,
        date(2022, 4, 28),
    )


def _reviews() -> Draft:
    headings, *rows = _rows("""
收文号|来文单位|类型|事项名称|收到|退补|出具日期|承办人|结论|意见书文号|采纳
示例-21|县交通运输局|重大行政决策|城乡公交一体化实施方案|2022.6.29||2022.7.11|示例丙|合法|冠司审〔2022〕21号|
示例-24|县综合行政执法局|重大行政决策|停车秩序综合治理方案|2022.7.5||2022.7.18|示例丙|合法|冠司审〔2022〕24号|
示例-30|县市场监督管理局|重大行政决策|农贸市场搬迁方案|2022.7.29|退回补正|2022.8.3|示例丁|退回补正|冠司审〔2022〕30号|未采纳
示例-33|县财政局|合同|政府购买服务合同|2022.8.15||2022.8.22|示例丁|修改后合法|冠司审〔2022〕33号|已采纳
示例-38|县民政局|行政规范性文件|养老服务补贴办法|2022.9.20|9月23日补齐|2022.10.9|示例丙|修改后合法|冠司审〔2022〕38号|已采纳
示例-45|县住房和城乡建设局|重大行政决策|老旧小区改造实施方案|2022.11.21||2022.12.5|示例丁|修改后合法|冠司审〔2022〕45号|部分采纳
示例-46|县财政局|议题|国有资产划转事项|2022.12.9||2022.12.1|示例丁|合法|冠司审〔2022〕46号|
""")
    return _draft(
        "legality-reviews",
        "示例-合法性审查登记台账.xlsx",
        "合法性审查登记台账",
        "日期写成 2022.6.29，一行出具日期早于收到日期",
        headings,
        rows,
        date(2022, 12, 30),
        errors=1,
    )


def _documents() -> Draft:
    headings, *rows = _rows("""
统一登记号|文件名称|制定机关|文号|印发|有效期|报备日期|备案审查结果|清理
GXDR-2022-0010001|冠县养老服务补贴办法（示例）|县政府办公室|冠政办发〔2022〕示1号|2022-03-15|2027-04-15|2022-03-22|合法|
GXDR-2022-0010002|冠县户外广告管理办法（示例）|县人民政府|冠政发〔2022〕示2号|2022-05-20|2027-06-20|2022-06-02|合法|
GXDR-2022-0020003|冠县散煤治理规定（示例）|县人民政府|冠政发〔2022〕示3号|2022-08-10|2027-09-10|2022-09-05|合法|
GXDR-2022-0010004|冠县犬类管理规定（示例）|县人民政府|冠政发〔2022〕示4号|2022-11-30|2027-12-31|2022-12-12|审查中|
GXDR-2017-0010002|冠县城区停车收费办法（示例）|县人民政府|冠政发〔2017〕示2号|2017-06-01|2022-06-30|2017-06-10|合法|失效
""")
    return _draft(
        "normative-documents",
        "示例-规范性文件台账.xlsx",
        "规范性文件台账",
        "一件报备超过期限，一件还在审查",
        headings,
        rows,
        date(2022, 12, 30),
    )


def _experts() -> Draft:
    headings = ("姓名", "工作单位", "专家类别", "专业领域", "职务职称", "利害关系", "聘任日期")
    fields = ("公共交通、城市管理", "公共交通", "价格", "教育", "城市建设")
    rows: list[Cells] = [
        (f"示例专家{'一二三四五'[place]}", "示例大学", "行业专家", field, "教授", None, "2022-04-20")
        for place, field in enumerate(fields)
    ]
    rows += [
        ("示例专家六", "冠县示例客运公司", "行业专家", "公共交通", "高级工程师", None, "2022-04-20"),
        ("示例专家七", "示例律师事务所", "法律专家", "行政法", "律师", "冠县示例农贸市场", "2022-04-20"),
    ]
    return _draft(
        "experts",
        "示例-决策咨询论证专家库.xlsx",
        "决策咨询论证专家库",
        "两名专家与决策的利害关系人有关联",
        headings,
        rows,
        date(2022, 4, 20),
    )


def _rows(text: str) -> list[Cells]:
    """Rows written a line each, cells parted by |, nothing for a blank."""
    return [[cell or None for cell in line.split("|")] for line in text.strip().splitlines()]


def _draft(
    kind: str,
    name: str,
    title: str,
    note: str,
    headings: Cells,
    rows: Sequence[Cells],
    filed_on: date,
    errors: int = 0,
) -> Draft:
    columns = [_column(at, heading) for at, heading in enumerate(headings)]
    book, sheet = new_book(title[:20])
    title_block(sheet, title, _BUREAU, filed_on, len(headings))
    table(sheet, columns, rows)
    footer(sheet, len(headings), _SIGNED)
    widen(sheet, [16] * len(headings))
    return Draft(kind, name, _BUREAU, note, workbook_bytes(book), len(rows), errors=errors)


def _column(at: int, heading: object) -> Written[Cells]:
    return str(heading), lambda row, _place: row[at]
