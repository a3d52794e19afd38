"""The register of numbers: no gap, no double, nothing that went out disappears."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.errors import UserError
from guanxian_desk.store import audit, number_series, numbers, undo
from guanxian_desk.store.store import Store

ME = Actor("张三")


def _draw(store: Store, year: int = 2022, series: str = "supervision", **about: object) -> str:
    with store.change("取号", ME) as session:
        return numbers.draw(session, series, year, **about)  # type: ignore[arg-type]


def _undo_last(store: Store) -> None:
    with store.read() as session:
        change = undo.last_undoable(session)
    assert change is not None
    with store.change("撤销", ME, "撤销", undoes=change.id) as session:
        undo.write_back(session, change.id)


def _register(store: Store, series: str | None = "supervision") -> list[tuple[str, str, str]]:
    with store.read() as session:
        return [(row.number, row.state, row.reason) for row in numbers.listed(session, series)]


def test_numbers_follow_one_another_within_a_series_and_year(store: Store) -> None:
    assert [_draw(store) for _ in range(2)] == ["冠法督〔2022〕1号", "冠法督〔2022〕2号"]
    assert _draw(store, 2023) == "冠法督〔2023〕1号"
    assert _draw(store, series="statement") == "DZ2022-0001"
    assert _draw(store) == "冠法督〔2022〕3号"


def test_two_numbers_in_one_step(store: Store) -> None:
    with store.change("取号", ME) as session:
        assert [numbers.draw(session, "supervision", 2022) for _ in range(2)] == [
            "冠法督〔2022〕1号",
            "冠法督〔2022〕2号",
        ]


def test_a_step_that_fails_draws_nothing(store: Store) -> None:
    def fails() -> None:
        with store.change("取号", ME) as session:
            numbers.draw(session, "supervision", 2022)
            raise UserError("打印机没有纸")

    with pytest.raises(UserError, match="没有纸"):
        fails()
    assert _draw(store) == "冠法督〔2022〕1号"


def test_taking_back_the_step_leaves_the_number_void_and_never_draws_it_again(store: Store) -> None:
    _draw(store, subject="督办单")
    _draw(store)
    _undo_last(store)
    assert _register(store)[1] == ("冠法督〔2022〕2号", "作废", "撤销“取号”")
    assert _draw(store) == "冠法督〔2022〕3号"
    with store.change("登记", ME) as session, pytest.raises(UserError, match="已经登记过"):
        numbers.given(session, "冠法督〔2022〕2号")
    with store.read() as session:
        assert audit.verify(session).broken_at is None


def test_reserved_numbers_are_used_or_voided(store: Store) -> None:
    with store.change("预留", ME) as session:
        assert numbers.reserve(session, "supervision", 2022, "等李主任签发", 2) == [
            "冠法督〔2022〕1号",
            "冠法督〔2022〕2号",
        ]
    assert _draw(store) == "冠法督〔2022〕3号"
    with store.change("用号", ME) as session:
        numbers.use_reserved(session, "冠法督〔2022〕1号", subject="督办单", day=date(2022, 5, 9))
    with store.change("作废", ME) as session:
        numbers.void(session, "冠法督〔2022〕2号", "不再发文")
    assert [state for _, state, _ in _register(store)] == ["已用", "作废", "已用"]
    with store.change("用号", ME) as session, pytest.raises(UserError, match="不是预留"):
        numbers.use_reserved(session, "冠法督〔2022〕1号")
    with store.change("作废", ME) as session, pytest.raises(UserError, match="没有在用"):
        numbers.void(session, "冠法督〔2022〕2号", "再来一次")


def test_taking_back_steps_over_a_reserved_number(store: Store) -> None:
    with store.change("预留", ME) as session:
        numbers.reserve(session, "supervision", 2022, "等签发")
    with store.change("用号", ME) as session:
        numbers.use_reserved(session, "冠法督〔2022〕1号")
    _undo_last(store)
    assert _register(store) == [("冠法督〔2022〕1号", "预留", "等签发")]
    _undo_last(store)
    assert _register(store) == [("冠法督〔2022〕1号", "作废", "撤销“预留”")]


def test_a_reservation_cannot_be_taken_back_under_a_number_in_use(store: Store) -> None:
    with store.change("预留", ME) as session:
        numbers.reserve(session, "supervision", 2022, "等签发")
        step = session.change_row.id
    with store.change("用号", ME) as session:
        numbers.use_reserved(session, "冠法督〔2022〕1号")
    with store.change("撤销", ME, "撤销", undoes=step) as session, pytest.raises(UserError, match="后来用上了"):
        undo.write_back(session, step)


@pytest.mark.parametrize("reason", ["", "  "])
def test_reserving_and_voiding_need_a_reason(store: Store, reason: str) -> None:
    number = _draw(store)
    with store.change("作废", ME) as session, pytest.raises(UserError, match="原因"):
        numbers.void(session, number, reason)
    with store.change("预留", ME) as session, pytest.raises(UserError, match="原因"):
        numbers.reserve(session, "supervision", 2022, reason)


@pytest.mark.parametrize("count", [0, numbers.MOST_AT_ONCE + 1])
def test_how_many_can_be_reserved_at_once(store: Store, count: int) -> None:
    with store.change("预留", ME) as session, pytest.raises(UserError, match="1 至 100"):
        numbers.reserve(session, "supervision", 2022, "等签发", count)


def test_given_numbers_are_checked_for_doubles_only(store: Store) -> None:
    with store.change("登记", ME) as session:
        assert numbers.given(session, "冠政发[2022] 8 号", subject="程序规定") == "冠政发〔2022〕8号"
        assert numbers.given(session, "冠政发（２０２２）３号", day=date(2022, 12, 1)) == "冠政发〔2022〕3号"
    with store.change("登记", ME) as session, pytest.raises(UserError, match="用于“程序规定”"):
        numbers.given(session, "冠政发【2022】8号")
    with store.change("登记", ME) as session, pytest.raises(UserError, match="不像文号"):
        numbers.given(session, "冠政发")


def test_a_given_number_typed_wrong_can_be_taken_back(store: Store) -> None:
    with store.change("登记", ME) as session:
        numbers.given(session, "冠政发〔2022〕8号")
    _undo_last(store)
    assert _register(store, "") == []
    with store.change("登记", ME) as session:
        numbers.given(session, "冠政发〔2022〕8号")
    with store.change("作废", ME) as session:
        numbers.void(session, "冠政发〔2022〕8号", "登记错了")
    with store.change("登记", ME) as session:
        numbers.given(session, "冠政发〔2022〕8号")
    assert [state for _, state, _ in _register(store, "")] == ["作废", "已用"]


def test_a_year_may_begin_where_the_paper_register_ends(store: Store) -> None:
    with store.change("起始号", ME) as session:
        numbers.begin_at(session, "supervision", 2022, 18)
    assert [_draw(store), _draw(store), _draw(store, 2023)] == [
        "冠法督〔2022〕18号",
        "冠法督〔2022〕19号",
        "冠法督〔2023〕1号",
    ]
    with store.change("起始号", ME) as session, pytest.raises(UserError, match="已经取过号"):
        numbers.begin_at(session, "supervision", 2022, 1)


def test_the_office_writes_a_series_its_own_way(store: Store) -> None:
    _draw(store)
    with store.change("样式", ME) as session:
        number_series.change_template(session, "supervision", "冠督字〔{year}〕第{n:03}号")
    assert _draw(store) == "冠督字〔2022〕第002号"
    with store.change("样式", ME) as session:
        number_series.change_template(session, "supervision", "")
    assert _draw(store) == "冠法督〔2022〕3号"


@pytest.mark.parametrize("template", ["冠督〔{year}〕号", "冠督{n}号", "{year}{n}{n}", "{year}{n}{x}", "{year}{n:4}"])
def test_a_template_that_cannot_tell_numbers_apart_is_refused(store: Store, template: str) -> None:
    with store.change("样式", ME) as session, pytest.raises(UserError, match="不能用"):
        number_series.change_template(session, "supervision", template)


def test_a_number_that_the_register_holds_already_is_not_drawn(store: Store) -> None:
    with store.change("登记", ME) as session:
        numbers.given(session, "冠法督〔2022〕1号")
    with pytest.raises(UserError, match="已经在编号登记里"):
        _draw(store)


def test_an_unknown_series_is_named_with_those_there_are(store: Store) -> None:
    with pytest.raises(UserError, match="supervision（督办单）"):
        _draw(store, series="nothing")


@given(st.lists(st.sampled_from(["draw", "reserve", "void", "undo", "fail"]), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_register_has_no_gap_and_no_double(store: Store, acts: list[str]) -> None:
    year = len(_register(store)) + 3000
    for act in acts:
        try:
            with store.change(act, ME) as session:
                if act in ("draw", "fail"):
                    numbers.draw(session, "supervision", year)
                elif act == "reserve":
                    numbers.reserve(session, "supervision", year, "等签发")
                elif act == "void":
                    living = [row for row in numbers.listed(session, "supervision", year) if row.state != "作废"]
                    if living:
                        numbers.void(session, living[-1].number, "不发")
                if act == "fail":
                    raise UserError("没有纸")
        except UserError:
            pass
        with store.read() as session:
            undoable = undo.last_undoable(session)
        if act == "undo" and undoable is not None:
            _undo_last(store)
    with store.read() as session:
        counted = [row.n for row in numbers.listed(session, "supervision", year)]
    assert counted == list(range(1, len(counted) + 1))
