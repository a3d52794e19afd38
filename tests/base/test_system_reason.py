"""What the system says about files, in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from guanxian_desk.base.errors import UserError, system_reason
from guanxian_desk.base.files import read_file, write_file


def test_common_reasons_have_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有这个文件"):
        read_file(tmp_path / "没有.xlsx")
    with pytest.raises(UserError, match="是文件夹"):
        read_file(tmp_path)
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(UserError, match="不能写入"):
        write_file(tmp_path / "文件" / "a", b"x")
    assert "No such" not in system_reason(FileNotFoundError(2, "No such file"))


def test_a_rare_one_has_its_number() -> None:
    assert system_reason(OSError(99, "x")) == "系统错误 99"
