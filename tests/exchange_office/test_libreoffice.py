"""What goes out opens in LibreOffice with the same cells, and comes back from it in any of its formats."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from guanxian_desk.exchange.returned import error_workbook
from guanxian_desk.services.exporting import export, template
from guanxian_desk.services.filling import fill_form, open_form
from guanxian_desk.services.importing import prepare
from guanxian_desk.services.modules import of_kind, sheets
from guanxian_desk.services.office import Office
from tests.exchange.build import xlsx
from tests.exchange.case import HEADINGS, pay
from tests.exchange_office.conftest import FIRMS, PAYMENTS, firm, firms, send
from tests.exchange_office.test_fill import form

SOFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice 没有安装")]
_PATIENCE = 240


def converted(folder: Path, suffix: str, out: str) -> Path:
    """Every workbook of a folder as LibreOffice saves it in another format."""
    target = folder / out
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    books = sorted(map(str, folder.glob("*.xlsx")))
    command = [str(SOFFICE), profile, "--headless", "--convert-to", suffix, "--outdir", str(target), *books]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
    return target


def cells(path: Path) -> dict[str, dict[str, Any]]:
    """The filled cells of every sheet, numbers as numbers."""
    found: dict[str, dict[str, Any]] = {}
    for page in load_workbook(path).worksheets:
        filled = (cell for row in page.iter_rows() for cell in row if cell.value not in (None, ""))
        found[page.title] = {cell.coordinate: _plain(cell.value) for cell in filled}
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


@pytest.fixture
def books(office: Office, tmp_path: Path) -> Path:
    """Templates of every kind, exports, an error workbook, a filled form."""
    for sheet in sheets():
        (tmp_path / f"模板-{sheet.key}.xlsx").write_bytes(template(sheet.key))
    risky = [pay("P1", 缴款人="+86"), pay("P2", 小区名称="@甲"), pay("P3", 契税=0.01, 缴费合计=99_999_999.99)]
    send(office, PAYMENTS, xlsx([HEADINGS, *risky]))
    send(office, FIRMS, firms(firm()))
    for kind in (PAYMENTS, FIRMS, "units"):
        (tmp_path / f"导出-{kind}.xlsx").write_bytes(export(office, kind, full=True))
    bad = xlsx([["缴费表"], HEADINGS, pay("P9", 缴费合计="坏"), pay("P8", 证件号码=371525199001010010)])
    taken = prepare(office, PAYMENTS, bad, "坏.xlsx").extract
    assert taken is not None
    (tmp_path / "退回.xlsx").write_bytes(error_workbook(bad, "坏.xlsx", taken))
    opened = open_form(office, form(), "上级.xlsx")
    (tmp_path / "填好.xlsx").write_bytes(fill_form(office, form(), opened).content)
    return tmp_path


def test_every_workbook_opens_with_the_same_cells(books: Path) -> None:
    out = converted(books, "xlsx", "out")
    ours = sorted(books.glob("*.xlsx"))
    assert len(ours) == len(sheets()) + 5
    for path in ours:
        assert cells(out / path.name) == cells(path), path.name


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls", "csv"])
def test_a_full_export_comes_back_unchanged_from_any_format(office: Office, books: Path, suffix: str) -> None:
    out = converted(books, suffix if suffix != "csv" else "csv:Text - txt - csv (StarCalc):44,34,76,1", suffix)
    for kind in (PAYMENTS, FIRMS, "units"):
        path = out / f"导出-{kind}.{suffix}"
        prepared = prepare(office, kind, path.read_bytes(), path.name)
        assert prepared.refused is None
        assert prepared.preview is not None
        counts = prepared.preview.counts()
        assert counts.unchanged == counts.rows > 0, prepared.preview.conflict_rows()


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_a_template_saved_in_another_format_is_still_the_kind(office: Office, books: Path, suffix: str) -> None:
    out = converted(books, suffix, suffix)
    for sheet in sheets():
        path = out / f"模板-{sheet.key}.{suffix}"
        prepared = prepare(office, sheet.key, path.read_bytes(), path.name)
        assert prepared.refused == "表头下面没有数据行", (sheet.key, prepared.refused)
        assert of_kind(sheet.key)[1] is sheet
