"""The form read from the schema: nothing of the schema is missing on it, and everything has a Chinese label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from guanxian_desk.modules.decisions.outline import Field, Shape, field_at, fields, outline, title_of
from guanxian_desk.modules.decisions.schema import schema
from guanxian_desk.modules.decisions.wording import resolved


def _properties(node: Any) -> Iterator[str]:
    node = resolved(node)
    for name, part in node.get("properties", {}).items():
        if name != "id":
            yield name
            yield from _properties(part)
    if "items" in node:
        yield from _properties(node["items"])


def test_every_described_property_is_on_the_form() -> None:
    parts = schema()["properties"]
    wanted = []
    for name in parts.keys() - {"format", "key"}:
        wanted += list(_properties(parts[name])) + ([name] if "items" in resolved(parts[name]) else [])
    assert sorted(field.name for field in fields()) == sorted(wanted)


def test_every_field_has_a_chinese_label_and_what_its_shape_needs() -> None:
    for field in fields():
        assert re.search(r"[\u4e00-\u9fff]", field.label), field.name
        assert bool(field.choices) == (field.shape in (Shape.CHOICE, Shape.CHOICES)), field
        assert bool(field.fields) == (field.shape in (Shape.GROUP, Shape.RECORDS)), field
        assert bool(field.leads_to) == (field.shape is Shape.REFERENCE), field


def test_references_lead_to_lists_of_records_with_ids() -> None:
    for field in fields():
        for path in field.leads_to:
            assert field_at(path).identified, (field.name, path)


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        (("matter", "title"), Shape.TEXT),
        (("matter", "traits"), Shape.GROUP),
        (("matter", "traits", "trade"), Shape.FLAG),
        (("matter", "traits", "hearing_grounds"), Shape.CHOICES),
        (("participation", "hearings"), Shape.RECORDS),
        (("participation", "hearings", "h1"), Shape.RECORDS),
        (("participation", "hearings", "h1", "held_on"), Shape.DAY),
        (("participation", "hearings", "h1", "superseded_by"), Shape.REFERENCE),
        (("participation", "opinions", "o1", "text"), Shape.LONG),
        (("drafting", "drafts", "d1", "text"), Shape.REFERENCE),
        (("expert_reviews", "x1", "materials"), Shape.NAMES),
        (("archive", "evidence"), Shape.EVIDENCE),
        (("catalogue", "paper", "starts_at"), Shape.TIME),
        (("catalogue", "year"), Shape.NUMBER),
    ],
)
def test_shape_of_a_place(path: tuple[str, ...], shape: Shape) -> None:
    assert field_at(path).shape is shape


def test_required_fields_and_orders_are_the_schemas() -> None:
    opinions = field_at(("participation", "opinions"))
    assert [one.name for one in opinions.fields if one.required] == ["source", "received_on", "stance", "text"]
    assert field_at(("participation", "hearings", "h1", "steps")).ordered
    assert not field_at(("participation", "hearings", "h1", "notice", "contents")).ordered


def test_superseding_leads_to_the_same_list() -> None:
    assert field_at(("risk", "assessments", "k1", "superseded_by")).leads_to == (("risk", "assessments"),)


def test_a_record_is_called_by_what_tells_it_apart() -> None:
    units: Field = field_at(("drafting", "consultations"))
    assert title_of(units, {"id": "c1", "unit": "县财政局", "requested_on": "2022-06-01"}) == "县财政局 2022-06-01"


def test_stages_stand_in_the_order_of_the_procedure() -> None:
    assert [section.title for section in outline()][:4] == ["决策事项", "年度目录", "决策启动", "草案拟定"]
