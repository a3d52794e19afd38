"""A superior's blank workbook filled in its own layout: only blank cells below mapped headings, nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Font, Side

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.main import run
from guanxian_desk.services.filling import fill_form, open_form
from guanxian_desk.services.import_memory import memories
from guanxian_desk.services.office import Office
from tests.exchange.build import csv_bytes, raw_parts, xls, xlsx, zipped
from tests.exchange.case import HEADINGS, ID, pay
from tests.exchange_office.conftest import FIRMS, PAYMENTS, firm, firms, send

CODES = ["91371525MA00000005", "91371525MA00000021", "91371525MA0000003P"]
TOWN = {"属地": "所在乡镇"}


def form(rows: int = 3, edit: Callable[[Any], None] | None = None) -> bytes:
    """A form with a merged title, ruled rows, a sum below and a footer."""
    book = Workbook()
    page: Any = book.active
    page.title = "名录"
    page["A1"] = "全市企业名录"
    page.merge_cells("A1:E1")
    for place, heading in enumerate(["序号", "单位名称", "统一社会信用代码", "属地", "备注"], 1):
        page.cell(2, place, heading).font = Font(bold=True)
    for row in range(3, 3 + rows):
        for column in range(1, 6):
            page.cell(row, column).border = Border(bottom=Side(style="thin"))
    page.cell(3 + rows, 1, "合计")
    page.cell(3 + rows, 2, f"=COUNTA(B3:B{2 + rows})")
    page.cell(4 + rows, 1, "填表人：")
    book.create_sheet("填表要求")["A1"] = "不要改动格式"
    if edit:
        edit(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def filled_office(office: Office) -> Office:
    send(office, FIRMS, firms(*(firm(code, f"公司{n}") for n, code in enumerate(CODES, 1))))
    return office


def filled(office: Office, data: bytes, told: dict[str, str] | None = None, kind: str = "") -> Any:
    opened = open_form(office, data, "上级.xlsx", kind, told)
    return load_workbook(io.BytesIO(fill_form(office, data, opened).content))


def test_records_go_under_the_headings_and_everything_else_stays(filled_office: Office) -> None:
    page = filled(filled_office, form(), TOWN | {"序号": "#"})["名录"]
    lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=3, max_row=5)]
    assert lines == [[n, f"公司{n}", code, "清泉街道办事处", None] for n, code in enumerate(CODES, 1)]
    assert page["B6"].value == "=COUNTA(B3:B5)"
    assert page["A7"].value == "填表人："
    assert [str(span) for span in page.merged_cells.ranges] == ["A1:E1"]
    assert page["A2"].font.bold
    assert page["B4"].border.bottom.style == "thin"
    assert page["C3"].number_format == "@"


def test_the_mapping_is_told_once(filled_office: Office) -> None:
    first = open_form(filled_office, form(), "上级.xlsx")
    assert (first.mapping["属地"], first.remembered) == ("", False)
    filled(filled_office, form(), TOWN)
    again = open_form(filled_office, form(), "明年的.xlsx")
    assert (again.mapping["属地"], again.remembered) == ("township", True)
    assert [(row["what"], row["written"]) for row in memories(filled_office)] == [("上级表的填法", "全市企业名录")]
    other = open_form(filled_office, form(edit=lambda page: page.__setitem__("E2", "说明")), "别的.xlsx")
    assert other.remembered is False


@pytest.mark.parametrize(("rows", "fits"), [(2, False), (3, True), (4, True)])
def test_too_little_room_is_refused_before_anything_is_written(filled_office: Office, rows: int, fits: bool) -> None:
    if fits:
        filled(filled_office, form(rows))
        return
    with pytest.raises(UserError, match="只留了 2 行，而“企业名册”有 3 条记录") as refused:
        filled(filled_office, form(rows))
    assert "再插入 1 行" in refused.value.todo
    assert memories(filled_office) == []


def test_printed_keys_get_their_own_records(filled_office: Office) -> None:
    def printed(page: Any) -> None:
        page["C3"], page["C4"], page["C5"] = CODES[2], "91371525MA000000XX", CODES[0]

    data = form(3, printed)
    opened = open_form(filled_office, data, "上级.xlsx", "", TOWN)
    assert opened.layout.keyed
    result = fill_form(filled_office, data, opened)
    page = load_workbook(io.BytesIO(result.content))["名录"]
    assert [page[f"B{row}"].value for row in (3, 4, 5)] == ["公司3", None, "公司1"]
    assert (result.rows, result.left, result.unused) == (2, ("91371525MA000000XX",), 1)


def test_a_cell_that_says_something_already_is_not_touched(filled_office: Office) -> None:
    def taken(page: Any) -> None:
        page["D4"] = '=IF(B4="","","清泉")'
        page.merge_cells("E3:E5")

    data = form(3, taken)
    opened = open_form(filled_office, data, "上级.xlsx", "", TOWN | {"备注": "企业名称"})
    result = fill_form(filled_office, data, opened)
    page = load_workbook(io.BytesIO(result.content))["名录"]
    assert page["D4"].value == '=IF(B4="","","清泉")'
    assert any("D4" in note for note in result.notes)


def test_amounts_go_in_the_units_of_the_form_and_texts_never_become_formulas(office: Office) -> None:
    send(office, PAYMENTS, csv_bytes([HEADINGS, pay(缴款人="=1+1", 缴费合计=15_000)]))
    page = filled(office, xlsx([["凭证号", "缴款人", "证件号码", "缴费合计（万元）", "缴费日期"]])).active
    assert (page["D2"].value, page["B2"].value, page["B2"].data_type) == (1.5, "=1+1", "s")
    assert page["C2"].value == "371525********0010"


def test_full_numbers_are_logged(office: Office) -> None:
    send(office, PAYMENTS, xlsx([HEADINGS, pay()]))
    data = xlsx([["凭证号", "缴款人", "证件号码", "缴费合计", "缴费日期"]])
    opened = open_form(office, data, "上级.xlsx")
    page = load_workbook(io.BytesIO(fill_form(office, data, opened, full=True).content)).active
    assert page["C2"].value == ID
    with office.store.read() as session:
        from sqlalchemy import select

        from guanxian_desk.store.tables import Change

        assert any("含完整证件号码" in label for label in session.scalars(select(Change.label)))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: csv_bytes([HEADINGS]), "不是 .xlsx"),
        (lambda: xls([HEADINGS]), "不是 .xlsx"),
        (lambda: b"", "是空文件"),
        (lambda: xlsx([["甲", "乙"]]), "认不出"),
        (lambda: zipped({**raw_parts(""), "xl/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><s/>'}), "实体"),
    ],
)
def test_what_is_no_form_is_refused(filled_office: Office, make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(UserError, match=said):
        open_form(filled_office, make(), "上级.xlsx")


def test_the_command_line(filled_office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "上级.xlsx"
    path.write_bytes(form())
    data = ["--data", str(filled_office.path), "fill", str(path)]
    assert run([*data, "--map", "属地=所在乡镇", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["rows"], told["columns"]["属地"]) == (FIRMS, 3, "township")
    assert (tmp_path / "上级-已填.xlsx").is_file()
    assert run([*data, str(tmp_path / "out.xlsx")]) == 0
    assert load_workbook(tmp_path / "out.xlsx")["名录"]["D3"].value == "清泉街道办事处"
    for wrong in (["--map", "没有=所在乡镇"], ["--map", "属地=没有"], ["--map", "属地"], ["--kind", "x"], [str(path)]):
        assert run([*data, *wrong]) == 2
    assert path.read_bytes() == form() or load_workbook(path)["名录"]["B3"].value is None
