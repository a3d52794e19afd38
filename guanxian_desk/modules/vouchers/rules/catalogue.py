"""The differences that reconciliation can find: clause, who acts, what to do (冠政办发〔2022〕5号)."""

from __future__ import annotations

from dataclasses import dataclass

DOC = "冠政办发〔2022〕5号"


@dataclass(frozen=True, slots=True)
class FindingRule:
    """One kind of finding.

    blocks: the redemption is not payable while it is open; subject: the heading whose key names the record;
    who: who acts (退平台核实 …); todo: what the clerk does, one sentence; clause: "" where only arithmetic is checked.
    """

    code: str
    title: str
    clause: str
    subject: str
    who: str
    todo: str
    blocks: bool = False

    @property
    def citation(self) -> str:
        """冠政办发〔2022〕5号 五、3, or 账表核对 where no clause is broken."""
        return f"{DOC} {self.clause}" if self.clause else "账表核对"


TAX = "退税务更正"
PLATFORM = "退平台核实"
COMMERCE = "退商务局核定"
RECOVER = "催告追缴"
DEFINE = "退专班认定"
TREASURY = "报财政局核拨"
ISSUE = "催平台补发"

RULES: tuple[FindingRule, ...] = (
    FindingRule(
        "E01",
        "活动期外缴费",
        "二",
        "凭证号",
        TAX,
        "请税务局核对缴费日期；日期无误的，这张凭证不计入应发基数。",
    ),
    FindingRule(
        "E02",
        "分项与合计不符",
        "",
        "凭证号",
        TAX,
        "请税务局核对土地出让金、契税、其他税费与缴费合计；更正前按缴费合计计算。",
    ),
    FindingRule("E03", "证件号码有误", "", "凭证号", TAX, "请税务局核对证件号码；号码错了，券会发不到或发错人。"),
    FindingRule(
        "E04",
        "小区待认定",
        "一",
        "凭证号",
        DEFINE,
        "请专班认定该产权单位和小区是否在适用范围；认定前仍计入应发基数。",
    ),
    FindingRule(
        "I01",
        "无缴费凭证发券",
        "二；三、1",
        "证件号码",
        RECOVER,
        "请平台核实发放依据；确属错发的，通知本人退回并登记追缴。",
    ),
    FindingRule(
        "I02", "超额发券", "二", "证件号码", RECOVER, "请平台核实多发的券；确属多发的，通知本人退回并登记追缴。"
    ),
    FindingRule("I03", "少发券", "二", "证件号码", ISSUE, "请平台核实是否已领取；应发未发的，请平台补发或说明。"),
    FindingRule("I04", "发放期外发券", "三、3", "券码", PLATFORM, "请平台说明为何在发放期外发券；券仍算已发放。"),
    FindingRule("I05", "面值不符", "三、2", "券码", PLATFORM, "请平台核对券面金额；更正前按发放明细的面值计算。"),
    FindingRule(
        "R01",
        "核销未发放的券",
        "三；五、2",
        "核销流水号",
        PLATFORM,
        "请平台补报发放明细或说明券码来源；说明前这笔核销不予拨付。",
        blocks=True,
    ),
    FindingRule(
        "R02",
        "重复核销",
        "五、3",
        "核销流水号",
        PLATFORM,
        "请平台核实哪一笔真实；消费券不可重复使用，后一笔不予拨付。",
        blocks=True,
    ),
    FindingRule(
        "R03",
        "有效期外核销",
        "三、3；五、4",
        "核销流水号",
        PLATFORM,
        "请平台核对发放和核销时间；时间无误的，不予拨付或提请放行。",
        blocks=True,
    ),
    FindingRule(
        "R04",
        "商户未通过审核",
        "七",
        "核销流水号",
        COMMERCE,
        "请商务局核定该商户的审核状态和日期；核定前这笔核销不予拨付。",
        blocks=True,
    ),
    FindingRule(
        "R05",
        "取消资格后核销",
        "七",
        "核销流水号",
        COMMERCE,
        "请商务局核定取消资格日期；日期无误的，这笔核销不予拨付。",
        blocks=True,
    ),
    FindingRule(
        "R06",
        "用券张数超限",
        "五、3",
        "订单号",
        PLATFORM,
        "请平台核对消费金额；每满100元可用一张，超出的券不予拨付。",
        blocks=True,
    ),
    FindingRule("F01", "退款订单无核销", "六", "退款流水号", PLATFORM, "请平台核对订单号，或补报这笔订单的核销明细。"),
    FindingRule(
        "F02",
        "应退券未退",
        "六、2",
        "退款流水号",
        PLATFORM,
        "商户尚未提现，请平台把券退回卡券包，或说明商户已自行退还。",
    ),
    FindingRule("F03", "退款超过实付", "六、1", "退款流水号", PLATFORM, "退款以用户实际支付为限，请平台追回多退的款。"),
    FindingRule("F04", "重复全额退款", "六", "退款流水号", PLATFORM, "同一订单只能全额退款一次，请平台核实并追回。"),
    FindingRule(
        "F05",
        "已提现仍退券",
        "六、2",
        "退款流水号",
        PLATFORM,
        "商户已提现，本应由商户自行退还；请平台向商户追回这笔券款。",
    ),
    FindingRule("S01", "提现超过应付", "五、2", "商户编号", PLATFORM, "请平台停止该商户提现，并追回或在下期扣减。"),
    FindingRule("S02", "未知商户提现", "七", "提现流水号", COMMERCE, "请商务局补报商户名册，或请平台追回这笔提现。"),
    FindingRule(
        "S03", "提现超过拨款", "八（二）", "", TREASURY, "请与财政局、平台核对拨款和提现的时间，查明垫付来源。"
    ),
)

RULE_OF: dict[str, FindingRule] = {rule.code: rule for rule in RULES}
BLOCKING: frozenset[str] = frozenset(rule.code for rule in RULES if rule.blocks)
RECOVERABLE: frozenset[str] = frozenset({"I01", "I02"})
