"""The project library of the sample office, made from its own workbooks only."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.sample.digital import digital_drafts
from guanxian_desk.services import importing
from guanxian_desk.services.office import create_office

ACTOR, CLOCK = Actor("示例操作员"), stopped_at(datetime(2022, 12, 31, 9, 30))


def build(path: Path) -> list[importing.Report]:
    """Imports every workbook of the library as a clerk would; returns what became of each."""
    office = create_office(path, ACTOR, CLOCK, "冠县工业和信息化局（示例）", sample=True)
    try:
        return [
            importing.take(office, importing.prepare(office, draft.kind, draft.content, draft.name, draft.sender))
            for draft in digital_drafts()
        ]
    finally:
        office.close()
