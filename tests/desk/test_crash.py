"""Crash reports carry no personal data; uncaught errors of every thread reach one place."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk import crash
from guanxian_desk.desk.crash import crash_report, scrub


@given(st.from_regex(r"[1-9]\d{16}[\dX]", fullmatch=True), st.sampled_from([" {} ", "号码{}，", "('{}',)", "={}\n"]))
def test_no_resident_id_stays(number: str, around: str) -> None:
    assert number not in scrub(around.format(number))


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.sampled_from([" {} ", "电话{}，", "('{}',)"]))
def test_no_phone_stays(number: str, around: str) -> None:
    assert number not in scrub(around.format(number))


def test_amounts_and_times_stay() -> None:
    text = "金额 1228900.00，2022-12-31 24:00，行 1000000"
    assert scrub(text) == text


def test_bound_values_of_sql_are_left_out() -> None:
    text = (
        "sqlalchemy.exc.IntegrityError: UNIQUE\n[SQL: INSERT INTO t VALUES (?)]\n[parameters: ('王建国', '清泉路')]\n"
    )
    assert "王建国" not in scrub(text)
    assert "[SQL: INSERT INTO t VALUES (?)]" in scrub(text)


def test_the_home_folder_is_not_named() -> None:
    assert scrub(f"{Path.home()}/office.gxdesk") == "~/office.gxdesk"


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_report_says_where_and_not_whose() -> None:
    report = crash_report(raised(KeyError("王建国 371525199003071234")), "核对消费券")
    assert "test_crash.py" in report
    assert "KeyError" in report
    assert "正在做：核对消费券" in report
    assert "王建国" not in report
    assert "371525199003071234" not in report


def test_a_report_names_the_cause_too() -> None:
    try:
        try:
            raise ValueError("13812345678")
        except ValueError as first:
            raise RuntimeError("second") from first
    except RuntimeError as error:
        report = crash_report(error)
    assert "RuntimeError: second" in report
    assert "ValueError" in report
    assert "13812345678" not in report


def test_a_bug_is_told_in_words_a_user_error_in_its_own() -> None:
    told = crash.in_words(KeyError("x"))
    assert "没有完成" in told.what
    assert "已经保存的数据" in told.meaning
    own = UserError("文件打不开")
    assert crash.in_words(own) is own


def test_both_hooks_report_on_this_thread_and_can_be_taken_out(qtbot: QtBot) -> None:
    before = sys.excepthook, threading.excepthook
    came: list[tuple[type[BaseException], int]] = []
    uninstall = crash.install(lambda error, _title: came.append((type(error), threading.get_ident())))
    try:
        error = raised(ZeroDivisionError())
        sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=lambda: [][1])
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(came) == 2)
    finally:
        uninstall()
    assert came == [(ZeroDivisionError, threading.get_ident()), (IndexError, threading.get_ident())]
    assert (sys.excepthook, threading.excepthook) == before


def test_ctrl_c_still_ends_the_program(qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as passed_on:
        uninstall = crash.install(lambda error, _title: pytest.fail(str(error)))
        error = KeyboardInterrupt()
        sys.excepthook(KeyboardInterrupt, error, None)
        uninstall()
    assert [kind for kind, _error, _trace in passed_on] == [KeyboardInterrupt]
