"""A bureau's own workbook, opened to be filled."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from desktop.exchange.grid import WorkbookError


def has_macros(path: Path) -> bool:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def open_template(path: Path, macros: bool, notes: list[str]) -> Any:
    """The workbook to be filled; what may be lost is said in ``notes``.

    Raises:
        WorkbookError: the library cannot read it.
    """
    import warnings
    import zipfile

    from openpyxl import load_workbook

    with zipfile.ZipFile(path) as archive:
        drawn = [name for name in archive.namelist() if re.match(r"xl/(drawings/drawing|charts/)", name)]
    if drawn:
        notes.append("模板里有图形或图表，填写后可能丢失，请核对。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(path, keep_vba=macros)
    except Exception:  # the library raises whatever an unusual part makes it stumble over
        raise WorkbookError(f"模板“{path.name}”的内容不规范，打不开来填写。请用 Excel 或 WPS 另存为新的 .xlsx 后再用。") from None
