"""Where the program's own files and the user's data folder are: from source, from a wheel, from a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path

DATA_FILE = "office.gxdesk"
SAMPLE_FILE = "sample.gxdesk"


def shipped(*parts: str) -> Path:
    """A file or folder that came with the program; parts begin with 'resources' or 'forms'."""
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else package if (package / "resources").is_dir() else package.parent
    return root.joinpath(*parts)


def user_folder() -> Path:
    """The folder of this user's data files; not made here."""
    import platformdirs

    return Path(platformdirs.user_data_dir("guanxian-desk", appauthor=False))
