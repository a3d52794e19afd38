"""The voucher file as a packet: whole, honest about what is missing, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.packets import COMMANDS
from guanxian_desk.cli.parser import build
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.packets.attached import read_attached
from guanxian_desk.modules.papers import (
    Content,
    KeptFile,
    OwnPaper,
    PacketCover,
    PacketPiece,
    PacketPlan,
)
from guanxian_desk.services import packet_kinds, packets
from guanxian_desk.services.office import Office
from guanxian_desk.services.packet_issue import attach, issue_packet, owner
from guanxian_desk.services.packets import Packet, PacketKind, Wanted, make_packet
from guanxian_desk.services.reissuing import reissue
from guanxian_desk.services.steps import undo_last
from guanxian_desk.store import attachments, undo
from guanxian_desk.store.tables import Filing
from tests.filings.attached import pdf_that_breaks_when_bound, picture
from tests.filings.probe import copied
from tests.vouchers_papers.sample_office import CHAIN, CLOSED, YEAR_END, opened

SCAN, BROKEN = picture("TIFF", (413, 585), "1", 50, frames=2), b"%PDF-1.4 x"


def bound(office: Office, plan: PacketPlan, monkeypatch: pytest.MonkeyPatch, **wanted: object) -> Packet:
    """A packet of a plan, registered for the test."""
    kind = PacketKind("try", "试卷", lambda *_asked: plan, takes_files=True)
    monkeypatch.setattr(packets, "KINDS", (kind,))
    asked = Wanted("try", as_of=CLOSED, chain=CHAIN, **wanted)  # type: ignore[arg-type]
    return make_packet(office, asked, fonts=bundled_fonts())


def words(packet: Packet) -> list[str]:
    return ["".join(page.split()) for page in copied(packet.produced.content)]


COVER = PacketCover("试验案卷", "冠县商务和投资促进局", "0123", "消费券资金", "永久", "2022-001")
PIECES = (
    PacketPiece(OwnPaper("voucher-settlement"), "结算申请", "冠商〔2022〕3号", "商务局", YEAR_END, item="甲"),
    PacketPiece(KeptFile("回执.tif", lambda: SCAN), "", "", "商户", CLOSED, note="扫描件", item="甲"),
    PacketPiece(OwnPaper("voucher-recoveries"), "追缴台账", author="商务局", day=YEAR_END),
)
PLAN = PacketPlan(COVER, PIECES, remarks="本卷共三份。", filed_by="张三", checked_by="李四", filed_on=CLOSED)


def test_a_volume_has_cover_contents_pieces_and_what_follows(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    packet = bound(office, PLAN, monkeypatch)
    reader = pypdf.PdfReader(BytesIO(packet.produced.content))
    titles = [entry.title for entry in reader.outline]
    assert titles == ["案卷封面", "卷内文件目录", "结算申请", "回执.tif", "追缴台账", "备考表", "卷脊", "案卷检查页"]
    found = words(packet)
    assert all(part in found[0] for part in ("试验案卷", "消费券资金", "永久", "2022-001", "件数：3件"))
    assert "起始日期：2022-12-31终止日期：2023-01-10" in found[0]
    first = 2
    scan = reader.get_destination_page_number(reader.outline[3]) - first + 1
    assert f"2商户回执.tif2023-01-10{scan}扫描件" in found[1]
    assert "本卷共三份。立卷人：张三检查人：李四立卷时间：2023年1月10日" in "".join(found)
    assert packet.whole
    assert "没有发现缺件" in found[-1]


def test_by_items_pages_are_counted_anew_and_pieces_of_one_stand_together(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = bound(office, PLAN, monkeypatch, arrange="件")
    reader = pypdf.PdfReader(BytesIO(packet.produced.content))
    outline = reader.outline
    assert [entry.title for entry in outline if not isinstance(entry, list)] == [
        "归档文件目录封面", "归档文件目录", "1　结算申请", "2　追缴台账", "备考表", "案卷检查页",
    ]  # fmt: skip
    inner = next(entry for entry in outline if isinstance(entry, list))
    assert [entry.title for entry in inner] == ["回执.tif"]
    found = words(packet)
    assert "10123-WS·2023-Y-消费券资金-0001冠商〔2022〕3号商务局结算申请" in found[1]
    second = reader.get_destination_page_number(outline[4])
    assert "00022023" in found[second] or "20230002" in found[second]


def test_what_cannot_go_in_has_a_page_a_row_and_a_line_on_the_check_page(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = PacketPiece(KeptFile("签字.pdf", lambda: BROKEN), "签字页")
    refused = PacketPiece(OwnPaper("voucher-waiver", "R01/无"), "放行单")
    plan = PacketPlan(COVER, (*PIECES, broken, refused), missing=("缺听证笔录（第二十条）",))
    packet = bound(office, plan, monkeypatch)
    assert not packet.whole
    assert packet.troubles[0] == "签字页（签字.pdf）：PDF 不完整，后半截丢失"
    assert packet.troubles[1].startswith("放行单（voucher-waiver）：")
    found = words(packet)
    assert "未能装入" in found[1]
    assert sum("本件未能装入" in page for page in found) == 2
    assert all(part in found[-1] for part in ("缺听证笔录（第二十条）", "签字页（签字.pdf）", "放行单"))
    without = bound(office, plan, monkeypatch, check_page=False, spine=False)
    assert sum("本件未能装入" in page for page in words(without)) == 2
    assert "检查页" not in "".join(words(without))


def test_blanks_of_papers_are_on_the_check_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = PacketPlan(COVER, (PacketPiece(OwnPaper("voucher-statement", "YLM001"), "对账单"),))
    assert "《对账单》：编号" in words(bound(office, plan, monkeypatch))[-1]


def test_papers_may_name_the_pages_of_the_packet(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, int]] = []

    def paged(paper: OwnPaper, pages: dict[str, int]) -> Content | None:
        if paper.form != "voucher-recoveries":
            return None
        asked.append(dict(pages))
        return _said(office, f"回执在第{pages.get('a7', 0)}页")

    pieces = (PIECES[2], PacketPiece(KeptFile("回执.tif", lambda: SCAN), key="a7"))
    packet = bound(office, PacketPlan(COVER, pieces, paged=paged), monkeypatch)
    reader = pypdf.PdfReader(BytesIO(packet.produced.content))
    page = reader.get_destination_page_number(reader.outline[3]) - 1
    assert asked[0] == {}
    assert asked[-1] == {"a7": page}
    assert f"回执在第{page}页" in "".join(words(packet))


def _said(office: Office, line: str) -> Content:
    from guanxian_desk.services.paper_making import Inputs, prepare

    content = prepare(office, Inputs("voucher-recoveries", "", YEAR_END, "pdf", chain=CHAIN)).content
    return Content(({**content.documents[0], "options": line},), content.sheets)


def test_a_plan_without_pieces_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="没有任何材料"):
        bound(office, PacketPlan(COVER, ()), monkeypatch)


def test_an_unknown_kind_is_named_with_those_there_are(office: Office) -> None:
    with pytest.raises(UserError, match="vouchers（消费券活动资金结算案卷）"):
        make_packet(office, Wanted("nothing"))


def test_the_voucher_file_says_what_it_lacks(office: Office) -> None:
    with office.store.read() as session:
        kind = next(one for one in packet_kinds.KINDS if one.key == "vouchers")
        early, late = (kind.plan(office, session, "", day) for day in (YEAR_END, CLOSED))
    assert any("资金清算表" in line for line in early.missing)
    assert not any("资金清算表" in line for line in late.missing)
    assert any("没有处理" in line for line in late.missing)
    assert [piece.source.form for piece in late.pieces if isinstance(piece.source, OwnPaper)][-1] == "voucher-closing"


def test_the_same_request_gives_the_same_bytes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = (bound(office, PLAN, monkeypatch).produced for _ in range(2))
    assert first.content == again.content
    assert first.fingerprint == again.fingerprint
    other = PacketPlan(COVER, PIECES[:2])
    assert bound(office, other, monkeypatch).produced.fingerprint != first.fingerprint


@pytest.fixture
def desk(sample_file: Path, tmp_path: Path) -> Callable[..., int]:
    data = tmp_path / "office.gxdesk"
    data.write_bytes(sample_file.read_bytes())

    def run(*arguments: str) -> int:
        args = build(COMMANDS).parse_args(["--data", str(data), "--operator", "王五", *arguments])
        return int(args.run(args))

    return run


def test_on_the_command_line(desk: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "回执.tif").write_bytes(SCAN)
    (tmp_path / "坏.pdf").write_bytes(BROKEN)
    out = tmp_path / "案卷.pdf"
    files = ("--attach", str(tmp_path / "回执.tif"), "--attach", str(tmp_path / "坏.pdf"))
    assert desk("packet", "vouchers", str(out), "--as-of", "2023-01-10", *files) == 3
    said = capsys.readouterr().err
    assert "未能装入：坏（坏.pdf）：PDF 不完整，后半截丢失" in said
    assert "存入文书记录第 1 号" in said
    office = opened(tmp_path / "office.gxdesk")
    with office.store.read() as session:
        row = session.get_one(Filing, 1)
        assert (row.form, row.form_version, row.content) == ("packet-vouchers", "卷", out.read_bytes())
    office.close()


@pytest.mark.parametrize("words", [("vouchers", "a.docx"), ("vouchers", "甲", "乙", "a.pdf")])
def test_a_packet_is_a_pdf(desk: Callable[..., int], words: tuple[str, ...]) -> None:
    with pytest.raises(UserError, match=r"\.pdf"):
        desk("packet", *words)


def test_attached_files_can_be_taken_back_and_packets_are_kept(
    own_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.tif").write_bytes(SCAN)
    packet = bound(own_office, PacketPlan(COVER, PIECES[1:2]), monkeypatch)
    assert attach(own_office, "try", "", [tmp_path / "a.tif"], "回执") == 1
    assert issue_packet(own_office, packet) == 1
    with own_office.store.read() as session:
        last = undo.last_undoable(session)
        assert last is not None
        assert last.label == "附入案卷材料 1 份"
        assert [one.role for one in attachments.of(session, owner("try", ""))] == ["回执"]
    undo_last(own_office)
    with own_office.store.read() as session:
        assert attachments.of(session, owner("try", "")) == []
        assert session.get_one(Filing, 1).content == packet.produced.content


def test_files_of_a_dossier_lie_with_the_dossier(own_office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="附在决策档案上"):
        attach(own_office, "dossier", "GX-2022-001", [tmp_path / "a.tif"])


def test_a_packet_can_be_made_again_and_compared(own_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = PacketPlan(COVER, PIECES[1:])
    number = issue_packet(own_office, bound(own_office, plan, monkeypatch, arrange="件", check_page=False))
    again = reissue(own_office, number, bundled_fonts())
    assert again.same
    assert again.sound


def test_damage_that_shows_only_in_binding_is_told_too(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    torn = pdf_that_breaks_when_bound()
    assert len(read_attached(torn).pages) == 1
    plan = PacketPlan(COVER, (*PIECES[1:], PacketPiece(KeptFile("残.pdf", lambda: torn), "残件")))
    packet = bound(office, plan, monkeypatch)
    assert packet.troubles == ("残件（残.pdf）：文件已经损坏，不能装订",)
    assert sum("本件未能装入" in page for page in words(packet)) == 1
