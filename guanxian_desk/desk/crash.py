"""What a bug leaves behind: a report without personal data, and the two hooks that catch what nobody caught."""

from __future__ import annotations

import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.identity import mask_id, mask_phone

_RESIDENT = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
# SQLAlchemy quotes the bound values, and they are names and addresses as often as numbers.
_PARAMETERS = re.compile(r"\[parameters: .*?\]\s*$", re.DOTALL | re.MULTILINE)
_QUOTED_CHINESE = re.compile(r"(['\"“])[^'\"”\n]*[\u3400-\u9fff\U00020000-\U0003ffff][^'\"”\n]*(['\"”])")


def scrub(text: str) -> str:
    """The text with identity numbers and phones masked, SQL values left out, and the home folder as ~."""
    text = _PARAMETERS.sub("[parameters: 略]", text)
    text = _RESIDENT.sub(lambda found: mask_id(found[0]), text)
    text = _PHONE.sub(lambda found: mask_phone(found[0]), text)
    return text.replace(str(Path.home()), "~")


def crash_report(error: BaseException, title: str = "") -> str:
    """What a developer needs to mend a bug, without what identifies a person.

    Quoted Chinese in the error's own message may be somebody's name and is left out.
    """
    steps = "".join(traceback.format_tb(error.__traceback__))
    message = _QUOTED_CHINESE.sub(r"\1略\2", "".join(traceback.format_exception_only(error)))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    head = f"冠县政务台 {_version()} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    parts = [head, f"正在做：{title}" if title else "", scrub(steps + message)]
    if cause is not None:
        parts.append("起因：\n" + crash_report(cause).split("\n", 1)[1])
    return "\n".join(part for part in parts if part)


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("guanxian-desk")
    except metadata.PackageNotFoundError:
        return "（未安装）"


class _Relay(QObject):
    """Carries what was raised on any thread to the window's thread."""

    raised = Signal(object)


def install(report: Callable[[BaseException, str], None]) -> Callable[[], None]:
    """Sends every uncaught exception of every thread to report on this thread; returns what takes the hooks out again.

    Ctrl+C in a terminal keeps ending the program.
    """
    relay = _Relay()
    relay.raised.connect(lambda error: report(error, ""), Qt.ConnectionType.QueuedConnection)
    before = sys.excepthook, threading.excepthook

    def on_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            before[0](kind, error, trace)
        else:
            relay.raised.emit(error)

    def on_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            relay.raised.emit(args.exc_value)

    def uninstall() -> None:
        sys.excepthook, threading.excepthook = before

    sys.excepthook, threading.excepthook = on_main, on_thread
    return uninstall


def in_words(error: BaseException) -> UserError:
    """What the clerk is told: a UserError as it stands, a bug in words of its own."""
    if isinstance(error, UserError):
        return error
    return UserError(
        "程序遇到了没有预料到的情况，刚才的操作没有完成",
        "已经保存的数据不受影响",
        "请复制下面的详情（已去掉身份证号和电话）发给维护人员，然后重试一次",
    )
