"""What the task force's office of the sample kept: problems, needs, selections, meetings, a new member. Invented."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guanxian_desk.sample.digital_story import OFFICE

_D = date.fromisoformat


class Problem(NamedTuple):
    """一事一议: number, project, what, raised, who answers, by when, settled, outcome."""

    code: str
    number: str
    problem: str
    raised: date
    responsible: str
    until: date
    settled: date | None = None
    outcome: str = ""


PROBLEMS = (
    Problem(
        "问2022-01",
        "附3-工-4",
        "项目用地 86 亩尚未取得批复，影响开工",
        _D("2022-06-20"),
        "县自然资源和规划局",
        _D("2022-08-31"),
    ),
    Problem(
        "问2022-02",
        "附4-1",
        "园区 10 千伏专线容量不足，需新增一回",
        _D("2022-07-05"),
        "国网冠县供电公司",
        _D("2022-09-30"),
        _D("2022-09-22"),
        "新增专线已送电",
    ),
    Problem(
        "问2022-03",
        "附3-工-7",
        "涂装线环评需重新办理",
        _D("2022-08-15"),
        "聊城生态环境局冠县分局",
        _D("2022-09-20"),
        _D("2022-10-12"),
        "重新批复",
    ),
    Problem(
        "问2022-04", "附3-工-8", "企业流动资金紧张，停工", _D("2022-10-18"), "县金融与企业服务中心", _D("2022-11-30")
    ),
    Problem("问2022-05", "附3-服-6", "镇级平台建设资金没有落实", _D("2022-11-10"), "清水镇人民政府", _D("2023-01-31")),
    Problem("问2022-06", "附3-农-3", "园区道路与县道平交口未批", _D("2022-11-25"), "县交通运输局", _D("2023-01-20")),
)


class Need(NamedTuple):
    """要素需求: number, project, factor, what, raised, who, needed by, met, outcome."""

    code: str
    number: str
    factor: str
    need: str
    raised: date
    responsible: str
    by: date
    met: date | None = None
    outcome: str = ""


NEEDS = (
    Need("需2022-01", "附3-工-4", "用地", "工业用地 86 亩", _D("2022-05-20"), "县自然资源和规划局", _D("2022-07-31")),
    Need(
        "需2022-02",
        "附4-1",
        "用电",
        "10 千伏专线 1 回，容量 8000 千伏安",
        _D("2022-06-10"),
        "国网冠县供电公司",
        _D("2022-09-30"),
        _D("2022-09-22"),
        "已送电",
    ),
    Need(
        "需2022-03",
        "附3-工-8",
        "资金",
        "流动资金贷款 1500 万元",
        _D("2022-10-20"),
        "县金融与企业服务中心",
        _D("2022-12-31"),
    ),
    Need(
        "需2022-04",
        "附3-农-2",
        "资金",
        "设备采购贷款 400 万元",
        _D("2022-06-25"),
        "县金融与企业服务中心",
        _D("2022-08-31"),
        _D("2022-08-19"),
        "冠县农商行放款 400 万元",
    ),
    Need("需2022-05", "附3-工-6", "用地", "二期用地 40 亩", _D("2022-11-05"), "县自然资源和规划局", _D("2023-03-31")),
)


class Selection(NamedTuple):
    """筛选论证: project, day, the four marks, who judged, opinion, verdict, paper."""

    number: str
    day: date
    marks: str
    judges: str
    opinion: str
    verdict: str
    paper: str


SELECTIONS = (
    Selection(
        "附3-工-1",
        _D("2022-03-18"),
        "是是是是",
        "县工业和信息化局、县发展和改革局、行业专家3人",
        "智能化水平高，同意入库",
        "入库",
        "论证会纪要第1号",
    ),
    Selection(
        "附4-1",
        _D("2022-03-18"),
        "是是是是",
        "县工业和信息化局、县经济开发区管委会、行业专家3人",
        "集聚作用强，同意入库",
        "入库",
        "论证会纪要第1号",
    ),
    Selection(
        "附3-工-9",
        _D("2022-03-25"),
        "否是是否",
        "县工业和信息化局、斜店乡人民政府",
        "技术可行，投资主体待落实，先作谋划",
        "暂缓入库",
        "论证会纪要第2号",
    ),
    Selection(
        "附5-1",
        _D("2022-03-25"),
        "是否是是",
        "县综合行政执法局、行业专家2人",
        "便民效果好，同意入库",
        "入库",
        "论证会纪要第2号",
    ),
)


class Meeting(NamedTuple):
    """A dispatch meeting and what it settled: (project, problem, what, unit, due, done, outcome)."""

    code: str
    title: str
    day: date
    minutes: str
    paper: str
    actions: tuple[tuple[str, str, str, str, date, date | None, str], ...]


MEETINGS = (
    Meeting(
        "2022-1",
        "数字经济工作专班第一次调度会",
        _D("2022-07-15"),
        "听取23个重点项目进展，研究用地、用电问题，逐项明确责任单位和时限。",
        "专班纪要〔2022〕1号",
        (
            (
                "附3-工-4",
                "问2022-01",
                "加快组件报批，落实项目用地86亩。",
                "县自然资源和规划局",
                _D("2022-08-31"),
                None,
                "",
            ),
            (
                "附4-1",
                "问2022-02",
                "新增园区10千伏专线一回。",
                "国网冠县供电公司",
                _D("2022-09-30"),
                _D("2022-09-22"),
                "已送电",
            ),
            ("", "", "各成员单位每月3日前报送项目进展。", OFFICE, _D("2022-08-03"), _D("2022-08-03"), "已建立月报制度"),
        ),
    ),
    Meeting(
        "2022-2",
        "数字经济工作专班第二次调度会",
        _D("2022-10-21"),
        "通报三季度项目进度；对停工项目实行专人包保；督促补齐环评手续。",
        "专班纪要〔2022〕2号",
        (
            (
                "附3-工-7",
                "问2022-03",
                "办结涂装线环评。",
                "聊城生态环境局冠县分局",
                _D("2022-10-31"),
                _D("2022-10-12"),
                "重新批复",
            ),
            (
                "附3-工-8",
                "问2022-04",
                "协调金融机构对接流动资金贷款。",
                "县金融与企业服务中心",
                _D("2022-11-30"),
                None,
                "",
            ),
            ("附3-工-2", "", "补齐施工许可手续。", "县住房和城乡建设局", _D("2022-12-10"), None, "材料已受理"),
            ("附3-农-4", "", "年底前完成监测点建设。", "县水利局", _D("2023-01-15"), None, "完成八成"),
        ),
    ),
)
MEETING_PLACE, MEETING_CHAIR = "县政府第二会议室", "李怀国"

SUCCESSOR = (14, "成员", "县商务和投资促进局局长", "周文涛（示例）", _D("2022-09-01"))
"""Who took a seat of the task force during the year: the seat follows the post."""
