"""Switches for all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

# How long an example takes is the machine's affair, not the program's.
settings.register_profile("desk", deadline=None)
settings.load_profile("desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update-goldens writes what the program makes now as what it should make; look at the difference in git."""
    parser.addoption("--update-goldens", action="store_true", default=False, help="write the goldens anew")
