"""依法不予公开事项说明: all that an ordinary PC prints of a matter that the law keeps from the public."""

from __future__ import annotations

from guanxian_desk.base.days import spoken
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.papers import Content


def stub(source: Source) -> Content:
    """The dossier's number, the basis, and where its papers are; to be laid into the file in their place."""
    secrecy = source.root.part("matter").part("confidentiality")
    document = {
        "facts": (
            ("案卷号", source.key),
            ("是否依法不予公开", "是" if secrecy.known("confidential") else "否"),
            ("依据", secrecy.text("basis")),
            ("材料存放处", source.blanks.leave("材料存放处")),
            ("保管人", source.blanks.leave("保管人")),
        ),
        "as_of": spoken(source.as_of),
    }
    return source.content([document])
