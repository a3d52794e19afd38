"""Dossiers with anything missing: every paper is still made, in words, whatever the clerk has not entered yet."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import texts
from guanxian_desk.filings.forms import render
from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.papers import (
    answers,
    archive,
    competition,
    discussion,
    draft_paper,
    drafts,
    evaluation,
    execution,
    experts,
    hearings,
    initiation,
    notices,
    opinions,
    review,
    risk,
    schedule,
    stub,
    submission,
    verdicts,
)
from guanxian_desk.modules.decisions.schema import schema
from guanxian_desk.modules.decisions.wording import resolved
from tests.decisions_papers.dossiers import full, source
from tests.decisions_papers.office_file import PAPERS, YEARLY, our_forms
from tests.decisions_papers.said import Build

BUILDS: Mapping[str, Build] = {
    "proposal": initiation.study, "timetable": schedule.timetable, "notice": notices.public_notice,
    "symposium": notices.symposium, "hearing-notice": hearings.notice, "hearing-participants": hearings.participants,
    "hearing-record": hearings.record, "hearing-report": hearings.report, "poll": opinions.poll,
    "feedback": opinions.feedback, "expert-letter": experts.letter, "expert-opinion": experts.opinion,
    "expert-adoption": experts.adoption, "risk-plan": risk.plan, "risk-report": risk.report,
    "competition": competition.review, "first-review": submission.first_review, "submission": submission.application,
    "drafting-statement": submission.statement, "materials": submission.materials, "supplement": review.supplement,
    "opinion": review.opinion, "refusals": answers.refusals, "request": discussion.request,
    "minutes": discussion.minutes, "publication": discussion.publication, "tasks": execution.tasks,
    "execution-report": execution.report, "evaluation": evaluation.report, "procedure-statement": verdicts.statement,
    "drafts": drafts.comparison, "draft": draft_paper.draft, "check": verdicts.check, "cover": archive.cover,
    "index": archive.index, "closing": archive.closing, "stub": stub.stub,
}  # fmt: skip

MAY_BE_REFUSED = ("refusals", "request", "publication")


def test_every_paper_of_a_dossier_is_tried_here() -> None:
    assert {f"decision-{name}" for name in BUILDS} == set(PAPERS) - {YEARLY}


def pruned(value: Any, shape: Mapping[str, Any], chance: Random, share: float) -> Any:
    """The value without a share of what the schema lets be absent."""
    shape = resolved(shape)
    if isinstance(value, list):
        return [pruned(entry, shape.get("items", {}), chance, share) for entry in value if chance.random() > share / 3]
    if not isinstance(value, dict):
        return value
    needed = set(shape.get("required", ()))
    kept = {name for name in value if name in needed or chance.random() > share}
    parts = shape.get("properties", {})
    return {name: pruned(value[name], parts.get(name, {}), chance, share) for name in value if name in kept}


def dossier(seed: int) -> dict[str, Any]:
    """A valid dossier with holes; the same seed gives the same."""
    chance = Random(seed)
    document = pruned(full(), schema(), chance, (0.1, 0.3, 0.6)[seed % 3])
    for _ in range(100):
        try:
            dossier_from_document(document, "pruned")
        except UserError as refused:
            # What referred to a record that is gone now goes too.
            document = _without_reference(document, str(refused).partition("引用的编号“")[2].partition("”")[0])
        else:
            return document
    raise AssertionError("the references do not come to an end")


def _without_reference(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [_without_reference(entry, name) for entry in value if entry != name and not _of(entry, name)]
    if isinstance(value, dict):
        return {key: _without_reference(part, name) for key, part in value.items() if part != name or key == "id"}
    return value


def _of(entry: Any, name: str) -> bool:
    """An opinion must say what it came from."""
    return isinstance(entry, dict) and entry.get("source") == name


def every_paper_of(document: dict[str, Any]) -> None:
    """Each paper made and filled in; what may be refused is refused in words."""
    for name, build in BUILDS.items():
        try:
            content = build(source(document))
        except UserError:
            if name not in MAY_BE_REFUSED:
                raise
            continue
        for data in content.documents:
            said = " ".join(texts(render(our_forms()[f"decision-{name}"], data)))
            assert "None" not in said, name
            assert "。。" not in said, (name, said)
        assert all(label.strip("：") == label for label in content.missing), name


@pytest.mark.parametrize("seed", range(9))
def test_papers_of_a_dossier_with_holes(seed: int) -> None:
    every_paper_of(dossier(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(9, 300))
def test_papers_of_many_dossiers_with_holes(seed: int) -> None:
    every_paper_of(dossier(seed))


HOSTILE = "*|@#\\{{x}}{%y%}"


def hostile(value: Any, shape: Mapping[str, Any]) -> Any:
    """Every free text with signs behind it that mean something to a form."""
    shape = resolved(shape)
    if isinstance(value, list):
        return [hostile(entry, shape.get("items", {})) for entry in value]
    if isinstance(value, dict):
        parts = shape.get("properties", {})
        return {name: part if name == "draft" else hostile(part, parts.get(name, {})) for name, part in value.items()}
    free = not {"enum", "pattern", "format", "const"} & set(shape)
    return f"{value}{HOSTILE}" if isinstance(value, str) and free else value


def test_whatever_a_clerk_writes_is_printed_as_it_is() -> None:
    document = hostile(full(), schema())
    # References and numbers keep their form; a unit named twice must stay the same unit.
    dossier_from_document(document, "hostile")
    every_paper_of(document)
    (data,) = notices.public_notice(source(document)).documents
    paper = render(our_forms()["decision-notice"], data)
    assert f"冠县城区道路改造工程{HOSTILE}（草案）" in paper.plain_title
    assert any(f"冠县冠宜春路中段县交通运输局办公室{HOSTILE}" in words for words in texts(paper))


def test_a_very_long_name_breaks_no_paper() -> None:
    every_paper_of(full(**{"matter.title": "冠县" + "城乡融合发展示范区基础设施提升" * 12 + "实施方案"}))
