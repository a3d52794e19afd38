"""The eleven workbooks of SME cultivation (冠政发〔2022〕9号, 10号 四): one declaration per sheet kind."""

from __future__ import annotations

from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.modules.cultivation.columns import (
    BUREAU,
    PURPOSE,
    TITLE_WORDS,
    choice,
    count,
    credit_code,
    day,
    flag,
    level,
    number,
    text,
    wan,
)
from guanxian_desk.modules.cultivation.rules.catalogue import (
    ACTIVITY_KINDS,
    APPLIED_TITLES,
    MATTERS,
    POOL_CLASSES,
    REVENUE,
    TITLES,
    TRAINEE_KINDS,
)
from guanxian_desk.modules.cultivation.rules.stages import STAGES

USES = ("技改奖补", "培育经费", "审计费", "其他")
MISCONDUCT = ("无", "暂缓")
_FIGURES = "每家企业每个年度一行；同一企业同一年度再次报送时更新。"

ENTERPRISES = Sheet(
    key="enterprises",
    title="企业名册",
    purpose=f"{PURPOSE}：全县在培企业和奖补受奖单位，每家一行；再次报送时更新。",
    sender="乡镇（街道）",
    natural_key=("code",),
    evidence=False,
    columns=(
        credit_code(),
        Column("name", "企业名称", required=True, aliases=("单位名称",), example="示例机械有限公司", width=28),
        text("former_names", "曾用名", help="几个曾用名用顿号隔开", width=24),
        Column("former_codes", "原信用代码", Kind.CODE, help="几个代码用顿号隔开；换过代码的必须填写", width=24),
        Column(
            "township", "所在乡镇", required=True, aliases=("乡镇", "所在乡镇（街道）"), example="清泉街道", width=16
        ),
        Column("industry_code", "行业代码", Kind.CODE, help="GB/T 4754 的代码", example="C3451", width=12),
        text("industry", "行业名称", example="滚动轴承制造"),
        flag("industrial", "是否工业", required=True, example="是"),
        flag("private", "是否民营", required=True, example="是"),
        flag("converting", "是否符合新旧动能转换政策", example="是"),
        day("founded", "成立日期", example="2015-06-01"),
        text("legal_person", "法定代表人", example="张三", width=12),
        text("contact", "联系人", example="李四", width=12),
        Column("phone", "联系电话", Kind.PHONE, aliases=("电话", "手机号"), example="13800000000", width=14),
        text("address", "注册地址", example="冠县示例路 1 号", width=28),
        text("park", "所在园区", example="冠县经济开发区"),
        text("chain", "产业链", example="轴承产业链"),
        text("products", "主导产品", example="轴承"),
        text("commissioner", "驻企特派员", example="王五", width=12),
    ),
)

YEARS = Sheet(
    key="enterprise-years",
    title="企业年度数据",
    purpose=f"{PURPOSE}：{_FIGURES}",
    sender="县统计局、县税务局",
    natural_key=("code", "year"),
    evidence=False,
    columns=(
        credit_code(),
        count("year", "年度", required=True, example="2022", help="四位数字"),
        wan("revenue_fen", "营业收入", required=True, example="1560"),
        wan("research_fen", "研发投入", example="60.5"),
        count("staff", "从业人数", example="86"),
        wan("tax_fen", "纳税额", signed=True, example="45.6"),
        wan("exports_fen", "出口额", example="0"),
        count("patents", "发明专利数", example="2"),
        flag("above_scale", "是否规上", example="否"),
        day("first_counted_on", "首次入统日期"),
        text("document", "统计部门证明文号", width=22),
        flag("counted_before", "以前年度曾入统"),
    ),
)

RECOGNITIONS = Sheet(
    key="recognitions",
    title="企业认定",
    purpose=f"{PURPOSE}：企业、平台、基地、集群、园区获得的称号，每项一行；重新认定另起一行。",
    sender=BUREAU,
    natural_key=("code", "title", "level", "recognised_on"),
    evidence=False,
    columns=(
        credit_code(),
        choice("title", "称号", TITLES, required=True, synonyms=TITLE_WORDS, example="专精特新"),
        level(required=True),
        day("recognised_on", "认定日期", required=True, example="2022-06-01"),
        text("document", "认定文号", example="鲁工信创〔2022〕1号", width=24),
        day("valid_until", "有效期至", aliases=("有效期",), example="2025-05-31"),
    ),
)

EVENTS = Sheet(
    key="events",
    title="承办活动",
    purpose=f"{PURPOSE}：企业承办的职工技能大赛和论坛、讲座、培训，每次一行。",
    sender=BUREAU,
    natural_key=("number",),
    evidence=False,
    columns=(
        number("number", "活动编号", example="示例活动001"),
        credit_code("承办单位信用代码"),
        choice("kind", "活动类型", ACTIVITY_KINDS, required=True, example=ACTIVITY_KINDS[0]),
        text("name", "活动名称", required=True, example="全县职工焊接技能大赛", width=28),
        level(required=True),
        day("held_on", "举办日期", required=True, example="2022-09-10"),
        count("people", "参加人数", required=True, example="120"),
    ),
)

CLAIMS = Sheet(
    key="reward-claims",
    title="奖补申请",
    purpose=f"{PURPOSE}和冠政发〔2022〕10号四：企业申请的奖补，每项一行。",
    sender="乡镇（街道）",
    natural_key=("number",),
    evidence=False,
    columns=(
        number("number", "申请编号", example="示例申请001"),
        credit_code(),
        choice("matter", "奖励事项", MATTERS, required=True, example="专精特新"),
        level(*REVENUE.ceilings, required=False, help="销售收入突破填 5亿、10亿、30亿；只有一个级别的事项可不填"),
        day("occurred_on", "事项日期", required=True, example="2022-06-01"),
        wan("amount_fen", "申请金额", required=True, example="15"),
        text("document", "依据文号", example="鲁工信创〔2022〕1号", width=24),
    ),
)

STEPS = Sheet(
    key="reward-steps",
    title="奖补办理环节",
    purpose=f"{PURPOSE}：每份申请走过的环节，每个环节一行；审核、公示、批准、拨付、审计依次办理，不能跳过。",
    sender=BUREAU,
    natural_key=("claim", "stage"),
    evidence=True,
    columns=(
        number("claim", "申请编号", example="示例申请001"),
        choice("stage", "环节", STAGES, required=True, example="批准"),
        day("done_on", "日期", required=True, example="2022-08-01"),
        Column(
            "amount_fen",
            "金额（万元）",
            Kind.MONEY,
            aliases=("金额",),
            unit="万元",
            signed=False,
            help="单位为万元；批准和拨付必须填写",
            example="15",
            width=14,
        ),
        Column("voucher", "凭证号", Kind.CODE, help="拨付必须填写", example="示例凭证001", width=18),
        text("handled_by", "经办人", example="赵六", width=12),
        text("township_opinion", "乡镇初审", help="随审核记录", width=20),
        text("joint_opinion", "部门联审", help="随审核记录", width=20),
        choice("misconduct", "失信及重大违法", MISCONDUCT, strict=False, help="有失信或重大违法的填“暂缓”"),
        text("objections", "异议及处理", help="随公示记录", width=24),
        text("minutes", "会议纪要文号", width=22),
    ),
)

POOL = Sheet(
    key="pool",
    title="培育库",
    purpose=f"{PURPOSE}三：入库企业，每家每类每次入库一行；退出时补填退出日期和原因。",
    sender=BUREAU,
    natural_key=("code", "category", "entered_on"),
    evidence=False,
    columns=(
        credit_code(),
        choice("category", "入库类别", POOL_CLASSES, required=True, example=POOL_CLASSES[0]),
        day("entered_on", "入库日期", required=True, example="2022-05-01"),
        choice("aiming_at", "拟申报称号", APPLIED_TITLES, strict=False, synonyms=TITLE_WORDS, example="专精特新"),
        day("left_on", "退出日期"),
        text("left_why", "退出原因", width=24),
    ),
)

BUDGET_USES = Sheet(
    key="budget-uses",
    title="统筹资金其他用途",
    purpose=f"{PURPOSE}五（二）：500 万元统筹资金中用于奖补以外的支出，每笔一行。",
    sender="县财政局",
    natural_key=("number",),
    evidence=False,
    columns=(
        number("number", "编号", example="示例支出001"),
        count("year", "年度", required=True, example="2022", help="四位数字"),
        choice("purpose", "用途", USES, required=True, example="审计费"),
        wan("amount_fen", "金额", required=True, example="8"),
        text("document", "依据文号", width=24),
    ),
)

OTHER_AWARDS = Sheet(
    key="other-awards",
    title="其他政策奖励",
    purpose=f"{PURPOSE}：企业按其他政策已得的奖励，用来提示疑似重复享受。",
    sender="县直各部门",
    natural_key=("code", "document", "matter", "awarded_on"),
    evidence=False,
    columns=(
        credit_code(),
        text("document", "政策文号", required=True, example="冠政发〔2020〕31号", width=24),
        text("matter", "事项", required=True, example="专精特新", width=24),
        wan("amount_fen", "金额", required=True, example="10"),
        day("awarded_on", "日期", required=True, example="2022-07-01"),
    ),
)

SERVICES = Sheet(
    key="services",
    title="企业服务",
    purpose=f"{PURPOSE}四（六）：走访、诊断、培训、融资对接等服务，每次一行。",
    sender="驻企特派员",
    natural_key=("number",),
    evidence=False,
    columns=(
        number("number", "服务编号", example="示例服务001"),
        credit_code(),
        text("kind", "服务类型", required=True, example="走访"),
        day("served_on", "日期", required=True, example="2022-05-20"),
        text("content", "内容", required=True, example="走访了解生产经营情况", width=32),
        text("problem", "提出问题", width=28),
        text("outcome", "解决情况", width=28),
        text("served_by", "服务人", example="王五", width=12),
    ),
)

TRAINEES = Sheet(
    key="trainees",
    title="培训人员",
    purpose=f"{PURPOSE}二（三）：培训的数字专员和现代管理人员，每人每次一行。",
    sender=BUREAU,
    natural_key=("name", "code", "kind", "trained_on"),
    evidence=False,
    columns=(
        text("name", "姓名", required=True, example="张三", width=12),
        choice("kind", "类别", TRAINEE_KINDS, required=True, example=TRAINEE_KINDS[0]),
        credit_code(),
        text("training", "培训名称", required=True, example="数字专员培训班", width=24),
        day("trained_on", "培训日期", required=True, example="2022-10-12"),
    ),
)

SHEETS: tuple[Sheet, ...] = (
    ENTERPRISES,
    YEARS,
    RECOGNITIONS,
    EVENTS,
    CLAIMS,
    STEPS,
    POOL,
    BUDGET_USES,
    OTHER_AWARDS,
    SERVICES,
    TRAINEES,
)
