"""Six invented dossiers at different stages, as they stand at the end of 2022: the sample office's decisions.

2022-001 went cleanly to the archive, 002 had a hearing and is under way, 003 is stuck at the gate of the meeting,
004 was decided unlawfully, 005 has its public notice running, 006 is being carried out and met a problem.
"""

from __future__ import annotations

from guanxian_desk.sample.dossier_frame import SampleDossier
from guanxian_desk.sample.dossiers_decided import archived, carried_out, unlawful
from guanxian_desk.sample.dossiers_under_way import noticed, stuck, with_hearing


def sample_dossiers() -> tuple[SampleDossier, ...]:
    """The six, in the order of their keys."""
    return archived(), with_hearing(), stuck(), unlawful(), noticed(), carried_out()
