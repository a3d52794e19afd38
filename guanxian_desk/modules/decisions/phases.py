"""The stages as the screen shows them, and for every norm its stage and the place where what it asks is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from guanxian_desk.law.norms import Kind, norms
from guanxian_desk.modules.decisions.outline import Path, Section, outline


@dataclass(frozen=True, slots=True)
class Phase:
    """One stage of the line at the left: its key, its word, and the parts of the outline it is recorded in."""

    key: str
    title: str
    sections: tuple[str, ...]


PHASES: tuple[Phase, ...] = (
    Phase("matter", "事项与目录", ("matter", "catalogue")),
    Phase("initiation", "启动", ("initiation",)),
    Phase("drafting", "起草", ("drafting",)),
    Phase("participation", "公众参与", ("participation",)),
    Phase("experts", "专家论证", ("experts",)),
    Phase("risk", "风险评估", ("risk",)),
    Phase("legality", "合法性审查", ("legality",)),
    Phase("deliberation", "集体讨论", ("deliberation",)),
    Phase("publication", "公布", ("publication",)),
    Phase("execution", "执行", ("execution",)),
    Phase("evaluations", "后评估", ("evaluations",)),
    Phase("archive", "归档", ("archive",)),
)

# Where the fact is written that a norm first looks at; what a person attests has no such place.
_RECORDED: Mapping[str, str] = {
    "matter.deciding_body": "R02-1",
    "matter.category": "R03-1",
    "matter.special_procedure": "R03-2",
    "matter.exclusion": "R03-3",
    "catalogue.compiled_on": "R04-1 R04-2",
    "catalogue.approved_on": "R04-3",
    "catalogue.adjustments": "R04-4",
    "catalogue.matter_name": "R04-5",
    "initiation.study": "R11-1 R11-3 R11-5",
    "initiation.proposal": "R11-2 R11-4",
    "initiation.units": "R12-1 R12-2 R12-3",
    "initiation.decided_on": "R65-1",
    "drafting.fair_competition_review": "R14-3",
    "drafting.trade_compliance_review": "R14-4",
    "drafting.cost_benefit": "R15-1 R15-2",
    "drafting.consultations": "R16-1",
    "drafting.dispute_statement": "R16-2",
    "participation.notices": "R17-1 R20-1 R20-2 R20-3 R20-4",
    "participation.enterprise_consultations": "R19-1",
    "participation.symposia": "R21-1 R21-2",
    "participation.hearings": "R22-1 R23-1 R24-2 R24-3 R24-4 R24-5 R25-1 R25-2 R26-1 R26-2",
    "participation.polls": "R27-1 R27-2",
    "participation.opinions": "R28-1 R28-2",
    "participation.summary": "R29-1",
    "participation.feedback": "R29-2",
    "expert_reviews": "R30-1 R31-2 R31-3 R31-4 R31-5 R31-6 R31-7 R34-1 R34-2 R34-4 R35-1 R35-2",
    "risk.assessments": "R36-1 R38-1 R38-2 R38-3 R38-4 R39-1",
    "risk.prior_assessments": "R36-2",
    "risk.controllability": "R40-3",
    "legality.unit_reviews": "R14-1 R14-2 R41-1",
    "legality.guidance": "R41-4",
    "legality.rounds": "R41-2 R42-1 R42-3 R42-4 R42-5 R42-6 R43-1 R44-1 R44-3 R44-4 R45-1 R45-2 R45-3 R46-1 R46-2 R47-1"
    " R47-2",
    "deliberation.meetings": "R48-1 R49-1 R49-2 R49-3 R49-4 R49-5 R50-1 R50-4",
    "deliberation.decisions": "R48-2 R50-2 R50-3",
    "deliberation.party_report": "R51-1",
    "deliberation.higher_approvals": "R51-2",
    "publication.channels": "R06-2 R52-1",
    "publication.interpretations": "R52-2",
    "execution.units": "R53-1 R53-4",
    "execution.reports": "R53-3",
    "execution.problems": "R54-1",
    "execution.suggestions": "R54-4",
    "execution.adjustments": "R55-1 R55-4",
    "evaluations": "R56-3 R56-4 R57-1 R57-2 R57-4",
    "archive.closed_on": "R59-2",
    "archive.items": "R59-3",
}
_PLACES: Mapping[str, Path] = {
    norm: tuple(place.split(".")) for place, named in _RECORDED.items() for norm in named.split()
}
# The last article of each stage, for what is attested rather than recorded.
_LAST_ARTICLE = (
    (10, "matter"), (12, "initiation"), (16, "drafting"), (29, "participation"), (35, "experts"), (40, "risk"),
    (47, "legality"), (51, "deliberation"), (52, "publication"), (55, "execution"), (57, "evaluations"),
    (58, "execution"), (59, "archive"), (65, "matter"),
)  # fmt: skip

GATES: Mapping[str, tuple[str, str]] = {
    "R41-1": ("送请合法性审查", "legality"),
    "R41-2": ("提请讨论和上会", "deliberation"),
    "R40-3": ("作出决定：风险可控", "deliberation"),
    "R48-2": ("作出决定：经集体讨论", "deliberation"),
    "R55-1": ("停止、中止执行或者修改", "execution"),
    "R57-4": ("经评估停止、修改", "evaluations"),
}
"""What each gate leads to, and the stage it stands before."""
CHANGES = frozenset({"R55-1", "R57-4"})
"""The gates before a change of a decision that stands; shut as long as nobody wants one."""


def place_of(norm: str) -> Path | None:
    """Where what a norm asks is recorded; None for what is attested and for principles."""
    return _PLACES.get(norm)


def phase_of(norm: str) -> str:
    """The key of the stage a norm is shown in."""
    place = place_of(norm)
    if place is not None:
        return phase_of_place(place)
    article = norms()[norm].article
    return next(key for last, key in _LAST_ARTICLE if article <= last)


def phase_of_place(place: Path) -> str:
    """The key of the stage that a place of the document belongs to. KeyError for a place of no stage."""
    return _phases_of_parts()[place[0]]


def sections_of(phase: Phase) -> tuple[Section, ...]:
    """The parts of the outline that a stage shows."""
    return tuple(section for section in outline() if section.key in phase.sections)


def judged_norms() -> tuple[str, ...]:
    """Every norm with a verdict, in the order of the regulation."""
    return tuple(norm.id for norm in norms().values() if norm.kind is not Kind.INFORMATIVE)


@cache
def _phases_of_parts() -> Mapping[str, str]:
    return {path[0]: phase.key for phase in PHASES for section in sections_of(phase) for path, _field in section.fields}
