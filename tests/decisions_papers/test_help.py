"""The help page names the sections that papers look for in a text, as they are."""

from __future__ import annotations

import pytest

from guanxian_desk.base.paths import shipped
from guanxian_desk.modules.decisions.papers import (
    discussion,
    evaluation,
    execution,
    hearings,
    initiation,
    opinions,
    risk,
    submission,
)

HELP = shipped("resources", "help", "decision-papers.md").read_text("utf-8")
SECTIONS = {
    "决策事项建议论证表": initiation.SECTIONS,
    "听证会记录": tuple(name for name, _ in hearings.STEPS),
    "听证报告": hearings.SECTIONS,
    "民意调查报告": opinions.SECTIONS,
    "风险评估工作方案": risk.PLAN_SECTIONS,
    "风险评估报告": risk.REPORT_SECTIONS,
    "起草说明": submission.SECTIONS,
    "集体讨论记录": tuple(name for name, _ in discussion.STEPS),
    "决策公布公告": discussion.SECTIONS,
    "执行情况报告": execution.SECTIONS,
    "后评估报告": evaluation.SECTIONS,
}


@pytest.mark.parametrize("paper", sorted(SECTIONS))
def test_the_sections_of_a_paper_are_told(paper: str) -> None:
    (line,) = [line for line in HELP.splitlines() if line.startswith(f"- {paper}（")]
    assert line.partition("）：")[2] == "、".join(SECTIONS[paper])
