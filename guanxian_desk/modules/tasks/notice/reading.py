"""Reading a notice: from its bytes to the document that the command line prints (readings 1–6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guanxian_desk.modules.tasks.notice.clauses import Names
from guanxian_desk.modules.tasks.notice.drafts import Gathered
from guanxian_desk.modules.tasks.notice.encoded import read_manuscript
from guanxian_desk.modules.tasks.notice.furniture import without_furniture
from guanxian_desk.modules.tasks.notice.head import Signature, find_signatures, is_closing, read_head, title_year
from guanxian_desk.modules.tasks.notice.labels import read_label
from guanxian_desk.modules.tasks.notice.manuscript import Block, Line, Table, tighten
from guanxian_desk.modules.tasks.notice.notice import Notice, NoticeTask, Section
from guanxian_desk.modules.tasks.notice.numbers import task_numbers
from guanxian_desk.modules.tasks.notice.outline import read_outline
from guanxian_desk.modules.tasks.notice.printing import observe
from guanxian_desk.modules.tasks.notice.remarks import remarks
from guanxian_desk.modules.tasks.notice.table import is_task_table
from guanxian_desk.modules.tasks.notice.tree import gather
from guanxian_desk.modules.tasks.units import UnitBook

_NAMES_UNITS = re.compile(r"牵头|(?:责任|配合|协办|参与)(?:单位|部门)|主办|会同|负责[）)〕］\]】]")


def read_notice(data: bytes, name: str, book: UnitBook) -> Notice:
    """Read a notice's bytes. UserError when they hold no text."""
    names = Names(book.known, book.whole_names())
    blocks = _task_blocks(without_furniture(read_manuscript(data, name)))
    signatures = find_signatures(blocks)
    first = signatures[0] if signatures else None
    bodies = [_body(part) for part in _parts(blocks, signatures)]
    heads = [read_head(blocks, body, first) for body in bodies]
    found = [
        gather(read_outline(body, observe(body, names)), names, title_year(head.title, head.day))
        for body, head in zip(bodies, heads)
    ]
    best = max(range(len(found)), key=lambda at: (_weight(found[at]), -at))
    head, gathered = heads[best], found[best]
    tasks = _numbered(gathered)
    return Notice(
        head.title,
        head.number,
        head.day,
        head.issuer,
        title_year(head.title, head.day),
        tuple(Section("-".join(heading.path), heading.title) for heading in gathered.headings),
        tasks,
        tuple(remarks(gathered, tasks, book)),
    )


def _numbered(gathered: Gathered) -> tuple[NoticeTask, ...]:
    return tuple(
        NoticeTask(
            number,
            "-".join(draft.path),
            draft.title,
            draft.text,
            draft.units.lead,
            draft.units.responsible,
            draft.due,
        )
        for draft, number in zip(gathered.drafts, task_numbers(gathered))
    )


def _task_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Tables that hold no tasks (letterheads, layout) as plain lines."""
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and not is_task_table(block):
            texts = [line for row in block.rows for cell in row for line in cell.text.split("\n")]
            flat += [Line(text, whole=True) for text in texts if text.strip()]
        else:
            flat.append(block)
    return flat


def _parts(blocks: Sequence[Block], signatures: Sequence[Signature]) -> list[Sequence[Block]]:
    """The notice between its signatures: the letter itself, and what is annexed behind it."""
    parts, start = [], 0
    for signature in signatures:
        parts.append(blocks[start : signature.at + 1 - signature.lines])
        start = signature.at + 1
    return [*parts, blocks[start:]]


def _body(blocks: Sequence[Block]) -> Sequence[Block]:
    """The part up to its closing lines: 附件, 抄送 … behind which no units are named any more."""
    texts = [tighten(block.text) if isinstance(block, Line) else "" for block in blocks]
    naming = [at for at, text in enumerate(texts) if not text or _NAMES_UNITS.search(text)]
    begun = next((at for at, text in enumerate(texts) if not text or read_label(text)), len(texts))
    for at in range(max(begun, *naming[-1:], 0), len(texts)):
        if is_closing(texts[at]):
            return blocks[:at]
    return blocks


def _weight(gathered: Gathered) -> tuple[int, int]:
    return (sum(bool(draft.units) for draft in gathered.drafts), len(gathered.drafts))
