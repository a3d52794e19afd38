"""What findings, notes and faults say: one Chinese sentence with the facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from guanxian_desk.base.days import spoken

if TYPE_CHECKING:
    from guanxian_desk.modules.cultivation.facts import Activity, Claim, YearFigures
    from guanxian_desk.modules.cultivation.rules.catalogue import Item

_FEN_PER_WAN = 1_000_000

NO_APPROVED_AMOUNT = "批准须填金额，请按会议纪要核准的数填写"
NO_VOUCHER = "拨付须填凭证号，请按财政支付凭证填写"
NO_PROOF = "缺统计部门证明文号，请补录后存档"


def wan(fen: int) -> str:
    """An amount in 万元 as far as it has places: 1,250.5 万元."""
    whole, rest = divmod(abs(fen), _FEN_PER_WAN)
    places = f".{rest:06d}".rstrip("0").rstrip(".")
    return f"{'-' if fen < 0 else ''}{whole:,}{places} 万元"


def span(first: date, last: date) -> str:
    """2022年1月1日至2024年12月31日."""
    return f"{spoken(first)}至{spoken(last)}"


def matter(item: Item, level: str) -> str:
    """An item with its level: 省级专精特新, 销售收入突破5亿元."""
    return f"{item.matter}{level}元" if item.tiers and level else f"{level}{item.matter}"


def repeated(first: Claim, what: str) -> str:
    """C01."""
    return f"{what}已由申请 {first.number}（{first.code}，{spoken(first.occurred_on)}）提出，同一事项只奖补一次"


def above_ceiling(claimed: int, ceiling: int) -> str:
    """C02."""
    return f"申请 {wan(claimed)}，封顶数 {wan(ceiling)}，超出 {wan(claimed - ceiling)}"


def outside_programme(day: date, first: date, last: date) -> str:
    """C03."""
    return f"事项日期{spoken(day)}不在{span(first, last)}之内"


def no_fact(what: str) -> str:
    """C03."""
    return f"没有{what}的记录，请先报认定或统计数据"


def before_fact(day: date, fact: date, what: str) -> str:
    """C03."""
    return f"事项日期{spoken(day)}早于{what}的认定日期{spoken(fact)}"


def old_fact(fact: date, what: str, first: date, last: date) -> str:
    """C03."""
    return f"{what}最早于{spoken(fact)}认定，不在{span(first, last)}之内，不是新认定"


def other_scale_year(day: date, year: int) -> str:
    """C03."""
    return f"首次升规在{year}年度，事项日期{spoken(day)}不在该年度"


def no_activity(day: date, kind: str) -> str:
    """C03."""
    return f"{spoken(day)}没有该企业承办{kind}的记录"


def no_tier(level: str) -> str:
    """C06."""
    return f"历年营业收入看不出首次突破{level or '该档'}元的年度"


def other_tier_year(level: str, year: int, day: date) -> str:
    """C06."""
    return f"营业收入首次突破{level}元在{year}年度，事项日期{spoken(day)}不在该年度"


def few_people(activity: Activity, least: int) -> str:
    """C07."""
    return f"“{activity.number}”参加 {activity.people} 人，不足 {least} 人"


def not_private(private: bool) -> str:
    """C09."""
    return "企业名册没有写明符合新旧动能转换政策" if private else "企业名册登记为非民营企业"


def invalid_code(code: str) -> str:
    """C10."""
    return f"统一社会信用代码 {code} 校验位不符，多半抄错了一位"


def unknown_code(code: str) -> str:
    """C10."""
    return f"统一社会信用代码 {code} 不在企业名册"


def no_document(name: str, what: str, day: date) -> str:
    """C08."""
    return f"{name}{spoken(day)}认定为{what}，没有认定文号"


def over_budget(period: str, approved: int, payable: int, room: int) -> str:
    """C04."""
    taken = f"{period}年已批准 {wan(approved)}，待批准可付 {wan(payable)}"
    return f"{taken}，剩余额度只有 {wan(room)}，缺 {wan(payable - room)}"


def unfit(category: str, why: str) -> str:
    """C05."""
    return f"不符合“{category}”的条件：{why}"


def scaled(year: YearFigures) -> str:
    """Why 首次升规 is suggested."""
    day = f"，{spoken(year.first_counted_on)}入统" if year.first_counted_on else ""
    return f"{year.year}年度首次记为规上工业企业{day}"


def passed_tier(level: str, year: int, revenue: int) -> str:
    """Why a revenue tier is suggested."""
    return f"{year}年度营业收入 {wan(revenue)}，首次突破{level}元"


def newly(what: str, day: date) -> str:
    """Why a recognition is suggested."""
    return f"{spoken(day)}首次认定为{what}"


def hosted(activity: Activity) -> str:
    """Why a contest or forum is suggested."""
    return f"{spoken(activity.held_on)}承办{activity.level}{activity.kind}“{activity.name}”，参加 {activity.people} 人"


def difference(fen: int) -> str:
    """The note on a climbing claim paid in full."""
    return f"该企业此前已获低一级或高一级认定，按就高补差应为 {wan(fen)}"


def elsewhere(document: str, day: date) -> str:
    """The note on a matter found among other awards."""
    return f"疑似重复享受：{spoken(day)}已按{document}获得同一事项的奖励"


def unknown_claim(number: str) -> str:
    """A step without its claim."""
    return f"没有编号为 {number} 的申请，请先导入奖补申请"


def skipped(stage: str, missing: str) -> str:
    """A step too far."""
    return f"还没有“{missing}”，不能直接“{stage}”，请先补报前一环节"


def too_early(since: date, passed: int, days: int) -> str:
    """An approval before the end of publicity."""
    return f"{spoken(since)}公示，到批准日只过了 {passed} 个工作日，须满 {days} 个工作日"


def above_payable(amount: int, limit: int) -> str:
    """An approval beyond what the claim is entitled to."""
    return f"批准 {wan(amount)}，超过这份申请可付的 {wan(limit)}"


def above_budget(amount: int, room: int, period: str) -> str:
    """An approval beyond the budget."""
    return f"批准 {wan(amount)}，超过{period}年剩余额度 {wan(max(room, 0))}"


def paid_otherwise(paid: int) -> str:
    """A changed approval of a claim that is paid already."""
    return f"已拨付 {wan(paid)}，批准金额不能再改成别的数"


def unlike_approval(amount: int | None, approved: int) -> str:
    """A payment of another amount."""
    return f"拨付 {wan(amount or 0)}，与批准的 {wan(approved)} 不一致"
