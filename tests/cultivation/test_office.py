"""In the data file: what is imported is read back, answered, and steps are checked against it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli import cultivation as words
from guanxian_desk.cli.parser import build
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.cultivation import facts, queries, service
from guanxian_desk.modules.cultivation.landings import LANDINGS
from guanxian_desk.modules.cultivation.sheets import STEPS
from guanxian_desk.services import cultivation
from guanxian_desk.services.office import Office
from guanxian_desk.store import batches
from guanxian_desk.store.batches import FileFacts
from guanxian_desk.store.tables import PolicyChoice
from tests.cultivation.conftest import Import
from tests.cultivation.people import credit_code

WAN = 1_000_000
A, B, UNKNOWN = credit_code(1), credit_code(2), credit_code(9)


@pytest.fixture
def filled(office: Office, put: Import) -> Office:
    firm = {"township": "清泉街道", "industrial": True, "private": True, "converting": True}
    put("enterprises", [{"code": A, "name": "甲公司", "former_codes": B, **firm}])
    put("enterprise-years", [{"code": A, "year": 2022, "revenue_fen": 1500 * WAN, "staff": 20, "above_scale": False}])
    put(
        "recognitions",
        [
            {"code": B, "title": "专精特新", "level": "市级", "recognised_on": date(2022, 3, 1), "document": "文1"},
            {"code": A, "title": "专精特新", "level": "省级", "recognised_on": date(2022, 9, 1), "document": "文2"},
        ],
    )
    claim = {"matter": "专精特新"}
    province = {"number": "S1", "code": A, "level": "省级", "occurred_on": date(2022, 9, 1), "amount_fen": 15 * WAN}
    city = {"number": "S2", "code": B, "level": "市级", "occurred_on": date(2022, 3, 1), "amount_fen": 8 * WAN}
    put("reward-claims", [claim | province, claim | city])
    put("pool", [{"code": A, "category": "小升规", "entered_on": date(2022, 5, 1)}])
    put("budget-uses", [{"number": "Z1", "year": 2022, "purpose": "审计费", "amount_fen": 480 * WAN}])
    put("trainees", [{"name": "张三", "kind": "数字专员", "code": B, "training": "班", "trained_on": date(2022, 9, 9)}])
    return office


def test_every_kind_of_record_reads_back(filled: Office, put: Import) -> None:
    contest = {"number": "H1", "code": A, "kind": "职工技能大赛", "name": "赛", "level": "县级"}
    put("events", [contest | {"held_on": date(2022, 5, 1), "people": 120}])
    put("reward-steps", [{"claim": "S1", "stage": "审核", "done_on": date(2022, 10, 8), "minutes": "纪要1"}])
    award = {"code": A, "document": "文9", "matter": "技改", "amount_fen": 5}
    put("other-awards", [award | {"awarded_on": date(2022, 1, 1)}])
    put("services", [{"number": "F1", "code": A, "kind": "走访", "served_on": date(2022, 5, 1), "content": "走访"}])
    with filled.store.read() as session:
        records = queries.records(session)
    assert records.enterprises == (facts.Enterprise(A, "甲公司", None, B, True, True, True, None),)
    assert records.years == (facts.YearFigures(A, 2022, 1500 * WAN, 20, False, None, None, None),)
    assert records.activities == (facts.Activity("H1", A, "职工技能大赛", "赛", "县级", date(2022, 5, 1), 120),)
    assert records.steps == (facts.Step("S1", "审核", date(2022, 10, 8), None, None),)
    assert records.awards == (facts.OtherAward(A, "文9", "技改", date(2022, 1, 1)),)
    assert records.pool == (facts.PoolEntry(A, "小升规", date(2022, 5, 1), None, None),)
    assert [one.number for one in records.claims] == ["S1", "S2"]
    assert records.uses == (facts.BudgetUse("Z1", 2022, 480 * WAN),)
    assert records.trainees == (facts.Trainee("张三", "数字专员", B, date(2022, 9, 9)),)


def entitled(office: Office, options: dict[str, str] | None = None) -> dict[str, int]:
    return {one.claim.number: one.entitled for one in cultivation.rewards(office, 2022, options).claims}


def test_answers_come_from_the_file_and_the_offices_choices(filled: Office) -> None:
    assert entitled(filled) == {"S1": 15 * WAN, "S2": 10 * WAN}
    with filled.store.change("确定口径", filled.actor) as session:
        session.add(PolicyChoice(key="cultivation.climb", value="difference", since=date(2023, 6, 30), basis="纪要"))
        session.add(PolicyChoice(key="cultivation.climb", value="full", since=date(2023, 7, 1), basis="以后"))
    assert entitled(filled) == {"S1": 5 * WAN, "S2": 10 * WAN}
    assert entitled(filled, {"climb": "full"}) == {"S1": 15 * WAN, "S2": 10 * WAN}
    with pytest.raises(UserError, match="没有“x”这个口径选项"):
        entitled(filled, {"x": "1"})


def test_targets_default_to_today(filled: Office) -> None:
    document = cultivation.targets(filled).as_json()
    reached = {one["key"]: one["actual"] for one in document["targets"] if one["actual"]}
    assert document["as_of"] == "2023-06-30"
    assert reached == {"pool": 1, "specialized-municipal": 1, "specialized-provincial": 1, "digital-officers": 1}
    before = cultivation.targets(filled, date(2022, 8, 31)).as_json()
    assert {one["key"]: one["actual"] for one in before["targets"] if one["actual"]} == {
        "pool": 1,
        "specialized-municipal": 1,
    }


def row(**values: Any) -> tuple[Any, ...]:
    return tuple(values.get(column.field) for column in STEPS.columns)


def test_steps_of_a_workbook_are_checked_against_the_file(filled: Office, put: Import) -> None:
    rows = [
        row(claim=claim, stage=stage, done_on=day, amount_fen=fen)
        for claim, fen in (("S1", 15 * WAN), ("S2", 8 * WAN))
        for stage, day in (("审核", date(2022, 11, 1)), ("公示", date(2022, 11, 7)), ("批准", date(2022, 11, 14)))
    ]
    with filled.store.read() as session:
        faults = service.row_faults(session, "reward-steps", rows, official_calendar(), date(2023, 6, 30))
        assert service.row_faults(session, "pool", [], official_calendar(), date(2023, 6, 30)) == []
    # 500 − 480 万元 bear the first approval only.
    assert [(one.position, one.field) for one in faults] == [(5, "amount_fen")]
    assert faults[0].message == "批准 8 万元，超过2022年剩余额度 5 万元"
    put("budget-uses", [{"number": "Z2", "year": 2022, "purpose": "其他", "amount_fen": 6 * WAN}])
    with filled.store.read() as session:
        faults = service.row_faults(session, "reward-steps", rows, official_calendar(), date(2023, 6, 30))
    assert [(one.position, one.message) for one in faults] == [(2, "批准 15 万元，超过2022年剩余额度 14 万元")]


def test_rows_of_codes_that_nobody_registered_get_a_note(filled: Office) -> None:
    with filled.store.read() as session:
        pool = [(code, "小升规", date(2022, 5, 1), None, None, None) for code in (A, UNKNOWN, B)]
        assert [(one.position, one.said.field) for one in service.row_notes(session, "pool", pool)] == [(1, "code")]
        assert service.row_notes(session, "budget-uses", [("Z9", 2022, "其他", 1, None)]) == []
        assert service.row_notes(session, "enterprises", [(UNKNOWN,)]) == []


def take(office: Office, kind: str, rows: Sequence[tuple[Any, ...]]) -> int:
    """Import as the service does: new rows in one batch."""
    with office.store.change("导入", office.actor, "导入") as session:
        given = FileFacts(kind, "a.xlsx", "", kind, len(rows), len(rows), 0, 0, 0, 0)
        return batches.write(session, LANDINGS[kind], given, rows, [], []).id


def undo(office: Office, kind: str, number: int) -> batches.Undone:
    with office.store.change("撤销", office.actor, "撤销") as session:
        afterwards = service.undoing(session, number)
        undone = batches.undo(session, LANDINGS[kind], batches.find(session, number))
        afterwards()
    return undone


def test_an_import_that_later_steps_rest_on_is_not_taken_back(filled: Office) -> None:
    day = date(2022, 11, 1)
    claim = take(filled, "reward-claims", [("S3", A, "瞪羚", None, day, WAN, None)])
    checked = take(filled, "reward-steps", [row(claim="S3", stage="审核", done_on=day)])
    published = take(filled, "reward-steps", [row(claim="S3", stage="公示", done_on=day)])
    for kind, number in (("reward-claims", claim), ("reward-steps", checked)):
        with pytest.raises(UserError, match="申请 S3（已到“公示”）"):
            undo(filled, kind, number)
    assert undo(filled, "reward-steps", published).removed == 1
    assert undo(filled, "reward-steps", checked).removed == 1
    assert undo(filled, "reward-claims", claim).removed == 1


def command(office: Office, *arguments: str) -> int:
    args = build(words.COMMANDS).parse_args(["--data", str(office.path), *arguments])
    return int(args.run(args))


def test_the_command_line_prints_one_document_and_says_by_its_code_what_is_open(
    filled: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(filled, "rewards", "--year", "2023", "--option", "budget_period=year", "--json") == 0
    assert json.loads(capsys.readouterr().out)["remaining"] == 500 * WAN
    assert command(filled, "rewards", "--year", "2022", "--option", "climb=difference", "--json") == 3
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["C02"]
    assert command(filled, "rewards", "--year", "2022", "--json") == 3
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["C04"]
    assert command(filled, "rewards", "--json") == 3
    assert json.loads(capsys.readouterr().out)["year"] is None
    assert command(filled, "targets", "--as-of", "2022-08-31", "--json") == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == "2022-08-31"
    assert command(filled, "pool", "review", "--year", "2022", "--json") == 0
    assert json.loads(capsys.readouterr().out)["in_pool"] == 1
    assert command(filled, "pool", "review", "--year", "2023", "--json") == 0
    assert json.loads(capsys.readouterr().out)["entries"][0]["action"] == "adjust"


def test_without_json_it_speaks_to_people(filled: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(filled, "rewards", "--year", "2022") == 3
    said = capsys.readouterr().out
    assert "2022年额度 500 万元，已批准 0 万元，剩余 20 万元" in said
    assert "C04 额度不足｜2022｜" in said
    assert command(filled, "targets") == 0
    assert "市级专精特新：目标 20，已完成 1" in capsys.readouterr().out
    assert command(filled, "pool", "review", "--year", "2022") == 0
    assert "2022年末在库 1 家（目标 100 家左右），可入库 0 家\n没有问题" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("rewards", "--year", "二〇二二"),
        ("rewards", "--option", "climb"),
        ("targets", "--as-of", "2022-02-30"),
        ("pool", "review"),
        ("pool", "list", "--year", "2022"),
    ],
)
def test_wrong_words_exit_with_2(office: Office, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        command(office, *arguments)
    assert left.value.code == 2
