"""重名核对: rows of the register that may be one enterprise. Names only propose; a clerk decides, codes join."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from guanxian_desk.base.identity import credit_code_ok
from guanxian_desk.modules.cultivation.rules.who import Firm, plain

LEAST = 88
"""Per cent of likeness from which two names are proposed."""
_SHORTEST = 4
_FORM = re.compile(r"(有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|总公司|公司|厂|\([^()]*\))+$")
_PLACE = re.compile(r"^(山东省?|聊城市?|冠县)+")


@dataclass(frozen=True)
class Pair:
    """Two enterprises that may be one. likeness: per cent; reasons: in words, the strongest first."""

    one: Firm
    other: Firm
    likeness: int
    reasons: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Both codes, the lower first."""
        return pair_key(self.one.code, self.other.code)


def pair_key(one: str, other: str) -> tuple[str, str]:
    """Two codes in a fixed order."""
    return (one, other) if one <= other else (other, one)


def core(name: str) -> str:
    """A name without place, legal form and brackets: what tells firms apart."""
    bare = _PLACE.sub("", plain(name))
    shorter = _FORM.sub("", bare)
    return shorter if len(shorter) >= 2 else bare


def propose(
    firms: Sequence[Firm], contacts: Mapping[str, Mapping[str, str]], settled: Collection[tuple[str, str]]
) -> list[Pair]:
    """The pairs that a clerk should look at, the likeliest first.

    contacts: by code, what is worth comparing (联系电话, 注册地址) as written; settled: pairs decided to be two.
    """
    found: dict[tuple[str, str], tuple[int, list[str]]] = {}
    for place, likeness, other in _alike(firms):
        _add(found, firms[place], firms[other], likeness, _name_reason(firms[place], firms[other], likeness))
    _by_former_names(firms, found)
    _by_codes(firms, found)
    by_code = {firm.code: firm for firm in firms}
    pairs = []
    for key, (likeness, reasons) in found.items():
        if key in settled:
            continue
        own, others = contacts.get(key[0], {}), contacts.get(key[1], {})
        more = [f"{word}相同" for word, text in own.items() if others.get(word) == text]
        pairs.append(Pair(by_code[key[0]], by_code[key[1]], likeness, (*reasons, *more)))
    return sorted(pairs, key=lambda pair: (-len(pair.reasons), -pair.likeness, pair.key))


def _alike(firms: Sequence[Firm]) -> list[tuple[int, int, int]]:
    """Places of two firms and the likeness of their names."""
    from rapidfuzz import fuzz, process

    cores = [core(firm.name) for firm in firms]
    found = []
    for place, name in enumerate(cores):
        if len(name) < _SHORTEST:
            continue
        near = process.extract(name, cores[place + 1 :], scorer=fuzz.ratio, score_cutoff=LEAST, limit=5)
        found += [(place, round(likeness), place + 1 + at) for other, likeness, at in near if len(other) >= _SHORTEST]
    return found


def _name_reason(one: Firm, other: Firm, likeness: int) -> str:
    if plain(one.name) == plain(other.name):
        return "两家名称相同"
    if core(one.name) == core(other.name):
        return "去掉地名和组织形式以后名称相同"
    return f"名称相近（{likeness}%）"


def _by_former_names(firms: Sequence[Firm], found: dict[tuple[str, str], tuple[int, list[str]]]) -> None:
    """Firms that a former name joins: C01 already looks at them as one."""
    kin: dict[str, list[Firm]] = {}
    for firm in firms:
        kin.setdefault(firm.kin, []).append(firm)
    for same in kin.values():
        for other in same[1:]:
            _add(found, same[0], other, 100, f"曾用名把“{same[0].name}”和“{other.name}”连在一起")


def _by_codes(firms: Sequence[Firm], found: dict[tuple[str, str], tuple[int, list[str]]]) -> None:
    """A code with a wrong check digit that differs in one place from another's."""
    wrong = [firm for firm in firms if not credit_code_ok(firm.code)]
    for firm in wrong:
        for other in firms:
            if other is not firm and sum(a != b for a, b in zip(firm.code, other.code)) == 1:
                _add(found, firm, other, 95, f"信用代码只差一位，{firm.code} 校验位不符，多半抄错")


def _add(
    found: dict[tuple[str, str], tuple[int, list[str]]], one: Firm, other: Firm, likeness: int, reason: str
) -> None:
    key = pair_key(one.code, other.code)
    before, reasons = found.get(key, (0, []))
    found[key] = (max(before, likeness), [*reasons, reason])
