"""Several papers of the history as one PDF, to be printed in one run."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from guanxian_desk.base.errors import UserError
from guanxian_desk.services.filing_list import filing_content
from guanxian_desk.services.office import Office


def merged(office: Office, numbers: Sequence[int]) -> bytes:
    """The PDFs of the papers, one after another in the order given, each with an outline entry.

    UserError when one of them is no PDF.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    writer = PdfWriter()
    for number in numbers:
        try:
            reader = PdfReader(BytesIO(filing_content(office, number)))
        except PyPdfError as error:
            raise UserError(f"第 {number} 号不是 PDF，不能合并打印", "没有合并", "请只选 PDF 文书") from error
        writer.append(reader, outline_item=f"第 {number} 号", import_outline=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
