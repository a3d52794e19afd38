"""What single papers say: days and numbers worked out, persons kept back, conclusions in the regulation's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.papers import (
    answers,
    competition,
    discussion,
    evaluation,
    execution,
    experts,
    hearings,
    notices,
    opinions,
    review,
    risk,
    submission,
)
from tests.decisions_papers.dossiers import SPARSE, full, source
from tests.decisions_papers.said import missing, said

FINDING = {"id": "f1", "kind": "具体规定不合法", "text": "第八条补偿标准偏低", "advice": "按省定标准执行"}


def finding(**facts: Any) -> dict[str, Any]:
    return FINDING | facts


def test_the_period_of_a_notice_is_counted_from_its_days() -> None:
    words = said("decision-notice", notices.public_notice)
    assert "自2022年6月1日起至2022年7月1日止，公布之日不计入，期限为30日。" in words
    longer = said("decision-notice", notices.public_notice, full(**{"n1.closes_on": "2022-07-11"}))
    assert "期限为40日。" in longer


def test_a_short_notice_prints_why_and_asks_for_it() -> None:
    short = {"n1.closes_on": "2022-06-30"}
    assert "向社会公开征求意见公告：公告中对缩短期限的说明原文" in missing(notices.public_notice, full(**short))
    explained = full(**short, **{"n1.shortening_statement": "因汛期临近，期限缩短为29日。"})
    assert "因汛期临近，期限缩短为29日。" in said("decision-notice", notices.public_notice, explained)
    assert missing(notices.public_notice, explained) == ()
    exactly = full(**{"n1.shortening_statement": "因汛期临近，期限缩短。"})
    assert "因汛期临近" not in said("decision-notice", notices.public_notice, exactly)


def test_a_notice_without_a_last_day_proposes_the_first_lawful_one() -> None:
    words = said("decision-notice", notices.public_notice, full(**{"n1.closes_on": None}))
    assert "〔　　年　月　日〕（不早于2022年7月1日）止" in words


def test_the_papers_of_a_symposium_are_due_three_days_before() -> None:
    assert "应当于召开座谈会3日前，即2022年6月17日及以前送达" in said("decision-symposium", notices.symposium)


def test_a_hearing_names_its_grounds_and_its_days() -> None:
    words = said("decision-hearing-notice", hearings.notice)
    assert "本决策事项直接涉及公民、法人或者其他组织切身利益，可能造成重大影响。" in words
    assert "时间：2022年6月28日9时" in words
    assert "申请人数较多，听证参加人遴选办法另行公布" in words
    assert "于2022年6月21日及以前送达听证参加人" in said("decision-hearing-participants", hearings.participants)
    assert "听证参加人共3人，其中利害关系人代表2人。" in said("decision-hearing-participants", hearings.participants)


def test_the_record_of_a_hearing_has_the_five_steps_and_every_opinion() -> None:
    said_there = {"id": "o9", "source": "h1", "from": "钱某", "received_on": "2022-06-28"}
    said_elsewhere = {"id": "o8", "source": "n1", "from": "周某", "received_on": "2022-06-08"}
    heard = [
        said_there | {"stance": "反对", "text": "出入不便"},
        said_elsewhere | {"stance": "赞成", "text": "同意"},
    ]
    more = full(**{"participation.opinions": heard})
    words = said("decision-hearing-record", hearings.record, more)
    steps = ["查明听证参加人", "宣布听证会开始", "介绍决策草案、依据", "陈述意见，进行询问", "确认听证会记录并签字"]
    assert sorted(steps, key=words.index) == steps
    assert "钱某（反对）：出入不便。" in words
    assert "周某" not in words
    assert "应到3人，实到3人" in words
    assert "钱某提出的意见，〔　　〕。" in said("decision-hearing-report", hearings.report, more)


def test_a_hearing_without_opinions_says_so() -> None:
    assert said("decision-hearing-report", hearings.report).count("听证参加人没有提出意见。") == 2


def test_the_public_reads_no_names_and_no_struck_opinion() -> None:
    struck = full(**{"o3.struck": {"on": "2022-06-21", "by": "刘明", "reason": "重复登记"}})
    words = said("decision-feedback", opinions.feedback, struck)
    assert "共登记意见2条，其中赞成的1条、反对的1条" in words
    assert "全部采纳1条，部分采纳1条，不采纳0条" in words
    assert "马某" not in words
    assert "注意工期" not in words
    assert "影响出行" in words
    assert "分段施工" in words


def test_an_expert_is_asked_alone_and_reads_the_office_hours() -> None:
    words = said("decision-expert-letter", experts.letter, None, "x1", "专家三")
    assert words.count("专家三专家") == 1
    assert "专家二" not in words
    assert "研究时间一般不少于7个工作日" in words
    assert "定于2022年6月17日14时30分在县交通运输局五楼会议室举行" in words
    written = said("decision-expert-letter", experts.letter, full(**{"x1.method": "书面咨询"}), "x1", "专家三")
    assert "请于2022年6月17日前提出书面意见" in written


def test_dissent_of_experts_is_counted_and_explained() -> None:
    words = said("decision-expert-adoption", experts.adoption)
    assert "参与论证的专家7人，其中行业专家5人、法律专家2人，持不同意见的1人。" in words
    assert "全部采纳6条，部分采纳1条，不采纳0条" in words
    assert "工期受汛期限制，调整为七个半月" in words
    assert "本人对决策草案持不同意见：" in said("decision-expert-opinion", experts.opinion, None, "x1", "专家二")


def test_a_risk_report_has_the_five_contents_in_their_order() -> None:
    words = said("decision-risk-report", risk.report)
    heads = ["评估事项和评估过程", "各方意见及其采纳", "决策可能引发的风险", "风险评估结果", "风险防范措施"]
    places = [words.index(f"{number}、{head}") for number, head in zip("一二三四五", heads)]
    assert places == sorted(places)
    assert "确定风险等级为中风险。" in words
    assert "六、" not in words


def test_an_application_tells_what_was_done_before() -> None:
    words = said("decision-submission", submission.application)
    assert "已履行公众参与、专家论证、风险评估、公平竞争审查、贸易政策合规审查等法定程序" in words
    assert "于2022年7月7日经本单位第9次办公会议讨论通过" in words
    before = full(**{"k1.report.issued_on": "2022-07-09"})
    assert "专家论证、公平竞争审查" in said("decision-submission", submission.application, before)


def test_what_was_left_out_is_explained_in_the_statement() -> None:
    omitted = [{"procedure": "风险评估", "reason": "已有环评"}]
    document = full(**{"k1.report.issued_on": None, "r1.omitted_procedures": omitted})
    words = said("decision-drafting-statement", submission.statement, document)
    assert "没有履行风险评估程序，理由是：已有环评。" in words
    assert "没有履行公众参与" not in words
    assert "未履行有关程序的说明" not in said("decision-drafting-statement", submission.statement)


def test_a_supplement_is_due_after_three_working_days() -> None:
    notice = {"requested_on": "2022-07-15", "items": ["部门会签意见", "决策草案"]}
    words = said("decision-supplement", review.supplement, full(**{"r1.supplements": [notice]}))
    assert "3个工作日内（即2022年7月20日及以前）补送" in words  # Friday; the weekend does not count
    assert "1.部门会签意见；" in words
    assert "2.决策草案。" in words
    assert "第1条" not in words


@pytest.mark.parametrize(
    ("conclusion", "words"),
    [
        ("合法", "可以提交冠县人民政府集体讨论"),
        ("修改后合法", "第四十七条规定，请认真研究本审查意见"),
        ("退回补正", "第四十五条第二项规定，现将送审材料退回你单位补正程序"),
        ("不合法", "第四十五条第一项、第四十一条第二款规定，建议不提交冠县人民政府讨论"),
        (None, "□ 合法　□ 修改后合法　□ 退回补正　□ 不合法"),
    ],
)
def test_an_opinion_concludes_in_the_words_of_the_regulation(conclusion: str | None, words: str) -> None:
    found = said("decision-opinion", review.opinion, full(**{"r1.opinion.conclusion": conclusion}))
    assert words in found
    assert ("合法性审查意见书：结论" in missing(review.opinion, full(**{"r1.opinion.conclusion": conclusion}))) == (
        conclusion is None
    )


def test_an_opinion_quotes_the_articles_that_it_names_and_no_article_of_the_draft() -> None:
    named = [finding(text="与《规定》第二十条第二款不符", advice="第十条相应修改"), finding(id="f2")]
    words = said("decision-opinion", review.opinion, full(**{"r1.opinion.findings": named}))
    assert "第二十条　决策事项向社会公开征求意见的" in words
    assert "第四十五条　对合法性审查中发现的问题" in words
    assert "第八条　" not in words
    assert "第十条　" not in words
    missed = [finding(kind="应当履行而未履行法定程序", text="没有按第三十条组织专家论证", advice=None)]
    assert "第三十条　" in said("decision-opinion", review.opinion, full(**{"r1.opinion.findings": missed}))


def test_an_opinion_names_the_procedures_that_the_rules_miss() -> None:
    document = full(**{"x1.concluded_on": None, "r1.opinion.conclusion": "退回补正", "r1.opinion.findings": []})
    words = said("decision-opinion", review.opinion, document)
    assert "送审时没有履行下列应当履行的程序" in words
    assert "第三十条第一款：" in words
    assert "第三十条　" in words


def test_the_days_of_review_leave_out_what_does_not_count() -> None:
    assert "审查用时8个工作日" in said("decision-opinion", review.opinion)
    span = [{"kind": "调查研究", "from": "2022-07-11", "to": "2022-07-12"}]
    words = said("decision-opinion", review.opinion, full(**{"r1.excluded_spans": span}))
    assert "审查用时6个工作日" in words
    assert "2022年7月11日至2022年7月12日开展调查研究" in words


def test_only_what_was_not_wholly_adopted_is_explained() -> None:
    answers_given = [
        finding(response={"on": "2022-07-22", "adoption": "部分采纳", "reason": "分批执行"}),
        finding(id="f2", text="日期有误", response={"on": "2022-07-22", "adoption": "全部采纳"}),
    ]
    words = said("decision-refusals", answers.refusals, full(**{"r1.opinion.findings": answers_given}))
    assert "提出意见2条。我单位认真研究，全部采纳1条，未采纳或者未完全采纳1条" in words
    assert "分批执行" in words
    assert "日期有误" not in words
    with pytest.raises(UserError, match="没有未采纳"):
        said("decision-refusals", answers.refusals)


@pytest.mark.parametrize("conclusion", ["退回补正", "不合法"])
def test_no_request_goes_out_over_a_shut_gate(conclusion: str) -> None:
    with pytest.raises(UserError, match=r"不得提交决策机关讨论（第四十一条第二款，关口 R41-2）"):
        said("decision-request", discussion.request, full(**{"r1.opinion.conclusion": conclusion}))


def test_a_request_lists_what_article_49_wants() -> None:
    words = said("decision-request", discussion.request)
    assert "审查结论为修改后合法；提出问题1条，全部采纳1条。" in words
    assert "联系人：刘明，联系电话：0635-0000001" in words
    asked = full(**{"m1.request.materials": None, "x1.concluded_on": None})
    listed = said("decision-request", discussion.request, asked)
    assert "社会公众意见的研究采纳情况" in listed
    assert "专家论证意见的研究采纳情况" not in listed


def test_the_record_of_the_meeting_keeps_the_dissent() -> None:
    words = said("decision-minutes", discussion.minutes)
    assert "副县长丙：资金来源未落实。" in words
    assert "出席人员中，同意3人、不同意1人。" in words
    assert "2022年7月28日，作出同意的决定。" in words
    contrary = full(**{"z1.contrary_reason": "群众需求迫切"})
    assert "与会议组成人员多数人意见不一致的理由：群众需求迫切。" in said(
        "decision-minutes", discussion.minutes, contrary
    )


def test_a_publication_has_matter_grounds_and_result() -> None:
    words = said("decision-publication", discussion.publication)
    assert "2022年7月28日，冠县人民政府集体讨论，作出同意的决定。" in words
    assert "登记公众意见3条，采纳和部分采纳3条；专家论证意见7条，采纳和部分采纳7条。" in words
    assert "决策公布：决策依据" in missing(discussion.publication, SPARSE)


@pytest.mark.parametrize(
    ("day", "state"), [(date(2022, 12, 20), "已完成"), (date(2022, 12, 19), "进行中"), (date(2023, 1, 1), "已完成")]
)
def test_a_task_stands_as_of_the_day(day: date, state: str) -> None:
    table = execution.tasks(source(as_of=day)).sheets[0]
    assert table.rows[0][5] == state


def test_a_task_is_late_on_the_day_after_its_limit() -> None:
    document = full(**{"t1.completed_on": None})
    states = [
        execution.tasks(source(document, as_of=day)).sheets[0].rows[0][5]
        for day in (date(2022, 12, 31), date(2023, 1, 1))
    ]
    assert states == ["进行中", "逾期"]


def test_an_evaluation_that_wants_a_change_names_who_decides_it() -> None:
    assert "县政府常务会议或者全体会议研究决定" not in said("decision-evaluation", evaluation.report)
    changed = full(**{"e1.report.recommendation": "修改决策"})
    assert "县政府常务会议或者全体会议研究决定" in said("decision-evaluation", evaluation.report, changed)


def test_a_paper_tells_nothing_that_came_after_it() -> None:
    report = said("decision-risk-report", risk.report)  # of 24 June
    assert "2022年6月20日召开座谈会" in report
    assert "举行听证会" not in report
    assert "认定风险" not in report
    later = said("decision-risk-report", risk.report, full(**{"k1.report.issued_on": "2022-07-06"}))
    assert "冠县人民政府于2022年7月6日认定风险可控" in later
    assert "举行听证会" in later
    statement = said("decision-drafting-statement", submission.statement)  # of 8 July
    assert "先后形成2稿" in statement
    assert "先后形成3稿" in said("decision-request", discussion.request)  # of 25 July
    table = said("decision-competition", competition.review)  # of 12 June
    assert "召开座谈会" not in table


def test_a_rejected_draft_is_not_published() -> None:
    with pytest.raises(UserError, match="没有要公布的决策"):
        discussion.publication(source(full(**{"z1.outcome": "不同意"})))
    in_principle = full(**{"z1.outcome": "原则同意"})
    assert "作出原则同意的决定" in said("decision-publication", discussion.publication, in_principle)
