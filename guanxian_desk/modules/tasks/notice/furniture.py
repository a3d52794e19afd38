"""Page furniture: page numbers, running heads and the like, which printing put between the lines (reading 3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from guanxian_desk.modules.tasks.notice.head import TITLE_END
from guanxian_desk.modules.tasks.notice.manuscript import Block, Line, Table, tighten

_DASH = "-—–―－─·•~〜～"
_NUMBER = re.compile(
    rf"[{_DASH}]*\d{{1,4}}[{_DASH}]*|第\d{{1,4}}页(?:[,，/]?共\d{{1,4}}页)?|\d{{1,4}}/\d{{1,4}}|[Pp]age\d+(?:of\d+)?"
)
# The gazette's head or foot: its name and issue, with or without a page number.
_ISSUE = re.compile(r".{0,40}?\d{4}年?第\d{1,3}期.{0,24}")
_GAZETTE = re.compile(r".{2,20}(?:公报|GONGBAO|GAZETTE)(?:[-—·•]*\d{1,4}[-—·•]*)?")
_MOTTO = re.compile(r"传达政令[·.•]?宣传政策[·.•]?指导工作[·.•]?服务社会")
_RED_HEAD = re.compile(r"[\u4e00-\u9fff]{0,18}(?:政府|委员会|办公室|局)文件")
_CONTENTS = re.compile(r".*[.．…·]{4,}\d{1,4}")
_SPEAKING = re.compile(r"[，。；：、！？,;:〔〕（）()［］\[\]【】“”《》]")
_DIGITS = re.compile(r"\d+")


def without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without blank lines and without page furniture."""
    filled = [block for block in blocks if isinstance(block, Table) or block.text.strip()]
    numbers = [_is_furniture(block) for block in filled]
    heads = _running_heads(filled, numbers)
    return [block for block, number, head in zip(filled, numbers, heads) if not number and not head]


def _is_furniture(block: Block) -> bool:
    if isinstance(block, Table):
        return False
    text = tighten(block.text)
    if _NUMBER.fullmatch(text) or _MOTTO.fullmatch(text) or _CONTENTS.fullmatch(text):
        return True
    return not _SPEAKING.search(text) and bool(_ISSUE.fullmatch(text) or _GAZETTE.fullmatch(text))


def _running_heads(blocks: Sequence[Block], numbers: Sequence[bool]) -> list[bool]:
    """Lines at a page's edge whose words, apart from digits, stand there on several pages."""
    edges = [_at_edge(blocks, numbers, at) for at in range(len(blocks))]
    seen = Counter(_words(block) for block, edge in zip(blocks, edges) if edge)
    within = Counter(_words(block) for block, edge in zip(blocks, edges) if not edge)
    first = _words(blocks[0]) if blocks else ""
    return [
        (edge or at == 0) and _quiet(block) and _repeats(_words(block), seen, within, first, at == 0)
        for at, (block, edge) in enumerate(zip(blocks, edges))
    ]


def _repeats(words: str, seen: Counter[str], within: Counter[str], first: str, at_top: bool) -> bool:
    """Whether the words stand at several pages' edges and, but for the title itself, nowhere else."""
    if at_top:
        # The first line may be the title that later pages repeat.
        return seen[words] > 0 and not TITLE_END.fullmatch(words)
    return bool(_RED_HEAD.fullmatch(words)) or (within[words] <= 1 and (seen[words] > 1 or words == first))


def _at_edge(blocks: Sequence[Block], numbers: Sequence[bool], at: int) -> bool:
    if numbers[at]:
        return False
    beside = [place for place in (at - 1, at + 1) if 0 <= place < len(blocks)]
    return _begins_page(blocks[at]) or any(
        numbers[place] or (place > at and _begins_page(blocks[place])) for place in beside
    )


def _begins_page(block: Block) -> bool:
    return isinstance(block, Line) and block.page


def _words(block: Block) -> str:
    return _DIGITS.sub("", tighten(block.text)) if isinstance(block, Line) else ""


def _quiet(block: Block) -> bool:
    words = _words(block)
    return bool(words) and not _SPEAKING.search(words)
