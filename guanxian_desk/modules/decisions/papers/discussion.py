"""提请讨论的请示, 集体讨论记录, 决策公布公告 (第四十九条至第五十二条)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.decisions.case import ON_DRAFT, REJECTED
from guanxian_desk.modules.decisions.papers.opinions import counted
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.so_far import so_far
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.story import formation, last_decision
from guanxian_desk.modules.decisions.papers.submission import latest_round, rounds
from guanxian_desk.modules.decisions.papers.words import JUSTICE, clock, ended, listed, numeral, paragraphs, sections
from guanxian_desk.modules.decisions.rules.procedures import (
    COMPETITION,
    EXPERTS,
    PARTICIPATION,
    PROCEDURES,
    RISK,
    TRADE,
    performed,
)
from guanxian_desk.modules.papers import Content

_ALWAYS = ("决策草案", "起草说明", "合法性审查意见")
_OF_PROCEDURE = {
    PARTICIPATION: "社会公众意见的研究采纳情况",
    EXPERTS: "专家论证意见的研究采纳情况",
    RISK: "风险评估报告等材料",
    COMPETITION: "公平竞争审查材料",
    TRADE: "贸易政策合规审查材料",
}
STEPS = (
    ("承办单位作草案说明", "决策承办单位作决策草案说明"),
    ("会议组成人员发表意见", "会议组成人员发表意见"),
    ("行政首长发表意见并作出决定", "行政首长发表意见，作出决定"),
)
_BARRED = ("退回补正", "不合法")
SECTIONS = ("决策事项", "决策依据", "决策结果", "意见采纳情况")
STANCES = ("同意", "原则同意", "不同意", "弃权")


def meetings(source: Source) -> tuple[Part, ...]:
    """The meeting that the subject names, else the latest on the draft; an empty one before the first."""
    deliberation = source.root.part("deliberation")
    if source.rest:
        return source.records(deliberation, "meetings")
    every = [one for one in deliberation.parts("meetings") if one.known("topic") == ON_DRAFT]
    found = max(every, key=_day_of, default=None)
    return (found,) if found is not None else (deliberation.empty("meetings"),)


def _day_of(meeting: Part) -> str:
    return meeting.known("held_on") or meeting.part("request").known("submitted_on") or ""


def request(source: Source) -> Content:
    """提请讨论的请示 to the deciding body, with what 第四十九条 wants behind it."""
    return source.content([_request(source, one) for one in meetings(source)])


def _request(source: Source, meeting: Part) -> Data:
    asked = meeting.part("request")
    (entry,) = rounds(replace(source, rest=()))
    given = entry.part("opinion")
    if given.known("conclusion") in _BARRED:
        raise _barred(source, given.known("conclusion"))
    day = asked.known_day("submitted_on") or source.as_of
    return {
        **source.head("matter", "unit", "body"),
        "done": listed(name for name in PROCEDURES if performed(source.case, name, day)),
        "number": asked.paper.known("document_number") or "",
        "signer": asked.paper.text("signer"),
        "justice": JUSTICE,
        "lines": formation(so_far(source, asked.known_day("submitted_on")))
        or (source.blanks.sentence("决策草案的形成过程"),),
        "opined": given.day("issued_on"),
        "opinion_number": given.paper.known("document_number") or "",
        "conclusion": given.text("conclusion"),
        "answered": _answered(given.parts("findings")),
        "controllable": _controllable(source),
        "kind": meeting.known("kind") or "政府常务会议",
        "attachments": _attached(source, asked),
        "contact": asked.paper.text("contact"),
        "phone": asked.paper.text("phone"),
        "issued": source.day_signed(asked, "submitted_on"),
    }


def barred(document: Mapping[str, Any]) -> bool:
    """Whether the opinion of the latest round bars the discussion (第四十一条第二款)."""
    opinion = latest_round(document).get("opinion") or {}
    return opinion.get("conclusion") in _BARRED


def _barred(source: Source, conclusion: str) -> UserError:
    return UserError(
        f"案卷“{source.key}”的合法性审查结论是{conclusion}，不得提交决策机关讨论（第四十一条第二款，关口 R41-2）",
        "没有生成请示",
        "请按审查意见处理后重新送审",
    )


def _answered(findings: Sequence[Part]) -> str:
    """What became of the findings: 全部采纳 … 部分采纳 … 不采纳."""
    adoptions = Counter(one.part("response").known("adoption") for one in findings)
    said = [f"{name}{adoptions[name]}条" for name in ("全部采纳", "部分采纳", "不采纳") if adoptions[name]]
    return f"提出问题{len(findings)}条，{listed(said)}" if said else ""


def _controllable(source: Source) -> str:
    """The latest finding on the risks."""
    found = source.root.part("risk").parts("controllability")
    if not found:
        return ""
    last = max(found, key=lambda one: one.known("on"))
    return "可控" if last.known("controllable") else "不可控"


def _attached(source: Source, asked: Part) -> tuple[str, ...]:
    """The materials handed in, else those that 第四十九条 wants of this decision."""
    handed = [name for name in asked.words("materials") if name != "提请讨论的请示"]
    day = asked.known_day("submitted_on") or source.as_of
    wanted = [
        *_ALWAYS[:2],
        *(paper for name, paper in _OF_PROCEDURE.items() if performed(source.case, name, day)),
        _ALWAYS[2],
    ]
    return tuple(handed or wanted)


def minutes(source: Source) -> Content:
    """集体讨论记录: the three steps, everybody's opinion, the decision, and the dissent as it was (第五十条)."""
    return source.content([_minutes(source, one) for one in meetings(source)])


def _minutes(source: Source, meeting: Part) -> Data:
    paper, record = meeting.paper, meeting.part("record")
    members = meeting.parts("members")
    present = [one for one in members if one.known("present") is not False]
    told = sections(record.paper.known("text"), [name for name, _ in STEPS])
    facts = (
        ("会议名称", f"{source.body}{_kind(meeting)}{paper.known('session') or ''}会议"),
        ("议题", f"{source.matter}（{meeting.text('topic')}）"),
        ("时间", f"{meeting.day('held_on')}{clock(paper.text('starts_at'))}至{clock(paper.text('ends_at'))}"),
        ("地点", paper.text("place")),
        ("主持人", paper.text("host")),
        ("记录人", paper.text("recorder")),
        ("应到组成人员", _number(source, members, "应到组成人员")),
        ("实到组成人员", _number(source, present, "实到组成人员")),
    )
    return {
        **source.head("matter"),
        "facts": facts,
        "steps": _steps(source, meeting, present, told),
        "table": _votes(meeting),
        "tally": _tally(present),
        "dissents": [f"{one.text('member')}：{ended(one.text('text'))}" for one in record.parts("dissents")],
        "made": record.day("made_on"),
    }


def _kind(meeting: Part) -> str:
    return meeting.text("kind").removeprefix("政府").removesuffix("会议")


def _number(source: Source, people: Sequence[Part], label: str) -> str:
    return f"{len(people) if people else source.blanks.leave(label + '人数')}人"


def _steps(
    source: Source, meeting: Part, present: Sequence[Part], told: dict[str, tuple[str, ...]]
) -> tuple[dict[str, object], ...]:
    own = {
        STEPS[0][0]: told.get("", ()),
        STEPS[1][0]: tuple(_speech(one) for one in present if not one.known("chief")),
        STEPS[2][0]: (*(_speech(one) for one in present if one.known("chief")), *_decided(source, meeting)),
    }
    return tuple(
        {
            "title": f"{numeral(n)}、{words}",
            "lines": (*told.get(name, ()), *own[name]) or (source.blanks.sentence(f"集体讨论记录：{words}"),),
        }
        for n, (name, words) in enumerate(STEPS, 1)
    )


def _speech(member: Part) -> str:
    said = member.known("opinion")
    return f"{member.text('name')}：{ended(said) if said else ''}{ended(member.text('stance'))}"


def _decided(source: Source, meeting: Part) -> tuple[str, ...]:
    """The decision that names this meeting, with the reason where the majority thought otherwise."""
    made = [one for one in source.root.part("deliberation").parts("decisions") if one.known("meeting") == meeting.id]
    if not meeting.id or not made:
        return ()
    last = made[-1]
    reason = last.known("contrary_reason")
    contrary = f"与会议组成人员多数人意见不一致的理由：{ended(reason)}" if reason else ""
    return (
        f"{last.day('made_on')}，作出{last.text('outcome')}的决定。{contrary}",
        *paragraphs(last.paper.known("text")),
    )


def _votes(meeting: Part) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("姓名", weight=1.5),
        Column("是否出席", weight=1, align="center"),
        Column("意见", weight=1, align="center"),
        Column("签字", weight=1.6),
    )
    members = meeting.parts("members") or (meeting.empty("members"),)
    rows = tuple(
        (n, one.text("name"), "缺席" if one.known("present") is False else "出席", _stance(one), "")
        for n, one in enumerate(members, 1)
    )
    return Table(columns, rows, size=12)


def _stance(member: Part) -> str:
    return "" if member.known("present") is False else member.text("stance")


def _tally(present: Sequence[Part]) -> str:
    stances = Counter(one.known("stance") for one in present)
    return listed(f"{name}{stances[name]}人" for name in STANCES if stances[name])


def publication(source: Source) -> Content:
    """决策公布公告: matter, grounds and result, and what became of the opinions (第五十二条)."""
    published = source.root.part("publication")
    told = sections(published.paper.known("text"), SECTIONS)
    decision = last_decision(source)
    if decision.known("outcome") == REJECTED:
        raise UserError(
            f"案卷“{source.key}”的决定是不同意，没有要公布的决策（第五十二条）", "没有生成公告", "请核对决定的登记"
        )
    outcome = f"{decision.day('made_on')}，{source.body}集体讨论，作出{decision.text('outcome')}的决定。"
    channels = published.parts("channels")
    first = min(channels, key=lambda one: one.known("published_on"), default=published.empty("channels"))
    document: Data = {
        **source.head("matter", "body"),
        "number": published.paper.known("document_number") or "",
        "matters": (*told.get("", ()), *told.get(SECTIONS[0], ())) or (f"{source.matter}。",),
        "grounds": told.get(SECTIONS[1]) or (source.blanks.sentence("决策公布：决策依据"),),
        "result": (outcome, *told.get(SECTIONS[2], ())),
        "adoption": told.get(SECTIONS[3]) or _adoption(source),
        "website": published.paper.text("website"),
        "issued": source.day_signed(first, "published_on"),
    }
    return source.content([document])


def publishable(document: Mapping[str, Any]) -> bool:
    """Whether the latest decision can be published, or there is none yet."""
    made = (document.get("deliberation") or {}).get("decisions") or ()
    last: Mapping[str, Any] = max(made, key=lambda one: one["made_on"], default={})
    return last.get("outcome") != REJECTED


def _adoption(source: Source) -> tuple[str, ...]:
    """That opinions were adopted, where the regulation wants it said (第五十二条第二款)."""
    opinions = counted(source)
    experts = [one for review in source.root.parts("expert_reviews") for one in review.parts("experts")]
    said = []
    if opinions:
        adopted = sum(one.known("adoption") in ("全部采纳", "部分采纳") for one in opinions)
        said.append(f"公开征求意见等过程中登记公众意见{len(opinions)}条，采纳和部分采纳{adopted}条")
    if experts:
        adopted = sum(one.part("opinion").known("adoption") in ("全部采纳", "部分采纳") for one in experts)
        said.append(f"专家论证意见{len(experts)}条，采纳和部分采纳{adopted}条")
    return (f"{'；'.join(said)}。",) if said else ()
