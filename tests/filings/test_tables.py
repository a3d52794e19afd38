"""Tables: headings on every page, rows whole, columns that do not tear amounts, masks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guanxian_desk.filings.cells import cell_text, percent_text
from guanxian_desk.filings.document import CellKind, Column, Document, Facts, Layout, Table
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.layout.columns import column_edges
from guanxian_desk.filings.layout.flow import paginate
from guanxian_desk.filings.layout.marks import RuleMark, TextMark
from guanxian_desk.filings.layout.text import Typesetter
from guanxian_desk.filings.pdf import pdf_bytes
from tests.filings.probe import Sheet, sheets
from tests.filings.samples import finding_list


@pytest.fixture(scope="module")
def pages() -> list[Sheet]:
    return sheets(pdf_bytes(finding_list(60)))


def test_the_list_lies_across_and_repeats_its_headings(pages: list[Sheet]) -> None:
    assert len(pages) > 3
    for page in pages:
        assert page.width > page.height
        joined = "".join(page.texts)
        assert "核对结果当事人" in joined
        assert "证件号码" in joined


def test_every_row_stands_once_and_whole(pages: list[Sheet]) -> None:
    joined = ["".join(char.text for line in page.lines for char in line) for page in pages]
    for number in range(1, 61):
        assert sum(text.count(f"371525********{number:04d}") for text in joined) == 1
    # A row's cells are centred on one another: a torn row would leave a story without its number.
    stories = [page for page in pages for line in page.lines if "消费券不找零" in "".join(char.text for char in line)]
    assert len(stories) == 12


def test_no_row_is_torn() -> None:
    setter = Typesetter(bundled_fonts())
    for page in paginate(finding_list(60), setter):
        for _, marks in page.items:
            rules = [mark for mark in marks if isinstance(mark, RuleMark)]
            texts = [mark for mark in marks if isinstance(mark, TextMark)]
            if texts and len(rules) > 5:
                assert max(mark.y for mark in texts) < max(rule.y1 for rule in rules)
        assert all(down < page.frame.height for down, _ in page.items)


def test_the_total_stands_with_the_last_row_and_the_signers(pages: list[Sheet]) -> None:
    last = "".join(pages[-1].texts)
    assert "合计" in last
    assert "371525********0060" in last
    assert "经办：" in last


def test_ids_and_phones_are_masked_unless_asked_for() -> None:
    masked, full = Document("名单", (personal(False),)), Document("名单", (personal(True),))
    assert "138****5678" in "".join(sheets(pdf_bytes(masked))[0].texts)
    assert "37152519800101001X" in "".join(sheets(pdf_bytes(full))[0].texts)


def personal(unmasked: bool) -> Table:
    columns = (Column("证件号码", CellKind.IDENTITY), Column("手机号", CellKind.PHONE))
    return Table(columns, (("37152519800101001X", "13812345678"),), unmasked=unmasked)


def test_a_row_higher_than_a_page_goes_on_and_loses_nothing() -> None:
    story = "".join(f"第{number}句话说明情况。" for number in range(1, 700))
    table = Table((Column("序号", CellKind.COUNT, 0.2), Column("※")), ((1, story), (2, "短")))
    found = sheets(pdf_bytes(Document("", (table,), layout=Layout.INTERNAL)))
    assert len(found) > 1
    inside = [char.text for page in found for line in page.lines[:-1] for char in line if char.x > 150]
    assert "".join(inside).replace("※", "") == story + "短"


def test_an_empty_table_says_so() -> None:
    document = Document("清单", (Table((Column("商户"), Column("金额", CellKind.MONEY)), ()),))
    assert "（无）" in sheets(pdf_bytes(document))[0].texts


def test_a_row_of_the_wrong_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="2 列"):
        pdf_bytes(Document("清单", (Table((Column("甲"), Column("乙")), (("一",),)),)))


def test_amounts_are_not_torn_while_there_is_room() -> None:
    columns = (Column("说明", weight=9), Column("金额", CellKind.MONEY, 0.1))
    table = Table(columns, (("很长的说明" * 10, 123456789012),))
    edges = column_edges(table, Typesetter(bundled_fonts()), 400)
    assert edges[-1] == 400
    assert 80 < edges[2] - edges[1] < 110


def test_columns_share_by_weight_when_nothing_is_tight() -> None:
    table = Table((Column("甲乙", weight=1), Column("丙丁", weight=3)), (("一", "二"),))
    assert column_edges(table, Typesetter(bundled_fonts()), 400) == (0, 100, 400)


def test_facts_fill_their_grid() -> None:
    facts = Facts((("商户名称", "兴隆超市"), ("商户编号", "M00012"), ("账号", "9130")))
    document = Document("对账单", (facts,), layout=Layout.INTERNAL)
    texts = sheets(pdf_bytes(document))[0].texts
    assert "商户名称兴隆超市商户编号M00012" in [text.replace(" ", "") for text in texts]


def test_heading_rows_never_end_a_page() -> None:
    for rows in range(25, 45):
        document = finding_list(rows)
        upright = replace(document, landscape=False)
        for page in sheets(pdf_bytes(upright)):
            assert not page.texts[-2].endswith("说明")


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (123450, CellKind.MONEY, "1,234.50"),
        (-100, CellKind.MONEY, "-1.00"),
        (1234, CellKind.COUNT, "1,234"),
        (125000, CellKind.PERCENT, "12.5%"),
        (None, CellKind.MONEY, ""),
        ("待定", CellKind.MONEY, "待定"),
        (True, CellKind.FLAG, "是"),
    ],
)
def test_values_are_written_as_the_office_writes_them(value: str | int | None, kind: CellKind, text: str) -> None:
    assert cell_text(value, kind) == text


@pytest.mark.parametrize(
    ("millionths", "text"), [(0, "0%"), (1_000_000, "100%"), (333_333, "33.33%"), (-50, "-0.01%"), (-49, "0%")]
)
def test_percents(millionths: int, text: str) -> None:
    assert percent_text(millionths) == text
