"""Syntax trees as nested lists of texts, for a file: unlike a pickle such a file can be wrong, but never run anything.

A node is ``[name, field, …]``, a tuple ``["", item, …]``, an amount ``["#", "12.5"]``; texts, truth values and None stand for themselves.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from desktop.core.language import (
    Binary,
    Call,
    Columns,
    Compare,
    Each,
    Let,
    Logic,
    Not,
    Number,
    Ref,
    Rows,
    Sum,
    Text,
    check_call,
)

_NODES: Final[dict[str, type]] = {
    node.__name__: node for node in (Rows, Columns, Number, Text, Ref, Sum, Binary, Compare, Logic, Not, Call, Let, Each)
}
_FIELDS: Final = {name: tuple(field.name for field in fields(node)) for name, node in _NODES.items()}


def to_lists(tree: Any) -> Any:
    """What :func:`from_lists` reads; can be written as JSON."""
    if isinstance(tree, tuple):
        return ["", *map(to_lists, tree)]
    if isinstance(tree, Decimal):
        return ["#", str(tree)]
    name = type(tree).__name__
    if name in _NODES:
        return [name, *(to_lists(getattr(tree, field)) for field in _FIELDS[name])]
    return tree


def from_lists(kept: Any) -> Any:
    """The tree again.

    Raises:
        ValueError, KeyError, TypeError, ArithmeticError, FormulaError: these lists were not made by :func:`to_lists`.
    """
    if not isinstance(kept, list):
        if kept is None or isinstance(kept, str | bool):
            return kept
        raise ValueError(f"not part of a tree: {kept!r}")
    name, *parts = kept
    if name == "#":
        return Decimal(*parts)
    made = tuple(map(from_lists, parts))
    if name == "":
        return made
    if len(made) != len(_FIELDS[name]):
        raise ValueError(f"{name} with {len(made)} fields")
    if name == "Call":
        check_call(*made)
    return _NODES[name](*made)
