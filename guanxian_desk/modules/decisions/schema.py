"""The dossier's schema as checking functions made from it: a document fits, or the exact place is told in words.

Only the keywords that dossier.schema.json uses are known; any other ends the start of the program. Reading the schema
and making the functions takes a few milliseconds, so a cold start needs no generated code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from guanxian_desk.base.paths import shipped

Node = Mapping[str, Any]
Step = str | int

_KNOWN = {
    "type", "enum", "const", "pattern", "format", "minLength", "maxLength", "minimum", "properties", "required",
    "additionalProperties", "items", "uniqueItems", "anyOf", "$ref", "$defs", "$schema", "$id", "title", "description",
}  # fmt: skip
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "integer": (int,), "null": (type(None),)
}  # fmt: skip
_TYPE_WORDS = {"object": "一组内容", "array": "列表", "string": "文字", "boolean": "是或者否", "integer": "整数"}


class Misfit(Exception):  # noqa: N818 - an answer about a document, turned into words by the reader
    """The document does not fit; path leads to the place, words say what is wrong there."""

    def __init__(self, words: str, path: tuple[Step, ...] = ()) -> None:
        super().__init__(words)
        self.words = words
        self.path = path

    def under(self, step: Step) -> Misfit:
        """The same fault, seen from one level further out."""
        return Misfit(self.words, (step, *self.path))


@dataclass
class Names:
    """The ids that a document gives to its records, and the ids that it refers to.

    known: when given, a reference to any other id is a misfit where it stands.
    """

    known: frozenset[str] | None = None
    given: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def give(self, name: str) -> None:
        """A record takes this id; Misfit when another record has it."""
        if name in self.given:
            raise Misfit(f"编号“{name}”在档案里用了两次")
        self.given.add(name)

    def refer(self, name: str) -> None:
        """A record refers to this id."""
        if self.known is not None and name not in self.known:
            raise Misfit(f"引用的编号“{name}”在档案里没有")
        self.used.add(name)


Check = Callable[[Any, Names], None]


@cache
def schema() -> Node:
    """dossier.schema.json, the contract of a dossier's facts."""
    return json.loads(schema_text())  # type: ignore[no-any-return]


def schema_text() -> str:
    """The schema's file as it is shipped."""
    return shipped("resources", "law", "dossier.schema.json").read_text(encoding="utf-8")


def check_document(document: Any) -> None:
    """Misfit, with the place, unless the document fits, its ids are unique and its references lead to one of them."""
    names = Names()
    _checker()(document, names)
    if not names.used <= names.given:
        # The second walk is only for finding where the loose reference stands.
        _checker()(document, Names(known=frozenset(names.given)))


@cache
def _checker() -> Check:
    return _compile(schema(), "")


def _compile(node: Node, name: str) -> Check:
    unknown = node.keys() - _KNOWN
    if unknown:
        raise ValueError(f"dossier.schema.json uses keywords nobody checks: {sorted(unknown)}")
    if "$ref" in node:
        return _reference(str(node["$ref"]), name)
    if "anyOf" in node:
        return _nullable(node["anyOf"], name)
    checks = [check for make in _MAKERS if (check := make(node, name))]
    if len(checks) == 1:
        return checks[0]

    def check_all(value: Any, names: Names) -> None:
        for check in checks:
            check(value, names)

    return check_all


@cache
def _definition(target: str) -> Check:
    return _compile(schema()["$defs"][target.removeprefix("#/$defs/")], "")


def _reference(target: str, name: str) -> Check:
    check = _definition(target)
    if target != "#/$defs/id":
        return check

    def check_id(value: Any, names: Names) -> None:
        check(value, names)
        if name == "id":
            names.give(value)
        else:
            names.refer(value)

    return check_id


def _nullable(choices: list[Node], name: str) -> Check:
    if len(choices) != 2 or choices[1] != {"type": "null"}:
        raise ValueError("dossier.schema.json uses anyOf for more than a value or null")
    inner = _compile(choices[0], name)

    def check(value: Any, names: Names) -> None:
        if value is not None:
            inner(value, names)

    return check


def _type(node: Node, _name: str) -> Check | None:
    if "type" not in node:
        return None
    wanted = [node["type"]] if isinstance(node["type"], str) else node["type"]
    classes = tuple(cls for word in wanted for cls in _TYPES[word])
    flags, whole = bool in classes, int in classes
    words = "应当是" + "或者".join(_TYPE_WORDS[word] for word in wanted if word != "null")

    def check(value: Any, _names: Names) -> None:
        # To a schema True is no integer, and 3.0 is one; isinstance() sees both the other way.
        if isinstance(value, bool):
            fits = flags
        else:
            fits = isinstance(value, classes) or (whole and isinstance(value, float) and value.is_integer())
        if not fits:
            raise Misfit(words)

    return check


def _choice(node: Node, _name: str) -> Check | None:
    allowed = node.get("enum", [node["const"]] if "const" in node else None)
    if allowed is None:
        return None
    words = "只能是" + "、".join(f"“{value}”" for value in allowed if value is not None)

    def check(value: Any, _names: Names) -> None:
        if value is not None and not isinstance(value, str):
            raise Misfit(words)
        if value not in allowed:
            raise Misfit(words)

    return check


def _text(node: Node, name: str) -> Check | None:
    pattern = node.get("pattern")
    least, most = node.get("minLength", 0), node.get("maxLength")
    if pattern is None and not least and most is None:
        return None
    fits = _whole(pattern) if pattern else None
    is_date = node.get("format") == "date"
    # "draft" is a plain text in the schema, but its description makes it the id of a draft.
    refers = name == "draft"

    def check(value: Any, names: Names) -> None:
        if not isinstance(value, str):
            return
        if len(value) < least or (most is not None and len(value) > most):
            raise Misfit("不能是空的" if len(value) < least else f"最多{most}个字")
        if (fits and not fits(value)) or (is_date and not _real_day(value)):
            raise Misfit(f"“{value}”不是日期，请写成 2022-04-13" if is_date else f"“{value}”的写法不对（{pattern}）")
        if refers:
            names.refer(value)

    return check


def _whole(pattern: str) -> Callable[[str], object]:
    """The pattern as a test of the whole text: Python's $ would let a line break through at the end."""
    if not (pattern.startswith("^") and pattern.endswith("$")):
        raise ValueError(f"dossier.schema.json has a pattern that is not anchored: {pattern}")
    return re.compile(pattern[1:-1]).fullmatch


def _real_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _least(node: Node, _name: str) -> Check | None:
    if "minimum" not in node:
        return None
    least = node["minimum"]

    def check(value: Any, _names: Names) -> None:
        if isinstance(value, int | float) and value < least:
            raise Misfit(f"不能小于{least}")

    return check


def _fields(node: Node, name: str) -> Check | None:
    if "properties" not in node:
        return None
    if node.get("additionalProperties", True):
        raise ValueError(f"dossier.schema.json leaves {name or 'the dossier'} open to unknown fields")
    fields = {key: _compile(sub, key) for key, sub in node["properties"].items()}
    required = node.get("required", [])

    def check(value: Any, names: Names) -> None:
        if not isinstance(value, dict):
            return
        for key in required:
            if key not in value:
                raise Misfit(f"缺少必填的“{key}”")
        for key, part in value.items():
            inner = fields.get(key)
            if inner is None:
                raise Misfit(f"有不认识的项“{key}”")
            try:
                inner(part, names)
            except Misfit as fault:
                raise fault.under(key) from None

    return check


def _entries(node: Node, name: str) -> Check | None:
    if "items" not in node:
        return None
    inner = _compile(node["items"], name)
    unique = node.get("uniqueItems", False)

    def check(value: Any, names: Names) -> None:
        if not isinstance(value, list):
            return
        for place, part in enumerate(value):
            try:
                inner(part, names)
            except Misfit as fault:
                raise fault.under(place) from None
        if unique and len(set(value)) != len(value):
            raise Misfit("有重复的值")

    return check


_MAKERS = (_type, _choice, _text, _least, _fields, _entries)
