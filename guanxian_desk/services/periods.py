"""Which reporting period a file is for, as far as it says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date

from guanxian_desk.exchange.declare import Kind
from guanxian_desk.exchange.extract import Extract

_BLANKS = re.compile(r"\s+")
_YEAR = r"(?<!\d)(20\d{2})"
_QUARTER = re.compile(_YEAR + r"年?(?:Q([1-4])|第?([一二三四1-4])季度)", re.IGNORECASE)
_MONTH = re.compile(_YEAR + r"(?:年(\d{1,2})月(?!\d{1,2}日)|[-.](\d{1,2})(?![-\d]|\.\d))")
_WHOLE_YEAR = re.compile(_YEAR + r"年?(?:度|全年)")
_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_LOOKED_AT = 2_000


def period_of(taken: Extract, file_name: str, today: date) -> str:
    """The period most rows name, or the file's name, or a line above its headings; else the month of today.

    2022-05 for a month, 2022Q2 for a quarter, 2022 for a year.
    """
    texts = [file_name, *(text for found in taken.headings.values() for line in found.titles for text in line)]
    said = (period for text in texts if (period := read_period(text)))
    return _of_rows(taken) or next(said, "") or f"{today:%Y-%m}"


def read_period(text: str) -> str:
    """The period that a text names, "" when none."""
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    if match := _QUARTER.search(plain):
        return f"{match[1]}Q{match[2] or _DIGITS.get(match[3], match[3])}"
    if (match := _MONTH.search(plain)) and 1 <= (month := int(match[2] or match[3])) <= 12:
        return f"{match[1]}-{month:02d}"
    return match[1] if (match := _WHOLE_YEAR.search(plain)) else ""


def _of_rows(taken: Extract) -> str:
    """What most of the first rows say, for kinds whose rows name their period."""
    fields = [column.field for column in taken.sheet.columns if column.kind is Kind.TEXT]
    if "period" not in fields:
        return ""
    place = [column.field for column in taken.sheet.columns].index("period")
    said = Counter(str(row[place]) for row in taken.rows[:_LOOKED_AT] if row[place])
    return said.most_common(1)[0][0] if said else ""
