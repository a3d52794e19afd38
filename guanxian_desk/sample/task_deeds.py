"""Calls, 督办通知单 with and without reply, a 核定灯, a message that waits for its seal, and the last meeting."""

from __future__ import annotations

from datetime import date, datetime

from guanxian_desk.modules.tasks import chasing, service, urging
from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN
from guanxian_desk.modules.tasks.models import TaskReport
from guanxian_desk.modules.tasks.papers.changes import MEETING
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.store import settings
from guanxian_desk.store.store import ChangeSession

_CLERK = "示例操作员"
_PERIOD = "2022Q3"
_CALLED = "冠县2022年法治政府建设工作计划第三季度进展尚未报齐，请尽快报送。"
_CONTACTS = (
    ("万善乡", chasing.Contact("示例·郝建国", "15406350001", "示例·张敏", "15406350002")),
    ("兰沃乡", chasing.Contact("示例·单志强", "15406350003", "示例·李静", "15406350004")),
    ("县统计局", chasing.Contact("示例·曾广成", "15406350005", "示例·解丽", "15406350006")),
    ("县司法局", chasing.Contact("示例·仇学德", "15406350007", "示例·贠霞", "15406350008")),
)
_CALLS = (
    ("万善乡", datetime(2022, 10, 11, 9, 10), "电话", "示例·张敏", "下午报"),
    ("万善乡", datetime(2022, 10, 17, 15, 40), "电话", "示例·郝建国", "由分管负责同志督促，两天内报齐"),
    ("兰沃乡", datetime(2022, 10, 11, 9, 25), "微信", "示例·李静", "收到"),
    ("县统计局", datetime(2022, 10, 12, 10, 5), "电话", "示例·解丽", "正在走签发"),
)


def task_deeds(session: ChangeSession) -> None:
    """Enter them all."""
    for unit, contact in _CONTACTS:
        chasing.keep_contact(session, unit, contact)
    for unit, at, way, whom, answer in _CALLS:
        called = chasing.Called(unit, _PERIOD, at, way, whom, _CALLED, answer, _CLERK)
        chasing.log_reminder(session, DEFAULT_PLAN, called)
    _slips(session)
    session.add(_message())
    reason = "报送材料反映差评整改不到位，经会商调整"
    service.rule_lamp(session, DEFAULT_PLAN, service.Ruling("8", Lamp.WATCH, reason, "示例·审核人", date(2022, 12, 12)))
    settings.put(session, MEETING, date(2022, 12, 23).isoformat())


def _slips(session: ChangeSession) -> None:
    matter = "第三季度进展没有报齐，多项任务落后于时序要求，请查明原因，明确责任人和完成时间，并报送进展和佐证材料。"
    draft = urging.UrgingDraft("万善乡", ("2", "7", "9"), matter, date(2022, 11, 4))
    answered = urging.issue(session, DEFAULT_PLAN, draft, date(2022, 10, 28), _CLERK)
    reply = "已召开专题会议，明确由党政办牵头，三项任务分别于11月10日前补报，今后按季度如期报送。"
    urging.register_reply(session, answered, date(2022, 11, 3), "示例·郝建国", reply)
    urging.settle(session, answered)
    for unit, tasks, issued, reply_by in (
        ("兰沃乡", ("5", "8"), date(2022, 10, 28), date(2022, 11, 4)),
        ("县统计局", ("1", "11"), date(2022, 12, 26), date(2023, 1, 6)),
    ):
        draft = urging.UrgingDraft(unit, tasks, matter, reply_by)
        urging.issue(session, DEFAULT_PLAN, draft, issued, _CLERK)


def _message() -> TaskReport:
    """A message taken down: it counts, and waits for its sealed copy."""
    return TaskReport(
        plan_key=DEFAULT_PLAN,
        task_number="7",
        unit_name="万善乡",
        period="2022-11",
        progress="微信报：主动公开信息26条，政府开放月活动1场。",
        percent=600_000,
        reporter="示例·张敏",
        reported_on=date(2022, 12, 2),
        source="微信",
    )
