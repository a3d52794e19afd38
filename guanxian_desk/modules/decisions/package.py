"""A dossier as a package file (.gxd): a zip of dossier.json, the attachments under their SHA-256, and a manifest.

Read strictly: exactly what the manifest lists and nothing else, every byte under its hash, sizes held to limits before
and while unpacking. Names inside the package never become file names.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.document import dossier_from_bytes, parse

Document = dict[str, Any]

SUFFIX = ".gxd"
FORMAT = "guanxian-dossier-package/1"
MANIFEST, DOSSIER, FOLDER = "manifest.json", "dossier.json", "attachments/"
_MB = 1 << 20
LARGEST_TEXT = 32 * _MB
LARGEST_FILE = 200 * _MB
LARGEST_PACKAGE = 1024 * _MB
_MOST_ENTRIES = 2002
_PIECE = 1 * _MB
_HASH = re.compile(r"[0-9a-f]{64}")
_ATTACHMENT = re.compile(re.escape(FOLDER) + r"[0-9a-f]{64}")
_ENCRYPTED = 0x1
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MANIFEST_TYPES: Mapping[str, type] = {
    "format": str, "key": str, "made_at": str, "made_by": str, "office": str, "history": list, "missing": list,
    "files": list,
}  # fmt: skip


@dataclass(frozen=True)
class Package:
    """What a package holds.

    dossier: the text of dossier.json; attachments: bytes by SHA-256; history: fingerprints of the versions that the
    sender had sent or received before; missing: attachments the sender did not have either.
    """

    key: str
    dossier: bytes
    attachments: Mapping[str, bytes]
    history: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    office: str = ""
    made_by: str = ""
    made_at: str = ""

    @property
    def document(self) -> Document:
        """The dossier as the schema's JSON; it was checked when the package was read."""
        return parse(self.dossier, DOSSIER)  # type: ignore[no-any-return]


def is_file_name(name: str) -> bool:
    """Whether a name says that a dossier's file is meant."""
    return name.lower().endswith((".json", SUFFIX))


def write(package: Package, made_at: datetime) -> bytes:
    """The package as a file; the same contents give the same bytes."""
    contents = {DOSSIER: package.dossier}
    contents |= {f"{FOLDER}{digest}": content for digest, content in sorted(package.attachments.items())}
    manifest = {
        "format": FORMAT,
        "key": package.key,
        "made_at": made_at.isoformat(timespec="seconds"),
        "made_by": package.made_by,
        "office": package.office,
        "history": list(package.history),
        "missing": sorted(package.missing),
        "files": [
            {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for path, content in contents.items()
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in {MANIFEST: text, **contents}.items():
            file.writestr(zipfile.ZipInfo(path, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read(data: bytes, name: str) -> Package:
    """The package of a file. UserError, with the reason, for anything that a package of ours would not be."""
    return _Reader(data, name).package()


class _Reader:
    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            self._refuse("不是档案包，或者没有传完整")
        self._entries = self._listed()

    def package(self) -> Package:
        manifest = self._manifest()
        files = self._files(manifest["files"])
        dossier = files.pop(DOSSIER)
        facts = dossier_from_bytes(dossier, self._name)
        attachments = {path.removeprefix(FOLDER): content for path, content in files.items()}
        package = Package(
            facts.key,
            dossier,
            attachments,
            tuple(manifest["history"]),
            tuple(manifest["missing"]),
            manifest["office"],
            manifest["made_by"],
            manifest["made_at"],
        )
        if facts.key != manifest["key"]:
            self._refuse("清单上的档案编号与档案不一致，可能被改动过")
        named = {entry["sha256"] for entry in package.document.get("attachments") or ()}
        if named != attachments.keys() | set(package.missing):
            self._refuse("附件与档案里登记的不一致，可能被改动过")
        return package

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_PACKAGE:
            self._refuse("解开后大得不合常理，为防止电脑卡死没有打开")
        for entry in entries:
            # orig_filename: zipfile itself turns \ into / and cuts at a NUL.
            path = entry.orig_filename
            if path not in (MANIFEST, DOSSIER) and not _ATTACHMENT.fullmatch(path):
                self._refuse("里面有档案包不应有的文件，可能被改动过")
            if entry.flag_bits & _ENCRYPTED or stat.S_ISLNK(entry.external_attr >> 16):
                self._refuse("里面有加密的文件或者链接，档案包不会有")
        listed = {entry.filename: entry for entry in entries}
        if len(listed) != len(entries):
            self._refuse("里面有重名的文件，可能被改动过")
        if MANIFEST not in listed or DOSSIER not in listed:
            self._refuse("缺少清单或者档案")
        return listed

    def _manifest(self) -> dict[str, Any]:
        manifest = parse(self._content(MANIFEST, LARGEST_TEXT), self._name)
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            self._refuse("清单不是本程序认识的格式，可能是更新的版本做的")
        if any(not isinstance(manifest.get(name), kind) for name, kind in _MANIFEST_TYPES.items()):
            self._refuse("清单不完整，可能被改动过")
        if not all(isinstance(one, str) and _HASH.fullmatch(one) for one in manifest["history"] + manifest["missing"]):
            self._refuse("清单不完整，可能被改动过")
        return manifest

    def _files(self, listed: list[Any]) -> dict[str, bytes]:
        """The contents that the manifest lists, each under its hash."""
        wanted = {str(entry.get("path")): entry.get("sha256") for entry in listed if isinstance(entry, dict)}
        if len(wanted) != len(listed) or wanted.keys() != self._entries.keys() - {MANIFEST}:
            self._refuse("里面的文件与清单不一致，可能被改动过")
        contents = {}
        for path, digest in wanted.items():
            content = self._content(path, LARGEST_TEXT if path == DOSSIER else LARGEST_FILE)
            found = hashlib.sha256(content).hexdigest()
            if found != digest or (path != DOSSIER and found != path.removeprefix(FOLDER)):
                self._refuse(f"“{path}”与清单上的校验值不符，被改动过或者没有传完整")
            contents[path] = content
        return contents

    def _content(self, path: str, limit: int) -> bytes:
        entry = self._entries[path]
        if entry.file_size > limit:
            self._refuse("解开后大得不合常理，为防止电脑卡死没有打开")
        pieces, size = [], 0
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PIECE):
                    size += len(piece)
                    if size > entry.file_size:
                        self._refuse("里面的文件比目录上写的大，可能被改动过")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            self._refuse("已损坏，或者没有传完整")
        return b"".join(pieces)

    def _refuse(self, why: str) -> NoReturn:
        raise UserError(f"档案包“{self._name}”不能用：{why}", "没有保存任何内容", "请让对方重新送出后再收")
