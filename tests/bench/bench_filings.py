"""2,000 one-page merchant statements in one packet, against the same glyph runs and rules drawn bare with reportlab.

    python -m tests.bench.bench_filings [COUNT]

Each side runs in a fresh process; library imports and the parsing of fonts are counted on neither side. Prints seconds,
peak memory and the ratio; the aim is at most 3 × and 800 MB.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from time import perf_counter

from guanxian_desk.filings.document import Document
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.forms import load_forms, render
from guanxian_desk.filings.layout.flow import paginate
from guanxian_desk.filings.layout.marks import FillMark, Page, RuleMark, TextMark
from guanxian_desk.filings.pdf import page_marks, pdf_bytes, typesetter_for
from tests.filings.samples import statement_data

FORMS = Path(__file__).parent.parent / "filings" / "forms"


def statements(count: int) -> Iterator[Document]:
    """The statements, filled in from their form one after the other."""
    form = load_forms(folder=FORMS)["statement"]
    for number in range(1, count + 1):
        yield render(form, statement_data(number))


def warm() -> None:
    """Imports and font parsing, which are not measured."""
    pdf_bytes(statements(1))


def desk(count: int) -> float:
    """Seconds for the desk: forms filled in, set, drawn, saved."""
    start = perf_counter()
    pdf_bytes(statements(count), footer="审计链 5f3a9c")
    return perf_counter() - start


def bare(count: int) -> float:
    """Seconds for reportlab to draw the very same runs and rules from ready lists."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pages = [page for document in statements(count) for page in _pages(document)]
    for index, face in enumerate(bundled_fonts().faces):
        pdfmetrics.registerFont(TTFont(f"face{index}", str(face.file.path)))
    start = perf_counter()
    canvas = Canvas(BytesIO(), pageCompression=1, invariant=1)
    for page, marks in pages:
        _draw(canvas, page, marks)
        canvas.showPage()
    canvas.save()
    return perf_counter() - start


def _pages(document: Document) -> Iterator[tuple[Page, tuple[TextMark, ...]]]:
    setter = typesetter_for(bundled_fonts())
    for page in paginate(document, setter):
        yield page, page_marks(page, document, setter, "审计链 5f3a9c")[0]


def _draw(canvas, page: Page, extra: tuple[TextMark, ...]) -> None:  # type: ignore[no-untyped-def]
    frame = page.frame
    height = frame.sheet[1]
    text = canvas.beginText()
    placed = [(frame.left, height - frame.top - down, mark) for down, marks in page.items for mark in marks]
    for left, base, mark in [*placed, *((0.0, height, mark) for mark in extra)]:
        if isinstance(mark, TextMark):
            text.setFont(f"face{mark.face}", mark.size)
            text.setCharSpace(mark.spacing)
            text.setTextOrigin(left + mark.x, base - mark.y)
            text.textOut(mark.text)
        elif isinstance(mark, RuleMark):
            canvas.setLineWidth(mark.width)
            canvas.line(left + mark.x0, base - mark.y0, left + mark.x1, base - mark.y1)
        elif isinstance(mark, FillMark):
            canvas.setFillGray(0.95)
            canvas.rect(left + mark.x, base - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
            canvas.setFillGray(0)
    canvas.drawText(text)


def main(arguments: list[str]) -> None:
    """Runs both sides, or one of them when named."""
    if arguments and arguments[0] in SIDES:
        import resource

        warm()
        seconds = SIDES[arguments[0]](int(arguments[1]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "peak": peak}))
        return
    count = arguments[0] if arguments else "2000"
    found = {side: _run(side, count) for side in SIDES}
    for side, figures in found.items():
        print(f"{side:5} {figures['seconds']:7.2f} s  {figures['peak']:6.0f} MB")
    print(f"ratio {found['desk']['seconds'] / found['bare']['seconds']:.2f}")


def _run(side: str, count: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.bench_filings", side, count]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(result.stdout)
    return figures


SIDES = {"desk": desk, "bare": bare}

if __name__ == "__main__":
    main(sys.argv[1:])
