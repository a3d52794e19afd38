"""One project in the panel: its figures, stages, months, permits, problems and needs."""

from __future__ import annotations

from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.modules.digital.catalogue import RULE_OF
from guanxian_desk.modules.digital.library import Library
from guanxian_desk.modules.digital.pictures import PERMITS, wan
from guanxian_desk.modules.digital.queries import counts_from, said
from guanxian_desk.modules.digital.stories import MARKS, Story, story

EDIT, MOVE, REPORT, ASK, NEED, SELECT = "edit", "move", "report", "ask", "need", "select"
_BLANK = "（没有填写）"
LAMPS = {
    "蓝": ("蓝灯：已竣工", "blue"),
    "绿": ("绿灯：正常", "green"),
    "黄": ("黄灯：落后或报送有差错", "amber"),
    "红": ("红灯：日期已过或问题超期", "red"),
    "灰": ("灰灯：没有计划日期", "grey"),
}
ACTIONS = (Action(MOVE, "变动阶段…", "flag", primary=True), Action(EDIT, "修改项目…", "file"))


def project_detail(library: Library, row: Row) -> Detail:
    """What the panel shows."""
    told = story(library, row["number"])
    sections = (
        _findings(row),
        Section("", _who(told)),
        Section("投资和时间", _money(told, row)),
        Section("手续", _permits(library, told)),
        _stages(told),
        *_months(told),
        *_problems(library, told),
        *_needs(library, told),
        *_selections(told),
    )
    kept = tuple(section for section in sections if section is not None)
    return Detail(row["name"], row["number"], LAMPS[row["lamp"]], kept, ACTIONS)


def _findings(row: Row) -> Section | None:
    if not row["findings"]:
        return None
    return Section("差错", tuple(Field(RULE_OF[code].title, f"{words}。", "red") for code, words in row["findings"]))


def _who(told: Story) -> tuple[Field, ...]:
    entry = told.entry
    return (
        Field("类别", entry.kind),
        Field("实施主体", entry.owner or _BLANK, "" if entry.owner else "amber"),
        *([Field("信用代码", entry.credit_code)] if entry.credit_code else []),
        Field("所在地", entry.place or _BLANK, "" if entry.place else "amber"),
        Field("责任单位", entry.responsible or _BLANK),
        Field("包保领导", entry.county_leader or _BLANK),
    )


def _money(told: Story, row: Row) -> tuple[Field, ...]:
    entry = told.entry
    behind = told.status.behind
    late = f"{behind} 个百分点" if behind else "没有落后" if behind == 0 else "算不出（缺总投资或计划日期）"
    year = [Field("本年完成", f"{_wan(entry.year_done_fen)}，计划 {_wan(entry.year_planned_fen)}")]
    return (
        Field("总投资", _wan(entry.total_fen)),
        Field("累计完成", _wan(row["invested"])),
        *([Field("按时间应完成", _wan(row["planned"]))] if row["planned"] is not None else []),
        Field("落后时序", late, "amber" if behind else ""),
        *(year if entry.year_planned_fen is not None else []),
        Field("计划开竣工", f"{entry.planned_start or '—'} 至 {entry.planned_end or '—'}"),
        Field("实际开竣工", f"{entry.started_on or '—'} 至 {entry.finished_on or '—'}"),
        *([Field("纳统日期", str(entry.counted_on))] if entry.counted_on else []),
    )


def _permits(library: Library, told: Story) -> tuple[Field, ...]:
    days = [(name, getattr(told.entry, field)) for name, field in PERMITS]
    return tuple(
        Field(name, f"✔ {day}" if day and day <= library.as_of else "没有办结", "green" if day else "grey")
        for name, day in days
    )


def _stages(told: Story) -> Section:
    fields = tuple(
        Field(str(change.day), f"{change.before} → {change.after}，{change.basis}{_why(change.reason)}")
        for change in told.changes
    )
    first = f"入库时为{told.entry.stage}阶段。"
    return Section(f"阶段：{told.status.stage}", fields, first)


def _why(reason: str) -> str:
    return f"；原因：{reason}" if reason else ""


def _months(told: Story) -> list[Section]:
    fields = tuple(
        Field(
            report.month,
            f"{wan(report.invested_fen)} 万元，{report.physical}"
            + (f"；{said(report.problems)}" if said(report.problems) else "")
            + f"（{counts_from(report)} 报）",
        )
        for report in reversed(told.reports)
    )
    words = "" if fields else "还没有月报。"
    return [Section("每月进展", fields, words, ((REPORT, "登记月报…"),))]


def _problems(library: Library, told: Story) -> list[Section]:
    sections = [] if told.problems else [Section("一事一议", words="没有提出问题。")]
    for at, row in enumerate(told.problems):
        over = row.settled_on is not None and row.settled_on <= library.as_of
        state = (
            f"{row.settled_on} 办结：{row.outcome or ''}" if over else f"{row.responsible}应于 {row.answer_by} 前答复"
        )
        late = not over and library.as_of > row.answer_by
        fields = (Field(row.code, row.problem), Field("办理", state, "red" if late else "green" if over else ""))
        sections.append(Section("" if at else "一事一议", fields))
    return [*sections, Section(links=((ASK, "登记问题…"),))]


def _needs(library: Library, told: Story) -> list[Section]:
    fields = tuple(
        Field(
            row.factor,
            f"{row.need}，{row.responsible}，"
            + (f"{row.met_on} 落实" if row.met_on and row.met_on <= library.as_of else "待落实"),
        )
        for row in told.needs
    )
    words = "" if fields else "没有要素需求。"
    return [Section("要素需求", fields, words, ((NEED, "登记要素需求…"),))]


def _selections(told: Story) -> list[Section]:
    links = ((SELECT, "登记筛选论证…"),)
    if not told.selections:
        return [Section("筛选论证", words="还没有登记筛选论证。", links=links)]
    judged = [
        Section(
            f"筛选论证　{row.judged_on}",
            (
                *(Field(name, _yes(getattr(row, field))) for name, field in MARKS),
                Field("论证人员", row.judges or _BLANK),
                Field("意见", row.opinion),
                Field("结论", f"{row.verdict}{f'，{row.paper}' if row.paper else ''}"),
            ),
        )
        for row in told.selections
    ]
    return [*judged, Section(links=links)]


def _yes(mark: bool | None) -> str:
    return "（没有评）" if mark is None else "✔ 是" if mark else "✘ 否"


def _wan(fen: int | None) -> str:
    return _BLANK if fen is None else f"{wan(fen)} 万元"
