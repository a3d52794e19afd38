"""The 2022 plan's own text, and any plan in any print, read back without a mistake (readings 1–6)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxian_desk.base.paths import shipped
from guanxian_desk.modules.tasks.notice.numbering import chinese
from guanxian_desk.modules.tasks.notice.reading import read_notice
from guanxian_desk.modules.tasks.units import shipped_book
from tests.tasks.printing import Item, Printed, clause, press

GAZETTE = Path(__file__).parent / "data" / "rule-of-law-2022.txt"
PLAN = json.loads(shipped("resources", "plans", "rule-of-law-2022.json").read_text("utf-8"))
BOOK = shipped_book()
FIELDS = ("no", "section", "title", "text", "lead", "responsible", "due")


def read(text: str, encoding: str = "utf-8") -> dict[str, Any]:
    return read_notice(text.encode(encoding), "通知.txt", BOOK).as_json()


def tasks_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [{field: task[field] for field in FIELDS} for task in document["tasks"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_plan_of_2022_is_read_from_the_gazette_without_a_mistake(encoding: str) -> None:
    document = read(GAZETTE.read_text("utf-8"), encoding)
    assert (document["title"], document["number"]) == ("冠县2022年法治政府建设工作计划", "冠政办发〔2022〕4号")
    assert (document["date"], document["issuer"]) == ("2022-04-13", "冠县人民政府办公室")
    assert document["sections"] == PLAN["sections"]
    assert tasks_of(document) == [{field: task[field] for field in FIELDS} for task in PLAN["tasks"]]
    assert document["notes"] == []


def test_the_document_has_exactly_the_fields_of_the_contract() -> None:
    document = read("1.开展检查。（责任单位：县司法局）\n")
    assert list(document) == ["title", "number", "date", "issuer", "sections", "tasks", "notes"]
    assert list(document["tasks"][0]) == list(FIELDS)
    assert document["date"] is None


HEAD = [
    "冠政办发〔2023〕7 号",
    "冠县人民政府办公室关于印发冠县2023年重点工作计划的通知",
    "各乡镇人民政府、街道办事处，县直各部门：",
    "《冠县2023年重点工作计划》已经县政府同意，现印发给你们，请认真执行。",
    "冠县人民政府办公室",
    "2023年5月8日",
    "冠县2023年重点工作计划",
    "为做好全年工作，制定本计划。",
]
UNITS = [
    "县司法局",
    "县政府办公室",
    "县发展和改革局",
    "县政府办公室（大数据局）",
    "各乡镇人民政府（街道办事处）",
    "县直各部门",
    "县教育和体育局",
    "市生态环境局冠县分局",
    "县经济开发区管委会",
    "国网冠县供电公司",
]
# Among them everything that looks like a number at a line's start.
PHRASES = [
    "推进标准统一、程序规范",
    "力争比上年提高3.5个百分点",
    "完成二、三级医院改造",
    "深化“放管服”改革",
    "建设5G基站100个",
    "落实《条例》第五条第（二）项规定",
    "严格执行有关规定（试行）",
    "按照“谁执法谁普法”的要求",
    "建立1.5小时应急圈",
    "2023年底前完成",
    "建立健全县、乡、村三级网络",
    "确保差评件件有整改、有反馈",
]
TITLES = ["完善工作机制", "提升服务效能", "加强源头治理", "强化监督检查", "推进依法决策"]

sentences = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4, unique=True).map("，".join)
texts = st.lists(sentences, min_size=1, max_size=4).map(lambda said: "。".join(said) + "。")
names = st.lists(st.sampled_from(UNITS), min_size=1, max_size=5, unique=True)
items = st.tuples(texts, names, st.lists(st.sampled_from(UNITS), max_size=4, unique=True))
layouts = st.builds(
    Printed,
    width=st.sampled_from([0, 20, 21, 22, 28, 34, 42]),
    gap=st.booleans(),
    page=st.sampled_from([0, 7, 22, 30]),
    brackets=st.sampled_from(["〔〕", "（）", "[]", "【】", "()"]),
    indent=st.sampled_from(["", "　　"]),
    foot=st.sampled_from(["- {} -", "— {} —", "第 {} 页 共 12 页", "{}", "冠县人民政府公报 2022 第 4 期 - {} -"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    dot=st.sampled_from([".", "．", "、", ". "]),
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[str], list[dict[str, str]], list[dict[str, Any]], str]:
    """Paragraphs of a plan, its sections and tasks; numbers run on or begin again, over one or two levels."""
    layout_brackets = draw(st.sampled_from(["〔〕", "（）"]))
    restarts, levels = draw(st.booleans()), draw(st.integers(1, 2))
    paragraphs: list[str] = []
    sections: list[dict[str, str]] = []
    tasks: list[dict[str, Any]] = []
    number = 0
    for top in range(1, draw(st.integers(2, 3)) + 1):
        title = draw(st.sampled_from(TITLES))
        sections.append({"no": chinese(top), "title": title})
        paragraphs.append(f"{chinese(top)}、{title}")
        for inner in range(1, draw(st.integers(1, 3)) + 1 if levels == 2 else 2):
            path = chinese(top)
            if levels == 2:
                title = draw(st.sampled_from(TITLES))
                path = f"{path}-（{chinese(inner)}）"
                sections.append({"no": path, "title": title})
                paragraphs.append(f"（{chinese(inner)}）{title}")
            number = 0 if restarts else number
            for text, lead, responsible in draw(st.lists(items, min_size=1, max_size=3)):
                number += 1
                others = [unit for unit in responsible if unit not in lead]
                no = f"{path}-{number}" if restarts else str(number)
                task = {"no": no, "section": path, "title": text.split("。")[0], "text": text}
                tasks.append({**task, "lead": lead, "responsible": others, "due": None})
                paragraphs.append(f"{number}.{text}{clause(Item(str(number), text, lead, others), layout_brackets)}")
    return paragraphs, sections, tasks, layout_brackets


SPARED = [HealthCheck.too_slow, HealthCheck.data_too_large]
Made = tuple[list[str], list[dict[str, str]], list[dict[str, Any]], str]


# Reading print is weighing evidence: the same prints every time, and new ones when somebody goes looking for trouble.
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SPARED)
@given(plans(), layouts)
def test_any_plan_is_read_back_from_its_print(plan: Made, layout: Printed) -> None:
    check_read_back(plan, layout)


@pytest.mark.fuzz
@settings(max_examples=2_000, deadline=None, suppress_health_check=SPARED)
@given(plans(), layouts)
def test_many_plans_are_read_back_from_their_print(plan: Made, layout: Printed) -> None:
    check_read_back(plan, layout)


def check_read_back(plan: Made, layout: Printed) -> None:
    """The plan as it was before the press."""
    paragraphs, sections, tasks, brackets = plan
    document = read(press([*HEAD, *paragraphs], replace(layout, brackets=brackets)))
    assert document["notes"] == []
    assert document["sections"] == sections
    assert tasks_of(document) == tasks
    assert (document["title"], document["number"]) == ("冠县2023年重点工作计划", "冠政办发〔2023〕7号")
    assert (document["date"], document["issuer"]) == ("2023-05-08", "冠县人民政府办公室")


@settings(max_examples=25, deadline=None, derandomize=True)
@given(layouts)
def test_the_plan_of_2022_is_read_back_from_any_print(layout: Printed) -> None:
    paragraphs = [*HEAD]
    for section in PLAN["sections"]:
        paragraphs.append(f"{section['no']}、{section['title']}")
        for task in PLAN["tasks"]:
            if task["section"] == section["no"]:
                item = Item(task["no"], task["text"], task["lead"], task["responsible"])
                paragraphs.append(f"{task['no']}{layout.dot}{task['text']}{clause(item, layout.brackets)}")
    document = read(press(paragraphs, layout))
    assert document["notes"] == []
    assert document["sections"] == PLAN["sections"]
    assert tasks_of(document) == [{field: task[field] for field in FIELDS} for task in PLAN["tasks"]]
