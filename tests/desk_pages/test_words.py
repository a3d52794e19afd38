"""Every page and view: each control can be named by a screen reader, in Chinese, without a code or English word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from guanxian_desk.desk.pages.archive import ArchivePage
from guanxian_desk.desk.pages.exchange import ExchangePage
from guanxian_desk.desk.pages.vouchers import VouchersPage
from tests.desk.test_accessible import controls, name_of
from tests.desk_pages.conftest import Clerk

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What people here write in Latin letters, and the blank that the printed notice itself has (xxx).
LATIN = re.compile(r"(?<![A-Za-z0-9])(?!xxx|xlsx|csv|Excel|PDF|WPS|CSV|APP|Ctrl|Esc|F5)[A-Za-z]{3,}(?![A-Za-z0-9])")


def views(clerk: Clerk) -> Iterator[tuple[str, QWidget]]:
    """Every view of every page, a line of its table open."""
    for key in clerk.window.rail.buttons:
        clerk.window.open_page(key)
        clerk.wait()
        page = clerk.window.page
        assert page is not None
        yield page.title, page
        if isinstance(page, VouchersPage | ExchangePage | ArchivePage):
            for view in page.segments.offered:
                page.segments.open(view)
                clerk.wait()
                table = getattr(page.segments.built[view], "table", None)
                if table is not None and table.model.rowCount():
                    table.select_row(0)
                    clerk.wait()
                yield f"{page.title} {page.segments.title_of(view)}", page
    story = clerk.vouchers_page().open_person("merchant", "YLM001")
    assert story is not None
    clerk.wait()
    yield "商户", story


def test_every_control_has_a_chinese_name_and_no_english_word_is_shown(clerk: Clerk) -> None:
    for name, root in views(clerk):
        named(name, root)
        in_chinese(name, root)


def named(name: str, root: QWidget) -> None:
    """Each control says in Chinese what it is."""
    found = [part for part in controls(root) if part.isVisible()]
    assert found, name
    nameless = [type(part).__name__ for part in found if not name_of(part)]
    assert nameless == [], name
    foreign = [name_of(part) for part in found if not CHINESE.search(name_of(part))]
    assert foreign == [], name


def in_chinese(name: str, root: QWidget) -> None:
    """No word in Latin letters."""
    shown = [part.text() for part in root.findChildren(QLabel) if part.isVisible()]
    shown += [part.text() for part in root.findChildren(QAbstractButton) if part.isVisible()]
    foreign = [text for text in shown if LATIN.search(text) and ".gxdesk" not in text]
    assert foreign == [], name
