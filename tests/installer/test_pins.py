"""The exact versions: they cover what pyproject.toml asks for, every one with hashes, and name no address."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer import pin
from tests.architecture.house import ROOT

EVERYTHING = """\
# a head
alembic==1.2 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
numpy==2.4 ; python_full_version < '3.12' \\
    --hash=sha256:cc
numpy==2.5 ; python_full_version >= '3.12' \\
    --hash=sha256:dd
"""
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _pinned(*paths: str) -> dict[str, list[str]]:
    """Name → versions."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for block in pin.blocks((ROOT / "installer" / path).read_text("utf-8")):
            requirement = Requirement(block.splitlines()[0].rstrip(" \\"))
            (exact,) = requirement.specifier
            assert exact.operator == "=="
            found.setdefault(canonicalize_name(requirement.name), []).append(exact.version)
    return found


def _unmet(wanted: list[str], pinned: dict[str, list[str]]) -> list[str]:
    """The requirements that a pinned version does not answer."""
    return [
        text
        for text in wanted
        for requirement in [Requirement(text)]
        if not any(
            requirement.specifier.contains(version) for version in pinned.get(canonicalize_name(requirement.name), [])
        )
    ]


def test_the_program_is_pinned_as_it_asks() -> None:
    wanted = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"] + ["pip"]
    assert _unmet(wanted, _pinned("constraints.txt")) == []


def test_the_checks_are_pinned_as_they_ask() -> None:
    wanted = PROJECT["project"]["optional-dependencies"]["dev"]
    assert _unmet(wanted, _pinned("constraints.txt", "constraints-dev.txt")) == []
    assert not _pinned("constraints.txt").keys() & _pinned("constraints-dev.txt").keys()


def test_a_requirement_without_its_pin_is_seen() -> None:
    pinned = {"rapidfuzz": ["3.14.6"]}
    assert _unmet(["rapidfuzz>=3,<4", "RapidFuzz>=4", "lxml"], pinned) == ["RapidFuzz>=4", "lxml"]


@pytest.mark.parametrize("path", [pin.RUN, pin.DEV])
def test_every_pin_has_hashes_and_no_address(path: pin.Path) -> None:
    text = path.read_text("utf-8")
    blocks = pin.blocks(text)
    assert len(blocks) > 20
    assert "".join(blocks) == text.removeprefix(pin.HEADS[path])
    assert all(re.search(r"\\\n    --hash=sha256:[0-9a-f]{64}", block) for block in blocks)
    assert "://" not in text


def test_the_checks_file_holds_only_what_the_program_does_not_need() -> None:
    assert [block.partition("==")[0] for block in pin.blocks(EVERYTHING)] == ["alembic", "numpy", "numpy"]
    assert pin.besides(EVERYTHING, "alembic==1.2 \\\n    --hash=sha256:aa\n").count("numpy==") == 2
    assert pin.besides(EVERYTHING, EVERYTHING) == ""
