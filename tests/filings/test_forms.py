"""Forms: what is wrong in one is said with its name and line; data never becomes markup; the office's own copy wins."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.document import (
    Attachments,
    Facts,
    Imprint,
    Layout,
    Paragraph,
    PictureBlock,
    Run,
    Signature,
    Table,
    TearOff,
    texts,
)
from guanxian_desk.filings.forms import Form, load_forms, render
from guanxian_desk.filings.markup.inline import escaped, parts, plain, runs
from guanxian_desk.filings.markup.source import FormError
from guanxian_desk.filings.pdf import pdf_bytes
from tests.filings.probe import sheets
from tests.filings.samples import picture, statement_data

FORMS = Path(__file__).parent / "forms"
FRONT = {
    "key": "try",
    "title": "试表",
    "module": "vouchers",
    "clause": "办法第一条",
    "needs": "name, day, fen",
    "paper": "A4",
    "version": "1",
}
DATA: dict[str, object] = {"name": "兴隆超市", "day": date(2022, 4, 13), "fen": 123450}


def form(folder: Path, body: str, **front: str) -> Form:
    """A form with this body, loaded from a folder of its own."""
    (folder / "vouchers").mkdir(exist_ok=True)
    head = "\n".join(f"{name}: {value}" for name, value in (FRONT | front).items())
    (folder / "vouchers" / "try.txt").write_text(f"---\n{head}\n---\n{body}", "utf-8")
    return load_forms(folder=folder)["try"]


def words(folder: Path, line: str, **data: object) -> str:
    """What a line of a form says."""
    (block,) = render(form(folder, f"# 标题\n{line}"), DATA | data).blocks
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.runs)


def test_the_shipped_forms_load() -> None:
    assert all(found.clause and found.title for found in load_forms().values())
    assert shipped("forms").is_dir()


def test_the_statement_is_one_page_with_its_slip() -> None:
    document = render(load_forms(folder=FORMS)["statement"], statement_data())
    assert document.layout is Layout.INTERNAL
    kinds = [type(block) for block in document.blocks]
    assert kinds[:2] == [Facts, Table]
    assert isinstance(document.blocks[-1], TearOff)
    assert document.blocks[-2] == Signature(("冠县商务局",), date(2022, 7, 5), sealed=False)
    (page,) = sheets(pdf_bytes(document))
    joined = "".join(page.texts)
    assert "应结算金额为人民币壹仟贰佰元整（¥1,200.00）" in joined
    assert joined.index("裁　剪　线") < joined.index("对账回执") < joined.index("商户（盖章）")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ fen|yuan }}", "1,234.50"),
        ("{{ fen|capitals }}", "壹仟贰佰叁拾肆元伍角整"),
        ("{{ day|day }}", "2022年4月13日"),
        ("{{ day }}", "2022-04-13"),
        ("{{ ''|blank }}", "〔　　〕"),
        ("{{ '37152519800101001X'|mask_id }}", "371525********001X"),
        ("{{ 125000|percent }}", "12.5%"),
        ("甲\\*\\*乙", "甲**乙"),
        ("{% if fen > 5 %}\n多\n{% else %}\n少\n{% endif %}", "多"),
    ],
)
def test_filters_and_text(tmp_path: Path, line: str, said: str) -> None:
    assert words(tmp_path, line) == said


@pytest.mark.parametrize(
    "hostile", ["@pagebreak", "# 假标题", "**", "a|b", "x\\y", "{{ fen }}", "{% include 'x' %}", "\x02"]
)
def test_data_is_never_markup(tmp_path: Path, hostile: str) -> None:
    document = render(form(tmp_path, "# 标题\n{{ name }}\n@signers {{ name }} | 乙"), DATA | {"name": hostile})
    assert document.blocks[0] == Paragraph((Run(hostile),))
    assert len(document.blocks) == 2
    assert list(texts(document.blocks[1])) == [hostile, "乙"]


@given(st.text(max_size=40).filter(lambda text: "\r" not in text))
def test_escaped_text_reads_back(text: str) -> None:
    assert plain(escaped(text)) == text
    stripped = text.strip()
    assert parts(f"甲 | {escaped(stripped)} | 乙") == [part for part in ("甲", stripped, "乙") if part]


def test_strong_runs() -> None:
    assert runs("应**当**办") == (Run("应"), Run("当", True), Run("办"))
    with pytest.raises(ValueError, match="成对"):
        runs("应**当办")


BROKEN = [
    ("# 标题\n文\n@tabel x\n", 12, "没有“@tabel”"),
    ("# 标题\n{{ nam }}", 11, "“nam”"),
    ("# 标题\n@table lines", 11, "“lines”"),
    ("# 标题\n{% if %}", 11, "模板写法"),
    ('# 标题\n{% include "_none.txt" %}', 11, "没有共用的部分"),
    ('# 标题\n{% include "/etc/hostname" %}', 11, "没有共用的部分"),
]


@pytest.mark.parametrize(("body", "line", "why"), BROKEN)
def test_a_broken_form_is_refused_with_its_line(tmp_path: Path, body: str, line: int, why: str) -> None:
    with pytest.raises(FormError, match=why) as caught:
        form(tmp_path, body)
    assert (caught.value.path.name, caught.value.line) == ("try.txt", line)


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("# 标题\n\n{{ name.code }}", 12, "没有给出“code”"),
        ("# 标题\n{{ name|yuan }}", 11, "不是以分为单位"),
        ("# 标题\n@date 2022年13月1日", 11, "@date"),
        ("# 标题\n@sign 甲\n文", 0, "@date"),
        ("# 标题\n@byline 甲\n@blank", 12, "@date"),
        ("# 标题\n@table name", 11, "不是表格"),
        ("# 标题\n@picture name 50%", 11, "不是图"),
        ("# 标题\n@figures name", 11, "关键数字"),
        ("# 标题\n@facts name", 11, "名称和内容"),
        ("# 标题\n@end", 11, "tearoff"),
        ("# 标题\n@tearoff 回执\n文", 0, "@end"),
        ("# 标题\n@number 1\n@number 2", 12, "只能写一次"),
        ("# 标题\n@masthead 简报 | 第1期", 11, "四项"),
        ("# 标题\n@pagebreak 2", 11, "不应再有内容"),
        ("没有标题", 0, "标题"),
        ("#标题", 0, "空一格"),
    ],
)
def test_what_cannot_be_filled_in_is_said_with_its_line(tmp_path: Path, body: str, line: int, why: str) -> None:
    with pytest.raises(FormError, match=why) as caught:
        render(form(tmp_path, body), DATA)
    assert (caught.value.path.name, caught.value.line) == ("try.txt", line)
    assert isinstance(caught.value, UserError)


@pytest.mark.parametrize(("value", "why"), [(None, "空值"), (1.5, "float"), (object(), "object")])
def test_values_without_a_clear_form_are_refused(tmp_path: Path, value: object, why: str) -> None:
    with pytest.raises(FormError, match=why) as caught:
        render(form(tmp_path, "# 标题\n\n\n{{ name }}"), DATA | {"name": value})
    assert caught.value.line == 13


def test_every_need_must_be_given(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="day、fen"):
        render(form(tmp_path, "# 标题"), {"name": "甲"})


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ({"clause": ""}, "缺少 clause"),
        ({"paper": "A3"}, "paper"),
        ({"layout": "海报"}, "layout"),
        ({"formats": "pdf, doc"}, "formats"),
        ({"author": "某"}, "author"),
    ],
)
def test_front_matter_is_strict(tmp_path: Path, front: dict[str, str], why: str) -> None:
    with pytest.raises(FormError, match=why):
        form(tmp_path, "# 标题", **front)


def test_a_file_without_front_matter_or_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# 标题", "utf-8")
    with pytest.raises(FormError, match="表头"):
        load_forms(folder=tmp_path)
    (tmp_path / "a.txt").write_bytes("---\ntitle: 标题\n---".encode("gbk"))
    with pytest.raises(FormError, match="UTF-8"):
        load_forms(folder=tmp_path)


def test_two_forms_of_one_key_are_refused(tmp_path: Path) -> None:
    form(tmp_path, "# 标题")
    shutil.copy(tmp_path / "vouchers" / "try.txt", tmp_path / "vouchers" / "try2.txt")
    with pytest.raises(FormError, match="重名"):
        load_forms(folder=tmp_path)


def test_the_offices_own_copy_wins_and_is_named(tmp_path: Path) -> None:
    base, own = tmp_path / "base", tmp_path / "own"
    base.mkdir()
    own.mkdir()
    form(base, "# 原来的标题\n{{ name }}")
    form(own, "# 本局的标题\n{{ name }}", needs="name")
    found = load_forms(own, folder=base)["try"]
    assert found.own
    assert render(found, DATA).title == "本局的标题"
    assert not load_forms(tmp_path / "nowhere", folder=base)["try"].own


def test_forms_are_read_again_only_when_a_file_was_changed(tmp_path: Path) -> None:
    base, own = tmp_path / "base", tmp_path / "own"
    base.mkdir()
    own.mkdir()

    def title() -> str:
        return render(load_forms(own, folder=base)["try"], DATA).title

    form(base, "# 原来的")
    assert load_forms(own, folder=base)["try"].engine is load_forms(own, folder=base)["try"].engine
    form(base, "# 改过一次的")
    assert title() == "改过一次的"
    form(own, "# 本局自己的写法")
    assert title() == "本局自己的写法"
    (own / "vouchers" / "try.txt").unlink()
    assert title() == "改过一次的"


def test_the_offices_own_copy_may_ask_for_no_more(tmp_path: Path) -> None:
    base, own = tmp_path / "base", tmp_path / "own"
    base.mkdir()
    own.mkdir()
    form(base, "# 标题")
    form(own, "# 标题\n{{ phone }}", needs="phone")
    with pytest.raises(FormError, match="phone"):
        load_forms(own, folder=base)
    text = (base / "vouchers" / "try.txt").read_text("utf-8")
    (own / "vouchers" / "try.txt").write_text(text.replace("key: try", "key: strange"), "utf-8")
    with pytest.raises(FormError, match="strange"):
        load_forms(own, folder=base)


def test_templates_reach_nothing_of_python(tmp_path: Path) -> None:
    with pytest.raises(FormError):
        render(form(tmp_path, "# 标题\n{{ name.__class__.__mro__ }}"), DATA)
    with pytest.raises(FormError):
        form(tmp_path, "# 标题\n{{ range(5) }}")


def test_headings_take_their_level_from_their_number(tmp_path: Path) -> None:
    body = "# 标题\n## 一、总则\n## （二）责任。各单位要落实。\n## 3.时限\n## （4）分类\n## 附则"
    blocks = render(form(tmp_path, body), DATA).blocks
    assert [getattr(block, "level", 0) for block in blocks] == [1, 2, 3, 4, 1]
    assert getattr(blocks[1], "rest", ()) == (Run("各单位要落实。"),)


def test_pictures_and_facts_take_a_number(tmp_path: Path) -> None:
    given = DATA | {"name": picture(), "fen": [("名称", "兴隆超市")]}
    blocks = render(form(tmp_path, "# 标题\n@picture name 50%\n@facts fen 1"), given).blocks
    assert blocks == (PictureBlock(picture(), 0.5), Facts((("名称", "兴隆超市"),), 1))
    for line in ("@picture name 5", "@picture name wide", "@facts fen 9"):
        with pytest.raises(FormError, match="整数"):
            render(form(tmp_path, f"# 标题\n{line}"), given)


def test_everything_above_and_below_the_text(tmp_path: Path) -> None:
    body = """# 标题
@head 冠县人民政府文件
@number 冠政发〔2022〕8号
@to 各乡镇
@urgency 特急
@cc 抄送：县委办公室。
@printed 冠县人民政府办公室 | 2022年4月13日
@evenpage
@attachments 名册 | 申请表
@sign 冠县人民政府
@date
"""
    document = render(form(tmp_path, body), DATA)
    assert (document.red_head, document.number, document.addressee) == (
        "冠县人民政府文件",
        "冠政发〔2022〕8号",
        "各乡镇",
    )
    assert document.imprint == Imprint(("抄送：县委办公室。",), "冠县人民政府办公室", "2022年4月13日", even_page=True)
    assert document.blocks == (Attachments(("名册", "申请表")), Signature(("冠县人民政府",), None))


def test_names_reach_inside_what_is_given(tmp_path: Path) -> None:
    table = statement_data()["lines"]
    body = "# 标题\n{% for group in name %}\n@table name.{{ loop.index0 }}.lines\n{% endfor %}"
    document = render(form(tmp_path, body), DATA | {"name": [{"lines": table}, {"lines": table}]})
    assert document.blocks == (table, table)


@pytest.mark.parametrize(
    ("body", "blanks"),
    [
        ("收款单位：{{ x|blank }}", ("收款单位",)),
        ("收款单位：{{ x|blank }}，账号：{{ x|blank }}；收款单位：{{ x|blank }}", ("收款单位", "账号")),
        ("@to {{ x|blank }}", ("主送机关",)),
        ("@number {{ x|blank }}", ("编号",)),
        ("本单位（编号{{ x|blank }}）收悉", ("编号",)),
        ("{{ x|blank('开户行') }}", ("开户行",)),
        ("{{ x|day|blank('截止日') }}", ("截止日",)),
        ("{{ x|blank }}", ("内容",)),
        ("无缺 {{ 'a'|blank }}", ()),
    ],
)
def test_blanks_are_listed_and_their_marks_never_printed(tmp_path: Path, body: str, blanks: tuple[str, ...]) -> None:
    document = render(form(tmp_path, f"# 标题\n正文。\n{body}", needs="x"), {"x": None})
    assert document.blanks == blanks
    assert not any("\x03" in words for words in texts(document))


def test_data_cannot_name_a_blank(tmp_path: Path) -> None:
    assert render(form(tmp_path, "# 标题\n{{ x }}", needs="x"), {"x": "甲\x03乙\x03"}).blanks == ()


def test_what_is_missing_is_refused_where_no_blank_is_foreseen(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="空值"):
        render(form(tmp_path, "# 标题\n{{ x|day }}", needs="x"), {"x": None})


@pytest.mark.parametrize("layout", list(Layout))
def test_every_layout_can_be_asked_for(tmp_path: Path, layout: Layout) -> None:
    assert render(form(tmp_path, "# 标题\n正文。", layout=layout.value), DATA).layout is layout
