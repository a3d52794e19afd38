"""Papers for the tests and the benchmark: a notice, a long list across the page, a statement with its slip."""

from __future__ import annotations

from datetime import date, timedelta

from guanxian_desk.base.picture import Area, Band, Line, Picture, Rect, Text
from guanxian_desk.filings.document import (
    Attachments,
    CellKind,
    Column,
    Document,
    Figure,
    Heading,
    Imprint,
    KeyFigures,
    Layout,
    Masthead,
    Note,
    Paragraph,
    PictureBlock,
    Run,
    Signature,
    SignLines,
    Table,
)

RARE = "贠㛃䶮𬭎喆昇堃"
BODY = (
    "为贯彻落实县委、县政府关于促进消费的部署，依据《冠县人民政府办公室关于印发冠县“亲情政商·暖心消费”消费券发放活动实施方案的通知》"
    "（冠政办发〔2022〕5号），现就有关事项通知如下，请认真贯彻执行。活动期间共发放消费券1,228,900元，其中已核销1,006,300元，占81.9%；"
    f"涉及缴款人300户、商户60家。姓名{RARE}的用字应当如实打印……不得以方框代替——这是底线。"
)
PLAIN = "一切公文均应按照国家标准规定的格式编排用纸幅面和版心尺寸" * 40


_STRONG = (Run("各乡镇要"), Run("压紧压实责任", True), Run("，于2022年4月30日前报县商务局。"))
_COPIES = "抄送：县委各部门，县人大常委会办公室，县政协办公室，县法院，县检察院，县人武部，各人民团体。"


def text(words: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Run(words),))


def notice() -> Document:
    """A 下行文 of three pages with all its elements."""
    blocks = (
        text(BODY),
        Heading(1, "一、总体要求"),
        text(BODY),
        Heading(
            2, "（一）压实责任。", (Run("各乡镇要"), Run("压紧压实责任", True), Run("，于2022年4月30日前报县商务局。"))
        ),
        Heading(3, "1.明确时限。", (Run(BODY),)),
        Heading(4, "（1）分类处置。", (Run(BODY),)),
        Heading(1, "二、工作措施"),
        text(BODY),
        Attachments(("商户名册", "据实结算资金申请表（由各商户按照实际核销数额如实填写并加盖单位公章后报送县商务局）")),
        Signature(("冠县人民政府",), date(2022, 4, 13)),
    )
    return Document(
        "冠县人民政府关于印发冠县消费券发放活动实施方案的通知",
        blocks,
        number="冠政发〔2022〕8号",
        addressee="各乡镇人民政府、各街道办事处，县政府各部门、各直属单位，各企事业单位",
        red_head="冠县人民政府文件",
        urgency="特急",
        imprint=Imprint((_COPIES,), "冠县人民政府办公室", "2022年4月13日"),
        subject="消费券",
    )


def plain_pages(blocks: int = 2) -> Document:
    """Nothing but hanzi: what the 22 × 28 grid is measured on."""
    return Document("", tuple(text(PLAIN) for _ in range(blocks)))


def finding_list(rows: int = 60) -> Document:
    """A list of findings across the page, with grouped headings, long cells and a total."""
    kinds = CellKind
    columns = (
        Column("序号", kinds.COUNT, 0.5, align="center"),
        Column("差异", weight=1.4, group="核对结果"),
        Column("商户", weight=2, group="核对结果"),
        Column("证件号码", kinds.IDENTITY, 1.6, group="当事人"),
        Column("手机号", kinds.PHONE, 1.2, group="当事人"),
        Column("金额（元）", kinds.MONEY, 1.1),
        Column("日期", kinds.DAY, 1.1),
        Column("说明", weight=3),
    )
    table = Table(
        columns,
        tuple(_finding(number) for number in range(1, rows + 1)),
        totals=(None, "合计", None, None, None, sum(10000 * number for number in range(1, rows + 1)), None, None),
        note="口径：以2022年12月31日为截止日。",
    )
    figures = (Figure("差异", str(rows), "条"), Figure("涉及金额", "8,400.00", "元"), Figure("待处理", "61", "条"))
    blocks = (KeyFigures(figures), table, SignLines(("经办", "复核", "负责人")))
    return Document("消费券核对差异清单", blocks, layout=Layout.INTERNAL, number="HD2022-0003", landscape=True)


def _finding(number: int) -> tuple[str | int | date | None, ...]:
    merchant = "兴隆超市（冠县店）" if number % 3 else "清泉街道老李面馆经营部（个体工商户）有限责任公司分公司"
    story = "券 Q0000123 已于 05-02 在兴隆超市核销，第二次：05-09 商户 M00012 订单 D2022050900012；消费券不找零"
    return (
        number, f"R0{number % 6 + 1} 重复核销", merchant, f"37152519800101{number:04d}", "13812345678",
        10000 * number, date(2022, 5, 1) + timedelta(number % 28), story if number % 5 == 0 else "待核实",
    )  # fmt: skip


def statement_data(number: int = 12, rows: int = 12) -> dict[str, object]:
    """What the statement form of the tests needs, a little different for every number."""
    columns = (
        Column("序号", CellKind.COUNT, 0.6, align="center"),
        Column("核销日期", CellKind.DAY, 1.4),
        Column("订单号", CellKind.CODE, 2),
        Column("券码", CellKind.CODE, 1.4),
        Column("面值（元）", CellKind.MONEY, 1.2),
        Column("消费金额（元）", CellKind.MONEY, 1.4),
    )
    lines = tuple(
        (row, date(2022, 4, 13) + timedelta(row), f"D20220509{number:05d}{row:02d}", f"Q{number * 97 + row:07d}", 10000,
         15800 + 100 * row + number)
        for row in range(1, rows + 1)
    )  # fmt: skip
    totals = (None, "合计", None, None, 10000 * rows, sum(line[5] for line in lines))
    name = f"冠县兴隆超市第{number}分店"
    facts = (
        ("商户名称", name),
        ("商户编号", f"M{number:05d}"),
        ("信用代码", "91371525MA3C0000XX"),
        ("结算期间", "2022年4月13日至6月30日"),
        ("开户行账号", f"冠县农村商业银行 9130 1152 5000 {number:07d}"),
    )
    return {
        "merchant": name,
        "facts": facts,
        "lines": Table(columns, lines, totals),
        "due": 10000 * rows,
        "withdrawn": 80000,
        "as_of": date(2022, 6, 30),
        "number": f"DZ2022-{number:04d}",
        "office": "冠县商务局",
        "issued": date(2022, 7, 5),
    }


def picture() -> Picture:
    """One of every shape."""
    return Picture(
        400,
        160,
        "资金流向",
        "缴费到已拨的流向。",
        (
            Rect(0, 0, 400, 160, "ground", radius=6),
            Band(20, 20, 120, 200, 40, 100, "accent", 0.4),
            Area(((200, 40), (380, 60), (380, 90), (200, 100)), "green", 0.4),
            Line(((20, 140), (200, 130), (380, 140)), "grey", 1.5, dashed=True),
            Text(200, 30, "已核销 1,006,300 元", 14, "ink", "center", bold=True),
            Text(390, 150, "漏出", 10, "red", "right"),
        ),
    )


def brief() -> Document:
    """A 简报 with masthead, picture, table and 报送发."""
    columns = (
        Column("小区"),
        Column("应办户数", CellKind.COUNT),
        Column("已办户数", CellKind.COUNT),
        Column("进度", CellKind.PERCENT),
    )
    rows = (("阳光花园", 320, 288, 900000), ("清泉新城", 410, 246, 600000))
    return Document(
        "消费券发放进展加快",
        (text("本周累计发放消费券12,289张。"), PictureBlock(picture()), Table(columns, rows), Note("来源：商务局。")),
        layout=Layout.BRIEF,
        masthead=Masthead("冠县消费券工作简报", "第3期", "冠县消费券工作专班", "2022年5月6日"),
        imprint=Imprint(("报：县委、县政府领导。", "送：县财政局。", "发：各乡镇人民政府。"), copies="共印50份"),
    )  # fmt: skip


def wide_table_notice() -> Document:
    """An upright official paper with one table on turned pages."""
    columns = tuple(Column(f"第{number}列", CellKind.MONEY) for number in range(1, 9))
    rows = tuple(tuple(100 * row * column for column in range(1, 9)) for row in range(1, 41))
    table = Table(columns, rows, caption="各乡镇资金分配表", landscape=True)
    blocks = (text(BODY), Heading(1, "一、分配"), table, Heading(1, "二、要求"), text(BODY))
    return Document("关于资金分配情况的通报", blocks)
