"""Papers go out: the forms there are, a paper's bytes, and the history of what was issued."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import Document
from guanxian_desk.filings.fonts import FontBook
from guanxian_desk.filings.forms import Form, load_forms, render
from guanxian_desk.filings.office_fonts import office_fonts
from guanxian_desk.filings.pdf import missing_characters, pdf_bytes
from guanxian_desk.modules.papers import Content, Paper
from guanxian_desk.services.exporting import log_disclosure
from guanxian_desk.services.fingerprints import fingerprint
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_books import workbook_bytes
from guanxian_desk.services.papers import PAPERS, Ask
from guanxian_desk.store.audit import Entry
from guanxian_desk.store.rowcodec import encode
from guanxian_desk.store.tables import Filing

PDF, XLSX = "pdf", "xlsx"
ISSUED = "出具"
"""The kind of change that keeps a paper; what went out cannot be taken back, so it is no step for undo."""
OWN_FORMS = "forms"
"""The folder beside the data file where an office keeps its own wording of forms."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_SHORT_PRINT = 16


@dataclass(frozen=True)
class FormView:
    """A form as a list of papers shows it. needs: what must be said to get it; takes: what may be said besides;
    own: the office's own wording is used."""

    key: str
    title: str
    module: str
    clause: str
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    formats: tuple[str, ...]
    version: str
    own: bool

    def entry(self) -> dict[str, object]:
        """One entry of the command line's list."""
        names = ("key", "title", "module", "clause")
        lists = {"needs": list(self.needs), "formats": list(self.formats)}
        return {name: getattr(self, name) for name in names} | lists


@dataclass(frozen=True)
class Produced:
    """A paper that was made. missing: characters that no font has and that stand as 〓; blanks: facts that were not
    there and stand as 〔　　〕 to be filled in; fingerprint: see fingerprints.py."""

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

    @property
    def warnings(self) -> list[str]:
        """What the clerk should know before this is printed, one sentence each."""
        words = []
        if self.blanks:
            words.append(f"尚缺 {'、'.join(self.blanks)}，纸面上留有空白〔　　〕，请补录后重新出具，或手写补上。")
        if self.missing:
            words.append(f"字库里没有 {'、'.join(self.missing)}，打印处是“〓”，请手写补上。")
        return words


def forms(office: Office) -> list[FormView]:
    """Every paper that can be made, by key; the office's own wording where it has one. FormError for a broken form."""
    return [_view(form, PAPERS[key][0]) for key, form in _loaded(office).items() if key in PAPERS]


def produce(
    office: Office,
    form_key: str,
    subject: str = "",
    as_of: date | None = None,
    fmt: str = PDF,
    full: bool = False,
    *,
    allow_missing: bool = False,
    fonts: FontBook | None = None,
) -> Produced:
    """One paper as bytes; nothing is kept, but a look at full personal data is logged.

    subject: which merchant, person or finding ("" for all); as_of: today when None; full: ID numbers in full;
    allow_missing: characters that no font has stand as 〓; fonts: the office's own and the bundled ones when None.
    No clock is read besides the default day: the same records, form, subject, day and fonts give the same bytes.
    Errors: UserError for an unknown form, format or subject, for a paper that cannot be made on that day, and for
    characters that no font has.
    """
    form, paper, ask = _chosen(office, form_key, subject, fmt)
    day = as_of or office.clock.today()
    content = ask(office, paper, subject, day, full)
    print_of = fingerprint(content)
    missing: tuple[str, ...] = ()
    blanks = content.missing
    if fmt == PDF:
        documents = [render(form, data) for data in content.documents]
        blanks = _blanks(content, documents)
        made, missing = _printed(form, documents, fonts or office_fonts(), _footer(office, print_of), allow_missing)
    else:
        made = workbook_bytes(form.title, content.sheets, _lines(office, day, content))
    if full and content.persons:
        label = f"出具{form.title}（截至 {day.isoformat()}，含完整证件号码）"
        log_disclosure(office, label, "filings", content.persons)
    name = _file_name(form.title, content.about, day, fmt)
    return Produced(
        form.key, form.version, form.title, subject, day, fmt, made, name, print_of, content.amount_fen, missing, blanks
    )


def issue(office: Office, produced: Produced, deliver: Callable[[bytes], None] | None = None) -> int:
    """Keep a paper in the filing history; returns its number there.

    deliver: where the bytes go (a file, a printer); when it raises, nothing is kept.
    """
    label = f"出具{produced.title}：{produced.file_name}"
    with office.store.change(label, office.actor, ISSUED) as session:
        values = _row(produced) | {"change_id": session.change_row.id}
        row = insert(Filing).values(values | {"content": produced.content}).returning(Filing.id)
        number = session.execute(row).scalar_one()
        # The bytes lie in the row; the audit seals them by their hash instead of holding them once more.
        sealed = _row(produced) | {"sha256": hashlib.sha256(produced.content).hexdigest()}
        session.log(Entry(Filing.__tablename__, str(number), ISSUED, "", encode(sealed)))
        if deliver:
            deliver(produced.content)
    return number


def _row(produced: Produced) -> dict[str, object]:
    return {
        "form": produced.form,
        "form_version": produced.version,
        "subject": produced.subject,
        "as_of": produced.as_of,
        "number": "",
        "format": produced.format,
        "fingerprint": produced.fingerprint,
        "amount_fen": produced.amount_fen,
    }


def _blanks(content: Content, documents: Sequence[Document]) -> tuple[str, ...]:
    """What is not there, once each: said by the duty, or found by the form."""
    found = (name for document in documents for name in document.blanks)
    return tuple(dict.fromkeys((*content.missing, *found)))


def _printed(
    form: Form, documents: Sequence[Document], book: FontBook, footer: str, allow_missing: bool
) -> tuple[bytes, tuple[str, ...]]:
    """The PDF of all documents, and the characters in them that no font has."""
    lacking = (char for document in documents for char in missing_characters(document, book))
    made = pdf_bytes(documents, book, footer, title=form.title, allow_missing=allow_missing)
    return made, tuple(dict.fromkeys(lacking))


def _loaded(office: Office) -> dict[str, Form]:
    return load_forms(office.path.parent / OWN_FORMS)


def _view(form: Form, paper: Paper[Any]) -> FormView:
    return FormView(
        form.key, form.title, form.module, form.clause, paper.needs, paper.takes, form.formats, form.version, form.own
    )


def _chosen(office: Office, key: str, subject: str, fmt: str) -> tuple[Form, Paper[Any], Ask]:
    """The form and its paper. UserError when there is none, or when what it needs was not said."""
    found = _loaded(office)
    if key not in PAPERS or key not in found:
        known = "、".join(name for name in found if name in PAPERS)
        raise UserError(f"没有“{key}”这种文书", "没有生成文书", f"可用的有：{known}")
    form, (paper, ask) = found[key], PAPERS[key]
    if fmt not in form.formats:
        raise UserError(f"“{form.title}”不能存为 {fmt}", "没有生成文书", f"可用的格式：{'、'.join(form.formats)}")
    if "subject" in paper.needs and not subject:
        raise UserError(f"“{form.title}”要指明对象", "没有生成文书", "请用 --subject 写明对象")
    if subject and "subject" not in (*paper.needs, *paper.takes):
        raise UserError(f"“{form.title}”不分对象", "没有生成文书", "请去掉 --subject")
    return form, paper, ask


def _footer(office: Office, print_of: str) -> str:
    sample = "示例数据　" if office.is_sample else ""
    return f"{sample}冠县政务台　数据指纹 {print_of[:_SHORT_PRINT]}"


def _lines(office: Office, day: date, content: Content) -> list[str]:
    sample = ["示例数据"] if office.is_sample else []
    return [*sample, f"编制单位：{office.name}　截至日期：{day.isoformat()}", *content.lines]


def _file_name(title: str, about: str, day: date, fmt: str) -> str:
    parts = [title, about, day.isoformat()]
    return _NOT_IN_NAMES.sub("_", "_".join(part for part in parts if part)) + f".{fmt}"
