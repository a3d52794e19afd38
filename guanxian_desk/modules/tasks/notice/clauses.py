"""Unit clauses: 〔牵头单位：…；责任单位：…〕 and its kin, found in a paragraph and read (reading 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guanxian_desk.modules.tasks.lists import mend_breaks, split_joined, split_list, unique

Known = Callable[[str], bool]

_ROUND_OPEN, _ROUND_CLOSE = "（(", "）)"
_SQUARE_OPEN, _SQUARE_CLOSE = "〔［[【﹝", "〕］]】﹞"
_LEAD = r"(?:总?牵头|主办|主责|主要责任)(?:（责任）|\(责任\)|及责任|和责任|责任)?(?:单位|部门|机构|科室)?"
_RESPONSIBLE = (
    r"(?:主要)?(?:责任|配合|协办|协同|协助|参与|参加|承办|落实|实施|成员)(?:责任)?(?:单位|部门|机构|科室|主体)"
    r"|责任|配合|协办|参与"
)
_LABEL = re.compile(
    rf"\s*(?:(?P<lead>{_LEAD})|(?P<responsible>{_RESPONSIBLE})|(?P<other>[\u4e00-\u9fff]{{2,8}}))\s*[:：]"
)
_NAMED_ROLE = re.compile(
    r"(?:(?P<lead>(?:总?牵头|主办|主责)(?:责任)?(?:单位|部门))"
    r"|(?P<responsible>(?:责任|配合|协办|参与|承办|落实)(?:责任)?(?:单位|部门)))(?P<other>)\s*[:：]"
)
_MARKED_LEAD = re.compile(r"(.+)[（(]牵头(?:单位|部门)?[）)]")
_ROLE_LABEL = re.compile(rf"\s*(?:{_LEAD}|{_RESPONSIBLE})\s*[:：]")
# A label without brackets begins a line and says 单位 or 部门.
_LINE_LABEL = re.compile(r"(?:牵头|主办|主责|责任|配合|协办|参与|承办|落实)(?:责任)?(?:单位|部门)\s*[:：]")
_DUTY = (
    r"(?:按照?(?:各自)?(?:职责|职能)?(?:任务)?分工?|根据(?:各自)?职责(?:分工)?|各负其责|(?:任务)?分工|分别|共同|具体|"
    r"负责|牵头|组织|抓好|做好|落实|实施|推进|配合|协办|协助|协同|参与|参加|办理)+"
)
_TAIL = re.compile(rf"{_DUTY}$")
_HEAD = re.compile(r"^(?:由|并|并由|会同|联合)+")
_AND_OTHERS = re.compile(r"等(?:有关|相关)?(?:部门|单位|部门和单位|部门、单位)?$")
_BODY = re.compile(
    r".{0,28}(?:局|办|办公室|委|委员会|中心|部门|单位|公司|政府|办事处|法院|检察院|院|协会|联合会|工会|团县委|妇联|"
    r"武装部|银行|支行|分行|集团|镇|乡|街道|处|大队|支队|分局|专班|领导小组|企业|运营商)(?:[（(][^（()）]*[）)])?"
)
_START = re.compile(r"[（(〔［\[【﹝\n]")
# A bracket without a label: short, with at most one more level of brackets inside.
_SHORT = re.compile(
    r"[（(〔［\[【﹝]((?:[^（()）〔〕［］\[\]【】。\n]|[（(][^（()）]{0,40}[）)]|\n){2,400})[）)〕］\]】﹞]"
)
_SENTENCE_END = "。！？；;!?"
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Units:
    """Who a clause names, as written."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lead or self.responsible)

    def plus(self, other: Units) -> Units:
        """Both, without repeats."""
        return Units(unique((*self.lead, *other.lead)), unique((*self.responsible, *other.responsible)))


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit clause in a text from start to end (exclusive)."""

    start: int
    end: int
    units: Units


@dataclass(frozen=True)
class Names:
    """What the directory knows: names, and those that hold a separator."""

    known: Known
    whole: tuple[str, ...] = ()


def begins_line_clause(line: str) -> bool:
    """Whether a tightened line begins with 牵头单位： or the like, without a bracket."""
    return _LINE_LABEL.match(line) is not None


def find_clauses(text: str, names: Names) -> list[Clause]:
    """The unit clauses of a text, in order; \\n stands before a clause without brackets and ends it."""
    found: list[Clause] = []
    at = 0
    while match := _START.search(text, at):
        clause = _bracketed(text, match.start(), names) or _in_line(text, match.start(), names)
        if clause:
            found.append(clause)
        at = clause.end if clause else match.end()
    return found


def without_clauses(text: str, clauses: list[Clause]) -> str:
    """The text without its clauses; the full stop after one goes when the sentence before it has its own."""
    kept, at = "", 0
    for clause in clauses:
        kept += text[at : clause.start]
        at = clause.end
        if text[at : at + 1] == "。" and (not kept.rstrip("\n") or kept.rstrip("\n")[-1] in _SENTENCE_END):
            at += 1
    return (kept + text[at:]).replace("\n", "")


def matching(text: str, opening: int) -> int | None:
    """The place of the bracket that closes the one at opening; a missing inner bracket does no harm."""
    stack: list[bool] = []
    for at in range(opening, min(len(text), opening + _LONGEST)):
        char = text[at]
        if char in _ROUND_OPEN or char in _SQUARE_OPEN:
            stack.append(char in _ROUND_OPEN)
        elif char in _ROUND_CLOSE or char in _SQUARE_CLOSE:
            kind = char in _ROUND_CLOSE
            while kind in stack and stack.pop() != kind:
                pass
            if not stack:
                return at
    return None


def open_clause(text: str) -> bool:
    """Whether the text ends inside a unit clause whose bracket is still open."""
    for at in range(len(text) - 1, max(-1, len(text) - 600), -1):
        if text[at] in _ROUND_OPEN + _SQUARE_OPEN and _ROLE_LABEL.match(text, at + 1):
            return matching(text, at) is None
    return False


def read_units(text: str, names: Names, lead: bool = False) -> Units:
    """The units of a clause's inside or of a table cell; lead: they lead where nothing says otherwise."""
    text = mend_breaks(text, names.known) if "\n" in text else text
    units = Units()
    for role, part in _segments(text, lead):
        units = units.plus(_with_verbs(part, names, role))
    return units


def _bracketed(text: str, at: int, names: Names) -> Clause | None:
    if text[at] == "\n":
        return None
    if _ROLE_LABEL.match(text, at + 1):
        end = matching(text, at)
        end = len(text) if end is None else end
        return Clause(at, min(end + 1, len(text)), read_units(text[at + 1 : end].replace("\n", ""), names))
    short = _SHORT.match(text, at)
    inner = short[1].replace("\n", "") if short else ""
    if not short or not (_has_role(inner) or _is_bare(text, at, inner, names)):
        return None
    return Clause(at, short.end(), read_units(inner, names))


def _has_role(inner: str) -> bool:
    """Whether a part of the bracket begins with a role: （完成时限：…；责任单位：…）."""
    return any(not label["other"] and _begins_part(inner, label.start()) for label in _LABEL.finditer(inner))


def _is_bare(text: str, at: int, inner: str, names: Names) -> bool:
    """Whether a bracket without a label is a clause: it says who does what, or it names units after a sentence."""
    says = re.search(r"牵头|会同|负责|配合|协办", inner) is not None
    ends = at == 0 or text[at - 1] in _SENTENCE_END or text[at - 1] == "\n"
    if not says and not ends:
        return False
    units = read_units(inner, names)
    named = (*units.lead, *units.responsible)
    return bool(named) and all(names.known(name) or (says and _BODY.fullmatch(name)) for name in named)


def _in_line(text: str, at: int, names: Names) -> Clause | None:
    if text[at] != "\n" or not begins_line_clause(text[at + 1 : at + 14]):
        return None
    end = text.find("\n", at + 1)
    end = len(text) if end < 0 else end
    return Clause(at, end, read_units(text[at + 1 : end], names))


def _segments(text: str, lead: bool) -> Iterator[tuple[bool, str]]:
    """(whether it leads, the part) for each part of a clause; parts about times and persons are left out."""
    labels = _labels(text)
    first = labels[0].start() if labels else len(text)
    if text[:first].strip("；;，,。\n "):
        yield lead, text[:first]
    for label, following in zip(labels, [*labels[1:], None]):
        part = text[label.end() : following.start() if following else len(text)]
        if not label["other"]:
            yield bool(label["lead"]), part


def _labels(text: str) -> list[re.Match[str]]:
    """Every label: 牵头单位： and the like anywhere, other words with a colon only where a part begins."""
    found = {match.end(): match for match in _LABEL.finditer(text) if _begins_part(text, match.start())}
    found |= {match.end(): match for match in _NAMED_ROLE.finditer(text) if match.end() not in found}
    return [found[end] for end in sorted(found)]


def _begins_part(text: str, at: int) -> bool:
    before = text[:at].rstrip(" ")
    return not before or before[-1] in "；;，,。\n、"


def _with_verbs(part: str, names: Names, lead: bool) -> Units:
    """A part with its verbs: A会同B、C; A、B牵头，C配合; 由A负责."""
    verb = _first_verb(part)
    if not verb:
        return _marked(_listed(part, names), lead)
    before, after = part[: verb.start()], part[verb.end() :]
    return Units(_listed(before, names), _listed(after, names))


def _marked(listed: tuple[str, ...], lead: bool) -> Units:
    """A list in which 县司法局（牵头） leads."""
    leads = {name: match[1] for name in listed if (match := _MARKED_LEAD.fullmatch(name))}
    if lead or not leads:
        return Units(lead=listed) if lead else Units(responsible=listed)
    return Units(tuple(leads.values()), tuple(name for name in listed if name not in leads))


def _first_verb(part: str) -> re.Match[str] | None:
    for match in re.finditer(r"会同|牵头|主办", part):
        before = part[: match.start()]
        # What the list begins with, as in 会同县财政局, joins nobody; what stands in brackets marks one name.
        if _listed_text(before) and _depth(before) == 0:
            return match
    return None


def _depth(text: str) -> int:
    return sum((char in _ROUND_OPEN + _SQUARE_OPEN) - (char in _ROUND_CLOSE + _SQUARE_CLOSE) for char in text)


def _listed_text(text: str) -> str:
    return _HEAD.sub("", text.strip("；;，,、。\n "))


def _listed(text: str, names: Names) -> tuple[str, ...]:
    found: list[str] = []
    for part in split_list(text, names.whole):
        name = _bare(part, names.known)
        if name:
            found += split_joined(name, names.known)
    return unique(found)


def _bare(part: str, known: Known) -> str:
    """A name without 由 before it and 负责, 配合, 等部门 behind it."""
    if known(part):
        return part
    name = _TAIL.sub("", _HEAD.sub("", part))
    return name if known(name) else _AND_OTHERS.sub("", name)
