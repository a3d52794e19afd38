"""Readings 7–10: who a written name is, and who a group phrase means on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from guanxian_desk.modules.tasks.plans import bind, load_shipped
from guanxian_desk.modules.tasks.units import UnitBook, UnitFact, shipped_book, shipped_phrases, shipped_units, spelling

BOOK = shipped_book()
DAY = date(2022, 4, 13)


def book(*more: UnitFact, settled: dict[str, frozenset[str]] | None = None) -> UnitBook:
    """The shipped register with some units more (or in place of those with their names)."""
    named = {unit.name for unit in more}
    kept = [unit for unit in shipped_units() if unit.name not in named]
    return UnitBook([*kept, *more], shipped_phrases(), settled)


# Reading 7


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("县司法局", "县司法局"),
        ("冠县司法局", "县司法局"),
        ("县 司 法 局", "县司法局"),
        ("县卫生和健康局", "县卫生健康局"),
        ("店子镇", "店子镇"),
        ("冠县店子镇", "店子镇"),
        ("店子镇人民政府", "店子镇"),
        ("冠县店子镇人民政府", "店子镇"),
        ("斜店乡人民政府", "斜店乡"),
        ("清泉街道", "清泉街道办事处"),
        ("清泉街道办事处", "清泉街道办事处"),
        ("县政府办公室(大数据局)", "县政府办公室（大数据局）"),
        ("冠县人民政府办公室", "县政府办公室"),
        ("市生态环境局冠县分局", "聊城市生态环境局冠县分局"),
        ("山东冠洲股份有限公司", "山东冠洲股份有限公司"),
        ("县美安复合材料有限公司", "冠县美安复合材料有限公司"),
    ],
)
def test_7_a_name_is_found_by_its_spellings(written: str, unit: str) -> None:
    assert BOOK.resolve(written) == unit


@pytest.mark.parametrize(
    "written",
    [
        "司法局",
        "县司法",
        "冠县斜店乡",
        "冠县清泉街道",
        "清泉",
        "店子",
        "县店子镇",
        "聊城市司法局",
        "县司法行政部门",
        "县财政",
        "",
    ],
)
def test_7_no_other_guess_is_made(written: str) -> None:
    assert BOOK.resolve(written) is None


def test_7_every_canonical_name_is_its_own_alias() -> None:
    assert [unit.name for unit in shipped_units() if BOOK.resolve(unit.name) != unit.name] == []


def test_7_relations_that_the_notices_leave_open_are_not_merged() -> None:
    names = ["县政府办公室", "县政府办公室（大数据局）", "县政务服务和大数据中心"]
    assert [BOOK.resolve(name) for name in names] == names


def test_unknown_names_are_proposed_with_their_nearest_never_taken() -> None:
    assert BOOK.resolve("县市场监管局") is None
    assert BOOK.nearest("县市场监管局")[0] == "县市场监督管理局"


def test_of_two_units_with_one_name_the_one_of_the_day_is_meant() -> None:
    old = UnitFact("县粮食局", "部门", aliases=("县粮食和物资储备局",), until=date(2022, 6, 1))
    new = UnitFact("县粮食和物资储备中心", "其他", aliases=("县粮食和物资储备局",), since=date(2022, 6, 1))
    both = book(old, new)
    assert both.resolve("县粮食和物资储备局", date(2022, 5, 31)) == "县粮食局"
    assert both.resolve("县粮食和物资储备局", date(2022, 6, 1)) == "县粮食和物资储备中心"


# Reading 8


def test_8_the_register_is_all_entries_but_groups_and_roles() -> None:
    kinds = Counter(unit.kind for unit in shipped_units())
    assert len(shipped_units()) == 80
    assert kinds == {"部门": 29, "乡镇": 9, "街道": 2, "园区": 2, "企业": 22, "其他": 16}
    assert BOOK.resolve("烟庄街道办事处") is None


# Reading 9


def test_9_the_groups_of_a_fresh_file() -> None:
    assert {phrase.name: len(BOOK.members(phrase.name, DAY)) for phrase in shipped_phrases()} == {
        "各乡镇人民政府（街道办事处）": 11,
        "县政府各部门": 29,
        "县直各部门": 29,
        "县政府有关部门": 0,
        "县直有关部门": 0,
        "各行政执法部门": 0,
        "各有关单位": 0,
        "各成员单位": 0,
        "各基础电信运营商": 0,
        "各产权单位": 0,
    }


def test_9_group_phrases_are_known_in_their_spellings() -> None:
    assert BOOK.phrase("各乡镇人民政府、街道办事处") == "各乡镇人民政府（街道办事处）"
    assert BOOK.phrase("各乡镇(街道)") == "各乡镇人民政府（街道办事处）"
    assert BOOK.phrase("县司法局") is None


def test_9_the_register_names_members_of_a_group() -> None:
    named = book(
        UnitFact("县公安局", "部门", ("各行政执法部门", "县直有关部门")),
        UnitFact("县委组织部", "其他", ("县直各部门",)),
    )
    assert named.members("各行政执法部门", DAY) == {"县公安局"}
    assert named.members("县直有关部门", DAY) == {"县公安局"}
    assert len(named.members("县直各部门", DAY)) == 30
    assert len(named.members("县政府各部门", DAY)) == 29


def test_9_the_clerks_answer_stands_in_place_of_the_default() -> None:
    settled = book(settled={"县政府各部门": frozenset({"县司法局", "县公安局"})})
    assert settled.members("县政府各部门", DAY) == {"县司法局", "县公安局"}
    assert len(settled.members("县直各部门", DAY)) == 29


# Reading 10


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (DAY, None, True),
        (date(2022, 4, 14), None, False),
        (None, date(2022, 4, 14), True),
        (None, DAY, False),
    ],
)
def test_10_a_member_counts_from_its_first_day_up_to_its_last(
    since: date | None, until: date | None, counts: bool
) -> None:
    dated = book(UnitFact("桑阿镇", "乡镇", since=since, until=until))
    assert ("桑阿镇" in dated.members("各乡镇人民政府（街道办事处）", DAY)) is counts


def test_10_a_unit_named_in_the_notice_always_counts() -> None:
    gone = book(UnitFact("县司法局", "部门", until=date(2020, 1, 1)))
    assert gone.holders("县司法局", DAY) == {"县司法局"}
    assert len(gone.members("县政府各部门", DAY)) == 28


def test_10_units_of_the_tasks_of_2022() -> None:
    bound = {task.no: task for task in bind(load_shipped("rule-of-law-2022"), BOOK).tasks}
    assert {no: len(task.units) for no, task in bound.items()} == {
        # 29 departments, 11 townships, the zone
        **dict.fromkeys(["1", "2", "3", "4", "5", "7", "9", "10", "11", "18", "19"], 41),
        "6": 3 + 12,
        "8": 7 + 12,
        "12": 12,
        "13": 1 + 11,
        "14": 3 + 12,
        "15": 2 + 12,
        "16": 1 + 11,
        "17": 1,
        "20": 1 + 12,
    }
    assert (bound["12"].lead[1], bound["12"].lead[3]) == ("县卫生健康局", "聊城市生态环境局冠县分局")
    assert bound["13"].responsible == ("各行政执法部门", "各乡镇人民政府（街道办事处）")
    assert (bound["11"].lead, bound["17"].lead) == ((), ())
    assert all(task.unknown == () and task.due == date(2022, 12, 31) for task in bound.values())


def test_10_the_digital_plan() -> None:
    plan = bind(load_shipped("digital-economy-2022"), BOOK)
    tasks = {task.no: task for task in plan.tasks}
    assert plan.day == date(2022, 4, 12)
    assert list(tasks) == [str(row) for row in range(1, 61)]
    assert {task.lead for task in plan.tasks} == {()}
    assert (tasks["12"].section, tasks["12"].title) == ("推进产业数字化", "服务业数字化")
    assert tasks["12"].responsible == ("县发展和改革局", "县交通运输局")
    assert tasks["28"].responsible == ("县工业和信息化局", "各基础电信运营商")
    assert tasks["41"].responsible[3] == "中国人民银行冠县支行"
    assert (len(tasks["26"].units), len(tasks["33"].units)) == (2, 1)
    assert all(task.unknown == () for task in plan.tasks)


def test_spelling_leaves_group_phrases_alone() -> None:
    assert spelling("各乡镇人民政府（街道办事处）") == "各乡镇人民政府(街道办事处)"
