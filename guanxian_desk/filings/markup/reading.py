"""A form being read into a document: what has been seen so far, and what the form was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guanxian_desk.filings.document import Block, Document, Imprint, Layout, Masthead, Signature
from guanxian_desk.filings.markup import inline

ONCE = {
    "title": "标题",
    "number": "编号",
    "addressee": "主送机关",
    "red_head": "红头",
    "secrecy": "密级",
    "urgency": "紧急程度",
    "serial": "份号",
    "subject": "主题",
}
"""What a document has one of, and how a clerk calls it."""


class MarkupError(ValueError):
    """What is wrong with a form's text, in Chinese; line is the template's line, 0 when not known."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


@dataclass
class Reading:
    """A document being read. outer: the blocks before a tear-off slip that is still open;
    unsigned: a signature whose date is to follow; signed_by: 签发人; blanks: what the text lacks."""

    data: Mapping[str, object]
    layout: Layout
    landscape: bool
    once: dict[str, str] = field(default_factory=dict)
    masthead: Masthead | None = None
    imprint: Imprint | None = None
    blocks: list[Block] = field(default_factory=list)
    outer: list[Block] | None = None
    slip_title: str = ""
    unsigned: Signature | None = None
    signed_by: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    numbered: bool = True

    def value(self, path: str) -> object:
        """What the form was given under a name; dots and numbers reach inside. ValueError when it is not there."""
        found: object = self.data
        for step in path.split("."):
            found = _inside(found, step, path)
        return found

    def set_once(self, name: str, text: str) -> None:
        """Keeps what a document has one of. ValueError the second time."""
        if name in self.once:
            raise ValueError(f"{ONCE[name]}只能写一次")
        self.once[name] = inline.plain(text)

    def refuse_unsigned(self) -> None:
        """ValueError when a signature still waits for its date."""
        if self.unsigned is not None:
            raise ValueError("“@sign”“@byline”之后要有一行“@date”")

    def document(self) -> Document:
        """The whole document. ValueError when something was left open."""
        self.refuse_unsigned()
        if self.outer is not None:
            raise ValueError("“@tearoff”没有用“@end”结束")
        if "title" not in self.once:
            raise ValueError("没有标题（以“# ”开头的一行）")
        given = {name: self.once.get(name, "") for name in ONCE}
        return Document(
            title=given["title"],
            blocks=tuple(self.blocks),
            layout=self.layout,
            number=given["number"],
            addressee=given["addressee"],
            red_head=given["red_head"],
            secrecy=given["secrecy"],
            urgency=given["urgency"],
            serial=given["serial"],
            masthead=self.masthead,
            imprint=self.imprint,
            landscape=self.landscape,
            subject=given["subject"],
            signed_by=self.signed_by,
            blanks=self.blanks,
            numbered=self.numbered,
        )


def _inside(found: object, step: str, path: str) -> object:
    if isinstance(found, Mapping) and step in found:
        return found[step]
    if isinstance(found, list | tuple) and step.isdigit() and int(step) < len(found):
        return found[int(step)]
    if not step.startswith("_") and hasattr(found, step):
        return getattr(found, step)
    raise ValueError(f"没有给出“{path}”")
