"""Reading, checking and matching a 200,000-row payments workbook against python-calamine's bare reading of it.

Run `python -m tests.bench.bench_import_read [ROWS]`. Both sides run in one process, in turns, the best of three counts;
library imports are done before. The workbook is written once by openpyxl (texts inline) into the temporary folder and
rewritten with shared strings, as Excel and WPS save them. Ends with 1 when a ratio is over the limit.
"""

from __future__ import annotations

import html
import io
import re
import resource
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from python_calamine import CalamineWorkbook

from guanxian_desk.exchange.extract import extract
from guanxian_desk.exchange.preview import classify
from guanxian_desk.exchange.source import read_source
from guanxian_desk.modules.vouchers.sheets import PAYMENTS
from tests.bench.payment_book import payment_book

ROWS = 200_000
TURNS = 3
# The insert costs about half of a bare reading; 2.5 in all are allowed.
LIMIT = 1.9
_INLINE = re.compile(rb'<c([^>]*?)t="inlineStr"><is><t>([^<]*)</t></is></c>')


def with_shared_strings(data: bytes) -> bytes:
    """The same workbook with its texts in the table of shared strings."""
    out = io.BytesIO()
    strings: dict[bytes, int] = {}

    def shared(match: re.Match[bytes]) -> bytes:
        text = html.escape(html.unescape(match[2].decode())).encode()
        return b'<c%st="s"><v>%d</v></c>' % (match[1], strings.setdefault(text, len(strings)))

    relation = (
        b'<Relationship Id="rId99" Target="sharedStrings.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = _INLINE.sub(shared, content).replace(b' t="n"', b"")
            if name == "xl/_rels/workbook.xml.rels":
                content = content.replace(b"</Relationships>", relation)
            if name != "xl/sharedStrings.xml":
                new.writestr(name, content)
        items = b"".join(b"<si><t>%s</t></si>" % text for text in strings)
        main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        new.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (main, items))
    return out.getvalue()


def bare(data: bytes) -> None:
    """What python-calamine alone does."""
    CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def ours(data: bytes, rows: int) -> None:
    """What the desk does up to the insert."""
    taken = extract(read_source(data, "缴费凭证.xlsx"), PAYMENTS)
    writing = classify(taken, PAYMENTS, lambda keys: {}).writing()
    assert (len(writing.new), taken.errors, taken.refused) == (rows, [], None)


def seconds(work: Callable[[], None]) -> float:
    """How long it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main(rows: int) -> int:
    """Prints both ratios and the peak memory; 1 when one is over the limit."""
    folder = Path(tempfile.gettempdir()) / "guanxian-desk-bench"
    folder.mkdir(exist_ok=True)
    inline, shared = folder / f"payments-inline-{rows}.xlsx", folder / f"payments-shared-{rows}.xlsx"
    if not shared.exists():
        inline.write_bytes(payment_book(rows))
        shared.write_bytes(with_shared_strings(inline.read_bytes()))
    worst = 0.0
    for path in (shared, inline):
        data = path.read_bytes()
        turns = [(seconds(lambda: bare(data)), seconds(lambda: ours(data, rows))) for _ in range(TURNS)]  # noqa: B023
        reading, reading_and_matching = (min(times) for times in zip(*turns))
        ratio = reading_and_matching / reading
        worst = max(worst, ratio)
        print(f"{path.name}: calamine {reading:.2f} s, the desk {reading_and_matching:.2f} s, ratio {ratio:.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB; limit of the ratio {LIMIT}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
