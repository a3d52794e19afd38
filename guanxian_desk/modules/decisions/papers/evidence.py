"""What proves a verdict: records and attachments by their ids, named for a reader, with their pages in the packet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guanxian_desk.modules.decisions.papers.source import Places
from guanxian_desk.modules.decisions.schema import schema
from guanxian_desk.modules.decisions.wording import Node, label, resolved

_SHORT = {
    "向社会公开征求意见公告": "征求意见公告",
    "书面征求意见、实地走访、问卷调查": "其他方式听取意见",
    "听取企业、行业协会商会意见": "听取企业意见",
    "征求有关单位意见": "征求单位意见",
    "决策承办单位内部程序": "承办单位内部程序",
    "按有关规定已作的评价、评估": "已作的评价、评估",
}


def names(document: Mapping[str, Any]) -> dict[str, str]:
    """What every id of the document stands for: 听证会（h1）, or an attachment's file name."""
    found = dict(_records(document, schema(), ""))
    return found | {one["id"]: one["name"] for one in document.get("attachments") or ()}


def _records(value: Any, shape: Node, heading: str) -> Iterator[tuple[str, str]]:
    shape = resolved(shape)
    if isinstance(value, list):
        for entry in value:
            yield from _records(entry, shape.get("items", {}), heading)
    elif isinstance(value, dict):
        if "id" in value:
            yield value["id"], f"{_SHORT.get(heading, heading)}（{value['id']}）"
        for name, part in value.items():
            if name in shape.get("properties", {}):
                yield from _records(part, shape["properties"][name], label(name, shape["properties"][name]))


def shown(article: int, ids: Iterable[str], called: Mapping[str, str], places: Places) -> str:
    """The evidence of a verdict as a cell: one line each, with its place in the file."""
    return "\n".join(f"{called.get(one, one)}{_place(article, one, places)}" for one in ids)


def _place(article: int, name: str, places: Places) -> str:
    place = places.get((article, name)) or places.get((0, name))
    return f" {place}" if place else ""
