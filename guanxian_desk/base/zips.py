"""Zip packages (.xlsx, .docx) without the moment they were made in: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_FIXED = rb"\g<1>2000-01-01T00:00:00Z\g<3>"


def timeless(package: bytes) -> bytes:
    """The package with every entry dated alike and, in its properties, a fixed moment of making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, _MOMENT.sub(_FIXED, content) if name == _CORE else content)
    return out.getvalue()
