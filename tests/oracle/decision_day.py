"""A second reading of the verdict contract, for comparison only: a raw dossier document on one day, its events, and
the patterns of the contract. Written from the regulation's table alone; it shares no code with the program.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from chinese_calendar import is_workday

Doc = dict[str, Any]
Answer = tuple[str, date | None]
MET, UNMET, NA = ("met", None), ("unmet", None), ("not_applicable", None)
ON_DRAFT, ON_STOP = "决策草案", "停止执行或者修改决策"
COLLECTIVE = ("政府常务会议", "政府全体会议")
DAY = timedelta(days=1)


def pending(due: date | None = None) -> Answer:
    return ("pending", due)


def day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def said(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def plain(value: Any) -> str:
    return "".join(unicodedata.normalize("NFKC", value or "").split())


@lru_cache(maxsize=100_000)
def add_workdays(start: date, number: int) -> date:
    now = start
    while number:
        now += DAY
        number -= is_workday(now)
    return now


def workdays(after: date, until: date) -> int:
    return sum(is_workday(after + DAY * n) for n in range(1, (until - after).days + 1))


def add_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for last in range(start.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def worst(answers: Sequence[Answer]) -> Answer:
    for state in ("unmet", "pending", "met"):
        same = [answer for answer in answers if answer[0] == state]
        if same:
            dues = [due for _, due in same if due]
            return (state, min(dues) if dues else None)
    return NA


class Day:
    """The dossier on day D; `closing` replaces 送审 when things are judged as they stood at a submission."""

    def __init__(self, doc: Doc, now: date, closing: date | None = None) -> None:
        self.doc, self.now, self.closing = doc, now, closing

    def get(self, *path: str) -> Any:
        node: Any = self.doc
        for name in path:
            node = (node or {}).get(name)
        return node

    def records(self, *path: str) -> list[Doc]:
        return [one for one in self.get(*path) or [] if not one.get("superseded_by")]

    def come(self, when: date | None) -> bool:
        return when is not None and when <= self.now

    def date(self, *path: str) -> date | None:
        return day(self.get(*path))

    def trait(self, name: str) -> Any:
        return self.get("matter", "traits", name)

    def listed(self, name: str) -> bool | None:
        value = self.trait(name)
        return None if value is None else bool(value)

    @property
    def excluded(self) -> bool:
        return self.get("matter", "exclusion") not in (None, "无")

    @property
    def secret(self) -> bool:
        return self.get("matter", "confidentiality", "confidential") is True and said(
            self.get("matter", "confidentiality", "basis")
        )

    # rounds and events

    @cached_property
    def round(self) -> Doc | None:
        return self.round_on(self.now)

    def round_on(self, when: date) -> Doc | None:
        best: Doc | None = None
        for one in self.get("legality", "rounds") or []:
            submitted = day(one.get("submitted_on"))
            if submitted and submitted <= when and (best is None or day(best["submitted_on"]) <= submitted):
                best = one
        return best

    @cached_property
    def opinion(self) -> Doc | None:
        found = (self.round or {}).get("opinion") or {}
        return found if self.come(day(found.get("issued_on"))) else None

    @cached_property
    def live(self) -> Doc | None:
        dead = self.opinion is not None and self.opinion.get("conclusion") in ("退回补正", "不合法")
        return None if dead else self.round

    @cached_property
    def submission(self) -> date | None:
        if self.closing:
            return self.closing
        if self.live:
            return day(self.live["submitted_on"])
        ahead = [day(one.get("submitted_on")) for one in self.get("legality", "rounds") or []]
        return min((one for one in ahead if one and one > self.now), default=None)

    def review_of(self, one: Doc | None) -> Doc | None:
        reviews = self.get("legality", "unit_reviews") or []
        if one is None:
            return reviews[-1] if reviews else None
        return next((review for review in reviews if review["id"] == one.get("unit_review")), None)

    @cached_property
    def unit_review(self) -> Doc | None:
        return self.review_of(self.live)

    @cached_property
    def meeting_record(self) -> Doc | None:
        on_draft = [one for one in self.get("deliberation", "meetings") or [] if one.get("topic") == ON_DRAFT]

        def asked(one: Doc) -> date | None:
            return day((one.get("request") or {}).get("submitted_on"))

        held = [one for one in on_draft if self.come(day(one.get("held_on")))]
        if held:
            return max(reversed(held), key=lambda one: one["held_on"])
        requested = [one for one in on_draft if self.come(asked(one))]
        if requested:
            return max(reversed(requested), key=lambda one: asked(one) or date.min)
        planned = [one for one in on_draft if one.get("held_on") or asked(one)]
        return min(planned, key=lambda one: day(one.get("held_on")) or asked(one) or date.max, default=None)

    @cached_property
    def meeting(self) -> date | None:
        return day((self.meeting_record or {}).get("held_on"))

    @cached_property
    def request(self) -> date | None:
        return day(((self.meeting_record or {}).get("request") or {}).get("submitted_on")) or self.meeting

    @cached_property
    def published(self) -> date | None:
        return min((day(one["published_on"]) for one in self.get("publication", "channels") or []), default=None)  # type: ignore[type-var]

    @property
    def started(self) -> date | None:
        return self.date("initiation", "decided_on")

    @property
    def archived(self) -> date | None:
        return self.date("archive", "closed_on")

    @cached_property
    def decision(self) -> Doc | None:
        made = [one for one in self.get("deliberation", "decisions") or [] if self.come(day(one["made_on"]))]
        return max(reversed(made), key=lambda one: one["made_on"], default=None)

    def collective(self, meeting_id: Any, topic: str, by: date) -> bool:
        for one in self.get("deliberation", "meetings") or []:
            if one["id"] == meeting_id:
                held = day(one.get("held_on"))
                return one.get("kind") in COLLECTIVE and one.get("topic") == topic and held is not None and held <= by
        return False

    # patterns

    def until(self, event: date | None) -> Answer:
        return UNMET if self.come(event) else pending(event)

    def act(self, when: date | None, event: date | None, not_before: date | None = None) -> Answer:
        if not self.come(when):
            return self.until(event)
        assert when
        if (not_before and when < not_before) or (event and when > event):
            return UNMET
        return MET

    def before(self, when: date | None, event: date | None, days: int) -> Answer:
        if event is None:
            return pending()
        limit = event - DAY * days
        if self.come(when):
            assert when
            return MET if when <= limit else UNMET
        return pending(limit) if self.now <= limit else UNMET

    def order(self, acts: Sequence[date | None], event: date | None) -> Answer:
        for place, later in enumerate(acts):
            if self.come(later) and any(not self.come(one) or one > later for one in acts[:place]):  # type: ignore[operator]
                return UNMET
        if all(self.come(one) for one in acts):
            return UNMET if event and acts[-1] > event else MET  # type: ignore[operator]
        return self.until(event)

    def paper(
        self, when: date | None, there: Iterable[str] | None, wanted: Iterable[str], event: date | None
    ) -> Answer:
        if not self.come(when):
            return self.until(event)
        return MET if set(wanted) <= set(there or ()) else UNMET

    def switched(self, value: bool | None, event: date | None, judge: Callable[[], Answer]) -> Answer:
        if value is False:
            return NA
        answer = judge()
        return answer if value or answer == MET else self.until(event)

    def none_recorded(self, value: bool | None) -> Answer:
        return pending(self.submission) if value is not False and not self.come(self.submission) else NA

    def attested(self, norm: str, event: date | None) -> Answer:
        for one in self.get("attestations") or []:
            effective = one["norm"] == norm and self.come(day(one["on"])) and said(one["by"])
            if effective and (said(one.get("note")) or one.get("evidence")):
                return MET
        return self.until(event)

    def decided(self, judge: Callable[[Doc], Answer]) -> Answer:
        if self.decision is None:
            return pending()
        return NA if self.decision.get("outcome") == "不同意" else judge(self.decision)

    # procedures

    def completions(self, procedure: str) -> list[date]:
        found: list[date | None] = []
        if procedure == "公众参与":
            found += [day(one.get("closes_on")) for one in self.records("participation", "notices")]
            for name, field in (("symposia", "held_on"), ("hearings", "held_on"), ("other_methods", "completed_on")):
                found += [day(one.get(field)) for one in self.records("participation", name)]
            found += [day(one.get("conducted_on")) for one in self.records("participation", "polls")]
        elif procedure == "专家论证":
            found += [day(one.get("concluded_on")) for one in self.records("expert_reviews")]
        elif procedure == "风险评估":
            found += [day((one.get("report") or {}).get("issued_on")) for one in self.records("risk", "assessments")]
        elif procedure == "公平竞争审查":
            found += [self.date("drafting", "fair_competition_review", "concluded_on")]
        else:
            found += [self.date("drafting", "trade_compliance_review", "concluded_on")]
        return [one for one in found if one]

    def performed(self, procedure: str, by: date) -> bool:
        return any(one <= by for one in self.completions(procedure))

    def lawful(self, when: date) -> bool:
        found = self.round_on(when)
        opinion = (found or {}).get("opinion") or {}
        issued = day(opinion.get("issued_on"))
        if issued is None or issued > when:
            return False
        if opinion.get("conclusion") == "合法":
            return True
        findings = opinion.get("findings") or []
        return (
            opinion.get("conclusion") == "修改后合法"
            and bool(findings)
            and all(
                answered(one, when)
                and (one["response"]["adoption"] == "全部采纳" or said(one["response"].get("reason")))
                for one in findings
            )
        )


def answered(finding: Doc, by: date) -> bool:
    response = finding.get("response")
    return response is not None and date.fromisoformat(response["on"]) <= by
