"""What python-docx has no words for: Chinese fonts of a run, rules of paragraphs and cells, fields, the grid."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from guanxian_desk.filings.document import Align
from guanxian_desk.filings.fonts import Role

FONTS = {
    Role.SONG: "宋体",
    Role.SONG_BOLD: "宋体",
    Role.HEI: "黑体",
    Role.KAI: "楷体_GB2312",
    Role.FANGSONG: "仿宋_GB2312",
    Role.TITLE: "方正小标宋简体",
}
"""The names under which offices have the fonts that GB/T 9704 asks for."""
RED = "FF0000"
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
EIGHTHS = 8  # rules are measured in eighths of a point


def element(name: str, **attributes: str | int) -> Any:
    """An element of the w: names with attributes of the w: names."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders",
}
"""The order in which a parent's children must stand; Word calls a file damaged that has them otherwise."""


def put(parent: Any, child: Any) -> None:
    """The child in its place among the parent's children; an older one of its name goes."""
    order = [qn(f"w:{name}") for name in _ORDERS[parent.tag.rpartition("}")[2]].split()]
    for old in parent.findall(child.tag):
        parent.remove(old)
    before = set(order[: order.index(child.tag)])
    # What the list does not name comes later.
    parent.insert(max((index + 1 for index, other in enumerate(parent) if other.tag in before), default=0), child)


def fonts_of(properties: Any, role: Role) -> None:
    """The font for Chinese and for Latin in run properties (w:rPr)."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    name = FONTS[role]
    properties.insert(0, element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia"))


def run(paragraph: Any, text: str, role: Role, size: float, red: bool = False) -> Any:
    """Text at the paragraph's end; line feeds stay."""
    made = paragraph.add_run(text)
    made.font.size = Pt(size)
    made.font.bold = role is Role.SONG_BOLD
    if red:
        made.font.color.rgb = RGBColor.from_string(RED)
    fonts_of(made._r.get_or_add_rPr(), role)
    return made


def align(paragraph: Any, where: Align | str) -> None:
    """Left, center, right or justify."""
    paragraph.alignment = ALIGN[where]


def indent_chars(
    paragraph: Any, em: float, first: float = 0, left: float = 0, right: float = 0, hanging: float = 0
) -> None:
    """Indents in characters, as Chinese offices set them, and in points for programs that know no characters.

    em: the width of one character in points.
    """
    given: dict[str, int] = {}
    for name, value in (("firstLine", first), ("left", left), ("right", right), ("hanging", hanging)):
        if value:
            given |= {f"{name}Chars": round(value * 100), name: round(value * em * 20)}
    if given:
        put(paragraph._p.get_or_add_pPr(), element("ind", **given))


def rule_below(paragraph: Any, points: float, color: str = RED, kind: str = "single") -> None:
    """A rule under the paragraph."""
    borders = element("pBdr")
    borders.append(element("bottom", val=kind, sz=max(2, int(points * EIGHTHS)), space=4, color=color))
    put(paragraph._p.get_or_add_pPr(), borders)


def rule_above(paragraph: Any, points: float, color: str = RED, kind: str = "single") -> None:
    """A rule over the paragraph."""
    borders = element("pBdr")
    borders.append(element("top", val=kind, sz=max(2, int(points * EIGHTHS)), space=4, color=color))
    put(paragraph._p.get_or_add_pPr(), borders)


def page_field(paragraph: Any, role: Role, size: float) -> None:
    """The number of the page, between dashes."""
    run(paragraph, "— ", role, size)
    for kind, code in (("begin", ""), ("", " PAGE "), ("end", "")):
        made = run(paragraph, "", role, size)
        if kind:
            made._r.append(element("fldChar", fldCharType=kind))
        else:
            text = element("instrText")
            text.text = code
            made._r.append(text)
    run(paragraph, " —", role, size)


def borders_of(table: Any, points: float = 0.5) -> None:
    """Rules around and between all cells."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=max(2, int(points * EIGHTHS)), space=0, color="000000"))
    put(table._tbl.tblPr, borders)


def cell_margins(table: Any, points: float) -> None:
    """The white at both sides of every cell."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=round(points * 20), type="dxa"))
    put(table._tbl.tblPr, margins)


def cell_rules(cell: Any, **points: float) -> None:
    """Rules of one cell: top=, bottom= in points; the other sides have none."""
    borders = element("tcBorders")
    for side in ("top", "left", "bottom", "right"):
        width = points.get(side, 0.0)
        kind = "single" if width else "nil"
        borders.append(element(side, val=kind, sz=int(width * EIGHTHS), space=0, color="000000"))
    put(cell._tc.get_or_add_tcPr(), borders)


def repeated(row: Any) -> None:
    """The row is a heading, repeated on every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def unbroken(row: Any) -> None:
    """The row is not torn between pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def shaded(cell: Any) -> None:
    """The light ground of headings."""
    put(cell._tc.get_or_add_tcPr(), element("shd", val="clear", color="auto", fill="F1F3F6"))


def off_grid(paragraph: Any) -> None:
    """Small text does not keep to the grid's lines."""
    put(paragraph._p.get_or_add_pPr(), element("snapToGrid", val="0"))


def grid_of(section: Any, pitch: float | None) -> None:
    """The grid of lines (pitch in points, None for no grid).

    A grid of characters too would fit 28 on a line in Word; others give a 16-point face in a cell of 15.79 two cells.
    So the runs themselves are set closer (see run).
    """
    if pitch is None:
        put(section._sectPr, element("docGrid", linePitch=312))
    else:
        put(section._sectPr, element("docGrid", type="lines", linePitch=int(pitch * 20)))


def closer(made: Any, points: float) -> None:
    """The run's characters nearer to each other by so many points."""
    properties = made._r.get_or_add_rPr()
    put(properties, element("spacing", val=-round(points * 20)))
