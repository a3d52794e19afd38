"""A paper from the history made again from what it was made of, and compared with the copy that was filed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.fonts import FontBook
from guanxian_desk.services.office import Office
from guanxian_desk.services.packets import Wanted, make_packet
from guanxian_desk.services.paper_making import PDF, Inputs, Produced, prepare
from guanxian_desk.store.tables import Filing

PACKET = "packet-"
_MOST_LINES = 200


@dataclass(frozen=True)
class Reissue:
    """A paper made again. kept: the filed bytes; made: the present ones; same: they are equal, byte for byte;
    sound: the filed bytes are those that were sealed when it was issued; reasons: why they differ, in the clerk's
    words; changes: the lines that differ, "-" as filed and "+" as it would be now."""

    number: int
    kept: bytes
    made: Produced
    sound: bool
    reasons: tuple[str, ...]
    changes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Nothing differs."""
        return self.kept == self.made.content

    @property
    def words(self) -> str:
        """What came of it, in one sentence."""
        if not self.sound:
            return "存档的原件与出具时的校验值不符，可能已损坏，请用备份核对。"
        if self.same:
            return "重新生成的文书与存档原件一字不差。"
        return f"重新生成的文书与存档原件不同：{'；'.join(self.reasons)}。"


def reissue(office: Office, number: int, fonts: FontBook | None = None) -> Reissue:
    """The paper of that number in the history made again with the inputs it was made with.

    Nothing is kept; a look at full personal data is logged. UserError when there is no such paper, when it was issued
    before inputs were kept, and when it cannot be made any more (its subject is gone, its form was removed).
    """
    with office.store.read() as session:
        row = session.get(Filing, number)
        if row is None:
            raise UserError(f"文书记录里没有第 {number} 号", "没有改动任何数据")
        kept, inputs, asked = row.content, row.inputs, _asked(row)
        print_then, version = row.fingerprint, row.form_version
    made = _again(office, asked, version, fonts)
    sealed = inputs.get("sha256", hashlib.sha256(kept).hexdigest())
    sound = hashlib.sha256(kept).hexdigest() == sealed
    differs = kept != made.content
    reasons = _reasons(made, print_then, version) if differs else ()
    return Reissue(number, kept, made, sound, reasons, _changes(kept, made) if differs and sound else ())


def _asked(row: Filing) -> Inputs:
    inputs: Mapping[str, Any] = row.inputs
    if "chain" not in inputs:
        raise UserError(
            f"第 {row.id} 号文书出具时还没有记下全部依据", "不能重新生成，存档的原件仍可查看和打印", "请直接打印原件"
        )
    return Inputs(
        row.form, row.subject, row.as_of, row.format, inputs["full"], inputs["allow_missing"], inputs["chain"],
        tuple(inputs["numbers"]), inputs["preprinted"],
    )  # fmt: skip


def _again(office: Office, asked: Inputs, version: str, fonts: FontBook | None) -> Produced:
    if not asked.form.startswith(PACKET):
        return prepare(office, asked).produced(fonts)
    wanted = Wanted(
        asked.form.removeprefix(PACKET), asked.subject, asked.as_of, "件" if version.startswith("件") else "卷",
        check_page="无检查页" not in version, spine="无卷脊" not in version, full=asked.full,
        allow_missing=asked.allow_missing, chain=asked.chain,
    )  # fmt: skip
    return make_packet(office, wanted, fonts=fonts).produced


def _reasons(made: Produced, print_then: str, version: str) -> tuple[str, ...]:
    reasons = []
    if made.version != version:
        reasons.append(f"表单从第 {version} 版改成了第 {made.version} 版")
    if made.fingerprint != print_then:
        reasons.append("依据的数据后来有改动")
    return tuple(reasons) or ("数据和表单都没有变，字库、本单位信息或程序版本不同",)


def _changes(kept: bytes, made: Produced) -> tuple[str, ...]:
    if made.format != PDF:
        return ()
    lines = unified_diff(_lines(kept), _lines(made.content), lineterm="", n=0)
    shown = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return tuple(shown[:_MOST_LINES])


def _lines(pdf: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        found: list[str] = []
        for page in document:
            text = page.get_textpage()
            found += [line.strip() for line in text.get_text_range().splitlines() if line.strip()]
            text.close()
            page.close()
        return found
    finally:
        document.close()
