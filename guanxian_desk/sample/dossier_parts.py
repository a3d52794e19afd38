"""The parts of an invented dossier, each done as the regulation wants it; a story gives the days and leaves out parts.

Days are written as in a dossier (2022-06-01). Names are invented; units are the county's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Part = dict[str, Any]
CLERK = "示例经办人"
_COUNTY = "冠县人民政府"


def matter(title: str, category: str, unit: str, traits: Part, fields: Sequence[str] = (), party: str = "") -> Part:
    """The matter; traits that are not given are decided not to be there."""
    decided = dict.fromkeys(
        (
            "market_entities",
            "trade",
            "other_units",
            "enterprises_affected",
            "livelihood",
            "professional",
            "adverse_effects",
            "wide_or_controversial",
            "public_concern",
        ),
        False,
    )
    return {
        "title": title,
        "deciding_body": "县人民政府",
        "category": category,
        "exclusion": "无",
        "special_procedure": {"exists": False},
        "confidentiality": {"confidential": False},
        "fields": list(fields),
        "interested_parties": [{"name": party or unit, "kind": "法人" if party else "其他组织"}],
        "traits": decided | {"hearing_grounds": [], "higher_approval": []} | traits,
    }


def catalogue(title: str, unit: str) -> Part:
    """The matter as the year's catalogue has it."""
    return {
        "year": 2022,
        "matter_name": title,
        "undertaking_unit": unit,
        "compiled_on": "2022-04-18",
        "approved_on": "2022-04-22",
        "party_consent_on": "2022-04-26",
        "published_on": "2022-04-28",
    }


def initiation(unit: str, study: str, reported: str, decided: str, joint: str = "") -> Part:
    """The unit proposed it, studied it itself, and the county decided to begin."""
    return {
        "proposal": {"source": "决策机关所属部门或者下一级人民政府", "proposer": unit, "received_on": "2022-04-29"},
        "study": {
            "unit": unit,
            "role": "建议提出单位",
            "completed_on": study,
            "contents": ["拟解决的主要问题", "建议理由和依据", "初步方案", "必要性", "可行性"],
        },
        "reported_on": reported,
        "decided_on": decided,
        "units": [{"name": unit, "role": "牵头"}, *([{"name": joint, "role": "协办"}] if joint else [])],
    }


def draft(
    name: str, version: int, made_on: str, unit: str, text: str | None = None, changes: str | None = None
) -> Part:
    """A version of the draft; text: the id of its attachment."""
    return {"id": name, "version": version, "made_on": made_on, "author": unit, "changes": changes, "text": text}


def notice(name: str, published: str, closes: str, received: int, used: str) -> Part:
    """A public notice with all that it has to say."""
    return {
        "id": name,
        "published_on": published,
        "closes_on": closes,
        "channels": ["政府网站", "政务新媒体", "报刊"],
        "contents": ["决策草案", "决策草案说明", "提出意见的方式", "提出意见的期限"],
        "opinions_received": received,
        "draft": used,
        "paper": {
            "addressee": "社会各界",
            "contact": CLERK,
            "phone": "0635-5230000",
            "email": "shili@guanxian.example",
            "address": "冠县红旗南路1号（示例）",
        },
    }


def opinion(name: str, source: str, on: str, stance: str, text: str, adoption: str | None, reason: str = "") -> Part:
    """An entry of the opinion register."""
    return {
        "id": name,
        "source": source,
        "from": "示例市民",
        "received_on": on,
        "stance": stance,
        "text": text,
        "adoption": adoption,
        "reason": reason or None,
    }


def hearing(name: str, announced: str, participants_on: str, held: str, reported: str | None) -> Part:
    """A hearing from its notice to its report; four of six participants are concerned themselves."""
    people = ("示例居民甲", "示例居民乙", "示例居民丙", "示例商户丁", "示例人大代表", "示例消费者协会")
    return {
        "id": name,
        "notice": {
            "published_on": announced,
            "contents": ["听证会时间、地点", "决策草案及其说明等材料", "申请参加听证会的时间、方式"],
            "paper": {"place": "县政务服务中心三楼会议室（示例）", "starts_at": "09:00"},
        },
        "many_applicants": True,
        "selection_method_published_on": participants_on,
        "participants_announced_on": participants_on,
        "materials_delivered_on": participants_on,
        "held_on": held,
        "public": True,
        "participants": [
            {"name": one, "stakeholder": place < 4, "attended": True, "signed": True}
            for place, one in enumerate(people)
        ],
        "steps": [
            "查明到场情况并宣布纪律",
            "宣布开始并介绍",
            "介绍决策草案",
            "陈述意见、询问、质证和辩论",
            "确认记录并签字",
        ],
        "report": {
            "issued_on": reported,
            "contents": ["听证会基本情况", "听证参加人的意见", "意见采纳情况和理由"] if reported else None,
        },
        "opinions_received": 1,
        "paper": {"host": "示例主持人", "recorder": CLERK, "place": "县政务服务中心三楼会议室（示例）"},
    }


def expert_review(name: str, given: str, concluded: str, field: str, feedback: str | None, count: int = 5) -> Part:
    """A review by experts of whom all but one know the field and one is a lawyer."""
    return {
        "id": name,
        "method": "论证会",
        "materials": ["决策草案", "起草说明", "测算资料"],
        "materials_provided_on": given,
        "concluded_on": concluded,
        "topics": ["必要性", "可行性", "科学性"],
        "experts": [
            {
                "name": f"示例专家{'一二三四五六七'[place]}",
                "kind": "法律专家" if place == count - 1 else "行业专家",
                "specialties": ["行政法"] if place == count - 1 else [field],
                "employer": "示例大学",
                "interest": {"declared_on": given, "has_interest": False},
                "opinion": {"signed_on": concluded, "text": "方案可行。", "adoption": "全部采纳"},
            }
            for place in range(count)
        ],
        "feedback_on": feedback,
    }


def assessment(name: str, planned: str, investigated: str, analysed: str, issued: str, level: str) -> Part:
    """A risk assessment in its five steps."""
    return {
        "id": name,
        "assessor": "冠县示例评估中心",
        "assessor_kind": "第三方机构",
        "kinds": ["社会稳定风险"],
        "plan": {"made_on": planned, "contents": ["评估目的", "评估对象与内容", "评估标准", "评估方法与步骤"]},
        "investigated_on": investigated,
        "key_groups_exist": True,
        "key_visits": [{"who": "沿线商户", "kind": "受影响较大的单位", "on": investigated, "in_person": True}],
        "analysed_on": analysed,
        "graded_on": analysed,
        "level": level,
        "report": {
            "issued_on": issued,
            "contents": [
                "评估事项和评估过程",
                "各方意见及其采纳情况",
                "决策可能引发的风险",
                "风险评估结果",
                "风险防范措施和处置预案",
            ],
        },
    }


def unit_review(name: str, first: str, signed: str, met: str, countersigner: str) -> Part:
    """The unit's own procedure: first review, countersigning, office meeting."""
    return {
        "id": name,
        "first_review": {
            "issued_on": first,
            "reviewer": "办公室（法制工作机构）",
            "heard": [
                {"role": "法律顾问", "name": "示例律师甲", "on": first},
                {"role": "公职律师", "name": "示例律师乙", "on": first},
            ],
        },
        "countersigns": [{"unit": countersigner, "on": signed}],
        "office_meeting": {"held_on": met, "passed": True},
    }


def legality_round(name: str, review: str, submitted: str, performed: Sequence[str], used: str) -> Part:
    """A submission with its materials; performed: the procedures whose materials are in it, the others explained."""
    every = ("公众参与", "专家论证", "风险评估", "公平竞争审查", "贸易政策合规审查")
    return {
        "id": name,
        "unit_review": review,
        "submitted_on": submitted,
        "materials": [
            "送审申请书",
            "决策草案",
            "起草说明",
            "法律法规规章和政策依据目录及文本",
            "部门会签意见",
            "合法性初审意见书",
            *(f"{one}材料" for one in performed),
        ],
        "drafting_statement": ["制定背景", "必要性", "形成过程"],
        "omitted_procedures": [
            {"procedure": one, "reason": f"本事项不涉及{one}的情形"} for one in every if one not in performed
        ],
        "draft": used,
    }


def legal_opinion(issued: str, heard: str, number: str, findings: Sequence[Part], conclusion: str) -> Part:
    """The justice bureau's part of a round: legal opinions and its own opinion."""
    return {
        "legal_opinions": [
            {"role": "法律顾问", "name": "示例律师丙", "on": heard},
            {"role": "公职律师", "name": "示例律师丁", "on": heard},
        ],
        "opinion": {
            "issued_on": issued,
            "conclusion": conclusion,
            "scope": ["法定权限", "法定程序", "内容合法"],
            "contents": [
                "审查的基本情况",
                "合法性审查结论",
                *(["理由、法律风险及修改意见和建议"] if findings else []),
            ],
            "findings": list(findings),
            "paper": {"document_number": f"冠司审〔2022〕{number}号", "signer": "示例局长"},
        },
    }


def meeting(name: str, requested: str, held: str | None, materials: Sequence[str], used: str) -> Part:
    """The county government's executive meeting on the draft."""
    return {
        "id": name,
        "kind": "政府常务会议",
        "topic": "决策草案",
        "request": {
            "submitted_on": requested,
            "materials": ["提请讨论的请示", "决策草案", "起草说明", *materials, "合法性审查意见"],
            "draft": used,
        },
        "held_on": held,
        "steps": ["承办单位作草案说明", "会议组成人员发表意见", "行政首长发表意见并作出决定"] if held else None,
        "members": [
            {"name": "示例县长", "chief": True, "present": True, "stance": "同意"},
            *({"name": f"示例副县长{one}", "present": True, "stance": "同意"} for one in "甲乙丙"),
            {"name": "示例副县长丁", "present": True, "stance": "不同意", "opinion": "建议分期实施"},
        ]
        if held
        else None,
        "paper": {"session": "第12次", "host": "示例县长", "place": "县政府第二会议室"},
    }


def record(made_on: str) -> Part:
    """The record of the meeting with what the one who disagreed said."""
    return {"made_on": made_on, "dissents": [{"member": "示例副县长丁", "text": "建议分期实施"}]}


def publication(first: str, second: str, used: str) -> Part:
    """The decision published, with the opinions' fate and an explanation."""
    return {
        "channels": [
            {"channel": "政府网站", "published_on": first},
            {"channel": "报纸", "published_on": second},
        ],
        "contents": ["决策事项", "决策依据", "决策结果"],
        "adoption_statement_on": second,
        "interpretations": [{"method": "新闻发布会", "on": second}],
        "draft": used,
        "paper": {"document_number": "冠政发〔2022〕示例号", "title": f"{_COUNTY}关于公布重大行政决策的公告"},
    }


def confirmed(*pairs: tuple[str, str]) -> list[Part]:
    """What the clerk confirmed: norm and day."""
    notes = {
        "R07-2": "决策工作经费列入年度预算",
        "R10-1": "已纳入法治政府建设规划和督察",
        "R13-1": "开展实地调研三次，召集有关部门协商",
        "R18-1": "政府网站已开设决策公开专栏",
        "R31-1": "与专家逐一核对利害关系和专业特长",
        "R42-2": "送审材料经核对真实、完整",
        "R44-5": "已按要求作出书面说明",
        "R54-2": "没有瞒报、谎报和漏报",
        "R56-1": "按季度跟踪执行情况",
        "R58-1": "有关制度已经建立",
        "R58-2": "已纳入政府督查",
        "R59-1": "归档制度已经建立",
    }
    return [{"norm": norm, "by": CLERK, "on": on, "note": notes[norm]} for norm, on in pairs]


INSTITUTIONAL = tuple((norm, "2022-04-29") for norm in ("R07-2", "R10-1", "R18-1", "R58-1", "R59-1"))
"""What the county has set up for all decisions."""
