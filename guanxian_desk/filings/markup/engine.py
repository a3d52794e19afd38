"""The template engine over a set of forms and shared parts: sandboxed, nothing undefined, no other file in reach.

Imports jinja2, which takes a tenth of a second: import this module where it is first used.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from guanxian_desk.filings.markup.filters import FILTERS, FormValueError, written
from guanxian_desk.filings.markup.source import FormError, line_of, names_of_directives, template_text


class Engine:
    """Forms by key and shared parts by file name (paths), ready to be filled in."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = dict(paths)
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._load),
            undefined=StrictUndefined,
            finalize=written,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.clear()
        self._environment.filters.update(FILTERS)

    def fill(self, key: str, data: Mapping[str, object]) -> str:
        """The form's text with the data in it. FormError naming file and line when that cannot be."""
        try:
            return self._environment.get_template(key).render(data)
        except (TemplateError, FormValueError) as error:
            raise FormError(*self._place(error, key), _reason(error)) from error

    def asked(self, key: str) -> Iterator[tuple[Path, int, str]]:
        """Every name that a form, and the parts it includes, take from the data; with the file and line that do.

        Errors: FormError for what cannot be parsed and for parts that are not there.
        """
        return self._asked(key, set())

    def _load(self, name: str) -> tuple[str, str, None] | None:
        path = self._paths.get(name)
        return (template_text(path), str(path), None) if path else None

    def _asked(self, name: str, seen: set[str]) -> Iterator[tuple[Path, int, str]]:
        seen.add(name)
        path = self._paths[name]
        text = template_text(path)
        try:
            tree = self._environment.parse(text)
        except TemplateSyntaxError as error:
            raise FormError(path, error.lineno, f"模板写法不对（{error.message}）") from error
        for found in (*sorted(meta.find_undeclared_variables(tree)), *names_of_directives(text)):
            yield path, line_of(text, found), found
        for part in meta.find_referenced_templates(tree):
            if part is None or not part.startswith("_") or part not in self._paths:
                raise FormError(path, line_of(text, part or "include"), f"没有共用的部分“{part}”")
            if part not in seen:
                yield from self._asked(part, seen)

    def _place(self, error: Exception, key: str) -> tuple[Path, int]:
        """The file, form or shared part, and the line in it that an error came from."""
        files = {str(path): path for path in self._paths.values()}
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in files]
        return (files[frames[-1].filename], frames[-1].lineno or 0) if frames else (self._paths[key], 0)


def _reason(error: Exception) -> str:
    """jinja2's words for a missing value, in Chinese."""
    match = re.fullmatch(r"'(\w+)' is undefined|.* has no (?:attribute|element) '?(\w+)'?", str(error))
    return f"没有给出“{match[1] or match[2]}”" if match else str(error)
