"""Hostile files at the command line: a reason, no traceback, nothing written, and never 600 MB of memory."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from guanxian_desk.services.office import Office
from guanxian_desk.store.tables import Change
from tests.exchange.build import ods, raw_parts, raw_xlsx, rows_xml, zipped
from tests.exchange.case import HEADINGS, pay
from tests.exchange_office.conftest import PAYMENTS

pytestmark = pytest.mark.slow
_MOST_MB = 600
_RUN = """
import resource, sys
from guanxian_desk.cli.main import run
code = run(sys.argv[1:])
# VmHWM begins anew with the program; ru_maxrss of a child keeps what the process that started it once held.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(peak // 1024, file=sys.stderr)
raise SystemExit(code)
"""


def _swollen(name: str, start: bytes, fill: bytes, end: bytes, megabytes: int) -> bytes:
    """A workbook with one part of so many megabytes, packed to almost nothing."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for part, content in raw_parts("").items():
            if part != name:
                package.writestr(part, content)
        with package.open(name, "w", force_zip64=True) as part_file:
            part_file.write(start)
            piece = fill * ((1 << 20) // len(fill))
            for _ in range(megabytes):
                part_file.write(piece)
            part_file.write(end)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
_WIDE = "".join(f"列{n}," for n in range(16_384)).encode()

FILES: dict[str, Callable[[], bytes]] = {
    "一个表一千兆": lambda: _swollen(SHEET, b"<worksheet><sheetData>", b" ", b"</sheetData></worksheet>", 1_000),
    "七百兆的行": lambda: _swollen(SHEET, b"<worksheet><sheetData>", b'<row r="1"/>', b"</sheetData></worksheet>", 700),
    "字符串一百兆": lambda: zipped(
        {**raw_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=["长" * (35 << 20)])}
    ),
    "串二百五十兆": lambda: _swollen("xl/sharedStrings.xml", b"<sst><si><t>", b"a", b"</t></si></sst>", 250),
    "实体一层层放大": lambda: raw_xlsx(
        rows_xml([HEADINGS]),
        prolog="<!DOCTYPE x [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)) + "]>",
    ),
    "两角各一格": lambda: raw_xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "一万六千列两千行": lambda: raw_xlsx(
        "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2_000))
    ),
    "开放格式重复一百万行": lambda: ods(
        [HEADINGS],
        extra_rows='<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="float"'
        ' office:value="1" table:number-columns-repeated="1000"/></table:table-row>',
    ),
    "一行一百兆的文本": lambda: b"a," * (50 << 20),
    "一万六千列的文本": lambda: _WIDE + b"\n" + _WIDE,
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_it_is_refused_and_nothing_is_written(office: Office, tmp_path: Path, what: str) -> None:
    path = tmp_path / f"{what}.xlsx"
    path.write_bytes(FILES[what]())
    before = _changes(office)
    command = ["--data", str(office.path), "import", PAYMENTS, str(path), "--json"]
    done = subprocess.run([sys.executable, "-c", _RUN, *command], capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr
    (entry,) = json.loads(done.stdout)
    assert (done.returncode, entry["batch"]) == (2, None), done.stderr
    assert entry["refused"]
    assert entry["file"] == path.name
    assert int(done.stderr.split()[-1]) < _MOST_MB
    assert _changes(office) == before


def test_a_good_row_beside_a_lone_cell_far_away_is_taken(office: Office, tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = tmp_path / "远.xlsx"
    path.write_bytes(raw_xlsx(rows_xml([HEADINGS, pay()]) + far))
    command = ["--data", str(office.path), "import", PAYMENTS, str(path)]
    done = subprocess.run([sys.executable, "-c", _RUN, *command], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0
    assert int(done.stderr.split()[-1]) < _MOST_MB


def _changes(office: Office) -> int:
    with office.store.read() as session:
        return session.scalar(select(func.count()).select_from(Change)) or 0
