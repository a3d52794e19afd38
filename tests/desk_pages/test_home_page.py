"""首页 on the sample office: what is blocked is told, and a click leads to its place."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from guanxian_desk.desk.pages.home import HomePage
from guanxian_desk.services.batch_list import batch_rows
from guanxian_desk.services.importing import undo_batch
from tests.desk_pages.conftest import LEFT, Clerk


def home(clerk: Clerk) -> HomePage:
    clerk.window.open_page("home")
    clerk.wait()
    page = clerk.window.page
    assert isinstance(page, HomePage)
    return page


def links(page: HomePage) -> dict[str, QPushButton]:
    return {made.accessibleName(): made for made in page.findChildren(QPushButton) if made.property("role") == "link"}


def test_blocked_money_is_told_and_leads_to_the_findings(clerk: Clerk) -> None:
    page = home(clerk)
    words = next(name for name in links(page) if "不予拨付" in name)
    clerk.qtbot.mouseClick(links(page)[words], LEFT)
    clerk.wait()
    assert clerk.vouchers.segments.current == "findings"


def test_what_came_in_leads_to_the_batches(clerk: Clerk) -> None:
    page = home(clerk)
    arrived = next(name for name in links(page) if name.startswith("核销明细"))
    clerk.qtbot.mouseClick(links(page)[arrived], LEFT)
    clerk.wait()
    assert clerk.exchange.segments.current == "batches"


def test_taking_an_import_back_makes_the_page_read_anew(clerk: Clerk) -> None:
    page = home(clerk)
    newest = batch_rows(clerk.desk.office)[0]
    shown = [link.accessibleName() for link in page.arrived.findChildren(QPushButton)]
    assert shown[0].startswith(f"{newest['title']} {newest['rows']:,} 行")
    clerk.desk.change(lambda office, _task: undo_batch(office, newest["id"]), owner=page, title="撤销")
    clerk.wait()
    assert clerk.errors == []
    again = [link.accessibleName() for link in page.arrived.findChildren(QPushButton)]
    assert again[: len(shown) - 1] == shown[1:]
