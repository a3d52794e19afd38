"""The fingerprint of what a paper says: SHA-256 of its data as canonical JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from guanxian_desk.modules.papers import Content


def fingerprint(content: Content) -> str:
    """64 hexadecimal digits. Equal for equal data, whatever the format; another day or subject that the paper names,
    masked or full numbers, make another one. The form's wording is no part of it: its version is kept beside."""
    data = [plain(content.documents), plain(content.sheets)]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: object) -> object:
    """A value of a paper as JSON knows it: days as ISO text, tables and pictures as their fields."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a paper cannot hold a {type(value).__name__}")
