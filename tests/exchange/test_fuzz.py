"""Damaged files of every format: read, or refused with a reason; never another exception."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.extract import extract
from guanxian_desk.exchange.returned import error_workbook
from guanxian_desk.exchange.source import read_source
from guanxian_desk.modules.vouchers.sheets import PAYMENTS
from tests.exchange.build import csv_bytes, ods, raw_parts, rows_xml, xls, xlsb, xlsx, zipped
from tests.exchange.case import HEADINGS, pay

pytestmark = pytest.mark.fuzz

ROWS = [["缴费表"], HEADINGS, pay(), pay("P2", 缴费合计="坏"), pay("P3", 缴费日期=44_664.5)]
SNIPPETS = (
    b'"', b"<", b">", b"/", b"&amp;", b"&#0;", b"<c", b"</c>", b"<f>", b' t="e"', b' t="s"', b' r="XFD1048576"', b"-1",
    b"99999999999", b"\xff", b"\x00", b"1e999", b"NaN", b"<![CDATA[", b"</row>", b"xmlns:x=",
)  # fmt: skip


def _damaged(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(out) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            del out[at : at + chance.randint(1, 12)]
        elif kind == 1:
            out[at:at] = chance.choice(SNIPPETS)
        elif kind == 2:
            out[at : at + chance.randint(1, 8)] = chance.choice(SNIPPETS)
        else:
            out[at:at] = out[at : at + chance.randint(1, 60)]
    return bytes(out)


def _try(data: bytes, name: str) -> None:
    """UserError is an answer; whatever else comes out fails the test."""
    with suppress(UserError):
        taken = extract(read_source(data, name), PAYMENTS)
        if taken.errors:
            error_workbook(data, name, taken)


def _parts(data: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("seed", range(600))
@pytest.mark.parametrize("kind", ["raw.xlsx", "openpyxl.xlsx", "文件.ods"])
def test_damaged_parts_inside_a_sound_zip(kind: str, seed: int) -> None:
    chance = random.Random(f"{kind}{seed}")
    parts = {
        "raw.xlsx": lambda: raw_parts(rows_xml(ROWS) + '<row r="9"><c r="A9" t="s"><v>0</v></c></row>', strings=["甲"]),
        "openpyxl.xlsx": lambda: _parts(xlsx(ROWS)),
        "文件.ods": lambda: _parts(ods(ROWS)),
    }[kind]()
    name = chance.choice([part for part in parts if part.endswith((".xml", ".rels"))])
    content = parts[name]
    parts[name] = _damaged(content.encode() if isinstance(content, str) else content, chance)
    _try(zipped(parts, stored=["mimetype"]), kind)


@pytest.mark.parametrize("seed", range(300))
@pytest.mark.parametrize("kind", ["表.xlsx", "表.csv"])
def test_damaged_bytes(kind: str, seed: int) -> None:
    whole = {"表.xlsx": xlsx(ROWS), "表.csv": csv_bytes(ROWS, "gb18030")}[kind]
    _try(_damaged(whole, random.Random(f"{kind}{seed}")), kind)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("kind", ["表.xls", "表.xlsb"])
def test_damaged_bytes_for_the_child(kind: str, seed: int) -> None:
    whole = xls(ROWS) if kind == "表.xls" else xlsb([[str(cell) for cell in row] for row in ROWS])
    _try(_damaged(whole, random.Random(f"{kind}{seed}")), kind)
