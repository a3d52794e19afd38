"""The light markup of forms, read into a Document. A line is a paragraph; blank lines mean nothing.

    # 标题                      the title; “｜” says where its lines may best end
    ## 一、标题                 a heading, its level by its own number: 一、（一） 1. （1）
    ## （二）标题。正文         after the first 。 the text runs on in the body's font
    **黑体** in any text        \\ before a character takes its meaning away

    @number 编号                 发文字号, or the desk's own number
    @to 主送机关                 addressee, ended by ：
    @head 冠县人民政府文件       red head (公文, 上行文, 信函, 纪要); several bodies: 甲局｜乙局文件
    @issuer 张三 | 李四          签发人 of a 上行文
    @masthead 名称 | 期号 | 编发单位 | 日期    head of a 简报
    @serial 000001   @secrecy 密级   @urgency 紧急程度   @subject 主题
    @center 居中的一行   @right 靠右的一行   @flush 顶格的一段
    @table NAME                  a document.Table the form is given (groups.0.table reaches inside)
    @facts NAME [COLUMNS]        labels and values in a grid: pairs of text
    @figures NAME                key figures: a KeyFigures, or Figures
    @picture NAME [PERCENT]      a Picture, that much of the width
    @note 口径                   a small line
    @attachments 附件一 | 附件二
    @sign 署名 | 署名            with room for seals; the line after it is @date
    @byline 署名                 without a seal; the line after it is @date
    @date 2022年4月13日          without a day: 年 月 日 to fill in
    @signers 经办 | 复核 | 负责人
    @annotation 联系人：张三，电话：0635-5230000    附注 in brackets under the date
    @present 出席：张三、李四     also 请假： and 列席： (纪要)
    @boxes 4 | 签发：张三 | 会签  a row of ruled cells, that many lines high at least
    @blank   @pagebreak
    @unnumbered                  pages without numbers (covers, tables of contents)
    @tearoff 回执标题 … @end     裁剪线 and the slip, whole on one page
    @cc 抄送：…                  版记 (also 报：/送：/发：); @printed 印发机关 | 日期; @copies 共印30份
    @evenpage                    版记 on a page with an even number

What is unknown, misplaced or of the wrong kind is an error that names the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from guanxian_desk.filings.document import Document, Heading, Layout, Paragraph
from guanxian_desk.filings.markup import inline
from guanxian_desk.filings.markup.directives import DIRECTIVES
from guanxian_desk.filings.markup.filters import BLANK, BLANK_MARK
from guanxian_desk.filings.markup.reading import ONCE, MarkupError, Reading

LINE_MARK = "\x02"
"""Stands around the number of its template line after every directive, so that errors can name it."""

_DIRECTIVE = re.compile(rf"@(\w+)(?:{LINE_MARK}(\d+){LINE_MARK})?[ \t]*(.*)")
_CLAUSE = re.compile(r"[，。；：、（）“”《》|#*\s]+")
_LONGEST_NAME = 12
_DIRECTIVE_NAMES = {"number": "编号", "to": ONCE["addressee"], "date": "日期", "sign": "署名", "issuer": "签发人"}
_LEVELS: tuple[tuple[Literal[1, 2, 3, 4], re.Pattern[str]], ...] = (
    (1, re.compile(r"[一二三四五六七八九十百]+、")),
    (2, re.compile(r"（[一二三四五六七八九十百]+）")),
    (3, re.compile(r"\d+[.．、]")),
    (4, re.compile(r"（\d+）")),
)


def parse(text: str, data: Mapping[str, object], layout: Layout, landscape: bool = False) -> Document:
    """Reads a filled-in form into a document. data: the tables, pictures and figures it names.

    Errors: MarkupError.
    """
    reading = Reading(data, layout, landscape)
    try:
        for line in text.split("\n"):
            if line.strip():
                _line(reading, _without_marks(reading, line.strip(" \t\r")))
        return reading.document()
    except MarkupError:
        raise
    except ValueError as error:
        raise MarkupError(str(error)) from error


def _without_marks(reading: Reading, line: str) -> str:
    """The line as it is printed; what its blanks lack is listed once each."""
    if BLANK_MARK not in line:
        return line
    shown, *rest = line.split(BLANK_MARK)
    lacking: list[str] = []
    for name, words in zip(rest[::2], rest[1::2]):
        lacking.append(name or _lacks(shown))
        shown += words
    reading.blanks = tuple(dict.fromkeys((*reading.blanks, *lacking)))
    return shown


def _lacks(before: str) -> str:
    """What a blank lacks, from the words before it: “收款单位：〔　　〕” lacks 收款单位."""
    words = before.removesuffix(BLANK)
    directive = _DIRECTIVE.fullmatch(words.strip())
    if directive is not None and not directive[3].strip():
        return _DIRECTIVE_NAMES.get(directive[1], "内容")
    said = [part for part in _CLAUSE.split(_DIRECTIVE.sub(r"\3", words)) if part.strip()]
    return said[-1].strip()[-_LONGEST_NAME:] if said else "内容"


def _line(reading: Reading, line: str) -> None:
    match = _DIRECTIVE.fullmatch(line)
    if match:
        _directive(reading, match[1], int(match[2] or 0), match[3])
        return
    reading.refuse_unsigned()
    if line.startswith("## "):
        reading.blocks.append(_heading(line[3:].strip()))
    elif line.startswith("# "):
        reading.set_once("title", line[2:].strip())
    elif line.startswith("#"):
        raise ValueError(f"“{line[:12]}”：标题的“#”“##”之后要空一格")
    else:
        reading.blocks.append(Paragraph(inline.runs(line)))


def _directive(reading: Reading, name: str, line: int, rest: str) -> None:
    if name not in DIRECTIVES:
        raise MarkupError(f"没有“@{name}”这个指令", line)
    try:
        if name != "date":
            reading.refuse_unsigned()
        DIRECTIVES[name](reading, rest)
    except ValueError as error:
        raise MarkupError(f"@{name}：{error}", line) from error


def _heading(text: str) -> Heading:
    level: Literal[1, 2, 3, 4] = next((level for level, number in _LEVELS if number.match(text)), 1)
    head, stop, rest = text.partition("。")
    return Heading(level, inline.plain(head + stop), inline.runs(rest)) if rest else Heading(level, inline.plain(text))
