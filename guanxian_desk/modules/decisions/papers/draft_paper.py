"""决策草案: a version's text as a paper, so that a draft kept as .docx or .txt can be sent and filed."""

from __future__ import annotations

import re

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.drafts import paragraphs
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.papers import Content

_CHAPTER = re.compile(r"第[一二三四五六七八九十百]+[编章节](?:[\s　]|$)")
_READABLE = (".docx", ".txt")


def readable(file: Part) -> bool:
    """Whether the desk can print what the file says."""
    return file.text("name").lower().endswith(_READABLE)


def draft(source: Source) -> Content:
    """The version that the subject names, else the last one. UserError when its file is no text."""
    drafting = source.root.part("drafting")
    if source.rest:
        return source.content([_draft(source, source.records(drafting, "drafts")[0])])
    every = drafting.parts("drafts")
    last = max(every, key=lambda one: one.known("version")) if every else drafting.empty("drafts")
    return source.content([_draft(source, last)])


def _draft(source: Source, version: Part) -> Data:
    lines = _lines(source, version)
    if lines and source.matter in lines[0]:
        lines = lines[1:]
    return {
        **source.head("matter"),
        "version": version.text("version"),
        "made": version.day("made_on"),
        "lines": tuple({"text": line, "chapter": bool(_CHAPTER.match(line))} for line in lines)
        or ({"text": source.blanks.sentence("决策草案：正文"), "chapter": False},),
    }


def _lines(source: Source, version: Part) -> list[str]:
    """The paragraphs; none when the text is not attached or not here."""
    files = {one.id: one for one in source.root.parts("attachments")}
    file = files.get(version.known("text") or "")
    content = source.file(file.text("sha256")) if file else None
    if file is None or content is None:
        return []
    if not readable(file):
        raise UserError(
            f"“{file.text('name')}”不是文字文件", "没有生成文书", "请直接打印原件，或者附上 .docx、.txt 文件"
        )
    return paragraphs(content, file.text("name"))
