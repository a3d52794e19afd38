"""The dossier's form, read from its schema: stages, the records in each, and every field with its Chinese label.

The screen edits a dossier from this description alone; a field that the schema gains is on screen at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from guanxian_desk.modules.decisions.schema import schema
from guanxian_desk.modules.decisions.wording import Node, label, resolved, value_words

Path = tuple[str, ...]


class Shape(StrEnum):
    """How a field is edited.

    TEXT one line · LONG several lines · DAY date · TIME 时:分 · NUMBER whole number · FLAG 是/否 · CHOICE one of
    choices · CHOICES some of choices (in order where order is the fact) · NAMES a list of texts · REFERENCE the id of
    a record under one of leads_to · EVIDENCE ids of attachments · GROUP fields of one object · RECORDS a list of
    objects.
    """

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    TIME = "time"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    NAMES = "names"
    REFERENCE = "reference"
    EVIDENCE = "evidence"
    GROUP = "group"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Field:
    """One property of the schema.

    name: in the document; label, help: short and whole Chinese description; required: a record is not taken without
    it; choices: of CHOICE and CHOICES; fields: of GROUP and of each entry of RECORDS (without id); identified: entries
    have ids; leads_to: the lists whose records a REFERENCE may name; ordered: the order of CHOICES is a fact.
    """

    name: str
    label: str
    help: str
    shape: Shape
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    identified: bool = False
    leads_to: tuple[Path, ...] = ()
    ordered: bool = False

    def field(self, name: str) -> Field:
        """The field of this name within a GROUP or an entry of RECORDS. KeyError when there is none."""
        return {one.name: one for one in self.fields}[name]


@dataclass(frozen=True, slots=True)
class Section:
    """One stage of the procedure on screen: its title and its fields, each with its path in the document."""

    key: str
    title: str
    fields: tuple[tuple[Path, Field], ...]


# A stage is one part of the document or several; the order is that of the procedure.
_SECTIONS = (
    ("matter", "决策事项", ("matter",)),
    ("catalogue", "年度目录", ("catalogue",)),
    ("initiation", "决策启动", ("initiation",)),
    ("drafting", "草案拟定", ("drafting",)),
    ("participation", "公众参与", ("participation",)),
    ("experts", "专家论证", ("expert_reviews",)),
    ("risk", "风险评估", ("risk",)),
    ("legality", "合法性审查", ("legality",)),
    ("deliberation", "集体讨论决定", ("deliberation",)),
    ("publication", "公布解读", ("publication",)),
    ("execution", "执行调整", ("execution",)),
    ("evaluations", "后评估", ("evaluations",)),
    ("archive", "归档", ("archive",)),
    ("confirmations", "确认和放行", ("attestations", "waivers")),
    ("attachments", "附件", ("attachments",)),
)
_DRAFTS: tuple[Path, ...] = (("drafting", "drafts"),)
_LEADS_TO: dict[str, tuple[Path, ...]] = {
    "unit_review": (("legality", "unit_reviews"),),
    "meeting": (("deliberation", "meetings"),),
    "ground": (("execution", "problems"), ("evaluations",)),
    "source": tuple(("participation", name) for name in ("notices", "symposia", "hearings", "other_methods", "polls")),
    "draft": _DRAFTS,
    "text": (("attachments",),),
}
_LONG = frozenset(
    {"text", "reason", "note", "changes", "advice", "shortening_statement", "measures", "public_interest", "result",
     "opinion", "basis", "category_reason", "contrary_reason", "delay_reason", "task", "measure", "conclusion"}
)  # fmt: skip
_TOLD, _LONGEST = 3, 40
_ORDERED = frozenset({("hearings", "steps"), ("meetings", "steps")})


@cache
def outline() -> tuple[Section, ...]:
    """All stages in the order of the procedure."""
    parts = schema()["properties"]
    return tuple(
        Section(key, title, tuple(pair for name in names for pair in _of_part(name, parts[name])))
        for key, title, names in _SECTIONS
    )


def field_at(path: Path) -> Field:
    """The field of a place of the document; ids of records count as steps. KeyError when there is none."""
    at, found = next(pair for section in outline() for pair in section.fields if path[: len(pair[0])] == pair[0])
    rest = list(path[len(at) :])
    while rest:
        step = rest.pop(0)
        if found.shape is not Shape.RECORDS:
            found = found.field(step)
        elif rest:
            # The step was an id; the one after it names a field of the record.
            found = found.field(rest.pop(0))
    return found


def title_of(field: Field, record: dict[str, Any]) -> str:
    """What a record is called in a list: its telling values, such as 县财政局 2022-06-01."""
    told = [
        value_words(record[one.name])
        for one in field.fields
        if one.shape in (Shape.TEXT, Shape.DAY, Shape.CHOICE, Shape.NUMBER, Shape.LONG)
        and record.get(one.name) is not None
    ]
    name = " ".join(told[:_TOLD])
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def fields(one: Field | None = None) -> Iterator[Field]:
    """Every field, depth first."""
    for field in one.fields if one else (field for section in outline() for _, field in section.fields):
        yield field
        yield from fields(field)


def _of_part(name: str, node: Node) -> Iterator[tuple[Path, Field]]:
    """The fields of a part: of an object its own properties, of a list the list."""
    field = _field((name,), node, frozenset())
    if field.shape is Shape.RECORDS:
        yield (name,), field
    else:
        for one in field.fields:
            yield (name, one.name), one


def _field(path: Path, node: Node, required: frozenset[str]) -> Field:
    name, inner = path[-1], resolved(node)
    shape = _shape(name, node, inner)
    entry = resolved(inner["items"]) if "items" in inner else inner
    return Field(
        name,
        label(name, node),
        node.get("description") or inner.get("description", ""),
        shape,
        name in required,
        tuple(choice for choice in entry.get("enum", ()) if choice is not None),
        _fields(path, entry) if shape in (Shape.GROUP, Shape.RECORDS) else (),
        "id" in entry.get("properties", {}),
        _leads_to(path) if shape is Shape.REFERENCE else (),
        path[-2:] in _ORDERED,
    )


def _fields(path: Path, node: Node) -> tuple[Field, ...]:
    required = frozenset(node.get("required", ()))
    return tuple(_field((*path, name), part, required) for name, part in node["properties"].items() if name != "id")


def _shape(name: str, node: Node, inner: Node) -> Shape:
    kinds = inner.get("type", ())
    kind = next((one for one in ([kinds] if isinstance(kinds, str) else kinds) if one != "null"), "string")
    if name == "evidence":
        return Shape.EVIDENCE
    if kind == "object":
        return Shape.GROUP
    if kind == "array":
        return _of_list(resolved(inner["items"]))
    if "enum" in inner:
        return Shape.CHOICE
    simple = {"boolean": Shape.FLAG, "integer": Shape.NUMBER}
    return simple.get(kind) or _of_text(name, node, inner)


def _of_list(entry: Node) -> Shape:
    if "properties" in entry:
        return Shape.RECORDS
    return Shape.CHOICES if "enum" in entry else Shape.NAMES


def _of_text(name: str, node: Node, inner: Node) -> Shape:
    if inner is schema()["$defs"]["date"]:
        return Shape.DAY
    if inner is schema()["$defs"]["id"] or name == "draft":
        return Shape.REFERENCE
    if name in ("starts_at", "ends_at"):
        return Shape.TIME
    return Shape.LONG if name in _LONG and "anyOf" not in node else Shape.TEXT


def _leads_to(path: Path) -> tuple[Path, ...]:
    if path[-1] == "superseded_by":
        return (path[:-1],)
    return _LEADS_TO[path[-1]]
