"""Several documents as one PDF, footers, outlines, and what stands where on the last page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import Document, Layout, PageBreak, PictureBlock, Signature, TearOff
from guanxian_desk.filings.draw.pictures import color
from guanxian_desk.filings.forms import load_forms, render
from guanxian_desk.filings.pdf import pdf_bytes
from tests.filings.probe import MM, sheets
from tests.filings.samples import BODY, finding_list, notice, picture, statement_data, text

FORM = load_forms(folder=Path(__file__).parent / "forms")["statement"]


def statement(number: int) -> Document:
    return render(FORM, statement_data(number))


def page_numbers(pdf: bytes) -> list[str]:
    return [page.texts[-1].replace(" ", "") for page in sheets(pdf)]


def test_pages_begin_anew_or_go_on() -> None:
    documents = [notice(), statement(1), statement(2)]
    assert page_numbers(pdf_bytes(documents))[-3:] == ["—3—", "—1—", "—1—"]
    assert page_numbers(pdf_bytes(documents, numbering="continue"))[-3:] == ["—3—", "—4—", "—5—"]


def test_every_document_has_its_entry() -> None:
    reader = pypdf.PdfReader(BytesIO(pdf_bytes([notice(), statement(1)])))
    entries = [(entry.title, reader.get_destination_page_number(entry)) for entry in flat(reader.outline)]
    assert entries == [
        ("冠县人民政府关于印发冠县消费券发放活动实施方案的通知", 0),
        ("一、总体要求", 1),
        ("二、工作措施", 2),
        ("冠县兴隆超市第1分店消费券结算对账单", 3),
    ]


def flat(outline: list) -> list:
    return [entry for part in outline for entry in (flat(part) if isinstance(part, list) else [part])]


def test_title_subject_and_no_clock() -> None:
    information = pypdf.PdfReader(BytesIO(pdf_bytes(notice()))).metadata
    assert information is not None
    assert information.title == "冠县人民政府关于印发冠县消费券发放活动实施方案的通知"
    assert information.subject == "消费券"
    assert information.creator == "冠县政务台"
    assert "2000" in str(information["/CreationDate"])
    named = pypdf.PdfReader(BytesIO(pdf_bytes([statement(1), statement(2)], title="全部对账单"))).metadata
    assert named is not None
    assert named.title == "全部对账单"


def test_a_packet_takes_its_documents_one_by_one() -> None:
    assert pdf_bytes(statement(number) for number in (1, 2)) == pdf_bytes([statement(1), statement(2)])


def test_nothing_to_print_is_said() -> None:
    with pytest.raises(UserError, match="没有要打印"):
        pdf_bytes([])


def test_the_footer_is_for_internal_papers() -> None:
    assert "审计链5f3a" in "".join(sheets(pdf_bytes(statement(1), footer="审计链5f3a"))[0].texts)
    assert "审计链5f3a" not in "".join(sheets(pdf_bytes(notice(), footer="审计链5f3a"))[0].texts)


@pytest.mark.parametrize("rows", range(8, 30, 3))
def test_the_slip_is_never_parted_from_its_line(rows: int) -> None:
    pages = sheets(pdf_bytes(render(FORM, statement_data(1, rows))))
    slips = [page for page in pages if "裁　剪　线" in "".join(page.texts)]
    assert len(slips) == 1
    joined = "".join(slips[0].texts)
    assert "对账回执" in joined
    assert "日期：" in joined
    lowest = min(char.bottom for line in slips[0].lines[:-1] for char in line)
    assert lowest == pytest.approx(24 * MM, abs=14)


@pytest.mark.parametrize("lines", range(330, 640, 28))
def test_the_signature_never_stands_without_text(lines: int) -> None:
    document = Document("通知", (text("文" * lines), Signature(("冠县人民政府", "冠县财政局"), date(2022, 4, 13))))
    page = sheets(pdf_bytes(document))[-1]
    joined = "".join(page.texts)
    assert "2022年4月13日" in joined
    assert joined.count("文") > 1
    assert "冠县财政局" in joined


def test_seals_do_not_touch() -> None:
    issuers = ("冠县商务局", "冠县财政局", "冠县税务局", "冠县审计局")
    page = sheets(pdf_bytes(Document("通知", (text(BODY), Signature(issuers, date(2022, 4, 13))))))[0]
    middles = {}
    for line in page.lines:
        joined = "".join(char.text for char in line)
        for issuer in issuers:
            if issuer in joined:
                chars = line[joined.index(issuer) :][: len(issuer)]
                middles[issuer] = ((chars[0].left + chars[-1].right) / 2, line[0].y)
    assert len(middles) == 4
    places = list(middles.values())
    for index, (x, y) in enumerate(places):
        assert all(abs(x - x2) > 42 * MM or abs(y - y2) >= 42 * MM for x2, y2 in places[index + 1 :])


def test_a_signature_without_a_day_leaves_it_to_be_filled_in() -> None:
    page = sheets(pdf_bytes(Document("通知", (text("正文。"), Signature(("冠县商务局",), None)))))[0]
    assert any(line.replace("　", "") == "年月日" for line in page.texts)


def test_page_breaks() -> None:
    document = Document("通知", (PageBreak(), text("甲"), PageBreak(), text("乙"), PageBreak()))
    assert [page.texts[0] for page in sheets(pdf_bytes(document))] == ["通知", "甲", "乙"]


def test_pictures_are_drawn_with_their_text() -> None:
    document = Document("通知", (PictureBlock(picture(), 0.6),), layout=Layout.INTERNAL)
    pdf = pdf_bytes(document)
    assert "已核销 1,006,300 元" in "".join(sheets(pdf)[0].texts)
    assert pdf == pdf_bytes(document)


def test_an_unknown_colour_is_a_bug() -> None:
    with pytest.raises(ValueError, match="mauve"):
        color("mauve")


def test_a_slip_alone_and_a_list_upright() -> None:
    document = Document("通知", (TearOff("回执", (text("甲"),)),), layout=Layout.INTERNAL)
    assert "回执" in sheets(pdf_bytes(document))[0].texts
    assert sheets(pdf_bytes(replace(finding_list(3), landscape=False)))[0].width < 600
