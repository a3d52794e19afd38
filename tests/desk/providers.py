"""Rows for tests of tables."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date, datetime

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.widgets.columns import Row, Sort, TableColumn
from guanxian_desk.exchange.declare import Kind

COLUMNS = (
    TableColumn("who", "商户", width=160, stretch=True),
    TableColumn("id", "证件号码", Kind.IDENTITY, 180),
    TableColumn("amount", "金额", Kind.MONEY, 120),
    TableColumn("day", "日期", Kind.DAY, 104),
)


class Numbered:
    """count rows made on demand; remembers by which threads and for what it was asked."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.threads: set[int] = set()
        self.asked: list[tuple[int, int, Sort | None]] = []
        self.failure: Exception | None = None

    def count(self) -> int:
        self.threads.add(threading.get_ident())
        if self.failure is not None:
            raise self.failure
        return self._count

    def fetch(self, offset: int, limit: int, sort: Sort | None) -> Sequence[Row]:
        self.threads.add(threading.get_ident())
        self.asked.append((offset, limit, sort))
        if self.failure is not None:
            raise self.failure
        numbers = range(offset, min(offset + limit, self._count))
        if sort is not None and sort.descending:
            numbers = range(self._count - 1 - numbers.start, self._count - 1 - numbers.stop, -1)
        return [numbered(number) for number in numbers]


def numbered(number: int) -> Row:
    return {"who": f"商户{number}", "id": "371525199003071234", "amount": number * 100, "day": date(2022, 4, 13)}


BROKEN = UserError("数据文件读不出来", "没有改动任何数据", "请检查磁盘后重试")
MOMENT = datetime(2022, 5, 2, 10, 21, 7)
