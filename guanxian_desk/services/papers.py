"""Every paper of every duty, and how each is asked for its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from guanxian_desk.modules.cultivation.papers.catalogue import FORMS as CULTIVATION_PAPERS
from guanxian_desk.modules.decisions.papers.catalogue import FORMS as DECISION_PAPERS
from guanxian_desk.modules.digital.papers.asked import Asked as DigitalAsked
from guanxian_desk.modules.digital.papers.catalogue import FORMS as DIGITAL_PAPERS
from guanxian_desk.modules.papers import Asked, Content, Paper
from guanxian_desk.modules.tasks.papers.asked import Asked as TaskAsked
from guanxian_desk.modules.tasks.papers.catalogue import FORMS as TASK_PAPERS
from guanxian_desk.modules.vouchers.papers.asked import Asked as VoucherAsked
from guanxian_desk.modules.vouchers.papers.catalogue import FORMS as VOUCHER_PAPERS
from guanxian_desk.services.indicators import OfficeIndicators
from guanxian_desk.services.office import Office
from guanxian_desk.services.receipt_paper import FORMS as RECEIPT_PAPERS
from guanxian_desk.services.reconciling import reconcile_as_of
from guanxian_desk.services.register_papers import FORMS as REGISTER_PAPERS

Ask = Callable[[Office, Paper[Any], str, date, bool], Content]


def _content(office: Office, paper: Paper[Asked], subject: str, day: date, full: bool) -> Content:
    with office.store.read() as session:
        return paper.content(Asked(session, day, office.name, office.is_sample, subject, full))


def _task_content(office: Office, paper: Paper[TaskAsked], subject: str, day: date, full: bool) -> Content:
    with office.store.read() as session:
        source = OfficeIndicators(session)
        return paper.content(TaskAsked(session, day, office.name, office.is_sample, subject, full, source))


def _voucher_content(office: Office, paper: Paper[VoucherAsked], subject: str, day: date, full: bool) -> Content:
    result = reconcile_as_of(office, day)
    with office.store.read() as session:
        return paper.content(VoucherAsked(session, result, office.name, office.is_sample, subject, full))


def _digital_content(office: Office, paper: Paper[DigitalAsked], subject: str, day: date, full: bool) -> Content:
    from guanxian_desk.services.digital_papers import content

    return content(office, paper, subject, day, full)


_CATALOGUES: tuple[tuple[Sequence[Paper[Any]], Ask], ...] = (
    (DECISION_PAPERS, _content),
    (CULTIVATION_PAPERS, _content),
    (TASK_PAPERS, _task_content),
    (VOUCHER_PAPERS, _voucher_content),
    (DIGITAL_PAPERS, _digital_content),
    (RECEIPT_PAPERS, _content),
    (REGISTER_PAPERS, _content),
)
PAPERS: Mapping[str, tuple[Paper[Any], Ask]] = {
    paper.key: (paper, ask) for papers, ask in _CATALOGUES for paper in papers
}
