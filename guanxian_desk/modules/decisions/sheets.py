"""The workbooks of the duty: the justice bureau's two registers, the yearly catalogue, the expert pool."""

from __future__ import annotations

from guanxian_desk.exchange.declare import Column, Kind, Sheet

REVIEW_KINDS = ("重大决策", "规范性文件", "政府合同", "议题")
CONCLUSIONS = ("合法", "修改后合法", "退回补正", "不合法")
ADOPTIONS = ("全部采纳", "部分采纳", "不采纳")
FILING_RESULTS = ("合法", "纠正", "不予备案", "审查中")
CLEARINGS = ("继续有效", "修改", "废止", "失效")
EXPERT_KINDS = ("行业专家", "法律专家")
_RULE = "冠政发〔2022〕8号"
_DOSSIER = Column(
    "dossier_key",
    "决策档案编号",
    Kind.TEXT,
    aliases=("档案编号", "关联档案"),
    help="本机决策档案的编号，没有的留空",
    example="",
    width=16,
)


def _day(field: str, heading: str, aliases: tuple[str, ...], example: str, *, required: bool = False) -> Column:
    return Column(field, heading, Kind.DAY, required=required, aliases=aliases, example=example, width=14)


REVIEWS = Sheet(
    key="legality-reviews",
    title="合法性审查登记台账",
    purpose=f"{_RULE}第四十一条至第四十七条：送县司法局审查的每件一行。",
    sender="县司法局",
    natural_key=("number",),
    evidence=False,
    columns=(
        Column(
            "number", "收文号", Kind.CODE, required=True, aliases=("登记号", "收文编号"), example="示例-1", width=16
        ),
        Column("sender", "来文单位", required=True, aliases=("送审单位", "报送单位"), example="示例单位", width=26),
        Column(
            "kind",
            "类型",
            Kind.CHOICE,
            required=True,
            aliases=("审查类型", "文件类型"),
            choices=REVIEW_KINDS,
            synonyms=(("重大行政决策", "重大决策"), ("行政规范性文件", "规范性文件"), ("合同", "政府合同")),
            example=REVIEW_KINDS[0],
            width=14,
        ),
        Column("title", "事项名称", aliases=("名称", "文件名称", "标题"), example="示例事项", width=36),
        _day("received_on", "收到日期", ("收到", "收文日期", "收到时间"), "2022-05-06", required=True),
        Column("supplement", "退补情况", aliases=("退补", "补正情况", "退回补正"), example="", width=20),
        _day("issued_on", "出具日期", ("出具意见日期", "意见出具日期", "出具时间"), "2022-05-18"),
        Column("reviewer", "承办人", aliases=("审查人", "经办人"), example="张三", width=12),
        Column(
            "conclusion",
            "结论",
            Kind.CHOICE,
            aliases=("审查结论", "审查意见"),
            choices=CONCLUSIONS,
            example=CONCLUSIONS[1],
            width=14,
        ),
        Column(
            "opinion_number", "意见书文号", aliases=("文号", "审查意见书文号"), example="冠司审〔2022〕1号", width=22
        ),
        Column(
            "adoption",
            "采纳情况",
            Kind.CHOICE,
            aliases=("采纳", "意见采纳情况"),
            choices=ADOPTIONS,
            synonyms=(("是", "全部采纳"), ("采纳", "全部采纳"), ("已采纳", "全部采纳"), ("未采纳", "不采纳")),
            example=ADOPTIONS[0],
            width=14,
        ),
        _DOSSIER,
    ),
)

DOCUMENTS = Sheet(
    key="normative-documents",
    title="规范性文件台账",
    purpose="行政规范性文件每件一行；报备率、及时率、备案审查率由本表计算（冠政办字〔2022〕7号任务9）。",
    sender="县司法局",
    natural_key=("register_number",),
    evidence=False,
    columns=(
        Column(
            "register_number",
            "统一登记号",
            Kind.CODE,
            required=True,
            aliases=("登记号", "统一编号"),
            example="GXDR-2022-000示例",
            width=24,
        ),
        Column("title", "文件名称", aliases=("名称", "标题", "文件标题"), example="示例办法", width=40),
        Column("issuer", "制定机关", aliases=("发文机关", "制定单位"), example="示例单位", width=22),
        Column("document_number", "文号", aliases=("发文字号",), example="冠政发〔2022〕示例号", width=22),
        _day("issued_on", "印发日期", ("印发", "发布日期", "印发时间"), "2022-04-13", required=True),
        Column("valid_until", "有效期", aliases=("有效期至", "有效期限"), example="2027-05-31", width=16),
        _day("filed_on", "报备日期", ("报备", "备案日期", "报送备案日期"), "2022-04-20"),
        Column(
            "review_result",
            "备案审查结果",
            Kind.CHOICE,
            aliases=("审查结果", "备案结果"),
            choices=FILING_RESULTS,
            strict=False,
            example=FILING_RESULTS[0],
            width=16,
        ),
        Column(
            "clearing",
            "清理",
            Kind.CHOICE,
            aliases=("清理结果", "清理情况"),
            choices=CLEARINGS,
            strict=False,
            example=CLEARINGS[0],
            width=14,
        ),
    ),
)

CATALOGUE = Sheet(
    key="decision-catalogue",
    title="年度重大行政决策事项目录",
    purpose=f"{_RULE}第四条：目录里的事项每件一行，导入后每件自动立一份决策档案。",
    sender="县司法局",
    natural_key=("year", "name"),
    evidence=False,
    columns=(
        Column(
            "year",
            "年度",
            Kind.COUNT,
            aliases=("目录年度", "年份"),
            from_title=r"(20\d\d)\s*年",
            help="不填的，按表格标题或者决策时间里的年份",
            example="2022",
            width=10,
        ),
        Column("place", "序号", Kind.COUNT, aliases=("编号",), example="1", width=8),
        Column(
            "name",
            "事项名称",
            required=True,
            aliases=("决策事项名称", "决策事项", "重大行政决策事项", "重大行政决策事项名称", "项目名称"),
            example="示例决策事项",
            width=40,
        ),
        Column(
            "unit",
            "承办单位",
            required=True,
            aliases=("决策承办单位", "牵头单位", "责任单位", "主办单位", "起草单位"),
            example="示例单位",
            width=26,
        ),
        Column("joint_units", "协办单位", aliases=("配合单位", "联合承办单位"), example="", width=26),
        Column(
            "planned",
            "决策时间",
            aliases=("计划决策时间", "拟决策时间", "完成时限", "计划完成时间", "决策时限"),
            example="2022年第三季度",
            width=18,
        ),
        Column("basis", "决策依据", aliases=("依据", "法律政策依据"), example="", width=30),
        Column("hearing", "是否听证", Kind.FLAG, aliases=("听证", "是否举行听证会", "听证会"), example="否", width=10),
        Column(
            "expert_review",
            "是否专家论证",
            Kind.FLAG,
            aliases=("专家论证", "是否组织专家论证"),
            example="是",
            width=14,
        ),
        Column(
            "risk_assessment",
            "是否风险评估",
            Kind.FLAG,
            aliases=("风险评估", "是否开展风险评估", "社会稳定风险评估"),
            example="是",
            width=14,
        ),
        _day("published_on", "公布日期", ("目录公布日期", "公布时间"), "2022-04-20"),
        Column("note", "备注", example="", width=20),
        _DOSSIER,
    ),
)

EXPERTS = Sheet(
    key="experts",
    title="决策咨询论证专家库",
    purpose=f"{_RULE}第三十条至第三十五条：专家每人一行，选聘时核对专业特长和利害关系。",
    sender="县司法局",
    natural_key=("name", "employer"),
    evidence=False,
    columns=(
        Column("name", "姓名", required=True, aliases=("专家姓名",), example="示例专家", width=12),
        Column("employer", "工作单位", required=True, aliases=("单位", "所在单位"), example="示例大学", width=26),
        Column(
            "kind",
            "类别",
            Kind.CHOICE,
            aliases=("专家类别",),
            choices=EXPERT_KINDS,
            default=EXPERT_KINDS[0],
            example=EXPERT_KINDS[0],
            width=12,
        ),
        Column(
            "fields",
            "专业领域",
            required=True,
            aliases=("领域", "专业", "研究方向"),
            help="几个领域用顿号分开，与决策档案里的用语一致",
            example="城乡规划、交通",
            width=26,
        ),
        Column("specialties", "专业特长", aliases=("特长", "研究专长"), example="公共交通", width=26),
        Column("post", "职务职称", aliases=("职称", "职务", "职务/职称"), example="教授", width=16),
        Column("phone", "联系电话", Kind.PHONE, aliases=("电话", "手机", "手机号"), example="", width=16),
        Column(
            "connected_with",
            "有关联的单位和个人",
            aliases=("利害关系", "回避单位", "关联单位"),
            help="任职、持股、近亲属任职的单位，用顿号分开；选聘时与决策的利害关系人核对",
            example="",
            width=30,
        ),
        _day("since", "入库日期", ("聘任日期", "聘期开始"), "2022-04-20"),
        _day("until", "出库日期", ("解聘日期", "聘期结束"), ""),
    ),
)

SHEETS: tuple[Sheet, ...] = (CATALOGUE, REVIEWS, DOCUMENTS, EXPERTS)
