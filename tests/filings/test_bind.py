"""Binding: stamps where they belong, an outline that leads there, and a reading again that sees every fault."""

from __future__ import annotations

import gc
from io import BytesIO

import pypdf
import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Document, Layout, Table
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.packets.attached import Attached, read_attached
from guanxian_desk.filings.packets.bind import Bound, Part, Printed, Printery, bind
from guanxian_desk.filings.packets.stamps import ArchiveSeal, number_box
from guanxian_desk.filings.packets.verify import PacketError, Row, verify
from tests.filings.attached import A4_200, picture, turned_pdf
from tests.filings.probe import Sheet, sheets
from tests.filings.samples import finding_list, notice, text, wide_table_notice

SEAL = ArchiveSeal(("0123", "2022", "0001", "办公室", "永久", "3"))


def listing(*pages: int) -> Document:
    rows = tuple((index, f"第{index}份文件的题名", str(page)) for index, page in enumerate(pages, 1))
    table = Table((Column("序号", CellKind.COUNT), Column("题名", weight=4), Column("页号")), rows)
    return Document("卷内文件目录", (table,), layout=Layout.INTERNAL)


def packet(*bodies: Printed | Attached, seal: ArchiveSeal | None = None) -> tuple[Bound, list[int]]:
    """The bodies behind a table of contents; their first numbers."""
    printery, number, firsts = Printery(bundled_fonts()), 1, []
    for body in bodies:
        firsts.append(number)
        number += printery.pages(body) if isinstance(body, Printed) else len(body.pages)
    parts = [Part("目录", Printed((listing(*firsts),)))]
    parts += [Part(f"第{n}份", body, first, seal) for n, (body, first) in enumerate(zip(bodies, firsts), 1)]
    return bind(parts, printery, "案卷"), firsts


BODIES = (
    Printed((notice(),)),
    Printed((finding_list(5), wide_table_notice()), ("指纹一", "指纹二")),
    read_attached(picture("JPEG", A4_200[::-1])),
    read_attached(turned_pdf()),
)


@pytest.fixture(scope="module")
def made() -> tuple[Bound, list[int]]:
    return packet(*BODIES)


def stamped(sheet: Sheet, number: int) -> str:
    left, bottom, right, top = number_box(number, (sheet.width, sheet.height))
    return "".join(char.text for char in sheet.chars if left <= char.x <= right and bottom <= char.y <= top)


def test_every_page_carries_its_number_in_the_outer_corner(made: tuple[Bound, list[int]]) -> None:
    pages = sheets(made[0].content)
    numbers = range(1, len(pages))
    assert [stamped(page, number) for page, number in zip(pages[1:], numbers)] == [str(number) for number in numbers]
    upright = pages[1]
    one = next(char for char in upright.chars if char.text == "1" and char.y > upright.height - 45)
    assert upright.width - one.right == pytest.approx(15 * 72 / 25.4, abs=2)


def test_the_outline_leads_to_every_piece(made: tuple[Bound, list[int]]) -> None:
    reader = pypdf.PdfReader(BytesIO(made[0].content))
    entries = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]
    assert entries == list(zip(["目录", "第1份", "第2份", "第3份", "第4份"], made[0].starts))
    assert len(reader.pages) == made[0].pages


def rows(made: tuple[Bound, list[int]]) -> list[Row]:
    starts = made[0].starts[1:]
    return [
        Row(f"{index}第{index}份文件的题名{first}", ((start, first),))
        for index, (start, first) in enumerate(zip(starts, made[1]), 1)
    ]


def test_a_right_packet_passes_the_reading_again(made: tuple[Bound, list[int]]) -> None:
    verify(made[0].content, made[0].pages, range(0, 1), rows(made))


def test_the_reading_again_sees_every_fault(made: tuple[Bound, list[int]]) -> None:
    content, pages, right = made[0].content, made[0].pages, rows(made)
    with pytest.raises(PacketError, match="pages instead"):
        verify(content, pages + 1, range(0, 1), right)
    with pytest.raises(PacketError, match="lacks 1第1份文件的题名2"):
        verify(content, pages, range(0, 1), [Row("1第1份文件的题名2", ())])
    with pytest.raises(PacketError, match="lacks"):
        verify(content, pages, range(0, 1), right[::-1])
    with pytest.raises(PacketError, match="instead of 2"):
        verify(content, pages, range(0, 1), [Row(right[0].text, ((1, 2),))])


def test_pages_in_another_order_are_seen(made: tuple[Bound, list[int]]) -> None:
    writer, out = pypdf.PdfWriter(), BytesIO()
    reader = pypdf.PdfReader(BytesIO(made[0].content))
    for index in (0, 2, 1, *range(3, len(reader.pages))):
        writer.add_page(reader.pages[index])
    writer.write(out)
    with pytest.raises(PacketError, match="page 2 carries"):
        verify(out.getvalue(), made[0].pages, range(0, 1), rows(made))


def test_the_archive_seal_stands_at_the_head_of_the_first_page_only() -> None:
    found, _ = packet(BODIES[0], seal=SEAL)
    first, second = sheets(found.content)[1:3]
    words = "".join(char.text for char in first.chars if char.y > first.height - 70)
    assert all(cell in words.replace("\n", "") for cell in ("0123", "2022", "0001", "办公室", "永久"))
    assert "0123" not in "".join(char.text for char in second.chars)
    middle = [char for char in first.chars if char.y > first.height - 60 and char.text in "办公室"]
    assert all(abs(char.x - first.width / 2) < 80 for char in middle)


def test_the_footers_of_internal_papers_are_their_own() -> None:
    found, _ = packet(BODIES[1])
    words = ["".join(char.text for char in page.chars) for page in sheets(found.content)]
    assert "指纹一" in words[1]
    assert "指纹二" not in "".join(words[1:2])


def test_fonts_are_embedded_once_for_all_papers() -> None:
    found, _ = packet(*(Printed((notice(),)) for _ in range(6)))
    alone, _ = packet(Printed((notice(),)))
    assert len(found.content) < 2 * len(alone.content)


def test_the_same_parts_give_the_same_bytes() -> None:
    assert packet(*BODIES[:2])[0] == packet(*BODIES[:2])[0]


def test_characters_that_no_font_has_are_told_or_let_through() -> None:
    body = Printed((Document("通知", (text("甲\ue000"),)),))
    with pytest.raises(UserError, match=r"U\+E000"):
        Printery(bundled_fonts()).pages(body)
    printery = Printery(bundled_fonts(), allow_missing=True)
    assert printery.pages(body) == 1
    assert list(printery.lacking) == ["\ue000"]


def test_nothing_to_bind_is_said() -> None:
    with pytest.raises(UserError, match="没有任何材料"):
        bind([], Printery(bundled_fonts()), "卷")


def test_it_tells_how_far_it_is_and_can_be_stopped() -> None:
    told: list[tuple[str, float]] = []
    printery = Printery(bundled_fonts())
    parts = [Part("甲", BODIES[2]), Part("乙", BODIES[2])]
    bind(parts, printery, "卷", lambda words, share: told.append((words, share)))
    assert [words for words, _ in told] == ["甲", "乙", "写出案卷"]
    assert [share for _, share in told] == sorted(share for _, share in told)

    def stop(_words: str, _share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bind([Part("甲", BODIES[2])], Printery(bundled_fonts()), "卷", stop)


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_as_it_was_afterwards(on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        packet(BODIES[2])
        with pytest.raises(UserError):
            bind([Part("甲", Printed((Document("通知", (text("甲\ue000"),)),)))], Printery(bundled_fonts()), "卷")
        assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()
