"""What a duty hands over when one of its papers is asked for; services make the PDF or the workbook of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from guanxian_desk.filings.document import Table

Ask = TypeVar("Ask")


@dataclass(frozen=True)
class Content:
    """Everything a paper says.

    documents: what the form is given, once for every document of the packet; sheets: the tables of its workbook,
    each with a caption of its own, as its name; lines: what the workbook says under every title; about: whom or what
    it is of, for the file's name; amount_fen: the sum that the filing history shows; persons: how many people's
    numbers it names (a full one is logged then).
    """

    documents: tuple[Mapping[str, object], ...]
    sheets: tuple[Table, ...]
    lines: tuple[str, ...] = ()
    about: str = ""
    amount_fen: int | None = None
    persons: int = 0


@dataclass(frozen=True)
class Paper(Generic[Ask]):
    """One paper of a duty. key: its form's; needs: what must be said to get it; takes: what may be said besides."""

    key: str
    content: Callable[[Ask], Content]
    needs: tuple[str, ...] = ("as_of",)
    takes: tuple[str, ...] = ()
