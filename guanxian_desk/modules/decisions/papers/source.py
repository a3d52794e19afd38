"""What a paper of a decision is made from: the dossier on a day, the blanks it leaves, and whom the paper is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from guanxian_desk.base.days import spoken
from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import Table
from guanxian_desk.modules.decisions.case import Case
from guanxian_desk.modules.decisions.check import Checker, CheckReport
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.reading import read
from guanxian_desk.modules.decisions.keeping import is_secret, lead_unit
from guanxian_desk.modules.decisions.limits import Limits
from guanxian_desk.modules.decisions.papers.parts import Blanks, Part, document_part
from guanxian_desk.modules.decisions.papers.words import GOVERNMENT, full_name
from guanxian_desk.modules.papers import Content

Data = Mapping[str, object]
Places = Mapping[tuple[int, str], str]
"""Where the evidence lies (第12页): by the article that demands it (0 for any) and the id of the record or file."""


def _no_file(_sha256: str) -> bytes | None:
    return None


@dataclass(frozen=True)
class Source:
    """A dossier as its papers are made from it.

    document: as the schema has it; rest: what stands after the key in the subject (a record's id, a name);
    places: where the packet has the evidence (empty outside a packet); readings: the office's choices for what
    the regulation leaves open, in words, each with its basis ("" while there is none); file: an attachment's bytes by
    its SHA-256, None when they are not here.
    """

    document: Mapping[str, Any]
    as_of: date
    office: str = ""
    sample: bool = False
    rest: tuple[str, ...] = ()
    checker: Checker = field(default_factory=Checker)
    places: Places = field(default_factory=dict)
    readings: tuple[tuple[str, str], ...] = ()
    file: Callable[[str], bytes | None] = _no_file
    blanks: Blanks = field(default_factory=Blanks)

    @property
    def key(self) -> str:
        """The dossier's key."""
        return str(self.document["key"])

    @cached_property
    def dossier(self) -> Dossier:
        """The facts that the rules see."""
        return read(Dossier, self.document)

    @cached_property
    def case(self) -> Case:
        """The dossier on the day of the paper."""
        return Case(self.dossier, self.as_of, self.checker.calendar, self.checker.editions)

    @cached_property
    def report(self) -> CheckReport:
        """The verdicts of the day."""
        return self.checker.check(self.dossier, self.as_of)

    @cached_property
    def root(self) -> Part:
        """The document, fact by fact."""
        return document_part(self.document, self.blanks)

    @property
    def secret(self) -> bool:
        """Whether the matter is marked a state secret, of which this PC keeps only the number."""
        return is_secret(dict(self.document))

    def limits(self, day: date | None = None) -> Limits:
        """The regulation's numbers on the day of a step."""
        return self.case.limits(day)

    @property
    def matter(self) -> str:
        """The decision's name."""
        return self.root.part("matter").text("title")

    @property
    def body(self) -> str:
        """Who decides, in full; 县人民政府 while that is not recorded."""
        known = self.root.part("matter").known("deciding_body")
        if known in (None, "县人民政府"):
            return GOVERNMENT
        return self.blanks.leave("决策机关的全称") if known in _KINDS else full_name(known)

    @property
    def unit(self) -> str:
        """The undertaking unit that leads, as it signs."""
        return full_name(self._lead or self.blanks.leave("决策承办单位"))

    @cached_property
    def _lead(self) -> str:
        return lead_unit(self.dossier)

    def head(self, *names: str) -> dict[str, object]:
        """What a form asks for of these: matter, unit, body. What no form prints leaves no blank."""
        return {name: getattr(self, name) for name in names}

    def aside(self) -> Source:
        """The same, for what is looked up and not printed: its blanks are not this paper's."""
        return replace(self, blanks=Blanks())

    def records(self, owner: Part, name: str) -> tuple[Part, ...]:
        """The records that the paper is of: the one the subject names, else all that no later one replaces.

        An empty one, for a paper of blanks, when there is none. UserError for an id that is not there.
        """
        every = owner.parts(name)
        if self.rest:
            found = [part for part in every if part.id == self.rest[0]]
            if not found:
                raise self.no_such([part.id for part in every])
            return tuple(found)
        replaced = "superseded_by"
        standing = tuple(part for part in every if not (part.has(replaced) and part.known(replaced)))
        return standing or (owner.empty(name),)

    def no_such(self, known: Sequence[str]) -> UserError:
        """The refusal of a subject that names a record that is not there."""
        there = f"可写的有：{'、'.join(f'{self.key}/{one}' for one in known)}" if known else "本案卷还没有登记这种记录"
        return UserError(f"案卷“{self.key}”里没有“{'/'.join(self.rest)}”这条记录", "没有生成文书", there)

    def day_signed(self, part: Part, name: str) -> str:
        """The day under the signature; "" leaves room for 年 月 日, and is a blank."""
        day = part.known_day(name)
        if day is None:
            self.blanks.leave(part.label(name))
        return spoken(day) if day else ""

    def content(self, documents: Sequence[Data], sheets: Sequence[Table] = (), about: str = "") -> Content:
        """The paper's content, with the blanks left so far."""
        return Content(
            tuple(documents), tuple(sheets), about=about or "_".join((self.key, *self.rest)), missing=self.blanks.labels
        )


_KINDS = ("乡镇人民政府（街道办事处）", "县直部门")
