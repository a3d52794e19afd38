"""The environment: made once, used at once afterwards, repaired when stale or half-made, never taken from somebody."""

from __future__ import annotations

import json
import sys
import venv

import pytest

from installer.environment import DEV, RUN, Environment
from tests.installer.fresh_machine import FreshMachine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the make-believe machine is a Linux")

OFFLINE = ("--wheels", "wheels")
MAKES = "建立独立的 Python 环境"


def _installed_version(machine: FreshMachine) -> str:
    (found,) = machine.venv.glob("lib/python*/site-packages/PySide6/__init__.py")
    return found.read_text("utf-8")


def test_the_program_gets_its_words_and_its_exit_code_comes_back(machine: FreshMachine) -> None:
    code, output, errors = machine.bootstrap("run", "reconcile", "--as-of", "2022-10-31", "findings", *OFFLINE)
    assert code == 3
    assert output.strip() == f"['reconcile', '--as-of', '2022-10-31', 'findings'] {machine.root} {machine.venv}"
    assert MAKES in errors
    # The second run starts at once and says nothing of its own.
    assert machine.bootstrap("demo", "--out", "here") == (
        0,
        f"['demo', '--out', 'here'] {machine.root} {machine.venv}\n",
        "",
    )


def test_new_pins_are_installed_into_what_is_there(machine: FreshMachine) -> None:
    assert machine.bootstrap("install", *OFFLINE)[0] == 0
    machine.offer("2.0")
    code, _, errors = machine.bootstrap("install", *OFFLINE)
    assert code == 0
    assert MAKES not in errors
    assert _installed_version(machine) == "version = '2.0'"


def test_a_half_made_environment_is_made_afresh(machine: FreshMachine) -> None:
    machine.offer(wrong_hash=True)
    code, _, errors = machine.bootstrap("install", *OFFLINE)
    assert code == 2
    assert "“安装软件包" in errors
    assert "没有成功（1）" in errors
    assert "Traceback" not in errors
    (machine.venv / "left-over").touch()
    machine.offer()
    code, _, errors = machine.bootstrap("install", *OFFLINE)
    assert code == 0
    assert MAKES in errors
    assert not (machine.venv / "left-over").exists()


def test_an_environment_of_another_python_is_made_afresh(machine: FreshMachine) -> None:
    (machine.venv / "lib/python3.9/site-packages").mkdir(parents=True)
    (machine.venv / "bin").mkdir()
    (machine.venv / "bin/python").touch()
    (machine.venv / "pyvenv.cfg").touch()
    machine.stamp.write_text(json.dumps({"ours": True, "python": "3.9", "run": "of old"}), "utf-8")
    assert machine.bootstrap("install", *OFFLINE)[0] == 0
    assert not (machine.venv / "lib/python3.9").exists()
    assert _installed_version(machine) == "version = '1.0'"


def test_somebody_elses_environment_is_filled_but_never_emptied(machine: FreshMachine) -> None:
    venv.create(machine.venv, symlinks=True)
    (machine.venv / "notes.txt").write_text("mine", "utf-8")
    machine.offer(wrong_hash=True)
    assert machine.bootstrap("install", *OFFLINE)[0] == 2
    machine.offer()
    code, _, errors = machine.bootstrap("install", *OFFLINE)
    assert code == 0
    assert MAKES not in errors
    assert (machine.venv / "notes.txt").read_text("utf-8") == "mine"


def test_somebody_elses_broken_environment_is_left_alone(machine: FreshMachine) -> None:
    machine.venv.mkdir()
    (machine.venv / "pyvenv.cfg").write_text("home = /nowhere\n", "utf-8")
    code, _, errors = machine.bootstrap("install", *OFFLINE)
    assert code == 2
    assert "不是本程序建立的" in errors
    assert (machine.venv / "pyvenv.cfg").read_text("utf-8") == "home = /nowhere\n"


def test_two_at_once_make_one_environment(machine: FreshMachine) -> None:
    both = [machine.start("install", *OFFLINE) for _ in range(2)]
    errors = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert "".join(errors).count(MAKES) == 1
    assert sum("另一次安装正在进行" in text for text in errors) == 1


def test_a_checkout_that_cannot_be_written_is_told(machine: FreshMachine) -> None:
    machine.venv.write_text("a file where the folder should be", "utf-8")
    code, _, errors = machine.bootstrap("install", *OFFLINE)
    assert code == 2
    assert "不能读写文件" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("words", [(), ("dance",), ("install", "more"), ("wheels",), ("--wheels", "wheels")])
def test_senseless_words_show_the_usage(machine: FreshMachine, words: tuple[str, ...]) -> None:
    code, output, errors = machine.bootstrap(*words)
    assert (code, output) == (2, "")
    assert errors.startswith("用法：")
    assert not machine.venv.exists()


def test_a_folder_of_wheels_must_be_there(machine: FreshMachine) -> None:
    code, _, errors = machine.bootstrap("demo", "--wheels=nowhere")
    assert code == 2
    assert "nowhere" in errors


def test_the_stamp_changes_with_all_it_stands_for(machine: FreshMachine) -> None:
    environment = Environment(machine.desk)
    keys = {environment.key(RUN), environment.key(DEV)}
    for name in ("pyproject.toml", "installer/constraints.txt", "installer/constraints-dev.txt"):
        with (machine.desk / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        keys |= {environment.key(RUN), environment.key(DEV)}
    # The last change touches only the checks' packages: the program's own need no new set-up.
    assert len(keys) == 2 + 2 + 2 + 1
