"""Scoring profiles of a pack: ``scoring/<profile>.toml`` → :class:`~desktop.core.scoring_profile.ScoringProfile`.

The keys of the file are the fields of the dataclasses; figures are written as numbers or as texts. ``extends = "<profile>"`` takes over another
profile of the same pack or of the packs it is derived from; the keys given replace those of the other one whole.
"""

from __future__ import annotations

import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from desktop.core.scoring_profile import ScoringProfile
from desktop.forms.schema import PackError

FOLDER = "scoring"


def read_profiles(folder: Path, inherited: Mapping[str, ScoringProfile] | None = None) -> dict[str, ScoringProfile]:
    """The profiles of a pack folder by id, with those ``inherited`` from the packs it is derived from.

    Raises:
        PackError: a file cannot be read; a Chinese sentence with file and key.
    """
    found = dict(inherited or {})
    waiting: dict[str, tuple[str, dict[str, Any]]] = {}
    place = folder / FOLDER
    for path in sorted(place.glob("*.toml")) if place.is_dir() else []:
        name = f"{FOLDER}/{path.name}"
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
            raise PackError(f"{name}：读不了，请检查文件：{wrong}") from wrong
        waiting[path.stem] = (name, data)
    while waiting:
        ready = [
            key for key, (_, data) in waiting.items() if not data.get("extends") or data["extends"] not in waiting or data["extends"] == key
        ]
        if not ready:
            first = next(iter(waiting.values()))
            raise PackError(f"{first[0]}：extends：几个评分办法互相继承，绕成了圈，请改掉其中一个。")
        for key in ready:
            name, data = waiting.pop(key)
            found[key] = read_profile(data, name, key, found)
    return found


def read_profile(data: Mapping[str, Any], file: str, key: str, known: Mapping[str, ScoringProfile] | None = None) -> ScoringProfile:
    """One profile. ``key`` is the stem of its file: its id, which need not be repeated inside."""
    values = dict(data)
    base_id = values.pop("extends", None)
    if values.setdefault("id", key) != key:
        raise PackError(f"{file}：id：应与文件名一致，写成“{key}”，或者去掉这一项。")
    if base_id is None:
        made = _read(ScoringProfile, values, file, "")
    else:
        base = (known or {}).get(base_id) if isinstance(base_id, str) else None
        if base is None:
            raise PackError(f"{file}：extends：没有评分办法“{base_id}”。现有：{'、'.join(known or {}) or '（无）'}。")
        made = replace(base, **_values(ScoringProfile, values, file, ""))
    if not made.title or not made.basis:
        raise PackError(f"{file}：title 和 basis 不能空：写明这是哪里的评分办法、依据哪个文件。")
    return typing.cast(ScoringProfile, made)


def _read(kind: Any, data: Any, file: str, place: str) -> Any:
    if not isinstance(data, Mapping):
        raise PackError(f"{file}：{place}：应是一组“键 = 值”。")
    values = _values(kind, data, file, place)
    for one in fields(kind):
        if one.name not in values and one.default is MISSING and one.default_factory is MISSING:
            raise PackError(f"{file}：{_at(place, one.name)}：缺少这一项，请补上。")
    return kind(**values)


def _values(kind: Any, data: Mapping[str, Any], file: str, place: str) -> dict[str, Any]:
    hints = _hints(kind)
    made: dict[str, Any] = {}
    for key, value in data.items():
        if key not in hints:
            near = get_close_matches(str(key), list(hints), 1)
            meant = f"是不是“{near[0]}”？" if near else f"可用的：{'、'.join(hints)}。"
            raise PackError(f"{file}：{_at(place, key)}：没有这一项。{meant}")
        made[key] = _convert(hints[key], value, file, _at(place, key))
    return made


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _convert(hint: Any, value: Any, file: str, place: str) -> Any:
    origin = typing.get_origin(hint)
    if hint is Decimal:
        if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
            raise PackError(f"{file}：{place}：应是数字。")
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise PackError(f"{file}：{place}：“{value}”不是数字。") from None
        if not number.is_finite():
            raise PackError(f"{file}：{place}：“{value}”不是数字。")
        return number
    if origin is tuple:
        if not isinstance(value, list):
            raise PackError(f"{file}：{place}：应是一列，用方括号或者 [[{place}]] 写。")
        return tuple(_convert(typing.get_args(hint)[0], item, file, f"{place}[{index}]") for index, item in enumerate(value, 1))
    if is_dataclass(hint):
        return _read(hint, value, file, place)
    if origin is typing.Literal:
        if value not in typing.get_args(hint):
            raise PackError(f"{file}：{place}：不能是“{value}”，只能是：{'、'.join(map(str, typing.get_args(hint)))}。")
        return value
    if isinstance(hint, types.UnionType):
        return _convert(typing.get_args(hint)[0], value, file, place)
    words = {str: "文字，请加引号", int: "整数", bool: "true 或 false"}
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise PackError(f"{file}：{place}：应是{words.get(hint, '别的值')}。")
    return value.strip() if isinstance(value, str) else value


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
