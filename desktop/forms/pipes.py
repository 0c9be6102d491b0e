"""The two small table notations of packs: pipe tables (rows of a form, cases) and mini-grids (heads and footers with merged cells)."""

from __future__ import annotations

from collections.abc import Collection

from desktop.core.definitions import HeadCell
from desktop.forms.schema import PackError

_MOST_LINES = 5000  # the longest official table has forty


def read_pipe_table(text: str, allowed: Collection[str], where: str) -> list[dict[str, str]]:
    """Rows of a pipe table as dicts by column name. The first line names the columns (``# 行次 | 标识 | …``).

    Further lines that start with ``#`` are comments. ``where`` (file and key) begins every error.

    Raises:
        PackError: an unknown or doubled column name, or a row with a different number of cells.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        return []
    if len(lines) > _MOST_LINES:
        raise PackError(f"{where}：有 {len(lines)} 行，超过 {_MOST_LINES} 行，不像一张表，没有读取。")
    names = [name.strip() for name in lines[0][1].lstrip("#").split("|")]
    for name in names:
        if name not in allowed:
            raise PackError(f"{where}：首行的“{name}”不是可用的列名，可用：{'、'.join(allowed)}。首行要写列名，如“# 行次 | 标识 | 项目”。")
    if len(set(names)) != len(names):
        raise PackError(f"{where}：首行的列名有重复，请删去一个。")
    rows = []
    for number, line in lines[1:]:
        if line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != len(names):
            raise PackError(f"{where}：第 {number} 行“{line}”有 {len(cells)} 格，首行有 {len(names)} 列，请补齐或删去“|”。")
        rows.append(dict(zip(names, cells, strict=True)))
    return rows


def read_mini_grid(text: str, where: str) -> tuple[tuple[HeadCell | None, ...], ...]:
    """A head or footer: one line a printed row, cells divided by ``|``; ``<`` joins the cell at the left, ``^`` the cell above.

    Returns rows of equal length; ``None`` stands where a merged cell covers.

    Raises:
        PackError: rows of different length, or merged cells that are no rectangle.
    """
    grid = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]
    if not grid:
        return ()
    width = len(grid[0])
    owners: list[list[tuple[int, int]]] = []
    for r, line in enumerate(grid):
        if len(line) != width:
            raise PackError(f"{where}：第 {r + 1} 行有 {len(line)} 格，第 1 行有 {width} 格，各行格数必须相同。")
        owners.append([])
        for c, cell in enumerate(line):
            if cell == "<":
                if c == 0:
                    raise PackError(f"{where}：第 {r + 1} 行第 1 格是“<”，左边没有可以合并的格。")
                owners[r].append(owners[r][c - 1])
            elif cell == "^":
                if r == 0:
                    raise PackError(f"{where}：第 1 行第 {c + 1} 格是“^”，上面没有可以合并的格。")
                owners[r].append(owners[r - 1][c])
            else:
                owners[r].append((r, c))
    area: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for r, places in enumerate(owners):
        for c, owner in enumerate(places):
            area.setdefault(owner, []).append((r, c))
    result: list[list[HeadCell | None]] = [[None] * width for _ in grid]
    for (r, c), covered in area.items():
        rows, columns = max(p[0] for p in covered) - r + 1, max(p[1] for p in covered) - c + 1
        if len(covered) != rows * columns or min(p[1] for p in covered) < c:
            raise PackError(f"{where}：第 {r + 1} 行第 {c + 1} 格“{grid[r][c]}”合并后不是长方形，请检查“<”和“^”。")
        result[r][c] = HeadCell(grid[r][c], rows, columns)
    return tuple(tuple(line) for line in result)
