"""The values of 冠政办发〔2022〕5号 as the oracle uses them, written once more; money in fen."""

from __future__ import annotations

from datetime import date, datetime

PERCENT = 20  # 二、第二阶段
PAYMENTS_FROM, PAYMENTS_TO = date(2022, 4, 13), date(2022, 6, 30)  # 二、第二阶段: both days in
ISSUES_FROM, ISSUES_END = datetime(2022, 4, 13), datetime(2022, 7, 1)  # 三、3: 6月30日24时, so the end is outside
LAST_DAY_OF_USE, USE_END = date(2022, 12, 31), datetime(2023, 1, 1)  # 三、3
FACE = 100_00  # 三、2
LEAST_PURCHASE = 100_00  # 五、3
