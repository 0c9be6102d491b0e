"""Reading TOML strictly: every value is asked for by key and type, and what nobody asked for is an error.

A pack is written by hand, often by an accountant; so every error is a Chinese sentence that names the file, the key and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar, get_args

Word = TypeVar("Word", bound=str)

_FARTHEST = 10**15  # a whole number beyond this is no line, no year and no width


class PackError(Exception):
    """A pack cannot be read. The text is a Chinese sentence: file, key, what is wrong, what to do."""


class TomlTable:
    """One TOML table under examination. ``file`` and ``place`` say where it stands, for messages.

    Every method takes a key; with ``default`` the key may be missing, without it a missing key is an error. Call :meth:`done` at the end.
    """

    def __init__(self, data: Mapping[str, Any], file: str, place: str = "") -> None:
        self.data = data
        self.file = file
        self.place = place
        self._asked: set[str] = set()

    def error(self, key: str, problem: str) -> PackError:
        where = ".".join(part for part in (self.place, key) if part)
        return PackError(f"{self.file}：{where}：{problem}" if where else f"{self.file}：{problem}")

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def _take(self, key: str, *names: str) -> Any:
        for name in (key, *names):
            self._asked.add(name)
        for name in (key, *names):
            if name in self.data:
                return self.data[name]
        return None

    def text(self, key: str, default: str | None = None, *names: str) -> str:
        """A text; a whole number is taken as its digits. ``names`` are other names of the same key."""
        value = self._take(key, *names)
        if value is None:
            if default is None:
                raise self.error(key, "缺少这一项，请补上。")
            return default
        if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
            raise self.error(key, f"应是文字，现在是 {_kind_of(value)}，请加引号。")
        return str(value).strip()

    def integer(self, key: str, default: int | None = None, *names: str) -> int:
        """A whole number. Raises PackError where it is something else, or missing without a default."""
        value = self._take(key, *names)
        if value is None:
            if default is None:
                raise self.error(key, "缺少这一项，请补上一个整数。")
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(key, f"应是整数，现在是 {_kind_of(value)}。")
        if not -_FARTHEST <= value <= _FARTHEST:
            raise self.error(key, f"{str(value)[:20]} 太大，这里没有这样的数。")
        return value

    def places(self, default: int) -> int:
        """Decimals that are printed."""
        value = self.integer("decimals", default)
        if not 0 <= value <= 10:
            raise self.error("decimals", f"小数位数只能是 0 到 10，现在是 {value}。")
        return value

    def number(self, key: str, default: float) -> float:
        """A measure of print (points, mm), never an amount of money."""
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise self.error(key, f"应是数字，现在是 {_kind_of(value)}。")
        return float(value)

    def flag(self, key: str, default: bool, *names: str) -> bool:
        value = self._take(key, *names)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.error(key, f"应是 true 或 false，现在是 {_kind_of(value)}。")
        return value

    def word(self, key: str, allowed: Any, default: Word | None = None, *names: str) -> Any:
        """One of the words of a ``Literal`` type or a tuple."""
        words: tuple[str, ...] = allowed if isinstance(allowed, tuple) else get_args(allowed)
        value = self.text(key, default, *names)
        if value not in words:
            raise self.error(key, f"不能是“{value}”，只能是：{'、'.join(words)}。")
        return value

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, list) or any(isinstance(item, bool) or not isinstance(item, (str, int)) for item in value):
            raise self.error(key, '应是一列文字，例如 ["甲", "乙"]。')
        return tuple(str(item).strip() for item in value)

    def integers(self, key: str, default: tuple[int, ...] = ()) -> tuple[int, ...]:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, list) or any(isinstance(item, bool) or not isinstance(item, int) for item in value):
            raise self.error(key, "应是一列整数，例如 [3, 5, 7]。")
        return tuple(value)

    def numbers(self, key: str, default: tuple[float, ...] = ()) -> tuple[float, ...]:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, list) or any(isinstance(item, bool) or not isinstance(item, (int, Decimal)) for item in value):
            raise self.error(key, "应是一列数字，例如 [62, 12, 24]。")
        return tuple(float(item) for item in value)

    def table(self, key: str) -> TomlTable | None:
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.error(key, f"应是一个表（[{key}]），现在是 {_kind_of(value)}。")
        return TomlTable(value, self.file, f"{self.place}.{key}".lstrip("."))

    def tables(self, key: str) -> list[TomlTable]:
        """The tables under ``[[key]]``, each named by its id for errors."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list) or any(not isinstance(item, dict) for item in value):
            raise self.error(key, f"应是若干个表（[[{key}]]）。")
        found = []
        for position, item in enumerate(value, 1):
            name = item.get("id") or item.get("target") or item.get("block") or item.get("form") or item.get("name") or f"第{position}个"
            found.append(TomlTable(item, self.file, f"{self.place}.{key}[{name}]".lstrip(".")))
        return found

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A table of texts, as pairs in the written order."""
        inner = self.table(key)
        return tuple((name, inner.text(name)) for name in inner.data) if inner else ()

    def allow(self, *names: str) -> None:
        """These keys are read elsewhere or may be left out."""
        self._asked.update(names)

    def done(self) -> None:
        """Raise if a key was never asked for: a misspelt key must not pass in silence."""
        for key in self.data:
            if key not in self._asked:
                from difflib import get_close_matches  # only where something is wrong

                near = get_close_matches(key, self._asked, 1)
                advice = f"是不是“{near[0]}”？" if near else f"这里可用的有：{'、'.join(sorted(self._asked))}。"
                raise self.error(key, f"没有这一项。{advice}")


def _kind_of(value: object) -> str:
    if isinstance(value, bool):
        return "是非值"
    return {str: "文字", int: "整数", Decimal: "小数", list: "一列值", dict: "一个表"}.get(type(value), "别的类型")
