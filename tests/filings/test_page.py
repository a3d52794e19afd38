"""The official page measured from the PDF itself (GB/T 9704-2012)."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from guanxian_desk.filings.document import Document, Paragraph, Run
from guanxian_desk.filings.pdf import pdf_bytes
from tests.filings.probe import MM, Sheet, sheets
from tests.filings.samples import brief, notice, plain_pages, wide_table_notice

PITCH = 156 * MM / 28
LEADING = 225 * MM / 22


@pytest.fixture(scope="module")
def grid() -> list[Sheet]:
    return sheets(pdf_bytes(plain_pages()))


@pytest.fixture(scope="module")
def official() -> list[Sheet]:
    return sheets(pdf_bytes(notice()))


def body(sheet: Sheet) -> list[list]:
    """The lines inside the type area."""
    return [line for line in sheet.lines if line[0].y > 35 * MM]


def test_the_sheet_is_a4(grid: list[Sheet]) -> None:
    assert (grid[0].width, grid[0].height) == pytest.approx((210 * MM, 297 * MM), abs=0.1)


def test_a_full_page_has_22_lines_of_28_characters(grid: list[Sheet]) -> None:
    lines = body(grid[0])
    assert len(lines) == 22
    assert [len(line) for line in lines] == [26] + [28] * 21


def test_lines_and_characters_lie_on_the_grid(grid: list[Sheet]) -> None:
    lines = body(grid[0])
    for index, line in enumerate(lines):
        assert line[0].y == pytest.approx(lines[0][0].y - index * LEADING, abs=0.05)
    for line in lines[1:]:
        for index, char in enumerate(line):
            assert char.x == pytest.approx(28 * MM + index * PITCH, abs=0.1)


def test_the_margins(grid: list[Sheet]) -> None:
    chars = [char for line in body(grid[0]) for char in line]
    assert min(char.left for char in chars) / MM == pytest.approx(28, abs=1)
    assert (grid[0].height - max(char.top for char in chars)) / MM == pytest.approx(37, abs=1)
    assert (grid[0].width - max(char.right for char in chars)) / MM == pytest.approx(26, abs=1)
    assert min(char.bottom for char in chars) / MM >= 35


def test_paragraphs_begin_two_characters_in(official: list[Sheet]) -> None:
    first = next(line for line in official[0].lines if line[0].text == "为")
    assert first[0].x == pytest.approx(28 * MM + 2 * PITCH, abs=0.1)


def test_page_numbers_lie_outside_seven_millimetres_below(official: list[Sheet]) -> None:
    for number, sheet in enumerate(official, 1):
        line = sheet.lines[-1]
        assert "".join(char.text for char in line) == f"— {number} —"
        dash = line[0]
        assert 35 * MM - (dash.top + dash.bottom) / 2 == pytest.approx(7 * MM, abs=0.8)
        edge = line[-1].right - (28 + 156) * MM if number % 2 else line[0].left - 28 * MM
        assert abs(edge) == pytest.approx(PITCH, abs=1.5)


def test_title_is_22_points_and_centred(official: list[Sheet]) -> None:
    lines = [line for line in official[0].lines if "方案的通知" in "".join(c.text for c in line)]
    middle = (lines[0][0].x + lines[0][-1].x + 22) / 2
    assert middle == pytest.approx((28 + 78) * MM, abs=1)
    assert lines[0][1].x - lines[0][0].x == pytest.approx(22, abs=0.1)


def test_title_breaks_by_sense(official: list[Sheet]) -> None:
    title = [text for text in official[0].texts if text.startswith(("冠县人民政府关于", "发放活动"))]
    assert title == ["冠县人民政府关于印发冠县消费券", "发放活动实施方案的通知"]


def test_red_head_number_and_rule(official: list[Sheet]) -> None:
    head = next(line for line in official[0].lines if "".join(c.text for c in line) == "冠县人民政府文件")
    assert (297 - head[0].top / MM) == pytest.approx(37 + 35, abs=1.5)
    number = next(line for line in official[0].lines if "".join(c.text for c in line) == "冠政发〔2022〕8号")
    assert (number[0].left + number[-1].right) / 2 == pytest.approx((28 + 78) * MM, abs=3)


def test_date_and_issuer(official: list[Sheet]) -> None:
    lines = {"".join(char.text for char in line): line for line in official[-1].lines}
    day, issuer = lines["2022年4月13日"], lines["冠县人民政府"]
    assert (28 + 156) * MM - (day[-1].x + 16) == pytest.approx(4 * PITCH, abs=0.5)
    assert (day[0].left + day[-1].right) / 2 == pytest.approx((issuer[0].left + issuer[-1].right) / 2, abs=2)
    assert issuer[0].y - day[0].y == pytest.approx(LEADING, abs=0.1)


def test_attachments_stand_under_their_first_character(official: list[Sheet]) -> None:
    lines = {"".join(char.text for char in line): line for line in official[-1].lines}
    first = lines["附件：1.商户名册"]
    assert first[0].x == pytest.approx(28 * MM + 2 * PITCH, abs=0.1)
    second = next(line for text, line in lines.items() if text.startswith("2.据实结算"))
    turned = official[-1].lines[official[-1].lines.index(second) + 1]
    assert turned[0].x == pytest.approx(second[2].x, abs=0.1) == first[5].x


def test_imprint_lies_on_the_foot_of_the_type_area(official: list[Sheet]) -> None:
    printed = next(line for line in official[-1].lines if "印发" in "".join(c.text for c in line)[-2:])
    assert 35 * MM < printed[0].bottom < 35 * MM + 12
    assert printed[0].x == pytest.approx(28 * MM + 14, abs=0.5)
    assert printed[-1].right == pytest.approx((28 + 156) * MM - 14, abs=1.5)


def fonts_of(document: Document) -> dict[str, str]:
    """Which embedded font draws which text, from the PDF's content."""
    found: dict[str, str] = {}

    def visit(text: str, _cm: object, _tm: object, font: dict | None, _size: float) -> None:
        if font and text.strip():
            found[text.strip()] = str(font["/BaseFont"]).split("+")[-1]

    for page in pypdf.PdfReader(BytesIO(pdf_bytes(document))).pages:
        page.extract_text(visitor_text=visit)
    return found


def test_headings_have_their_fonts() -> None:
    fonts = fonts_of(notice())
    assert fonts["一、总体要求"] == "NotoSansSC-Regular"
    assert fonts["（一）压实责任。"] == "LXGWWenKai-Regular"
    assert any(text.startswith("1.明确时限") and font == "FandolFang-Regular" for text, font in fonts.items())
    assert {font for text, font in fonts.items() if text.startswith("压紧")} == {"NotoSansSC-Regular"}


def test_turned_pages_carry_the_number_where_the_other_pages_do() -> None:
    pages = sheets(pdf_bytes(wide_table_notice()))
    turned = [(number, page) for number, page in enumerate(pages, 1) if page.width > page.height]
    assert len(turned) == 3
    for number, page in turned:
        foot = [char for char in page.chars if char.x < 35 * MM]
        assert "".join(char.text for char in foot).replace(" ", "") == f"—{number}—"
        middle = (min(char.bottom for char in foot) + max(char.top for char in foot)) / 2
        assert (middle < page.height / 2) == bool(number % 2)


def test_brief_has_masthead_and_foot() -> None:
    texts = sheets(pdf_bytes(brief()))[0].texts
    assert texts[0] == "冠县消费券工作简报"
    assert "第3期" in texts
    assert re.match("冠县消费券工作专班.*2022年5月6日", next(text for text in texts if "专班" in text))
    assert [text[:2] for text in texts if "：" in text][-3:] == ["报：", "送：", "发："]
    assert texts[-2] == "共印50份"


def test_an_imprint_for_both_sides_lies_on_an_even_page() -> None:
    document = notice()
    assert document.imprint is not None
    short = replace(document, blocks=document.blocks[:1], imprint=replace(document.imprint, even_page=True))
    pages = sheets(pdf_bytes(short))
    assert len(pages) == 2
    assert "印发" in pages[1].texts[-2]
    full = replace(short, blocks=(Paragraph((Run("文" * 900),)),))
    last = sheets(pdf_bytes(full))
    assert len(last) % 2 == 0
    assert "印发" in "".join(last[-1].texts)
