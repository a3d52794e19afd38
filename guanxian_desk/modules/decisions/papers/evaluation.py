"""后评估报告 (第五十六条、第五十七条)."""

from __future__ import annotations

from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.words import full_name, numeral, sections
from guanxian_desk.modules.papers import Content

_ASSESSED = (
    ("结果与目的是否相符", "决策实施的结果与决策目的是否相符"),
    ("成本效益分析", "决策实施的成本效益分析"),
    ("实施对象接受程度", "实施对象对决策的接受程度"),
    ("与经济社会发展的符合程度", "决策实施与经济社会发展的符合程度"),
    ("影响和可预期的长远影响", "决策实施带来的影响和可预期的长远影响"),
)
_REPORTED = ("评估过程和方式", "决策执行的基本情况", "主要问题和原因")
_ADVICE = "继续执行、停止执行或者修改决策的建议"
SECTIONS = (*_REPORTED, _ADVICE)


def report(source: Source) -> Content:
    """后评估报告 of one evaluation, or of every one recorded."""
    return source.content([_report(source, one) for one in source.records(source.root, "evaluations")])


def _report(source: Source, evaluation: Part) -> Data:
    issued = evaluation.part("report")
    told = sections(issued.paper.known("text"), SECTIONS)
    assessed = sections(evaluation.paper.known("text"), [name for name, _ in _ASSESSED])
    evaluator = evaluation.known("evaluator")
    return {
        **source.head("matter", "body"),
        "number": issued.paper.known("document_number") or "",
        "evaluator": full_name(evaluator) if evaluator else source.blanks.leave(evaluation.label("evaluator")),
        "third": bool(evaluation.known("third_party")),
        "completed": evaluation.day("completed_on"),
        "parts": tuple(
            {
                "title": f"{numeral(n)}、{name}",
                "lines": (*(told.get("", ()) if n == 1 else ()), *told.get(name, ()))
                or (source.blanks.sentence(f"后评估报告：{name}"),),
            }
            for n, name in enumerate(_REPORTED, 1)
        ),
        "assessed": tuple(
            {
                "title": f"（{numeral(n)}）{words}",
                "lines": assessed.get(name) or (source.blanks.sentence(f"后评估：{name}"),),
            }
            for n, (name, words) in enumerate(_ASSESSED, 1)
        ),
        "recommendation": issued.text("recommendation"),
        "advice": told.get(_ADVICE, ()),
        "change": issued.known("recommendation") in ("停止执行", "修改决策"),
        "issued": source.day_signed(issued, "submitted_on"),
    }
