"""Official 科目 lists that the clerk imported: kept in the data folder by year, laid over the lists of the program."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from desktop.app.problems import Refused
from desktop.app.settings import data_dir
from desktop.core.definitions import PackDef
from desktop.forms.subjects import SubjectCatalog

TITLES: Final = {
    "functional": "支出功能分类科目",
    "economic_department": "部门预算支出经济分类科目",
    "economic_government": "政府预算支出经济分类科目",
    "revenue": "收入分类科目",
}
_SHOWN = 20
_FILE = re.compile(r"(\d{4})-(\w+)\.csv\Z")


def catalog(pack: PackDef, year: int, folder: Path | None = None) -> SubjectCatalog:
    """The code lists of a year as the pack names them, with the official lists that were imported for it."""
    found = SubjectCatalog.of_pack(pack, year)
    for path in sorted(((folder or data_dir()) / "subjects").glob(f"{year}-*.csv")):
        match = _FILE.match(path.name)
        if match is None:
            continue
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = [(line[0], line[1]) for line in csv.reader(file) if len(line) >= 2]
        except (OSError, UnicodeDecodeError, csv.Error):
            continue  # a list that cannot be read any more is as if it had not been imported
        found = found.with_official(match[2], rows, f"{year} 年官方科目表")
    return found


def import_subject_list(book: Path, year: int, folder: Path | None = None) -> str:
    """Read the official list of a year from a workbook and keep it; what was imported before for this list is replaced.

    Returns a sentence for the user.

    Raises:
        WorkbookError: the workbook cannot be read or holds no list. Refused: the year makes no sense.
    """
    from desktop.exchange.subjects_import import read_subject_list

    if not 2000 <= year <= 2100:
        raise Refused(f"年度 {year} 不合理，请填写科目表的年度，例如 2024。")
    read = read_subject_list(book)
    lines = []
    for subjects, rows in by_list(read).items():
        store_list(subjects, year, rows, folder)
        lines.append(f"已导入 {year} 年{TITLES[subjects]} {len(rows)} 个。")
    if not lines:
        raise Refused(f"“{book}”里没有找到科目代码和名称，请核对是不是官方科目表。")
    lines += read.problems[:_SHOWN]
    if len(read.problems) > _SHOWN:
        lines.append(f"…… 共 {len(read.problems)} 处没有读取。")
    return "\n".join(lines)


def by_list(rows: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Codes and names sorted into the lists of the program by their first digit: 1 收入, 2 功能, 3 部门经济, 5 政府经济."""
    starts = {"1": "revenue", "2": "functional", "3": "economic_department", "5": "economic_government"}
    found: dict[str, list[tuple[str, str]]] = {}
    for code, name in rows:
        if code[:1] in starts:
            found.setdefault(starts[code[0]], []).append((code, name))
    return found


def store_list(subjects: str, year: int, rows: Iterable[tuple[str, str]], folder: Path | None = None) -> Path:
    """Keep a list in the data folder; the file is replaced as a whole."""
    place = (folder or data_dir()) / "subjects"
    place.mkdir(parents=True, exist_ok=True)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=place, suffix=".tmp", delete=False) as file:
        file.write(text.getvalue())
        file.flush()
        os.fsync(file.fileno())
    target = place / f"{year}-{subjects}.csv"
    Path(file.name).replace(target)
    return target
