"""What the task force's office keeps itself: stage moves, selections, needs, meetings and what they settled."""

from __future__ import annotations

from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.modules.digital.columns import OF_PROJECT, PURPOSE, STAGES, day

FACTORS = ("用地", "用电", "资金", "其他")
VERDICTS = ("入库", "暂缓入库", "不予入库")
_OFFICE = "专班办公室"
_UNIT = Column("responsible", "责任单位", required=True, aliases=("责任部门",), example="示例单位", width=24)
_PAPER = Column("paper", "依据文件", aliases=("文号", "依据"), help="文件名称或文号", width=24)


def _mark(field: str, heading: str) -> Column:
    return Column(field, heading, Kind.FLAG, help="是或否", example="是", width=12)


def _code(field: str, heading: str, *, required: bool, aliases: tuple[str, ...] = ()) -> Column:
    example = "示例-1" if required else ""
    return Column(field, heading, Kind.CODE, required=required, aliases=aliases, example=example, width=14)


MOVES = Sheet(
    key="project-moves",
    title="项目阶段变动",
    purpose=f"{PURPOSE}：“四个一批”逐级推进，一次一级；退回的写明原因。",
    sender=_OFFICE,
    natural_key=("project_number", "moved_on"),
    evidence=False,
    blanks_keep=True,
    columns=(
        OF_PROJECT,
        day("moved_on", "变动日期", ("调整日期",), required=True),
        Column(
            "stage",
            "变动后阶段",
            Kind.CHOICE,
            required=True,
            aliases=("阶段",),
            choices=STAGES,
            example="储备",
            width=12,
        ),
        _PAPER,
        Column("reason", "退回原因", aliases=("原因",), help="退回前一阶段时必须写", width=30),
    ),
)

SELECTIONS = Sheet(
    key="project-selections",
    title="项目筛选论证",
    purpose=f"{PURPOSE}：引领作用强、技术含量高、市场前景好、行业影响大的项目入库。",
    sender=_OFFICE,
    natural_key=("project_number", "judged_on"),
    evidence=False,
    blanks_keep=True,
    columns=(
        OF_PROJECT,
        day("judged_on", "论证日期", required=True),
        _mark("leading", "引领作用强"),
        _mark("technical", "技术含量高"),
        _mark("promising", "市场前景好"),
        _mark("influential", "行业影响大"),
        Column("judges", "论证人员", aliases=("参加论证人员",), example="示例", width=30),
        Column("opinion", "论证意见", required=True, example="同意入库", width=40),
        Column("verdict", "结论", Kind.CHOICE, required=True, choices=VERDICTS, example=VERDICTS[0], width=12),
        _PAPER,
    ),
)

NEEDS = Sheet(
    key="project-needs",
    title="项目要素需求",
    purpose=f"{PURPOSE}：项目用地、用电、资金需求，每项一行。",
    sender=_OFFICE,
    natural_key=("code",),
    evidence=False,
    blanks_keep=True,
    columns=(
        _code("code", "编号", required=True, aliases=("需求编号",)),
        OF_PROJECT,
        Column("factor", "要素", Kind.CHOICE, required=True, choices=FACTORS, example="用地", width=10),
        Column("need", "需求内容", required=True, aliases=("需求",), example="建设用地 20 亩", width=40),
        day("raised_on", "提出日期", required=True),
        _UNIT,
        day("needed_by", "需要日期", ("落实期限",)),
        day("met_on", "落实日期"),
        Column("outcome", "落实情况", example="已落实", width=36),
    ),
)

MEETINGS = Sheet(
    key="dispatch-meetings",
    title="专班调度会",
    purpose=f"{PURPOSE}：每年不定期召开数字经济专班调度会，每次一行。",
    sender=_OFFICE,
    natural_key=("code",),
    evidence=False,
    blanks_keep=True,
    columns=(
        _code("code", "会议编号", required=True),
        Column("title", "会议名称", required=True, example="示例会议", width=36),
        day("held_on", "召开日期", ("会议日期", "会议时间"), required=True),
        Column("place", "地点", aliases=("会议地点",), width=24),
        Column("chair", "主持人", width=14),
        Column("attendees", "参加人员", aliases=("参会人员",), width=40),
        Column("minutes", "会议纪要", aliases=("纪要", "会议内容"), width=60),
        Column("paper", "纪要文号", aliases=("文号",), width=24),
    ),
)

ACTIONS = Sheet(
    key="dispatch-actions",
    title="调度会议定事项",
    purpose=f"{PURPOSE}：议定事项明确谁来办、何时办完，每项一行。",
    sender=_OFFICE,
    natural_key=("code",),
    evidence=False,
    blanks_keep=True,
    columns=(
        _code("code", "事项编号", required=True),
        _code("meeting_code", "会议编号", required=True),
        _code("project_number", "项目编号", required=False),
        _code("problem_code", "问题编号", required=False),
        Column("action", "议定事项", required=True, aliases=("事项",), example="示例事项", width=44),
        _UNIT,
        day("due", "完成时限", ("办结期限", "完成期限"), required=True),
        day("done_on", "完成日期", ("办结日期",)),
        Column("outcome", "完成情况", aliases=("办理结果",), width=36),
    ),
)

KEPT: tuple[Sheet, ...] = (MOVES, SELECTIONS, NEEDS, MEETINGS, ACTIONS)
