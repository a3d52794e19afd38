"""One application for all desk tests, offscreen; a background whose troubles a test must have wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication

from guanxian_desk.desk.app import make_app
from guanxian_desk.desk.background import Background


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_app(offscreen=True)


@dataclass
class Reported:
    """Errors that reached the last door."""

    errors: list[BaseException] = field(default_factory=list)

    def __call__(self, error: BaseException, title: str) -> None:
        self.errors.append(error)

    def take(self) -> list[BaseException]:
        taken, self.errors = self.errors, []
        return taken


@pytest.fixture
def reported() -> Reported:
    return Reported()


@pytest.fixture
def background(qapp: QApplication, reported: Reported) -> Iterator[Background]:
    made = Background(reported)
    yield made
    made.close()
    assert reported.errors == []
