"""What happened to the 23 projects in the sample office: invented, with each finding of the library at least once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

OFFICE = "县工业和信息化局"


class Month(NamedTuple):
    """One report: month of 2022, 累计完成投资 in 万元, 形象进度, and what else it says."""

    month: int
    invested: float
    physical: str
    stage: str = ""
    problems: str = ""


@dataclass(frozen=True)
class SampleProject:
    """A project's line of the register (万元; permits: how many of the six are done, in their order) and its months."""

    number: str
    responsible: str
    total: float | None = None
    start: str = ""
    end: str = ""
    stage: str = "谋划"
    owner: str = ""
    leader: str = "李怀国"
    year: float | None = None
    started: str = ""
    finished: str = ""
    permits: int = 0
    months: tuple[Month, ...] = field(default=())

    @property
    def done(self) -> float:
        """本年完成投资: what the last month says."""
        return self.months[-1].invested if self.months else 0


def _course(
    first: int,
    last: int,
    start: float,
    by: float,
    words: tuple[str, ...],
    *,
    skip: tuple[int, ...] = (),
    stage: str = "",
) -> tuple[Month, ...]:
    """Steady months; the first one says the stage."""
    kept = [month for month in range(first, last + 1) if month not in skip]
    span = max(last - first, 1)
    return tuple(
        Month(
            month,
            start + by * (month - first),
            words[min((month - first) * len(words) // (span + 1), len(words) - 1)],
            stage if month == first else "",
        )
        for month in kept
    )


_BUILD = ("场地平整", "主体施工", "设备安装", "设备调试")
_SOFT = ("需求调研", "系统开发", "系统联调", "试运行")
_PLAN = ("可研编制", "方案论证", "方案报批")
_NSNR, _SLJ, _SWJ, _KFQ = "县农业农村局", "县水利局", "县商务和投资促进局", "县经济开发区管委会"
_ZFJ = "县综合行政执法局"

PROJECTS: tuple[SampleProject, ...] = (
    SampleProject(
        "附3-农-1",
        _NSNR,
        2600,
        "2022-03-01",
        "2022-11-30",
        "开工",
        year=2600,
        started="2022-03-05",
        finished="2022-11-20",
        permits=6,
        months=(
            *_course(5, 10, 900, 300, _BUILD),
            Month(11, 2590, "竣工验收", "竣工"),
        ),
    ),
    SampleProject(
        "附3-农-2",
        _NSNR,
        1800,
        "2022-06-01",
        "2023-03-31",
        "储备",
        year=1000,
        started="2022-06-18",
        permits=4,
        months=(Month(5, 0, "施工招标"), *_course(6, 11, 60, 70, _BUILD, stage="开工")),
    ),
    SampleProject(
        "附3-农-3",
        _SWJ,
        5200,
        "2022-04-15",
        "2023-06-30",
        "开工",
        year=2500,
        started="2022-04-20",
        permits=6,
        months=_course(5, 11, 420, 310, _BUILD, skip=(7, 8)),
    ),
    SampleProject(
        "附3-农-4",
        _SLJ,
        860,
        "2022-07-01",
        "2022-12-31",
        "储备",
        owner="县水利局",
        year=860,
        started="2022-07-10",
        permits=3,
        months=(*_course(5, 6, 0, 0, _PLAN), *_course(7, 11, 120, 150, _SOFT, stage="开工")),
    ),
    SampleProject(
        "附3-工-1",
        OFFICE,
        12000,
        "2022-01-10",
        "2023-12-31",
        "开工",
        year=6000,
        started="2022-01-15",
        permits=6,
        months=_course(5, 11, 2100, 620, _BUILD),
    ),
    SampleProject(
        "附3-工-2",
        OFFICE,
        30000,
        "2022-06-01",
        "2024-05-31",
        "谋划",
        year=6000,
        started="2022-08-08",
        permits=5,
        months=(*_course(5, 7, 0, 0, _PLAN), *_course(8, 11, 900, 880, _BUILD, stage="开工")),
    ),
    SampleProject(
        "附3-工-3",
        OFFICE,
        8000,
        "2022-02-01",
        "2023-01-31",
        "开工",
        year=7000,
        started="2022-02-10",
        permits=6,
        months=(*_course(5, 8, 2600, 640, _BUILD), Month(9, 4150, "设备安装"), *_course(10, 11, 5600, 700, _BUILD)),
    ),
    SampleProject(
        "附3-工-4",
        OFFICE,
        9600,
        "2022-08-01",
        "2023-10-31",
        "储备",
        year=3000,
        permits=2,
        months=_course(5, 11, 0, 0, ("用地报批", "等待用地批复")),
    ),
    SampleProject(
        "附3-工-5",
        OFFICE,
        4200,
        "2022-03-01",
        "2022-12-15",
        "开工",
        year=4200,
        started="2022-03-12",
        permits=6,
        months=(*_course(5, 10, 1500, 500, _BUILD), Month(11, 4380, "设备调试")),
    ),
    SampleProject(
        "附3-工-6",
        OFFICE,
        15000,
        "2022-05-01",
        "2023-12-31",
        "开工",
        year=6500,
        started="2022-05-06",
        permits=6,
        months=_course(5, 11, 800, 760, _BUILD),
    ),
    SampleProject(
        "附3-工-7",
        OFFICE,
        3600,
        "2022-05-20",
        "2023-02-28",
        "开工",
        year=3000,
        started="2022-05-22",
        permits=6,
        months=(
            *_course(5, 7, 300, 260, _BUILD),
            Month(8, 820, "停工调整设计", "储备", "环保要求提高，涂装线改水性漆，重新设计"),
            Month(9, 820, "重新设计"),
            *_course(10, 11, 1050, 420, _BUILD[1:], stage="开工"),
        ),
    ),
    SampleProject(
        "附3-工-8",
        OFFICE,
        6800,
        "2022-06-15",
        "2023-09-30",
        "开工",
        owner="山东得邦电力科技有限公司（示例）",
        year=2600,
        started="2022-06-20",
        permits=5,
        months=(*_course(5, 9, 200, 300, _BUILD), Month(10, 1400, "停工", "储备"), Month(11, 1400, "停工")),
    ),
    SampleProject("附3-工-9", OFFICE, months=_course(5, 8, 0, 0, _PLAN)),
    SampleProject(
        "附3-服-1",
        _KFQ,
        2200,
        "2022-04-01",
        "2022-12-31",
        "开工",
        year=2000,
        started="2022-04-06",
        permits=6,
        months=_course(5, 11, 500, 230, ("装修改造", "企业入驻")),
    ),
    SampleProject(
        "附3-服-2",
        "县交通运输局",
        7600,
        "2022-03-15",
        "2023-09-30",
        "开工",
        year=3500,
        started="2022-03-20",
        permits=6,
        months=_course(5, 11, 900, 430, _BUILD),
    ),
    SampleProject(
        "附3-服-3",
        _SWJ,
        5200,
        "2022-04-15",
        "2023-06-30",
        "开工",
        year=2500,
        started="2022-04-20",
        permits=6,
        months=_course(5, 11, 420, 310, _BUILD),
    ),
    SampleProject(
        "附3-服-4",
        _SWJ,
        1500,
        "2022-06-01",
        "2022-12-31",
        "储备",
        year=900,
        started="2022-07-01",
        permits=2,
        months=(*_course(5, 6, 0, 0, _PLAN), *_course(7, 9, 100, 110, _SOFT, stage="开工")),
    ),
    SampleProject(
        "附3-服-5",
        "万善乡人民政府",
        380,
        "2022-05-10",
        "2022-10-31",
        "开工",
        owner="万善乡人民政府",
        year=380,
        started="2022-05-15",
        finished="2022-10-28",
        permits=4,
        months=(*_course(5, 9, 60, 65, _SOFT), Month(10, 380, "建成投用", "竣工")),
    ),
    SampleProject(
        "附3-服-6",
        "清水镇人民政府",
        420,
        "2022-09-01",
        "2023-03-31",
        "储备",
        owner="清水镇人民政府",
        year=160,
        permits=1,
        months=_course(5, 11, 0, 0, _PLAN),
    ),
    SampleProject(
        "附4-1",
        _KFQ,
        36000,
        "2022-05-01",
        "2024-12-31",
        "开工",
        year=9000,
        started="2022-05-18",
        permits=5,
        months=_course(5, 11, 1200, 900, _BUILD),
    ),
    SampleProject("附4-2", _ZFJ, 1600, "2022-08-01", "2023-05-31", "谋划", months=_course(5, 6, 0, 0, _PLAN)),
    SampleProject("附4-3", _NSNR, months=_course(5, 11, 0, 0, _PLAN)),
    SampleProject(
        "附5-1",
        _ZFJ,
        950,
        "2022-04-20",
        "2022-11-30",
        "开工",
        year=950,
        started="2022-04-26",
        permits=6,
        months=(*_course(5, 10, 180, 140, ("车位改造", "设备安装", "平台联网")), Month(11, 940, "上线运行", "竣工")),
    ),
)
