"""What must hold whatever is recorded and in whatever order it is approved."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.cultivation.facts import (
    Activity,
    BudgetUse,
    Claim,
    Enterprise,
    Recognition,
    Records,
    Step,
    YearFigures,
)
from guanxian_desk.modules.cultivation.policy import CultivationPolicy, cultivation_policy
from guanxian_desk.modules.cultivation.rewards import answer, approvable
from guanxian_desk.modules.cultivation.rules.budget import by_priority, pots, pro_rata
from guanxian_desk.modules.cultivation.rules.catalogue import BY_MATTER, CLAIM_LEVELS, LEVELS, MATTERS
from guanxian_desk.modules.cultivation.rules.claims import Assessed, assess
from guanxian_desk.modules.cultivation.rules.events import event_key
from guanxian_desk.modules.cultivation.rules.stages import STAGES, check_steps
from tests.cultivation.people import credit_code

WAN = 1_000_000
CALENDAR = official_calendar()
CODES = [credit_code(100 + number) for number in range(4)]
TODAY = date(2024, 12, 31)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

days = st.sampled_from(
    [date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 1), date(2023, 6, 1), date(2024, 12, 31), date(2025, 1, 1)]
)
codes = st.sampled_from(CODES)
enterprises = st.lists(
    st.builds(
        Enterprise,
        code=codes,
        name=st.sampled_from(["甲厂", "乙厂", "丙厂"]),
        former_names=st.sampled_from([None, "甲厂", "丁厂"]),
        former_codes=st.sampled_from([None, CODES[0], f"{CODES[1]}、{CODES[2]}"]),
        industrial=st.booleans(),
        private=st.booleans(),
        converting=st.sampled_from([True, True, False, None]),
        founded=st.sampled_from([None, date(2010, 1, 1), date(2022, 3, 1)]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row.code,
)
figures = st.lists(
    st.builds(
        YearFigures,
        code=codes,
        year=st.integers(2020, 2025),
        revenue_fen=st.sampled_from([40_000, 50_000, 120_000, 300_000]).map(lambda wan: wan * WAN),
        above_scale=st.sampled_from([True, False, None]),
    ),
    max_size=8,
    unique_by=lambda row: (row.code, row.year),
)
recognitions = st.lists(
    st.builds(
        Recognition,
        code=codes,
        title=st.sampled_from(["专精特新", "瞪羚", "单项冠军", "软件百强", "互联网百强", "示范数字经济园区"]),
        level=st.sampled_from(LEVELS[:3]),
        recognised_on=days,
        document=st.just("文1"),
    ),
    max_size=8,
    unique_by=lambda row: row[:4],
)
activities = st.lists(
    st.builds(
        Activity,
        number=st.integers(1, 99).map(lambda n: f"H{n}"),
        code=codes,
        kind=st.sampled_from(["职工技能大赛", "论坛讲座培训"]),
        name=st.just("活动"),
        level=st.sampled_from(LEVELS),
        held_on=days,
        people=st.sampled_from([99, 100, 200]),
    ),
    max_size=4,
    unique_by=lambda row: row.number,
)
claims = st.lists(
    st.builds(
        Claim,
        number=st.integers(1, 99).map(lambda n: f"S{n:02d}"),
        code=codes,
        matter=st.sampled_from(MATTERS),
        level=st.sampled_from([None, *CLAIM_LEVELS]),
        occurred_on=days,
        amount_fen=st.integers(0, 60 * WAN),
    ),
    max_size=10,
    unique_by=lambda row: row.number,
)
uses = st.lists(
    st.builds(
        BudgetUse,
        number=st.just("Z"),
        year=st.integers(2021, 2025),
        amount_fen=st.sampled_from([0, 400, 470, 490]).map(lambda wan: wan * WAN),
    ),
    max_size=2,
)
records = st.builds(
    Records,
    enterprises=enterprises.map(tuple),
    years=figures.map(tuple),
    recognitions=recognitions.map(tuple),
    activities=activities.map(tuple),
    claims=claims.map(tuple),
    uses=uses.map(tuple),
)
options = st.fixed_dictionaries(
    {},
    optional={
        "tiers": st.sampled_from(["highest", "each"]),
        "climb": st.sampled_from(["full", "difference"]),
        "budget_period": st.sampled_from(["year", "programme"]),
    },
)
policies = options.map(lambda chosen: cultivation_policy(TODAY, trial=chosen))


def ready(given_records: Records) -> Records:
    """Everything claimed on what really happened, checked and publicised."""
    steps = [
        Step(claim.number, stage, date(2024, 3, 1)) for claim in given_records.claims for stage in ("审核", "公示")
    ]
    return replace(given_records, steps=tuple(steps))


def real_claims(given_records: Records, policy: CultivationPolicy) -> Records:
    """A claim for each suggestion, so that there is something to approve."""
    suggested = answer(given_records, policy, None).suggested
    added = [
        Claim(f"T{n:02d}", one.fact.firm.codes[n % len(one.fact.firm.codes)], one.fact.item.matter, one.fact.level,
              one.fact.day, one.entitled + n)
        for n, one in enumerate(suggested)
    ]  # fmt: skip
    return replace(given_records, claims=(*given_records.claims, *added))


def take(current: Records, policy: CultivationPolicy, step: Step) -> Records:
    """Import one step as the desk does: refused when the check finds fault."""
    payable, rooms = approvable(assess(current, policy), current, policy)
    if check_steps([step], current.steps, payable, rooms, CALENDAR, policy.publicity_days):
        return current
    return replace(current, steps=(*current.steps, step))


def hold(current: Records, policy: CultivationPolicy) -> None:
    assessed = assess(current, policy).claims
    for one in assessed:
        money = one.progress
        assert money.paid_fen <= money.approved_fen <= one.entitled <= one.ceiling
    for year in (None, 2021, 2022, 2023, 2024, 2025):
        for pot in pots(assessed, current.uses, policy, year):
            assert pot.approved == 0 or pot.approved <= pot.budget - pot.used


@quick
@given(records, policies, st.data())
def test_no_order_of_approvals_passes_what_is_owed_or_the_budget(
    given_records: Records, policy: CultivationPolicy, data: st.DataObject
) -> None:
    current = ready(real_claims(given_records, policy))
    for claim in data.draw(st.permutations(current.claims)):
        amount = data.draw(st.sampled_from([0, claim.amount_fen // 2, claim.amount_fen, 50 * WAN]))
        current = take(current, policy, Step(claim.number, "批准", date(2024, 3, 11), amount))
        paid = data.draw(st.sampled_from([amount, amount + 1]))
        current = take(current, policy, Step(claim.number, "拨付", date(2024, 3, 20), paid, "P1"))
        hold(current, policy)


@quick
@given(records, policies, st.permutations(range(10)))
def test_all_approvals_in_one_file_keep_the_budget_too(
    given_records: Records, policy: CultivationPolicy, order: list[int]
) -> None:
    current = ready(real_claims(given_records, policy))
    assessment = assess(current, policy)
    payable, rooms = approvable(assessment, current, policy)
    rows = [Step(one.claim.number, "批准", date(2024, 3, 11), one.payable) for one in assessment.claims]
    rows = [rows[place] for place in order if place < len(rows)]
    faults = {fault.position for fault in check_steps(rows, current.steps, payable, rooms, CALENDAR, 5)}
    taken = tuple(row for place, row in enumerate(rows) if place not in faults)
    hold(replace(current, steps=(*current.steps, *taken)), policy)


@quick
@given(records, policies)
def test_one_event_is_owed_once(given_records: Records, policy: CultivationPolicy) -> None:
    assessed = assess(real_claims(given_records, policy), policy).claims
    owed = Counter(
        event_key(one.firm, one.item, one.level, one.claim.occurred_on)
        for one in assessed
        if one.firm and one.entitled and not one.item.instalments
    )
    assert [event for event, times in owed.items() if times > 1] == []


def under_codes(alone: Records, chain: list[str], choose: Any) -> Records:
    """The same enterprise with a new code now and then: every record under some code of the chain."""
    row = alone.enterprises[0]
    rows = [row._replace(code=code, former_codes=former) for code, former in zip(chain, (*chain[1:], None))]
    moved = {
        one.name: tuple(record._replace(code=choose(chain)) for record in getattr(alone, one.name))
        for one in fields(alone)
        if one.name in ("years", "recognitions", "activities", "claims")
    }
    return replace(alone, enterprises=tuple(rows), **moved)


@quick
@given(records, policies, st.data())
def test_new_codes_change_nothing(given_records: Records, policy: CultivationPolicy, data: st.DataObject) -> None:
    first = given_records.enterprises[0]._replace(former_codes=None, former_names=None)
    own = {
        one.name: tuple(record for record in getattr(given_records, one.name) if record.code == first.code)
        for one in fields(given_records)
        if one.name in ("years", "recognitions", "activities", "claims")
    }
    alone = real_claims(Records(enterprises=(first,), uses=given_records.uses, **own), policy)
    chain = data.draw(st.permutations([first.code, credit_code(201), credit_code(202)]))
    moved = under_codes(alone, list(chain), lambda known: data.draw(st.sampled_from(known)))
    assert owed(moved, policy) == owed(alone, policy)


def owed(given_records: Records, policy: CultivationPolicy) -> list[tuple[str, int, list[str]]]:
    document = answer(given_records, policy, None).as_json()
    return [(one["claim"], one["entitled"], one["findings"]) for one in document["claims"]]


@quick
@given(records, policies, st.integers(1, 5))
def test_a_new_name_opens_no_second_reward(given_records: Records, policy: CultivationPolicy, later: int) -> None:
    """The firm is founded anew under another code and name, keeps its titles, and claims all again."""
    paid = real_claims(given_records, policy)
    old, code = paid.enterprises[0], credit_code(300)
    heir = old._replace(code=code, name="新厂", former_names=old.name, former_codes=None)
    again = [claim for claim in paid.claims if claim.code == old.code and not BY_MATTER[claim.matter].instalments]
    twice = replace(
        paid,
        enterprises=(*paid.enterprises, heir),
        recognitions=(*paid.recognitions, *(r._replace(code=code) for r in paid.recognitions if r.code == old.code)),
        years=(*paid.years, *(y._replace(code=code) for y in paid.years if y.code == old.code)),
        activities=(*paid.activities, *(a._replace(code=code) for a in paid.activities if a.code == old.code)),
        claims=(*paid.claims, *(c._replace(number=f"{c.number}再{later}", code=code) for c in again)),
    )
    before = {one.claim.number: one for one in assess(twice, policy).claims}
    for claim in again:
        assert min(before[claim.number].entitled, before[f"{claim.number}再{later}"].entitled) == 0


@quick
@given(records, policies, st.randoms(use_true_random=False))
def test_the_order_of_records_never_matters(given_records: Records, policy: CultivationPolicy, chance: Any) -> None:
    mixed = Records(
        **{
            one.name: tuple(chance.sample(getattr(given_records, one.name), len(getattr(given_records, one.name))))
            for one in fields(given_records)
        }
    )
    assert canonical(answer(mixed, policy, None).as_json()) == canonical(answer(given_records, policy, None).as_json())


def canonical(document: dict[str, Any]) -> dict[str, Any]:
    return {name: sorted(map(str, value)) if isinstance(value, list) else value for name, value in document.items()}


class Waiting:
    """A claim as the cut sees it."""

    def __init__(self, number: int, payable: int) -> None:
        self.claim = Claim(f"S{number:03d}", CODES[0], "瞪羚", None, date(2022, 1, 1) + timedelta(number), payable)
        self.payable = payable


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=12), st.integers(-(10**6), 10**9))
def test_cuts_sum_to_what_is_left_exactly(amounts: list[int], room: int) -> None:
    waiting: list[Assessed] = [Waiting(number, fen) for number, fen in enumerate(amounts)]  # type: ignore[misc]
    room = min(room, sum(amounts))
    for shares in (by_priority(waiting, room), pro_rata(waiting, room)):
        assert sum(share.amount for share in shares) == max(room, 0)
        assert [share.claim for share in shares] == [one.claim.number for one in waiting]
        assert all(0 <= share.amount <= one.payable for share, one in zip(shares, waiting))


@given(st.lists(st.integers(1, 10**8), min_size=2, max_size=12), st.integers(0, 10**8))
def test_pro_rata_is_within_a_fen_of_the_exact_share(amounts: list[int], room: int) -> None:
    waiting: list[Assessed] = [Waiting(number, fen) for number, fen in enumerate(amounts)]  # type: ignore[misc]
    room, total = min(room, sum(amounts)), sum(amounts)
    for share, one in zip(pro_rata(waiting, room), waiting):
        assert abs(share.amount * total - one.payable * room) < total


def test_the_stages_are_those_of_the_programme() -> None:
    assert STAGES == ("审核", "公示", "批准", "拨付", "审计")
