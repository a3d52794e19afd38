"""What a detail panel shows, as values: a page says what, the panel knows how."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Field:
    """A name and what stands beside it; link: the key a click on the value opens ("" for none)."""

    title: str
    text: str
    tone: str = ""
    link: str = ""


@dataclass(frozen=True)
class Section:
    """A heading (may be empty) over fields, a paragraph, and links (key, words)."""

    title: str = ""
    fields: tuple[Field, ...] = ()
    words: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Action:
    """A button: a verb with its object. primary: the one thing usually done here; tip: why it is disabled, or more."""

    key: str
    words: str
    icon: str = ""
    primary: bool = False
    enabled: bool = True
    tip: str = ""


@dataclass(frozen=True)
class Detail:
    """A record in the panel. lamp: (words, colour) of its state; subtitle: code and the like, after the words."""

    title: str
    subtitle: str = ""
    lamp: tuple[str, str] | None = None
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = field(default=())
