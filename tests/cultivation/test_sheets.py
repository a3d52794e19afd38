"""The eleven workbooks: headings as agreed with townships and departments, and how their cells are kept."""

from __future__ import annotations

import pytest

from guanxian_desk.exchange.clean import reading_for
from guanxian_desk.exchange.declare import Kind, Sheet
from guanxian_desk.exchange.export import export_bytes
from guanxian_desk.exchange.extract import extract
from guanxian_desk.exchange.source import read_source
from guanxian_desk.exchange.template import template_bytes
from guanxian_desk.modules.cultivation.landings import LANDINGS
from guanxian_desk.modules.cultivation.module import MODULE
from guanxian_desk.modules.cultivation.rules.catalogue import LEVELS, MATTERS, TITLES
from guanxian_desk.modules.cultivation.sheets import SHEETS
from tests.cultivation.people import credit_code

# kind → headings (* required), and the key.
AGREED = {
    "enterprises": (
        "统一社会信用代码* 企业名称* 曾用名 原信用代码 所在乡镇* 行业代码 行业名称 是否工业* 是否民营* "
        "是否符合新旧动能转换政策 成立日期 法定代表人 联系人 联系电话 注册地址 所在园区 产业链 主导产品 驻企特派员",
        "统一社会信用代码",
    ),
    "enterprise-years": (
        "统一社会信用代码* 年度* 营业收入（万元）* 研发投入（万元） 从业人数 纳税额（万元） 出口额（万元） 发明专利数 "
        "是否规上 首次入统日期 统计部门证明文号 以前年度曾入统",
        "统一社会信用代码 年度",
    ),
    "recognitions": (
        "统一社会信用代码* 称号* 级别* 认定日期* 认定文号 有效期至",
        "统一社会信用代码 称号 级别 认定日期",
    ),
    "events": ("活动编号* 承办单位信用代码* 活动类型* 活动名称* 级别* 举办日期* 参加人数*", "活动编号"),
    "reward-claims": (
        "申请编号* 统一社会信用代码* 奖励事项* 级别 事项日期* 申请金额（万元）* 依据文号",
        "申请编号",
    ),
    "reward-steps": (
        "申请编号* 环节* 日期* 金额（万元） 凭证号 经办人 乡镇初审 部门联审 失信及重大违法 异议及处理 会议纪要文号",
        "申请编号 环节",
    ),
    "pool": (
        "统一社会信用代码* 入库类别* 入库日期* 拟申报称号 退出日期 退出原因",
        "统一社会信用代码 入库类别 入库日期",
    ),
    "budget-uses": ("编号* 年度* 用途* 金额（万元）* 依据文号", "编号"),
    "other-awards": ("统一社会信用代码* 政策文号* 事项* 金额（万元）* 日期*", "统一社会信用代码 政策文号 事项 日期"),
    "services": ("服务编号* 统一社会信用代码* 服务类型* 日期* 内容* 提出问题 解决情况 服务人", "服务编号"),
    "trainees": ("姓名* 类别* 统一社会信用代码* 培训名称* 培训日期*", "姓名 统一社会信用代码 类别 培训日期"),
}
SHEET_OF = {sheet.key: sheet for sheet in SHEETS}


@pytest.mark.parametrize("kind", AGREED)
def test_headings_and_keys_are_as_agreed(kind: str) -> None:
    sheet = SHEET_OF[kind]
    headings = " ".join(column.heading + "*" * column.required for column in sheet.columns)
    key = " ".join(sheet.by_field[name].heading for name in sheet.natural_key)
    assert (headings, key) == AGREED[kind]
    assert sheet.evidence == (kind == "reward-steps")


def test_there_are_no_other_kinds_and_each_has_its_place() -> None:
    assert set(SHEET_OF) == set(AGREED) == set(LANDINGS) == set(MODULE.landings)
    for kind, where in LANDINGS.items():
        columns = set(where.table.columns.keys())
        assert columns == {"id", "batch_id", *where.fields}, kind
        required = {column.field for column in SHEET_OF[kind].columns if column.required}
        assert {name for name in where.fields if not where.table.columns[name].nullable} == required, kind


def test_the_words_of_choices_are_as_agreed() -> None:
    claims, events = SHEET_OF["reward-claims"].by_field, SHEET_OF["events"].by_field
    assert (
        *("专精特新", "小巨人", "瞪羚", "独角兽", "单项冠军", "高新技术企业", "科技型中小企业", "公共服务示范平台"),
        *("创业创新示范基地", "特色产业集群", "电子信息百强", "软件百强", "互联网百强", "示范数字经济园区"),
    ) == TITLES
    assert (
        *("首次升规", "专精特新", "独角兽", "瞪羚", "单项冠军", "销售收入突破", "公共服务示范平台", "创业创新示范基地"),
        *("特色产业集群", "职工技能大赛", "全省百强", "示范数字经济园区", "论坛讲座培训"),
    ) == MATTERS
    assert SHEET_OF["recognitions"].by_field["level"].choices == ("国家级", "省级", "市级", "县级") == LEVELS
    assert claims["level"].choices == (*LEVELS, "5亿", "10亿", "30亿")
    assert events["kind"].choices == ("职工技能大赛", "论坛讲座培训")
    assert SHEET_OF["reward-steps"].by_field["stage"].choices == ("审核", "公示", "批准", "拨付", "审计")
    assert SHEET_OF["pool"].by_field["category"].choices == ("小升规", "高成长性", "准备或已经申报")
    assert SHEET_OF["budget-uses"].by_field["purpose"].choices == ("技改奖补", "培育经费", "审计费", "其他")
    assert SHEET_OF["trainees"].by_field["kind"].choices == ("数字专员", "现代管理人员")


def test_wan_has_six_places() -> None:
    money = [column for sheet in SHEETS for column in sheet.columns if column.kind is Kind.MONEY]
    assert {column.unit for column in money} == {"万元"}
    cleaned = reading_for(SHEET_OF["reward-claims"].by_field["amount_fen"]).clean(["0.000001", 15.0, "0.0000001"])
    assert cleaned.values[:2] == [1, 15_000_000]
    assert list(cleaned.faults) == [2]


@pytest.mark.parametrize(
    ("heading", "cell", "fen"),
    [
        ("申请金额（万元）", "15", 15 * 1_000_000),
        ("申请金额（元）", "150000", 15 * 1_000_000),
        ("申请金额", "15", 15 * 1_000_000),
        ("申请金额 万元", "15", 15 * 1_000_000),
    ],
)
def test_a_heading_may_name_another_unit_or_none(heading: str, cell: str, fen: int) -> None:
    sheet = SHEET_OF["reward-claims"]
    head = ("申请编号", "统一社会信用代码", "奖励事项", "事项日期", heading)
    text = "\n".join([",".join(head), f"S1,{credit_code(7)},瞪羚,2022-06-01,{cell}"])
    taken = extract(read_source(text.encode(), "a.csv"), sheet)
    assert (taken.refused, taken.errors) == (None, [])
    assert taken.rows[0][[column.field for column in sheet.columns].index("amount_fen")] == fen


def test_a_wrong_check_digit_is_taken_with_a_remark() -> None:
    column = SHEET_OF["enterprises"].by_field["code"]
    cleaned = reading_for(column, key=True).clean(["91371525MA00000005", "91371525MA00000006"])
    assert cleaned.values == ["91371525MA00000005", "91371525MA00000006"]
    assert list(cleaned.remarks) == [1]
    assert not cleaned.faults


@pytest.mark.parametrize(
    ("kind", "field", "written", "kept"),
    [
        ("recognitions", "title", "制造业单项冠军", "单项冠军"),
        ("recognitions", "title", "专精特新“小巨人”", "小巨人"),
        ("recognitions", "level", "省", "省级"),
        ("pool", "aiming_at", "瞪羚企业", "瞪羚"),
        ("reward-claims", "level", "30亿", "30亿"),
    ],
)
def test_words_people_write_become_the_agreed_ones(kind: str, field: str, written: str, kept: str) -> None:
    assert reading_for(SHEET_OF[kind].by_field[field]).clean([written]).values == [kept]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_an_export_is_read_back_without_a_change(sheet: Sheet) -> None:
    """The worked example of the template, under another key, goes out as a workbook and comes in the same."""
    changed = {"code": credit_code(7), "number": "N1", "claim": "N1"}
    row = tuple(
        changed.get(column.field) or reading_for(column).clean([column.example]).values[0] for column in sheet.columns
    )
    taken = extract(read_source(export_bytes(sheet, [row], True), "a.xlsx"), sheet)
    assert (taken.refused, taken.errors) == (None, [])
    assert taken.rows == [row]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_the_blank_template_holds_no_record(sheet: Sheet) -> None:
    taken = extract(read_source(template_bytes(sheet), "a.xlsx"), sheet)
    assert (taken.rows, taken.errors) == ([], [])
    assert taken.refused is None or "没有" in taken.refused
