"""The vocabulary of indicators from ``resources/performance``: ``vocabulary.toml`` and the table of model indicators ``models.csv``."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from desktop.core.indicator_vocabulary import KindRule, LevelOne, LevelRegime, ModelIndicator, UnitName, Vocabulary
from desktop.forms.catalog import resources_root
from desktop.forms.schema import PackError, TomlTable

FOLDER: Final = "performance"
_COLUMNS: Final = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "说明", "出处", "项目类型")


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The program's vocabulary, or that of another folder. Read once.

    Raises:
        PackError: a file is missing or cannot be read; a Chinese sentence with the file.
    """
    return _load(folder or resources_root() / FOLDER)


@cache
def _load(folder: Path) -> Vocabulary:
    table = _read_toml(folder / "vocabulary.toml")
    found = Vocabulary(
        regimes=tuple(_regime(one) for one in table.tables("regimes")),
        units=table.texts("units"),
        vague=table.texts("vague"),
        levels=table.texts("levels"),
        aliases=_groups(table, "aliases"),
        kinds=tuple(_kind(one) for one in table.tables("kinds")),
        unit_names=tuple(_unit_name(one) for one in table.tables("unit_names")),
        models=_models(folder / "models.csv"),
    )
    table.done()
    return found


def _read_toml(path: Path) -> TomlTable:
    try:
        return TomlTable(tomllib.loads(path.read_text(encoding="utf-8-sig")), path.name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise PackError(f"{path.name}：读不了，请检查文件：{wrong}") from wrong


def _regime(table: TomlTable) -> LevelRegime:
    levels = []
    for one in table.tables("levels"):
        levels.append(LevelOne(one.text("name"), one.texts("seconds")))
        one.done()
    made = LevelRegime(table.text("id"), table.text("title"), table.text("basis"), table.text("verified"), tuple(levels))
    table.done()
    return made


def _kind(table: TomlTable) -> KindRule:
    words, signs, exempt = table.texts("words"), table.texts("signs"), table.texts("exempt")
    made = KindRule(words, signs, table.text("proposed", ""), table.flag("time", False), table.text("say", ""), exempt)
    table.done()
    return made


def _unit_name(table: TomlTable) -> UnitName:
    made = UnitName(table.texts("ends"), table.text("unit"))
    table.done()
    return made


def _groups(table: TomlTable, key: str) -> tuple[tuple[str, ...], ...]:
    table.allow(key)
    groups = table.data.get(key, [])
    if not isinstance(groups, list) or any(
        not isinstance(group, list) or any(not isinstance(name, str) for name in group) for group in groups
    ):
        raise table.error(key, "应是几组文字，例如 [[“效果指标”, “效益指标”]]。")
    return tuple(tuple(group) for group in groups)


def _models(path: Path) -> tuple[ModelIndicator, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise PackError(f"{path.name}：读不了，请检查文件：{wrong}") from wrong
    if not lines or tuple(lines[0]) != _COLUMNS:
        raise PackError(f"{path.name}：第一行应是 {'、'.join(_COLUMNS)}。")
    found = []
    for number, line in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(_COLUMNS) or not line[2].strip():
            raise PackError(f"{path.name}：第 {number} 行应有 {len(_COLUMNS)} 格，三级指标不能空。")
        found.append(ModelIndicator(*(cell.strip() for cell in line)))
    return tuple(found)
