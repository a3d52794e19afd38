"""A claim in the panel: what it comes to and why, its findings and notes, its stages, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.modules.cultivation.rules.catalogue import RULE_OF
from guanxian_desk.modules.cultivation.rules.stages import STAGES

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay

STORY, EDIT, PROOF, APPLY, BACK = "story", "edit", "proof", "apply", "back"
_TONES = {
    "已申请": "grey",
    "已审核": "amber",
    "公示中": "amber",
    "已批准": "blue",
    "已拨付": "green",
    "已审计": "green",
}


def claim_detail(day: CultivationDay, row: Row) -> Detail:
    """What the panel says of a claim."""
    sections = [Section("", _figures(row)), *_found(row), *_stages(row)]
    sections.append(Section("口径", words="\n".join(_options(day, row))))
    return Detail(row["name"], row["number"], (row["state"], _TONES[row["state"]]), tuple(sections), _actions(row))


def _figures(row: Row) -> tuple[Field, ...]:
    shares: tuple[Field, ...] = ()
    if row["priority"] is not None:
        shares = (
            Field("按次序可分", f"{yuan(row['priority'])} 元"),
            Field("按比例可分", f"{yuan(row['prorata'])} 元"),
        )
    return (
        Field("事项", row["what"]),
        Field("事项日期", f"{row['occurred_on'].isoformat()}（占{row['year']}年额度）"),
        Field("申请金额", f"{yuan(row['claimed'])} 元"),
        Field("封顶数", f"{yuan(row['ceiling'])} 元", "" if row["claimed"] <= row["ceiling"] else "amber"),
        Field("可付数", f"{yuan(row['payable'])} 元", "" if row["payable"] else "red"),
        Field("依据", row["clause"]),
        Field("事实", row["evidence"] or "没有证明文号", "" if row["evidence"] else "amber"),
        *shares,
        *((Field("批准", f"{yuan(row['approved'])} 元", "green"),) if row["approved"] else ()),
        *((Field("拨付", f"{yuan(row['paid'])} 元", "green"),) if row["paid"] else ()),
    )


def _found(row: Row) -> list[Section]:
    sections = [
        Section(
            f"{found.code} {RULE_OF[found.code].title}",
            words=f"{found.detail}。{RULE_OF[found.code].todo}",
        )
        for found in row["found"]
    ]
    if row["notes"]:
        sections.append(Section("提示（不影响兑现）", words="\n".join(f"· {note}" for note in row["notes"])))
    return sections


_TOLD = (
    ("voucher", "凭证"),
    ("minutes", "纪要"),
    ("township_opinion", "乡镇"),
    ("joint_opinion", "联审"),
    ("objections", "异议"),
    ("handled_by", "经办"),
)


def _stages(row: Row) -> list[Section]:
    fields = []
    for stage in STAGES:
        step = row["steps"].get(stage)
        if step is None:
            continue
        parts = [step["done_on"].isoformat()]
        parts += [f"{yuan(step['amount_fen'])} 元"] if step["amount_fen"] is not None else []
        parts += [f"{word}：{step[key]}" for key, word in _TOLD if step[key]]
        parts += ["失信或重大违法，暂缓"] if step["misconduct"] == "暂缓" else []
        fields.append(Field(stage, "，".join(parts)))
    return [Section("已办环节", tuple(fields))] if fields else []


def _options(day: CultivationDay, row: Row) -> list[str]:
    """The office's choices that this claim hangs on, with the clause each fills."""
    wanted = {"revenue": ("tiers",), "platform": ("climb",), "base": ("climb",), "cluster": ("climb",)}
    wanted |= {"specialized": ("climb",), "champion": ("climb",)}
    names = (*wanted.get(row["event"], ()), "budget_period", "publicity_days")
    lines = {line.name: line for line in day.options}
    return [
        f"· {lines[name].label}：{lines[name].text}（{lines[name].citation}没有写明，{lines[name].basis}）"
        for name in names
    ]


def _actions(row: Row) -> tuple[Action, ...]:
    following: tuple[Action, ...] = ()
    if row["next"]:
        tip = "审核定为暂缓，不再往下办" if row["held"] else ""
        following = (
            Action(row["next"], f"登记{row['next']}…", "check", primary=True, enabled=not row["held"], tip=tip),
        )
    back = (Action(BACK, "收回最后环节", "undo"),) if row["steps"] else ()
    return (
        *following,
        Action(STORY, "查看企业", "enterprises"),
        *back,
        *(() if row["steps"] else (Action(EDIT, "修改申请…", "file"),)),
    )
