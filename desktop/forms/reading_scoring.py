"""Scoring profiles from TOML, by the fields of :class:`~desktop.core.scoring_profile.ScoringProfile`: what the core can use, a pack can say.

A field is read by its type: texts, numbers (exact, never binary fractions), whole numbers, yes/no, words of a ``Literal``, lists of these, and
tables or lists of tables for the parts that are dataclasses themselves. A field with a default may be left out.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from desktop.core.scoring_profile import ScoringProfile
from desktop.forms.schema import PackError, TomlTable


def read_profiles(tables: Mapping[str, TomlTable], inherited: Iterable[ScoringProfile]) -> tuple[ScoringProfile, ...]:
    """The profiles of a pack: those of its base, and its own files by id. ``extends`` names the profile from which a file takes all that it
    does not say: another file of the pack or a profile of the base (there the one of the same name too).

    Raises:
        PackError: an unknown key, a wrong value, an id that is not the file's name, profiles that extend each other in a circle.
    """
    base = {profile.id: profile for profile in inherited}
    made: dict[str, ScoringProfile] = {}

    def profile(name: str, asked: tuple[str, ...]) -> ScoringProfile:
        if name in made:
            return made[name]
        table = tables[name]
        wanted = table.text("extends", "")
        if wanted in asked and wanted != name:
            raise table.error("extends", f"评分办法互相沿用（{' → '.join((*asked, wanted))}），请断开其中一处。")
        if not wanted:
            origin = None
        elif wanted in tables and wanted != name:
            origin = profile(wanted, (*asked, wanted))
        else:
            origin = base.get(wanted)
            if origin is None:
                known = "、".join(sorted({*tables, *base} - {name})) or "没有"
                raise table.error("extends", f"没有可以沿用的评分办法“{wanted}”，现有：{known}。")
        made[name] = _read_profile(table, name, origin)
        return made[name]

    for name in tables:
        profile(name, (name,))
    return tuple({**base, **made}.values())


def _read_profile(table: TomlTable, name: str, base: ScoringProfile | None) -> ScoringProfile:
    table.data = {"id": name, **table.data}
    profile: ScoringProfile = _read(ScoringProfile, table, base)
    if profile.id != name:
        raise table.error("id", f"是“{profile.id}”，而文件名是 {name}.toml，两者必须相同。")
    return profile


def _read(kind: type[Any], table: TomlTable, base: Any = None) -> Any:
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in table:
            given[field.name] = _value(hints[field.name], field.name, table)
        elif base is not None:
            given[field.name] = getattr(base, field.name)
        elif _needed(field):
            table.allow(field.name)
            raise table.error(field.name, "缺少这一项，请补上。")
        table.allow(field.name)
    table.done()
    try:
        return kind(**given)
    except ValueError as error:
        raise table.error("", str(error)) from error


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(hint: Any, key: str, table: TomlTable) -> Any:
    """The value of ``key`` as ``hint`` wants it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        present = [argument for argument in arguments if argument is not type(None)]
        return _one_of(present, key, table)
    if origin is Literal:
        return table.word(key, hint)
    if hint is str:
        return table.text(key)
    if hint is bool:
        return table.flag(key, False)
    if hint is int:
        return table.integer(key)
    if hint is Decimal:
        return _decimal(table.data[key], key, table)
    if is_dataclass(hint):
        inner = table.table(key)
        return _read(hint, inner) if inner is not None and isinstance(hint, type) else None
    if origin is tuple:
        return _tuple(arguments, key, table)
    raise table.error(key, "程序还读不懂这一项，请删去。")


def _one_of(hints: list[Any], key: str, table: TomlTable) -> Any:
    problem: PackError | None = None
    for hint in hints:
        try:
            return _value(hint, key, table)
        except PackError as error:
            problem = problem or error
    assert problem is not None
    raise problem


def _tuple(arguments: tuple[Any, ...], key: str, table: TomlTable) -> Any:
    item = arguments[0]
    raw = table.data[key]
    endless = len(arguments) == 2 and arguments[1] is Ellipsis
    if endless and is_dataclass(item) and isinstance(item, type):
        return tuple(_read(item, inner) for inner in table.tables(key))
    if endless and get_origin(item) is tuple and isinstance(raw, Mapping):
        inner = table.table(key)  # pairs are written as a table: 优 = 90
        assert inner is not None
        kinds = get_args(item)
        return tuple((name, _value(kinds[1], name, inner)) for name in raw)
    if not isinstance(raw, list) or (not endless and len(raw) != len(arguments)):
        raise table.error(key, "应是一列值，写在方括号里，用逗号分开。" if endless else f"应是 {len(arguments)} 个值，写在方括号里。")
    kinds = tuple(item for _ in raw) if endless else arguments
    found = []
    for number, (kind, value) in enumerate(zip(kinds, raw, strict=True), 1):
        inner = TomlTable({f"{key}[{number}]": value}, table.file, table.place)
        found.append(_value(kind, f"{key}[{number}]", inner))
    table.allow(key)
    return tuple(found)


def _decimal(value: Any, key: str, table: TomlTable) -> Decimal:
    if not isinstance(value, bool) and isinstance(value, (int, Decimal, str)):
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
    raise table.error(key, "应是数字，例如 10 或 0.5。")
