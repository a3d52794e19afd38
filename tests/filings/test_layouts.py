"""上行文, 信函, 纪要, 套打 and the boxes of a 发文稿纸, measured from the PDF (GB/T 9704-2012, chapters 7 and 10)."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pytest

from guanxian_desk.filings.document import Box, Boxes, Document, Layout, Signature
from guanxian_desk.filings.markup.parse import parse
from guanxian_desk.filings.pdf import pdf_bytes
from tests.filings.probe import MM, Char, Sheet, sheets
from tests.filings.samples import text

PITCH, LEADING = 156 * MM / 28, 225 * MM / 22
LEFT, RIGHT = 28 * MM, (28 + 156) * MM
UPWARD = """# 关于提请审议方案的请示
@head 冠县司法局文件
@number 冠司发〔2022〕12号
@issuer 张三 | 欧阳建国 | 李四
@to 县政府
妥否，请批示。
@sign 冠县司法局
@date 2022年4月13日
@annotation 联系人：张三，电话：0635-5230000
"""
LETTER = """# 关于征求意见的函
@head 冠县人民政府办公室
@secrecy 秘密★1年
@urgency 特急
@number 冠政办函〔2022〕3号
@to 县直有关部门
{body}
@sign 冠县人民政府办公室
@date 2022年4月13日
@cc 抄送：县委办公室。
@printed 冠县人民政府办公室 | 2022年4月13日
"""


def found(sheet: Sheet, words: str) -> list[Char]:
    """The characters of the words on the sheet."""
    for line in sheet.lines:
        joined = "".join(char.text for char in line)
        if words in joined:
            return line[joined.index(words) :][: len(words)]
    raise AssertionError(f"{words} not in {sheet.texts}")


def red_rules(pdf: bytes, page: int) -> list[tuple[float, float, float]]:
    """Left end, right end and height of the page's red rules, from the top."""
    document = pdfium.PdfDocument(pdf)
    rules = []
    for one in document[page].get_objects():
        left, bottom, right, top = one.get_bounds()
        if _stroke(one) == (255, 0, 0) and right - left > 100 and top - bottom < 6:
            rules.append((left, right, (bottom + top) / 2))
    document.close()
    return sorted(rules, key=lambda rule: -rule[2])


def _stroke(one: pdfium.PdfObject) -> tuple[int, ...]:
    colours = [ctypes.c_uint() for _ in range(4)]
    pdfium.raw.FPDFPageObj_GetStrokeColor(one, *colours)
    return tuple(colour.value for colour in colours[:3])


def test_an_upward_paper_has_its_number_left_beside_the_last_issuer() -> None:
    sheet = sheets(pdf_bytes(parse(UPWARD, {}, Layout.UPWARD)))[0]
    number, last = found(sheet, "冠司发〔2022〕12号"), found(sheet, "李四")
    assert number[0].x == pytest.approx(LEFT + PITCH, abs=0.1)
    assert number[0].y == pytest.approx(last[0].y, abs=0.1)
    first, second = found(sheet, "张三"), found(sheet, "欧阳建国")
    assert last[0].x == pytest.approx(first[0].x, abs=0.1)
    assert first[0].y - last[0].y == pytest.approx(LEADING, abs=0.1)
    assert second[-1].x + 16 == pytest.approx(RIGHT - PITCH, abs=1)


def test_a_single_issuer_stands_on_the_line_of_the_number() -> None:
    one = parse(UPWARD.replace(" | 欧阳建国 | 李四", ""), {}, Layout.UPWARD)
    sheet = sheets(pdf_bytes(one))[0]
    issuer = found(sheet, "签发人：张三")
    assert issuer[0].y == pytest.approx(found(sheet, "冠司发")[0].y, abs=0.1)
    assert issuer[-1].x + 16 == pytest.approx(RIGHT - PITCH, abs=0.2)


def test_the_annotation_stands_under_the_date_in_brackets() -> None:
    sheet = sheets(pdf_bytes(parse(UPWARD, {}, Layout.UPWARD)))[0]
    note, day = found(sheet, "（联系人：张三，电话：0635-5230000）"), found(sheet, "2022年4月13日")
    assert note[0].x == pytest.approx(LEFT + 2 * PITCH, abs=0.1)
    assert day[0].y - note[0].y == pytest.approx(LEADING, abs=0.1)


@pytest.mark.parametrize("length", range(300, 640, 28))
def test_the_annotation_is_never_parted_from_the_date(length: int) -> None:
    document = parse(UPWARD.replace("妥否，请批示。", "文" * length), {}, Layout.UPWARD)
    last = "".join(sheets(pdf_bytes(document))[-1].texts)
    assert "联系人" in last
    assert "2022年4月13日" in last
    assert "文文" in last


def test_a_letter_has_two_double_rules_and_no_number_on_its_first_page() -> None:
    pdf = pdf_bytes(parse(LETTER.format(body="文" * 900), {}, Layout.LETTER))
    first, *others = sheets(pdf)
    assert [sheet.texts[-1].replace(" ", "") for sheet in others] == [f"—{n}—" for n in range(2, len(others) + 2)]
    assert "—" not in "".join(first.texts)
    rules = red_rules(pdf, 0)
    assert len(rules) == 4
    for left, right, _ in rules:
        assert left / MM == pytest.approx(20, abs=0.8)
        assert right / MM == pytest.approx(190, abs=0.8)
    head = found(first, "冠县人民政府办公室")
    assert 297 - max(char.top for char in head) / MM == pytest.approx(30, abs=1.5)
    assert rules[-1][2] / MM == pytest.approx(20, abs=0.5)
    assert red_rules(pdf, 1) == []


def test_a_letters_secrecy_lies_left_and_its_number_right_under_the_rule() -> None:
    pdf = pdf_bytes(parse(LETTER.format(body="请支持。"), {}, Layout.LETTER))
    sheet = sheets(pdf)[0]
    secrecy, number = found(sheet, "秘密★1年"), found(sheet, "冠政办函〔2022〕3号")
    assert secrecy[0].x == pytest.approx(LEFT, abs=0.2)
    assert number[-1].x + 16 == pytest.approx(RIGHT, abs=0.3)
    assert secrecy[0].y == pytest.approx(number[0].y, abs=0.1)
    fine = red_rules(pdf, 0)[1][2]
    assert fine - (number[0].y + 0.88 * 16) == pytest.approx(7 / 8 * 16, abs=1)
    assert found(sheet, "特急")[0].y == pytest.approx(secrecy[0].y - LEADING, abs=0.1)


def test_a_letters_imprint_names_no_printer() -> None:
    texts = "".join(sheets(pdf_bytes(parse(LETTER.format(body="请支持。"), {}, Layout.LETTER)))[-1].texts)
    assert "抄送：县委办公室。" in texts
    assert "印发" not in texts


MINUTES = """# 研究消费券发放活动有关工作
@masthead 冠县人民政府常务会议纪要 | 〔2022〕第3期 | 冠县人民政府办公室 | 2022年4月13日
会议强调。
@present 出席：王五、赵六、孙七、周八、吴九、郑十、王五、赵六、孙七、周八、吴九、郑十、钱一
@present 列席：县司法局刘二
"""


def test_minutes_have_their_mark_35_mm_down_and_who_was_there() -> None:
    sheet = sheets(pdf_bytes(parse(MINUTES, {}, Layout.MINUTES)))[0]
    mark = found(sheet, "冠县人民政府常务会议纪要")
    assert 297 - mark[0].top / MM == pytest.approx(37 + 35, abs=1.5)
    label = found(sheet, "出席：")
    assert label[0].x == pytest.approx(LEFT + 2 * PITCH, abs=0.1)
    lines = sheet.lines
    turned = lines[next(at for at, line in enumerate(lines) if line[0] == label[0]) + 1]
    assert turned[0].x == pytest.approx(LEFT + 5 * PITCH, abs=0.2)


OFFICIAL = "# 通知\n@head 冠县人民政府文件\n@number 冠政发〔2022〕8号\n正文。\n@sign 冠县人民政府\n@date 2022年4月13日"


def test_overprinting_leaves_the_red_out_and_everything_else_in_its_place() -> None:
    whole, bare = (sheets(pdf_bytes(parse(OFFICIAL, {}, one)))[0] for one in (Layout.OFFICIAL, Layout.OVERPRINT))
    assert "冠县人民政府文件" not in "".join(bare.texts)
    black = [char for char in whole.chars if char not in found(whole, "冠县人民政府文件")]
    assert list(bare.chars) == black
    assert red_rules(pdf_bytes(parse(OFFICIAL, {}, Layout.OVERPRINT)), 0) == []


def test_boxes_are_as_high_as_asked_and_grow_with_their_text() -> None:
    rows = (
        Boxes((Box("签发"), Box("会签")), 4),
        Boxes((Box("标题", "关于征求意见的函" * 12),), 1),
        Boxes((Box("主送"),)),
    )
    sheet = sheets(pdf_bytes(Document("发文稿纸", (*rows, Signature(("甲",), None, False)), layout=Layout.INTERNAL)))[0]
    sign, title, to = (found(sheet, words)[0].y for words in ("签发：", "标题：", "主送："))
    assert sign == found(sheet, "会签：")[0].y
    assert sign - title == pytest.approx(4 * 20 + 6, abs=0.1)
    assert title - to == pytest.approx(3 * 20 + 6, abs=0.1)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("@boxes 3", "至少一格"),
        ("@boxes 0 | 签发", "1 到 20"),
        ("@boxes 多 | 签发", "1 到 20"),
        ("@present 王五", "出席"),
        ("@annotation", "没有内容"),
    ],
)
def test_directives_written_wrong_are_refused(line: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse(f"# 标题\n{line}", {}, Layout.INTERNAL)


def test_an_empty_date_line_may_be_a_blank() -> None:
    document = parse("# 标题\n@byline 甲\n@date 〔　　〕", {}, Layout.INTERNAL)
    assert document.blocks[-1] == Signature(("甲",), None, sealed=False)


def test_a_letter_without_a_head_is_still_a_letter() -> None:
    assert sheets(pdf_bytes(Document("函", (text("请支持。"),), layout=Layout.LETTER)))


@pytest.mark.parametrize("layout", [Layout.OFFICIAL, Layout.UPWARD, Layout.LETTER])
def test_serial_secrecy_and_urgency_stand_one_under_another(layout: Layout) -> None:
    words = "# 函\n@head 冠县人民政府\n@serial 000001\n@secrecy 秘密★1年\n@urgency 特急\n正文。"
    sheet = sheets(pdf_bytes(parse(words, {}, layout)))[0]
    serial, secrecy, urgency = (found(sheet, part)[0] for part in ("000001", "秘密★1年", "特急"))
    assert serial.x == pytest.approx(LEFT, abs=0.2)
    assert serial.y - secrecy.y == pytest.approx(LEADING, abs=0.1)
    assert secrecy.y - urgency.y == pytest.approx(LEADING, abs=0.1)


def test_several_bodies_stand_under_one_another_with_the_word_beside_them() -> None:
    words = "# 通知\n@head 冠县商务和投资促进局｜冠县财政局｜冠县税务局文件\n@number 冠商发〔2022〕1号\n正文。"
    sheet = sheets(pdf_bytes(parse(words, {}, Layout.OFFICIAL)))[0]
    first, second, third = (found(sheet, name) for name in ("冠县商务和投资促进局", "冠县财政局", "冠县税务局"))
    assert first[0].x == pytest.approx(second[0].x, abs=0.1) == third[0].x
    assert first[-1].x == pytest.approx(second[-1].x, abs=0.5) == third[-1].x
    word = found(sheet, "文件")
    assert word[0].y == pytest.approx((first[0].y + third[0].y) / 2, abs=0.5)
    assert word[0].x > first[-1].x + 10
    assert 297 - first[0].top / MM == pytest.approx(37 + 35, abs=2)
    assert found(sheet, "冠商发")[0].y < third[0].y - 2 * LEADING
