"""The targets of 2022–2024 (冠政发〔2022〕9号 二) against time, with the names behind each number (reading 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from guanxian_desk.modules.cultivation.facts import Records
from guanxian_desk.modules.cultivation.policy import CultivationPolicy
from guanxian_desk.modules.cultivation.rules.catalogue import METRICS, Metric
from guanxian_desk.modules.cultivation.rules.events import earliest
from guanxian_desk.modules.cultivation.rules.pool import standing_on
from guanxian_desk.modules.cultivation.rules.who import Firm, Registry


class Counted(NamedTuple):
    """One that counts: an enterprise, or a person with the enterprise; the first day in the window."""

    code: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Target:
    """A metric with its number, what is reached, and who."""

    metric: Metric
    target: int
    counted: tuple[Counted, ...]

    @property
    def actual(self) -> int:
        """How many count."""
        return len(self.counted)


@dataclass(frozen=True, slots=True)
class _Window:
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def targets(records: Records, known: Registry, policy: CultivationPolicy, as_of: date) -> list[Target]:
    """All metrics as of the day; nothing counts that lies before or after the programme."""
    window = _Window(policy.first_day, min(as_of, policy.last_day))
    return [
        Target(metric, policy.count(metric.policy, window.last), tuple(_counted(metric, records, known, window)))
        for metric in METRICS
    ]


def _counted(metric: Metric, records: Records, known: Registry, window: _Window) -> Iterable[Counted]:
    if metric.trainee:
        return _trained(metric, records, known, window)
    if metric.title:
        return _recognised(metric, known, window)
    return _pooled(records, known, window)


def _pooled(records: Records, known: Registry, window: _Window) -> Iterator[Counted]:
    first: dict[Firm, date] = {}
    for entry in standing_on(records.pool, window.last):
        firm = known.find(entry.code)
        if firm:
            first[firm] = min(entry.entered_on, first.get(firm, entry.entered_on))
    return (Counted(firm.code, firm.name, day) for firm, day in first.items())


def _recognised(metric: Metric, known: Registry, window: _Window) -> Iterator[Counted]:
    for firm in known.firms:
        days = [day for day in _days(metric, firm) if window.holds(day)]
        if days:
            yield Counted(firm.code, firm.name, min(days))


def _days(metric: Metric, firm: Firm) -> Iterator[date]:
    """The days that could count: of each level the first ever, or every one where an entry is enough."""
    own = [one for one in firm.recognitions if one.title == metric.title and metric.level in ("", one.level)]
    counting = earliest(own, (metric.title,)).values() if metric.newly else own
    return (one.recognised_on for one in counting)


def _trained(metric: Metric, records: Records, known: Registry, window: _Window) -> Iterator[Counted]:
    first: dict[tuple[str, Firm], date] = {}
    for one in records.trainees:
        firm = known.find(one.code)
        if firm and one.kind == metric.trainee and window.holds(one.trained_on):
            person = (one.name, firm)
            first[person] = min(one.trained_on, first.get(person, one.trained_on))
    return (Counted(firm.code, name, day) for (name, firm), day in first.items())
