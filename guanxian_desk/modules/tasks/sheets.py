"""The workbooks of the task tracker: units' progress reports and the register of units."""

from __future__ import annotations

from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN
from guanxian_desk.modules.tasks.units import Kind as UnitKind

PROGRESS = Sheet(
    key="task-progress",
    title="任务进展",
    purpose="法治政府建设、数字经济等工作计划的进展：每项任务、每个单位、每个报告期一行。",
    sender="各责任单位",
    natural_key=("plan_key", "task_number", "unit_name", "period", "reported_on"),
    evidence=False,
    columns=(
        Column(
            "plan_key",
            "计划",
            aliases=("计划代号", "计划编号"),
            default=DEFAULT_PLAN,
            help=f"不填按 {DEFAULT_PLAN}（2022 年法治政府建设工作计划）",
            example=DEFAULT_PLAN,
            width=20,
        ),
        Column(
            "task_number",
            "任务编号",
            Kind.CODE,
            required=True,
            aliases=("任务序号", "任务号"),
            help="通知里的任务编号，按文本填写",
            example="1",
            width=12,
        ),
        Column(
            "unit_name",
            "填报单位",
            required=True,
            aliases=("报送单位", "单位名称", "单位"),
            help="单位全称",
            example="示例单位",
            width=22,
        ),
        Column(
            "period",
            "报告期",
            required=True,
            aliases=("报告期间", "报送期"),
            help="季度写 2022Q2 或 2022年第二季度，月份写 2022-05 或 2022年5月",
            example="2022Q2",
            width=14,
        ),
        Column("progress", "进展情况", required=True, aliases=("工作进展", "进展"), example="正在推进。", width=50),
        Column(
            "percent",
            "完成百分比",
            Kind.PERCENT,
            signed=False,
            aliases=("完成比例", "完成进度", "完成率"),
            unit="%",
            help="0 至 100，80 和 80% 都表示百分之八十；不填沿用上一次",
            example="50%",
            width=12,
        ),
        Column(
            "indicator_values",
            "指标值",
            aliases=("指标完成情况", "指标"),
            help="写成 名称=值，几个指标之间用分号",
            example="法治专题讲座次数=1",
            width=30,
        ),
        Column(
            "problems", "存在问题", aliases=("问题", "存在的问题"), help="百分比下降时写明原因", example="无", width=30
        ),
        Column(
            "next_steps", "下步措施", aliases=("下一步措施", "下步打算", "下一步工作"), example="继续推进。", width=30
        ),
        Column(
            "evidence",
            "佐证材料",
            aliases=("佐证", "证明材料"),
            help="材料名称和文号；完成 100% 必须有佐证",
            example="工作方案",
            width=30,
        ),
        Column("reporter", "填报人", aliases=("联系人", "经办人"), example="张三", width=10),
        Column("phone", "联系电话", Kind.PHONE, aliases=("电话", "手机号"), example="13800000000", width=14),
        Column("reviewer", "审核人", example="李四", width=10),
        Column("signer", "签发人", example="王五", width=10),
        Column("signed_on", "签发日期", Kind.DAY, example="2022-07-05", width=14),
        Column("sealed", "盖章件", help="盖章件的名称或文号，没有盖章不填", example="冠司〔2022〕1号", width=20),
        Column(
            "reported_on", "填报日期", Kind.DAY, required=True, aliases=("报送日期",), example="2022-07-05", width=14
        ),
    ),
)

UNITS = Sheet(
    key="units",
    title="单位名录",
    purpose="全县单位的规范名称、别名和所属组：报送、分组和排名都以此为准。",
    sender="县政府办公室",
    natural_key=("name",),
    evidence=False,
    columns=(
        Column("name", "单位名称", required=True, aliases=("单位", "规范名称"), example="示例单位", width=26),
        Column(
            "kind",
            "类别",
            Kind.CHOICE,
            required=True,
            aliases=("单位类别", "单位性质"),
            choices=tuple(map(str, UnitKind)),
            example="部门",
            width=10,
        ),
        Column(
            "group_names",
            "所属组",
            aliases=("所属分组", "分组"),
            help="几个组用顿号分开，如 各行政执法部门、县直有关部门",
            example="各行政执法部门",
            width=34,
        ),
        Column(
            "alias_names",
            "曾用名及别名",
            aliases=("别名", "曾用名", "简称"),
            help="几个名称用顿号分开",
            example="示例别名",
            width=34,
        ),
        Column("since", "启用日期", Kind.DAY, help="新设或更名的单位填写", example="2022-01-01", width=14),
        Column("until", "停用日期", Kind.DAY, help="从这一天起不再使用", example="2030-01-01", width=14),
    ),
)

SHEETS: tuple[Sheet, ...] = (PROGRESS, UNITS)
