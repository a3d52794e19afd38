"""A packet of 300 pages, 200 of them scanned, against a bare merge of the same pages by pypdf.

    python -m tests.bench.bench_packets [SCANNED]

The desk reads and checks the files, lays every page on its sheet of A4, stamps it, prints its own 100 pages, writes the
outline and reads the result again; the merge has the desk's pages ready as a PDF. Each side runs in a fresh process;
library imports and the parsing of fonts are counted on neither. Prints seconds, peak memory and the ratio: aim 2.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from io import BytesIO
from time import perf_counter

import pypdf
from PIL import Image

from guanxian_desk.filings.document import Document
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.packets.attached import read_attached
from guanxian_desk.filings.packets.bind import Part, Printed, Printery, bind
from guanxian_desk.filings.packets.verify import Row, verify
from guanxian_desk.filings.pdf import pdf_bytes
from tests.filings.samples import finding_list, notice

_PER_FILE = 10
_OWN = 100


def scans(pages: int) -> list[bytes]:
    """Files of ten scanned pages each: A4 at 150 dpi in grey, as a copier writes them."""
    noise = random.Random(3)
    files = []
    for _ in range(pages // _PER_FILE):
        images = [Image.frombytes("L", (1240, 1754), _page(noise)) for _ in range(_PER_FILE)]
        out = BytesIO()
        images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=150)
        files.append(out.getvalue())
    return files


def _page(noise: random.Random) -> bytes:
    line = bytes(noise.choices((255, 250, 40), (20, 5, 2), k=1240))
    return (line * 7 + b"\xff" * 1240 * 13) * 87 + b"\xff" * 1240 * 14


def own_documents() -> list[Document]:
    """Papers of the desk's own that have a hundred pages together."""
    papers = [notice() for _ in range(20)]
    return [*papers, finding_list(445)]


def desk(files: list[bytes]) -> float:
    """Seconds for the desk."""
    pdf_bytes(notice())
    documents = own_documents()
    start = perf_counter()
    printery, parts, number = Printery(bundled_fonts()), [], 1
    bodies: list[Printed | object] = [Printed((document,)) for document in documents]
    bodies += [read_attached(content) for content in files]
    rows = []
    for index, body in enumerate(bodies):
        count = printery.pages(body) if isinstance(body, Printed) else len(body.pages)  # type: ignore[attr-defined]
        parts.append(Part(f"第{index}件", body, number))  # type: ignore[arg-type]
        rows.append(Row("", ((number - 1, number), (number + count - 2, number + count - 1))))
        number += count
    bound = bind(parts, printery, "卷")
    verify(bound.content, bound.pages, range(0), rows)
    seconds = perf_counter() - start
    print(f"{bound.pages} pages, {len(bound.content) >> 20} MB", file=sys.stderr)
    return seconds


def bare(files: list[bytes]) -> float:
    """Seconds for pypdf to put the same pages one after another."""
    ready = pdf_bytes(own_documents())
    start = perf_counter()
    writer = pypdf.PdfWriter()
    for content in (ready, *files):
        writer.append(pypdf.PdfReader(BytesIO(content)))
    writer.write(BytesIO())
    return perf_counter() - start


SIDES = {"desk": desk, "bare": bare}


def main(arguments: list[str]) -> None:
    """Runs both sides, or one of them when named."""
    if arguments and arguments[0] in SIDES:
        import resource

        seconds = SIDES[arguments[0]](scans(int(arguments[1])))
        print(json.dumps({"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return
    count = arguments[0] if arguments else "200"
    found = {side: _run(side, count) for side in SIDES}
    for side, figures in found.items():
        print(f"{side:5} {figures['seconds']:7.2f} s  {figures['peak']:6.0f} MB")
    print(f"ratio {found['desk']['seconds'] / found['bare']['seconds']:.2f}")


def _run(side: str, count: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.bench_packets", side, count]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(result.stdout)
    return figures


if __name__ == "__main__":
    main(sys.argv[1:])
