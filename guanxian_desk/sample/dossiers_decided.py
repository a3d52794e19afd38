"""Three invented decisions that were made: one to the archive, one unlawfully, one being carried out."""

from __future__ import annotations

from guanxian_desk.sample import dossier_parts as parts
from guanxian_desk.sample.dossier_frame import Document, SampleDossier, attachment, base, blank_page
from guanxian_desk.sample.dossier_parts import INSTITUTIONAL, confirmed

_BUS, _TRANSPORT = "冠县城乡公交一体化实施方案", "县交通运输局"
_SHOWN = "冠县城乡公交一体化实施方案\n第一条　开通城乡公交线路十二条。\n第二条　票价一元。\n"
_FINAL = _SHOWN.replace("票价一元", "票价一元，六十五岁以上老人免费")


def archived() -> SampleDossier:
    """城乡公交: without a fault from the catalogue to the archive; three files."""
    files = {"a1": _SHOWN.encode(), "a2": _FINAL.encode(), "a3": blank_page()}
    traits = dict.fromkeys(("other_units", "livelihood", "professional", "adverse_effects", "public_concern"), True)
    matter = parts.matter(_BUS, "五", _TRANSPORT, traits, ["公共交通"], "冠县示例客运公司")
    attached = [
        attachment("a1", "公交方案-公示稿.txt", "决策草案（公示稿）", files["a1"]),
        attachment("a2", "公交方案-送审稿.txt", "决策草案（送审稿）", files["a2"]),
        attachment("a3", "合法性审查意见书-盖章.pdf", "合法性审查意见书", files["a3"]),
    ]
    document = base("2022-001", matter, _TRANSPORT, attachments=attached)
    return SampleDossier(document | _bus_drafted() | _bus_decided() | _bus_carried_out(), files)


def _bus_drafted() -> Document:
    return {
        "initiation": parts.initiation(_TRANSPORT, "2022-05-05", "2022-05-07", "2022-05-10", "县财政局"),
        "drafting": {
            "method": "自行起草",
            "drafts": [
                parts.draft("d1", 1, "2022-05-16", _TRANSPORT, "a1"),
                parts.draft("d2", 2, "2022-06-23", _TRANSPORT, "a2", "采纳公众意见，增加老人免费乘车"),
            ],
            "consultations": [
                {
                    "id": "c1",
                    "unit": "县财政局",
                    "requested_on": "2022-05-17",
                    "replied_on": "2022-05-24",
                    "agreed": True,
                    "opinion": "同意，请列入预算",
                }
            ],
        },
        "participation": {
            "notices": [parts.notice("n1", "2022-05-18", "2022-06-20", 2, "d1")],
            "opinions": [
                parts.opinion("o1", "n1", "2022-05-25", "赞成", "方便群众，建议老人免费。", "全部采纳"),
                parts.opinion(
                    "o2", "n1", "2022-06-02", "反对", "票价偏高，应当全部免费。", "不采纳", "县级财力不足以全部免费"
                ),
            ],
            "summary": {"completed_on": "2022-06-22", "supporting": 1, "opposing": 1, "neutral": 0},
            "feedback": {"published_on": "2022-07-01", "method": "政府网站专栏"},
        },
        "expert_reviews": [parts.expert_review("x1", "2022-05-18", "2022-06-01", "公共交通", "2022-06-24")],
        "risk": {
            "assessments": [parts.assessment("k1", "2022-05-18", "2022-05-30", "2022-06-06", "2022-06-10", "低风险")],
            "controllability": [{"on": "2022-06-24", "by": "县人民政府", "controllable": True}],
        },
    }


def _bus_decided() -> Document:
    return {
        "legality": {
            "unit_reviews": [parts.unit_review("u1", "2022-06-24", "2022-06-27", "2022-06-28", "县财政局")],
            "rounds": [
                parts.legality_round("r1", "u1", "2022-06-29", ("公众参与", "专家论证", "风险评估"), "d2")
                | parts.legal_opinion("2022-07-11", "2022-07-07", "21", [], "合法")
                | {"evidence": ["a3"]}
            ],
        },
        "deliberation": {
            "meetings": [
                parts.meeting(
                    "m1",
                    "2022-07-12",
                    "2022-07-15",
                    ["社会公众意见的研究采纳情况", "专家论证意见的研究采纳情况", "风险评估报告等材料"],
                    "d2",
                )
                | {"record": parts.record("2022-07-15")}
            ],
            "decisions": [{"id": "z1", "made_on": "2022-07-15", "outcome": "同意", "meeting": "m1"}],
            "party_report": {"reported_on": "2022-07-18"},
        },
        "publication": parts.publication("2022-07-22", "2022-07-25", "d2"),
    }


def _bus_carried_out() -> Document:
    return {
        "execution": {
            "units": [
                {
                    "name": _TRANSPORT,
                    "tasks": [
                        {"id": "t1", "task": "开通十二条线路", "due_on": "2022-11-30", "completed_on": "2022-11-20"},
                        {"id": "t2", "task": "办理老人免费卡", "due_on": "2022-10-31", "completed_on": "2022-10-20"},
                    ],
                }
            ],
            "reports": [{"id": "w1", "unit": _TRANSPORT, "reported_on": "2022-11-25"}],
            "completed_on": "2022-11-30",
        },
        "archive": {
            "closed_on": "2022-12-20",
            "items": ["第四十二条报送材料", "第四十九条报送材料", "会议纪要", "会议专项记录", "执行过程材料"],
        },
        "attestations": confirmed(
            *INSTITUTIONAL,
            ("R13-1", "2022-05-16"),
            ("R31-1", "2022-05-18"),
            ("R42-2", "2022-06-29"),
            ("R44-5", "2022-07-07"),
            ("R56-1", "2022-11-30"),
            ("R58-2", "2022-11-30"),
        ),
    }


def unlawful() -> SampleDossier:
    """农贸市场: a short notice, no risk assessment, sent back, and decided by nobody's meeting."""
    title, unit = "冠县城区农贸市场搬迁方案", "县市场监督管理局"
    traits = {"enterprises_affected": True, "livelihood": True, "adverse_effects": True, "professional": None}
    finding = {
        "id": "f1",
        "kind": "应当履行而未履行法定程序",
        "text": "可能影响社会稳定，没有进行风险评估。",
        "advice": "补做社会稳定风险评估后重新送审。",
    }
    short = parts.notice("n1", "2022-07-04", "2022-07-24", 3, "d1")
    document = base(
        "2022-004",
        parts.matter(title, "二", unit, traits, [], "冠县示例农贸市场"),
        unit,
        initiation=parts.initiation(unit, "2022-06-20", "2022-06-22", "2022-06-24"),
        drafting={"method": "自行起草", "drafts": [parts.draft("d1", 1, "2022-07-01", unit)]},
        participation={
            "notices": [short],
            "opinions": [parts.opinion("o1", "n1", "2022-07-10", "反对", "商户没有得到补偿。", "不采纳")],
        },
        legality={
            "unit_reviews": [parts.unit_review("u1", "2022-07-26", "2022-07-27", "2022-07-28", "县商务和投资促进局")],
            "rounds": [
                parts.legality_round("r1", "u1", "2022-07-29", ("公众参与",), "d1")
                | parts.legal_opinion("2022-08-03", "2022-08-02", "30", [finding], "退回补正")
            ],
        },
        deliberation={"decisions": [{"id": "z1", "made_on": "2022-08-10", "outcome": "同意", "meeting": None}]},
        publication={"channels": [{"channel": "政府网站", "published_on": "2022-08-15"}], "contents": ["决策结果"]},
        execution={"units": [{"name": unit, "tasks": [{"id": "t1", "task": "完成搬迁", "due_on": "2022-10-31"}]}]},
        attestations=confirmed(*INSTITUTIONAL),
    )
    return SampleDossier(document)


def carried_out() -> SampleDossier:
    """停车治理: being carried out, with a problem that was not reported in time."""
    title, unit = "冠县城区停车秩序综合治理方案", "县综合行政执法局"
    document = base(
        "2022-006",
        parts.matter(title, "一", unit, {"livelihood": True, "public_concern": True}, ["城市管理"]),
        unit,
        initiation=parts.initiation(unit, "2022-05-12", "2022-05-16", "2022-05-18"),
        drafting={"method": "自行起草", "drafts": [parts.draft("d1", 1, "2022-05-25", unit)]},
        participation={
            "notices": [parts.notice("n1", "2022-05-26", "2022-06-27", 1, "d1")],
            "symposia": [
                {
                    "id": "s1",
                    "materials_delivered_on": "2022-06-06",
                    "held_on": "2022-06-10",
                    "invitees": [
                        {"name": "示例社区居民", "stakeholder": True},
                        {"name": "示例物业", "stakeholder": True},
                    ],
                    "opinions_received": 1,
                }
            ],
            "polls": [
                {"id": "p1", "conducted_on": "2022-06-20", "third_party": False, "report_issued_on": "2022-06-23"}
            ],
            "opinions": [
                parts.opinion("o1", "n1", "2022-06-01", "赞成", "支持规范停车。", "全部采纳"),
                parts.opinion("o2", "s1", "2022-06-10", "中立", "夜间应免费。", "全部采纳"),
            ],
            "summary": {"completed_on": "2022-06-29", "supporting": 1, "opposing": 0, "neutral": 1},
            "feedback": {"published_on": "2022-07-20", "method": "政府网站专栏"},
        },
        execution=_parking_execution(unit),
        attestations=confirmed(
            *INSTITUTIONAL, ("R13-1", "2022-05-25"), ("R42-2", "2022-07-05"), ("R44-5", "2022-07-12")
        ),
    )
    return SampleDossier(document | _parking_decided())


def _parking_decided() -> Document:
    return {
        "legality": {
            "unit_reviews": [parts.unit_review("u1", "2022-06-30", "2022-07-01", "2022-07-04", "县公安局")],
            "rounds": [
                parts.legality_round("r1", "u1", "2022-07-05", ("公众参与",), "d1")
                | parts.legal_opinion("2022-07-18", "2022-07-12", "24", [], "合法")
            ],
        },
        "deliberation": {
            "meetings": [
                parts.meeting("m1", "2022-07-19", "2022-07-22", ["社会公众意见的研究采纳情况"], "d1")
                | {"record": parts.record("2022-07-22")}
            ],
            "decisions": [{"id": "z1", "made_on": "2022-07-22", "outcome": "原则同意", "meeting": "m1"}],
            "party_report": {"reported_on": "2022-07-25"},
        },
        "publication": parts.publication("2022-07-29", "2022-08-01", "d1"),
    }


def _parking_execution(unit: str) -> Document:
    return {
        "units": [
            {
                "name": unit,
                "tasks": [
                    {"id": "t1", "task": "施划车位二千个", "due_on": "2022-12-15", "completed_on": "2022-12-10"},
                    {"id": "t2", "task": "建成停车诱导系统", "due_on": "2023-03-31"},
                ],
            }
        ],
        "problems": [
            {
                "id": "b1",
                "kind": "客观情况发生重大变化",
                "found_on": "2022-12-23",
                "reported_on": None,
                "text": "疫情期间施工停滞，诱导系统可能延期。",
            }
        ],
        "suggestions": [
            {
                "id": "g1",
                "from": "示例市民",
                "received_on": "2022-11-02",
                "text": "增加无障碍车位",
                "handled_on": "2022-11-09",
                "result": "已增设二十个",
            }
        ],
    }
