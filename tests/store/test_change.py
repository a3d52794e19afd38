"""The one door for writing: all or nothing, named, audited, summed up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.errors import UserError
from guanxian_desk.store import audit, settings, undo
from guanxian_desk.store.store import ChangeSummary, Store
from guanxian_desk.store.tables import Audit, Change, PolicyChoice
from guanxian_desk.store.units import add_unit, directory


def _steps(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Change.label).order_by(Change.id)))


def test_a_change_is_kept_with_its_name_operator_and_moment(store: Store, actor: Actor) -> None:
    with store.change("改办公室名称", actor) as session:
        settings.put(session, "office", "冠县商务局")
    with store.read() as session:
        change = session.scalars(select(Change)).one()
        assert settings.get(session, "office") == "冠县商务局"
    assert (change.label, change.operator, change.role, change.at.isoformat()) == (
        "改办公室名称",
        "张三",
        "管理",
        "2022-05-09T09:30:00",
    )


def test_an_error_inside_leaves_nothing(store: Store, actor: Actor) -> None:
    def half_way() -> None:
        with store.change("半途而废", actor) as session:
            settings.put(session, "office", "不该留下")
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_way()
    with store.read() as session:
        assert settings.get(session, "office") is None
        assert audit.rows(session) == 0
    assert _steps(store) == []


def test_a_change_that_writes_nothing_leaves_no_step(store: Store, actor: Actor) -> None:
    heard: list[ChangeSummary] = []
    store.listen(heard.append)
    with store.change("什么也没做", actor):
        pass
    assert _steps(store) == []
    assert heard == []


def test_the_summary_names_the_tables_and_rows(store: Store, actor: Actor) -> None:
    heard: list[ChangeSummary] = []
    stop = store.listen(heard.append)
    with store.change("加单位", actor) as session:
        add_unit(session, "县司法局", "department", ["冠县司法局"])
    stop()
    with store.change("再改", actor) as session:
        settings.put(session, "x", 1)
    assert [(s.label, s.rows) for s in heard] == [("加单位", {"units": 1, "unit_names": 2})]


def test_foreign_keys_are_enforced(store: Store, actor: Actor) -> None:
    with pytest.raises(IntegrityError), store.change("坏引用", actor) as session:
        session.execute(text("INSERT INTO unit_names (unit_id, name) VALUES (999, '无主')"))


def test_audit_rows_carry_before_and_after(store: Store, actor: Actor) -> None:
    with store.change("一", actor) as session:
        settings.put(session, "office", "甲")
    with store.change("二", actor) as session:
        settings.put(session, "office", "乙")
    with store.read() as session:
        row = session.scalars(select(Audit).order_by(Audit.seq.desc())).first()
        assert row is not None
        assert (row.action, row.before, row.after) == ("修改", '{"value":"甲"}', '{"value":"乙"}')


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit SET after = '{}' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "UPDATE audit SET seq = 9 WHERE seq = 3",
        "UPDATE audit SET change_id = 2 WHERE seq = 1",
    ],
)
def test_tampering_with_the_chain_is_seen(store: Store, actor: Actor, tamper: str) -> None:
    for number in range(3):
        with store.change(f"第{number}步", actor) as session:
            settings.put(session, "n", number)
    with store.read() as session:
        assert audit.verify(session).broken_at is None
        session.execute(text("DROP TRIGGER audit_no_update"))
        session.execute(text("DROP TRIGGER audit_no_delete"))
        session.execute(text(tamper))
        assert audit.verify(session).broken_at is not None


def test_the_file_itself_refuses_to_change_the_chain(store: Store, actor: Actor) -> None:
    with store.change("一", actor) as session:
        settings.put(session, "n", 1)
    with pytest.raises(IntegrityError, match="never changed"), store.change("改账", actor) as session:
        session.execute(text("UPDATE audit SET after = '{}'"))


def test_reading_sees_one_snapshot(store: Store, actor: Actor) -> None:
    with store.change("一", actor) as session:
        settings.put(session, "n", 1)
    with store.read() as reader:
        assert settings.get(reader, "n") == 1
        reader.expire_all()
        with store.change("二", actor) as session:
            settings.put(session, "n", 2)
        assert settings.get(reader, "n") == 1


def _undo(store: Store, actor: Actor) -> int:
    with store.read() as session:
        change = undo.last_undoable(session)
    assert change is not None
    with store.change(f"撤销：{change.label}", actor, "撤销", undoes=change.id) as session:
        return undo.write_back(session, change.id)


def test_undo_takes_back_new_changed_and_deleted_records(store: Store, actor: Actor) -> None:
    with store.change("设定", actor) as session:
        session.add(PolicyChoice(key="rounding", value="down", since=date(2022, 4, 13)))
        settings.put(session, "n", 1)
    with store.change("改动", actor) as session:
        choice = session.scalars(select(PolicyChoice)).one()
        session.delete(choice)
        settings.put(session, "n", 2)
    assert _undo(store, actor) == 2
    with store.read() as session:
        choice = session.scalars(select(PolicyChoice)).one()
        assert (choice.value, choice.since) == ("down", date(2022, 4, 13))
        assert settings.get(session, "n") == 1
    assert _undo(store, actor) == 2
    with store.read() as session:
        assert session.scalars(select(PolicyChoice)).all() == []
        assert undo.last_undoable(session) is None
        assert audit.verify(session).broken_at is None


def test_undo_is_refused_when_a_later_step_built_on_it(store: Store, actor: Actor) -> None:
    with store.change("先", actor) as session:
        settings.put(session, "n", 1)
    with store.change("后", actor) as session:
        settings.put(session, "n", 2)
    with store.read() as session:
        first = session.scalars(select(Change).order_by(Change.id)).first()
        assert first is not None
    with (
        pytest.raises(UserError, match="又被“后”改动过"),
        store.change("撤销", actor, "撤销", undoes=first.id) as session,
    ):
        undo.write_back(session, first.id)
    with store.read() as session:
        assert settings.get(session, "n") == 2


def test_names_of_units_resolve_through_aliases(store: Store, actor: Actor) -> None:
    with store.change("加单位", actor) as session:
        add_unit(session, "县卫生健康局", "department", ["县卫生和健康局"])
        add_unit(session, "清泉街道办事处", "subdistrict", [])
    with store.read() as session:
        units = directory(session)
    found = units.resolve("县卫生 和健康局")
    assert found is not None
    assert found.canonical == "县卫生健康局"
    assert units.resolve("县卫健委") is None
    assert units.nearest("清泉办事处")[0] == "清泉街道办事处"


def test_a_closed_file_is_whole_without_its_journal(store: Store, actor: Actor, tmp_path: Path) -> None:
    with store.change("一", actor) as session:
        settings.put(session, "n", 1)
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["office.gxdesk"]
