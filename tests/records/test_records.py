"""Single records by hand: the same reading, the same checks as an import, one step that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.cultivation.models import EnterpriseRow, StepRow
from guanxian_desk.modules.digital.models import DigitalProject
from guanxian_desk.modules.tasks.models import TaskReport, UnitEntry
from guanxian_desk.services import records
from guanxian_desk.services.exporting import export
from guanxian_desk.services.importing import prepare, take, undo_batch
from guanxian_desk.services.office import Office
from guanxian_desk.services.steps import undo_last
from guanxian_desk.store import audit
from guanxian_desk.store.tables import Audit, Unit
from tests.offices import create_office

REPORT = {
    "task_number": "1",
    "unit_name": "县司法局",
    "period": "2022年第二季度",
    "progress": "按计划推进",
    "percent": "60%",
    "reported_on": "2022-07-05",
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create_office(tmp_path / "office.gxdesk", Actor("张三"), stopped_at(datetime(2022, 8, 1, 9, 30)))
    yield made
    made.close()


def test_a_report_is_read_and_judged_like_a_cell_of_a_workbook(office: Office) -> None:
    checked = records.save(office, records.blank("task-progress"), REPORT)
    assert checked.faults == {}
    with office.store.read() as session:
        (row,) = session.scalars(select(TaskReport))
        assert (row.plan_key, row.period, row.percent, row.reported_on) == (
            "rule-of-law-2022",
            "2022Q2",
            600_000,
            date(2022, 7, 5),
        )
        assert audit.verify(session).broken_at is None


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("task_number", "99", "没有编号为“99”的任务"),
        ("period", "去年", "认不出来"),
        ("percent", "120%", "0 至 100 之间"),
        ("progress", "", "必须填写"),
        ("reported_on", "2022-02-30", ""),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field_and_nothing_is_written(
    office: Office, field: str, text: str, why: str
) -> None:
    form, texts = records.blank("task-progress"), REPORT | {field: text}
    checked = records.check(office, form, texts)
    assert list(checked.faults) == [field]
    assert why in checked.faults[field]
    with pytest.raises(UserError, match="没有保存"):
        records.save(office, form, texts)
    with office.store.read() as session:
        assert session.scalar(select(func.count()).select_from(TaskReport)) == 0


def test_a_record_is_mended_undone_and_deleted(office: Office) -> None:
    records.save(office, records.blank("task-progress"), REPORT)
    key = ("rule-of-law-2022", "1", "县司法局", "2022Q2", date(2022, 7, 5))
    form = records.opened(office, "task-progress", key)
    assert form.texts["percent"] == "60%"
    records.save(office, form, dict(form.texts) | {"percent": "75%"})
    with office.store.read() as session:
        last = session.scalars(select(Audit).order_by(Audit.seq.desc())).first()
        assert last is not None
        assert (last.action, last.before, last.after) == ("修改", '{"percent":600000}', '{"percent":750000}')
    undo_last(office)
    assert records.opened(office, "task-progress", key).texts["percent"] == "60%"
    records.remove(office, records.opened(office, "task-progress", key))
    with pytest.raises(UserError, match="没有这条"):
        records.opened(office, "task-progress", key)
    undo_last(office)
    assert records.opened(office, "task-progress", key).texts["progress"] == "按计划推进"


def test_saving_what_stands_writes_no_step(office: Office) -> None:
    records.save(office, records.blank("task-progress"), REPORT)
    form = records.opened(office, "task-progress", ("rule-of-law-2022", "1", "县司法局", "2022Q2", date(2022, 7, 5)))
    with office.store.read() as session:
        before = audit.rows(session)
    records.save(office, form, form.texts)
    with office.store.read() as session:
        assert audit.rows(session) == before


def test_a_record_changed_since_it_was_opened_is_not_overwritten(office: Office) -> None:
    first = records.opened(office, "digital-projects", ("附3-农-1",))
    second = records.opened(office, "digital-projects", ("附3-农-1",))
    records.save(office, first, dict(first.texts) | {"place": "清泉街道"})
    with pytest.raises(UserError, match="又被改动"):
        records.save(office, second, dict(second.texts) | {"place": "崇文街道"})
    with pytest.raises(UserError, match="又被改动"):
        records.remove(office, second)


def test_a_key_that_stands_is_told(office: Office) -> None:
    form = records.blank("digital-projects")
    texts = {"number": "附3-农-1", "name": "甲", "kind": "农业数字化", "owner": "乙", "place": "丙", "stage": "谋划"}
    assert "已经有" in records.check(office, form, texts).faults["number"]
    assert records.check(office, form, texts | {"number": "新-1"}).faults == {}


def test_a_required_cell_that_stands_blank_may_stay_so(office: Office) -> None:
    with office.store.read() as session:
        number = session.scalars(select(DigitalProject.number).where(DigitalProject.owner.is_(None))).first()
    form = records.opened(office, "digital-projects", (number,))
    assert records.check(office, form, dict(form.texts) | {"place": "清泉街道"}).faults == {}
    assert "owner" in records.check(office, records.blank("digital-projects"), dict(form.texts)).faults
    owned = records.opened(office, "digital-projects", ("附3-农-1",))
    assert "place" in records.check(office, owned, dict(owned.texts) | {"place": ""}).faults


def test_a_unit_by_hand_reaches_the_shared_directory_in_the_same_step(office: Office) -> None:
    texts = {"name": "县新局", "kind": "部门", "alias_names": "冠县新设局"}
    records.save(office, records.blank("units"), texts)
    with office.store.read() as session:
        assert session.scalars(select(Unit).where(Unit.name == "县新局")).one().kind == "department"
    undo_last(office)
    with office.store.read() as session:
        assert session.scalars(select(Unit).where(Unit.name == "县新局")).first() is None
        assert session.scalars(select(UnitEntry).where(UnitEntry.name == "县新局")).first() is None


def test_a_skipped_step_of_a_claim_is_refused(office: Office) -> None:
    texts = {"claim": "S1", "stage": "公示", "done_on": "2022-07-01"}
    assert records.check(office, records.blank("reward-steps"), texts).faults != {}
    with office.store.read() as session:
        assert session.scalar(select(func.count()).select_from(StepRow)) == 0


def test_vouchers_are_mended_by_a_new_file_only(office: Office) -> None:
    with pytest.raises(UserError, match="不能手工改"):
        records.blank("voucher-payments")


def test_taking_a_batch_back_keeps_what_was_mended_by_hand(office: Office) -> None:
    records.save(office, records.blank("units"), {"name": "县新局", "kind": "部门"})
    data = export(office, "units", full=True)
    records.remove(office, records.opened(office, "units", ("县新局",)))
    report = take(office, prepare(office, "units", data, "units.xlsx"))
    assert report.batch is not None
    form = records.opened(office, "units", ("县新局",))
    records.save(office, form, dict(form.texts) | {"kind": "其他"})
    undone = undo_batch(office, report.batch)
    assert undone.kept == ("县新局",)
    assert records.opened(office, "units", ("县新局",)).texts["kind"] == "其他"


def test_an_enterprise_with_a_wrong_check_digit_is_taken_with_a_note(office: Office) -> None:
    texts = {"code": "91371525MA00000000", "name": "甲", "township": "清泉街道", "industrial": "是", "private": "是"}
    checked = records.save(office, records.blank("enterprises"), texts)
    assert any("统一社会信用代码" in note for note in checked.notes)
    with office.store.read() as session:
        assert session.scalars(select(EnterpriseRow)).one().industrial is True
