"""Which font draws what, what is reported, what is embedded, what is copied."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.document import Document, Layout, Paragraph, Run
from guanxian_desk.filings.draw.embed import to_unicode
from guanxian_desk.filings.fonts import Role, book_of, bundled_fonts, drawable
from guanxian_desk.filings.office_fonts import office_fonts
from guanxian_desk.filings.pdf import missing_characters, pdf_bytes
from tests.filings.probe import copied, sheets
from tests.filings.samples import BODY, RARE, notice, text

NOBODY_HAS = "\ue000"


def paper(words: str) -> Document:
    return Document("通知", (text(words),), layout=Layout.INTERNAL)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_draws_the_rare_names(role: Role) -> None:
    book = bundled_fonts()
    assert [book.glyph(role, char).char for char in RARE] == list(RARE)


def test_fallback_is_by_character() -> None:
    book = bundled_fonts()
    drawn = {char: book.faces[book.glyph(Role.FANGSONG, char).face].file.path.name for char in "冠贠"}
    assert drawn == {"冠": "FandolFang-Regular.ttf", "贠": "LXGWWenKai-Regular.ttf"}


@pytest.mark.parametrize("char", "“”‘’…—")
@pytest.mark.parametrize("role", list(Role))
def test_chinese_marks_fill_their_cell(role: Role, char: str) -> None:
    assert bundled_fonts().glyph(role, char).width > 0.85


def test_a_character_no_font_has_is_reported() -> None:
    assert missing_characters(paper(f"张{NOBODY_HAS}三")) == [NOBODY_HAS]
    assert missing_characters(notice()) == []


def test_nothing_is_printed_with_a_missing_character() -> None:
    with pytest.raises(UserError, match="U\\+E000") as caught:
        pdf_bytes([paper("甲"), paper(f"张{NOBODY_HAS}三")])
    assert "没有生成" in str(caught.value)


def test_the_clerk_may_let_it_stand_as_a_mark() -> None:
    pdf = pdf_bytes(paper(f"张{NOBODY_HAS}三"), allow_missing=True)
    assert "张〓三" in "".join(sheets(pdf)[0].texts)


def test_missing_characters_in_tables_and_signatures_count() -> None:
    document = Document("通知", (Paragraph((Run("甲"), Run(NOBODY_HAS, strong=True))),), number="\ue001")
    assert missing_characters(document) == [NOBODY_HAS, "\ue001"]


def test_controls_and_selectors_are_not_drawn() -> None:
    assert drawable("a\u200bb\ufe00c\x00\td\r\ne") == "abc d\ne"
    assert missing_characters(paper("葛\U000e0100\u200b")) == []


def test_every_font_is_embedded_with_its_characters() -> None:
    reader = pypdf.PdfReader(BytesIO(pdf_bytes(notice())))
    fonts = {name: font.get_object() for page in reader.pages for name, font in page["/Resources"]["/Font"].items()}
    assert len(fonts) == 5
    for font in fonts.values():
        assert font["/Subtype"] == "/Type0"
        assert "/ToUnicode" in font
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert len(descriptor["/FontFile2"].get_object().get_data()) > 1000


def test_copied_text_equals_the_source() -> None:
    (page,) = copied(pdf_bytes(paper(BODY)))
    assert BODY in page.replace("\r\n", "").replace("\n", "")
    assert RARE in pypdf.PdfReader(BytesIO(pdf_bytes(paper(RARE)))).pages[0].extract_text()


def test_beyond_the_bmp_the_table_is_utf16() -> None:
    assert "<0002> <D872DF4E>" in to_unicode(["一", "𬭎"])


def test_the_same_input_gives_the_same_bytes() -> None:
    first = pdf_bytes(notice())
    assert pdf_bytes(notice()) == first
    assert pdf_bytes(notice(), fonts=book_of({})) == first


@pytest.fixture
def windows(tmp_path: Path) -> Path:
    """A fonts folder as an office has it (with our own files under the names of theirs)."""
    fonts = shipped("resources", "fonts")
    for name, source in {
        "SIMHEI.TTF": "NotoSansSC-Regular.ttf",
        "simfang.ttf": "NotoSerifSC-Regular.ttf",
        "仿宋_GB2312.ttf": "FandolFang-Regular.ttf",
        "方正小标宋简体.ttf": "NotoSerifSC-Bold.ttf",
    }.items():
        shutil.copy(fonts / source, tmp_path / name)
    (tmp_path / "simkai.ttf").write_bytes(b"no font at all")
    (tmp_path / "arial.ttf").write_bytes(b"not asked for")
    return tmp_path


def test_the_offices_own_fonts_come_first(windows: Path) -> None:
    book = office_fonts([windows])
    drawn = {role: book.faces[book.glyph(role, "冠").face].file.path.name for role in Role}
    assert drawn == {
        Role.SONG: "NotoSerifSC-Regular.ttf",
        Role.SONG_BOLD: "NotoSerifSC-Bold.ttf",
        Role.HEI: "SIMHEI.TTF",
        Role.KAI: "LXGWWenKai-Regular.ttf",
        Role.FANGSONG: "仿宋_GB2312.ttf",
        Role.TITLE: "方正小标宋简体.ttf",
    }
    assert book.refused
    assert "simkai.ttf" in book.refused[0]


def test_without_fonts_of_its_own_the_office_prints_with_the_bundled(tmp_path: Path) -> None:
    assert pdf_bytes(paper("甲"), fonts=office_fonts([tmp_path])) == pdf_bytes(paper("甲"))


def test_the_fonts_and_their_licences_are_there() -> None:
    folder = shipped("resources", "fonts")
    fonts = sorted(folder.glob("*.ttf"))
    assert len(fonts) == 5
    assert sum(path.stat().st_size for path in fonts) < 63_000_000
    assert all((folder / f"{path.name.split('-')[0]}-LICENSE.txt").is_file() for path in fonts)
