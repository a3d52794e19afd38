"""What the house rules say about a file: each checker takes text and names what breaks the rule, with its line."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {"pyproject.toml", "README.md", "guanxian_desk", "resources", "forms", "tests", "installer"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

# Written so that this file does not hold what it forbids.
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|anaconda|debian|ubuntu)\.(?:org|com|io|cn|net)\b"
    r"|\w+://[^\s\"'<>]+/(?:simple|packages|-)/"
    r"|index[-_]url",
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:root|work|home/\w+|Users/\w+)/\w|\b[A-Z]:\\+Users\\+\w", re.ASCII)
CLOCKS = {
    "now": {"datetime", "func"},
    "utcnow": {"datetime"},
    "today": {"datetime", "date"},
    **{name: {"time"} for name in ("time", "time_ns", "localtime", "gmtime", "ctime")},
}


def project_files(root: Path = ROOT) -> Iterator[Path]:
    """Every file that belongs to the project: all but .git and what .gitignore names (folders and *.endings)."""
    lines = (root / ".gitignore").read_text("utf-8").splitlines()
    ignored = [".git", *(line.strip().rstrip("/") for line in lines if line.strip() and not line.startswith("#"))]
    for place, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not _matches(name, ignored)]
        yield from (Path(place) / name for name in sorted(files) if not _matches(name, ignored))


def _matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def text_of(path: Path) -> str:
    """The file's text; empty for what is no text (fonts, workbooks)."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def strangers(names: set[str]) -> set[str]:
    """Names at the top that are neither the layout's nor hidden."""
    return {name for name in names if name not in TOP_LEVEL and not name.startswith(".")}


def addresses(text: str) -> list[str]:
    """Addresses of package registries and settings that carry them."""
    return _hits(REGISTRY, text)


def machine_paths(text: str) -> list[str]:
    """Absolute paths of somebody's machine."""
    return _hits(MACHINE_PATH, text)


def _hits(pattern: re.Pattern[str], text: str) -> list[str]:
    return [f"{text.count(chr(10), 0, hit.start()) + 1}: {hit[0]}" for hit in pattern.finditer(text)]


def long_functions(text: str, most: int = LONGEST_FUNCTION) -> list[str]:
    """Functions over most lines, decorators not counted."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = [(node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return [f"{node.lineno}: {node.name} has {size} lines" for node, size in sizes if size > most]


def too_long(text: str, most: int = LONGEST_FILE) -> list[str]:
    """The file's length when it is over most lines."""
    count = text.count("\n")
    return [f"{count} lines"] if count > most else []


def wall_clocks(text: str) -> list[str]:
    """Places that read the day or the moment from the machine; counters of elapsed time are no clocks."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and _last_name(node.value) in CLOCKS.get(node.attr, ()):
            found.append(f"{node.lineno}: {_last_name(node.value)}.{node.attr}")
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            names = [alias.name for alias in node.names if alias.name in CLOCKS]
            found += [f"{node.lineno}: from time import {name}" for name in names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "CURRENT_TIMESTAMP" in node.value:
            found.append(f"{node.lineno}: {node.value[:40]}")
    return found


def _last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def floats(text: str) -> list[str]:
    """Places that make a float, by call or as a column: money is whole fen."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _last_name(node.func) in ("float", "Float"):
            found.append(f"{node.lineno}: {_last_name(node.func)}(")
    return found
