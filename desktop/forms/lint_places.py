"""What a reference of a formula can mean, found from the definition alone: fixed rows one by one, rows of 科目 by class.

A class is a code length with or without children (``3父``, ``7叶``); which codes will be there, only the document knows. So the linter reasons
about classes as the engine does about rows. Rows that the clerk lists are one class (``指…``), told apart by their prefix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW
from desktop.core.definitions import BlockDef, ColumnDef, FormDef, PackDef
from desktop.core.instances import OF_ROW
from desktop.core.language import Columns, Ref, Rows

LEVEL_WORDS: Final = {"类": 3, "款": 5, "项": 7}
AMOUNTS: Final = frozenset({"money", "count"})
FREE: Final = "…"
"""Ends the name of the class of all rows that a clerk lists."""


class Unknown(Exception):
    """A reference names something that is not there. The text says what, in Chinese."""


class NoValue(Unknown):
    """A reference names a blank line or a heading, which has no value."""


class Place(NamedTuple):
    """A cell, or the cells of a class of rows, in one column. ``classes`` are what double calcs and cycles are told by."""

    form: str
    row: str
    column: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A fixed row, a total row, one code, or a class of codes. ``digits`` is the length of the code, 0 without code."""

    name: str
    classes: tuple[str, ...]
    digits: int = 0
    parent: bool = False
    carries: bool = True
    dynamic: bool = False
    code: str = ""

    @property
    def free(self) -> bool:
        return self.dynamic and self.name.endswith(FREE)


class FormPlaces:
    """The rows of a form as spots, and how its references resolve."""

    def __init__(self, form: FormDef) -> None:
        self.form = form
        self.spots: dict[str, Spot] = {}
        self.numbers: dict[str, str] = {}
        self._blocks: dict[str, BlockDef] = {}
        self.family_block: BlockDef | None = None
        self.total = ""
        codes = {row.code for block in form.blocks for row in block.rows if row.code}
        for block in form.blocks:
            for row in block.rows:
                has_children = any(code != row.code and row.code and code.startswith(row.code) for code in codes)
                carries = row.source in ("填", "算")
                self._add(block, Spot(row.id, (row.id,), len(row.code), bool(has_children), carries, code=row.code))
                if row.no:
                    self.numbers.setdefault(row.no, row.id)
            family = block.family
            if family is None:
                continue
            self.family_block = block
            if family.kind == "free":
                name = f"{family.prefix}{FREE}"
                self._add(block, Spot(name, (name,), dynamic=True))
                continue
            self.total = family.total_row
            for length in family.levels:
                for parent in (True, False) if length != family.levels[-1] else (False,):
                    name = f"{length}{'父' if parent else '叶'}"
                    self._add(block, Spot(name, (name,), length, parent, dynamic=True))
            if family.total_row and family.total_row not in self.spots:
                self._add(block, Spot(family.total_row, (family.total_row,)))
        if not self.total and "合计" in self.spots:
            self.total = "合计"

    def _add(self, block: BlockDef, spot: Spot) -> None:
        self.spots.setdefault(spot.name, spot)
        self._blocks.setdefault(spot.name, block)

    @property
    def free(self) -> Spot | None:
        """The class of the rows that the clerk lists."""
        return next((spot for spot in self.spots.values() if spot.free), None)

    def block(self, spot: Spot) -> BlockDef | None:
        found = self._blocks.get(spot.name)
        return found or (self.family_block if spot.dynamic else None)

    # rows

    def rows(self, rows: Rows, here: Spot | None, own: FormDef | None = None) -> list[Spot]:
        """The spots that ``rows`` means; ``here`` is 本行, ``own`` the form of the formula, for 本项.

        Raises:
            Unknown: there is no such row.
        """
        if rows.kind == "number":
            name = self.numbers.get(rows.first)
            if name is None:
                raise Unknown(f"{self.form.code} 没有行次 {rows.first}")
            return [self._carrying(self.spots[name], f"行次 {rows.first}")]
        if rows.kind == "range":
            first, last = int(rows.first), int(rows.last)
            for end in (rows.first, rows.last):
                if end not in self.numbers:
                    raise Unknown(f"{self.form.code} 没有行次 {end}")
            inside = [self.spots[name] for no, name in self.numbers.items() if no.isdigit() and first <= int(no) <= last]
            found = [spot for spot in inside if spot.carries]
            if not found:
                raise NoValue(f"行次 {first}..{last} 里没有可以填数的行")
            return found
        if rows.kind == "id":
            return [self._named(rows.first)]
        if rows.first == "本项":
            if own is None or own.per != self.form.code or self.free is None:
                raise Unknown(f"“本项”只能用在 per = “{self.form.code}”的表里，指“{self.form.code}”中本表所属的那一行")
            return [self.free]
        return self._word(rows.first, here)

    def _carrying(self, spot: Spot, what: str) -> Spot:
        if not spot.carries:
            raise NoValue(f"{self.form.code} {what}是空行或小标题，没有数")
        return spot

    def _named(self, name: str) -> Spot:
        if name in self.spots and not self.spots[name].dynamic:
            return self._carrying(self.spots[name], f"“{name}”")
        if name == SENTENCE_ROW:
            return Spot(name, (name,))
        length = len(name)
        if (
            self.free is None
            and self.family_block
            and name.isdigit()
            and self.family_block.family
            and length in self.family_block.family.levels
        ):
            return Spot(name, (f"{length}父", f"{length}叶"), length, dynamic=True, code=name)
        raise Unknown(f"{self.form.code} 没有“{name}”这一行")

    def _word(self, word: str, here: Spot | None) -> list[Spot]:
        if word in ("本行", "下级", "上级") and here is None:
            raise Unknown(f"“{word}”只能用在逐行的公式里，这里没有本行")
        coded = [spot for spot in self.spots.values() if spot.digits and spot.carries]
        if self.free is not None and word != "本行":
            if word not in ("*", "叶"):
                raise Unknown(f"{self.form.code} 的行由单位自己列，没有“{word}”，只能写 *、叶、本行或固定行的标识")
            found = [self.free]
        elif word == "合计":
            found = [self.spots[self.total]] if self.total in self.spots else []
        elif word == "*":
            found = [spot for spot in self.spots.values() if spot.carries]
        elif word == "父":
            found = [spot for spot in coded if spot.parent]
        elif word == "叶":
            found = [spot for spot in coded if not spot.parent]
        elif word in LEVEL_WORDS:
            found = [spot for spot in coded if spot.digits == LEVEL_WORDS[word]]
        else:
            assert here is not None
            found = self._relative(word, here, coded)
        if not found:
            raise Unknown(f"{self.form.code} 没有“{word}”对应的行")
        return found

    def _relative(self, word: str, here: Spot, coded: list[Spot]) -> list[Spot]:
        if word == "本行":
            return self.same_row(here)
        lengths = sorted({spot.digits for spot in coded})
        if word == "下级":
            below = next((length for length in lengths if length > here.digits), 0) if here.digits else 0
            return [spot for spot in coded if spot.digits == below and (not here.code or not spot.code or spot.code.startswith(here.code))]
        above = max((length for length in lengths if length < here.digits), default=0)
        return [s for s in coded if s.digits == above and (s.parent or not s.dynamic) and (not s.code or here.code.startswith(s.code))]

    def same_row(self, here: Spot) -> list[Spot]:
        """The spots of this form that share the row of ``here``, which may belong to another form."""
        if here.name in self.spots:
            return [self.spots[here.name]]
        if here.dynamic and here.code and self.family_block:
            return [self._named(here.code)]
        if here.digits:
            if here.code and self.family_block is not None:
                return [self._named(here.code)]
            return [spot for spot in self.spots.values() if spot.digits == here.digits and spot.carries]
        return []

    # columns

    def columns(self, columns: Columns | None, spot: Spot, star: str | None) -> list[str]:
        """Ids of the columns meant in a row; ``star`` is the column that ``*`` stands for.

        Raises:
            Unknown: the block of the row has no such column.
        """
        if spot.name == SENTENCE_ROW and spot.name not in self.spots:
            if columns is not None and columns.first not in ("", SENTENCE_COLUMN):
                raise Unknown(f"“{SENTENCE_ROW}”行只有“{SENTENCE_COLUMN}”一栏")
            return [SENTENCE_COLUMN]
        block = self.block(spot)
        have = block.columns if block else ()
        # A class of codes is called by no name of the pack; all classes of a form have the same columns.
        where = f"{self.form.code} 的{'自列行' if spot.free else '科目行' if spot.dynamic else f'“{spot.name}”行'}"
        if columns is None:
            if len(have) != 1:
                raise Unknown(f"{where}有 {len(have)} 栏，要写明是哪一栏")
            return [have[0].id]
        if columns.kind == "current":
            if star is None:
                raise Unknown("“*”栏只能用在逐栏的公式里，请写 columns 或写明栏")
            if star not in {column.id for column in have}:
                raise Unknown(f"{where}没有“{star}”这一栏")
            return [star]
        if columns.kind == "id":
            found = [column.id for column in have if column.id == columns.first]
        else:
            found = [column.id for column in have if _numbered(column, columns)]
        if not found:
            name = f"{columns.first}..{columns.last}" if columns.kind == "range" else columns.first
            raise Unknown(f"{where}没有“{name}”这一栏")
        return found

    def star_columns(self, spot: Spot) -> list[str]:
        """What ``*`` runs over in a let: the money and count columns of the row's block."""
        block = self.block(spot)
        if block is None:
            return []
        row = next((row for row in block.rows if row.id == spot.name), None)
        return [column.id for column in block.columns if ((row.kind if row else None) or column.kind) in AMOUNTS]


def _numbered(column: ColumnDef, columns: Columns) -> bool:
    if columns.kind == "number":
        return column.no == columns.first
    return column.no.isdigit() and int(columns.first) <= int(column.no) <= int(columns.last)


class PackPlaces:
    """All forms of a pack."""

    def __init__(self, pack: PackDef) -> None:
        self.pack = pack
        self.forms = {form.code: FormPlaces(form) for form in pack.forms}

    def named(self, ref: Ref, own: str) -> FormPlaces:
        """The form that a reference of a formula of ``own`` names.

        Raises:
            Unknown: there is no such form, or it is not there once for every row of a list.
        """
        code = ref.form.removesuffix(OF_ROW) or own
        form = self.forms.get(code)
        if form is None:
            raise Unknown(f"表套里没有“{code}”这张表")
        if ref.form.endswith(OF_ROW) and not form.form.per:
            raise Unknown(f"“{code}”不是每个项目一张的表，不能写 #本行")
        return form

    def expand(self, ref: Ref, own: str, here: Spot | None, star: str | None) -> list[Place]:
        """Every cell (or class of cells) that ``ref`` means in a formula of the form ``own``.

        Raises:
            Unknown: form, row or column does not exist.
        """
        form = self.named(ref, own)
        places = []
        for spot in form.rows(ref.rows, here, self.forms[own].form):
            for column in form.columns(ref.columns, spot, star):
                places.append(Place(form.form.code, spot.name, column, spot.classes))
        return places

    def targets(self, ref: Ref, own: str) -> list[tuple[Spot, str]]:
        """The (row, column) pairs for which a let is made. Raises Unknown."""
        form = self.forms[own]
        found = []
        for spot in form.rows(ref.rows, None):
            if ref.columns is not None and ref.columns.kind == "current":
                names: Sequence[str] = form.star_columns(spot)
            else:
                names = form.columns(ref.columns, spot, None)
            found += [(spot, name) for name in names]
        return found
