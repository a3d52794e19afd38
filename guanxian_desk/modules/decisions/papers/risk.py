"""风险评估工作方案 and 风险评估报告 (第三十六条至第四十条)."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.modules.decisions.papers.opinions import counted, ways
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.so_far import so_far
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.words import ended, full_name, listed, numeral, sections
from guanxian_desk.modules.papers import Content

PLAN_SECTIONS = ("评估目的", "评估对象与内容", "评估标准", "评估方法与步骤")
_REPORT = ("评估事项和评估过程", "各方意见及其采纳情况", "决策可能引发的风险", "风险评估结果", "风险防范措施和处置预案")
_OTHER = "其他需要载明的内容"
REPORT_SECTIONS = (*_REPORT, _OTHER)
_LEVELS = "根据风险发生的可能性和影响程度，确定高风险、中风险、低风险三个风险等级。"
_STEPS = (
    ("made_on", "制定评估工作方案"),
    ("investigated_on", "开展调查研究"),
    ("analysed_on", "全面分析论证"),
    ("graded_on", "确定风险等级"),
    ("issued_on", "形成风险评估报告"),
)


def _assessments(source: Source) -> tuple[Part, ...]:
    return source.records(source.root.part("risk"), "assessments")


def plan(source: Source) -> Content:
    """风险评估工作方案."""
    return source.content([_plan(source, one) for one in _assessments(source)])


def _plan(source: Source, assessment: Part) -> Data:
    made = assessment.part("plan")
    told = sections(made.paper.known("text"), PLAN_SECTIONS)
    aims = told.get(PLAN_SECTIONS[0], ())
    lines = {
        PLAN_SECTIONS[0]: (*told.get("", ()), *aims) or (_aim(source),),
        PLAN_SECTIONS[1]: (*_kinds(source, assessment), *told.get(PLAN_SECTIONS[1], ())),
        PLAN_SECTIONS[2]: told.get(PLAN_SECTIONS[2]) or (_LEVELS,),
        PLAN_SECTIONS[3]: (*told.get(PLAN_SECTIONS[3], ()), *_schedule(assessment)),
    }
    return {
        **source.head("matter"),
        "assessor": _assessor(source, assessment),
        "parts": _numbered(lines),
        "contact": made.paper.text("contact"),
        "issued": source.day_signed(made, "made_on"),
    }


def _aim(source: Source) -> str:
    return f"查找“{source.matter}”实施可能引发的风险，判断风险的可控性，提出防范措施，为决策提供重要依据。"


def _kinds(source: Source, assessment: Part) -> tuple[str, ...]:
    kinds = listed(assessment.words("kinds")) or source.blanks.leave(assessment.label("kinds"))
    return (f"评估对象为《{source.matter}（草案）》，评估的内容为{kinds}。",)


def _schedule(assessment: Part) -> tuple[str, ...]:
    """The five steps of 第三十八条 with their days, done or planned."""
    steps = [f"{name}（{_step(assessment, field).day(field)}）" for field, name in _STEPS]
    return (f"按下列步骤进行：{listed(steps)}。对受影响较大的单位、有特殊困难的群体进行重点走访，当面听取意见。",)


def _step(assessment: Part, field: str) -> Part:
    return {"made_on": assessment.part("plan"), "issued_on": assessment.part("report")}.get(field, assessment)


def _assessor(source: Source, assessment: Part) -> str:
    known = assessment.known("assessor")
    return full_name(known) if known else source.blanks.leave(assessment.label("assessor"))


def _numbered(lines: dict[str, tuple[str, ...]]) -> tuple[dict[str, object], ...]:
    return tuple(
        {"title": f"{numeral(place)}、{name}", "lines": told} for place, (name, told) in enumerate(lines.items(), 1)
    )


def report(source: Source) -> Content:
    """风险评估报告."""
    return source.content([_report(source, one) for one in _assessments(source)])


def _report(source: Source, assessment: Part) -> Data:
    issued = assessment.part("report")
    told = sections(issued.paper.known("text"), REPORT_SECTIONS)
    then = so_far(source, issued.known_day("issued_on"))
    own = {
        _REPORT[0]: _process(source, assessment),
        _REPORT[1]: _heard(then),
        _REPORT[2]: _kinds_found(assessment),
        _REPORT[3]: _result(then, assessment),
        _REPORT[4]: (),
    }
    lines = {name: _lines(source, name, found, told) for name, found in own.items()}
    if _OTHER in told:
        lines[_OTHER] = told[_OTHER]
    return {
        **source.head("matter"),
        "number": issued.paper.known("document_number") or "",
        "assessor": _assessor(source, assessment),
        "parts": _numbered(lines),
        "issued": source.day_signed(issued, "issued_on"),
    }


def _lines(source: Source, name: str, own: Sequence[str], told: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    first = told.get("", ()) if name == _REPORT[0] else ()
    lines = (*own, *first, *told.get(name, ()))
    needs_more = name not in told and name in (_REPORT[2], _REPORT[4])
    return (*lines, source.blanks.sentence(f"风险评估报告：{name}")) if needs_more else lines


def _process(source: Source, assessment: Part) -> tuple[str, ...]:
    steps = [f"{_step(assessment, field).day(field)}{name}" for field, name in _STEPS]
    who = assessment.known("assessor_kind")
    by = f"（{who}）" if who else ""
    first = (
        f"评估事项为《{source.matter}（草案）》，由{_assessor(source, assessment)}{by}评估。评估过程：{listed(steps)}。"
    )
    return (first, *_visits(assessment))


def _visits(assessment: Part) -> tuple[str, ...]:
    visits = [
        f"{one.day('on')}走访{one.text('who')}（{one.text('kind')}{_face_to_face(one)}）"
        for one in assessment.parts("key_visits")
    ]
    if visits:
        return (f"重点走访：{listed(visits, '；')}。",)
    return ("没有受影响较大的单位和有特殊困难的群体。",) if assessment.known("key_groups_exist") is False else ()


def _face_to_face(visit: Part) -> str:
    return "，当面听取意见" if visit.known("in_person") else ""


def _heard(source: Source) -> tuple[str, ...]:
    """What the public said, by the register; the report's own words follow."""
    heard, opinions = ways(source), counted(source)
    if not heard:
        return ()
    adopted = sum(one.known("adoption") in ("全部采纳", "部分采纳") for one in opinions)
    return (f"{listed(heard, '；')}。登记意见{len(opinions)}条，采纳和部分采纳{adopted}条。",)


def _kinds_found(assessment: Part) -> tuple[str, ...]:
    kinds = listed(assessment.words("kinds"))
    return (f"本次评估了{kinds}。",) if kinds else ()


def _result(source: Source, assessment: Part) -> tuple[str, ...]:
    level = assessment.text("level")
    found = source.root.part("risk").parts("controllability")
    said = [ended(f"{full_name(one.text('by'))}于{one.day('on')}认定风险{_controllable(one)}") for one in found]
    return (f"经综合研判，确定风险等级为{level}。", *said)


def _controllable(finding: Part) -> str:
    reason = finding.known("reason")
    return f"{'可控' if finding.known('controllable') else '不可控'}{f'（{reason}）' if reason else ''}"
