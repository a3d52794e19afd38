"""The library's findings in words: what each means, what to do, what it rests on (冠政发〔2022〕10号)."""

from __future__ import annotations

from typing import NamedTuple

NOTICE = "冠政发〔2022〕10号"
LIBRARY_CLAUSE = (
    "建立冠县数字经济重点项目库，健全完善项目筛选和论证机制，实时谋划和遴选一批引领作用强、技术含量高、市场前景好、"
    "行业影响大的数字经济项目，及时入库管理，形成“谋划一批、储备一批、开工一批、竣工一批”的“四个一批”发展机制。"
)
PROBLEM_CLAUSE = (
    "每年不定期召开数字经济专班调度会，强化跟踪服务，畅通绿色通道，对在数字经济项目落地建设过程中遇到的困难和问题"
    "实行“一事一议”，推动数字经济项目和产业集聚区加快建设。"
)
CHECK_CLAUSE = (
    "冠县数字经济工作专班及其办公室加强对各成员单位落实本规划有关任务情况的调度、检查、评估。对发现的问题及时督促整改。"
)
SEAT_CLAUSE = "专班成员如有变动，由新任相应职务人员自行替补，不再另行发文通知。"


class Rule(NamedTuple):
    """One kind of finding."""

    code: str
    title: str
    todo: str
    clause: str


RULES = (
    Rule("D01", "没有实施主体或所在地", "向责任单位问清后，在项目库里补上。", LIBRARY_CLAUSE),
    Rule("D02", "阶段跳级或无故退回", "核对阶段：漏报的补报中间阶段，确实退回的写明原因。", LIBRARY_CLAUSE),
    Rule("D03", "计划日期已过", "问清未开工、未竣工的原因，提请调度会研究，必要时调整计划日期。", CHECK_CLAUSE),
    Rule("D04", "到期的进展没有报", "催责任单位补报。", CHECK_CLAUSE),
    Rule("D05", "累计投资有误", "请责任单位核对累计完成投资，更正后重报；总投资变了的先改项目库。", CHECK_CLAUSE),
    Rule("D06", "问题超过答复期限", "催责任单位答复；仍不能解决的提请调度会研究。", PROBLEM_CLAUSE),
)
RULE_OF = {rule.code: rule for rule in RULES}
