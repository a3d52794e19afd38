"""The cultivation cases against the program; and what the set of cases must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from guanxian_desk.modules.cultivation import review, rewards
from guanxian_desk.modules.cultivation.policy import cultivation_policy
from guanxian_desk.modules.cultivation.rules.catalogue import BY_MATTER, RULES
from tests.cultivation.cases import WORD_OF, WORDS, Case, fen, load_cases

CASES = load_cases()


def subject(word: str) -> str:
    """甲/瞪羚/省级/2022-06-01 with the code for the word."""
    first, stroke, rest = word.partition("/")
    return WORDS.get(first, first) + stroke + rest


def found(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    return sorted((one["code"], one["subject"]) for one in document["findings"])


def expected_findings(case: Case) -> list[tuple[str, str]]:
    return sorted((code, subject(word)) for code, word in case.expected["问题"])


def check_claims(case: Case, answer: rewards.Rewards, document: Mapping[str, Any]) -> None:
    claims = {one["claim"]: one for one in document["claims"]}
    for number, wan in case.expected.get("应得", {}).items():
        assert claims[number]["entitled"] == fen(wan), number
    if case.expected.get("应得") == {}:
        assert claims == {}
    for number, state in case.expected.get("状态", {}).items():
        assert claims[number]["state"] == state
    notes = {one.claim.number: one.notes for one in answer.claims}
    for number, words in case.expected.get("提示", {}).items():
        assert len(notes[number]) == len(words), notes[number]
        assert all(word in note for word, note in zip(words, notes[number]))


def check_suggestions(case: Case, document: Mapping[str, Any]) -> None:
    if "建议" in case.expected:
        suggested = [(one["enterprise"], one["event"], one["level"], one["entitled"]) for one in document["suggested"]]
        wanted = [(WORDS[who], BY_MATTER[what].key, level, fen(wan)) for who, what, level, wan in case.expected["建议"]]
        assert sorted(suggested) == sorted(wanted)


def check_money(case: Case, document: Mapping[str, Any]) -> None:
    names = {"预算": "budget", "已批准": "approved", "已拨付": "paid", "剩余": "remaining"}
    for name, wan in case.expected.get("额度", {}).items():
        assert document[names[name]] == fen(wan), name
    if "分配" in case.expected:
        assert [one["period"] for one in document["cut"]] == list(case.expected["分配"])
        for cut, wanted in zip(document["cut"], case.expected["分配"].values()):
            assert cut["room"] == fen(wanted["剩余"])
            assert cut["over"] == fen(wanted["缺口"])
            served = [(share["claim"], share["amount"]) for share in cut["priority"]]
            assert served == [(number, fen(wan)) for number, wan in wanted["按次序"]]
            shared = {share["claim"]: share["amount"] for share in cut["prorata"]}
            assert shared == {number: fen(wan) for number, wan in wanted["按比例"].items()}


def answer_rewards(case: Case) -> None:
    year = None if case.asked["年度"] == "全部" else int(case.asked["年度"])
    policy = cultivation_policy(date(2024, 6, 30), trial=case.asked.get("口径", {}))
    answer = rewards.answer(case.records, policy, year)
    document = answer.as_json()
    assert document["year"] == year
    check_claims(case, answer, document)
    check_suggestions(case, document)
    check_money(case, document)
    if "问题" in case.expected:
        assert found(document) == expected_findings(case)


def answer_targets(case: Case) -> None:
    as_of = date.fromisoformat(case.asked["截至"])
    document = review.reach(case.records, cultivation_policy(as_of), as_of).as_json()
    assert document["as_of"] == case.asked["截至"]
    targets = {one["key"]: one for one in document["targets"]}
    for key, wanted in case.expected["目标"].items():
        names = [(one["code"], one["name"], one["date"]) for one in targets[key]["names"]]
        assert sorted(names) == sorted(counted(*row) for row in wanted)
        assert targets[key]["actual"] == len(wanted)


def counted(who: str, day: str) -> tuple[str, str, str]:
    word, _, person = who.partition(" ")
    return WORDS[word], person or f"{word}公司", day


def answer_review(case: Case) -> None:
    policy = cultivation_policy(date(2024, 6, 30), trial=case.asked.get("口径", {}))
    document = review.review_pool(case.records, policy, int(case.asked["评价"])).as_json()
    entries = [(WORD_OF[one["code"]], one["category"], one["action"], one["meets"]) for one in document["entries"]]
    assert sorted(entries) == sorted((who, own, action, meets) for who, own, action, meets in case.expected["在库"])
    if "在库数" in case.expected:
        assert document["in_pool"] == int(case.expected["在库数"])
    if "候选" in case.expected:
        candidates = [(WORD_OF[one["code"]], one["meets"]) for one in document["candidates"]]
        assert sorted(candidates) == sorted((who, meets) for who, meets in case.expected["候选"])
    if "问题" in case.expected:
        assert found(document) == expected_findings(case)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}:{case.name}" for case in CASES])
def test_the_program_answers_as_the_case_says(case: Case) -> None:
    if "年度" in case.asked:
        answer_rewards(case)
    elif "截至" in case.asked:
        answer_targets(case)
    else:
        answer_review(case)


def test_there_are_enough_cases_and_every_reading_is_there() -> None:
    readings = Counter(number for case in CASES for number in case.readings)
    assert len(CASES) >= 60
    assert [case.name for case in CASES if not case.expected] == []
    assert [number for number in range(1, 16) if readings[number] < 2] == []


def test_every_finding_is_present_in_some_case() -> None:
    present = {code for case in CASES for code, _ in case.expected.get("问题", ())}
    assert present == {rule.code for rule in RULES}


def test_names_are_unique() -> None:
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []
