"""What other duties count for the task tracker: the port through which its indicators are computed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.modules.decisions import office_law, queries, registers
from guanxian_desk.modules.decisions.counting import collective_rate
from guanxian_desk.modules.decisions.models import NormativeDocument
from guanxian_desk.modules.decisions.registers import Filed, Share
from guanxian_desk.modules.tasks.facts import Count

MEASURES = {
    "norm-filing-rate": "行政规范性文件报备率",
    "norm-timely-rate": "行政规范性文件报备及时率",
    "norm-review-rate": "行政规范性文件备案审查率",
    "collective-discussion-rate": "重大行政决策集体讨论率",
}
"""What can be computed, by measure; each is a rate in %."""


class OfficeIndicators:
    """The indicators that this data file can compute. 报备率 … from 规范性文件台账, 集体讨论率 from the dossiers."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._measures: dict[str, Callable[[int, date], Share]] = {
            "norm-filing-rate": lambda year, as_of: registers.filing_rate(self._documents(), year, as_of),
            "norm-timely-rate": lambda year, as_of: registers.timely_rate(self._documents(), year, as_of),
            "norm-review-rate": lambda year, as_of: registers.review_rate(self._documents(), year, as_of),
            "collective-discussion-rate": self._collective,
        }

    def count(self, measure: str, year: int, as_of: date) -> Count | None:
        """The measure's count in the year as of the day; None when there is nothing to count."""
        counts = self._measures.get(measure)
        share = counts(year, as_of) if counts else None
        return Count(share.part, share.whole) if share and share.whole else None

    def _documents(self) -> list[Filed]:
        query = select(NormativeDocument.issued_on, NormativeDocument.filed_on, NormativeDocument.review_result)
        return [Filed(issued, filed, result) for issued, filed, result in self._session.execute(query)]

    def _collective(self, year: int, as_of: date) -> Share:
        decided = frozenset(
            line.key
            for line in queries.listing(self._session)
            if line.decided_on is not None and line.decided_on.year >= year
        )
        checker = office_law.checker(self._session, as_of)
        return collective_rate(queries.dossiers(self._session, decided), checker, year, as_of)
