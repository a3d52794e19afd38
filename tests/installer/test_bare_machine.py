"""What the installer does about things that only the machine's administrator can give."""

from __future__ import annotations

import re
import sys

import pytest

from tests.installer.fresh_machine import LIBRARIES, FreshMachine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="apt and shared libraries of Debian")

LINE = "apt-get install -y --no-install-recommends "


def test_a_user_is_told_the_one_line_and_nothing_is_made(machine: FreshMachine) -> None:
    machine.forget("libEGL.so.1", "libgthread-2.0.so.0")
    code, output, errors = machine.bootstrap("demo")
    assert (code, output) == (2, "")
    assert errors.splitlines() == [errors.strip()]
    # Without --wheels there is no pip either: ensurepip is Debian's python3-venv.
    assert re.search(re.escape(LINE) + r"python3(\.\d+)?-venv libglib2\.0-0 libegl1$", errors.strip())
    assert not machine.venv.exists()


def test_the_line_is_english_where_the_console_has_no_chinese(machine: FreshMachine) -> None:
    machine.forget("libGL.so.1")
    code, _, errors = machine.bootstrap("install", "--wheels", "wheels", PYTHONUTF8="0", PYTHONIOENCODING="cp437")
    assert code == 2
    assert errors.strip() == f"System packages are missing. As root run this line, then start again: {LINE}libgl1"


@pytest.mark.parametrize(
    ("command", "environ", "wants_window"),
    [
        (["run"], {"DISPLAY": ":0"}, True),
        (["demo"], {"WAYLAND_DISPLAY": "wayland-0"}, True),
        (["run"], {}, False),
        (["demo", "--no-window"], {"DISPLAY": ":0"}, False),
        (["demo"], {"DISPLAY": ":0", "CI": "true"}, False),
        (["test"], {"DISPLAY": ":0"}, False),
    ],
)
def test_a_screen_asks_for_more(
    machine: FreshMachine, command: list[str], environ: dict[str, str], wants_window: bool
) -> None:
    machine.forget("libGL.so.1")
    code, _, errors = machine.bootstrap(*command, "--wheels", "wheels", **environ)
    assert code == 2
    assert ("libxcb-cursor0" in errors) == wants_window


def test_root_gets_them_by_apt_and_goes_on(machine: FreshMachine) -> None:
    machine.forget(*LIBRARIES.split())
    machine.become_root()
    code, _, errors = machine.bootstrap("install", "--wheels", "wheels")
    assert code == 0, errors
    update, install = machine.apt_calls()
    assert update.endswith("update")
    assert install.endswith(
        "install -y --no-install-recommends libglib2.0-0 libgl1 libegl1 libfontconfig1 libdbus-1-3 libxkbcommon0"
    )
    assert machine.bootstrap("install", "--wheels", "wheels")[0] == 0
    assert len(machine.apt_calls()) == 2


def test_a_failing_apt_is_named(machine: FreshMachine) -> None:
    machine.forget("libGL.so.1")
    machine.become_root(apt_code=100)
    code, _, errors = machine.bootstrap("demo", "--wheels", "wheels")
    assert code == 2
    assert "“读取系统软件目录”没有成功（100）" in errors
    assert not machine.venv.exists()


def test_root_without_apt_is_told_the_line(machine: FreshMachine) -> None:
    machine.forget("libGL.so.1")
    code, _, errors = machine.bootstrap("demo", "--wheels", "wheels", BELIEVE_UID="0")
    assert code == 2
    assert errors.strip().endswith(LINE + "libgl1")
