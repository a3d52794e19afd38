"""A paper being made: what it says is asked once, then printed as often as needed, as PDF, Excel or Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import Document
from guanxian_desk.filings.fonts import FontBook
from guanxian_desk.filings.forms import Form, load_forms, render
from guanxian_desk.filings.markup.filters import BLANK
from guanxian_desk.filings.office_fonts import office_fonts
from guanxian_desk.filings.pdf import missing_characters, pdf_bytes
from guanxian_desk.modules.papers import Content, Paper
from guanxian_desk.services.exporting import log_disclosure
from guanxian_desk.services.fingerprints import fingerprint
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_books import workbook_bytes
from guanxian_desk.services.papers import PAPERS, Ask
from guanxian_desk.store import audit

PDF, XLSX, DOCX = "pdf", "xlsx", "docx"
OWN_FORMS = "forms"
"""The folder beside the data file where an office keeps its own wording of forms."""
NUMBER = "number"
"""What a form calls the number it prints."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_SHORT_PRINT = 16


@dataclass(frozen=True)
class Inputs:
    """All that a paper is made from besides the records: equal inputs and records give equal bytes.

    chain: the audit chain's head that its footer shows; numbers: one for each of its documents, none on a draft;
    preprinted: for paper whose red head is printed already.
    """

    form: str
    subject: str
    as_of: date
    format: str
    full: bool = False
    allow_missing: bool = False
    chain: str = ""
    numbers: tuple[str, ...] = ()
    preprinted: bool = False


@dataclass(frozen=True)
class Produced:
    """A paper that was made.

    missing: characters that no font has and that stand as 〓; blanks: facts that were not there and stand as 〔　　〕;
    refused_fonts: the office's own fonts that could not be used; fingerprint: see fingerprints.py; formats: what else
    it can be had as; number: the one it prints, "" for none; numbered: whether it wants one; series: what that is drawn
    from, "" for one from outside.
    """

    form: str
    version: str
    title: str
    subject: str
    as_of: date
    format: str
    content: bytes
    file_name: str
    fingerprint: str
    amount_fen: int | None
    missing: tuple[str, ...]
    blanks: tuple[str, ...] = ()
    inputs: Inputs | None = None
    formats: tuple[str, ...] = ()
    numbered: bool = False
    series: str = ""
    refused_fonts: tuple[str, ...] = ()
    number: str = ""

    @property
    def warnings(self) -> list[str]:
        """What the clerk should know before this is printed, one sentence each."""
        words = []
        if self.blanks:
            words.append(f"尚缺 {'、'.join(self.blanks)}，纸面上留有空白〔　　〕，请补录后重新出具，或手写补上。")
        if self.missing:
            words.append(f"字库里没有 {'、'.join(self.missing)}，打印处是“〓”，请手写补上。")
        return [*words, *(f"{refused}，已改用随程序的字库。" for refused in self.refused_fonts)]


@dataclass(frozen=True)
class Prepared:
    """A paper whose records have been read: what it says as of its day."""

    office: Office
    form: Form
    content: Content
    inputs: Inputs

    @cached_property
    def fingerprint(self) -> str:
        """Of what it says."""
        return fingerprint(self.content)

    @property
    def footer(self) -> str:
        """The small line of internal papers: what the paper can be checked against."""
        sample = "示例数据　" if self.office.is_sample else ""
        return (
            f"{sample}冠县政务台　数据指纹 {self.fingerprint[:_SHORT_PRINT]}　审计链 {self.inputs.chain[:_SHORT_PRINT]}"
        )

    def numbered(self, numbers: Sequence[str]) -> Prepared:
        """The same paper with a number on each of its documents. UserError when its form prints none."""
        if numbers and NUMBER not in self.form.needs:
            raise UserError(f"“{self.form.title}”不编号", "没有取号", "请去掉编号")
        if numbers and len(numbers) != len(self.content.documents):
            raise UserError(
                f"有 {len(self.content.documents)} 份“{self.form.title}”，却给了 {len(numbers)} 个编号", "没有生成文书"
            )
        return replace(self, inputs=replace(self.inputs, numbers=tuple(numbers)))

    @property
    def wants_number(self) -> bool:
        """Whether its form prints a number that the records do not give."""
        return NUMBER in self.form.needs and not any(data.get(NUMBER) for data in self.content.documents)

    @property
    def number(self) -> str:
        """The number that it prints, as the history shows it: drawn, typed in, or given by the records."""
        found = self.inputs.numbers or [str(data.get(NUMBER) or "") for data in self.content.documents]
        if any(not one or BLANK in one for one in found):
            return ""
        return found[0] if len(found) == 1 else f"{found[0]}至{found[-1]}"

    def documents(self) -> list[Document]:
        """The form filled in, once for every document."""
        numbers: Sequence[str] = self.inputs.numbers
        filled = [
            dict(data) | ({NUMBER: numbers[index]} if numbers else {})
            for index, data in enumerate(self.content.documents)
        ]
        made = [render(self.form, data) for data in filled]
        return [replace(one, preprinted=True) for one in made] if self.inputs.preprinted else made

    def produced(self, fonts: FontBook | None = None) -> Produced:
        """The bytes. fonts: the office's own and the bundled ones when None. UserError for characters no font has,
        unless they are allowed to stand as 〓."""
        form, content, asked = self.form, self.content, self.inputs
        missing: tuple[str, ...] = ()
        blanks, book = content.missing, fonts or office_fonts()
        if asked.format == XLSX:
            made = workbook_bytes(form.title, content.sheets, _lines(self.office, asked.as_of, content))
        else:
            documents = self.documents()
            blanks = _blanks(content, documents)
            if asked.format == DOCX:
                from guanxian_desk.filings.docx.write import docx_bytes

                made = docx_bytes(documents, form.title)
            else:
                made, missing = self._printed(documents, book)
        name = file_name(form.title, content.about, asked.as_of, asked.format)
        return Produced(
            form.key, form.version, form.title, asked.subject, asked.as_of, asked.format, made, name,
            self.fingerprint, content.amount_fen, missing, blanks, asked, formats_of(form), self.wants_number,
            form.series, tuple(book.refused) if asked.format == PDF else (), self.number,
        )  # fmt: skip

    def _printed(self, documents: Sequence[Document], book: FontBook) -> tuple[bytes, tuple[str, ...]]:
        """The PDF of all documents, and the characters in them that no font has."""
        lacking = (char for document in documents for char in missing_characters(document, book))
        made = pdf_bytes(documents, book, self.footer, title=self.form.title, allow_missing=self.inputs.allow_missing)
        return made, tuple(dict.fromkeys(lacking))


def prepare(office: Office, asked: Inputs, content: Content | None = None) -> Prepared:
    """The records read for a paper; a look at full personal data is logged.

    content: what it says, when that is known already; the chain's head is the present one when asked.chain is "".
    UserError for an unknown form, format or subject, and for a paper that cannot be made.
    """
    form, paper, ask = _chosen(office, asked)
    if content is None:
        content = ask(office, paper, asked.subject, asked.as_of, asked.full)
    if not asked.chain:
        with office.store.read() as session:
            asked = replace(asked, chain=audit.head_hash(session))
    if asked.full and content.persons:
        label = f"出具{form.title}（截至 {asked.as_of.isoformat()}，含完整证件号码）"
        log_disclosure(office, label, "filings", content.persons)
    numbers, asked = asked.numbers, replace(asked, numbers=())
    return Prepared(office, form, content, asked).numbered(numbers)


def loaded_forms(office: Office) -> dict[str, Form]:
    """Every form by key, the office's own wording where it has one. FormError for a broken form."""
    own = office.path.parent / OWN_FORMS
    return _forms(own, _state(own))


@lru_cache(maxsize=4)
def _forms(own: Path, _state_of_own: tuple[tuple[str, int, int], ...]) -> dict[str, Form]:
    """Read once: the program's forms never change while it runs, the office's own only when their files do."""
    return load_forms(own)


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What the files of a folder look like from outside; nothing when it is not there."""
    files = sorted(folder.rglob("*.txt")) if folder.is_dir() else []
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


def formats_of(form: Form) -> tuple[str, ...]:
    """In what formats a form's paper is made: what is printed can also be finished in a word processor."""
    return (*form.formats, DOCX) if PDF in form.formats and DOCX not in form.formats else form.formats


def file_name(title: str, about: str, day: date, fmt: str) -> str:
    """The name proposed for a paper's file."""
    parts = [title, about, day.isoformat()]
    return _NOT_IN_NAMES.sub("_", "_".join(part for part in parts if part)) + f".{fmt}"


def _chosen(office: Office, asked: Inputs) -> tuple[Form, Paper[Any], Ask]:
    """The form and its paper. UserError when there is none, or when what it needs was not said."""
    key, subject, found = asked.form, asked.subject, loaded_forms(office)
    if key not in PAPERS or key not in found:
        known = "、".join(name for name in found if name in PAPERS)
        raise UserError(f"没有“{key}”这种文书", "没有生成文书", f"可用的有：{known}")
    form, (paper, ask) = found[key], PAPERS[key]
    if asked.format not in formats_of(form):
        formats = "、".join(formats_of(form))
        raise UserError(f"“{form.title}”不能存为 {asked.format}", "没有生成文书", f"可用的格式：{formats}")
    if "subject" in paper.needs and not subject:
        raise UserError(f"“{form.title}”要指明对象", "没有生成文书", "请用 --subject 写明对象")
    if subject and "subject" not in (*paper.needs, *paper.takes):
        raise UserError(f"“{form.title}”不分对象", "没有生成文书", "请去掉 --subject")
    return form, paper, ask


def _blanks(content: Content, documents: Sequence[Document]) -> tuple[str, ...]:
    """What is not there, once each: said by the duty, or found by the form."""
    found = (name for document in documents for name in document.blanks)
    return tuple(dict.fromkeys((*content.missing, *found)))


def _lines(office: Office, day: date, content: Content) -> list[str]:
    sample = ["示例数据"] if office.is_sample else []
    return [*sample, f"编制单位：{office.name}　截至日期：{day.isoformat()}", *content.lines]
