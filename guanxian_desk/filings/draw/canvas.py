"""reportlab's canvas without its habit of naming Helvetica, which is not embedded, on every page.

Imports reportlab: import it only where a PDF is made.
"""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas


class BareCanvas(Canvas):  # type: ignore[misc]
    """Pages begin with nothing set; whoever draws text sets its font."""

    def _make_preamble(self) -> None:
        self._preamble = ""
