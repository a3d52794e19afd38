"""Word documents, and files that are no notice."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks.notice.reading import read_notice
from guanxian_desk.modules.tasks.units import shipped_book
from tests.tasks.documents import cell, document, numbered, numbering, paragraph, row, table

HEAD = row("序号", "反馈问题", "整改措施", "责任单位", "完成时限")


def read(data: bytes) -> dict[str, Any]:
    return read_notice(data, "通知.docx", shipped_book()).as_json()


def tasks_of(*blocks: str, **parts: str) -> list[tuple[Any, ...]]:
    document_ = read(document(blocks, {name.replace("__", "/") + ".xml": text for name, text in parts.items()}))
    return [
        (t["no"], t["section"], t["title"], t["text"], t["lead"], t["responsible"], t["due"])
        for t in document_["tasks"]
    ]


def test_paragraphs_of_word_are_read_like_lines() -> None:
    found = read(
        document(
            [
                paragraph("冠政办发〔2023〕9 号"),
                paragraph("冠县人民政府办公室\n关于印发冠县2023年档案工作要点的通知"),
                paragraph("冠县人民政府办公室"),
                paragraph("2023 年 6 月 1 日"),
                paragraph("冠县2023年档案工作要点"),
                paragraph("一、完善制度"),
                paragraph("1.修订办法。（责任单位：县政府办公室）"),
                paragraph("2.开展检查"),
            ]
        )
    )
    assert (found["title"], found["number"]) == ("冠县2023年档案工作要点", "冠政办发〔2023〕9号")
    assert (found["date"], found["issuer"]) == ("2023-06-01", "冠县人民政府办公室")
    assert [(t["no"], t["section"], t["title"]) for t in found["tasks"]] == [
        ("1", "一", "修订办法"),
        ("2", "一", "开展检查"),
    ]
    assert len(found["notes"]) == 1


def test_numbers_that_word_counts_are_read() -> None:
    lists = numbering(("chineseCounting", "%1、"), ("decimal", "%2."))
    found = tasks_of(
        paragraph("冠县2023年档案工作要点"),
        numbered("完善制度", 0),
        numbered("修订办法。（责任单位：县政府办公室）", 1),
        numbered("开展检查。（责任单位：县司法局）", 1),
        numbered("加强保障", 0),
        numbered("落实经费。（责任单位：县财政局）", 1),
        word__numbering=lists,
    )
    assert [task[:3] for task in found] == [
        ("一-1", "一", "修订办法"),
        ("一-2", "一", "开展检查"),
        ("二-1", "二", "落实经费"),
    ]


def test_a_table_is_read_by_its_headings() -> None:
    found = tasks_of(
        paragraph("冠县2023年整改台账"),
        table(
            row(cell("冠县2023年整改台账", span=5)),
            HEAD,
            row(cell("一、履职尽责", span=5)),
            row("1", "学法不够", "制定计划；\n组织考试。", "县司法局\n县委组织部", "6月底前"),
            row("", "", "每季度通报。", "县司法局、县政府办公室", ""),
            HEAD,
            row(cell("二、规范执法", span=5)),
            row("2", "文书不规范", "统一格式。", "县司法局牵头，各行政执法部门配合", "长期坚持"),
        ),
    )
    everybody = ["县司法局", "县委组织部", "县政府办公室"]
    assert found == [
        ("1", "一", "学法不够", "制定计划；组织考试。每季度通报。", [], everybody, "2023-06-30"),
        ("2", "二", "文书不规范", "统一格式。", ["县司法局"], ["各行政执法部门"], None),
    ]


def test_cells_merged_downwards_belong_to_every_row() -> None:
    found = tasks_of(
        paragraph("冠县2024年整改台账"),
        table(
            HEAD,
            row("1", cell("学法不够", merge="restart"), "制定计划。", cell("县司法局", merge="restart"), "第一季度"),
            row("2", cell("", merge="continue"), "组织考试。", cell("", merge="continue"), "2024年上半年"),
            row(cell("3", merge="restart"), "执法不严", "开展评查。", "县公安局", "12月底"),
            row(cell("", merge="continue"), "", "通报结果。", "县公安局", ""),
        ),
    )
    assert [(t[0], t[2], t[3], t[5], t[6]) for t in found] == [
        ("1", "学法不够", "制定计划。", ["县司法局"], "2024-03-31"),
        ("2", "学法不够", "组织考试。", ["县司法局"], "2024-06-30"),
        ("3", "执法不严", "开展评查。通报结果。", ["县公安局"], "2024-12-31"),
    ]


def test_headings_over_two_rows_and_a_table_under_each_section() -> None:
    head = (
        row(cell("序号", merge="restart"), cell("任务", merge="restart"), cell("责任单位", span=2)),
        row(cell("", merge="continue"), cell("", merge="continue"), "牵头单位", "配合单位"),
    )
    found = tasks_of(
        paragraph("冠县2023年重点任务分解表"),
        paragraph("一、保障民生"),
        table(*head, row("1", "改造老旧小区。全年改造10个。", "县住房和城乡建设局", "县财政局")),
        paragraph("二、安全稳定"),
        table(*head, row("2", "化解信访积案", "县信访局", "各乡镇人民政府（街道办事处）")),
    )
    assert found == [
        ("1", "一", "改造老旧小区", "改造老旧小区。全年改造10个。", ["县住房和城乡建设局"], ["县财政局"], None),
        ("2", "二", "化解信访积案", "化解信访积案", ["县信访局"], ["各乡镇人民政府（街道办事处）"], None),
    ]


def test_headings_of_two_levels_above_tables_and_sections_by_number() -> None:
    head = row("序号", "任务", "措施", "责任单位")
    found = tasks_of(
        paragraph("一、重点工作"),
        paragraph("（一）保障民生"),
        table(head, row("1", "改造小区", "改造10个。", "县住房和城乡建设局")),
        paragraph("（二）安全稳定"),
        table(head, row("一", "信访", "", ""), row("1", "化解积案", "领导包案。", "县信访局")),
    )
    assert [task[:3] for task in found] == [
        ("一-（一）-1", "一-（一）", "改造小区"),
        ("一-（二）-一-1", "一-（二）-一", "化解积案"),
    ]


def test_the_table_of_the_digital_plan_groups_by_its_first_column() -> None:
    found = tasks_of(
        table(
            row("重点任务", "主要工作", "具体措施", "责任部门"),
            row(cell("推进产业数字化", merge="restart"), "农业数字化", "推动应用。", "县农业农村局"),
            row(cell("", merge="continue"), "工业数字化", "改造设备。", "县工业和信息化\n局"),
        ),
    )
    assert [(t[0], t[1], t[2], t[3], t[5]) for t in found] == [
        ("", "推进产业数字化", "农业数字化", "推动应用。", ["县农业农村局"]),
        ("", "推进产业数字化", "工业数字化", "改造设备。", ["县工业和信息化局"]),
    ]


def test_deleted_text_is_not_read_and_strict_documents_are() -> None:
    gone = "<w:del><w:r><w:delText>旧的</w:delText></w:r><w:r><w:t>旧的</w:t></w:r></w:del>"
    title = f"<w:p>{gone}<w:r><w:t>冠县2023年工作计划</w:t></w:r></w:p>"
    task = paragraph("1.开展检查。（责任单位：县司法局）")
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    found = read(document([title, task], namespace=strict))
    assert found["title"] == "冠县2023年工作计划"
    assert [t["no"] for t in found["tasks"]] == ["1"]


def _zip(**files: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return made.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b" \r\n\t", "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, ".doc"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "图片"),
        (b"\xff\xfe\x00\xd8\x00", "编码"),
        (b"a\x00b" * 40, "编码"),
        (b"PK\x03\x04" + b"broken" * 20, "损坏"),
        (_zip(word__other="<x/>"), "不是 Word"),
        (_zip(word__document="<x"), "损坏"),
        (_zip(word__document=ENTITIES), "损坏"),
        ("1.开展检查。\n".encode() * 60_000, "太长"),
    ],
)
def test_what_is_no_notice_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words) as told:
        read(data)
    assert "通知.docx" in str(told.value)


def test_a_text_without_tasks_is_read_and_said_so() -> None:
    found = read("各单位：\n请按时参会。\n".encode())
    assert found["tasks"] == []
    assert "没有读到任务" in found["notes"][0]
