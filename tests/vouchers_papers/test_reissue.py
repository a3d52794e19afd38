"""A paper from the history made again: the same inputs give the same bytes, and what differs is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.services.filing import forms, issue, issue_numbered, produce
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_making import Inputs, prepare
from guanxian_desk.services.reissuing import reissue
from guanxian_desk.store import audit, numbers
from guanxian_desk.store.tables import Filing
from tests.vouchers_papers.sample_office import YEAR_END, text

STATEMENT = Inputs("voucher-statement", "YLM001", YEAR_END, "pdf")


def kept(office: Office, number: int) -> Filing:
    with office.store.read() as session:
        return session.get_one(Filing, number)


def registered(office: Office) -> list[tuple[str, str]]:
    with office.store.read() as session:
        return [(row.number, row.state) for row in numbers.listed(session)]


@pytest.mark.parametrize("fmt", ["pdf", "xlsx", "docx"])
def test_every_format_comes_out_the_same_however_much_later(own_office: Office, fmt: str) -> None:
    made = produce(own_office, "voucher-recoveries", "", YEAR_END, fmt, fonts=bundled_fonts())
    number = issue(own_office, made)
    own_office.remember("改别的", {"anything": 1})
    again = reissue(own_office, number, bundled_fonts())
    assert again.same
    assert again.sound
    assert again.words == "重新生成的文书与存档原件一字不差。"
    assert again.changes == ()


def test_the_chains_head_of_that_day_stands_in_the_footer(own_office: Office) -> None:
    with own_office.store.read() as session:
        head = audit.head_hash(session)
    made = produce(own_office, "voucher-recoveries", "", YEAR_END, fonts=bundled_fonts())
    assert f"审计链{head[:16]}" in text(made)
    number = issue(own_office, made)
    assert kept(own_office, number).inputs["chain"] == head
    later = produce(own_office, "voucher-recoveries", "", YEAR_END, fonts=bundled_fonts())
    assert later.content != made.content


def test_a_changed_form_and_changed_data_are_told(own_office: Office) -> None:
    number = issue(own_office, produce(own_office, "voucher-statement", "YLM001", YEAR_END, fonts=bundled_fonts()))
    own = own_office.path.parent / "forms"
    own.mkdir()
    wording = shipped("forms", "vouchers", "statement.txt").read_text("utf-8")
    (own / "statement.txt").write_text(
        wording.replace("version: 1", "version: 2").replace("消费券商户对账单", "消费券对账单", 1), "utf-8"
    )
    again = reissue(own_office, number, bundled_fonts())
    assert not again.same
    assert "表单从第 1 版改成了第 2 版" in again.words
    assert any("消费券商户对账单" in line for line in again.changes if line.startswith("-"))
    (own / "statement.txt").unlink()
    with own_office.store.change("改名", own_office.actor) as session:
        session.connection().exec_driver_sql("UPDATE voucher_merchants SET name = '新名'")
        session.note("voucher_merchants", 1)
    changed = reissue(own_office, number, bundled_fonts())
    assert changed.reasons == ("依据的数据后来有改动",)
    assert any("新名" in line for line in changed.changes if line.startswith("+"))


def test_a_damaged_copy_is_seen(own_office: Office) -> None:
    number = issue(own_office, produce(own_office, "voucher-recoveries", "", YEAR_END, fonts=bundled_fonts()))
    with own_office.store.change("损坏", own_office.actor) as session:
        session.execute(update(Filing).values(content=b"%PDF"))
        session.note("filings", 1)
    again = reissue(own_office, number, bundled_fonts())
    assert not again.sound
    assert "可能已损坏" in again.words


def test_papers_of_earlier_releases_are_only_shown(own_office: Office) -> None:
    number = issue(own_office, produce(own_office, "voucher-recoveries", "", YEAR_END, fonts=bundled_fonts()))
    with own_office.store.change("旧版", own_office.actor) as session:
        session.execute(update(Filing).values(inputs={}))
        session.note("filings", 1)
    with pytest.raises(UserError, match="原件仍可查看"):
        reissue(own_office, number)
    with pytest.raises(UserError, match="没有第 99 号"):
        reissue(own_office, 99)


def test_a_number_is_drawn_printed_registered_and_kept_in_one_step(own_office: Office) -> None:
    out: list[bytes] = []
    made, place = issue_numbered(own_office, STATEMENT, out.append, fonts=bundled_fonts())
    assert "编号：DZ2023-0001" in text(made)
    assert made.blanks == ()
    row = kept(own_office, place)
    assert (row.number, row.content) == ("DZ2023-0001", out[0])
    assert registered(own_office) == [("DZ2023-0001", "已用")]
    assert reissue(own_office, place, bundled_fonts()).same
    assert issue_numbered(own_office, STATEMENT, fonts=bundled_fonts())[0].inputs.numbers == ("DZ2023-0002",)  # type: ignore[union-attr]


def test_a_paper_that_is_not_delivered_takes_no_number(own_office: Office) -> None:
    def refuse(_content: bytes) -> None:
        raise UserError("不能写入")

    with pytest.raises(UserError, match="不能写入"):
        issue_numbered(own_office, STATEMENT, refuse, fonts=bundled_fonts())
    assert registered(own_office) == []


def test_a_packet_of_statements_takes_a_number_for_each(own_office: Office) -> None:
    everyone = Inputs("voucher-statement", "", date(2022, 5, 1), "pdf")
    made, place = issue_numbered(own_office, everyone, fonts=bundled_fonts())
    assert made.inputs is not None
    count = len(made.inputs.numbers)
    assert count > 1
    assert registered(own_office) == [(f"DZ2023-{n:04d}", "已用") for n in range(1, count + 1)]
    assert kept(own_office, place).number == f"DZ2023-0001至DZ2023-{count:04d}"


def test_given_and_reserved_numbers(own_office: Office) -> None:
    made, _ = issue_numbered(own_office, STATEMENT, given="冠商[2022]8号", fonts=bundled_fonts())
    assert "编号：冠商〔2022〕8号" in text(made)
    with pytest.raises(UserError, match="已经登记过"):
        issue_numbered(own_office, STATEMENT, given="冠商〔2022〕8号", fonts=bundled_fonts())
    with own_office.store.change("预留", own_office.actor) as session:
        (kept_back,) = numbers.reserve(session, "statement", 2023, "等核对")
    issue_numbered(own_office, STATEMENT, given=kept_back, fonts=bundled_fonts())
    assert (kept_back, "已用") in registered(own_office)


@pytest.mark.parametrize(
    ("asked", "given", "says"),
    [
        (Inputs("voucher-recoveries", "", YEAR_END, "pdf"), "", "没有本机编号"),
        (Inputs("voucher-recoveries", "", YEAR_END, "pdf"), "甲〔2022〕1号", "不编号"),
        (Inputs("voucher-statement", "", YEAR_END, "pdf"), "甲〔2022〕1号", "却给了 1 个编号"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(own_office: Office, asked: Inputs, given: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        issue_numbered(own_office, asked, given=given, fonts=bundled_fonts())
    assert registered(own_office) == []


def test_every_series_that_a_form_names_is_there(office: Office) -> None:
    from guanxian_desk.store.number_series import shipped_series

    assert {view.series for view in forms(office) if view.series} <= set(shipped_series())
    assert all(view.numbered for view in forms(office) if view.series)


def test_on_preprinted_paper_nothing_red_is_drawn(own_office: Office, tmp_path: Path) -> None:
    asked = {"as_of": YEAR_END, "fonts": bundled_fonts()}
    plain = produce(own_office, "voucher-weekly", **asked)  # type: ignore[arg-type]
    bare = produce(own_office, "voucher-weekly", preprinted=True, **asked)  # type: ignore[arg-type]
    assert len(text(bare)) < len(text(plain))


def test_a_number_that_the_records_give_is_shown_and_not_asked_for(own_office: Office) -> None:
    ready = prepare(own_office, Inputs("voucher-statement", "YLM001", YEAR_END, "pdf"))
    assert (ready.number, ready.wants_number) == ("", True)
    given = replace(ready, content=replace(ready.content, documents=({**ready.content.documents[0], "number": "甲1"},)))
    assert (given.number, given.wants_number) == ("甲1", False)
    blank = {**ready.content.documents[0], "number": "〔　　〕"}
    assert replace(ready, content=replace(ready.content, documents=(blank,))).number == ""
