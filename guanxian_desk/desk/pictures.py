"""python -m guanxian_desk.desk.pictures DATA FOLDER AS_OF WxH@SCALE …: pictures of every tab at each size."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.app import grab, make_app, settle
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.desktop import build_window
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.segments import Segments
from guanxian_desk.desk.theme import Look
from guanxian_desk.desk.window import MainWindow
from guanxian_desk.services.office import open_office

_NOT_COME = UserError("页面没有读完", "没有拍成图片", "请重新运行一次")


@dataclass(frozen=True)
class Size:
    """A screen: physical pixels and scaling."""

    width: int
    height: int
    scale: float

    @classmethod
    def read(cls, text: str) -> Size:
        """From 1366x768@1.0. UserError when it is written otherwise."""
        try:
            size, _at, scale = text.partition("@")
            width, height = size.split("x")
            return cls(int(width), int(height), float(scale or 1))
        except ValueError:
            raise UserError(f"“{text}”不是图片的大小", "没有拍图片", "请写成 1366x768@1.0") from None

    def __str__(self) -> str:
        return f"{self.width}x{self.height}-{round(100 * self.scale)}"


def take_pictures(data: Path, folder: Path, as_of: date, sizes: Sequence[Size], look: Look = Look()) -> list[Path]:  # noqa: B008 - a frozen value
    """Pictures of every tab and view of a data file, as of a day. UserError when one of them cannot be made."""
    make_app(look, offscreen=True)
    folder.mkdir(parents=True, exist_ok=True)
    failures: list[BaseException] = []
    background = Background(lambda error, _title: failures.append(error))
    office = open_office(data, Actor("示例操作员"), Clock())
    try:
        taken: list[Path] = []
        for size in sizes:
            # A window of its own for each size: it is laid out as on a screen of that size.
            window = build_window(Desk(office, background))
            window.resize(round(size.width / size.scale), round(size.height / size.scale))
            taken += _pictures_of(window, background, folder, as_of, size)
            window.deleteLater()
        if failures:
            raise failures[0]
        return taken
    finally:
        background.close()
        office.close()


def _pictures_of(window: MainWindow, background: Background, folder: Path, as_of: date, size: Size) -> Iterator[Path]:
    for name in _views(window, background, as_of):
        path = folder / f"{name}-{size}.png"
        # Twice: the first picture gives the widgets their size, and what they then read must be there.
        grab(window, path, (size.width, size.height), size.scale)
        _wait(background)
        grab(window, path, (size.width, size.height), size.scale)
        yield path


def _views(window: MainWindow, background: Background, as_of: date) -> Iterator[str]:
    """Opens view after view and says what each is called."""
    for key in window.rail.buttons:
        window.open_page(key)
        page = window.page
        assert page is not None
        page.show_day(as_of)
        _wait(background)
        if page.segments is None:
            yield page.title
            continue
        for view in page.segments.offered:
            page.segments.open(view)
            _wait(background)
            _open_first(page.segments)
            _wait(background)
            yield f"{page.title}-{page.segments.title_of(view)}"
        for place, words in page.pictured():
            window.open_place(f"{key}/{place}")
            _wait(background)
            yield f"{page.title}-{words}"


def _wait(background: Background) -> None:
    if not settle(background):
        raise _NOT_COME


def _open_first(segments: Segments) -> None:
    """The first line of a table is open, as a clerk would have it."""
    table = getattr(segments.built[segments.current], "table", None)
    if table is not None and table.model.rowCount():
        table.select_row(0)


def main(arguments: Sequence[str]) -> int:
    """The command; returns the exit code."""
    try:
        data, folder, day, *sizes = arguments
        take_pictures(Path(data), Path(folder), date.fromisoformat(day), [Size.read(text) for text in sizes])
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
