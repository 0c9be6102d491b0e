"""Options of the program, declared as data, and the place of its private files.

An option has a type, a default, a text for the settings page, and the names it had before. What is not in :data:`OPTIONS` is not stored;
what stands in the file and is not understood is left alone, so that an older program does not destroy the options of a newer one.
"""

from __future__ import annotations

import getpass
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

Setting = str | int | bool | list[str]
DATA_VARIABLE: Final = "MINGZHANG_DATA"
_FILE: Final = "settings.json"


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``choices`` limits texts, ``least``/``most`` numbers, ``renamed`` lists earlier names."""

    name: str
    default: Setting
    label: str
    help: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000
    renamed: tuple[str, ...] = ()

    def accepts(self, value: object) -> bool:
        if isinstance(self.default, bool) or isinstance(value, bool):
            return isinstance(self.default, bool) and isinstance(value, bool)
        if isinstance(self.default, int):
            return isinstance(value, int) and self.least <= value <= self.most
        if isinstance(self.default, list):
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        return isinstance(value, str) and (not self.choices or value in self.choices)


OPTIONS: Final[tuple[Option, ...]] = (
    Option("who", "", "填报人", "写入修改记录和出错说明；留空时用电脑的登录名。"),
    Option("language", "zh", "界面语言", choices=("zh", "en")),
    Option("text_size", 0, "界面字号", "0 表示通常大小，8 至 24 磅；下次启动时生效。", most=24),
    Option(
        "fonts", "system", "打印用的字体", "system 先用这台电脑上的宋体、仿宋等；bundled 只用随程序的字体。", choices=("system", "bundled")
    ),
    Option("recent", [], "最近打开的文档"),
    Option("recent_most", 12, "最近文档的数目", least=0, most=50),
    Option("last_folder", "", "上次用的文件夹"),
    Option("show_prior", False, "显示上年数、增减和增减率"),
    Option("freeze_names", True, "名称列不随表格横向滚动"),
    Option("theme", "system", "窗口的深浅", "表格和文稿始终是浅色，像纸一样。", choices=("system", "light", "dark")),
    Option("sheets", [], "各表的列宽和大小"),
    Option("enter_moves", "down", "回车后移动到", choices=("down", "right", "up", "left")),
    Option("enter_to_inputs", False, "回车和 Tab 只到要填的格"),
    Option("findings_by", "severity", "审核结果的分组", choices=("severity", "table")),
    Option("panes", [], "窗口各区域的大小"),
    Option("tour_offered", False, "已经问过要不要看导览"),
)
_BY_NAME: Final = {option.name: option for option in OPTIONS}


def data_dir() -> Path:
    """The private folder of the program: working copies, backups, log, options. ``MINGZHANG_DATA`` overrides its place."""
    chosen = os.environ.get(DATA_VARIABLE, "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("mingzhang", appauthor=False))


def load_options(folder: Path | None = None) -> dict[str, Setting]:
    """Every option with its stored or default value; a broken file or value falls back to the default."""
    stored = _stored(folder or data_dir())
    return {option.name: _chosen(option, stored) for option in OPTIONS}


def option(name: str, folder: Path | None = None) -> Setting:
    """One option by name."""
    return _chosen(_BY_NAME[name], _stored(folder or data_dir()))


def save_options(changes: Mapping[str, Setting], folder: Path | None = None) -> None:
    """Store some options; the file is replaced as a whole.

    Raises:
        ValueError: a name or value is not one of the options; Chinese.
        OSError: the folder cannot be written.
    """
    place = folder or data_dir()
    for name, value in changes.items():
        found = _BY_NAME.get(name)
        if found is None or not found.accepts(value):
            raise ValueError(f"选项“{found.label if found else name}”不能设为“{value}”。")
    place.mkdir(parents=True, exist_ok=True)
    content = _stored(place) | dict(changes)
    for name in changes:
        for old in _BY_NAME[name].renamed:
            content.pop(old, None)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place, prefix=".settings-", suffix=".tmp", delete=False) as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        fresh = Path(file.name)
    try:
        fresh.replace(place / _FILE)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def remember_recent(target: Path, folder: Path | None = None) -> None:
    """Put a document first in the list of recent ones. A list that cannot be written is no reason to fail."""
    options = load_options(folder)
    recent, most = options["recent"], options["recent_most"]
    assert isinstance(recent, list) and isinstance(most, int)
    path = str(target.absolute())
    try:
        save_options({"recent": [path, *(other for other in recent if other != path)][:most]}, folder)
    except OSError:
        return


def user_name(folder: Path | None = None) -> str:
    """Who fills in: the option, else the login name."""
    chosen = option("who", folder)
    if isinstance(chosen, str) and chosen.strip():
        return chosen.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机"


def _chosen(found: Option, stored: Mapping[str, Any]) -> Setting:
    for name in (found.name, *found.renamed):
        if name in stored and found.accepts(stored[name]):
            value: Setting = stored[name]
            return value
    return list(found.default) if isinstance(found.default, list) else found.default


def _stored(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
