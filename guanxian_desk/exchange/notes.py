"""Notes on a file in a clerk's words, each with the Excel rows it is about."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN_RANGES = 8


class Notes:
    """Gathers sentences; those about rows name them once all are known."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}

    def say(self, sentence: str) -> None:
        """A sentence about the file as a whole."""
        self._rows.setdefault(sentence, [])

    def about_row(self, sentence: str, row: int) -> None:
        """A sentence about one row more."""
        self._rows.setdefault(sentence, []).append(row)

    def about_rows(self, sentence: str, rows: Iterable[int]) -> None:
        """A sentence about some rows more."""
        self._rows.setdefault(sentence, []).extend(rows)

    def sentences(self) -> list[str]:
        """All notes in the order they first came up."""
        return [f"{text}：{rows_in_words(rows)}" if rows else text for text, rows in self._rows.items()]


def rows_in_words(rows: Iterable[int]) -> str:
    """第 5、8–12 行; of many, the first few and how many there are in all."""
    ranges: list[list[int]] = []
    count = 0
    for row in rows:
        count += 1
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in ranges[:_SHOWN_RANGES]]
    tail = f"等共 {count} 行" if len(ranges) > _SHOWN_RANGES else "行"
    return f"第 {'、'.join(words)} {tail}"
