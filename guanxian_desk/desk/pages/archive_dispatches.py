"""发文登记: what went out, who signed and sealed it, who took delivery; the signed scan takes the draft's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from guanxian_desk.desk.pages.archive_dispatch_forms import DeliveryForm, DispatchForm
from guanxian_desk.desk.pages.archive_register import ArchiveRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.papers import open_paper
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.services import outgoing
from guanxian_desk.services.outgoing import Delivered, Sent

_ORIGINAL = ((True, Lamp("done", "green", "已存正本")), (False, Lamp("ring", "grey", "未存正本")))
_COLUMNS = (
    TableColumn("number", "发文字号", width=168),
    TableColumn("title", "标题", width=240, stretch=True),
    TableColumn("signer", "签发人", width=88),
    TableColumn("day", "成文日期", Kind.DAY, 104),
    TableColumn("copies", "份数", Kind.COUNT, 64, summed=False),
    TableColumn("delivered", "签收", Kind.COUNT, 64, summed=False),
    TableColumn("original", "正本", width=112, lamps=_ORIGINAL),  # type: ignore[arg-type]
)
_AMEND, _DELIVER, _SCAN, _SEE, _SLIP = "amend", "deliver", "scan", "see", "slip"
_NONE = ("还没有登记过发文", "在“文书记录”里选一份文书点“登记发文…”，或在这里登记别处制作的发文。")
_FILES = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"


class DispatchesView(ArchiveRegister):
    """The register of outgoing papers, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "发文登记", _NONE, outgoing.dispatch_rows)
        self.new_button = button("登记发文…", self._new, icon="new", role="primary")
        self.print_button = button("打印发文登记簿…", self._print, icon="print")
        self.add_tools(self.new_button, self.print_button)
        self.panel.action_chosen.connect(self._act)

    def register(self, sent: Sent) -> None:
        """Opens the form with what is known of a paper."""
        form = DispatchForm(sent)
        form.submitted.connect(lambda filled: self.do(lambda office: outgoing.register(office, filled), "登记发文"))
        self.panel.open(form, "登记发文")
        form.setFocus()

    def keep_scan(self, path: Path) -> None:
        """The signed and sealed scan of the paper that is open."""
        row = self._row
        if row is not None:
            number = row["id"]
            self.do(lambda office: outgoing.keep_original(office, number, path), "存入正本")

    def open_row(self, row: Row) -> None:
        """A paper with those who took delivery of it."""
        number = row["id"]
        self._desk.ask(
            lambda office, _task: outgoing.receipts(office, number),
            lambda taken: self.panel.open(_detail(row, taken)),
            owner=self,
            key="receipts",
        )

    def _new(self) -> None:
        self.register(Sent(""))

    def _print(self) -> None:
        open_paper(self._desk, self, "dispatch-register", "发文登记簿")

    def _act(self, key: str) -> None:
        row = self._row
        if row is None:
            return
        acts: dict[str, Callable[[Row], None]] = {
            _AMEND: self._amend, _DELIVER: self._deliver, _SCAN: self._scan, _SEE: self._see, _SLIP: self._slip,
        }  # fmt: skip
        acts[key](row)

    def _amend(self, row: Row) -> None:
        form, number = DispatchForm(_sent(row)), row["id"]
        form.submitted.connect(
            lambda filled: self.do(lambda office: outgoing.amend(office, number, filled), "修改发文登记")
        )
        self.panel.push(form, "修改发文登记")

    def _deliver(self, row: Row) -> None:
        form, number = DeliveryForm(self._desk.today), row["id"]
        form.submitted.connect(
            lambda filled: self.do(lambda office: outgoing.deliver(office, number, filled), "登记签收")
        )
        self.panel.push(form, "登记签收")

    def _scan(self, _row: Row) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "盖章件的扫描件", "", _FILES)
        if name:
            self.keep_scan(Path(name))

    def _slip(self, row: Row) -> None:
        open_paper(self._desk, self, "dispatch-slip", "发文稿纸", str(row["id"]))

    def _see(self, row: Row) -> None:
        number = row["id"]
        self._desk.ask(
            lambda office, _task: outgoing.original(office, number),
            lambda found: self._see_original(row, *found),
            owner=self,
            title="打开正本",
        )

    def _see_original(self, row: Row, name: str, data: bytes) -> None:
        if not data.startswith(b"%PDF"):
            self._desk.save_as(self, name, "所有文件 (*)", lambda _office, _task: data)
            return
        self.preview(data, name, row["title"])


def _sent(row: Row) -> Sent:
    names = ("title", "number", "filing", "day", "signer", "sealed_on", "copies", "recipients", "copied", "note")
    return Sent(*(row[name] for name in names))


def _detail(row: Row, taken: list[Delivered]) -> Detail:
    shown = (
        ("发文字号", row["number"]), ("签发人", row["signer"]), ("成文日期", row["day"]),
        ("用印日期", row["sealed_on"]), ("份数", row["copies"]), ("主送", row["recipients"]),
        ("抄送", row["copied"]), ("备注", row["note"]),
    )  # fmt: skip
    facts = tuple(Field(name, str(value)) for name, value in shown if value not in ("", None))
    received = tuple(
        Field(one.unit, "　".join(str(part) for part in (one.receiver, one.day, one.means, one.note) if part) or "—")
        for one in taken
    )
    sections = (Section("", facts), *((Section("签收", received),) if received else ()))
    actions = (
        Action(_DELIVER, "登记签收…", "check", primary=True),
        Action(_SCAN, "存入盖章件…", "import"),
        Action(_SEE, "查看正本…", "search"),
        Action(_SLIP, "打印发文稿纸…", "print"),
        Action(_AMEND, "修改登记…", "settings"),
    )
    lamp = ("已存正本", "green") if row["original"] else ("未存正本", "grey")
    return Detail(row["title"], f"第 {row['id']} 条", lamp, sections, actions)
