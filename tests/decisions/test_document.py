"""Strict reading: what does not fit is refused with its place; what fits becomes facts with nothing invented."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.document import dossier_from_bytes, dossier_from_document
from guanxian_desk.modules.decisions.dossier_file import dossier_from_file
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.reading import _reader
from guanxian_desk.modules.decisions.schema import Misfit, check_document, schema
from tests.cases.decision_cases import base, changed

SMALLEST = {"format": "guanxian-dossier/1", "key": "k", "matter": {"title": "事项"}}


def _real_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


REFERENCE = fastjsonschema.compile(
    {**schema(), "$schema": "http://json-schema.org/draft-07/schema#"}, formats={"date": _real_day}
)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"n1.published_on": "2022-02-30"}, "公布之日（participation.notices[0].published_on）：“2022-02-30”不是日期"),
        ({"n1.published_on": "2022-6-1"}, "不是日期"),
        ({"n1.published_on": "2022-06-01\n"}, "不是日期"),
        ({"n1.channels": ["网站"]}, "途径 第1条（participation.notices[0].channels[0]）：只能是“政府网站”"),
        ({"n1.channels": ["电视", "电视"]}, "有重复的值"),
        ({"n1.opinions_received": -1}, "不能小于0"),
        ({"n1.opinions_received": True}, "应当是整数"),
        ({"n1.opinions_received": 1.5}, "应当是整数"),
        ({"n1.shortening_statement": ""}, "不能是空的"),
        ({"n1.whatever": 1}, "有不认识的项“whatever”"),
        ({"matter.title": None}, "应当是文字"),
        ({"participation": []}, "应当是一组内容"),
        ({"n1.superseded_by": "zz"}, "superseded_by）：引用的编号“zz”在档案里没有"),
        ({"r1.unit_review": "zz"}, "引用的编号“zz”"),
        ({"z1.meeting": "zz"}, "引用的编号“zz”"),
        ({"o1.source": "zz"}, "引用的编号“zz”"),
        ({"n1.evidence": ["zz"]}, "引用的编号“zz”"),
        ({"n1.draft": "zz"}, "引用的编号“zz”"),
        ({"d1.text": "zz"}, "引用的编号“zz”"),
        ({"s1.id": "n1"}, "编号“n1”在档案里用了两次"),
        ({"format": "guanxian-dossier/2"}, "只能是“guanxian-dossier/1”"),
        ({"key": "a b"}, "写法不对"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(change: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError) as refused:
        dossier_from_document(changed(base(), set=change), "甲.json")
    assert words in str(refused.value)
    assert "甲.json" in str(refused.value)


def test_a_missing_required_field_is_named() -> None:
    with pytest.raises(UserError, match="缺少必填的“matter”"):
        dossier_from_document({"format": "guanxian-dossier/1", "key": "k"}, "甲.json")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "不是完整的 JSON"),
        (b'{"key": "a"', "第1行"),
        (b"[" * 100_000, "不是完整的 JSON"),
        ('{"key": "甲"}'.encode("gbk"), "不是 UTF-8"),
        (b'{"key": "a", "key": "b"}', "“key”写了两次"),
        (b'{"key": NaN}', "“NaN”不是数"),
        (b'{"key": "\\ud800"}', "UTF-8"),
        (b'{"version": ' + b"9" * 5000 + b"}", "不是完整的 JSON"),
        (b'"text"', "应当是一组内容"),
    ],
)
def test_a_broken_file_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        dossier_from_bytes(raw, "甲.json")


def test_a_file_with_a_byte_order_mark_and_whole_numbers_as_decimals_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    document = changed(base(), set={"n1.opinions_received": 2.0})
    file.write_text("\ufeff" + json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert dossier_from_file(file).participation.notices[0].opinions_received == 2


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有这个文件"):
        dossier_from_file(tmp_path / "none.json")


def test_nothing_recorded_is_nothing_known() -> None:
    dossier = dossier_from_document(SMALLEST, "k")
    assert dossier.initiation.study.completed_on is None
    assert dossier.matter.traits.hearing_grounds is None
    assert dossier.participation.notices == ()
    known_none = dossier_from_document(SMALLEST | {"matter": {"title": "x", "traits": {"hearing_grounds": []}}}, "k")
    assert known_none.matter.traits.hearing_grounds == ()


def test_blank_texts_are_missing() -> None:
    document = changed(base(), set={"x1.materials": ["　", "草案"], "f1.advice": " \t"})
    dossier = dossier_from_document(document, "k")
    assert dossier.expert_reviews[0].materials == ("草案",)
    assert dossier.legality.rounds[0].opinion.findings[0].advice is None


def test_every_fact_the_rules_see_is_a_field_of_the_schema() -> None:
    seen: set[str] = set()
    _compare(Dossier, schema(), "", seen)
    assert len(seen) > 250


def _compare(kind: Any, node: Any, path: str, seen: set[str]) -> None:
    if "$ref" in node:
        node = schema()["$defs"][node["$ref"].removeprefix("#/$defs/")]
    for name in kind._fields:
        json_name = name.rstrip("_")
        assert json_name in node["properties"], f"{path}.{json_name}"
        seen.add(f"{path}.{json_name}")
        inner, sub = _record_of(kind, name), node["properties"][json_name]
        if inner:
            _compare(inner, sub.get("items", sub), f"{path}.{json_name}", seen)


def _record_of(kind: Any, name: str) -> Any:
    from typing import get_args, get_type_hints

    hint = get_type_hints(kind)[name]
    for part in (hint, *get_args(hint), *(inner for one in get_args(hint) for inner in get_args(one))):
        if hasattr(part, "_fields"):
            return part
    return None


def test_a_reader_is_made_once() -> None:
    assert _reader(Dossier) is _reader(Dossier)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for key, part in inner for one in _paths(part, (*path, key)))]


PATHS = [path for path in _paths(base()) if path]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 3), st.just(2.0), st.just(1.5), st.text(max_size=3),
    st.sampled_from(["2022-02-30", "2022-06-01", "n1", "zz", "政府网站", "同意", "R20-3", "a b"]),
    st.lists(st.sampled_from(["n1", "政府网站", 1, None]), max_size=2), st.just({}), st.just({"id": "q"}),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PATHS), VALUES, st.booleans())
def test_the_schema_is_read_as_a_known_library_reads_it(path: tuple[Any, ...], value: Any, remove: bool) -> None:
    document = deepcopy(base())
    owner: Any = document
    for step in path[:-1]:
        owner = owner[step]
    if remove and isinstance(owner, dict):
        del owner[path[-1]]
    else:
        owner[path[-1]] = value
    assert _fits(document) is _fits_reference(document)


def _fits(document: Any) -> bool:
    try:
        check_document(document)
    except Misfit as fault:
        # References and repeated ids are rules of ours beyond the schema.
        return "编号“" in fault.words
    return True


def _fits_reference(document: Any) -> bool:
    try:
        REFERENCE(document)
    except fastjsonschema.JsonSchemaException:
        return False
    return True
