"""A dossier: all facts of one decision, as the rules see them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guanxian_desk.modules.decisions.facts.assessment import ExpertReview, Risk
from guanxian_desk.modules.decisions.facts.deliberation import Deliberation, Publication
from guanxian_desk.modules.decisions.facts.execution import Archive, Evaluation, Execution
from guanxian_desk.modules.decisions.facts.legality import Legality
from guanxian_desk.modules.decisions.facts.matter import Catalogue, Drafting, Initiation, Matter
from guanxian_desk.modules.decisions.facts.participation import Participation


class Attestation(NamedTuple):
    """经办人对一条规范的确认."""

    norm: str
    by: str | None
    on: date
    note: str | None
    evidence: tuple[str, ...]


class Waiver(NamedTuple):
    """“一般”规范的例外."""

    norm: str
    reason: str | None
    by: str | None
    on: date
    evidence: tuple[str, ...]


class Dossier(NamedTuple):
    """一项重大行政决策的全部程序事实."""

    key: str
    matter: Matter
    catalogue: Catalogue
    initiation: Initiation
    drafting: Drafting
    participation: Participation
    expert_reviews: tuple[ExpertReview, ...]
    risk: Risk
    legality: Legality
    deliberation: Deliberation
    publication: Publication
    execution: Execution
    evaluations: tuple[Evaluation, ...]
    archive: Archive
    attestations: tuple[Attestation, ...]
    waivers: tuple[Waiver, ...]
