"""The tabs of the window, in their order. A page's own modules are imported when it is first opened."""

from __future__ import annotations

from functools import partial

from guanxian_desk.desk.pages.base import Page, PageSpec
from guanxian_desk.desk.pages.desk import Desk


def _home(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.home import HomePage

    return HomePage(desk)


def _decisions(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.decisions import DecisionsPage

    return DecisionsPage(desk)


def _tasks(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.tasks import TasksPage

    return TasksPage(desk)


def _cultivation(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.cultivation import CultivationPage

    return CultivationPage(desk)


def _vouchers(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.vouchers import VouchersPage

    return VouchersPage(desk)


def _digital(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.digital import DigitalPage

    return DigitalPage(desk)


def _archive(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.archive import ArchivePage

    return ArchivePage(desk)


def _exchange(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.exchange import ExchangePage

    return ExchangePage(desk)


def _settings(desk: Desk) -> Page:
    from guanxian_desk.desk.pages.settings import SettingsPage

    return SettingsPage(desk)


_PAGES = (
    ("home", "首页", "home", _home),
    ("decisions", "重大决策", "decisions", _decisions),
    ("tasks", "法治任务", "tasks", _tasks),
    ("cultivation", "企业培育", "enterprises", _cultivation),
    ("vouchers", "消费券核对", "vouchers", _vouchers),
    ("digital", "数字经济", "digital", _digital),
    ("archive", "文书归档", "archive", _archive),
    ("exchange", "数据交换", "exchange", _exchange),
    ("settings", "设置", "settings", _settings),
)


def page_specs(desk: Desk) -> tuple[PageSpec, ...]:
    """The tabs over a desk; nothing is built yet."""
    return tuple(PageSpec(key, title, icon, partial(build, desk)) for key, title, icon, build in _PAGES)
