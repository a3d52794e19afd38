"""The command line as a new user meets it, with wrong input too: Chinese words, exit code 2, nothing stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guanxian_desk.sample.files import SampleFile
from tests.stories.desk import Desk, command, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["nonsense"], "不能是"),
        (["import"], "缺少"),
        (["import", "voucher-payments"], "缺少"),
        (["reconcile", "--as-of", "2022-02-30"], "不是日期"),
        (["reconcile", "--wrong"], "不认识"),
        (["import", "voucher-payments", "x.xlsx", "--on-conflict", "maybe"], "只能是"),
        (["undo", "abc"], "不对"),
        ([], "缺少"),
    ],
)
def test_a_wrong_command_is_told_in_chinese(words: list[str], complaint: str) -> None:
    said = command(*words)
    assert said.code == 2
    assert complaint in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


def test_a_missing_data_file_is_exit_2(tmp_path: Path) -> None:
    said = Desk(tmp_path / "none.gxdesk")("reconcile", "--as-of", "2022-12-31", "--json")
    assert (said.code, said.out) == (2, "")
    assert "没有找到数据文件" in said.err
    assert list(tmp_path.iterdir()) == []


def test_init_never_overwrites(desk: Desk) -> None:
    before = desk.data.read_bytes()
    said = command("init", desk.data)
    assert said.code == 2
    assert "已经存在" in said.err
    assert desk.data.read_bytes() == before


def test_kinds_are_the_nine_voucher_sheets() -> None:
    kinds = command("kinds", "--json").json
    vouchers = [kind for kind in kinds if kind["kind"].startswith("voucher-")]
    assert [kind["kind"] for kind in vouchers] == [
        "voucher-payments",
        "voucher-issues",
        "voucher-merchants",
        "voucher-redemptions",
        "voucher-refunds",
        "voucher-withdrawals",
        "voucher-transfers",
        "voucher-estates",
        "voucher-recipients",
    ]
    payments = vouchers[0]
    assert payments["title"] == "缴费凭证"
    assert [c["heading"] for c in payments["columns"] if c["required"]] == [
        "凭证号",
        "缴款人",
        "证件号码",
        "缴费合计",
        "缴费日期",
    ]
    assert "税票号码" in payments["columns"][0]["aliases"]


def test_every_template_is_refused_only_for_having_no_rows(desk: Desk, tmp_path: Path) -> None:
    for kind in (entry["kind"] for entry in command("kinds", "--json").json):
        out = tmp_path / f"{kind}.xlsx"
        assert command("template", kind, out).code == 0
        said = desk("import", kind, out, "--json")
        assert said.code == 2
        assert said.json[0]["batch"] is None
        assert "没有数据行" in said.json[0]["refused"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.xlsx", b""),
        ("假.xlsx", b"not a workbook at all"),
        ("断.xlsx", b"PK\x03\x04" + b"\x00" * 40),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
        ("文.csv", "甲,乙\n1,2\n".encode("gb18030")),
        ("不存在.xlsx", None),
    ],
)
def test_a_bad_file_is_refused_with_a_reason_and_nothing_is_stored(
    desk: Desk, tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    before = desk("info", "--json").json["记录数"]
    said = desk("import", "voucher-payments", path, "--json")
    assert said.code == 2
    [entry] = said.json
    assert (entry["file"], entry["batch"], entry["rows"]) == (name, None, 0)
    assert entry["refused"]
    assert "Traceback" not in said.err
    assert desk("info", "--json").json["记录数"] == before


def test_an_unknown_kind_is_refused(desk: Desk, tmp_path: Path) -> None:
    said = desk("import", "vouchers", tmp_path / "x.xlsx")
    assert said.code == 2
    assert "voucher-payments" in said.err


def test_a_dry_run_writes_nothing(desk: Desk, voucher_books: list[SampleFile]) -> None:
    file = voucher_books[1]
    said = desk("import", file.kind, file.path, "--dry-run", "--json")
    assert said.code == 0
    assert (said.json[0]["batch"], said.json[0]["new"]) == (None, file.rows)
    assert desk("reconcile", "--as-of", "2022-12-31", "--json").json["totals"]["paid"] == 0


def test_conflicts_keep_or_replace(desk: Desk, voucher_books: list[SampleFile]) -> None:
    files = [file for file in voucher_books if file.kind == "voucher-payments"]
    for file in files[:-1]:
        desk("import", file.kind, file.path)
    late = files[-1]
    kept = desk("import", late.kind, late.path, "--on-conflict", "keep", "--json")
    assert kept.code == 3
    assert kept.json[0]["conflicts"] == 1
    assert {row["column"] for row in kept.json[0]["conflict_rows"]} == {"土地出让金", "缴费合计"}
    replaced = desk("import", late.kind, late.path, "--on-conflict", "replace", "--json")
    assert replaced.code == 0
    assert (replaced.json[0]["changed"], replaced.json[0]["conflicts"]) == (1, 0)
    again = desk("import", late.kind, late.path, "--json")
    assert (again.code, again.json[0]["unchanged"]) == (0, late.rows)


def test_the_error_workbook_is_written_only_when_there_are_errors(
    desk: Desk, voucher_books: list[SampleFile], tmp_path: Path
) -> None:
    clean, messy = voucher_books[1:3]
    assert desk("import", clean.kind, clean.path, "--errors", tmp_path / "a.xlsx").code == 0
    assert not (tmp_path / "a.xlsx").exists()
    assert desk("import", messy.kind, messy.path, "--errors", tmp_path / "b.xlsx").code == 3
    assert (tmp_path / "b.xlsx").read_bytes()[:2] == b"PK"


def test_several_files_are_several_batches(desk: Desk, voucher_books: list[SampleFile]) -> None:
    files = [file.path for file in voucher_books if file.kind == "voucher-payments"]
    said = desk("import", "voucher-payments", *files, "--json")
    assert said.code == 3
    assert [entry["batch"] for entry in said.json] == ["1", "2", "3"]


def test_waiving_takes_two_people_and_something_to_waive(sample_desk: Desk) -> None:
    desk = sample_desk
    answer = desk("reconcile", "--as-of", "2022-12-31", "--json").json
    due = answer["totals"]["treasury_due"]
    finding = next(one for one in answer["findings"] if one["code"] == "R03")
    words = ["waive", "R03", finding["subject"], "--reason", "商户已提供小票"]
    assert desk(*words, "--approver", "张三").code == 2
    assert desk("waive", "R03", "没有这条", "--reason", "x", "--approver", "李四").code == 2
    assert desk(*words, "--approver", "李四").code == 0
    waived = desk("reconcile", "--as-of", "2022-12-31", "--json").json
    states = {(one["code"], one["subject"]): one["state"] for one in waived["findings"]}
    assert states["R03", finding["subject"]] == "waived"
    assert waived["totals"]["treasury_due"] == due + finding["amount"]
    assert desk("unwaive", "R03", finding["subject"]).code == 0
    assert desk("unwaive", "R03", finding["subject"]).code == 2
    assert desk("reconcile", "--as-of", "2022-12-31", "--json").json["totals"]["treasury_due"] == due


def test_a_trial_option_counts_for_one_answer_only(sample_desk: Desk) -> None:
    desk = sample_desk
    plain = desk("reconcile", "--as-of", "2022-12-31", "--json").json["totals"]["entitled"]
    tried = desk("reconcile", "--as-of", "2022-12-31", "--option", "rounding=up", "--json").json["totals"]["entitled"]
    assert tried > plain
    assert desk("reconcile", "--as-of", "2022-12-31", "--json").json["totals"]["entitled"] == plain
    assert desk("reconcile", "--option", "rounding=sideways").code == 2
    assert desk("reconcile", "--option", "rounding").code == 2


def test_info_counts_the_records(desk: Desk) -> None:
    facts = json.loads(desk("info", "--json").out)
    assert facts["使用单位"] == "冠县"
    assert facts["记录数"]["缴费凭证"] == 0


def test_files_may_stand_behind_an_option(desk: Desk, voucher_books: list[SampleFile]) -> None:
    first, second = (file.path for file in voucher_books[:2])
    said = desk("import", "voucher-payments", first, "--json", second)
    assert [entry["file"] for entry in said.json] == [first.name, second.name]


def test_what_nobody_asked_for_is_told(desk: Desk) -> None:
    said = desk("info", "多余")
    assert said.code == 2
    assert "不认识“多余”" in said.err
    assert "不认识“--wrong”" in desk("import", "units", "a.xlsx", "--wrong").err
