"""A dossier file becomes a dossier: strict reading, the schema, unique ids, references that lead somewhere.

Whatever does not fit is told once, with the exact place, and nothing of the file is used.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, NoReturn

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.reading import read
from guanxian_desk.modules.decisions.schema import Misfit, Step, check_document
from guanxian_desk.modules.decisions.wording import place_words

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def dossier_from_bytes(raw: bytes, name: str) -> Dossier:
    """The dossier of a JSON text in UTF-8; name is how the file is called in messages."""
    return dossier_from_document(parse(raw, name), name)


def dossier_from_document(document: Any, name: str) -> Dossier:
    """The dossier of a parsed JSON document; UserError with the place when it does not fit the schema."""
    try:
        check_document(document)
    except Misfit as fault:
        raise _refusal(name, f"{place(fault.path)}：{fault.words}") from fault
    return read(Dossier, document)


def place(path: tuple[Step, ...]) -> str:
    """A place in the schema's words, and as a path: 公众参与 › 听证会 第1条（participation.hearings[0]）."""
    if not path:
        return "档案"
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"{place_words(path)}（{steps.removeprefix('.')}）"


def parse(raw: bytes, name: str) -> Any:
    """The JSON of a text in UTF-8. UserError for a repeated property, NaN, half a character, or anything but JSON."""
    try:
        text = raw.decode("utf-8-sig")
        document = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_number)
        if _SURROGATE.search(text):
            # Half a character (\\ud800 alone) is legal JSON, but can be neither shown nor printed nor saved.
            json.dumps(document, ensure_ascii=False).encode("utf-8")
    except Misfit as fault:
        raise _refusal(name, fault.words) from fault
    except UnicodeError as error:
        raise _refusal(name, "不是 UTF-8 编码的文字") from error
    except (ValueError, RecursionError) as error:
        at = f"（第{error.lineno}行第{error.colno}列）" if isinstance(error, json.JSONDecodeError) else ""
        raise _refusal(name, f"不是完整的 JSON 文件{at}") from error
    return document


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) != len(pairs):
        repeated = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise Misfit(f"同一处“{repeated}”写了两次，不知道以哪个为准")
    return entries


def _no_number(word: str) -> NoReturn:
    raise Misfit(f"“{word}”不是数")


def _refusal(name: str, fault: str) -> UserError:
    return UserError(f"档案文件“{name}”不能用：{fault}", "没有评判，也没有保存任何内容", "请改正后再试")
