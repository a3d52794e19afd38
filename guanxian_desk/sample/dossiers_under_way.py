"""Three invented decisions on their way: past the hearing, stuck before the meeting, with the notice running."""

from __future__ import annotations

from guanxian_desk.sample import dossier_parts as parts
from guanxian_desk.sample.dossier_frame import Document, SampleDossier, base
from guanxian_desk.sample.dossier_parts import INSTITUTIONAL, confirmed


def with_hearing() -> SampleDossier:
    """水价调整: the hearing is over, the review has not begun."""
    title, unit = "冠县城区居民生活用水价格调整方案", "县发展和改革局"
    traits = {
        "livelihood": True,
        "hearing_grounds": ["法律法规规章规定", "直接涉及切身利益可能造成重大影响"],
        "adverse_effects": True,
        "public_concern": True,
    }
    document = base(
        "2022-002",
        parts.matter(title, "一", unit, traits, ["价格"], "冠县示例自来水公司"),
        unit,
        initiation=parts.initiation(unit, "2022-09-05", "2022-09-07", "2022-09-09", "县水利局"),
        drafting={"method": "自行起草", "drafts": [parts.draft("d1", 1, "2022-09-26", unit)]},
        participation={
            "notices": [parts.notice("n1", "2022-10-08", "2022-11-10", 2, "d1")],
            "hearings": [parts.hearing("h1", "2022-10-20", "2022-11-03", "2022-11-16", "2022-11-21")],
            "polls": [
                {
                    "id": "p1",
                    "conducted_on": "2022-11-08",
                    "third_party": True,
                    "conductor": "聊城示例调查中心",
                    "interest_free": True,
                    "report_issued_on": "2022-11-14",
                }
            ],
            "opinions": [
                parts.opinion("o1", "n1", "2022-10-12", "反对", "涨价幅度过大。", "部分采纳", "第一阶梯水价涨幅减半"),
                parts.opinion("o2", "n1", "2022-10-30", "中立", "请公布成本监审结果。", "全部采纳"),
                parts.opinion("o3", "h1", "2022-11-16", "赞成", "同意阶梯水价，困难家庭应有补贴。", "全部采纳"),
            ],
            "summary": {"completed_on": "2022-12-05", "supporting": 1, "opposing": 1, "neutral": 1},
        },
        risk={
            "assessments": [parts.assessment("k1", "2022-10-10", "2022-10-24", "2022-11-04", "2022-11-11", "中风险")]
        },
        attestations=confirmed(*INSTITUTIONAL, ("R13-1", "2022-09-26")),
    )
    return SampleDossier(document)


_FINDINGS: tuple[Document, ...] = (
    {
        "id": "f1",
        "kind": "具体规定不合法",
        "text": "第八条要求居民按户预交改造费，没有上位法依据。",
        "advice": "改为居民自愿出资，或者删去本条。",
        "response": {
            "on": "2022-12-12",
            "adoption": "部分采纳",
            "reason": "删去强制预交的规定；多数居民要求保留自愿预交，改为居民自愿并可随时退回。",
        },
    },
    {
        "id": "f2",
        "kind": "具体规定不合法",
        "text": "第十二条限定由本地企业施工，排除、限制竞争。",
        "advice": "改为依法公开招标。",
    },
    {
        "id": "f3",
        "kind": "具体规定不合法",
        "text": "第十五条将改造后的物业服务期限定为五年，超出业主约定的范围。",
        "advice": "由业主大会依法约定服务期限。",
        "response": {
            "on": "2022-12-14",
            "adoption": "不采纳",
            "reason": "该条只适用于业主大会已经表决同意的小区，已在说明中写明",
        },
    },
)


def stuck() -> SampleDossier:
    """老旧小区: 修改后合法, and one point is not answered: the gate of the meeting is shut."""
    title, unit = "冠县老旧小区改造实施方案", "县住房和城乡建设局"
    document = base(
        "2022-003",
        parts.matter(title, "六", unit, {"market_entities": True, "livelihood": True}, ["城市建设"]),
        unit,
        initiation=parts.initiation(unit, "2022-08-02", "2022-08-04", "2022-08-08"),
        drafting={
            "method": "自行起草",
            "drafts": [parts.draft("d1", 1, "2022-08-29", unit)],
            "fair_competition_review": {"concluded_on": "2022-09-05", "conclusion": "符合公平竞争审查标准"},
        },
        participation={
            "notices": [parts.notice("n1", "2022-09-06", "2022-10-10", 1, "d1")],
            "opinions": [
                parts.opinion("o1", "n1", "2022-09-15", "赞成", "建议加装电梯。", "部分采纳", "具备条件的楼栋加装")
            ],
            "summary": {"completed_on": "2022-10-14", "supporting": 1, "opposing": 0, "neutral": 0},
        },
        legality={
            "unit_reviews": [parts.unit_review("u1", "2022-10-18", "2022-10-20", "2022-10-25", "县财政局")],
            "rounds": [
                parts.legality_round("r1", "u1", "2022-11-21", ("公众参与", "公平竞争审查"), "d1")
                | parts.legal_opinion("2022-12-05", "2022-11-30", "45", _FINDINGS, "修改后合法")
            ],
        },
        deliberation={
            "meetings": [
                parts.meeting("m1", "2023-01-09", None, ["社会公众意见的研究采纳情况", "公平竞争审查材料"], "d1")
            ]
        },
        attestations=confirmed(
            *INSTITUTIONAL, ("R13-1", "2022-08-29"), ("R42-2", "2022-11-21"), ("R44-5", "2022-11-30")
        ),
    )
    return SampleDossier(document)


def noticed() -> SampleDossier:
    """学校布局: the public notice is running into the new year."""
    title, unit = "冠县中小学校布局专项规划（2023—2030年）", "县教育和体育局"
    traits = {"livelihood": True, "other_units": True, "professional": True, "adverse_effects": True}
    document = base(
        "2022-005",
        parts.matter(title, "三", unit, traits, ["教育"]),
        unit,
        initiation=parts.initiation(unit, "2022-11-10", "2022-11-14", "2022-11-18", "县自然资源和规划局"),
        drafting={
            "method": "自行起草",
            "drafts": [parts.draft("d1", 1, "2022-12-12", unit)],
            "consultations": [
                {"id": "c1", "unit": "县自然资源和规划局", "requested_on": "2022-12-13"},
                {
                    "id": "c2",
                    "unit": "县财政局",
                    "requested_on": "2022-12-13",
                    "replied_on": "2022-12-20",
                    "agreed": False,
                    "opinion": "建设资金安排过于集中",
                },
            ],
        },
        participation={"notices": [parts.notice("n1", "2022-12-15", "2023-01-14", 0, "d1")]},
        expert_reviews=[
            {"id": "x1", "method": "论证会", "materials": ["规划草案"], "materials_provided_on": "2022-12-22"}
        ],
        deliberation={"meetings": [{"id": "m1", "kind": "政府常务会议", "topic": "决策草案", "held_on": "2023-02-24"}]},
        attestations=confirmed(*INSTITUTIONAL, ("R13-1", "2022-12-12")),
    )
    return SampleDossier(document)
