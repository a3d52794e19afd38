"""Packages between PCs: whole, strict, and merged by who changed what."""

from __future__ import annotations

import hashlib
import io
import json
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions import package
from guanxian_desk.services import dossier_files, dossiers, steps
from guanxian_desk.services.office import Office
from tests.cases.decision_cases import base

KEY = "2022-001"
SCAN = b"%PDF-1.4 scan"
HELD = ("participation", "hearings", "h1", "held_on")
REPORTED = ("deliberation", "party_report", "reported_on")


@pytest.fixture
def sent(office: Office) -> bytes:
    """The complete dossier with a scan, as the first office sends it."""
    dossiers.create(office, KEY, "占位")
    dossiers.save(office, KEY, base() | {"key": KEY, "attachments": None})
    dossier_files.attach(office, KEY, r"C:\扫描\审查意见书.pdf", SCAN, "合法性审查意见书")
    return dossier_files.send(office, KEY)


def receive(office: Office, data: bytes, choice: dict[str, bool] | None = None) -> object:
    return dossier_files.take(office, dossier_files.opened(data, "x.gxd"), dossier_files.chosen(choice or {}))


def test_package_arrives_whole(office: Office, other: Office, sent: bytes) -> None:
    receive(other, sent)
    assert dossiers.read(other, KEY) == dossiers.read(office, KEY)
    (file,) = dossier_files.carried(other, KEY)
    assert (file.name, file.role, file.media_type, file.here) == (
        "审查意见书.pdf",
        "合法性审查意见书",
        "application/pdf",
        True,
    )
    assert dossier_files.content(other, KEY, file.id) == SCAN
    assert not dossier_files.look(other, dossier_files.opened(sent, "x.gxd")).changes


def test_same_state_gives_the_same_bytes(office: Office, sent: bytes) -> None:
    packed = dossier_files.opened(sent, "x.gxd")
    at = datetime(2022, 6, 1, 9, 0)
    assert package.write(packed, at) == package.write(packed, at) == sent


def test_both_pcs_worked_on_it_and_the_base_tells_who_changed_what(office: Office, other: Office, sent: bytes) -> None:
    receive(other, sent)
    dossiers.put(other, KEY, REPORTED, "2022-12-30")
    dossiers.put(other, KEY, ("matter", "title"), "名称由司法局改过")
    dossiers.put(office, KEY, HELD, "2022-07-01")
    dossiers.put(office, KEY, ("matter", "title"), "名称由承办单位改过")
    back = dossier_files.opened(dossier_files.send(other, KEY), "x.gxd")
    arrival = dossier_files.look(office, back)
    assert arrival.with_base
    assert arrival.merged is not None
    assert [one.path for one in arrival.merged.taken] == [REPORTED]
    assert [one.name for one in arrival.merged.conflicts] == ["matter/title"]
    dossier_files.take(office, back, dossier_files.chosen({"matter/title": True}))
    document = dossiers.read(office, KEY)
    assert document["matter"]["title"] == "名称由司法局改过"
    assert document["participation"]["hearings"][0]["held_on"] == "2022-07-01"
    # The merge travels back without a conflict: both have the other's version by now.
    again = dossier_files.look(other, dossier_files.opened(dossier_files.send(office, KEY), "x.gxd"))
    assert again.merged is not None
    assert [one.path for one in again.merged.taken] == [HELD]
    assert again.merged.conflicts == []


def test_third_pc_finds_the_common_past(office: Office, other: Office, sent: bytes, tmp_path: Path) -> None:
    from tests.offices import create_office

    third = create_office(tmp_path / "third.gxdesk", office.actor, other.clock)
    receive(other, sent)
    dossiers.put(other, KEY, REPORTED, "2022-12-30")
    receive(third, dossier_files.send(other, KEY))
    dossiers.put(third, KEY, HELD, "2022-07-01")
    arrival = dossier_files.look(office, dossier_files.opened(dossier_files.send(third, KEY), "x.gxd"))
    third.close()
    assert arrival.with_base
    assert arrival.merged is not None
    assert {one.path for one in arrival.merged.taken} == {REPORTED, HELD}


def test_every_time_it_is_sent_is_in_its_history(office: Office, sent: bytes) -> None:
    before = len(dossiers.past(office, KEY))
    dossier_files.send(office, KEY)
    newest, *_ = steps_told = dossiers.past(office, KEY)
    assert len(steps_told) == before + 1
    assert (newest.label, newest.action, newest.differences) == (f"送出决策档案 {KEY}", "查看", ())


def test_taking_in_is_one_step_that_goes_back(office: Office, other: Office, sent: bytes) -> None:
    receive(other, sent)
    steps.undo_last(other)
    assert dossiers.listing(other) == []
    receive(other, sent)
    assert dossiers.keys(other) == [KEY]


def test_json_file_fills_gaps_and_overwrites_nothing(office: Office, sent: bytes) -> None:
    changed = dossiers.read(office, KEY)
    changed["matter"]["title"] = "别的名称"
    changed["execution"] = (changed["execution"] or {}) | {"completed_on": "2023-05-05"}
    dossiers.put(office, KEY, ("execution", "completed_on"), None)
    came = dossier_files.opened(json.dumps(changed).encode(), "x.json")
    arrival = dossier_files.take(office, came)
    assert arrival.merged is not None
    assert [one.name for one in arrival.merged.conflicts] == ["matter/title"]
    assert dossiers.read(office, KEY)["matter"]["title"] == base()["matter"]["title"]
    assert dossiers.read(office, KEY)["execution"]["completed_on"] == "2023-05-05"


def test_state_secret_is_not_taken_in(office: Office) -> None:
    document = base() | {"key": "S-1"}
    document["matter"]["confidentiality"] = {"confidential": True, "basis": "国家秘密"}
    with pytest.raises(UserError, match="涉密"):
        receive(office, json.dumps(document).encode())
    assert dossiers.listing(office) == []
    dossiers.create_secret(office, "S-2")
    with pytest.raises(UserError, match="涉密"):
        dossier_files.attach(office, "S-2", "密件.pdf", SCAN, "密件")


def test_attachment_is_kept_once_and_not_taken_out_while_it_is_evidence(office: Office, sent: bytes) -> None:
    (file,) = dossier_files.carried(office, KEY)
    assert dossier_files.attach(office, KEY, "再来一次.pdf", SCAN, "重复") == file.id
    assert len(dossier_files.carried(office, KEY)) == 1
    dossiers.put(office, KEY, ("archive", "evidence"), [file.id])
    with pytest.raises(UserError, match="引用的编号"):
        dossier_files.detach(office, KEY, file.id)
    dossiers.put(office, KEY, ("archive", "evidence"), None)
    dossier_files.detach(office, KEY, file.id)
    assert dossier_files.carried(office, KEY) == []
    with pytest.raises(UserError, match="不在本机"):
        dossier_files.content(office, KEY, file.id)
    with pytest.raises(UserError, match="作用"):
        dossier_files.attach(office, KEY, "a.pdf", SCAN, " ")


def rebuilt(sent: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sent)) as file:
        contents = {name: file.read(name) for name in file.namelist()}
    change(contents)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return out.getvalue()


def _dossier_changed(contents: dict[str, bytes]) -> None:
    contents["dossier.json"] = contents["dossier.json"].replace(b"2022", b"2021", 1)


def _attachment_changed(contents: dict[str, bytes]) -> None:
    (name,) = [one for one in contents if one.startswith("attachments/")]
    contents[name] = contents[name] + b"!"


def _attachment_gone(contents: dict[str, bytes]) -> None:
    (name,) = [one for one in contents if one.startswith("attachments/")]
    del contents[name]


def _attachment_gone_from_the_list_too(contents: dict[str, bytes]) -> None:
    _attachment_gone(contents)
    manifest = json.loads(contents["manifest.json"])
    manifest["files"] = [one for one in manifest["files"] if one["path"] == "dossier.json"]
    contents["manifest.json"] = json.dumps(manifest).encode()


def _file_more(contents: dict[str, bytes]) -> None:
    contents["attachments/" + hashlib.sha256(b"x").hexdigest()] = b"x"


def _path_trick(contents: dict[str, bytes]) -> None:
    contents["../../evil.txt"] = b"x"


def _backslash(contents: dict[str, bytes]) -> None:
    contents["attachments\\evil"] = b"x"


def _no_manifest(contents: dict[str, bytes]) -> None:
    del contents["manifest.json"]


def _other_key(contents: dict[str, bytes]) -> None:
    manifest = json.loads(contents["manifest.json"])
    contents["manifest.json"] = json.dumps(manifest | {"key": "2022-002"}).encode()


def _other_format(contents: dict[str, bytes]) -> None:
    manifest = json.loads(contents["manifest.json"])
    contents["manifest.json"] = json.dumps(manifest | {"format": "guanxian-dossier-package/2"}).encode()


def _manifest_is_a_list(contents: dict[str, bytes]) -> None:
    contents["manifest.json"] = b"[]"


def _history_is_no_hash(contents: dict[str, bytes]) -> None:
    manifest = json.loads(contents["manifest.json"])
    contents["manifest.json"] = json.dumps(manifest | {"history": [1]}).encode()


@pytest.mark.parametrize(
    "change",
    [
        _dossier_changed,
        _attachment_changed,
        _attachment_gone,
        _attachment_gone_from_the_list_too,
        _file_more,
        _path_trick,
        _backslash,
        _no_manifest,
        _other_key,
        _other_format,
        _manifest_is_a_list,
        _history_is_no_hash,
    ],
)
def test_what_was_tampered_with_is_refused(
    other: Office, sent: bytes, change: Callable[[dict[str, bytes]], None]
) -> None:
    assert rebuilt(sent, lambda _: None)
    with pytest.raises(UserError, match="不能用"):
        receive(other, rebuilt(sent, change))
    assert dossiers.listing(other) == []


def test_package_made_anew_without_a_change_is_taken(other: Office, sent: bytes) -> None:
    receive(other, rebuilt(sent, lambda _: None))
    assert dossiers.keys(other) == [KEY]


def test_same_name_twice_is_refused(other: Office, sent: bytes) -> None:
    out = io.BytesIO(sent)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr("dossier.json", b"{}")
    with pytest.raises(UserError, match="重名"):
        receive(other, out.getvalue())


def test_bomb_is_refused_before_it_is_unpacked(sent: bytes) -> None:
    def swollen(contents: dict[str, bytes]) -> None:
        contents["dossier.json"] = b" " * (package.LARGEST_TEXT + 1)

    with pytest.raises(UserError, match="大得不合常理"):
        package.read(rebuilt(sent, swollen), "x.gxd")


@pytest.mark.parametrize("cut", [3, 100, 2000])
def test_half_a_package_is_refused(sent: bytes, cut: int) -> None:
    with pytest.raises(UserError, match="不能用"):
        dossier_files.opened(sent[:cut], "x.gxd")


def test_every_single_changed_byte_is_seen_or_changes_nothing(sent: bytes) -> None:
    whole = package.read(sent, "x.gxd")
    for at in range(0, len(sent), 37):
        damaged = sent[:at] + bytes([sent[at] ^ 0x55]) + sent[at + 1 :]
        try:
            found = package.read(damaged, "x.gxd")
        except UserError:
            continue
        assert found.dossier == whole.dossier
        assert found.attachments == whole.attachments


def test_checked_as_a_file_it_is_the_same_as_kept(office: Office, sent: bytes, tmp_path: Path) -> None:
    from guanxian_desk.modules.decisions.check import Checker
    from guanxian_desk.modules.decisions.dossier_file import dossier_from_file

    path = tmp_path / "x.gxd"
    path.write_bytes(sent)
    day = date(2022, 9, 1)
    assert Checker().check(dossier_from_file(path), day) == dossiers.check(office, KEY, day)


def test_same_key_of_another_matter_is_never_merged(office: Office, other: Office, sent: bytes) -> None:
    dossiers.create(other, KEY, "别的单位的事项", "县教育和体育局")
    before = dossiers.read(other, KEY)
    came = dossier_files.opened(sent, "x.gxd")
    with pytest.raises(UserError, match="另一事项"):
        dossier_files.look(other, came)
    with pytest.raises(UserError, match="另一事项"):
        dossier_files.take(other, came)
    assert dossiers.read(other, KEY) == before
    assert dossier_files.own_key(other, came).key == "2022-002"
    assert dossier_files.own_key(office, came) is came
    dossier_files.take(other, dossier_files.under(came, "2022-101"))
    assert dossiers.keys(other) == [KEY, "2022-101"]
    assert dossiers.read(other, "2022-101")["matter"]["title"] == base()["matter"]["title"]
    assert dossier_files.carried(other, "2022-101")[0].here
    with pytest.raises(UserError, match="不能用"):
        dossier_files.under(came, "编号 一")


def test_matter_that_stands_under_another_key_is_found_by_its_name(other: Office, sent: bytes) -> None:
    dossiers.create(other, KEY, "别的单位的事项", "县教育和体育局", 2022)
    dossiers.create(other, "2022-005", base()["matter"]["title"], "县交通运输局", 2022)
    came = dossier_files.own_key(other, dossier_files.opened(sent, "x.gxd"))
    assert came.key == "2022-005"
    dossier_files.take(other, came)
    assert dossiers.keys(other) == [KEY, "2022-005"]
    assert dossiers.read(other, "2022-005")["participation"] == base()["participation"]


def test_common_past_is_known_under_whatever_key(office: Office, other: Office, sent: bytes) -> None:
    dossier_files.take(other, dossier_files.under(dossier_files.opened(sent, "x.gxd"), "2022-101"))
    dossiers.put(other, "2022-101", REPORTED, "2022-12-30")
    dossiers.put(office, KEY, HELD, "2022-07-01")
    back = dossier_files.own_key(office, dossier_files.opened(dossier_files.send(other, "2022-101"), "x.gxd"))
    arrival = dossier_files.take(office, back)
    assert (arrival.key, arrival.with_base, arrival.conflicts) == (KEY, True, [])
    assert arrival.merged is not None
    assert [one.path for one in arrival.merged.taken] == [REPORTED]


def test_matter_renamed_meanwhile_is_known_by_its_records(office: Office, other: Office, sent: bytes) -> None:
    receive(other, sent)
    changed = dossiers.read(other, KEY)
    changed["matter"]["title"] = changed["catalogue"]["matter_name"] = "改了名称"
    arrival = dossier_files.look(office, dossier_files.opened(json.dumps(changed).encode(), "x.json"))
    assert {one.name for one in arrival.conflicts} == {"matter/title", "catalogue/matter_name"}
