"""The cultivation papers: every form of this duty has its data here, and nothing here is without a form."""

from __future__ import annotations

from guanxian_desk.modules.cultivation.papers import (
    audit,
    claims,
    effect,
    enterprise,
    pool,
    publicity,
    review,
    targets,
)
from guanxian_desk.modules.papers import Asked, Paper

FORMS: tuple[Paper[Asked], ...] = (
    Paper("cultivation-pool", pool.content),
    Paper("cultivation-review", review.content),
    Paper("cultivation-targets", targets.content),
    Paper("cultivation-claims", claims.content),
    Paper("cultivation-publicity", publicity.content),
    Paper("cultivation-audit", audit.content),
    Paper(
        "cultivation-enterprise",
        enterprise.content,
        needs=("subject", "as_of"),
        subject_word="企业",
        subjects=enterprise.subjects,
    ),
    Paper("cultivation-effect", effect.content),
)
