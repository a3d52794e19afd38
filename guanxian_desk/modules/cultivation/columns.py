"""Columns that several cultivation workbooks share."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.exchange.declare import Check, Column, Kind
from guanxian_desk.modules.cultivation.rules.catalogue import LEVELS

PURPOSE = "中小企业“育苗扶壮”（冠政发〔2022〕9号）"
BUREAU = "县工业和信息化局"
EXAMPLE_CODE = "91371525MAEXAMPLEE"
LEVEL_WORDS = tuple((level.removesuffix("级"), level) for level in LEVELS)
TITLE_WORDS = (
    ("“专精特新”", "专精特新"),
    ("专精特新企业", "专精特新"),
    ("专精特新中小企业", "专精特新"),
    ("专精特新小巨人", "小巨人"),
    ("专精特新“小巨人”", "小巨人"),
    ("“小巨人”", "小巨人"),
    ("小巨人企业", "小巨人"),
    ("瞪羚企业", "瞪羚"),
    ("独角兽企业", "独角兽"),
    ("制造业单项冠军", "单项冠军"),
    ("单项冠军企业", "单项冠军"),
    ("高新技术", "高新技术企业"),
    ("科技型中小企业入库", "科技型中小企业"),
    ("中小企业公共服务示范平台", "公共服务示范平台"),
    ("小型微型企业创业创新示范基地", "创业创新示范基地"),
    ("小微双创示范基地", "创业创新示范基地"),
    ("双创示范基地", "创业创新示范基地"),
)


def credit_code(heading: str = "统一社会信用代码", field: str = "code") -> Column:
    """The enterprise that a row is about."""
    return Column(
        field,
        heading,
        Kind.IDENTITY,
        required=True,
        aliases=("信用代码", "社会信用代码", "统一信用代码"),
        check=Check.CREDIT,
        help="18 位，按文本填写",
        example=EXAMPLE_CODE,
        width=22,
    )


def number(field: str, heading: str, aliases: Sequence[str] = (), *, example: str) -> Column:
    """The number that names a record."""
    return Column(
        field,
        heading,
        Kind.CODE,
        required=True,
        aliases=tuple(aliases),
        help="按文本填写，不要有空格",
        example=example,
        width=18,
    )


def text(
    field: str, heading: str, *, required: bool = False, example: str = "", help: str = "", width: int = 18
) -> Column:
    """Words."""
    return Column(field, heading, required=required, example=example, help=help, width=width)


def day(field: str, heading: str, *, required: bool = False, aliases: Sequence[str] = (), example: str = "") -> Column:
    """A day."""
    return Column(
        field,
        heading,
        Kind.DAY,
        required=required,
        aliases=tuple(aliases),
        help="如 2022-04-13",
        example=example,
        width=14,
    )


def wan(field: str, name: str, *, required: bool = False, signed: bool = False, example: str = "") -> Column:
    """An amount in 万元, kept in fen."""
    return Column(
        field,
        f"{name}（万元）",
        Kind.MONEY,
        required=required,
        aliases=(name,),
        unit="万元",
        signed=signed,
        help="单位为万元，最多六位小数（0.000001 万元即 1 分）",
        example=example,
        width=18,
    )


def count(field: str, heading: str, *, required: bool = False, example: str = "", help: str = "整数") -> Column:
    """A whole number, not below zero."""
    return Column(field, heading, Kind.COUNT, required=required, signed=False, example=example, help=help, width=12)


def flag(field: str, heading: str, *, required: bool = False, example: str = "") -> Column:
    """是 or 否."""
    return Column(field, heading, Kind.FLAG, required=required, help="填“是”或“否”", example=example, width=12)


def choice(
    field: str,
    heading: str,
    choices: Sequence[str],
    *,
    required: bool = False,
    strict: bool = True,
    synonyms: Sequence[tuple[str, str]] = (),
    example: str = "",
    help: str = "",
) -> Column:
    """One of a list of words."""
    known = tuple((written, word) for written, word in synonyms if word in choices and written not in choices)
    return Column(
        field,
        heading,
        Kind.CHOICE,
        required=required,
        choices=tuple(choices),
        strict=strict,
        synonyms=known,
        example=example,
        help=help,
        width=18,
    )


def level(*extra: str, required: bool, help: str = "") -> Column:
    """国家级, 省级, 市级, 县级."""
    return choice(
        "level", "级别", (*LEVELS, *extra), required=required, synonyms=LEVEL_WORDS, example="省级", help=help
    )
