"""Papers go out: the forms there are, a paper's bytes, its number, and the history of what was issued."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import insert

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import Layout
from guanxian_desk.filings.fonts import FontBook
from guanxian_desk.filings.forms import Form
from guanxian_desk.modules.papers import Paper
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_making import (
    DOCX,
    PDF,
    XLSX,
    Inputs,
    Prepared,
    Produced,
    formats_of,
    loaded_forms,
    prepare,
)
from guanxian_desk.services.papers import PAPERS
from guanxian_desk.store import numbers
from guanxian_desk.store.audit import Entry
from guanxian_desk.store.rowcodec import encode
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Filing

__all__ = ["DOCX", "ISSUED", "PDF", "XLSX", "FormView", "Produced", "forms", "issue", "issue_numbered", "produce"]

ISSUED = "出具"
"""The kind of change that keeps a paper; what went out cannot be taken back, so it is no step for undo."""

Deliver = Callable[[bytes], None]


@dataclass(frozen=True)
class FormView:
    """A form as a list of papers shows it. needs: what must be said to get it; takes: what may be said besides;
    own: the office's own wording is used; series: what its numbers are drawn from, "" for none; numbered: whether it
    prints a number; red: whether it has a red head, which may be on the paper already."""

    key: str
    title: str
    module: str
    clause: str
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    formats: tuple[str, ...]
    version: str
    own: bool
    series: str = ""
    numbered: bool = False
    red: bool = False

    def entry(self) -> dict[str, object]:
        """One entry of the command line's list."""
        names = ("key", "title", "module", "clause")
        lists = {"needs": list(self.needs), "formats": list(self.formats)}
        return {name: getattr(self, name) for name in names} | lists


def forms(office: Office) -> list[FormView]:
    """Every paper that can be made, by key; the office's own wording where it has one. FormError for a broken form."""
    return [_view(form, PAPERS[key][0]) for key, form in loaded_forms(office).items() if key in PAPERS]


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
    chain: str = "",
    number: str = "",
    preprinted: bool = False,
) -> Produced:
    """One paper as bytes; nothing is kept, but a look at full personal data is logged.

    subject: which merchant, person or finding ("" for all); as_of: today when None; full: ID numbers in full;
    allow_missing: characters that no font has stand as 〓; fonts: the office's own and the bundled ones when None;
    chain: the audit chain's head for the footer, the present one when ""; number: one that it already has;
    preprinted: nothing red is drawn.
    No clock is read besides the default day: the same records, inputs and fonts give the same bytes.
    Errors: UserError for an unknown form, format or subject, for a paper that cannot be made on that day, and for
    characters that no font has.
    """
    day, given = as_of or office.clock.today(), (number,) if number else ()
    asked = Inputs(form_key, subject, day, fmt, full, allow_missing, chain, given, preprinted)
    return prepare(office, asked).produced(fonts)


def issue(office: Office, produced: Produced, deliver: Deliver | None = None) -> int:
    """Keep a paper in the filing history; returns its number there.

    deliver: where the bytes go (a file, a printer); when it raises, nothing is kept.
    """
    with office.store.change(_label(produced), office.actor, ISSUED) as session:
        return _keep(session, produced, deliver)


def issue_numbered(
    office: Office, asked: Inputs, deliver: Deliver | None = None, *, given: str = "", fonts: FontBook | None = None
) -> tuple[Produced, int]:
    """Make a paper with its number and keep it; returns it, and its place in the history.

    The number is the next of the form's series, one for each of its documents, in the year of today; given: a number
    from outside or one kept back instead, for a single document. When the bytes cannot be delivered, no number is
    drawn and nothing is kept. Errors: as produce and issue; UserError when the form has no series and none is given.
    """
    ready = prepare(office, asked)
    if not given and not ready.form.series:
        raise UserError(f"“{ready.form.title}”没有本机编号", "没有取号，没有出具", "请填写文号")
    draft = ready.numbered(()).inputs
    with office.store.change(f"出具{ready.form.title}并编号", office.actor, ISSUED) as session:
        drawn = _given(session, office, ready, given) if given else _drawn(session, office, ready)
        made = replace(ready, inputs=draft).numbered(drawn).produced(fonts)
        session.change_row.label = _label(made)
        return made, _keep(session, made, deliver)


def kept_inputs(produced: Produced) -> dict[str, Any]:
    """What is kept beside the bytes so that the paper can be made again, and its title and file name."""
    asked = produced.inputs
    fields = asdict(asked) if asked is not None else {}
    for name in ("form", "subject", "as_of", "format"):
        fields.pop(name, None)
    sealed = hashlib.sha256(produced.content).hexdigest()
    return fields | {
        "title": produced.title,
        "file_name": produced.file_name,
        "blanks": list(produced.blanks),
        "sha256": sealed,
        "size": len(produced.content),
    }


def _drawn(session: ChangeSession, office: Office, ready: Prepared) -> list[str]:
    today, form = office.clock.today(), ready.form
    about = f"{form.title}（{ready.content.about}）" if ready.content.about else form.title
    count = len(ready.content.documents)
    return [numbers.draw(session, form.series, today.year, subject=about, day=today) for _ in range(count)]


def _given(session: ChangeSession, office: Office, ready: Prepared, given: str) -> list[str]:
    """A number from outside, or one of the desk's own that was kept back."""
    about, today = ready.form.title, office.clock.today()
    number = numbers.tidy(given)
    if numbers.is_reserved(session, number):
        numbers.use_reserved(session, number, subject=about, day=today)
        return [number]
    return [numbers.given(session, number, subject=about, day=today)]


def _keep(session: ChangeSession, produced: Produced, deliver: Deliver | None) -> int:
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
        "number": produced.number,
        "format": produced.format,
        "fingerprint": produced.fingerprint,
        "amount_fen": produced.amount_fen,
        "inputs": kept_inputs(produced),
    }


def _label(produced: Produced) -> str:
    return f"出具{produced.title}：{produced.file_name}"


def _view(form: Form, paper: Paper[Any]) -> FormView:
    return FormView(
        form.key, form.title, form.module, form.clause, paper.needs, paper.takes, formats_of(form), form.version,
        form.own, form.series, "number" in form.needs, form.layout not in (Layout.INTERNAL, Layout.OVERPRINT),
    )  # fmt: skip
