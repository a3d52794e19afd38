"""The workbooks of the project library and the task force (冠政发〔2022〕10号)."""

from __future__ import annotations

from guanxian_desk.exchange.declare import Check, Column, Kind, Sheet
from guanxian_desk.modules.digital.columns import OF_PROJECT, PURPOSE, STAGES, day, money
from guanxian_desk.modules.digital.facts import KINDS
from guanxian_desk.modules.digital.sheets_kept import KEPT

_NUMBER = Column(
    "number",
    "项目编号",
    Kind.CODE,
    required=True,
    help="附件里的项目写 附3-农-1 这样的编号，新项目由专班办公室编号",
    example="示例-1",
    width=14,
)


def _permit(field: str, name: str) -> Column:
    return day(field, f"{name}办结日期", (f"{name}日期", f"{name}办结", f"{name}批复日期"))


PROJECTS = Sheet(
    key="digital-projects",
    title="数字经济项目库",
    purpose=f"{PURPOSE}：重点项目每个一行，谋划、储备、开工、竣工四个一批。",
    sender="专班办公室",
    natural_key=("number",),
    evidence=False,
    blanks_keep=True,
    columns=(
        _NUMBER,
        Column("name", "项目名称", required=True, example="示例项目", width=36),
        Column(
            "kind", "类别", Kind.CHOICE, required=True, aliases=("项目类别",), choices=KINDS, example=KINDS[0], width=14
        ),
        Column(
            "owner",
            "实施主体",
            required=True,
            aliases=("实施单位", "建设单位", "项目单位"),
            example="示例公司",
            width=30,
        ),
        Column(
            "credit_code",
            "统一社会信用代码",
            Kind.IDENTITY,
            aliases=("信用代码", "社会信用代码"),
            check=Check.CREDIT,
            example="",
            width=22,
        ),
        Column("place", "项目所在地", required=True, aliases=("所在地", "建设地点"), example="示例镇", width=20),
        Column(
            "stage",
            "阶段",
            Kind.CHOICE,
            required=True,
            aliases=("项目阶段",),
            choices=STAGES,
            example="谋划",
            width=10,
        ),
        money("total_fen", "总投资"),
        day("planned_start", "计划开工日期", ("计划开工",)),
        day("planned_end", "计划竣工日期", ("计划竣工", "计划完工日期")),
        day("started_on", "实际开工日期", ("实际开工",)),
        day("finished_on", "实际竣工日期", ("实际竣工", "实际完工日期")),
        Column("responsible", "责任单位", aliases=("责任部门",), example="示例单位", width=24),
        Column("county_leader", "包保县领导", aliases=("包保领导", "县级包保领导"), example="张三", width=14),
        money("year_planned_fen", "年度计划投资"),
        money("year_done_fen", "本年完成投资"),
        day("counted_on", "纳统日期", ("纳统时间",)),
        _permit("approval_on", "立项"),
        _permit("land_on", "用地"),
        _permit("planning_on", "规划"),
        _permit("environment_on", "环评"),
        _permit("energy_on", "能评"),
        _permit("building_on", "施工许可"),
    ),
)

PROGRESS = Sheet(
    key="project-progress",
    title="项目进度",
    purpose=f"{PURPOSE}：每个项目每月一行，累计完成投资从开工算起。",
    sender="各项目责任单位",
    natural_key=("project_number", "month"),
    evidence=False,
    blanks_keep=True,
    may_be_blank=frozenset({"reported_on"}),
    columns=(
        OF_PROJECT,
        Column("month", "报告月份", required=True, aliases=("月份",), help="如 2022-05", example="2022-05", width=12),
        money("invested_fen", "累计完成投资", required=True),
        Column("physical", "形象进度", required=True, aliases=("工程形象进度", "进度"), example="主体施工", width=36),
        Column("stage", "阶段", Kind.CHOICE, choices=STAGES, help="没有变化不填", example="开工", width=10),
        Column("problems", "存在问题", aliases=("问题",), help="阶段退回时写明原因", example="无", width=30),
        Column("coordination", "需协调事项", aliases=("需要协调事项", "需协调解决事项"), example="无", width=30),
        Column(
            "reported_on",
            "填报日期",
            Kind.DAY,
            required=True,
            aliases=("报送日期",),
            help="空着按当月最后一天",
            example="2022-06-03",
            width=14,
        ),
    ),
)

PROBLEMS = Sheet(
    key="project-problems",
    title="项目问题",
    purpose=f"{PURPOSE}：“一事一议”，每个问题一行。",
    sender="专班办公室",
    natural_key=("code",),
    evidence=False,
    blanks_keep=True,
    columns=(
        Column("code", "编号", Kind.CODE, required=True, aliases=("问题编号",), example="示例-1", width=12),
        OF_PROJECT,
        Column("problem", "问题", required=True, aliases=("存在问题", "问题内容"), example="示例问题", width=40),
        day("raised_on", "提出日期", required=True),
        Column("responsible", "责任单位", required=True, aliases=("责任部门",), example="示例单位", width=24),
        day("answer_by", "答复期限", ("办结期限", "答复时限"), required=True),
        day("settled_on", "办结日期", ("答复日期",)),
        Column("outcome", "处理结果", aliases=("办理结果",), example="已解决", width=36),
    ),
)

TASKFORCE = Sheet(
    key="taskforce-members",
    title="专班成员",
    purpose=f"{PURPOSE}附件1：成员随职务替补，每人一行；离任的写离任日期，继任者另起一行。",
    sender="专班办公室",
    natural_key=("seat", "name"),
    evidence=False,
    blanks_keep=True,
    columns=(
        Column(
            "seat",
            "序号",
            Kind.COUNT,
            required=True,
            signed=False,
            help="席位的序号，继任者沿用",
            example="99",
            width=8,
        ),
        Column(
            "role",
            "角色",
            required=True,
            choices=("组长", "副组长", "成员"),
            kind=Kind.CHOICE,
            example="成员",
            width=10,
        ),
        Column("post", "职务", required=True, example="示例单位主要负责人", width=36),
        Column("name", "姓名", required=True, example="示例", width=12),
        day("since", "任职日期", required=True),
        day("until", "离任日期"),
    ),
)

SHEETS: tuple[Sheet, ...] = (PROJECTS, PROGRESS, PROBLEMS, TASKFORCE, *KEPT)
