"""The same papers as .docx, read back with python-docx; and turned into PDF by LibreOffice where it is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.document import (
    Box,
    Boxes,
    CellKind,
    Column,
    Document,
    Layout,
    Paragraph,
    Run,
    Signature,
    Table,
)
from guanxian_desk.filings.docx import marks
from guanxian_desk.filings.docx.write import docx_bytes
from guanxian_desk.filings.forms import load_forms, render
from guanxian_desk.filings.markup.parse import parse
from tests.filings.probe import sheets
from tests.filings.samples import brief, finding_list, notice, statement_data, text, wide_table_notice
from tests.filings.test_layouts import LETTER, MINUTES, OFFICIAL, UPWARD


def statement() -> Document:
    return render(load_forms(folder=Path(__file__).parent / "forms")["statement"], statement_data())


def opened(document: Document | list[Document]) -> Any:
    return docx.Document(BytesIO(docx_bytes(document)))


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in opened(document).paragraphs if paragraph.text]


def test_the_words_are_those_of_the_paper_in_their_order() -> None:
    found = lines(notice())
    assert found[:5] == [
        "特急",
        "冠县人民政府文件",
        "冠政发〔2022〕8号",
        "冠县人民政府关于印发冠县消费券发放活动实施方案的通知",
        "各乡镇人民政府、各街道办事处，县政府各部门、各直属单位，各企事业单位：",
    ]
    assert (
        found[-5:-2]
        == [
            "附件：1.商户名册",
            "2.据实结算资金申请表（由各商户按照实际核销数额如实填写并加盖单位公章后报送县商务局）",
            "冠县人民政府",
        ]
        or "附件：1.商户名册" in found
    )
    assert found[-1] == "2022年4月13日"


def test_headings_have_words_own_levels() -> None:
    found = [(p.style.name, p.text.split("。")[0]) for p in opened(notice()).paragraphs if "Heading" in p.style.name]
    assert found == [
        ("Heading 1", "一、总体要求"),
        ("Heading 2", "（一）压实责任"),
        ("Heading 3", "1.明确时限"),
        ("Heading 4", "（1）分类处置"),
        ("Heading 1", "二、工作措施"),
    ]


def fonts(paragraph: Any) -> list[tuple[str, float, bool]]:
    return [
        (run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt, run.font.color.rgb is not None)
        for run in paragraph.runs
        if run.text.strip()
    ]


def test_fonts_and_sizes_are_those_of_the_standard() -> None:
    paragraphs = {p.text: p for p in opened(notice()).paragraphs}
    assert fonts(paragraphs["冠县人民政府文件"])[0][::2] == ("方正小标宋简体", True)
    title = "冠县人民政府关于印发冠县消费券发放活动实施方案的通知"
    assert fonts(paragraphs[title]) == [("方正小标宋简体", 22, False)]
    assert fonts(paragraphs["一、总体要求"]) == [("黑体", 16, False)]
    second = next(p for words, p in paragraphs.items() if words.startswith("（一）"))
    assert [name for name, _, _ in fonts(second)] == ["楷体_GB2312", "仿宋_GB2312", "黑体", "仿宋_GB2312"]


def test_the_page_is_that_of_the_standard() -> None:
    section = opened(notice()).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.2)
    margins = (section.top_margin.mm, section.left_margin.mm, section.right_margin.mm, section.bottom_margin.mm)
    assert margins == pytest.approx((37, 28, 26, 35), abs=0.2)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert int(grid.get(qn("w:linePitch"))) / 20 == pytest.approx(225 / 25.4 * 72 / 22, abs=0.1)


def test_page_numbers_lie_outside_between_dashes() -> None:
    section = opened(notice()).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment == marks.ALIGN[side]
        assert paragraph.text == "—  —"
        assert " PAGE " in paragraph._p.xml


def test_a_table_has_its_cells_and_repeats_its_headings() -> None:
    made = opened(finding_list(3))
    figures, table = made.tables
    assert [cell.text for cell in figures.rows[1].cells] == ["3条", "8,400.00元", "61条"]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][1:6] == ["核对结果", "核对结果", "当事人", "当事人", "金额（元）"]
    assert rows[1][1:5] == ["差异", "商户", "证件号码", "手机号"]
    assert rows[2][:2] == ["1", "R02 重复核销"]
    assert rows[2][3].startswith("371525")
    assert "*" in rows[2][3]
    assert (rows[-1][1], rows[-1][5]) == ("合计", "600.00")
    heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, True, False, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_landscape_table_lies_on_a_section_of_its_own() -> None:
    sections = opened(wide_table_notice()).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]


def test_every_document_begins_at_page_one() -> None:
    made = opened([statement(), notice()])
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in made.sections]
    assert [start.get(qn("w:start")) for start in starts] == ["1", "1"]


def test_letters_minutes_and_upward_papers_keep_their_parts() -> None:
    upward = lines(parse(UPWARD, {}, Layout.UPWARD))
    assert "　冠司发〔2022〕12号\t签发人：张三　欧阳建国　李四" in upward
    assert upward[-1] == "（联系人：张三，电话：0635-5230000）"
    letter = opened(parse(LETTER.format(body="请支持。"), {}, Layout.LETTER))
    assert letter.sections[0].different_first_page_header_footer
    assert "秘密★1年\t冠政办函〔2022〕3号" in [p.text for p in letter.paragraphs]
    assert "印发" not in letter.tables[-1]._tbl.xml
    assert "出席：王五" in "".join(lines(parse(MINUTES, {}, Layout.MINUTES)))


def test_overprinting_leaves_the_red_out() -> None:
    bare = parse(OFFICIAL, {}, Layout.OVERPRINT)
    assert "冠县人民政府文件" not in "".join(lines(bare))
    assert "冠县人民政府文件" not in "".join(lines(replace(bare, layout=Layout.OFFICIAL, preprinted=True)))
    assert "FF0000" not in opened(bare).element.xml


def test_boxes_empty_tables_and_pictures() -> None:
    empty = Table((Column("甲"), Column("乙", CellKind.MONEY)), ())
    document = Document("稿纸", (Boxes((Box("签发", "张三"), Box("会签")), 3), empty), layout=Layout.INTERNAL)
    boxes, table = opened(document).tables
    assert [cell.text for cell in boxes.rows[0].cells] == ["签发：张三", "会签："]
    assert table.rows[1].cells[0].text == "（无）"
    assert len(opened(brief()).inline_shapes) == 1


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert docx_bytes([notice(), brief()]) == docx_bytes([notice(), brief()])


def test_controls_in_names_do_not_break_the_file() -> None:
    document = Document("通知", (Paragraph((Run("甲\x0b乙\x00丙"),)), Signature(("冠县",), None)))
    assert "甲乙丙" in lines(document)


def test_children_stand_in_the_order_that_word_asks_for() -> None:
    letter = parse(LETTER.format(body="请。"), {}, Layout.LETTER)
    for document in (notice(), brief(), statement(), finding_list(3), letter):
        package = opened(document)
        for name, order in marks._ORDERS.items():
            wanted = [qn(f"w:{child}") for child in order.split()]
            for parent in package.element.iter(qn(f"w:{name}")):
                places = [wanted.index(child.tag) for child in parent if child.tag in wanted]
                assert places == sorted(places), (name, [child.tag for child in parent])


ALIASES = {
    "仿宋_GB2312": ("FandolFang R", "LXGW WenKai"),
    "楷体_GB2312": ("LXGW WenKai",),
    "方正小标宋简体": ("Noto Serif SC",),
    "宋体": ("Noto Serif SC",),
    "黑体": ("Noto Sans SC",),
}


def converted(content: bytes, folder: Path) -> bytes:
    """The .docx as LibreOffice prints it, with the bundled fonts in the place of the standard's."""
    prefer = "".join(
        f"<alias binding='same'><family>{name}</family><prefer>"
        + "".join(f"<family>{one}</family>" for one in others)
        + "</prefer></alias>"
        for name, others in ALIASES.items()
    )
    config = f"<fontconfig><dir>{shipped('resources', 'fonts')}</dir><cachedir>{folder}</cachedir>{prefer}</fontconfig>"
    (folder / "fonts.conf").write_text(config, "utf-8")
    (folder / "paper.docx").write_bytes(content)
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx")],
        env=environment, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (folder / "paper.pdf").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_out_the_same_paper(tmp_path: Path) -> None:
    plain = Document("", (text("文" * 1200),))
    grid = sheets(converted(docx_bytes(plain), tmp_path))[0]
    body = [line for line in grid.texts if line.startswith("文")]
    assert len(body) == 22
    assert {len(line) for line in body[1:]} == {28}
    pages = sheets(converted(docx_bytes([notice(), statement(), finding_list(30)]), tmp_path))
    joined = "".join("".join(page.texts) for page in pages).replace(" ", "")
    for words in ("冠县人民政府文件", "（一）压实责任。", "附件：1.商户名册", "裁剪线", "对账回执", "合计"):
        assert words in joined.replace("　", "")
    assert pages[-1].width > pages[-1].height
