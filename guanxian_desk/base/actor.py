"""Who acts: every change carries the operator's name and role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """录入 types in, 审核 approves, 只读 looks, 管理 may all."""

    CLERK = "录入"
    REVIEWER = "审核"
    READER = "只读"
    MANAGER = "管理"


@dataclass(frozen=True, slots=True)
class Actor:
    """An operator at work."""

    name: str
    role: Role = Role.MANAGER
