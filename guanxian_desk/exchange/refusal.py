"""The one way a file is refused: the file's name, the plain reason, what to do."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError

SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"
ASK_SENDER = "请让报送单位重新保存或重新发送"
SPLIT = "请删去无用的内容，或拆成几个文件后再导入"
NOTHING_READ = "文件没有读取，数据没有变化"


def refusal(name: str, reason: str, todo: str = ASK_SENDER) -> UserError:
    """The error to raise for a file that cannot be read at all."""
    return UserError(f"“{name}”{reason}", NOTHING_READ, todo)
