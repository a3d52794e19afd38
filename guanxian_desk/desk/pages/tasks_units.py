"""单位: the ranking, who has not reported, calls and their log, 督办, and the round of workbooks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView, found
from guanxian_desk.desk.pages.tasks_detail import reminder, unit_detail
from guanxian_desk.desk.pages.tasks_forms import (
    CallForm,
    ContactForm,
    Pressed,
    RoundAsked,
    RoundForm,
    Said,
    UrgingForm,
)
from guanxian_desk.desk.pages.tasks_parts import copied, push_form, put_bar
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.tasks.chasing import Contact

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay
    from guanxian_desk.services.task_rounds import SentRound, TakenBook

MISSING, BULLETIN = ("tasks-missing", "未报送单位名单"), ("tasks-bulletin", "季度进展通报")
_STATES = {
    "未报齐": Lamp("ring", "amber", "未报齐"),
    "已发未回": Lamp("clock", "amber", "已发未回"),
    "已报齐": Lamp("done", "green", "已报齐"),
}
_COLUMNS = (
    TableColumn("rank", "名次", Kind.COUNT, 56, summed=False),
    TableColumn("unit", "单位", width=160, stretch=True),
    TableColumn("state", "本期", width=96, lamps=tuple(_STATES.items())),
    TableColumn("tasks", "任务", Kind.COUNT, 56),
    TableColumn("percent", "平均（%）", Kind.COUNT, 84, summed=False),
    TableColumn("done", "已完成", Kind.COUNT, 68),
    TableColumn("missing", "本期未报", Kind.COUNT, 84),
    TableColumn("owed", "累计未报", Kind.COUNT, 84),
    TableColumn("unsealed", "未盖章", Kind.COUNT, 68),
    TableColumn("reminders", "已催报", Kind.COUNT, 68),
    TableColumn("urgings", "督办中", Kind.COUNT, 68),
)
_SHOWN = (("", "全部单位"), ("未报", "本期未报齐的"), ("已报齐", "本期已报齐的"), ("未盖章", "有未盖章的"))
_NONE = ("没有符合的单位", "放宽或清除筛选再看。")


class UnitsView(RegisterView):
    """The units of a plan."""

    task_asked = Signal(str)
    paper_asked = Signal(str, str, str)  # form, words, the subject after the plan

    def __init__(self, desk: Desk) -> None:
        filters = (ChoiceFilter("shown", "报送", _SHOWN), TextFilter("words", "查找单位", 180))
        super().__init__(desk, _COLUMNS, "单位排名", filters, _takes, self._detail_of, _NONE)
        self.day: TaskDay | None = None
        self.send_button = button("发出进展表…", self._ask_round, icon="excel")
        self.take_button = button("收回进展表…", self._ask_folder, icon="import")
        self.list_button = button("未报送名单…", lambda: self._round_paper(*MISSING), icon="print")
        self.bulletin_button = button("季度通报…", lambda: self._round_paper(*BULLETIN), icon="print")
        put_bar(self, self.send_button, self.take_button, self.list_button, self.bulletin_button, share=(3, 4))
        self.panel.action_chosen.connect(self._act)
        self.panel.link_opened.connect(lambda link: self.task_asked.emit(link.removeprefix("task:")))

    def show_day(self, day: TaskDay) -> None:
        """Shows the ranking on a day."""
        self.day = day

        def read(_office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.task_rows import unit_rows

            return unit_rows(day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows")

    def show_unit(self, unit: str) -> None:
        """Only one unit."""
        self.filters.set_values({"shown": "", "words": unit})

    def show_late(self) -> None:
        """Only who has not reported."""
        self.filters.set_values({"shown": "未报", "words": ""})

    def _detail_of(self, row: Row) -> Detail:
        assert self.day is not None
        return unit_detail(self.day, row)

    def _act(self, key: str) -> None:
        row, day = self.row, self.day
        if row is None or day is None:
            return
        if key == "call":
            self._ask_call(row, day)
        elif key == "copy":
            copied(self._desk, reminder(day, row), f"已复制给{row['unit']}的催报文")
        elif key == "contact":
            self._ask_contact(row)
        elif key == "urge":
            self._ask_urging(row, day)
        elif key == "breakdown":
            self.paper_asked.emit("tasks-breakdown", "任务分解表", row["unit"])
        else:
            self.paper_asked.emit("tasks-account", "述法报告", row["unit"])

    # calls, contacts, slips

    def _ask_call(self, row: Row, day: TaskDay) -> None:
        whom = row["whom"]
        about = f"{row['unit']}　{whom.contact or whom.leader}　{whom.phone or whom.leader_phone}".rstrip("　")
        form = CallForm(about, reminder(day, row), whom.contact or whom.leader)
        form.submitted.connect(lambda said: self._log(row, day, said))
        push_form(self, form, "登记催报", form.spoken_to)

    def _log(self, row: Row, day: TaskDay, said: Said) -> None:
        plan, period = day.key, day.quarter.code

        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import Call, log_call

            log_call(office, plan, Call(row["unit"], period, said.way, said.spoken_to, said.text, said.answer))

        self.write(verb, f"已登记对{row['unit']}的催报", "登记催报")

    def _ask_contact(self, row: Row) -> None:
        form = ContactForm(row["unit"], row["whom"])
        form.submitted.connect(lambda contact: self._keep_contact(row, contact))
        push_form(self, form, "联系人", form.leader)

    def _keep_contact(self, row: Row, contact: Contact) -> None:
        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import keep_contact

            keep_contact(office, row["unit"], contact)

        self.write(verb, f"已保存{row['unit']}的联系人", "登记联系人")

    def _ask_urging(self, row: Row, day: TaskDay) -> None:
        unit = row["status"]
        owing = [one.task.task.no for one in unit.owing(day.quarter)]
        bad = [one.task.task.no for one in unit.tasks if str(one.lamp) in ("红", "黄")]
        words = f"{day.quarter.words}进展没有按时报送，" if owing else ""
        matter = f"{words}任务进度落后于时序要求，请查明原因，明确责任人和完成时间，抓紧推进并报送进展和佐证材料。"
        form = UrgingForm(row["unit"], tuple(owing or bad)[:6], matter, self._desk.today)
        form.submitted.connect(lambda pressed: self._issue(row, day, pressed))
        push_form(self, form, "发督办通知单", form.tasks)

    def _issue(self, row: Row, day: TaskDay, pressed: Pressed) -> None:
        plan = day.key

        def write(office: Office, _task: Task) -> str:
            from guanxian_desk.modules.tasks.urging import UrgingDraft
            from guanxian_desk.services.task_work import issue_urging

            return issue_urging(office, plan, UrgingDraft(row["unit"], pressed.tasks, pressed.matter, pressed.reply_by))

        def done(number: str) -> None:
            self.done(f"已发出{number}，登记在“督办”里")
            self.paper_asked.emit("tasks-urging", "督办通知单", number)

        self._desk.change(write, done, owner=self, title="发督办通知单")

    # the round of workbooks

    def _round_paper(self, form: str, words: str) -> None:
        if self.day is not None:
            self.paper_asked.emit(form, words, self.day.quarter.code)

    def _ask_round(self) -> None:
        day = self.day
        if day is None:
            return
        from guanxian_desk.services.task_rounds import usual_reply_day

        reply_by = usual_reply_day(day.quarter, self._desk.today)
        form = RoundForm(day.status.plan.title, day.quarter.code, reply_by)
        form.submitted.connect(lambda asked: self._choose_folder(day, asked))
        self.panel.close_panel()
        push_form(self, form, "发出进展表", form.quarter)

    def _choose_folder(self, day: TaskDay, asked: RoundAsked) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "把工作簿写到哪个文件夹")
        if chosen:
            self.send_to(day.key, asked.quarter, Path(chosen), asked.reply_by)

    def send_to(self, plan: str, quarter: str, folder: Path, reply_by: date) -> None:
        """Writes the round's workbooks into a folder."""

        def write(office: Office, task: Task) -> SentRound:
            from guanxian_desk.services.task_rounds import quarter_of, send_out

            return send_out(office, plan, quarter_of(quarter), folder, reply_by, _told(task))

        def done(sent: SentRound) -> None:
            self.done(f"已写出 {len(sent.books)} 个单位的进展表和发送清单，在“{folder.name}”里")

        self._desk.change(write, done, owner=self, title="写出进展表")

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "报回的工作簿在哪个文件夹")
        if chosen:
            self.take_from(Path(chosen))

    def take_from(self, folder: Path) -> None:
        """Imports the workbooks of a folder and says what became of each."""

        def write(office: Office, task: Task) -> list[TakenBook]:
            from guanxian_desk.services.task_rounds import books_in, take_back

            return take_back(office, books_in(folder), _told(task))

        self._desk.change(write, self._show_taken, owner=self, title="收回进展表")

    def _show_taken(self, taken: list[TakenBook]) -> None:
        good = sum(not book.refused and not book.bad for book in taken)
        self.panel.open(
            Detail(
                "收回的进展表",
                f"{len(taken)} 个文件",
                ("全部收下", "green") if good == len(taken) else ("有要退回的", "amber"),
                (Section("", tuple(map(_taken, taken))),),
            )
        )
        self._desk.said.emit(f"已读入 {len(taken)} 个文件，{len(taken) - good} 个有要改的")


def _told(task: Task) -> Callable[[str, float], None]:
    return lambda words, share: task.progress(round((share or 0) * 1000), 1000, words)


def _taken(book: TakenBook) -> Field:
    name = book.unit or book.file.stem
    if book.refused:
        return Field(name, f"没有收下：{book.refused}", "red")
    words = f"{book.rows} 行，收下 {book.new} 行"
    words += f"，{book.unfilled} 行没有填" if book.unfilled else ""
    if book.bad:
        return Field(name, f"{words}，{book.bad} 行要改，退回件在“退回件”文件夹", "amber")
    return Field(name, words, "green")


def _takes(row: Row, values: dict[str, str]) -> bool:
    shown = values["shown"]
    kept = {
        "": True,
        "未报": row["missing"] > 0,
        "已报齐": row["missing"] == 0,
        "未盖章": row["unsealed"] > 0,
    }[shown]
    return bool(kept) and found(row, values)
