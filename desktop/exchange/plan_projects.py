"""Which project a form of a workbook belongs to: by name, code and unit; a new one where the document has none like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.projects import CODE, NAME
from desktop.exchange.located import Located, Remark
from desktop.exchange.pending import Pending, taken_over
from desktop.exchange.words import fold, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

TELLING = (CODE, "实施单位")
"""Columns of the list that tell projects of the same name apart."""


@dataclass(slots=True)
class Found:
    """``row``: the row of the list; "" where it cannot be told (``problem`` says why). ``new``: it is to be made. ``note``: to be looked at."""

    row: str
    new: bool = False
    problem: str = ""
    note: str = ""


def project_texts(located: Located) -> dict[str, str]:
    """What a form says about its project: column of the list → text."""
    table = taken_over(located.form)
    found: dict[str, str] = {}
    for (row, column), place in located.places.items():
        cell = located.sheet.at(*place)
        if cell is None or row.startswith("*"):
            continue
        sources = table.get((row, column), ((), ""))[0]
        name = next((source[2] for source in sources if source[0] == located.form.per), row)
        if name in (NAME, *TELLING) and cell.text.strip():
            found.setdefault(name, cell.text.strip())
    return found


class Projects:
    """The rows of one list of projects, those that the import makes included."""

    def __init__(self, pending: Pending, code: str) -> None:
        self.pending, self.code = pending, code
        self.made: dict[str, dict[str, str]] = {}  # rows to be made → what the form says of them for which they were

    def names(self) -> dict[str, dict[str, str]]:
        rows = self.pending.row_ids(self.code)
        return {row: self.made.get(row, {}) | self.pending.texts(self.code, row, (NAME, *TELLING)) for row in rows}

    def find(self, texts: Mapping[str, str], *, within: str = "", taken: Collection[str] = (), many: int = 0, again: bool = False) -> Found:
        """The project with this name (and code and unit, as far as both say them); a new row if there is none.

        ``within``: name of the sheet, used where the form does not say which project it is of. ``taken``: rows that forms of this kind were
        read for already; of projects that nothing tells apart the next one in the list is meant where the workbook has as many (``many``), for sheets are
        written in the order of the list.
        ``again``: a further one of the same name is another project.
        """
        known = self.names()
        name, code = fold(texts.get(NAME, "")), plain(texts.get(CODE, ""))
        if code:
            coded = [row for row, own in known.items() if plain(own.get(CODE, "")) == code]
            if len(coded) == 1:
                own = known[coded[0]].get(NAME, "")
                apart = bool(name) and bool(own) and fold(own) != name
                return Found(coded[0], note=f"项目编码相同，名称在清单里是“{own}”，按编码认作同一个项目，请核对。" if apart else "")
        if not name:
            return self._by_sheet(within, known)
        same = [row for row, own in known.items() if fold(own.get(NAME, "")) == name]
        fitting = [row for row in same if self._agrees(texts, known[row])]
        if len(fitting) > 1:
            exact = [row for row in fitting if all(fold(texts.get(one, "")) == fold(known[row].get(one, "")) for one in TELLING)]
            alike = exact or fitting
            free = [row for row in alike if row not in taken]
            if len(exact) != 1 and free and many == len(alike) and len({self._told(known[row]) for row in alike}) == 1:
                note = f"清单里有 {len(alike)} 个“{texts[NAME]}”，表上分不清，按次序认作第 {alike.index(free[0]) + 1} 个，请核对。"
                return Found(free[0], note=note)
            if len(exact) != 1:
                say = f"项目清单里有 {len(fitting)} 个“{texts[NAME]}”，分不清是哪一个，没有读取。请在表上写明项目编码或实施单位，或指定这张表导入。"
                return Found("", problem=say)
            fitting = exact
        if fitting and not (again and all(row in taken for row in fitting)):
            return Found(fitting[0])
        before = [row for row in same if row not in self.made]
        note = ""
        if before:
            apart_by = self._different(texts, known[before[0]])
            note = f"项目清单里已有同名的“{texts[NAME]}”，但{apart_by}不同，按另一个项目读取，请核对。"
        if fitting:
            note = f"“{texts[NAME]}”在这张表里出现不止一次，按两个项目读取；重复列示的，请删去一个。"
        if self.pending.locked(self.code):
            return Found("", problem=f"项目清单里没有“{texts[NAME]}”，清单已锁定，不能新增，没有读取。请先解除锁定再导入。")
        row = self.pending.next_id(self.code)
        self.pending.add_row(self.code, row)
        self.made[row] = {column: texts[column] for column in (NAME, *TELLING) if column in texts}
        return Found(row, new=True, note=note)

    def _told(self, known: Mapping[str, str]) -> tuple[str, ...]:
        """What a form prints that tells the project apart."""
        return tuple(fold(known.get(one, "")) for one in ("实施单位",))

    def _agrees(self, texts: Mapping[str, str], known: Mapping[str, str]) -> bool:
        return all(not texts.get(one) or not known.get(one) or fold(texts[one]) == fold(known[one]) for one in TELLING)

    def _different(self, texts: Mapping[str, str], known: Mapping[str, str]) -> str:
        return "、".join(one for one in TELLING if texts.get(one) and known.get(one) and fold(texts[one]) != fold(known[one]))

    def _by_sheet(self, sheet: str, known: Mapping[str, Mapping[str, str]]) -> Found:
        folded = fold(sheet)
        named = [row for row, own in known.items() if len(fold(own.get(NAME, ""))) >= 2 and fold(own[NAME]) in folded]
        if len(named) == 1:
            return Found(named[0], note=f"表上没有写项目名称，按工作表的名称认作“{known[named[0]][NAME]}”，请核对。")
        return Found("", problem="表上没有写项目名称，不知道是哪个项目的，没有读取。请补上项目名称，或指定这张表导入。")


def ask(located: Located, text: str, say: str) -> Remark:
    """A question beside the name of the project."""
    place = next((place for (row, _), place in located.places.items() if row == NAME), None)
    cell = located.sheet.at(*place) if place else located.title_cell
    return Remark(cell.address if cell else "", text, say)
