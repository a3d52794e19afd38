"""What the rules of the voucher plan are given: the policy of a day, and the records they judge.

Moments are whole seconds since 1970-01-01 00:00 Beijing time (store/types.py); money is fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.money import FEN_PER_YUAN
from guanxian_desk.law.policy import PolicyBook, PolicyValue, load_policy

POLICY_KEY = "vouchers-2022"
OPTION_PREFIX = "vouchers."
BASIS_MISSING = "口径待主管部门明确"
TRIAL = "本次试算"
_EPOCH = datetime(1970, 1, 1)


class Rounding(StrEnum):
    """How 20 % becomes whole vouchers; NEAREST rounds half a voucher up."""

    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"


_ROUNDING_WORDS = {"down": "舍去零头", "nearest": "四舍五入", "up": "零头进一"}


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """What the office decided about a policy option from a day on; basis is its 口径依据, blank while there is none."""

    key: str
    value: str
    since: date
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One policy value as people read it; basis is "" where the notice itself gives the value."""

    name: str
    label: str
    text: str
    clause: str
    doc: str
    basis: str


@dataclass(frozen=True, slots=True)
class VoucherPolicy:
    """The plan's values (冠政办发〔2022〕5号) and the office's choices, as they stand on a day.

    payment_first … payment_last are both in; issue_until and use_until are exclusive ("24:00"), grace not counted;
    grace_days (calendar days) extends the issuing window for I04 only.
    """

    rate_numerator: int
    rate_denominator: int
    payment_first: date
    payment_last: date
    issue_from: datetime
    issue_until: datetime
    use_until: datetime
    face_fen: int
    minimum_fen: int
    rounding: Rounding
    grace_days: int
    lines: tuple[PolicyLine, ...] = field(default=(), compare=False, repr=False)

    @property
    def late_issue_until(self) -> datetime:
        """From this moment on an issue is I04."""
        return self.issue_until + timedelta(days=self.grace_days)

    def expired_on(self, day: date) -> bool:
        """Whether unused vouchers count as given up on the as-of day (三、3: 自动放弃)."""
        return day >= self.use_until.date()

    def issuing_on(self, day: date) -> bool:
        """Whether the issuing window is still open on the as-of day, so that I03 only waits (待发放)."""
        return day < self.issue_until.date()

    @property
    def fingerprint(self) -> str:
        """Equal for equal values: kept results made under another one are out of date."""
        return repr(self)


class Merchant(NamedTuple):
    """A merchant in the register; moments are seconds."""

    shop_id: int
    number: str
    name: str
    review: str
    reviewed_at: int | None
    disqualified_at: int | None


class Use(NamedTuple):
    """A redemption with its voucher, first its place in time order (at, serial).

    face_fen and issued_at are None while nobody issued the code by the as-of day; holder_id is who got it.
    """

    at: int
    serial: str
    redemption_id: int
    code_id: int
    order_id: int
    shop_id: int
    purchase_fen: int
    face_fen: int | None
    issued_at: int | None
    holder_id: int | None
    code: str


class Refund(NamedTuple):
    """A refund, first its place in time order (at, serial). returns: 全额 with 退回卡券包."""

    at: int
    serial: str
    refund_id: int
    order_id: int
    full: bool
    returns: bool
    amount_fen: int


def seconds(moment: datetime) -> int:
    """A naive Beijing moment as whole seconds since 1970-01-01 00:00 Beijing time."""
    return int((moment - _EPOCH).total_seconds())


def moment_of(value: int) -> datetime:
    """The inverse of seconds()."""
    return _EPOCH + timedelta(seconds=value)


def ordinal(at: int) -> int:
    """The proleptic ordinal (date.toordinal) of the second's day."""
    return at // 86_400 + _EPOCH.toordinal()


def first_second(day: int) -> int:
    """The first second of the day with the ordinal."""
    return (day - _EPOCH.toordinal()) * 86_400


def day_end(day: date) -> int:
    """The first second that no longer belongs to the day ("24:00" is exclusive)."""
    return seconds(_midnight(day)) + 86_400


@cache
def policy_book() -> PolicyBook:
    """The plan's dated values."""
    return load_policy(POLICY_KEY)


def voucher_policy(
    day: date,
    choices: Iterable[OfficeChoice] = (),
    trial: Mapping[str, str] | None = None,
    book: PolicyBook | None = None,
) -> VoucherPolicy:
    """The policy as of the day: the notice's values, the office's choices since then, and one answer's trial options.

    Before the notice's own day its first values are used: there is nothing else to judge by.
    UserError for an option or value that does not exist.
    """
    book = book or policy_book()
    day = max(day, book.first_day)
    values = {name: book.on(name, day) for name in book.values}
    chosen = _chosen(values, choices, day, trial or {})
    rate = Fraction(_whole(values["rate"]), 100)
    return VoucherPolicy(
        rate_numerator=rate.numerator,
        rate_denominator=rate.denominator,
        payment_first=_day(values["payment_first"]),
        payment_last=_day(values["payment_last"]),
        issue_from=_midnight(_day(values["issue_first"])),
        issue_until=_midnight(_day(values["issue_last"]) + timedelta(days=1)),
        use_until=_midnight(_day(values["use_last"]) + timedelta(days=1)),
        face_fen=_whole(values["face"]) * FEN_PER_YUAN,
        minimum_fen=_whole(values["minimum_purchase"]) * FEN_PER_YUAN,
        rounding=Rounding(chosen["rounding"].value),
        grace_days=int(chosen["grace_days"].value),
        lines=tuple(_line(value, chosen.get(name)) for name, value in values.items()),
    )


def _chosen(
    values: Mapping[str, PolicyValue], choices: Iterable[OfficeChoice], day: date, trial: Mapping[str, str]
) -> dict[str, OfficeChoice]:
    """The choice that stands for each option that the notice is silent about."""
    options = {name: value for name, value in values.items() if value.silent}
    chosen = {name: OfficeChoice(name, str(value.value), value.since) for name, value in options.items()}
    for choice in sorted(choices, key=lambda choice: choice.since):
        name = choice.key.removeprefix(OPTION_PREFIX)
        if choice.key.startswith(OPTION_PREFIX) and choice.since <= day:
            chosen[name] = OfficeChoice(name, checked_option(name, choice.value, options), choice.since, choice.basis)
    for name, text in trial.items():
        chosen[name] = OfficeChoice(name, checked_option(name, text, options), day, TRIAL)
    return chosen


def checked_option(name: str, text: str, options: Mapping[str, PolicyValue] | None = None) -> str:
    """The option's value when it is allowed; UserError otherwise."""
    if options is None:
        book = policy_book()
        options = {key: editions[-1] for key, editions in book.values.items() if editions[-1].silent}
    option = options.get(name)
    if option is None:
        raise UserError(f"没有“{name}”这个口径选项", "没有计算", f"可用的选项：{'、'.join(options)}")
    allowed = text in option.choices if option.choices else text.isascii() and text.isdigit()
    if not allowed:
        wanted = " / ".join(option.choices) or "0 或正整数"
        raise UserError(f"“{option.label}”不能是“{text}”", "没有计算", f"请改为 {wanted}")
    return text


def _line(value: PolicyValue, choice: OfficeChoice | None) -> PolicyLine:
    text = choice.value if choice else str(value.value)
    text = _ROUNDING_WORDS[text] if value.choices else text + (value.unit if value.unit != "日" else "")
    basis = (choice.basis or BASIS_MISSING) if choice else ""
    return PolicyLine(value.name, value.label, text, value.clause, value.doc, basis)


def _whole(value: PolicyValue) -> int:
    if not isinstance(value.value, int):
        raise TypeError(f"{value.name} is no whole number")
    return value.value


def _day(value: PolicyValue) -> date:
    if not isinstance(value.value, date):
        raise TypeError(f"{value.name} is no day")
    return value.value


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
