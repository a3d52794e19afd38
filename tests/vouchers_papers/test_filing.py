"""The filing service: the list of forms, what is refused, what is kept, what is logged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.modules.papers import Content
from guanxian_desk.services.filing import forms, issue, produce
from guanxian_desk.services.fingerprints import fingerprint, plain
from guanxian_desk.services.office import Office
from guanxian_desk.services.papers import PAPERS as EVERY
from guanxian_desk.store import audit, undo
from guanxian_desk.store.tables import Audit, Change, Filing
from tests.vouchers_papers.sample_office import PAPERS, YEAR_END, pdf, text

SETTLEMENT = "voucher-settlement"


def kept(office: Office) -> list[Filing]:
    with office.store.read() as session:
        return list(session.scalars(select(Filing)))


def logged(office: Office, kind: str) -> list[Change]:
    with office.store.read() as session:
        return list(session.scalars(select(Change).where(Change.kind == kind)))


def test_the_list_says_what_each_paper_wants(office: Office) -> None:
    views = {view.key: view for view in forms(office)}
    assert set(views) == set(EVERY)
    assert {key for key, view in views.items() if view.module == "vouchers"} == set(PAPERS)
    assert views["voucher-waiver"].needs == ("subject", "as_of")
    assert (views["voucher-statement"].needs, views["voucher-statement"].takes) == (("as_of",), ("subject",))
    assert not any(view.own for view in views.values())
    assert set(views[SETTLEMENT].entry()) == {"key", "title", "module", "clause", "needs", "formats"}


@pytest.mark.parametrize(
    ("key", "subject", "fmt", "says"),
    [
        ("voucher-nothing", "", "pdf", "没有“voucher-nothing”这种文书"),
        (SETTLEMENT, "", "txt", "不能存为 txt"),
        ("voucher-waiver", "", "pdf", "要指明对象"),
        (SETTLEMENT, "YLM001", "pdf", "不分对象"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(office: Office, key: str, subject: str, fmt: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        produce(office, key, subject, YEAR_END, fmt)


def test_without_a_day_the_paper_is_of_today(office: Office) -> None:
    assert produce(office, "voucher-recoveries").as_of == date(2023, 1, 12)


def test_making_a_paper_writes_nothing(own_office: Office) -> None:
    before = own_office.store.path.read_bytes()
    pdf(own_office, "voucher-findings", YEAR_END)
    assert kept(own_office) == []
    assert own_office.store.path.read_bytes() == before


def test_full_numbers_are_logged_and_masked_ones_are_not(own_office: Office) -> None:
    pdf(own_office, "voucher-recoveries", YEAR_END)
    pdf(own_office, SETTLEMENT, YEAR_END, full=True)
    assert logged(own_office, "查看") == []
    pdf(own_office, "voucher-recoveries", YEAR_END, full=True)
    (change,) = logged(own_office, "查看")
    assert change.label == "出具追缴台账（截至 2022-12-31，含完整证件号码）"
    assert change.operator == "李四"
    with own_office.store.read() as session:
        entry = session.scalars(select(Audit).where(Audit.change_id == change.id)).one()
    assert json.loads(entry.after) == {"rows": 5}


def test_an_issued_paper_is_kept_with_its_very_bytes(own_office: Office) -> None:
    made, out = pdf(own_office, SETTLEMENT, YEAR_END), []
    number = issue(own_office, made, out.append)
    (row,) = kept(own_office)
    assert out == [made.content] == [row.content]
    assert (row.id, row.form, row.form_version, row.format) == (number, SETTLEMENT, "1", "pdf")
    assert (row.as_of, row.subject, row.number, row.amount_fen) == (YEAR_END, "", "", 1_870_000)
    assert row.fingerprint == made.fingerprint


def test_the_audit_seals_the_bytes_without_holding_them(own_office: Office) -> None:
    made = pdf(own_office, SETTLEMENT, YEAR_END)
    issue(own_office, made)
    (change,) = logged(own_office, "出具")
    with own_office.store.read() as session:
        entry = session.scalars(select(Audit).where(Audit.change_id == change.id)).one()
        assert audit.verify(session).broken_at is None
        assert undo.last_undoable(session) is None or undo.last_undoable(session).id != change.id  # type: ignore[union-attr]
    assert json.loads(entry.after)["sha256"] == hashlib.sha256(made.content).hexdigest()
    assert len(entry.after) < 1000


def test_nothing_is_kept_when_the_file_cannot_be_written(own_office: Office) -> None:
    def refuse(_content: bytes) -> None:
        raise UserError("不能写入")

    with pytest.raises(UserError, match="不能写入"):
        issue(own_office, pdf(own_office, SETTLEMENT, YEAR_END), refuse)
    assert kept(own_office) == []
    assert logged(own_office, "出具") == []


def test_the_office_may_word_a_form_its_own_way(own_office: Office) -> None:
    own = own_office.path.parent / "forms"
    own.mkdir()
    wording = shipped("forms", "vouchers", "recoveries.txt").read_text("utf-8")
    own.joinpath("追缴.txt").write_text(
        wording.replace("错发多发追缴台账", "追缴情况表").replace("version: 1", "version: 1a"), "utf-8"
    )
    made = pdf(own_office, "voucher-recoveries", YEAR_END)
    assert text(made).startswith("冠县消费券追缴情况表")
    assert made.version == "1a"
    assert [view.key for view in forms(own_office) if view.own] == ["voucher-recoveries"]


def test_a_broken_form_of_the_office_is_named(own_office: Office) -> None:
    own = own_office.path.parent / "forms"
    own.mkdir()
    own.joinpath("x.txt").write_text("没有表头", "utf-8")
    with pytest.raises(UserError, match=r"x\.txt"):
        forms(own_office)


def test_a_character_no_font_has_is_told_before_printing(own_office: Office) -> None:
    with own_office.store.change("改名", own_office.actor) as session:
        session.connection().exec_driver_sql(
            "UPDATE voucher_merchants SET name = '冠县\ue000超市' WHERE shop_id ="
            " (SELECT id FROM voucher_shops WHERE number = 'YLM001')"
        )
        session.note("voucher_merchants", 1)
    with pytest.raises(UserError, match=r"U\+E000"):
        pdf(own_office, "voucher-statement", YEAR_END, "YLM001")
    made = produce(own_office, "voucher-statement", "YLM001", YEAR_END, allow_missing=True)
    assert made.missing == ("\ue000",)
    assert "冠县〓超市" in text(made)
    assert produce(own_office, "voucher-statement", "YLM001", YEAR_END, "xlsx").missing == ()


def test_fingerprints_follow_the_data_only() -> None:
    content = Content(({"day": date(2022, 5, 1), "sum": 1},), ())
    same = Content(({"sum": 1, "day": date(2022, 5, 1)},), (), ("别的行",), "别的名")
    assert fingerprint(content) == fingerprint(same)
    assert fingerprint(content) != fingerprint(replace(content, documents=({"day": date(2022, 5, 2), "sum": 1},)))
    with pytest.raises(TypeError, match="set"):
        plain({"x": {1}})
