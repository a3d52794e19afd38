"""The dated values of both notices (冠政发〔2022〕9号、10号) and the office's choices, as the rules use them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, cached_property

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.money import FEN_PER_YUAN
from guanxian_desk.law.policy import PolicyBook, PolicyValue, load_policy

POLICY_KEY = "cultivation-2022"
OPTION_PREFIX = "cultivation."
SCORING_KEY, SCORING_PREFIX = "cultivation-scoring", "cultivation-scoring."
BASIS_MISSING = "口径待主管部门明确"
TRIAL = "本次试算"


class Tiers(StrEnum):
    """Several revenue tiers first reached in one year: only the highest is paid, or each."""

    HIGHEST = "highest"
    EACH = "each"


class Climb(StrEnum):
    """From one level to the next: each in full, or only the difference (就高补差)."""

    FULL = "full"
    DIFFERENCE = "difference"


class BudgetPeriod(StrEnum):
    """Whether the budget is for each year or for the whole programme."""

    YEAR = "year"
    PROGRAMME = "programme"


_WORDS = {
    "highest": "只奖最高一档",
    "each": "各档都奖",
    "full": "各级全额",
    "difference": "就高补差",
    "year": "每年一个额度",
    "programme": "三年一个额度",
}


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """What the office decided about an option from a day on; basis is its 口径依据, blank while there is none."""

    key: str
    value: str
    since: date
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One policy value as people read it; basis is "" where the notices themselves give the value."""

    name: str
    label: str
    text: str
    citation: str
    basis: str


@dataclass(frozen=True)
class CultivationPolicy:
    """The notices' values by day, and the office's choices as they stand on the day of the answer.

    growth_pct: per cent over the year before (高成长性); publicity_days: working days of 公示 before an approval.
    """

    book: PolicyBook
    tiers: Tiers = Tiers.HIGHEST
    climb: Climb = Climb.FULL
    budget_period: BudgetPeriod = BudgetPeriod.YEAR
    growth_pct: int = 20
    publicity_days: int = 5
    lines: tuple[PolicyLine, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def first_day(self) -> date:
        """The programme's first day."""
        return _day(self.book.on("programme_first", self.book.first_day))

    @cached_property
    def last_day(self) -> date:
        """The programme's last day."""
        return _day(self.book.on("programme_last", self.book.first_day))

    @property
    def years(self) -> range:
        """The programme's years."""
        return range(self.first_day.year, self.last_day.year + 1)

    def covers(self, day: date) -> bool:
        """Whether the day lies within the programme, first and last day in."""
        return self.first_day <= day <= self.last_day

    def value(self, name: str, day: date) -> PolicyValue:
        """The edition in force on the day; before the notices' first day their first one."""
        return self.book.on(name, max(day, self.book.first_day))

    def fen(self, name: str, day: date) -> int:
        """An amount of the notices, fen."""
        return _whole(self.value(name, day)) * FEN_PER_YUAN

    def count(self, name: str, day: date) -> int:
        """A number of people or firms of the notices."""
        return _whole(self.value(name, day))

    def citation(self, name: str, day: date) -> str:
        """Document and clause: 冠政发〔2022〕9号 四（十）; both where both notices give the value."""
        return citation(self.value(name, day))


def citation(value: PolicyValue) -> str:
    """Document and clause of a value; several of them are written in step, parted by ；."""
    return "；".join(f"{doc} {clause}" for doc, clause in zip(value.doc.split("；"), value.clause.split("；")))


@cache
def policy_book() -> PolicyBook:
    """The shipped values of both notices."""
    return load_policy(POLICY_KEY)


@cache
def scoring_book() -> PolicyBook:
    """The shipped weights of the yearly scoring sheet."""
    return load_policy(SCORING_KEY)


def scoring_weights(day: date, choices: Iterable[OfficeChoice] = ()) -> dict[str, int]:
    """Criterion → weight on the day, as decided by then; without a decision as shipped. UserError for a wrong one."""
    book = scoring_book()
    day = max(day, book.first_day)
    values = {name: book.on(name, day) for name in book.values}
    weights = {name: _whole(value) for name, value in values.items()}
    for choice in sorted(choices, key=lambda choice: choice.since):
        name = choice.key.removeprefix(SCORING_PREFIX)
        if choice.since <= day and name in weights:
            weights[name] = int(checked_option(name, choice.value, values))
    return weights


def cultivation_policy(
    day: date,
    choices: Iterable[OfficeChoice] = (),
    trial: Mapping[str, str] | None = None,
    book: PolicyBook | None = None,
) -> CultivationPolicy:
    """The policy of an answer given on the day: the choices made since then, and one answer's trial options.

    book: other values than the shipped ones (what would change if …).
    UserError for an option or value that does not exist.
    """
    book = book or policy_book()
    day = max(day, book.first_day)
    values = {name: book.on(name, day) for name in book.values}
    chosen = _chosen(values, choices, day, trial or {})
    return CultivationPolicy(
        book,
        Tiers(chosen["tiers"].value),
        Climb(chosen["climb"].value),
        BudgetPeriod(chosen["budget_period"].value),
        int(chosen["growth_pct"].value),
        int(chosen["publicity_days"].value),
        tuple(_line(value, chosen.get(name)) for name, value in values.items()),
    )


def checked_option(name: str, text: str, options: Mapping[str, PolicyValue] | None = None) -> str:
    """The option's value when it is allowed; UserError otherwise."""
    if options is None:
        options = {key: editions[-1] for key, editions in policy_book().values.items() if editions[-1].silent}
    option = options.get(name)
    if option is None:
        raise UserError(f"没有“{name}”这个口径选项", "没有计算", f"可用的选项：{'、'.join(options)}")
    allowed = text in option.choices if option.choices else text.isascii() and text.isdigit()
    if not allowed:
        wanted = " / ".join(option.choices) or "0 或正整数"
        raise UserError(f"“{option.label}”不能是“{text}”", "没有计算", f"请改为 {wanted}")
    return text


def open_values() -> list[tuple[str, str, PolicyValue]]:
    """Prefix, name and newest edition of everything that the office decides about this duty."""
    books = ((OPTION_PREFIX, policy_book()), (SCORING_PREFIX, scoring_book()))
    return [
        (prefix, name, editions[-1])
        for prefix, book in books
        for name, editions in book.values.items()
        if editions[-1].silent
    ]


def option_words(value: str) -> str:
    """A choice in words."""
    return _WORDS[value]


def checked_choice(key: str, text: str) -> str:
    """The value for a key with its prefix, when it is allowed; UserError otherwise."""
    options = {prefix + name: value for prefix, name, value in open_values()}
    return checked_option(key, text, options)


def _chosen(
    values: Mapping[str, PolicyValue], choices: Iterable[OfficeChoice], day: date, trial: Mapping[str, str]
) -> dict[str, OfficeChoice]:
    """The choice that stands for each option that the notices are silent about."""
    options = {name: value for name, value in values.items() if value.silent}
    chosen = {name: OfficeChoice(name, str(value.value), value.since) for name, value in options.items()}
    for choice in sorted(choices, key=lambda choice: choice.since):
        name = choice.key.removeprefix(OPTION_PREFIX)
        if choice.key.startswith(OPTION_PREFIX) and choice.since <= day:
            chosen[name] = OfficeChoice(name, checked_option(name, choice.value, options), choice.since, choice.basis)
    for name, text in trial.items():
        chosen[name] = OfficeChoice(name, checked_option(name, text, options), day, TRIAL)
    return chosen


def _line(value: PolicyValue, choice: OfficeChoice | None) -> PolicyLine:
    text = choice.value if choice else str(value.value)
    text = _WORDS[text] if value.choices else text + (value.unit if value.unit != "日" else "")
    basis = (choice.basis or BASIS_MISSING) if choice else ""
    return PolicyLine(value.name, value.label, text, citation(value), basis)


def _whole(value: PolicyValue) -> int:
    if not isinstance(value.value, int):
        raise TypeError(f"{value.name} is no whole number")
    return value.value


def _day(value: PolicyValue) -> date:
    if not isinstance(value.value, date):
        raise TypeError(f"{value.name} is no day")
    return value.value
