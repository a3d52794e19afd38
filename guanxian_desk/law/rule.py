"""The door every rule comes through: it names its norm, or the program does not start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from guanxian_desk.law.norms import Kind, Norm, norms

RuleFunction = TypeVar("RuleFunction", bound=Callable[..., Any])


class CitationError(LookupError):
    """A rule cites a norm that does not exist or is not for it: a fault of the program."""


def rule(norm_id: str, kind: Kind = Kind.CHECKED) -> Callable[[RuleFunction], RuleFunction]:
    """Mark a function as the rule of a norm; the function itself is returned unchanged.

    CitationError, at import, for an unknown norm or a norm of another kind.
    """
    norm = norms().get(norm_id)
    if norm is None or norm.kind is not kind:
        raise CitationError(f"{norm_id} is no {kind} norm of the regulation")

    def attach(function: RuleFunction) -> RuleFunction:
        function.norm = norm  # type: ignore[attr-defined]
        return function

    return attach


def cited(function: Callable[..., Any]) -> Norm:
    """The norm that a rule was declared for; CitationError when it was not declared."""
    norm = getattr(function, "norm", None)
    if not isinstance(norm, Norm):
        raise CitationError(f"{function!r} names no norm")
    return norm
