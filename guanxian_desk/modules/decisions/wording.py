"""The schema's own words for the places of a dossier: every label on screen and in a message comes from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from guanxian_desk.modules.decisions.schema import Step, schema

Node = Mapping[str, Any]
_END_OF_LABEL = re.compile(r"[，；。：（/]")
_NUMBER = "编号"
_OWN_LABELS = {"id": _NUMBER, "evidence": "证据", "paper": "印制文书所需的事实", "controllable": "是否可控"}


def resolved(node: Node) -> Node:
    """The node itself, or what its $ref leads to; of "this or null" the part that says something."""
    if "anyOf" in node:
        return resolved(next(part for part in node["anyOf"] if part.get("type") != "null"))
    target = node.get("$ref")
    found: Node = schema()["$defs"][target.removeprefix("#/$defs/")] if target else node
    return found


def label(name: str, node: Node) -> str:
    """The short Chinese name of a property: what its description says before the first stop."""
    if name in _OWN_LABELS:
        return _OWN_LABELS[name]
    described = node.get("description") or resolved(node).get("description", name)
    # A reference says “… 的 id”; a person is shown the record itself.
    return _END_OF_LABEL.split(described)[0].removesuffix(" id").removesuffix("的") or name


def node_at(path: Iterable[Step]) -> Node:
    """The schema of a place; indices and ids of list entries count alike. {} for a place the schema lacks."""
    node: Node = schema()
    for step in path:
        node = resolved(node)
        node = node.get("items", {}) if "items" in node else node.get("properties", {}).get(step, {})
    return node


def place_words(path: Iterable[Step]) -> str:
    """A place for a person: 公众参与 › 听证会 h1 › 召开之日 (第1条 where the entry has no id)."""
    node: Node = schema()
    words: list[str] = []
    for step in path:
        node = resolved(node)
        if "items" in node:
            node = node["items"]
            entry = f"第{step + 1}条" if isinstance(step, int) else str(step)
            words[-1:] = [f"{words[-1]} {entry}"]
        else:
            node = node.get("properties", {}).get(step, {})
            words.append(label(str(step), node))
    return " › ".join(words) or "档案"


def value_words(value: Any) -> str:
    """A value for a person: 是, 否, （未填）, entries joined by 、."""
    if value is None:
        return "（未填）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(value_words, value)) or "（无）"
    if isinstance(value, dict):
        return "；".join(value_words(part) for part in value.values() if part is not None) or "（空）"
    return str(value)
