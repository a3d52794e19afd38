"""公平竞争审查表 (第十四条第二款)."""

from __future__ import annotations

from guanxian_desk.modules.decisions.papers.opinions import ways
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.so_far import so_far
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.words import listed, paragraphs
from guanxian_desk.modules.papers import Content

_TICK, _BOX = "√ ", "□ "
_CONCLUSIONS = (
    "不具有排除、限制竞争效果，可以实施",
    "具有排除、限制竞争效果，调整后实施",
    "符合例外规定，可以实施",
    "不得实施",
)
_ROOM = "\n\n"


def review(source: Source) -> Content:
    """公平竞争审查表 in the form of the national rules on it, filled as far as the dossier goes."""
    checked = source.root.part("drafting").part("fair_competition_review")
    rows = (
        ("政策措施名称", f"《{source.matter}（草案）》"),
        ("涉及行业领域", listed(source.root.part("matter").words("fields")) or source.blanks.leave("涉及行业领域")),
        ("性质", "□ 规范性文件　　□ 其他政策措施　　√ 重大行政决策草案"),
        ("起草机构", f"名称：{source.unit}\n{_people(checked)}"),
        ("审查机构", f"名称：{source.unit}\n联系人、电话：{source.blanks.leave('公平竞争审查：审查机构联系人、电话')}"),
        ("征求意见情况", _heard(so_far(source, checked.known_day("concluded_on")))),
        ("咨询及第三方评估情况（可选）", _advice(source)),
        ("审查结论", _conclusion(source, checked)),
        ("适用例外规定", "□ 是　　□ 否（选择“是”的，应当详细说明理由）" + _ROOM),
        ("其他需要说明的情况", "\n".join(paragraphs(checked.paper.known("text"))) or _ROOM),
        ("主要负责人意见", f"{_ROOM}签字：　　　　　　盖章：　　　　　　年　　月　　日"),
    )
    document = {"rows": rows, "concluded": checked.day("concluded_on")}
    return source.content([document])


def _people(checked: Part) -> str:
    return f"联系人：{checked.paper.text('contact')}　　电话：{checked.paper.text('phone')}"


def _heard(source: Source) -> str:
    """Who was heard: those concerned, the public; with the days."""
    part = source.root.part("participation")
    concerned = bool(part.parts("enterprise_consultations") or part.parts("hearings") or part.parts("symposia"))
    public = bool(part.parts("notices"))
    ticks = f"{_ticked(concerned)}征求利害关系人意见　　{_ticked(public)}向社会公开征求意见"
    told = listed(ways(source), "；") or source.blanks.sentence("公平竞争审查：征求意见的具体情况")
    return f"{ticks}\n具体情况：{told}。"


def _advice(source: Source) -> str:
    institutions = [one.known("institution") for one in source.root.parts("expert_reviews") if one.known("institution")]
    return f"{listed(institutions)}参与专家论证。" if institutions else _ROOM


def _conclusion(source: Source, checked: Part) -> str:
    known = checked.known("conclusion")
    if known:
        return str(known)
    source.blanks.leave(checked.label("conclusion"))
    return "\n".join(f"{_BOX}{one}" for one in _CONCLUSIONS)


def _ticked(chosen: bool) -> str:
    return _TICK if chosen else _BOX
