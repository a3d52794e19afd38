"""合法性审查意见书 drafted from ticked findings: what the check found is proposed, the reviewer ticks and adds.

The conclusion follows 第四十五条: 不合法 for want of power or of lawful main contents, 退回补正 for a procedure that
was not performed, 修改后合法 for single provisions, 合法 where nothing was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guanxian_desk.law.articles import articles
from guanxian_desk.law.norms import norms
from guanxian_desk.law.verdicts import State, Verdict
from guanxian_desk.modules.decisions.check import CheckReport

Document = dict[str, Any]

BEYOND_POWERS = "超越法定权限或者主要内容不合法"
PROCEDURE_MISSED = "应当履行而未履行法定程序"
DETAIL_UNLAWFUL = "具体规定不合法"
_CONCLUSIONS = ((BEYOND_POWERS, "不合法"), (PROCEDURE_MISSED, "退回补正"), (DETAIL_UNLAWFUL, "修改后合法"))
_LAWFUL = "合法"
_SCOPE = ("法定权限", "法定程序", "内容合法")
_CONTENTS = ("审查的基本情况", "合法性审查结论", "理由、法律风险及修改意见和建议")
# What comes after the submission is not the reviewer's to find.
_LAST_ARTICLE = 42


@dataclass(frozen=True, slots=True)
class Proposed:
    """A finding to be ticked. norm: on which it rests ("" for one of the reviewer's own); article: its whole text."""

    norm: str
    kind: str
    text: str
    advice: str
    article: str = ""


def proposed(report: CheckReport) -> list[Proposed]:
    """What the check on the day of review would have the reviewer find: each broken norm up to the submission.

    They are faults of procedure; whether the contents are lawful, only the reviewer finds.
    """
    return [_proposed(one) for one in report.verdicts if one.state is State.UNMET and one.article <= _LAST_ARTICLE]


def opinion(ticked: Sequence[Proposed], ids: Sequence[str]) -> Document:
    """The opinion as the dossier's JSON, not yet issued; ids: one for each finding, in order."""
    kinds = {one.kind for one in ticked}
    return {
        "issued_on": None,
        "conclusion": next((said for kind, said in _CONCLUSIONS if kind in kinds), _LAWFUL),
        "scope": list(_SCOPE),
        "contents": list(_CONTENTS if ticked else _CONTENTS[:2]),
        "findings": [
            {"id": name, "kind": one.kind, "text": one.text, "advice": one.advice or None}
            for name, one in zip(ids, ticked, strict=True)
        ],
    }


def _proposed(verdict: Verdict) -> Proposed:
    norm = norms()[verdict.norm]
    text = f"{norm.citation}规定“{norm.quote}”。{verdict.message}"
    advice = f"按{norm.citation}的规定补正：{norm.demand}。补正后重新送审。"
    return Proposed(verdict.norm, PROCEDURE_MISSED, text, advice, articles()[norm.article].text)
