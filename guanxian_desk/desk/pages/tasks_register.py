"""单位名录: names, aliases and groups; 乡镇名录 to confirm, group phrases to settle, unknown names to place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.record_edit import open_record
from guanxian_desk.desk.pages.register_view import RegisterView, chosen
from guanxian_desk.desk.pages.tasks_parts import push_form, put_bar
from guanxian_desk.desk.pages.tasks_register_forms import AliasForm, GroupForm, Settled, TownshipForm
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.parts import button, label
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.tasks.units import Kind as UnitKind

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay
    from guanxian_desk.services.task_work import UnitsView as Register

KIND = "units"
_COLUMNS = (
    TableColumn("name", "单位名称", width=200, stretch=True),
    TableColumn("kind", "类别", width=72),
    TableColumn("groups", "所属组", width=180),
    TableColumn("aliases", "曾用名及别名", width=240),
    TableColumn("since", "启用", Kind.DAY, 104),
    TableColumn("until", "停用", Kind.DAY, 104),
)
_NONE = ("没有符合的单位", "放宽或清除筛选再看。")


class RegisterOfUnits(RegisterView):
    """The register of units."""

    def __init__(self, desk: Desk) -> None:
        shown = (("", "全部类别"), *((str(kind), str(kind)) for kind in UnitKind))
        filters = (ChoiceFilter("kind", "类别", shown), TextFilter("words", "查找名称、别名、所属组", 200))
        super().__init__(desk, _COLUMNS, "单位名录", filters, chosen("kind"), self._detail_of, _NONE)
        self.day: TaskDay | None = None
        self.known: Register | None = None
        self.confirm_button = button("核定乡镇名录…", self._ask_townships, icon="check", role="primary")
        self.group_button = button("明确集合称谓…", self._ask_group, icon="account")
        self.alias_button = button("处理不认识的名称…", self._ask_alias, icon="search")
        self.new_button = button("新增单位…", lambda: open_record(desk, self, KIND), icon="plus")
        self.said = label("", "soft", wrap=True)
        put_bar(self, self.confirm_button, self.group_button, self.alias_button, self.new_button, share=(2, 3))
        layout = self.layout()
        assert layout is not None
        layout.insertWidget(1, self.said)  # type: ignore[attr-defined]
        self.panel.action_chosen.connect(lambda _key: self._mend())

    def show_day(self, day: TaskDay) -> None:
        """Reads the register with what the plan leaves open."""
        self.day = day

        def read(office: Office, _task: Task) -> Register:
            from guanxian_desk.services.task_work import units_view

            return units_view(office, day.key)

        self._desk.ask(read, self._show_register, owner=self, key="register")

    def _show_register(self, known: Register) -> None:
        self.known = known
        unsettled = [group.phrase for group in known.groups if group.used and not group.members]
        parts = [
            "乡镇名录已核定" if known.confirmed else "乡镇名录未核定：排名、未报送名单和通报印作草稿",
            f"{len(unsettled)} 个集合称谓还没有明确成员（{'、'.join(unsettled)}）" if unsettled else "集合称谓都有成员",
            f"报告里有 {len(known.unknown)} 个名称不在名录" if known.unknown else "报告里的单位都在名录",
        ]
        self.said.setText("；".join(parts) + "。县直各部门通常还含党委部门和群团组织，请核对其成员。")
        self.confirm_button.setVisible(not known.confirmed or bool(known.offered))
        self.alias_button.setVisible(bool(known.unknown))
        self.show_rows(known.rows)

    def _detail_of(self, row: Row) -> Detail:
        known = self.known
        groups = [group.phrase for group in known.groups if row["name"] in group.members] if known else []
        fields = (
            Field("类别", row["kind"]),
            Field("曾用名及别名", row["aliases"] or "没有"),
            Field("所属组", row["groups"] or "没有"),
            Field("属于集合称谓", "、".join(groups) or "不属于"),
            Field("启用", row["since"].isoformat() if row["since"] else "一直"),
            Field("停用", row["until"].isoformat() if row["until"] else "没有停用"),
        )
        return Detail(
            row["name"], row["kind"], None, (Section("", fields),), (Action("mend", "修改这个单位…", "settings"),)
        )

    def _mend(self) -> None:
        if self.row is not None:
            open_record(self._desk, self, KIND, (self.row["name"],))

    # what is left open

    def _ask_townships(self) -> None:
        if self.known is not None:
            form = TownshipForm(self.known.offered)
            form.submitted.connect(self._confirm)
            self.panel.close_panel()
            push_form(self, form, "核定乡镇名录", form.submit_button)

    def _confirm(self, names: Sequence[str]) -> None:
        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import confirm_townships

            confirm_townships(office, names)

        words = f"乡镇名录已核定，补入 {len(names)} 个" if names else "乡镇名录已核定"
        self.write(verb, words, "核定乡镇名录")

    def _ask_group(self) -> None:
        if self.known is not None:
            form = GroupForm(self.known.groups, tuple(str(row["name"]) for row in self.known.rows))
            form.submitted.connect(self._settle)
            self.panel.close_panel()
            push_form(self, form, "明确集合称谓", form.phrase)

    def _settle(self, settled: Settled) -> None:
        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import settle_group

            settle_group(office, settled.phrase, settled.units, settled.basis)

        words = (
            f"“{settled.phrase}”明确为 {len(settled.units)} 个单位" if settled.units else f"“{settled.phrase}”恢复缺省"
        )
        self.write(verb, words, "明确集合称谓")

    def _ask_alias(self) -> None:
        if self.known is not None and self.known.unknown:
            form = AliasForm(self.known.unknown, tuple(str(row["name"]) for row in self.known.rows))
            form.submitted.connect(self._alias)
            self.panel.close_panel()
            push_form(self, form, "处理不认识的名称", form.unit)

    def _alias(self, pair: tuple[str, str]) -> None:
        name, unit = pair

        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import add_alias

            add_alias(office, unit, name)

        words = f"“{name}”记作{unit}的别名，以前的报告随即计入"
        self.write(verb, words, "补别名")
