"""What an office decides for itself: what papers print about it, and the choices where the notice is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.cultivation.policy import OPTION_PREFIX as CULTIVATION
from guanxian_desk.modules.cultivation.policy import checked_choice as checked_cultivation
from guanxian_desk.modules.cultivation.policy import open_values, option_words
from guanxian_desk.modules.vouchers.facts import BASIS_MISSING, OPTION_PREFIX, checked_option, policy_book
from guanxian_desk.modules.vouchers.papers import asked
from guanxian_desk.services.office import Office
from guanxian_desk.services.reconciling import policy_on
from guanxian_desk.store import settings
from guanxian_desk.store.tables import PolicyChoice

_WORDS = {"down": "舍去零头", "nearest": "四舍五入", "up": "零头进一"}
_MOST_DAYS = 365


@dataclass(frozen=True)
class PaperSetting:
    """Something that papers print about the office: key, name, example; number: whole days instead of words."""

    key: str
    title: str
    hint: str
    number: bool = False


PAPER_SETTINGS = (
    PaperSetting(asked.PAYEE, "结算款收款单位", "平台的结算账户名称"),
    PaperSetting(asked.BANK, "结算款开户行", "例如：冠县农村商业银行营业部"),
    PaperSetting(asked.ACCOUNT, "结算款账号", "账号"),
    PaperSetting(asked.RECOVERY_PAYEE, "追缴款收款单位", "例如：冠县财政局非税专户"),
    PaperSetting(asked.RECOVERY_BANK, "追缴款开户行", "开户行"),
    PaperSetting(asked.RECOVERY_ACCOUNT, "追缴款账号", "账号"),
    PaperSetting(asked.CONTACT, "联系人和电话", "例如：张三 0635-5230000"),
    PaperSetting(asked.REPLY_DAYS, "要求几天内答复（自然日）", "10", number=True),
)


@dataclass(frozen=True)
class OptionView:
    """A choice where the notice is silent. values: value → words, none for a whole number; basis: "" while missing.

    duty: whose notice it is; unit: of a whole number.
    """

    key: str
    label: str
    clause: str
    note: str
    value: str
    values: tuple[tuple[str, str], ...]
    basis: str
    duty: str = "消费券核对"
    unit: str = "天"


def paper_settings(office: Office) -> dict[str, str]:
    """What papers print about the office, as text; "" where nothing is set."""
    with office.store.read() as session:
        return {one.key: str(settings.get(session, one.key, "")) for one in PAPER_SETTINGS}


def save_paper_settings(office: Office, values: Mapping[str, str]) -> None:
    """Keep them as one step. UserError when a number of days is none."""
    kept: dict[str, str | int] = {}
    for one in PAPER_SETTINGS:
        text = values[one.key].strip()
        if one.number and text:
            if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_DAYS):
                raise UserError(f"“{one.title}”要填 1 至 {_MOST_DAYS} 的整数", "没有保存")
            kept[one.key] = int(text)
        elif text or not one.number:
            kept[one.key] = text
    office.remember("修改文书上的单位信息", kept)


def policy_options(office: Office, day: date) -> list[OptionView]:
    """The choices of every duty as they stand on the day."""
    return [*_voucher_options(office, day), *cultivation_options(office, day)]


def _voucher_options(office: Office, day: date) -> list[OptionView]:
    lines = {line.name: line for line in policy_on(office, day).lines if line.basis}
    chosen = _standing(office, day)
    options = {name: editions[-1] for name, editions in policy_book().values.items() if editions[-1].silent}
    return [
        OptionView(
            name,
            option.label,
            option.clause,
            option.note,
            chosen.get(name, str(option.value)),
            tuple((value, _WORDS[value]) for value in option.choices),
            "" if lines[name].basis == BASIS_MISSING else lines[name].basis,
        )
        for name, option in options.items()
    ]


def choose_option(office: Office, key: str, value: str, since: date, basis: str) -> None:
    """Decide an option from a day on, with its 口径依据; a second decision for the same day writes over the first.

    UserError for a value that is not allowed.
    """
    name = key if "." in key else OPTION_PREFIX + key
    value = checked_cultivation(name, value) if "." in key else checked_option(key, value)
    with office.store.change(f"改口径：{key}={value}", office.actor) as session:
        query = select(PolicyChoice).where(PolicyChoice.key == name, PolicyChoice.since == since)
        choice = session.scalars(query).first()
        if choice is None:
            choice = PolicyChoice(key=name, since=since)
            session.add(choice)
        choice.value, choice.basis, choice.decided_by = value, basis.strip(), office.actor.name


def cultivation_options(office: Office, day: date) -> list[OptionView]:
    """What is left open about 企业培育, its scoring sheet included; keys with their prefix."""
    chosen = _chosen(office, day)
    return [
        OptionView(
            prefix + name,
            option.label,
            f"{option.doc} {option.clause}",
            option.note,
            chosen[prefix + name][0] if prefix + name in chosen else str(option.value),
            tuple((value, option_words(value)) for value in option.choices),
            chosen[prefix + name][1] if prefix + name in chosen else "",
            "企业培育" if prefix == CULTIVATION else "企业培育（年度评价表）",
            option.unit,
        )
        for prefix, name, option in open_values()
    ]


def _chosen(office: Office, day: date) -> dict[str, tuple[str, str]]:
    """Key with its prefix → the value and the basis that hold on the day."""
    query = select(PolicyChoice).where(PolicyChoice.since <= day).order_by(PolicyChoice.since)
    with office.store.read() as session:
        return {row.key: (row.value, row.basis) for row in session.scalars(query)}


def _standing(office: Office, day: date) -> dict[str, str]:
    query = select(PolicyChoice).where(PolicyChoice.since <= day).order_by(PolicyChoice.since)
    with office.store.read() as session:
        return {row.key.removeprefix(OPTION_PREFIX): row.value for row in session.scalars(query)}
