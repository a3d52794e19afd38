"""决策事项建议论证表 (第十一条)."""

from __future__ import annotations

from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.words import full_name, listed, sections
from guanxian_desk.modules.papers import Content

SECTIONS = ("拟解决的主要问题", "建议理由和依据", "初步方案", "必要性", "可行性")
_ROOM = "\n\n\n"


def study(source: Source) -> Content:
    """决策事项建议论证表, for the study unit and the deciding body to sign."""
    initiation = source.root.part("initiation")
    document = {
        "facts": _facts(source, initiation),
        "contents": _contents(source, initiation.part("study")),
        "ends": _ends(source, initiation),
    }
    return source.content([document])


def _facts(source: Source, initiation: Part) -> tuple[tuple[str, str], ...]:
    proposal, done, matter = initiation.part("proposal"), initiation.part("study"), source.root.part("matter")
    unit = done.known("unit")
    return (
        ("决策事项", source.matter),
        ("事项类别", _category(source, matter)),
        ("建议来源", proposal.text("source")),
        ("建议提出人", proposal.text("proposer")),
        ("收到日期", proposal.day("received_on")),
        ("建议文号", proposal.paper.known("document_number") or ""),
        ("论证单位", full_name(unit) if unit else source.blanks.leave(done.label("unit"))),
        ("论证单位身份", done.text("role")),
        ("论证完成日期", done.day("completed_on")),
        ("报请日期", initiation.day("reported_on")),
    )


def _category(source: Source, matter: Part) -> str:
    known = matter.known("category")
    return f"第三条第一款第（{known}）项" if known else source.blanks.leave(matter.label("category"))


def _contents(source: Source, done: Part) -> tuple[tuple[str, str], ...]:
    """The five contents of 第十一条第二款; one whose text is not here leaves room to write."""
    told = sections(done.paper.known("text"), SECTIONS)
    return tuple(
        (name, "\n".join(told[name]) if name in told else source.blanks.leave(f"研究论证：{name}") + _ROOM)
        for name in SECTIONS
    )


def _ends(source: Source, initiation: Part) -> tuple[tuple[str, str], ...]:
    decided = initiation.known_day("decided_on")
    units = listed(full_name(one.text("name")) for one in initiation.parts("units"))
    result = f"{initiation.day('decided_on')}决定启动决策程序{f'，由{units}承办' if units else ''}。" if decided else ""
    proposal = initiation.part("proposal").paper.known("text") or ""
    return (
        ("建议内容", proposal or source.blanks.leave("决策事项建议：建议内容") + _ROOM),
        ("论证单位意见", f"{_ROOM}（盖章）　　　　年　　月　　日"),
        ("决策机关意见", f"{result}{_ROOM}签字：　　　　年　　月　　日"),
    )
