"""What a decision's file lacks, and what was not lawful: for the check page of its packet."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.law.norms import norms
from guanxian_desk.modules.decisions.papers.pieces import PRINTED, Piece, decided_on
from guanxian_desk.modules.decisions.papers.source import Source


def wanting(source: Source, found: Sequence[Piece]) -> tuple[str, ...]:
    """What the file lacks or what was not lawful, in the clerk's words: the broken norms, then prints without seals."""
    broken = [f"{norms()[one.norm].citation}（{one.norm}）：{one.message.rstrip('。')}" for one in source.report.unmet]
    unsealed = [
        f"{piece.title}（{piece.subject}）" for piece in found if piece.note == PRINTED and piece.form in _SEALED
    ]
    prints = [f"下列材料是本机打印稿，请换装签字盖章的正本：{'、'.join(unsealed)}"] if unsealed else []
    return (*broken, *_missing(source, found), *prints)


_SEALED = frozenset(
    {
        "decision-hearing-record", "decision-expert-opinion", "decision-first-review", "decision-opinion",
        "decision-request", "decision-minutes", "decision-risk-report", "decision-competition",
    }
)  # fmt: skip
"""Papers that are nothing without a signature or a seal."""

_ARCHIVED = (
    ("决策草案", "第四十二条第一款第二项"),
    ("法律法规规章和政策依据目录及文本", "第四十二条第一款第四项"),
    ("部门会签意见", "第四十二条第一款第五项"),
    ("会议纪要", "第五十九条第二款"),
)


def _missing(source: Source, found: Sequence[Piece]) -> list[str]:
    """Materials that only a file can bring (第四十二条、第五十九条), and the papers of steps that are not recorded."""
    titles = {piece.title for piece in found}
    if decided_on(source) is None:
        return []
    wanted = [(title, clause) for title, clause in _ARCHIVED if title not in titles]
    return [f"缺少{title}（{clause}）" for title, clause in wanted]
