"""What clerks decide on screen: stages by role, cuts, merges, reviews, scores; each checked before and undoable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.cultivation.changes import ROLES, Decision, StepEntry
from guanxian_desk.modules.cultivation.rules.pool import Action
from guanxian_desk.modules.cultivation.rules.stages import STAGES, State
from guanxian_desk.services import cultivation_claims as claiming
from guanxian_desk.services import cultivation_merging as merging
from guanxian_desk.services import cultivation_pool as pooling
from guanxian_desk.services import records
from guanxian_desk.services.cultivation import rewards
from guanxian_desk.services.cultivation_day import CultivationDay, look
from guanxian_desk.services.office import Office
from guanxian_desk.services.steps import undo_last
from tests.cultivation.county import CODE, WAN, YEAR_END


def day_of(office: Office, day: date = YEAR_END) -> CultivationDay:
    return look(office, day)


def claim_of(office: Office, key: str, matter: str) -> str:
    """The number of a claim of somebody with a story."""
    day = day_of(office)
    return next(
        one.claim.number
        for one in day.everything.claims
        if one.enterprise == CODE[key] and one.item.matter == matter and one.progress.state is not State.AUDITED
    )


def state_of(office: Office, number: str) -> State:
    return next(one.progress.state for one in rewards(office, None).claims if one.claim.number == number)


def act(office: Office, role: Role, entry: StepEntry) -> None:
    claiming.enter_step(replace(office, actor=Actor("某人", role)), entry)


def test_a_claim_goes_its_way_by_hand_and_back(county: Office) -> None:
    number = claim_of(county, "unicorn", "独角兽")
    steps = (
        StepEntry(number, "公示", date(2024, 11, 1)),
        StepEntry(number, "批准", date(2024, 11, 8), 20 * WAN, minutes="纪要1"),
        StepEntry(number, "拨付", date(2024, 12, 2), 20 * WAN, voucher="凭1"),
        StepEntry(number, "审计", date(2025, 3, 3)),
    )
    for entry, state in zip(steps, (State.PUBLICISED, State.APPROVED, State.PAID, State.AUDITED)):
        claiming.enter_step(county, entry)
        assert state_of(county, number) is state
    assert claiming.take_back_step(county, number) == "审计"
    assert state_of(county, number) is State.PAID
    assert "收回环节" in undo_last(county)
    assert state_of(county, number) is State.AUDITED


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (StepEntry("", "批准", date(2024, 11, 8), 20 * WAN), "还没有“公示”"),
        (StepEntry("", "审核", date(2024, 11, 8)), "已经登记过"),
        (StepEntry("没有", "审核", date(2024, 11, 8)), "没有编号为 没有 的申请"),
    ],
)
def test_a_stage_that_an_import_would_refuse_is_refused(county: Office, entry: StepEntry, said: str) -> None:
    number = entry.claim or claim_of(county, "unicorn", "独角兽")
    with pytest.raises(UserError, match=said):
        claiming.enter_step(county, replace(entry, claim=number))


@pytest.mark.parametrize(("day", "allowed"), [(date(2024, 11, 7), False), (date(2024, 11, 8), True)])
def test_five_working_days_of_publicity(county: Office, day: date, allowed: bool) -> None:
    number = claim_of(county, "unicorn", "独角兽")
    claiming.enter_step(county, StepEntry(number, "公示", date(2024, 11, 1)))
    row = next(row for row in claiming.claim_rows(day_of(county)) if row["number"] == number)
    assert row["approvable_on"] == date(2024, 11, 8)
    if allowed:
        claiming.enter_step(county, StepEntry(number, "批准", day, 20 * WAN))
    else:
        with pytest.raises(UserError, match="只过了 4 个工作日"):
            claiming.enter_step(county, StepEntry(number, "批准", day, 20 * WAN))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("role", list(Role))
def test_each_stage_by_its_role(county: Office, stage: str, role: Role) -> None:
    """Nobody passes a stage that is not of the role; whoever may meets the next check instead."""
    number = claim_of(county, "state", "销售收入突破")
    entry = StepEntry(number, stage, date(2024, 1, 10))
    if role not in ROLES[stage]:
        with pytest.raises(UserError, match=f"的角色是{role}"):
            act(county, role, entry)
    elif stage == "审核":
        act(county, role, entry)
        assert state_of(county, number) is State.CHECKED
    else:
        with pytest.raises(UserError, match="还没有"):
            act(county, role, entry)


def test_readers_enter_nothing() -> None:
    assert all(Role.READER not in roles and Role.MANAGER in roles for roles in ROLES.values())
    assert ROLES.keys() == set(STAGES)


def test_a_deferred_claim_goes_no_further(county: Office) -> None:
    number = claim_of(county, "state", "销售收入突破")
    claiming.enter_step(county, StepEntry(number, "审核", date(2024, 1, 10), misconduct="暂缓"))
    with pytest.raises(UserError, match="暂缓"):
        claiming.enter_step(county, StepEntry(number, "公示", date(2024, 1, 11)))
    claiming.take_back_step(county, number)
    claiming.enter_step(county, StepEntry(number, "审核", date(2024, 1, 12), misconduct="无"))
    claiming.enter_step(county, StepEntry(number, "公示", date(2024, 1, 15)))


@pytest.mark.parametrize("way", [claiming.PRIORITY, claiming.PRO_RATA])
def test_a_cut_is_approved_within_the_budget_in_one_step(county: Office, way: str) -> None:
    before = rewards(county, 2023)
    assert before.cuts
    cut = before.cuts[0]
    ready = {one.claim.number for one in before.claims if one.progress.state is State.PUBLICISED}
    shares = {share.claim: share.amount for share in (cut.priority if way == claiming.PRIORITY else cut.prorata)}
    count = claiming.approve_cut(county, claiming.Cutting("2023", way, date(2023, 12, 20), "纪要2"))
    after = rewards(county, 2023)
    approved = {one.claim.number: one.progress.approved_fen for one in after.claims}
    expected = {number: amount for number, amount in shares.items() if amount and number in ready}
    assert count == len(expected)
    assert {number: approved[number] for number in expected} == expected
    assert after.pot.approved <= after.pot.budget - after.pot.used
    assert "撤销" in undo_last(county)
    assert rewards(county, 2023).pot.approved == before.pot.approved


def test_there_is_no_cut_while_money_is_enough(county: Office) -> None:
    with pytest.raises(UserError, match="额度够用"):
        claiming.approve_cut(county, claiming.Cutting("2022", claiming.PRIORITY, date(2023, 12, 20), "纪要"))


def test_a_claim_with_stages_is_not_deleted_by_hand(county: Office) -> None:
    number = claim_of(county, "unicorn", "独角兽")
    form = records.opened(county, "reward-claims", (number,))
    with pytest.raises(UserError, match=f"申请 {number}（已到“审核”）"):
        records.remove(county, form)
    step = records.opened(county, "reward-steps", (number, "审核"))
    records.remove(county, step)
    records.remove(county, records.opened(county, "reward-claims", (number,)))


# who is who


def test_merging_joins_by_code_keeps_the_records_and_can_be_undone(county: Office) -> None:
    day = day_of(county)
    pair = next(
        row
        for row in merging.pair_rows(day)
        if row["state"] == "待核对" and CODE["mistyped"] in (row["one"], row["other"])
    )
    right = pair["other"] if pair["one"] == CODE["mistyped"] else pair["one"]
    assert any("校验位不符" in reason for reason in pair["reasons"])
    assert "联系电话相同" in pair["reasons"]
    assert "15416" not in str(pair), "a phone is personal"
    merging.join(county, right, CODE["mistyped"], "两个乡镇各报一次，代码抄错一位")
    joined = day_of(county)
    firm = joined.firm(CODE["mistyped"])
    assert firm is not None
    assert firm.code == right
    assert set(firm.codes) == {right, CODE["mistyped"]}
    assert len(firm.figures) == 4, "figures written under the mistyped code are its own"
    assert joined.books.enterprises[right]["former_names"] == "冠县安澜木业有限公司"
    assert [row["decision"] for row in joined.identities] == ["合并"]
    with pytest.raises(UserError, match="已经是一家企业"):
        merging.join(county, right, CODE["mistyped"], "再来一次")
    merging.split(county, right, CODE["mistyped"], "核对后确为两家")
    apart = day_of(county)
    assert apart.firm(right) is not apart.firm(CODE["mistyped"])
    assert apart.books.enterprises[right]["former_names"] is None
    undo_last(county)
    again = day_of(county)
    assert again.firm(right) is again.firm(CODE["mistyped"])


def test_a_pair_that_is_two_is_not_proposed_again(county: Office) -> None:
    waiting = [row for row in merging.pair_rows(day_of(county)) if row["state"] == "待核对"]
    first = waiting[0]
    with pytest.raises(UserError, match="要写明理由"):
        merging.keep_apart(county, first["one"], first["other"], " ")
    merging.keep_apart(county, first["one"], first["other"], "地址不同，法人不同")
    left = [row for row in merging.pair_rows(day_of(county)) if row["state"] == "待核对"]
    assert len(left) == len(waiting) - 1
    undo_last(county)
    assert len([row for row in merging.pair_rows(day_of(county)) if row["state"] == "待核对"]) == len(waiting)


# the pool


def entry_with(day: CultivationDay, action: Action) -> dict[str, object]:
    return next(dict(row) for row in pooling.pool_rows(day) if row["action"] == action.value and row["firm"])


def key_of(row: dict[str, object]) -> tuple[str, str, date]:
    entered = row["entered_on"]
    assert isinstance(entered, date)
    return str(row["code"]), str(row["category"]), entered


def test_who_leaves_is_written_with_the_reason(county: Office) -> None:
    row = entry_with(day_of(county), Action.LEAVE)
    decision = Decision(2023, Action.LEAVE, "连续两年不符合条件", date(2024, 1, 15))
    pooling.decide(county, key_of(row), decision)
    after = day_of(county)
    written = next(one for one in after.records.pool if (one.code, one.category) == key_of(row)[:2])
    assert written.left_on == date(2024, 1, 15)
    again = next(one for one in pooling.pool_rows(after) if one["entered_on"] and key_of(dict(one)) == key_of(row))
    assert again["state"] == "已定：退出"
    with pytest.raises(UserError, match="已于 2024-01-15 退出"):
        pooling.decide(county, key_of(row), decision)
    undo_last(county)
    assert entry_with(day_of(county), Action.LEAVE)["code"] == row["code"]


def test_an_adjustment_leaves_one_class_and_enters_another(county: Office) -> None:
    row = entry_with(day_of(county), Action.ADJUST)
    other = str(row["meets"]).split("、")[0]
    pooling.decide(county, key_of(row), Decision(2023, Action.ADJUST, "按评价调整", date(2024, 1, 15), other))
    entries = [one for one in day_of(county).records.pool if one.code == row["code"]]
    assert {(one.category, one.left_on) for one in entries} == {(row["category"], date(2024, 1, 15)), (other, None)}
    undo_last(county)
    assert len([one for one in day_of(county).records.pool if one.code == row["code"]]) == 1


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision(2023, Action.KEEP, " ", date(2024, 1, 15)), "要写明理由"),
        (Decision(2023, Action.ADJUST, "调整", date(2024, 1, 15), ""), "要写明新的入库类别"),
        (Decision(2023, Action.LEAVE, "退出", date(2022, 1, 1)), "不能早于入库日期"),
    ],
)
def test_a_decision_is_checked(county: Office, decision: Decision, said: str) -> None:
    row = entry_with(day_of(county), Action.LEAVE)
    with pytest.raises(UserError, match=said):
        pooling.decide(county, key_of(row), decision)
    assert not day_of(county).decided


def test_points_of_a_clerk_go_before_those_proposed(county: Office, tmp_path: Path) -> None:
    row = entry_with(day_of(county), Action.KEEP)
    code = str(row["firm"])
    before = day_of(county).sheets[code]
    assert not before.complete
    pooling.score(county, code, 2023, {"service": 100, "growth": 0}, "配合好")
    after = day_of(county).sheets[code]
    points = {line.criterion.key: line.points for line in after.lines}
    assert (points["service"], points["growth"]) == (100, 0)
    assert after.complete
    pooling.score(county, code, 2023, {"growth": None}, "")
    assert {line.criterion.key: line.given for line in day_of(county).sheets[code].lines}["growth"] is None
    with pytest.raises(UserError, match="0 到 100"):
        pooling.score(county, code, 2023, {"service": 101}, "")


def test_readers_decide_nothing(county: Office) -> None:
    reader = replace(county, actor=Actor("小李", Role.READER))
    day = day_of(county)
    row, pair = entry_with(day, Action.LEAVE), merging.pair_rows(day)[0]
    decision = Decision(2023, Action.LEAVE, "退出", date(2024, 1, 15))
    for verb in (
        lambda: pooling.decide(reader, key_of(row), decision),
        lambda: pooling.score(reader, str(row["firm"]), 2023, {"service": 1}, ""),
        lambda: merging.join(reader, pair["one"], pair["other"], "同一家"),
        lambda: merging.split(reader, pair["one"], pair["other"], "两家"),
        lambda: merging.keep_apart(reader, pair["one"], pair["other"], "两家"),
    ):
        with pytest.raises(UserError, match="小李的角色是只读"):
            verb()
