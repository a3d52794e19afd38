"""Every kind of packet and where its plan comes from."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from guanxian_desk.modules.decisions.papers.packet import plan as dossier_plan
from guanxian_desk.modules.papers import Asked, Choice, PacketPlan
from guanxian_desk.modules.tasks.papers.asked import Asked as TaskAsked
from guanxian_desk.modules.tasks.papers.evidence import subjects as task_choices
from guanxian_desk.modules.tasks.papers.packet import plan as task_plan
from guanxian_desk.modules.vouchers.papers.asked import Asked as VoucherAsked
from guanxian_desk.modules.vouchers.papers.packet import plan as voucher_plan
from guanxian_desk.services.dossiers import listing
from guanxian_desk.services.indicators import OfficeIndicators
from guanxian_desk.services.office import Office
from guanxian_desk.services.packet_kind import PacketKind
from guanxian_desk.services.reconciling import reconcile_as_of


def _vouchers(office: Office, session: Session, _subject: str, day: date) -> PacketPlan:
    result = reconcile_as_of(office, day)
    return voucher_plan(VoucherAsked(session, result, office.name, office.is_sample))


def _dossier(office: Office, session: Session, subject: str, day: date) -> PacketPlan:
    return dossier_plan(Asked(session, day, office.name, office.is_sample, subject))


def _dossiers(office: Office, _day: date) -> list[Choice]:
    return [(line.key, f"{line.title}（{line.key}）") for line in listing(office)]


def _task(office: Office, session: Session, subject: str, day: date) -> PacketPlan:
    source = OfficeIndicators(session)
    return task_plan(TaskAsked(session, day, office.name, office.is_sample, subject, source=source))


def _tasks(office: Office, day: date) -> list[Choice]:
    with office.store.read() as session:
        return task_choices(Asked(session, day, office.name, office.is_sample))


KINDS: tuple[PacketKind, ...] = (
    PacketKind("dossier", "重大行政决策案卷", _dossier, "决策档案", _dossiers),
    PacketKind("task", "任务迎检佐证卷", _task, "任务", _tasks, takes_files=True),
    PacketKind("vouchers", "消费券活动资金结算案卷", _vouchers, takes_files=True),
)
