"""发文登记: what is entered, refused, delivered; the signed scan takes the draft's place; 发文稿纸 and the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.services import outgoing
from guanxian_desk.services.filing import issue, produce
from guanxian_desk.services.office import Office
from guanxian_desk.services.outgoing import Delivered, Sent
from guanxian_desk.services.paper_subjects import subjects
from guanxian_desk.services.steps import undo_last
from tests.filings.attached import picture
from tests.filings.probe import copied

LETTER = Sent(
    "关于征求意见的函",
    "冠政办函[2022]3号",
    day=date(2022, 5, 9),
    signer="李主任",
    sealed_on=date(2022, 5, 10),
    copies=30,
    recipients="县直各部门",
    copied="县委办公室",
)


def words(office: Office, form: str, subject: str = "") -> str:
    made = produce(office, form, subject, date(2022, 6, 1), fonts=bundled_fonts())
    return "".join("".join(page.split()) for page in copied(made.content))


def test_an_outgoing_paper_is_entered_and_mended(office: Office) -> None:
    number = outgoing.register(office, LETTER)
    (row,) = outgoing.dispatch_rows(office)
    assert (row["id"], row["number"], row["signer"], row["copies"]) == (number, "冠政办函〔2022〕3号", "李主任", 30)
    assert (row["delivered"], row["original"]) == (0, False)
    outgoing.amend(office, number, replace(LETTER, copies=40, note="补发10份"))
    assert outgoing.dispatch_rows(office)[0]["copies"] == 40
    undo_last(office)
    assert outgoing.dispatch_rows(office)[0]["copies"] == 30
    undo_last(office)
    assert outgoing.dispatch_rows(office) == []


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (replace(LETTER, title=" "), "标题"),
        (replace(LETTER, copies=0), "份数"),
        (replace(LETTER, copies=10_001), "份数"),
        (replace(LETTER, sealed_on=date(2022, 5, 8)), "早于成文日期"),
        (replace(LETTER, title="另一份", number="冠政办函〔2022〕3 号"), "已经登记在"),
    ],
)
def test_what_cannot_be_is_refused(office: Office, sent: Sent, says: str) -> None:
    outgoing.register(office, LETTER)
    with pytest.raises(UserError, match=says):
        outgoing.register(office, sent)
    assert len(outgoing.dispatch_rows(office)) == 1


@pytest.mark.parametrize("copies", [1, 10_000, None])
def test_as_many_copies_as_are_printed(office: Office, copies: int | None) -> None:
    outgoing.register(office, replace(LETTER, copies=copies, sealed_on=LETTER.day))
    assert outgoing.dispatch_rows(office)[0]["copies"] == copies


def test_papers_without_a_number_are_no_doubles(office: Office) -> None:
    for title in ("甲", "乙"):
        outgoing.register(office, Sent(title))
    assert len(outgoing.dispatch_rows(office)) == 2
    with pytest.raises(UserError, match="没有第 9 条"):
        outgoing.amend(office, 9, LETTER)


def test_who_took_delivery(office: Office) -> None:
    number = outgoing.register(office, LETTER)
    outgoing.deliver(office, number, Delivered("县财政局", "王五", date(2022, 5, 9), "机要交换"))
    outgoing.deliver(office, number, Delivered(" 县司法局 "))
    assert [one.unit for one in outgoing.receipts(office, number)] == ["县财政局", "县司法局"]
    assert outgoing.dispatch_rows(office)[0]["delivered"] == 2
    with pytest.raises(UserError, match="早于成文日期"):
        outgoing.deliver(office, number, Delivered("县审计局", day=date(2022, 5, 8)))
    with pytest.raises(UserError, match="签收单位"):
        outgoing.deliver(office, number, Delivered(" "))


def test_the_signed_scan_takes_the_drafts_place(office: Office, tmp_path: Path) -> None:
    draft = produce(office, "number-register", "", date(2022, 5, 9), fonts=bundled_fonts())
    filing = issue(office, draft)
    sent = outgoing.sent_of(office, filing)
    assert (sent.title, sent.filing, sent.day) == ("文书编号登记簿", filing, date(2022, 5, 9))
    number = outgoing.register(office, sent)
    assert outgoing.original(office, number) == (draft.file_name, draft.content)
    scan = tmp_path / "盖章件.jpg"
    scan.write_bytes(picture("JPEG", (100, 140), "L"))
    outgoing.keep_original(office, number, scan)
    assert outgoing.original(office, number) == ("盖章件.jpg", scan.read_bytes())
    assert outgoing.dispatch_rows(office)[0]["original"] is True
    undo_last(office)
    assert outgoing.original(office, number)[1] == draft.content


def test_a_paper_made_elsewhere_has_no_original_until_it_is_scanned(office: Office, tmp_path: Path) -> None:
    number = outgoing.register(office, LETTER)
    with pytest.raises(UserError, match="没有正本"):
        outgoing.original(office, number)
    (tmp_path / "a.txt").write_bytes(b"text")
    with pytest.raises(UserError, match="不是 PDF 或图片"):
        outgoing.keep_original(office, number, tmp_path / "a.txt")
    with pytest.raises(UserError, match="没有第 7 号"):
        outgoing.sent_of(office, 7)


def test_the_slip_and_the_register_as_papers(office: Office) -> None:
    number = outgoing.register(office, LETTER)
    outgoing.deliver(office, number, Delivered("县财政局", "王五", date(2022, 5, 9)))
    assert subjects(office, "dispatch-slip", date(2022, 6, 1)) == [("1", "冠政办函〔2022〕3号 关于征求意见的函")]
    slip = words(office, "dispatch-slip", str(number))
    for part in ("冠县人民政府办公室发文稿纸", "签发：李主任", "标题：关于征求意见的函", "用印日期：2022年5月10日"):
        assert part in slip
    register = words(office, "dispatch-register")
    assert "冠政办函〔2022〕3号关于征求意见的函李主任2022-05-092022-05-1030县直各部门；抄送：县委办公室" in register
    assert "县财政局王五2022-05-09" in register
    with pytest.raises(UserError, match="没有第 5 条"):
        words(office, "dispatch-slip", "5")


def test_a_slip_of_a_paper_that_is_hardly_known_shows_its_blanks(office: Office) -> None:
    number = outgoing.register(office, Sent("通知"))
    made = produce(office, "dispatch-slip", str(number), date(2022, 6, 1), fonts=bundled_fonts())
    assert made.blanks == ("主送机关", "发文字号", "成文日期")
    assert made.warnings[0].startswith("尚缺 主送机关、发文字号、成文日期")
