"""The mini-grid of a record's printed body: lines that repeat for every free row, lines that head a group, headings, and what a cell shows.

    项目名称 | < | [项目名称,内容] | <
    !| 一级指标 | 二级指标 | 三级指标 | 指标值
    *项目类别| （[组序]）[*,项目类别] | < | < | <
    *| [*,一级指标] | [*,二级指标] | [*,三级指标] | [*,指标值]
    总分 | < | < | [总分,得分]分

``<`` joins the cell at the left, ``^`` the cell above; a cell above that is joined by a repeated line grows with the rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desktop.core.definitions import BodyLine, HeadCell
from desktop.forms.pipes import read_mini_grid
from desktop.forms.schema import PackError

NUMBER, GROUP_NUMBER = "序号", "组序"
"""``[序号]``: the number of a free row; ``[组序]``: that of its group, in Chinese figures."""
EVERY: Final = "*"
_TOKEN: Final = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class BodyText:
    """What a body cell shows: ``before``, a value of ``row`` (``*`` = the free row of the line) and ``column``, ``behind``.

    ``row`` is "" where the cell has no value; then ``before`` is all its text. ``[序号]`` and ``[组序]`` stand in the texts as they are.
    """

    before: str
    row: str = ""
    column: str = ""
    behind: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """序号 and 组序, as far as the cell prints them."""
        return tuple(found for found in _TOKEN.findall(self.before + self.behind) if found in (NUMBER, GROUP_NUMBER))


def read_body(text: str, where: str) -> tuple[BodyLine, ...]:
    """``[layout] body`` as lines. ``where`` (file and key) begins every error.

    Raises:
        PackError: lines of different width, merged cells that are no rectangle or reach out of a repeated line, badly written cells.
    """
    marks: list[str | None] = []
    rest: list[str] = []
    for line in text.splitlines():
        if line.strip():
            mark, cell_texts = _divided(line.strip())
            marks.append(mark)
            rest.append(cell_texts)
    grid = read_mini_grid("\n".join(rest), where)
    lines = []
    for number, (mark, cells) in enumerate(zip(marks, grid, strict=True), 1):
        here = f"{where}：第 {number} 行"
        for cell in cells:
            if cell is not None:
                _check(cell.text, mark, here)
        group = mark[1:] if mark and mark.startswith(EVERY) else ""
        lines.append(BodyLine(cells, repeat=mark == EVERY, group=group, heading=mark == "!"))
    _check_spans(lines, where)
    _check_groups(lines, where)
    return tuple(lines)


def _divided(line: str) -> tuple[str | None, str]:
    """The mark at the start of a line (``*``, ``*栏``, ``!``; None = an ordinary line) and the cells behind it."""
    first, bar, rest = line.partition("|")
    first = first.strip()
    return (first, rest) if bar and (first == "!" or (first.startswith(EVERY) and "[" not in first)) else (None, line)


def body_text(cell: HeadCell) -> BodyText:
    """The parts of a cell's text. A text without brackets is a label."""
    for found in _TOKEN.finditer(cell.text):
        row, comma, column = found[1].replace("，", ",").partition(",")
        if comma:
            return BodyText(cell.text[: found.start()], row.strip(), column.strip(), cell.text[found.end() :])
    return BodyText(cell.text)


def _check(text: str, mark: str | None, here: str) -> None:
    values = 0
    for inner in _TOKEN.findall(text):
        row, comma, column = inner.replace("，", ",").partition(",")
        repeated = mark is not None and mark.startswith(EVERY)
        if not comma and inner not in (NUMBER, GROUP_NUMBER):
            raise PackError(f"{here}：“[{inner}]”看不懂，请写 [行标识,栏标识]、[*,栏标识]、[{NUMBER}] 或 [{GROUP_NUMBER}]。")
        if comma and not (row.strip() and column.strip()):
            raise PackError(f"{here}：“[{inner}]”缺少行或栏，请写成 [行标识,栏标识]。")
        if not repeated and (not comma or row.strip() == EVERY):
            raise PackError(f"{here}：“[{inner}]”只能写在逐行重复的行里（行首写 *|）或分组行里（行首写 *栏标识|）。")
        if repeated and comma and row.strip() != EVERY:
            raise PackError(f"{here}：“[{inner}]”是固定的格，不能写在重复的行里，请改成 [*,{column.strip()}] 或移到别的行。")
        values += bool(comma)
    if values > 1:
        raise PackError(f"{here}：“{text}”一格里写了 {values} 个取数的格，一格只能写一个，请分成几格。")
    if text.count("[") != text.count("]"):
        raise PackError(f"{here}：“{text}”的方括号不成对，请检查。")


def owners(lines: tuple[BodyLine, ...] | list[BodyLine]) -> list[list[tuple[int, int]]]:
    """(line, column) of the cell that covers each place of the body."""
    width = len(lines[0].cells) if lines else 0
    found = [[(r, c) for c in range(width)] for r in range(len(lines))]
    for r, line in enumerate(lines):
        for c, cell in enumerate(line.cells):
            if cell is not None:
                for down in range(cell.row_span):
                    for right in range(cell.column_span):
                        found[r + down][c + right] = (r, c)
    return found


def sections(lines: tuple[BodyLine, ...] | list[BodyLine]) -> list[range]:
    """The runs of lines that are made anew for free rows: group lines and repeated lines that follow each other."""
    found: list[range] = []
    for number, line in enumerate(lines):
        if not (line.repeat or line.group):
            continue
        # A group line behind repeated lines begins the next section.
        if found and found[-1].stop == number and not (line.group and lines[number - 1].repeat):
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def _check_spans(lines: list[BodyLine], where: str) -> None:
    """A cell of a repeated line ends with its row; only cells above may reach into it."""
    inside = {number: section for section in sections(lines) for number in section}
    for r, places in enumerate(owners(lines)):
        for owner, _ in places:
            if owner in inside and owner != r and inside.get(r) != inside[owner]:
                raise PackError(f"{where}：第 {r + 1} 行的“^”与第 {owner + 1} 行重复的行合并了，重复的行只能与自己上面的格合并。")


def _check_groups(lines: list[BodyLine], where: str) -> None:
    for section in sections(lines):
        if not any(lines[number].repeat for number in section):
            raise PackError(f"{where}：第 {section.start + 1} 行是分组行，下面却没有逐行重复的行（行首写 *|），请补上。")
