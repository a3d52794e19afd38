"""What a decision's file lacks, and what was not lawful: for the check pages of the dossier and of its packet."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.law.norms import norms
from guanxian_desk.modules.decisions.papers.pieces import PRINTED, Piece, decided_on
from guanxian_desk.modules.decisions.papers.source import Source

_SEALED = frozenset(
    {
        "decision-hearing-record", "decision-expert-opinion", "decision-first-review", "decision-opinion",
        "decision-request", "decision-minutes", "decision-risk-report", "decision-competition",
    }
)  # fmt: skip
"""Papers that are nothing without a signature or a seal."""

_FILES = (
    ("决策草案", "第四十二条第一款第二项"),
    ("法律法规规章和政策依据目录及文本", "第四十二条第一款第四项"),
    ("部门会签意见", "第四十二条第一款第五项"),
    ("会议纪要", "第五十九条第二款"),
)
"""Materials that only a file can bring."""


def wanting(source: Source, found: Sequence[Piece]) -> tuple[str, ...]:
    """In the clerk's words: the broken norms, then what the file lacks."""
    broken = [f"{norms()[one.norm].citation}（{one.norm}）：{one.message.rstrip('。')}" for one in source.report.unmet]
    return (*broken, *lacking(source, found))


def lacking(source: Source, found: Sequence[Piece]) -> tuple[str, ...]:
    """Files that are not there (asked for once a decision is made), and prints that want a signature or a seal."""
    titles = [piece.title for piece in found]
    decided = decided_on(source) is not None
    files = [f"缺少{title}（{clause}）" for title, clause in _FILES if decided and not _there(title, titles)]
    unsigned = [f"{one.title}（{one.subject}）" for one in found if one.note == PRINTED and one.form in _SEALED]
    prints = [f"下列材料是本机打印稿，请换装签字盖章的正本：{'、'.join(unsigned)}"] if unsigned else []
    return (*files, *prints)


def _there(title: str, titles: Sequence[str]) -> bool:
    """A role may say more than the material: 决策草案（送审稿）."""
    return any(one.startswith(title) for one in titles)
