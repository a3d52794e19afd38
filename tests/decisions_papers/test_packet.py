"""The packet of a decision: its pieces in the order of the clauses, what is missing, the evidence with its pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.packets import COMMANDS
from guanxian_desk.cli.parser import build
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.modules.decisions import service
from guanxian_desk.modules.decisions.papers import archive, verdicts
from guanxian_desk.modules.decisions.papers.enclosures import pieces
from guanxian_desk.modules.decisions.papers.packet import plan
from guanxian_desk.modules.decisions.papers.pieces import PRINTED, papers
from guanxian_desk.modules.decisions.papers.wanting import wanting
from guanxian_desk.modules.papers import Asked, OwnPaper, PacketPlan
from guanxian_desk.services.office import Office
from guanxian_desk.services.packets import Packet, Wanted, make_packet
from guanxian_desk.store import attachments
from tests.decisions_papers.dossiers import AS_OF, SPARSE, full, source
from tests.decisions_papers.office_file import BARE, FULL, PAPERS, SECRET, opened
from tests.filings.probe import sheets


def attached(*files: tuple[str, str], **facts: Any) -> dict[str, Any]:
    """The full dossier with its three files, and more of them (id, role)."""
    document = full(**facts)
    document["attachments"] += [
        {"id": name, "name": f"{name}.pdf", "role": role, "media_type": "application/pdf", "sha256": "9" * 64}
        for name, role in files
    ]
    return document


def planned(office: Office, subject: str) -> PacketPlan:
    with office.store.read() as session:
        return plan(Asked(session, AS_OF, office.name, subject=subject))


def test_the_papers_stand_in_the_order_of_the_articles() -> None:
    found = papers(source())
    assert {piece.form for piece in found if piece.form} <= set(PAPERS)
    chapters = [piece.articles[-1] for piece in found if piece.articles]
    moved = [(before, after) for before, after in pairwise(chapters) if after < before]
    assert moved == []


def test_every_paper_that_can_be_of_a_file_is_in_it() -> None:
    refused = [{"id": "f1", "kind": "具体规定不合法", "text": "补偿偏低", "advice": "提高"}]
    refused[0]["response"] = {"on": "2022-07-22", "adoption": "不采纳", "reason": "财力不足"}  # type: ignore[assignment]
    supplements = [{"requested_on": "2022-07-11", "supplied_on": "2022-07-12", "items": ["决策草案"]}]
    document = full(**{"r1.opinion.findings": refused, "r1.supplements": supplements})
    document["attachments"] = []
    forms = {piece.form for piece in papers(source(document))}
    own = {"decision-cover", "decision-index", "decision-closing", "decision-check", "decision-stub"}
    assert forms == set(PAPERS) - own - {"decision-timetable", "decision-drafts", "decision-draft"}


def test_a_signed_scan_stands_in_the_place_of_the_print() -> None:
    found = {piece.title: piece for piece in papers(source())}
    assert found["合法性审查意见书"].file_name == "合法性审查意见书扫描件.pdf"
    assert found["合法性审查意见书"].number == "冠司审〔2022〕6号"
    assert found["合法性审查意见书"].note == ""
    assert found["集体讨论记录"].note == PRINTED


def test_nothing_is_filed_before_its_day() -> None:
    before = {piece.title for piece in papers(source(as_of=AS_OF.replace(year=2022, month=6, day=10)))}
    assert "听证会公告" in before
    assert "听证参加人公告" not in before
    assert [piece.title for piece in papers(source(SPARSE))] == ["履行决策法定程序的说明"]


def test_other_files_lie_behind_the_paper_or_the_clause_they_belong_to() -> None:
    document = attached(
        ("b1", "听证会签到表"), ("b2", "决策草案"), ("b3", "会议纪要"), ("b4", "县财政局回函"), ("b5", "照片"),
        **{"h1.evidence": ["a3", "b1"], "c1.evidence": ["b4"]},
    )  # fmt: skip
    titles = [piece.title for piece in pieces(source(document))]
    assert len(titles) == len(papers(source())) + 5
    assert titles.index("听证会签到表") == titles.index("听证报告") + 1
    assert titles.index("送审材料清单") < titles.index("决策草案") < titles.index("合法性审查意见书")
    assert titles.index("集体讨论记录") < titles.index("会议纪要") < titles.index("决策公布公告")
    assert titles.index("公平竞争审查表") < titles.index("县财政局回函") < titles.index("征求意见公告")
    assert titles[-1] == "照片"


def test_what_the_file_lacks_is_told() -> None:
    told = wanting(source(), pieces(source()))
    assert "缺少决策草案（第四十二条第一款第二项）" in told
    assert told[-1].startswith("下列材料是本机打印稿，请换装签字盖章的正本：公平竞争审查表（GX-2022-006）")
    broken = source(full(**{"n1.closes_on": "2022-06-20"}))
    assert any(line.startswith("第二十条第二款（R20-3）：") for line in wanting(broken, pieces(broken)))
    bare = source(SPARSE)
    assert wanting(bare, pieces(bare)) == ()


def test_the_cover_counts_what_is_in_the_file() -> None:
    document = archive.cover(source()).documents[0]
    assert document["pieces"] == len(pieces(source()))
    assert (document["first"], document["last"]) == ("2022年5月16日", "2023年2月6日")
    assert "原件、扫描件3件" in archive.remarks(source())


def test_the_statement_names_the_pages_of_the_evidence() -> None:
    pages = {(0, "h1"): "第8页", (25, "h1"): "第12页", (0, "a2"): "第52页"}
    content = verdicts.statement(replace(source(), places=pages))
    rows = {row[1]: row for table in content.sheets for row in table.rows}
    assert len(rows) == 131
    assert rows["R25-1"][5].startswith("听证会（h1） 第12页")  # type: ignore[union-attr]
    assert rows["R22-1"][5].startswith("听证会（h1） 第8页")  # type: ignore[union-attr]
    assert "合法性审查意见书扫描件.pdf 第52页" in str(rows["R46-1"][5])
    assert not any("推定" in str(cell) for row in rows.values() for cell in row)


def test_before_binding_the_statement_names_the_number_in_the_table_of_contents() -> None:
    rows = {row[1]: row for table in verdicts.statement(source()).sheets for row in table.rows}
    titles = [piece.title for piece in pieces(source())]
    assert f"听证会（h1） 第{titles.index('听证会记录') + 1}件" in str(rows["R25-1"][5])
    listed = archive.index(source()).sheets[0].rows
    assert listed[titles.index("听证会记录")][3] == "听证会记录"


def test_presumed_numbers_are_marked_inside_and_named_with_their_basis_outside() -> None:
    chosen = replace(source(), readings=(("及时报告5工作日", "县政府办公室复函"), ("提前1天", "")))
    outside, inside = verdicts.statement(chosen).documents[0], verdicts.check(chosen).documents[0]
    assert outside["readings"] == ("及时报告5工作日（县政府办公室复函）",)
    assert inside["readings"] == ("及时报告5工作日（县政府办公室复函）", "提前1天（口径待主管部门明确）")
    unmet = full(**{"publication.contents": ["决策事项"]})
    assert any("〔推定：" in str(cell) for row in verdicts.check(source(unmet)).sheets[1].rows for cell in row)


@pytest.fixture(scope="module")
def bound(dossier_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Packet]:
    """The packet of the full dossier with one of its three files in the data file."""
    path = tmp_path_factory.mktemp("packet") / "office.gxdesk"
    shutil.copy(dossier_file, path)
    office = opened(path)
    scan = b"\xff\xd8\xff" + b"not a picture"
    with office.store.change("附件", office.actor) as session:
        entry = attachments.add(session, FULL, "扫描件.jpg", scan, office.clock.now())
        # One expert is enough: seven would bring twelve pages that nothing here looks at.
        document = full(**{"attachments.1.sha256": entry.sha256})
        del document["expert_reviews"][0]["experts"][1:]
        service.save(session, FULL, document)
    yield make_packet(office, Wanted("dossier", FULL, AS_OF), fonts=bundled_fonts())
    office.close()


def test_the_packet_is_bound_whole_and_says_what_could_not_go_in(bound: Packet) -> None:
    assert bound.pieces == len(pieces(source()))
    assert len(bound.troubles) == 3
    assert any("图片已经损坏" in trouble for trouble in bound.troubles)
    assert sum("附件的内容不在本机" in trouble for trouble in bound.troubles) == 2
    assert not bound.whole


def test_the_pages_that_the_statement_names_are_those_of_the_packet(bound: Packet) -> None:
    pages = ["".join(sheet.texts).replace(" ", "") for sheet in sheets(bound.produced.content)]
    first = next(place for place, text in enumerate(pages) if "重大行政决策事项目录的通知" in text and place > 1)
    said = re.search(r"第二十一条R21-2.*?座谈会（s1）第(\d+)页", "".join(pages))
    assert said is not None
    assert "座谈会的通知" in pages[first + int(said[1]) - 1]
    record = re.search(r"第二十五条R25-1.*?听证会（h1）第(\d+)页", "".join(pages))
    assert record is not None
    assert "听证会记录" in pages[first + int(record[1]) - 1]


def test_a_state_secret_is_one_page_that_stands_for_it(office: Office) -> None:
    made = planned(office, SECRET)
    assert [piece.source for piece in made.pieces] == [OwnPaper("decision-stub", SECRET)]
    assert "涉密事项" not in made.cover.title


def test_a_bare_dossier_can_be_bound_too(office: Office) -> None:
    packet = make_packet(office, Wanted("dossier", BARE, AS_OF), fonts=bundled_fonts())
    assert packet.pieces == 1
    assert packet.whole


def test_the_command_names_the_dossiers_key_when_it_is_wrong(dossier_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "office.gxdesk"
    shutil.copy(dossier_file, path)
    args = build(COMMANDS).parse_args(["--data", str(path), "packet", "dossier", "NOPE", str(tmp_path / "a.pdf")])
    with pytest.raises(UserError, match="没有编号为“NOPE”的决策档案"):
        args.run(args)
    assert not (tmp_path / "a.pdf").exists()
