"""Bad cells mended in the preview, conflicts decided one by one: what the preview shows is what is written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from guanxian_desk.exchange.edits import Edit
from guanxian_desk.exchange.preview import Outcome
from guanxian_desk.services.batch_contents import mended
from guanxian_desk.services.batch_list import batch_rows
from guanxian_desk.services.importing import prepare, take
from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import Wishes
from guanxian_desk.services.words import doubtful_words, suggestions
from guanxian_desk.store import landing
from guanxian_desk.store.tables import Audit
from tests.exchange.build import csv_bytes, ods, xlsx
from tests.exchange.case import HEADINGS, ID, pay
from tests.exchange.test_preview import EVIDENCE, previewed
from tests.exchange_office.conftest import FIRMS, PAYMENTS, PROGRESS, firm, firms, send


def standing(office: Office, kind: str = PAYMENTS) -> list[dict[str, Any]]:
    """The records of a kind by field."""
    module, sheet = of_kind(kind)
    with office.store.read() as session:
        rows = list(landing.read_all(session, module.landings[kind]))
    return [dict(zip((column.field for column in sheet.columns), row)) for row in rows]


@pytest.mark.parametrize("make", [xlsx, csv_bytes, ods], ids=["xlsx", "csv", "ods"])
def test_a_mended_cell_is_taken_and_kept_with_the_batch(office: Office, make: Any) -> None:
    data = make([HEADINGS, pay(), pay("P2", 缴费合计="十元")])
    bad = prepare(office, PAYMENTS, data, "a")
    assert bad.extract is not None
    (error,) = bad.extract.errors
    edit = Edit(error.sheet, error.row, error.index, error.value, "10")
    good = prepare(office, PAYMENTS, data, "a", "", Wishes(edits=(edit,)))
    assert good.preview is not None
    assert good.preview.counts().new == 2
    report = take(office, good)
    assert [row["total_fen"] for row in standing(office)] == [100_025, 1_000]
    assert report.batch is not None
    (kept,) = mended(office, report.batch)
    assert (kept.row, kept.column, kept.old, kept.new) == (3, "缴费合计", "十元", "10")
    with office.store.read() as session:
        sealed = session.scalars(select(Audit.after).where(Audit.table_name == "batches")).one()
    assert json.loads(sealed)["edits"][0]["new"] == "10"
    assert [line["row"] for line in batch_rows(office)[0]["mended"]] == [3]


def test_a_cell_mended_wrongly_stays_an_error(office: Office) -> None:
    data = xlsx([HEADINGS, pay(缴费合计="十元")])
    edit = Edit("缴费凭证", 2, 6, "十元", "二十元")
    taken = prepare(office, PAYMENTS, data, "a", "", Wishes(edits=(edit,))).extract
    assert taken is not None
    assert [error.value for error in taken.errors] == ["二十元"]


def test_a_mended_error_cell_and_a_formula_without_result_are_good(office: Office) -> None:
    def spoil(workbook: Any) -> None:
        workbook.active["F2"] = "=G2"
        workbook.active["D3"].value = "#N/A"
        workbook.active["D3"].data_type = "e"

    data = xlsx([HEADINGS, pay(), pay("P2")], edit=spoil)
    edits = (Edit("缴费凭证", 2, 5, "", "1"), Edit("缴费凭证", 3, 3, "#N/A", "13812345678"))
    report = send(office, PAYMENTS, data, wishes=Wishes(edits=edits))
    assert report.entry()["new"] == 2


def test_the_same_file_mended_later_is_a_batch_of_its_own(office: Office) -> None:
    data = xlsx([HEADINGS, pay(), pay("P2", 缴费合计="十元")])
    first = send(office, PAYMENTS, data)
    again = send(office, PAYMENTS, data)
    assert again.batch == first.batch
    third = send(office, PAYMENTS, data, wishes=Wishes(edits=(Edit("缴费凭证", 3, 6, "十元", "10"),)))
    assert third.batch != first.batch
    assert (third.entry()["new"], third.entry()["unchanged"]) == (1, 1)


def test_conflicts_are_decided_one_by_one(office: Office) -> None:
    send(office, PAYMENTS, xlsx([HEADINGS, *(pay(f"P{n}") for n in range(4))]))
    data = xlsx([HEADINGS, *(pay(f"P{n}", 缴费合计=n + 1) for n in range(4))])
    prepared = prepare(office, PAYMENTS, data, "b")
    report = take(office, prepared, "keep", frozenset({1, 3}))
    assert [row["total_fen"] for row in standing(office)] == [100_025, 200, 100_025, 400]
    entry = report.entry()
    assert (entry["changed"], entry["conflicts"], report.exit_code) == (2, 2, 3)
    assert [line["row"] for line in entry["conflict_rows"]] == [2, 4]  # type: ignore[union-attr,index]
    again = prepare(office, PAYMENTS, data, "b")
    report = take(office, again, "replace", frozenset())
    assert (report.entry()["changed"], report.exit_code) == (2, 0)


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 3)), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from("ABC"), st.integers(1, 3)),
    st.sets(st.integers(0, 7)),
    st.sampled_from(["keep", "replace", None]),
)
def test_every_single_decision_is_what_is_written(
    lines: list[tuple[str, int]], stored: dict[str, int], apart: set[int], on_conflict: Any
) -> None:
    store = {key: (key, None, fen, "拨入") for key, fen in stored.items()}
    preview = previewed(EVIDENCE, [(key, None, fen, None) for key, fen in lines], store)
    writing = preview.writing(on_conflict, frozenset(apart))
    after = dict(stored)
    for place, (key, fen) in enumerate(lines):
        conflict = preview.outcome(place) is Outcome.CONFLICT
        replaced = (on_conflict == "replace") != (place in apart)
        if key not in after or (conflict and replaced):
            after[key] = fen
    written = {key: row[2] for key, row in store.items()}
    written |= {row[0]: row[2] for row in writing.new} | {key: row[2] for key, row in writing.updates}
    assert written == after
    counts = preview.counts(on_conflict, frozenset(apart))
    assert counts.rows == len(lines)
    assert counts.conflicts == len({line["row"] for line in writing.conflict_rows})


def test_unknown_names_and_choices_come_with_what_they_could_mean(office: Office) -> None:
    send(office, FIRMS, firms(firm(township="清泉街道")))
    data = firms(firm("91371525MA00000021", "乙", "清泉街"), firm("91371525MA0000003P", "丙", "县司法局"))
    (word,) = doubtful_words(office, prepare(office, FIRMS, data, "a.xlsx"))
    assert (word.field, word.written, word.rows) == ("township", "清泉街", 1)
    assert word.candidates[0] == "清泉街道"
    data = xlsx(
        [["商户编号", "商户名称", "信用代码", "商户类别", "审核状态"], ["M1", "好", ID, "大型商场超市", "合格"]]
    )
    prepared = prepare(office, "voucher-merchants", data, "m.xlsx")
    words = {word.written: word for word in doubtful_words(office, prepared)}
    assert set(words["合格"].candidates) == {"通过", "未通过", "待审"}
    assert suggestions(office, prepared)["review", "合格"] == words["合格"].candidates


def test_a_word_remembered_takes_the_note_on_an_unknown_unit_away(office: Office) -> None:
    from guanxian_desk.services.import_memory import remember_value

    rows = [
        ["任务编号", "填报单位", "报告期", "进展情况", "填报日期"],
        [1, "清泉办事处", "2022Q2", "推进", "2022-07-01"],
    ]
    first = prepare(office, PROGRESS, xlsx(rows), "p.xlsx", "清泉街道")
    assert first.extract is not None
    assert any("不在单位名录里" in note for note in first.extract.notes)
    remember_value(office, PROGRESS, "清泉街道", "unit_name", "清泉办事处", "清泉街道办事处")
    second = prepare(office, PROGRESS, xlsx(rows), "p.xlsx", "清泉街道")
    assert second.extract is not None
    assert not any("不在单位名录里" in note for note in second.extract.notes)


def test_rows_that_come_twice_in_a_file_are_named_and_look_alikes_are_both_kept(office: Office) -> None:
    rows = [pay("P1"), pay("P2"), pay("P1"), pay("P2", 缴费合计=5), pay("P3")]
    report = send(office, PAYMENTS, xlsx([HEADINGS, *rows]))
    entry = report.entry()
    assert (entry["new"], entry["unchanged"], entry["conflicts"]) == (3, 1, 1)
    notes = entry["notes"]
    assert "与文件里前面的行是同一条记录，内容相同，只收一次：第 4 行" in notes  # type: ignore[operator]
    assert "与文件里前面的行是同一条记录，内容不同，作为冲突：第 5 行" in notes  # type: ignore[operator]
    assert [row["number"] for row in standing(office)] == ["P1", "P2", "P3"]
    assert standing(office)[0]["total_fen"] == standing(office)[2]["total_fen"]
