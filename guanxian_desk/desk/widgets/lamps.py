"""Lamps: a colour never comes alone, a shape and a word go with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel

from guanxian_desk.desk.widgets.parts import label


@dataclass(frozen=True, slots=True)
class Lamp:
    """icon: a name of icons.NAMES; token: green, amber, red, grey or blue; words: what it says."""

    icon: str
    token: str
    words: str


# What a finding does.
BLOCKS = Lamp("square", "red", "拦截")
NOTES = Lamp("triangle", "amber", "提示")
WAITS = Lamp("ring", "grey", "待发放")
RESOLVED = Lamp("done", "green", "已消除")
WAIVED = Lamp("flag", "blue", "已说明理由")
OPEN = Lamp("ring", "amber", "待处理")

# What a rule says.
MET = Lamp("done", "green", "已满足")
UNMET = Lamp("failed", "red", "未满足")
NOT_DUE = Lamp("clock", "grey", "未到期")
NOT_APPLICABLE = Lamp("minus", "grey", "不适用")


def badge(words: str, token: str) -> QLabel:
    """A word on a pale ground of its colour."""
    made = label(words)
    made.setProperty("lamp", token)
    return made
