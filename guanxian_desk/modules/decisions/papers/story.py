"""How a decision came about, told from its records: for the explanatory statement, the requests and the report."""

from __future__ import annotations

from collections.abc import Iterator

from guanxian_desk.modules.decisions.papers.opinions import counted, ways
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.words import full_name, listed


def standing(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The records that no later one replaces."""
    return tuple(part for part in parts if not part.known("superseded_by"))


def last_decision(source: Source) -> Part:
    """The latest decision; an empty one before the first."""
    deliberation = source.root.part("deliberation")
    made = deliberation.parts("decisions")
    return max(made, key=lambda one: one.known("made_on")) if made else deliberation.empty("decisions")


def formation(source: Source) -> tuple[str, ...]:
    """What was done until the draft went to the justice bureau, a sentence a step; only what is recorded."""
    return tuple(
        sentence
        for tell in (_start, _drafting, _consulted, _public, _experts, _risk, _reviews, _own)
        for sentence in tell(source)
    )


def _start(source: Source) -> Iterator[str]:
    initiation = source.root.part("initiation")
    study = initiation.part("study")
    if study.known("completed_on"):
        yield f"{study.day('completed_on')}，{_by(study, 'unit')}完成对决策事项建议的研究论证。"
    if initiation.known("decided_on"):
        units = [full_name(one.text("name")) for one in initiation.parts("units")]
        undertaken = f"，由{listed(units)}承办" if units else ""
        yield f"{initiation.day('decided_on')}，{source.body}决定启动决策程序{undertaken}。"


def _by(part: Part, name: str) -> str:
    known = part.known(name)
    return full_name(known) if known else ""


def _drafting(source: Source) -> Iterator[str]:
    drafting = source.root.part("drafting")
    drafts = drafting.parts("drafts")
    how = drafting.known("method")
    if drafts:
        drafter = drafting.known("drafter")
        by = f"委托{drafter}" if drafter and how != "自行起草" else how or ""
        later = f"，先后形成{len(drafts)}稿" if len(drafts) > 1 else ""
        yield f"{drafts[0].day('made_on')}，{by}拟定决策草案{later}。"
    if drafting.part("cost_benefit").known("issued_on"):
        yield f"{drafting.part('cost_benefit').day('issued_on')}，形成成本效益分析预测报告。"


def _consulted(source: Source) -> Iterator[str]:
    asked = source.root.part("drafting").parts("consultations")
    units = [one.text("unit") for one in asked]
    against = [one.text("unit") for one in asked if one.known("agreed") is False]
    if units:
        agreed = f"，{listed(against)}没有取得一致意见" if against else "，取得一致意见"
        yield f"征求了{listed(units)}的意见{agreed}。"


def _public(source: Source) -> Iterator[str]:
    heard, opinions = ways(source), counted(source)
    if heard:
        yield f"公众参与：{listed(heard, '；')}。"
    companies = source.root.part("participation").parts("enterprise_consultations")
    if companies:
        yield f"听取了{listed(one.text('name') for one in companies)}等企业和行业协会商会的意见。"
    summary = source.root.part("participation").part("summary")
    if summary.known("completed_on"):
        adopted = sum(one.known("adoption") in ("全部采纳", "部分采纳") for one in opinions)
        yield (
            f"{summary.day('completed_on')}，对公众意见归纳整理、研究论证，"
            f"登记意见{len(opinions)}条，采纳和部分采纳{adopted}条。"
        )


def _experts(source: Source) -> Iterator[str]:
    for review in standing(source.root.parts("expert_reviews")):
        if review.known("concluded_on"):
            count = len(review.parts("experts"))
            people = f"{count}名专家" if count else "专家"
            how = review.known("method")
            by = f"以{how}的方式" if how else ""
            yield f"{review.day('concluded_on')}，{people}{by}完成论证。"


def _risk(source: Source) -> Iterator[str]:
    risk = source.root.part("risk")
    for prior in risk.parts("prior_assessments"):
        yield f"{prior.day('on')}，{_by(prior, 'body')}已作{listed(prior.words('kinds'))}评价、评估，不作重复评估。"
    for one in standing(risk.parts("assessments")):
        if one.part("report").known("issued_on"):
            level = one.known("level")
            told = f"，风险等级为{level}" if level else ""
            yield f"{one.part('report').day('issued_on')}，{_by(one, 'assessor')}形成风险评估报告{told}。"


def _reviews(source: Source) -> Iterator[str]:
    drafting = source.root.part("drafting")
    for name, title in (("fair_competition_review", "公平竞争审查"), ("trade_compliance_review", "贸易政策合规审查")):
        review = drafting.part(name)
        if review.known("concluded_on"):
            conclusion = review.known("conclusion")
            yield f"{review.day('concluded_on')}，完成{title}{f'，结论为{conclusion}' if conclusion else ''}。"


def _own(source: Source) -> Iterator[str]:
    reviews = source.root.part("legality").parts("unit_reviews")
    if not reviews:
        return
    own = reviews[-1]
    first, meeting = own.part("first_review"), own.part("office_meeting")
    if first.known("issued_on"):
        yield f"{first.day('issued_on')}，本单位法制工作机构出具合法性初审意见书。"
    signed = own.parts("countersigns")
    if signed:
        yield f"{listed(one.text('unit') for one in signed)}会签。"
    if meeting.known("held_on"):
        passed = "讨论通过" if meeting.known("passed") else "讨论"
        yield f"{meeting.day('held_on')}，本单位办公会议{passed}。"
