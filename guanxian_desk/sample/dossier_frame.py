"""What a sample dossier is made of: its document, its files, the packing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guanxian_desk.modules.decisions.package import Package
from guanxian_desk.sample import dossier_parts as parts

Document = dict[str, Any]


@dataclass(frozen=True)
class SampleDossier:
    """A dossier with the bytes of its attachments, by id."""

    document: Document
    files: Mapping[str, bytes] = field(default_factory=dict)

    def package(self) -> Package:
        """As it would come from the unit's PC."""
        files = {hashlib.sha256(content).hexdigest(): content for content in self.files.values()}
        text = json.dumps(self.document, ensure_ascii=False).encode()
        return Package(self.document["key"], text, files, office="示例单位", made_by=parts.CLERK)


def base(key: str, matter: Document, unit: str, **more: Any) -> Document:
    """A dossier with its matter and the year's catalogue; more: its other parts."""
    return {
        "format": "guanxian-dossier/1",
        "key": key,
        "matter": matter,
        "catalogue": parts.catalogue(matter["title"], unit),
        **more,
    }


def attachment(name: str, file: str, role: str, content: bytes) -> Document:
    """The entry of a file in a dossier."""
    media = "application/pdf" if content.startswith(b"%PDF") else "application/octet-stream"
    digest = hashlib.sha256(content).hexdigest()
    return {"id": name, "name": file, "role": role, "media_type": media, "sha256": digest, "size": len(content)}


def blank_page() -> bytes:
    """A PDF of one empty A4 page: what a scan would be."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + table
    return out + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
