"""What the layers below the window can say: every Chinese text in their code, with the places of what is filled in written as ``{}``.

Left out by what can be seen in the code alone: docstrings, patterns, words that are only compared, looked up or cut off. What is left is
either in ``i18n/said_en.toml`` or named in ``i18n/not_said.toml``, with the reason why it never stands in the window as the program's word.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("app", "core", "document", "exchange", "forms", "store")
CHINESE = re.compile("[\u4e00-\u9fff]")
CUTTING = {"startswith", "endswith", "removeprefix", "removesuffix", "replace", "get", "count", "split", "rsplit", "partition", "rpartition"} | {
    *("strip", "lstrip", "rstrip", "find", "index", "translate", "maketrans", "pop", "setdefault", "CellRef", "RowView", "TypeVar", "cast")
}  # fmt: skip


_GRAMMAR = 800
"""A text as long as this is the grammar of the formulas."""


class Text(NamedTuple):
    """A text of the code: module and function, line, and the text with ``{}`` for what is filled in."""

    module: str
    function: str
    line: int
    text: str

    @property
    def place(self) -> str:
        return f"{self.module}:{self.function}" if self.function else self.module


def plain(text: str) -> str:
    """A template without the names of its places, so that code and translation can be compared."""
    return re.sub(r"(?:\{[^{}]*\}\s*)*\{[^{}]*\}", "{}", text).strip()


def texts() -> list[Text]:
    """Every text that could be said, in the order of the files."""
    found: list[Text] = []
    for layer in LAYERS:
        for path in sorted((ROOT / "desktop" / layer).rglob("*.py")):
            module = path.relative_to(ROOT / "desktop").as_posix().removesuffix(".py")
            found += [Text(module, *one) for one in _of(ast.parse(path.read_text(encoding="utf-8")))]
    return found


def _of(tree: ast.Module) -> Iterator[tuple[str, int, str]]:
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        skipped |= {id(part) for part in _unsaid(node)}
    yield from _walk(tree, "", skipped)


def _unsaid(node: ast.AST) -> Iterator[ast.AST]:
    """Constants that are only compared, looked up, cut off or matched."""
    if isinstance(node, ast.Compare):
        yield from (part for one in (node.left, *node.comparators) for part in _flat(one))
    elif isinstance(node, ast.Subscript):
        yield from ast.walk(node.slice)
    elif isinstance(node, ast.MatchValue):
        yield node.value
    elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.FunctionDef) and node.returns is not None:
        yield from ast.walk(node.returns)
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        owner = getattr(node.func.value, "id", "") if isinstance(node.func, ast.Attribute) else ""
        if name in CUTTING:
            yield from (part for one in node.args for part in _flat(one))
        elif owner == "re":
            yield from (part for one in node.args[:1] for part in ast.walk(one))


def _flat(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        yield from node.elts
    if isinstance(node, ast.JoinedStr):
        yield from ast.walk(node)


def _walk(node: ast.AST, function: str, skipped: set[int]) -> Iterator[tuple[str, int, str]]:
    for child in ast.iter_child_nodes(node):
        if id(child) in skipped:
            continue
        inside = f"{function}.{child.name}".strip(".") if isinstance(child, ast.FunctionDef | ast.ClassDef) else function
        if isinstance(child, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in child.values)
            for part in child.values:
                if isinstance(part, ast.FormattedValue):
                    yield from _walk(part, inside, skipped)
        elif isinstance(child, ast.Constant) and isinstance(child.value, str):
            text = child.value
        else:
            yield from _walk(child, inside, skipped)
            continue
        if CHINESE.search(text) and len(text) < _GRAMMAR:
            yield inside, child.lineno, plain(text)
