"""The register of document numbers: a series skips nothing and repeats nothing; what is not used stays as 作废.

Numbers of the desk's own are drawn one after another within a series and a year. A number that was drawn is never
removed: taking back the step that drew it leaves it in the register as void, with the reason. Numbers that another
office gives (冠政发〔2022〕8号) are typed in and only checked for doubles, because they follow no order known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.store import settings
from guanxian_desk.store.audit import Entry
from guanxian_desk.store.number_series import of_key
from guanxian_desk.store.rowcodec import encode
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Change, DocumentNumber

USED, RESERVED, VOID = "已用", "预留", "作废"
DRAWN = "取号"
"""The audit's word for a number drawn: no edit, so that taking back the step cannot remove it."""
OUTSIDE = ""
"""The series of numbers that another office gave."""
MOST_AT_ONCE = 100
_FIRST = "numbers.first"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_BRACKETED_YEAR = re.compile(r"[\[【(（〈<{﹝［]\s*(\d{4})\s*[\]】)）〉>}﹞］]")


def draw(session: ChangeSession, series: str, year: int, *, subject: str = "", day: date | None = None) -> str:
    """The next number of a series in a year, used for the subject, e.g. 冠法督〔2022〕3号.

    subject: what the paper is about, for the register; day: the paper's date. UserError for an unknown series.
    """
    return _take_next(session, series, year, USED, {"subject": subject, "day": day})


def reserve(session: ChangeSession, series: str, year: int, reason: str, count: int = 1) -> list[str]:
    """The next numbers of a series, kept back for papers to come. reason: for whom or what; UserError without one."""
    _say(reason, "预留编号要写明原因", "没有预留")
    if not 1 <= count <= MOST_AT_ONCE:
        raise UserError(f"一次可以预留 1 至 {MOST_AT_ONCE} 个编号", "没有预留")
    return [_take_next(session, series, year, RESERVED, {"reason": reason.strip()}) for _ in range(count)]


def use_reserved(session: ChangeSession, number: str, *, subject: str = "", day: date | None = None) -> None:
    """A number kept back is used. UserError when it is not kept back."""
    entry = _entry(session, number)
    if entry is None or entry.state != RESERVED:
        raise UserError(f"“{number}”不是预留的编号", "没有改动编号", "请在编号登记里核对它的状态")
    entry.state, entry.subject, entry.day = USED, subject, day


def is_reserved(session: Session, number: str) -> bool:
    """Whether a number is kept back for a paper to come."""
    entry = _entry(session, number)
    return entry is not None and entry.state == RESERVED


def void(session: ChangeSession, number: str, reason: str) -> None:
    """A number, used or kept back, stands for nothing any more. It stays in the register and is not drawn again.

    UserError without a reason, and when no living entry has the number.
    """
    _say(reason, "作废编号要写明原因", "没有改动编号")
    entry = _entry(session, number)
    if entry is None:
        raise UserError(f"编号登记里没有在用的“{number}”", "没有改动编号", "请核对编号；已经作废的不能再作废")
    entry.state, entry.reason = VOID, reason.strip()


def given(session: ChangeSession, number: str, *, subject: str = "", day: date | None = None) -> str:
    """A number that another office gave, as it is written on paper. Checked for doubles only.

    UserError, naming what the number stands on already, when it is not new, and when it is no number at all.
    """
    written = tidy(number)
    if not re.search(r"\d", written):
        raise UserError(f"“{number}”不像文号", "没有登记", "请照来文填写，例如：冠政发〔2022〕8号")
    entry = _entry(session, written, own_void=True)
    if entry is not None:
        about = f"，用于“{entry.subject}”" if entry.subject else ""
        raise UserError(f"文号“{written}”已经登记过{about}", "没有重复登记", "请核对文号")
    year = re.search(r"〔(\d{4})〕", written)
    session.add(
        DocumentNumber(
            change_id=session.change_row.id,
            series=OUTSIDE,
            year=int(year[1]) if year else (day.year if day else 0),
            n=None,
            number=written,
            state=USED,
            subject=subject,
            day=day,
        )
    )
    session.flush()
    return written


def tidy(number: str) -> str:
    """The number as GB/T 9704 writes it: 〔〕 around the year, half-width digits, no blanks."""
    text = re.sub(r"\s+", "", number.translate(_FULL_WIDTH))
    return _BRACKETED_YEAR.sub(r"〔\1〕", text)


def begin_at(session: ChangeSession, series: str, year: int, first: int) -> None:
    """The desk takes over a year's series at this number: those before it stand in a register on paper.

    UserError when numbers of that year have been drawn already.
    """
    title = of_key(session, series).title
    if first < 1 or _last(session, series, year):
        raise UserError(f"{title} {year} 年已经取过号", "没有改动起始号", "只有还没有取号的年份可以改起始号")
    firsts = dict(settings.get(session, _FIRST, {}))
    settings.put(session, _FIRST, firsts | {f"{series}/{year}": first})


def listed(session: Session, series: str | None = None, year: int | None = None) -> Sequence[DocumentNumber]:
    """The register, by series, year and number; of one series or year when asked so."""
    query = select(DocumentNumber)
    if series is not None:
        query = query.where(DocumentNumber.series == series)
    if year is not None:
        query = query.where(DocumentNumber.year == year)
    order = (DocumentNumber.series, DocumentNumber.year, DocumentNumber.n, DocumentNumber.id)
    return session.scalars(query.order_by(*order)).all()


def void_undone(session: ChangeSession, entry_key: str, change_id: int) -> bool:
    """The step that drew a number is taken back: its number stays, as void. False when it was void before.

    UserError when the number was kept back and has been used since.
    """
    row = session.get_one(DocumentNumber, int(entry_key))
    if row.state == VOID:
        return False
    if row.state == USED and row.reason:
        raise UserError(f"这一步不能撤销：预留的“{row.number}”后来用上了", "没有改动任何数据", "请先撤销后来的操作")
    label = session.get_one(Change, change_id).label
    row.state, row.reason = VOID, f"撤销“{label}”"
    return True


def next_number(session: Session, series: str, year: int) -> str:
    """The number that a series would give next; it is not taken. UserError for an unknown series."""
    return of_key(session, series).written(year, _next(session, series, year))


def _next(session: Session, series: str, year: int) -> int:
    return max(_last(session, series, year) + 1, _first(session, series, year))


def _take_next(session: ChangeSession, key: str, year: int, state: str, fields: dict[str, Any]) -> str:
    series, n = of_key(session, key), _next(session, key, year)
    number = series.written(year, n)
    if _entry(session, number) is not None:
        raise UserError(
            f"{series.title}的下一个编号“{number}”已经在编号登记里", "没有取号", "请核对编号样式和登记的外来文号"
        )
    values: dict[str, Any] = {"subject": "", "day": None, "reason": ""} | fields
    values |= {"change_id": session.change_row.id, "series": key, "year": year, "n": n, "number": number}
    values["state"] = state
    made = session.execute(insert(DocumentNumber).values(values).returning(DocumentNumber.id)).scalar_one()
    session.log(Entry(DocumentNumber.__tablename__, str(made), DRAWN, "", encode(values)))
    return number


def _first(session: Session, series: str, year: int) -> int:
    return int(settings.get(session, _FIRST, {}).get(f"{series}/{year}", 1))


def _last(session: Session, series: str, year: int) -> int:
    query = select(func.max(DocumentNumber.n)).where(DocumentNumber.series == series, DocumentNumber.year == year)
    return session.scalar(query) or 0


def _entry(session: Session, number: str, own_void: bool = False) -> DocumentNumber | None:
    """The living entry of a number; own_void: or a void one of the desk's own, which is never used again."""
    living = DocumentNumber.state != VOID
    if own_void:
        living = living | DocumentNumber.n.is_not(None)
    return session.scalars(select(DocumentNumber).where(DocumentNumber.number == number, living)).first()


def _say(reason: str, what: str, meaning: str) -> None:
    if not reason.strip():
        raise UserError(what, meaning)
