"""Short ways to write the facts that the pure rules judge."""

from __future__ import annotations

from datetime import datetime

from guanxian_desk.modules.vouchers.facts import Refund, Use, seconds

FACE = 10_000
ISSUED = seconds(datetime(2022, 5, 1))


def at(text: str) -> int:
    """'05-02 10:00' of 2022 in seconds."""
    return seconds(datetime.fromisoformat(f"2022-{text}"))


def use(
    serial: str,
    moment: str = "05-02 10:00",
    code: int = 1,
    order: int = 1,
    shop: int = 1,
    purchase: int = 20_000,
    face: int | None = FACE,
) -> Use:
    """A redemption; face None is a code nobody issued."""
    issued = None if face is None else ISSUED
    return Use(at(moment), serial, int(serial), code, order, shop, purchase, face, issued, 1, f"Q{code}")


def refund(
    serial: str, moment: str = "05-03 10:00", order: int = 1, amount: int = 0, full: bool = True, returns: bool = True
) -> Refund:
    """A refund; without more words a full one that puts the vouchers back."""
    return Refund(at(moment), serial, int(serial), order, full, full and returns, amount)
