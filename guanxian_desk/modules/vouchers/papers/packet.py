"""The file of the activity's money: what was found, released, recovered, settled and closed, and what was signed."""

from __future__ import annotations

from functools import partial

from guanxian_desk.base.findings import FindingState
from guanxian_desk.modules.papers import KeptFile, OwnPaper, PacketCover, PacketPiece, PacketPlan
from guanxian_desk.modules.vouchers.papers.asked import COMMERCE_BUREAU, TREASURY_BUREAU, Asked
from guanxian_desk.store import attachments
from guanxian_desk.store.tables import Attachment

OWNER = "packet:vouchers:"
"""Whose attachments the signed papers and receipts of the file are."""
_TITLE = "“亲情政商·暖心消费”不动产专项消费券资金结算案卷"
_CATEGORY = "消费券资金"
_BOTH = f"{COMMERCE_BUREAU}、{TREASURY_BUREAU}"


def plan(asked: Asked) -> PacketPlan:
    """The file as of the day: the papers in the order in which the money went, then the signed ones that were attached.

    Missing: the closing sheet while vouchers can still be used, differences that are still open, signed papers when
    none is attached.
    """
    day, result = asked.as_of, asked.result
    closed = result.policy.expired_on(day)
    pieces = [
        PacketPiece(OwnPaper("voucher-findings"), "差异清单", author=COMMERCE_BUREAU, day=day),
        *_waivers(asked),
        PacketPiece(OwnPaper("voucher-recoveries"), "错发多发追缴台账", author=COMMERCE_BUREAU, day=day),
        PacketPiece(OwnPaper("voucher-statement"), "商户对账单", author=COMMERCE_BUREAU, day=day),
        PacketPiece(OwnPaper("voucher-settlement"), "据实结算资金申请表", author=_BOTH, day=day),
    ]
    if closed:
        pieces.append(PacketPiece(OwnPaper("voucher-closing"), "资金清算表", author=_BOTH, day=day))
    signed = attachments.of(asked.session, OWNER)
    pieces += [_signed(asked, one) for one in signed]
    cover = PacketCover(_TITLE, fonds=asked.office, category=_CATEGORY, first=result.policy.issue_from.date(), last=day)
    return PacketPlan(cover, tuple(pieces), _missing(asked, closed, bool(signed)))


def _waivers(asked: Asked) -> list[PacketPiece]:
    """The slip of every difference that was released."""
    released = [view for view in asked.result.views() if view.finding.state is FindingState.WAIVED]
    return [
        PacketPiece(
            OwnPaper("voucher-waiver", f"{view.finding.code}/{view.finding.subject}"),
            f"差异放行审批单：{view.rule.title}（{view.finding.code}）",
            author=asked.office,
            day=asked.as_of,
        )
        for view in released
    ]


def _signed(asked: Asked, one: Attachment) -> PacketPiece:
    source = KeptFile(one.file_name, partial(attachments.content, asked.session, one.sha256))
    title = one.title or one.file_name.rpartition(".")[0]
    return PacketPiece(source, title, day=one.added_at.date(), note=one.role, key=str(one.id))


def _missing(asked: Asked, closed: bool, signed: bool) -> tuple[str, ...]:
    found = []
    if not closed:
        found.append("资金清算表：消费券还能使用，活动结束后才能清算（冠政办发〔2022〕5号 三、3）")
    if asked.result.open_count:
        found.append(f"还有 {asked.result.open_count} 条差异没有处理，结算依据不完整（冠政办发〔2022〕5号 八（二））")
    if not signed:
        found.append("没有附上签字盖章的结算申请和对账回执")
    return tuple(found)
