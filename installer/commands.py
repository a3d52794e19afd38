"""The commands of the set-up: what each needs of the machine, and what it starts when that is there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from installer import machine
from installer.environment import DEV, RUN, Environment
from installer.steps import StepFailed, say

ROOT = Path(__file__).resolve().parent.parent
USAGE = """用法：python3 installer/bootstrap.py 命令 [参数……] [--wheels 目录]
  demo [--out 目录] [--no-window]   在样例政务台上做一遍主要工作
  test [pytest 的参数]              运行全部检查
  run [命令 参数……]                 打开政务台，或运行它的一个命令
  install                           只做安装
  wheels 目录 [--dev]               下载安装包，供没有网络的电脑用（--dev：连同检查用的）
  --wheels 目录                     不用网络，从该目录安装"""
USAGE_ENGLISH = "usage: python3 installer/bootstrap.py demo|test|run|install|wheels DIR [arguments] [--wheels DIR]"


@dataclass(frozen=True)
class Request:
    """One call: the command's own words and the folder of --wheels."""

    words: list[str] = field(default_factory=list)
    wheels: Path | None = None

    @property
    def environment(self) -> Environment:
        """The environment of this checkout."""
        return Environment(ROOT, self.wheels)


def parse(arguments: list[str]) -> tuple[str, Request]:
    """The command and its request; StepFailed with the usage when they make no sense."""
    words = list(arguments)
    wheels: Path | None = None
    for index, word in enumerate(words):
        if word == "--wheels" and index + 1 < len(words):
            wheels = Path(words[index + 1])
            del words[index : index + 2]
            break
        if word.startswith("--wheels="):
            wheels = Path(word.partition("=")[2])
            del words[index]
            break
    if not words or words[0] not in COMMANDS:
        raise StepFailed(USAGE, USAGE_ENGLISH)
    if wheels is not None and not wheels.is_dir():
        raise StepFailed(f"--wheels 指定的目录不存在：{wheels}", f"no such folder: {wheels}")
    return words[0], Request(words[1:], wheels.resolve() if wheels else None)


def _set_up(request: Request, kind: str = RUN, *, window: bool) -> Environment:
    environment = request.environment
    packages = machine.missing_libraries(window=window)
    if environment.lacks_pip(kind):
        packages.insert(0, machine.venv_package())
    machine.provide(packages)
    environment.prepare(kind)
    return environment


def _start(environment: Environment, *words: str, **settings: str) -> int:
    """Runs the environment's Python in the foreground; its exit code, as a shell gives it."""
    code = subprocess.call([str(environment.python), *words], env={**os.environ, **settings})
    return code if code >= 0 else 128 - code


def _demo(request: Request) -> int:
    window = opens_window(request.words, os.environ)
    return _start(_set_up(request, window=window), "-m", "guanxian_desk", "demo", *request.words)


def opens_window(words: list[str], environ: Mapping[str, str]) -> bool:
    """Whether demo will end with a window, and so needs the libraries of a screen."""
    return "--no-window" not in words and not environ.get("CI") and machine.has_screen(environ)


def _run(request: Request) -> int:
    environment = _set_up(request, window=machine.has_screen(os.environ))
    return _start(environment, "-m", "guanxian_desk", *request.words)


def _test(request: Request) -> int:
    environment = _set_up(request, DEV, window=False)
    os.chdir(ROOT)
    return _start(environment, "-m", "installer.checks", *request.words, QT_QPA_PLATFORM="offscreen")


def _install(request: Request) -> int:
    if request.words:
        raise StepFailed(USAGE, USAGE_ENGLISH)
    environment = _set_up(request, window=machine.has_screen(os.environ))
    start = f"{environment.python} -m guanxian_desk"
    say(f"安装完成。打开政务台：{start}", f"Installed. Start with: {start}")
    return 0


def _wheels(request: Request) -> int:
    kind = DEV if "--dev" in request.words else RUN
    folders = [word for word in request.words if word != "--dev"]
    if len(folders) != 1:
        raise StepFailed(USAGE, USAGE_ENGLISH)
    into = Path(folders[0]).resolve()
    _set_up(request, window=False).fetch(kind, into)
    say(f"已下载到 {into}。带到目标电脑后，加上 --wheels 目录 安装。", f"Downloaded to {into}; install with --wheels.")
    return 0


COMMANDS: dict[str, Callable[[Request], int]] = {
    "demo": _demo,
    "test": _test,
    "run": _run,
    "install": _install,
    "wheels": _wheels,
}


def main(arguments: list[str]) -> int:
    """The exit code: 0 done, 2 could not be set up, 130 interrupted, else that of what was started."""
    try:
        command, request = parse(arguments)
        return COMMANDS[command](request)
    except StepFailed as failure:
        say(failure.chinese, failure.english)
        return 2
    except KeyboardInterrupt:
        say("已中断。未完成的安装下次会重新做。", "Interrupted; unfinished set-up starts afresh next time.")
        return 130
    except OSError as error:
        reason = f"{error.strerror or error}: {error.filename or ''}"
        say(
            f"安装没有完成：不能读写文件（{reason}）。请检查磁盘空间和权限，并关闭正在运行的政务台，再试一次。",
            f"Set-up failed, a file cannot be read or written: {reason}",
        )
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
