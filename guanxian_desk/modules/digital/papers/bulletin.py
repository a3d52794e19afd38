"""项目进度通报: where the projects stand, who lags, who has not reported, what is not answered."""

from __future__ import annotations

from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.digital.facts import Stage
from guanxian_desk.modules.digital.library import BEHIND_POINTS, share
from guanxian_desk.modules.digital.papers.asked import (
    LAMP_NOTE,
    SMALL,
    Asked,
    head,
    number_column,
    problems_table,
    stage_counts,
    wan_cell,
    wan_column,
)
from guanxian_desk.modules.digital.papers.captions import titled
from guanxian_desk.modules.digital.pictures import investment_bars, stage_funnel, wan
from guanxian_desk.modules.papers import Content

_WIDTH = 620.0


def content(asked: Asked) -> Content:
    """The bulletin of a day. asked.subject: its 期号, a number; a blank to fill in without."""
    if asked.subject and not asked.subject.isdecimal():
        raise UserError(f"期号“{asked.subject}”不是数字", "没有生成文书", "请写阿拉伯数字，例如 12；不写时期号留空")
    library = asked.library
    progress, lagging, silent, problems = _progress(asked), _lagging(asked), _silent(asked), problems_table(asked)
    document = {
        **head(asked),
        **stage_counts(library),
        **money(asked),
        "issue": asked.subject,
        "funnel": stage_funnel(library, _WIDTH),
        "bars": investment_bars(library, 700.0),
        "progress": progress,
        "lagging": lagging,
        "silent": silent,
        "problems": problems,
        "late": sum(row[-1] == "超期" for row in problems.rows),
        "lamp_note": LAMP_NOTE,
    }
    sheets = (
        titled(progress, "项目进度"),
        titled(lagging, "落后项目"),
        titled(silent, "未报送"),
        titled(problems, "未办结问题"),
    )
    about = f"第{asked.subject}期" if asked.subject else ""
    return Content((document,), sheets, (), about, library.rates.invested)


def money(asked: Asked) -> dict[str, Any]:
    """The library's figures in words: counts, rates (millionths, None where unknown), 万元."""
    rates = asked.library.rates
    return {
        "projects": rates.projects,
        "begun": rates.begun,
        "begun_rate": tenths(rates.begun_rate),
        "finished_rate": tenths(rates.finished_rate),
        "invested": wan(rates.invested),
        "total": wan(rates.total),
        "invested_rate": tenths(rates.invested_rate),
        "year_done": wan(rates.year_done),
        "year_planned": wan(rates.year_planned),
        "year_rate": tenths(rates.year_rate),
    }


def _progress(asked: Asked) -> Table:
    columns = (
        Column("编号", CellKind.CODE, 1.1),
        Column("项目", weight=3),
        Column("阶段", weight=0.7, align="center"),
        wan_column("总投资"),
        wan_column("累计完成"),
        Column("完成率", CellKind.PERCENT, 0.9),
        Column("落后点数", CellKind.COUNT, 0.8),
        Column("灯", weight=0.5, align="center"),
    )
    library = asked.library
    rows = tuple(
        (
            one.project.number,
            one.project.name,
            str(one.stage),
            wan_cell(one.project.total_fen),
            wan_cell(one.invested),
            tenths(share(one.invested, one.project.total_fen or 0)),
            one.behind,
            str(library.lamp(one.project.number)),
        )
        for one in library.status.projects
    )
    rates = library.rates
    totals = (
        None,
        "合计（填了总投资的）",
        None,
        wan(rates.total),
        wan(rates.invested),
        tenths(rates.invested_rate),
        None,
        None,
    )
    return Table(columns, rows, totals, size=SMALL, note="金额单位：万元。落后点数是落后于时间进度的百分点。")


def tenths(rate: int | None) -> int | None:
    """A rate to one decimal of a percent, half up."""
    return None if rate is None else (rate + 500) // 1000 * 1000


def _lagging(asked: Asked) -> Table:
    columns = (
        number_column(),
        Column("项目", weight=3),
        Column("责任单位", weight=1.8),
        Column("落后点数", CellKind.COUNT, 0.8),
        Column("最近形象进度", weight=1.6),
    )
    library = asked.library
    behind = [
        one for one in library.status.projects if (one.behind or 0) > BEHIND_POINTS and one.stage is not Stage.FINISHED
    ]
    behind.sort(key=lambda one: -(one.behind or 0))
    rows = []
    for place, one in enumerate(behind, 1):
        entry = library.entries[one.project.number]
        reports = library.reports.get(entry.number)
        rows.append((place, entry.name, entry.responsible, one.behind, reports[-1].physical if reports else "没有月报"))
    return Table(columns, tuple(rows), size=SMALL)


def _silent(asked: Asked) -> Table:
    columns = (
        number_column(),
        Column("项目", weight=3),
        Column("责任单位", weight=1.8),
        Column("缺哪些月份", weight=2.4),
    )
    library = asked.library
    found = [finding for finding in library.status.findings if finding.code == "D04"]
    rows = tuple(
        (
            place,
            library.name(finding.subject),
            library.entries[finding.subject].responsible,
            finding.detail.removeprefix("没有报送").removesuffix("的进展"),
        )
        for place, finding in enumerate(found, 1)
    )
    return Table(columns, rows, size=SMALL)
