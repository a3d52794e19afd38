"""The desk's papers that a decision's file holds, in the order of the clauses that demand them.

A scan with the paper's title as its role is the signed original and stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.story import standing
from guanxian_desk.modules.decisions.papers.words import GOVERNMENT, JUSTICE, full_name

PRINTED = "打印稿"
STATEMENT = "decision-procedure-statement"
_ARTICLES: dict[str, tuple[int, ...]] = {
    "年度决策事项目录": (4,),
    "决策事项建议论证表": (11, 12),
    "公平竞争审查表": (14,),
    "征求意见公告": (17, 20),
    "座谈会通知": (21,),
    "听证会公告": (22, 23),
    "听证参加人公告": (24,),
    "听证会记录": (25,),
    "听证报告": (26,),
    "民意调查报告": (27,),
    "公众意见采纳情况反馈": (28, 29),
    "专家聘请函": (30, 34),
    "专家论证意见书": (31, 34),
    "专家论证意见采纳情况": (35,),
    "风险评估工作方案": (37, 38),
    "风险评估报告": (36, 39, 40),
    "合法性初审意见书": (14, 41),
    "送审申请书": (41,),
    "送审材料清单": (42,),
    "起草说明": (42,),
    "补正通知书": (42,),
    "合法性审查意见书": (43, 44, 45, 46),
    "不采纳审查意见的说明": (47,),
    "提请讨论的请示": (49,),
    "集体讨论记录": (48, 50),
    "决策公布公告": (6, 52),
    "执行任务分解表": (53,),
    "执行情况报告": (53, 54),
    "后评估报告": (56, 57),
}


@dataclass(frozen=True)
class Piece:
    """One piece: a paper that the desk prints (form, subject), or a file of the dossier (sha256, file_name).

    proves: the ids of the records and attachments that it is of; articles: those whose verdicts it is the evidence of.
    """

    title: str
    form: str = ""
    subject: str = ""
    file_name: str = ""
    sha256: str = ""
    number: str = ""
    author: str = ""
    day: date | None = None
    note: str = ""
    proves: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles that demand this paper."""
        return _ARTICLES.get(self.title, ())


def papers(source: Source) -> list[Piece]:
    """The desk's papers in order, signed originals in their places."""
    return [piece for tell in _CHAPTERS for piece in tell(source)]


def enclosed(attachment: Part, title: str, proves: tuple[str, ...], **more: Any) -> Piece:
    """A file of the dossier as a piece."""
    return Piece(title, file_name=attachment.text("name"), sha256=attachment.text("sha256"), proves=proves, **more)


def _piece(
    source: Source,
    title: str,
    form: str,
    record: Part,
    day: date | None,
    *,
    author: str,
    number: Part | None = None,
) -> Iterator[Piece]:
    """The signed originals of a paper where there are scans of it, else the desk's print; nothing before its day."""
    if day is None or day > source.as_of:
        return
    ids = record.words("evidence") if record.has("evidence") else ()
    scans = [one for one in source.root.parts("attachments") if one.id in ids and one.known("role") == title]
    more: dict[str, Any] = {
        "number": str((record.paper if number is None else number).known("document_number") or ""),
        "author": author,
        "day": day,
    }
    subject = f"{source.key}/{record.id}" if record.id else source.key
    proves = tuple(one for one in (record.id,) if one)
    if not scans:
        yield Piece(title, form, subject, note=PRINTED, proves=proves, **more)
    for scan in scans:
        yield enclosed(scan, title, (*proves, scan.id), **more)


def _beginning(source: Source) -> Iterator[Piece]:
    catalogue, initiation = source.root.part("catalogue"), source.root.part("initiation")
    year = catalogue.known("year")
    if year and catalogue.known_day("published_on"):
        yield Piece(
            "年度决策事项目录",
            "decision-catalogue",
            str(year),
            number=catalogue.paper.known("document_number") or "",
            author=GOVERNMENT,
            day=catalogue.known_day("published_on"),
            note=PRINTED,
        )
    study = initiation.part("study")
    unit = study.known("unit")
    yield from _piece(
        source,
        "决策事项建议论证表",
        "decision-proposal",
        study,
        study.known_day("completed_on"),
        author=full_name(unit) if unit else source.unit,
    )
    competition = source.root.part("drafting").part("fair_competition_review")
    yield from _piece(
        source,
        "公平竞争审查表",
        "decision-competition",
        competition,
        competition.known_day("concluded_on"),
        author=source.unit,
    )


def _public(source: Source) -> Iterator[Piece]:
    part, unit = source.root.part("participation"), source.unit
    for notice in standing(part.parts("notices")):
        day = notice.known_day("published_on")
        yield from _piece(source, "征求意见公告", "decision-notice", notice, day, author=unit)
    for one in standing(part.parts("symposia")):
        day = one.known_day("materials_delivered_on") or one.known_day("held_on")
        yield from _piece(source, "座谈会通知", "decision-symposium", one, day, author=unit)
    for hearing in standing(part.parts("hearings")):
        yield from _hearing(source, hearing)
    for poll in part.parts("polls"):
        day = poll.known_day("report_issued_on")
        yield from _piece(source, "民意调查报告", "decision-poll", poll, day, author=poll.known("conductor") or unit)
    feedback = part.part("feedback")
    yield from _piece(
        source,
        "公众意见采纳情况反馈",
        "decision-feedback",
        feedback,
        feedback.known_day("published_on"),
        author=unit,
    )


def _hearing(source: Source, hearing: Part) -> Iterator[Piece]:
    held, report = hearing.known_day("held_on"), hearing.part("report")
    steps = (
        (
            "听证会公告",
            "decision-hearing-notice",
            hearing.part("notice").known_day("published_on"),
            hearing.part("notice").paper,
        ),
        (
            "听证参加人公告",
            "decision-hearing-participants",
            hearing.known_day("participants_announced_on"),
            hearing.paper,
        ),
        ("听证会记录", "decision-hearing-record", held, hearing.paper),
        ("听证报告", "decision-hearing-report", report.known_day("issued_on"), report.paper),
    )
    for title, form, day, paper in steps:
        yield from _piece(source, title, form, hearing, day, author=source.unit, number=paper)


def _assessed(source: Source) -> Iterator[Piece]:
    for review in standing(source.root.parts("expert_reviews")):
        steps = (
            ("专家聘请函", "decision-expert-letter", review.known_day("materials_provided_on"), source.unit),
            ("专家论证意见书", "decision-expert-opinion", review.known_day("concluded_on"), "参与论证的专家"),
            ("专家论证意见采纳情况", "decision-expert-adoption", review.known_day("feedback_on"), source.unit),
        )
        for title, form, day, author in steps:
            yield from _piece(source, title, form, review, day, author=author)
    for one in standing(source.root.part("risk").parts("assessments")):
        by = one.known("assessor")
        author = full_name(by) if by else source.unit
        plan, report = one.part("plan"), one.part("report")
        day = plan.known_day("made_on")
        yield from _piece(source, "风险评估工作方案", "decision-risk-plan", one, day, author=author, number=plan.paper)
        day = report.known_day("issued_on")
        yield from _piece(source, "风险评估报告", "decision-risk-report", one, day, author=author, number=report.paper)


def _reviewed(source: Source) -> Iterator[Piece]:
    legality, unit = source.root.part("legality"), source.unit
    for own in legality.parts("unit_reviews"):
        first = own.part("first_review")
        reviewer = first.known("reviewer")
        yield from _piece(
            source,
            "合法性初审意见书",
            "decision-first-review",
            own,
            first.known_day("issued_on"),
            author=full_name(reviewer) if reviewer else unit,
            number=first.paper,
        )
    for entry in legality.parts("rounds"):
        yield from _round(source, entry)


def _round(source: Source, entry: Part) -> Iterator[Piece]:
    submitted, given = entry.known_day("submitted_on"), entry.part("opinion")
    for title, form in (
        ("送审申请书", "decision-submission"),
        ("送审材料清单", "decision-materials"),
        ("起草说明", "decision-drafting-statement"),
    ):
        yield from _piece(source, title, form, entry, submitted, author=source.unit)
    notices = [one.known_day("requested_on") for one in entry.parts("supplements")]
    yield from _piece(
        source, "补正通知书", "decision-supplement", entry, min(filter(None, notices), default=None), author=JUSTICE
    )
    issued = given.known_day("issued_on")
    yield from _piece(source, "合法性审查意见书", "decision-opinion", entry, issued, author=JUSTICE, number=given.paper)
    answers = [one.part("response") for one in given.parts("findings")]
    refused = [one.known_day("on") for one in answers if one.known("adoption") in ("部分采纳", "不采纳")]
    yield from _piece(
        source,
        "不采纳审查意见的说明",
        "decision-refusals",
        entry,
        max(filter(None, refused), default=None),
        author=source.unit,
    )


def _decided(source: Source) -> Iterator[Piece]:
    deliberation, published = source.root.part("deliberation"), source.root.part("publication")
    for meeting in deliberation.parts("meetings"):
        asked, held = meeting.part("request"), meeting.known_day("held_on")
        day = asked.known_day("submitted_on")
        yield from _piece(
            source, "提请讨论的请示", "decision-request", meeting, day, author=source.unit, number=asked.paper
        )
        yield from _piece(
            source,
            "集体讨论记录",
            "decision-minutes",
            meeting,
            meeting.part("record").known_day("made_on") or held,
            author=source.body,
            number=meeting.part("record").paper,
        )
    days = [one.known_day("published_on") for one in published.parts("channels")]
    first = min(filter(None, days), default=None)
    yield from _piece(source, "决策公布公告", "decision-publication", published, first, author=source.body)


def _executed(source: Source) -> Iterator[Piece]:
    execution = source.root.part("execution")
    if execution.parts("units"):
        yield Piece(
            "执行任务分解表", "decision-tasks", source.key, author=source.body, day=decided_on(source), note=PRINTED
        )
    for report in execution.parts("reports"):
        unit = report.known("unit")
        yield from _piece(
            source,
            "执行情况报告",
            "decision-execution-report",
            report,
            report.known_day("reported_on"),
            author=full_name(unit) if unit else source.unit,
        )
    for one in source.root.parts("evaluations"):
        report = one.part("report")
        evaluator = one.known("evaluator")
        yield from _piece(
            source,
            "后评估报告",
            "decision-evaluation",
            one,
            report.known_day("submitted_on"),
            author=full_name(evaluator) if evaluator else source.unit,
            number=report.paper,
        )
    yield Piece(
        "履行决策法定程序的说明",
        STATEMENT,
        source.key,
        author=source.unit,
        day=source.as_of,
        note=PRINTED,
    )


def decided_on(source: Source) -> date | None:
    """The day of the last decision."""
    made = [one.known_day("made_on") for one in source.root.part("deliberation").parts("decisions")]
    return max(filter(None, made), default=None)


_CHAPTERS = (_beginning, _public, _assessed, _reviewed, _decided, _executed)
