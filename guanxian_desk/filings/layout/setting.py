"""What a block is set with: the typesetter, the paper's style and the page's type area."""

from __future__ import annotations

from dataclasses import dataclass

from guanxian_desk.filings.document import Run
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.page import Frame, Style
from guanxian_desk.filings.layout.text import Runs, Typesetter


@dataclass(frozen=True)
class Setting:
    """Handed to everything that sets a block."""

    setter: Typesetter
    style: Style
    frame: Frame

    @property
    def width(self) -> float:
        """The width of the type area."""
        return self.frame.width

    def body(self, runs: tuple[Run, ...]) -> Runs:
        """Runs in the body's font, strong ones in 黑体."""
        return tuple((run.text, Role.HEI if run.strong else self.style.body) for run in runs if run.text)
