"""Random notices of the genre, each composed from its right answer (readings 1 to 6 of the task tracker)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from tests.tasks import documents

CHINESE = "〇一二三四五六七八九十"
UNITS = (
    "县司法局",
    "县公安局",
    "县财政局",
    "县水利局",
    "县住建局",
    "县卫生和健康局",
    "市生态环境局冠县分局",
    "人行冠县支行",
)
UNITS += ("县政府办公室（大数据局）", "县发展和改革局（县地方金融监管局）", "县经济开发区管委会", "店子镇", "县交通局")
PHRASES = (
    "各行政执法部门",
    "县直有关部门",
    "县政府各部门",
    "各乡镇人民政府（街道办事处）",
    "各乡镇人民政府、街道办事处",
)
STRANGERS = ("县气象局", "县档案馆")
HEADINGS = ("优化服务", "规范执法行为", "加强“双随机”监管", "强化组织保障", "推进5G应用", "健全长效机制")
TITLES = (
    "推行“一件事一次办”",
    "压减办理时限",
    "完善GB 18030编码",
    "落实3.5个百分点目标",
    "办好12345热线",
    "清理“四乱”问题",
)
SENTENCES = (
    "梳理高频事项，公布办事指南。",
    "承诺时限再压缩 20%以上，做到一、程序规范；二、结果公开。",
    "检查结果在 5 个工作日内公示，较上年提高 3.5 个百分点。",
    "落实《条例》第五条第（二）项和第 1.2 节要求，接入 DTU 300 型终端。",
    "重点做好：（1）摸底；（2）整改：①销号；②复核。",
    "推动县、乡、村“三级”联动！",
    "每年评查不少于 2 次，2023 年底前完成。",
)
DUE = (
    ("6月底前", "2023-06-30"),
    ("第三季度", "2023-09-30"),
    ("2024年2月底前", "2024-02-29"),
    ("全年", None),
    ("长期坚持", None),
    ("立行立改", None),
)


@dataclass
class Task:
    """A task while it is composed. written: the number as the reader must give it."""

    written: str
    section: str
    title: str
    rest: str
    lead: list[str]
    responsible: list[str]
    clause: str = ""
    due: str | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return f"{self.title}。{self.rest}"

    def shown(self, title: str, text: str) -> dict[str, Any]:
        told = {"no": self.written, "section": self.section, "title": title, "text": text}
        return {**told, "lead": self.lead, "responsible": self.responsible, "due": self.due}


@dataclass(frozen=True)
class Composed:
    """A notice and its right answer. noted: the task number of every note, in any order."""

    data: bytes
    name: str
    answer: dict[str, Any]
    noted: list[str]


def unspaced(line: str) -> str:
    """Reading 3: a blank stays only between two Latin letters or digits of one printed line."""
    return (
        re.sub(r"(?<=[A-Za-z0-9]) +(?=[A-Za-z0-9])", "\0", line).replace(" ", "").replace("　", "").replace("\0", " ")
    )


def chinese(number: int) -> str:
    if number <= 10:
        return CHINESE[number]
    tens, ones = divmod(number, 10)
    return f"{CHINESE[tens] if tens > 1 else ''}十{CHINESE[ones] if ones else ''}"


def compose(chance: Random) -> Composed:
    return table_notice(chance) if chance.random() < 0.2 else text_notice(chance)


# -- a notice in paragraphs -------------------------------------------------------------------------------------------


def text_notice(chance: Random) -> Composed:
    sections, tasks, body = _outline(chance)
    head, answer = _head(chance)
    paragraphs = [*head, *body]
    if chance.random() < 0.3:
        data, name, printed = _docx(paragraphs), "通知.docx", {p: [p] for p in paragraphs}
    else:
        lines, printed = _printed(chance, head, body)
        data, name = _encoded(chance, lines), "通知.txt"
    answer["sections"] = [{"no": no, "title": unspaced(title)} for no, title in sections]
    answer["tasks"] = [_as_printed(task, printed) for task in tasks]
    return Composed(data, name, answer, [no for task in tasks for no in task.faults])


def _as_printed(task: Task, printed: dict[str, list[str]]) -> dict[str, Any]:
    """The task's text from its lines: a blank at a line's edge is gone."""
    lines = next(lines for paragraph, lines in printed.items() if paragraph.endswith(f"{task.text}{task.clause}"))
    whole = "".join(map(unspaced, lines))
    text = whole[len(whole) - len(_solid(task.text + task.clause, whole)) :]
    text = text[: len(text) - len(_solid(task.clause, text))]
    return task.shown(text.partition("。")[0], text)


def _solid(end: str, whole: str) -> str:
    """The end of whole that holds the same characters, blanks aside."""
    wanted, place = len(end.replace(" ", "")), len(whole)
    while wanted:
        place -= 1
        wanted -= whole[place] != " "
    return whole[place:]


def _outline(chance: Random) -> tuple[list[tuple[str, str]], list[Task], list[str]]:
    """Sections, tasks and paragraphs: without headings, under 一、, or under 一、（一）; running or begun again."""
    depth, restart = chance.choice((0, 1, 1, 2, 2)), chance.random() < 0.5
    sections: list[tuple[str, str]] = []
    tasks: list[Task] = []
    body: list[str] = []
    count = 0
    for place in _headings(chance, depth):
        for level, number in place.new:
            title = chance.choice(HEADINGS)
            sections.append((place.path if level == depth else place.path.partition("-")[0], title))
            body.append(f"{chinese(number)}、{title}" if level == 1 else f"{_round(chance, chinese(number))}{title}")
        count = 0 if restart else count
        for _ in range(place.tasks):
            count += 1
            # Numbers that begin again carry the path; whether they did shows only with two headings.
            # A notice where hardly anybody is named does not show which of its numbers are tasks.
            may_lack = sum(not task.clause for task in tasks) * 3 < len(tasks)
            tasks.append(_task(chance, str(count), place.path, may_lack))
            body.append(f"{count}{chance.choice('..．、')}{tasks[-1].text}{tasks[-1].clause}")
    if restart and depth and len({task.section for task in tasks}) > 1:
        for task in tasks:
            task.faults = [f"{task.section}-{task.written}" for _ in task.faults]
            task.written = f"{task.section}-{task.written}"
    return sections, tasks, body


@dataclass(frozen=True)
class Place:
    """A heading that holds tasks. new: (level, number) of the headings printed before them."""

    path: str
    new: list[tuple[int, int]]
    tasks: int


def _headings(chance: Random, depth: int) -> Iterable[Place]:
    if depth == 0:
        yield Place("", [], chance.randint(2, 6))
        return
    for first in range(1, chance.randint(2, 5)):
        if depth == 1:
            yield Place(chinese(first), [(1, first)], chance.choice((0, 1, 2, 3)) if first > 1 else 2)
            continue
        for second in range(1, chance.randint(2, 4)):
            new = [(1, first), (2, second)] if second == 1 else [(2, second)]
            yield Place(f"{chinese(first)}-（{chinese(second)}）", new, chance.randint(1, 3))


def _round(chance: Random, text: str) -> str:
    return chance.choice((f"（{text}）", f"({text})"))


def _task(chance: Random, number: str, section: str, may_lack: bool) -> Task:
    rest = "".join(chance.sample(SENTENCES, chance.choice((0, 1, 2, 3))))
    task = Task(number, section, chance.choice(TITLES), rest, [], [])
    kinds = (_labelled, _labelled, _labelled, _alone, _with, _leading, _by, _shared)
    kind = chance.choice((*kinds, _none) if may_lack else kinds)
    kind(chance, task)
    return task


def _some(chance: Random, least: int, most: int, *, also: Iterable[str] = ()) -> list[str]:
    return chance.sample([*UNITS, *also], chance.randint(least, most))


def _listed(chance: Random, names: list[str]) -> str:
    return "".join(name + chance.choice("、、、，") for name in names)[:-1]


def _brackets(chance: Random, inner: str) -> str:
    return chance.choice((f"〔{inner}〕", f"（{inner}）"))


def _labelled(chance: Random, task: Task) -> None:
    task.lead = _some(chance, 1, 3)
    label = chance.choice(("责任单位", "责任单位", "配合单位", "协办单位", "参与单位"))
    others = [name for name in [*UNITS, *PHRASES] if name not in task.lead]
    task.responsible = chance.sample(others, chance.randint(0, 4))
    if chance.random() < 0.15:
        task.responsible.append(chance.choice(STRANGERS))
        task.faults.append(task.written)
    inner = f"牵头单位：{_listed(chance, task.lead)}"
    inner += f"；{label}：{_listed(chance, task.responsible)}" if task.responsible else ""
    task.clause = _brackets(chance, inner)


def _alone(chance: Random, task: Task) -> None:
    task.responsible = _some(chance, 1, 4, also=PHRASES)
    task.clause = _brackets(chance, f"责任单位：{_listed(chance, task.responsible)}")


def _with(chance: Random, task: Task) -> None:
    first, *task.responsible = _some(chance, 2, 4)
    task.lead = [first]
    task.clause = f"（{first}会同{'、'.join(task.responsible)}）"


def _leading(chance: Random, task: Task) -> None:
    names = _some(chance, 2, 5)
    cut = chance.randint(1, len(names) - 1)
    task.lead, task.responsible = names[:cut], names[cut:]
    task.clause = f"（{'、'.join(task.lead)}牵头，{'、'.join(task.responsible)}配合）"


def _by(chance: Random, task: Task) -> None:
    task.responsible = _some(chance, 1, 3)
    task.clause = _brackets(chance, f"由{'、'.join(task.responsible)}负责")


def _shared(chance: Random, task: Task) -> None:
    task.responsible = _some(chance, 2, 3, also=PHRASES)
    task.clause = f"（{'、'.join(task.responsible)}按职责分工负责）"


def _none(chance: Random, task: Task) -> None:
    task.faults.append(task.written)


# -- the letter above and the print -----------------------------------------------------------------------------------


def _head(chance: Random) -> tuple[list[str], dict[str, Any]]:
    """The letter, if any, and the plan's title."""
    title = (
        f"冠县2023年{chance.choice(('优化营商环境', '安全生产', '数字政府建设'))}工作{chance.choice(('方案', '要点'))}"
    )
    answer: dict[str, Any] = {"title": title, "number": "", "date": None, "issuer": ""}
    if chance.random() < 0.35:
        return [title], answer
    issuer, day = "冠县人民政府办公室", date(2023, chance.randint(1, 12), chance.randint(1, 28))
    number, (left, right) = chance.randint(1, 40), chance.choice(("〔〕", "[]", "﹝﹞", "（）"))
    answer |= {"number": f"冠政办发〔2023〕{number}号", "date": day.isoformat(), "issuer": issuer}
    head = [f"{issuer}文件", f"冠政办发{left}2023{right}{number}{chance.choice(('号', ' 号'))}"]
    head += [f"{issuer}关于印发《{title}》的通知", "各乡镇人民政府、街道办事处，县直各部门："]
    head += [f"现将《{title}》印发给你们，请认真贯彻执行。", issuer, _day(chance, day), title]
    return head + ["为做好有关工作，制定本方案。"] * chance.randint(0, 1), answer


def _day(chance: Random, day: date) -> str:
    year = "".join(CHINESE[int(digit)] for digit in str(day.year))
    ways = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{year}年{chinese(day.month)}月{chinese(day.day)}日",
    )
    return chance.choice(ways)


def _printed(chance: Random, head: list[str], body: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Lines, and the lines of each paragraph: one each, or wrapped at a print's width with page numbers between."""
    width = chance.choice((0, 0, 22, 26, 30)) if len("".join(body)) > 450 else 0  # a few lines show no width
    lines, printed = list(head), {}
    for paragraph in body:
        own = [paragraph]
        if width:
            own = _wrapped(f"　　{paragraph}", 2 * width)
        printed[paragraph] = own
        for line in own:
            lines.append(line)
            if width and chance.random() < 0.04:
                lines += ["", f"{' ' * 16}{chance.choice(('— {} —', '- {} -')).format(chance.randint(2, 40))}", ""]
    return lines, printed


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most the width in half ems: a Latin letter or digit takes one, all else two."""
    lines, used = [""], 0
    for char in text:
        wide = 1 if char.isascii() else 2
        if used + wide > width:
            lines.append("")
            used = 0
        lines[-1] += char
        used += wide
    return lines


def _encoded(chance: Random, lines: list[str]) -> bytes:
    encoding, end = chance.choice((("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n")))
    return (end.join(lines) + end).encode(encoding)


def _docx(paragraphs: list[str]) -> bytes:
    return documents.document([documents.paragraph(text) for text in paragraphs])


# -- a notice that is a table -----------------------------------------------------------------------------------------


def table_notice(chance: Random) -> Composed:
    title, tasks, sections, rows = "冠县2023年督察反馈问题整改台账", [], [], []
    for number in range(1, chance.randint(3, 7)):
        if chance.random() < 0.4 or number == 1:
            sections.append((chinese(len(sections) + 1), chance.choice(HEADINGS)))
            rows.append([f"{sections[-1][0]}、{sections[-1][1]}"])
        written, due = chance.choice(DUE)
        units = _some(chance, 1, 3, also=PHRASES[:3])
        task = Task(str(number), sections[-1][0], chance.choice(TITLES), chance.choice(SENTENCES), [], units, due=due)
        rows.append([task.written, task.title, task.rest, _listed(chance, units), written])
        tasks.append(task)
        if chance.random() < 0.3:
            more = _some(chance, 1, 2)
            rows.append(["", "", "按月通报。", "、".join(more), ""])
            task.rest += "按月通报。"
            task.responsible = list(dict.fromkeys([*units, *more]))
    heading = ["序号", chance.choice(("任务", "反馈问题")), "措施", "责任单位", "完成时限"]
    answer: dict[str, Any] = {"title": title, "number": "", "date": None, "issuer": ""}
    answer["sections"] = [{"no": no, "title": name} for no, name in sections]
    answer["tasks"] = [task.shown(unspaced(task.title), unspaced(task.rest)) for task in tasks]
    if chance.random() < 0.5:
        made = [documents.row(*heading)]
        made += [
            documents.row(documents.cell(row[0], span=5)) if len(row) == 1 else documents.row(*row) for row in rows
        ]
        return Composed(
            documents.document([documents.paragraph(title), documents.table(*made)]), "台账.docx", answer, []
        )
    return Composed(_encoded(chance, [title, *("\t".join(row) for row in [heading, *rows])]), "台账.txt", answer, [])
