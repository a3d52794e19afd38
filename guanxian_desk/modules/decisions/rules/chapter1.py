"""第一章 总则（第一条至第十条）.

Principles, duties and supervision of this chapter have no rule of their own: INFORMATIVE names them.
"""

from __future__ import annotations

from guanxian_desk.law.norms import Kind
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case
from guanxian_desk.modules.decisions.facts.deliberation import Decision
from guanxian_desk.modules.decisions.facts.matter import CatalogueAdjustment
from guanxian_desk.modules.decisions.patterns import (
    Act,
    act_by,
    after_decision,
    attested,
    each,
    in_order,
    lacking,
    met,
    not_applicable,
    pending,
    proof,
    public_only,
    unmet,
    until,
    within,
)
from guanxian_desk.modules.decisions.rules.publishing import publication_due

_COUNTY = "县人民政府"
_CATCH_ALL = "七"
_TO_BE_PUBLIC = ("决策事项", "决策依据", "决策结果")


@rule("R02-1")
def county_decision(case: Case) -> Ruling:
    """第二条：“重大行政决策的作出、执行和调整程序，适用本规定”."""
    body = case.dossier.matter.deciding_body
    if body is None:
        return until(case, case.initiation, "决策机关（县人民政府、乡镇街道或者县直部门）")
    if body == _COUNTY:
        return met("决策机关是县人民政府，适用本规定。")
    return not_applicable(f"决策机关是{body}，依第六十四条参照执行，各条照常评判。")


@rule("R03-1")
def category(case: Case) -> Ruling:
    """第三条第一款：“本规定所称重大行政决策事项（以下简称决策事项）包括”七类."""
    matter = case.dossier.matter
    if matter.category is None:
        return until(case, case.initiation, "决策事项属于第三条第一款哪一类")
    if matter.category == _CATCH_ALL and not matter.category_reason:
        return until(case, case.initiation, "归入第（七）类的理由")
    return met(f"决策事项属于第三条第一款第（{matter.category}）项。")


@rule("R03-2")
def special_procedure(case: Case) -> Ruling:
    """第三条第二款：“法律、行政法规对前款规定事项的决策程序另有规定的，依照其规定”."""
    special = case.dossier.matter.special_procedure
    if special.exists is False:
        return not_applicable("法律、行政法规对决策程序没有另外的规定。")
    if special.exists and special.basis:
        return met(f"决策程序另有规定：{special.basis}。")
    missing = "另有规定的法律、行政法规及条款" if special.exists else "法律、行政法规对决策程序是否另有规定的核对结果"
    return until(case, case.initiation, missing)


@rule("R03-3")
def excluded_matters(case: Case) -> Ruling:
    """第三条第二款：“财政政策等宏观调控决策……以及政府内部事务管理决策，不适用本规定”."""
    if case.dossier.matter.exclusion is None:
        return until(case, case.initiation, "是否属于四类不适用事项的核对结果")
    if case.excluded:
        return met(f"已核对：属于{case.dossier.matter.exclusion}，不适用本规定，其余各条不评判。")
    return met("已核对：不属于四类不适用事项。")


@rule("R04-1")
def catalogue_compiled(case: Case) -> Ruling:
    """第四条第一款：“编制县政府年度决策事项目录”."""
    catalogue = case.dossier.catalogue
    return act_by(case, Act("编制年度决策事项目录", catalogue.compiled_on, catalogue.evidence), case.meeting)


@rule("R04-2")
def catalogue_approved(case: Case) -> Ruling:
    """第四条第一款：“报决策机关研究确定”."""
    catalogue = case.dossier.catalogue
    compiled = Act("编制目录", catalogue.compiled_on, catalogue.evidence)
    return in_order(case, [compiled, Act("决策机关确定目录", catalogue.approved_on)], case.meeting)


@rule("R04-3")
def catalogue_published(case: Case) -> Ruling:
    """第四条第一款：“经同级党委同意后向社会公布”."""
    catalogue = case.dossier.catalogue
    steps = [
        Act("决策机关确定目录", catalogue.approved_on, catalogue.evidence),
        Act("同级党委同意", catalogue.party_consent_on),
        Act("目录向社会公布", catalogue.published_on),
    ]
    return in_order(case, steps, case.meeting)


@rule("R04-4")
def catalogue_adjusted(case: Case) -> Ruling:
    """第四条第一款：“根据实际情况调整”，调整同样经确定、同意、公布."""

    def properly(adjustment: CatalogueAdjustment) -> Ruling:
        steps = [
            Act("决策机关确定调整", adjustment.approved_on, proof(adjustment)),
            Act("同级党委同意调整", adjustment.party_consent_on),
            Act("调整向社会公布", adjustment.published_on),
        ]
        return in_order(case, steps, case.meeting)

    return each(case.dossier.catalogue.adjustments, properly, "目录没有调整。")


@rule("R04-5")
def catalogue_contents(case: Case) -> Ruling:
    """第四条第二款：“年度决策事项目录包括决策事项名称、承办单位等内容”."""
    catalogue = case.dossier.catalogue
    names = {"决策事项名称": catalogue.matter_name, "承办单位": catalogue.undertaking_unit}
    missing = "、".join(name for name, value in names.items() if value is None)
    if not missing:
        return met(f"目录载明“{catalogue.matter_name}”，承办单位{catalogue.undertaking_unit}。", catalogue.evidence)
    if case.come(catalogue.published_on):
        return unmet(f"已公布的目录缺少：{missing}。请补正并重新公布。", catalogue.evidence, catalogue.published_on)
    return until(case, case.meeting, f"目录中的{missing}", catalogue.evidence)


@rule("R06-2")
def result_public(case: Case) -> Ruling:
    """第六条第二款：“除依法应当保密的外，决策事项、依据和结果应当及时公开”."""

    def in_time(decision: Decision) -> Ruling:
        due = publication_due(case, decision)
        if due is None:
            return pending("依法应当经审议决定或者批准，公布期限从审议决定或者批准之日起算，现在还没有。")
        if not case.come(case.publication.day):
            return within(case, Act("公开决策事项、依据和结果", case.publication.day), due.day, due.terms)
        missing = lacking(case.dossier.publication.contents, _TO_BE_PUBLIC)
        evidence = proof(*case.dossier.publication.channels)
        if missing:
            return unmet(f"已公布的内容缺少：{'、'.join(missing)}。请补充公布。", evidence, case.publication.day)
        return within(case, Act("公开决策事项、依据和结果", case.publication.day, evidence), due.day, due.terms)

    return public_only(case, lambda: after_decision(case, in_time))


@rule("R07-2", Kind.ATTESTED)
def budgeted(case: Case) -> Ruling:
    """第七条：“将重大行政决策工作经费列入财政预算予以保障”."""
    return attested(case, "R07-2", case.archiving)


@rule("R10-1", Kind.ATTESTED)
def in_rule_of_law_plan(case: Case) -> Ruling:
    """第十条：“应当纳入法治政府建设规划，作为法治政府建设与责任落实督察的重要内容”."""
    return attested(case, "R10-1", case.archiving)


RULES = (
    county_decision, category, special_procedure, excluded_matters, catalogue_compiled, catalogue_approved,
    catalogue_published, catalogue_adjusted, catalogue_contents, result_public, budgeted, in_rule_of_law_plan,
)  # fmt: skip
INFORMATIVE = ("R05-1", "R06-1", "R07-1", "R08-1", "R08-2", "R09-1")
