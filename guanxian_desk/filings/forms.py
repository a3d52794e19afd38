"""Forms: the office's paper as text templates, one file each under forms/<module>/, wording without code.

A form begins with its front matter between two lines of ---:

    ---
    key: merchant-statement           the form's name for the command line
    title: 消费券结算对账单            its name for clerks
    module: vouchers                  the folder it lies in
    clause: 冠政办发〔2022〕5号 五、2    what it rests on
    needs: merchant, lines, total     the names of all it is given
    paper: A4                         A4 or A4横
    layout: 内部                       公文 (when left out), 上行文, 信函, 纪要, 套打, 内部 or 简报
    version: 1                        raised whenever the wording changes
    formats: pdf, xlsx                pdf when left out; whatever is printed can be had as docx too
    series: statement                 the series its number is drawn from, when it has one of the desk's own
    ---

and goes on as a Jinja2 text (sandboxed, nothing undefined allowed) in the markup of markup/parse.py. {{ … }} never
makes markup: what data brings is printed as it is; filters are listed in markup/filters.py. Parts that forms share are
files forms/_name.txt, taken in by {% include "_name.txt" %}. An office may lay its own copy of a form into a folder of
its own; there it wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.document import Document, Layout
from guanxian_desk.filings.markup.parse import parse
from guanxian_desk.filings.markup.reading import MarkupError
from guanxian_desk.filings.markup.source import FormError, front_matter

if TYPE_CHECKING:
    from guanxian_desk.filings.markup.engine import Engine

_REQUIRED = ("key", "title", "module", "clause", "paper", "version")
_PAPERS = {"A4": False, "A4横": True}
_FORMATS = frozenset({"pdf", "xlsx", "docx"})


@dataclass(frozen=True)
class Form:
    """One form. needs: names of the data it is given; own: the office's own copy is used; formats: pdf, xlsx, docx;
    series: what its number is drawn from, "" for none."""

    key: str
    title: str
    module: str
    clause: str
    needs: tuple[str, ...]
    layout: Layout
    landscape: bool
    version: str
    formats: tuple[str, ...]
    path: Path
    engine: Engine = field(repr=False, compare=False)
    own: bool = False
    series: str = ""


def load_forms(extra: Path | None = None, folder: Path | None = None) -> dict[str, Form]:
    """All forms by key, checked: front matter, syntax, directives, and that they ask only for what they need.

    extra: a folder of the office's own copies, which win (it need not exist); folder: the shipped ones when None.
    Errors: FormError.
    """
    home = folder or shipped("forms")
    own = extra if extra is not None and extra.is_dir() else None
    return dict(_loaded(home, own, _state(home), _state(own) if own else ()))


State = tuple[tuple[str, int, int], ...]
"""The files of a folder with their times and sizes."""


def _state(folder: Path) -> State:
    stats = ((path, path.stat()) for path in sorted(folder.rglob("*.txt")))
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


@lru_cache(maxsize=4)
def _loaded(home: Path, extra: Path | None, _home_state: State, _extra_state: State) -> Mapping[str, Form]:
    """All forms, read again only when a file was changed: every paper asks for them."""
    forms = _forms_in(home, home)
    if extra is not None:
        own = _forms_in(extra, home)
        for form in own.values():
            _check_own(form, forms.get(form.key))
        forms |= {key: replace(form, own=True) for key, form in own.items()}
    return dict(sorted(forms.items()))


def render(form: Form, data: Mapping[str, object]) -> Document:
    """The form filled in. data: a value for every name in form.needs.

    Errors: FormError naming the form and the line when a value is missing or of the wrong kind.
    """
    lacking = [name for name in form.needs if name not in data]
    if lacking:
        raise FormError(form.path, 0, f"没有给出 {'、'.join(lacking)}")
    text = form.engine.fill(form.key, data)
    try:
        return parse(text, data, form.layout, form.landscape)
    except MarkupError as error:
        raise FormError(form.path, error.line, str(error)) from error


def _forms_in(folder: Path, shared: Path) -> dict[str, Form]:
    """The forms of a folder; the parts they share lie in it, or else in the shipped folder."""
    from guanxian_desk.filings.markup.engine import Engine

    headed = _headed(folder)
    parts = {part.name: part for place in (shared, folder) for part in sorted(place.glob("_*.txt"))}
    engine = Engine(parts | {key: path for key, (path, _) in headed.items()})
    forms = {key: _form(path, fields, engine) for key, (path, fields) in headed.items()}
    for form in forms.values():
        _check_names(form)
    return forms


def _headed(folder: Path) -> dict[str, tuple[Path, dict[str, str]]]:
    """The files of a folder that are forms, with their front matter, by key."""
    found: dict[str, tuple[Path, dict[str, str]]] = {}
    for path in sorted(folder.rglob("*.txt")):
        if path.name.startswith("_"):
            continue
        fields = front_matter(path)
        lacking = [name for name in _REQUIRED if not fields.get(name)]
        if lacking:
            raise FormError(path, 1, f"表头缺少 {'、'.join(lacking)}")
        if fields["key"] in found:
            raise FormError(path, 1, f"“{fields['key']}”与 {found[fields['key']][0].name} 重名")
        found[fields["key"]] = (path, fields)
    return found


def _form(path: Path, fields: Mapping[str, str], engine: Engine) -> Form:
    layout, formats = fields.get("layout") or Layout.OFFICIAL.value, _words(fields.get("formats", "pdf"))
    if fields["paper"] not in _PAPERS or layout not in tuple(Layout) or not _FORMATS.issuperset(formats):
        layouts = "、".join(Layout)
        raise FormError(path, 1, f"paper 应为 A4 或 A4横，layout 应为{layouts}之一，formats 应为 pdf、xlsx、docx")
    return Form(
        key=fields["key"],
        title=fields["title"],
        module=fields["module"],
        clause=fields["clause"],
        needs=_words(fields.get("needs", "")),
        layout=Layout(layout),
        landscape=_PAPERS[fields["paper"]],
        version=fields["version"],
        formats=formats,
        path=path,
        engine=engine,
        series=fields.get("series", ""),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\s,，、]+", text))


def _check_names(form: Form) -> None:
    """A form, and the parts it includes, may ask only for what its front matter says it is given."""
    for path, line, name in form.engine.asked(form.key):
        if name not in form.needs:
            raise FormError(path, line, f"用了表头 needs 里没有的“{name}”")


def _check_own(form: Form, base: Form | None) -> None:
    if base is None:
        raise FormError(form.path, 1, f"程序里没有“{form.key}”这个表单，本单位的表单只能改写已有的")
    unknown = [name for name in form.needs if name not in base.needs]
    if unknown:
        raise FormError(form.path, 1, f"原表单没有 {'、'.join(unknown)}，不能使用")
