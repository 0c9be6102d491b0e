"""One of the panels of a table that stand side by side: which row of the sheet is which row of the form."""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop.core.definitions import BlockDef, RowDef
from desktop.exchange.grid import SheetCell
from desktop.exchange.located import FoundRow, Located, Remark
from desktop.exchange.words import alike, core_label, fold, plain, without_ordinal, words
from desktop.forms.layout import CODE, LABEL, LINE_NO, NAME, panel_blocks, printed_panels

_CODE = re.compile(r"\d{3,7}\Z")
_CODE_AND_NAME = re.compile(r"(\d{3,7})[\s\-—:：]*(\D.*)\Z")
_FILLER = re.compile(r"[.…·*。\-—]+\Z")
Candidate = tuple[int, BlockDef, RowDef]  # place in the form's order, block, row


class Panel:
    """One of the parts that stand side by side, with its columns on the sheet."""

    def __init__(self, found: Located, number: int) -> None:
        self.found, self.number = found, number
        panel = printed_panels(found.form)[found.head.panel_of[number]]
        self.blocks = panel_blocks(found.form, panel)
        columns = {name: column for (at, name), column in found.head.columns.items() if at == number}
        self.label, self.line = columns.get(LABEL), columns.get(LINE_NO)
        self.code, self.name = columns.get(CODE), columns.get(NAME)
        self.parts = found.head.code_parts.get(number, ())
        self.values = {name: column for name, column in columns.items() if name not in (LABEL, LINE_NO, CODE, NAME)}
        self.family = next((block.family for block in self.blocks if block.family), None)
        coded = self.code is not None and not self.family
        # rows with codes may be divided over the panels in another way than the form does
        rows = [
            (block, row) for block in (found.form.blocks if coded else self.blocks) for row in block.rows if row.source != "空" or row.no
        ]
        self.candidates: list[Candidate] = [(place, block, row) for place, (block, row) in enumerate(rows)]
        self.block_columns = {block.id: {column.id for column in block.columns} for block in found.form.blocks}
        self.by_code = {row.code: entry for entry in reversed(self.candidates) if (row := entry[2]).code}
        self.by_line: dict[str, list[Candidate]] = {}
        self.by_label: list[tuple[Callable[[str], str], dict[str, list[Candidate]]]] = []
        for key in (fold, without_ordinal, core_label):
            labels: dict[str, list[Candidate]] = {}
            for entry in self.candidates:
                if entry[2].label:
                    labels.setdefault(key(entry[2].label), []).append(entry)
            self.by_label.append((key, labels))
        for entry in self.candidates:
            self.by_line.setdefault(entry[2].no, []).append(entry)
        self.one_row = len(self.candidates) == 1 and not self.family and self.label is None and self.code is None and self.name is None
        self.position = -1
        self.last_parts: list[str] = []

    def columns(self) -> set[int]:
        frame = {column for column in (self.label, self.line, self.code, self.name) if column is not None}
        return frame | set(self.parts) | set(self.values.values())

    def cell(self, row: int, column: int | None) -> SheetCell | None:
        return None if column is None else self.found.sheet.at(row, column)

    def filled(self, row: int) -> list[SheetCell]:
        cells = (self.cell(row, column) for column in self.values.values())
        return [cell for cell in cells if cell is not None]

    # a row ----------------------------------------------------------------------------------------------------------------------

    def read(self, row: int) -> None:
        """Read a line of the sheet: find its row in the form and take the places of its values, or say why not."""
        if self.one_row:
            self._read_only_row(row)
            return
        code, code_cell = self._code(row)
        label_cell = next((cell for column in (self.label, self.name) if (cell := self.cell(row, column)) is not None), None)
        text = label_cell.text if label_cell else ""
        if code is None and code_cell is not None and label_cell is None:
            label_cell, text = code_cell, code_cell.text  # 合计 merged over code and name stands in the code column
        if code is None and text:
            joined = _CODE_AND_NAME.match(plain(text))
            if joined and (self.family or self.code is not None):
                code, text = joined[1], joined[2]
        line_cell = self.cell(row, self.line)
        line = plain(line_cell.text) if line_cell else ""
        known = self._family_row(row, code, text) if self.family else None
        if known is None:
            known = self._fixed_row(row, code, text, line, label_cell or code_cell or line_cell)
        for cell in (label_cell, code_cell, line_cell, *(self.cell(row, part) for part in self.parts)):
            if cell is not None:
                self.found.claimed.add((cell.row, cell.column))
        if known is None:
            self._unknown(row, text, line, code, label_cell or code_cell)
        else:
            self._take(row, *known)

    def _read_only_row(self, row: int) -> None:
        _, block, definition = self.candidates[0]
        if not self.filled(row):
            return
        if definition.id in self.found.row_ids:
            for cell in self.filled(row):
                self.found.questions.append(Remark(cell.address, cell.text, "这张表只有一行数，下面又有一行，没有读取，请核对。"))
                self.found.claimed.add((row, cell.column))
            return
        self._take(row, block, FoundRow(definition.id, row, self.number))

    def _take(self, row: int, block: BlockDef, found_row: FoundRow) -> None:
        if found_row.id in self.found.row_ids:
            filled = self.filled(row)
            before = [self.found.places.get((found_row.id, name)) for name in self.values]
            same = all(
                place is not None and (old := self.found.sheet.at(*place)) is not None and old.value == cell.value
                for place, cell in zip(before, (self.cell(row, column) for column in self.values.values()), strict=True)
                if cell is not None
            )
            for cell in filled:
                self.found.claimed.add((row, cell.column))
                if same:
                    self.found.ignored.append(Remark(cell.address, cell.text, f"“{found_row.name or found_row.id}”这一行重复，数相同。"))
                else:
                    say = f"“{found_row.id} {found_row.name}”在表里出现两次，数不相同，只取了第一次的，请核对。"
                    self.found.questions.append(Remark(cell.address, cell.text, say))
            return
        self.found.add(found_row)
        for name, column in self.values.items():
            if name in self.block_columns[block.id]:
                self.found.put(found_row.id, name, (row, column))

    def _unknown(self, row: int, text: str, line: str, code: str | None, cell: SheetCell | None) -> None:
        filled = self.filled(row)
        name = f"“{code or ''}{text.strip()}”" if code or text.strip() else (f"行次 {line}" if line else "没有名称的这一行")
        if filled:
            for value in filled:
                self.found.claimed.add((row, value.column))
                say = f"{self.found.form.code} 没有{name}，这个数没有读取，请核对行名和科目代码。"
                self.found.questions.append(Remark(value.address, value.text, say))
        elif cell is not None and text.strip() and not _FILLER.match(plain(text)):
            self.found.ignored.append(Remark(cell.address, cell.text, f"{self.found.form.code} 没有这一行，行中也没有数。"))

    # dynamic rows ---------------------------------------------------------------------------------------------------------------

    def _code(self, row: int) -> tuple[str | None, SheetCell | None]:
        if self.parts:
            return self._code_of_parts(row)
        cell = self.cell(row, self.code)
        if cell is None:
            return None, None
        text = plain(cell.text)
        joined = _CODE_AND_NAME.match(text)
        if joined and self.name is None:
            return joined[1], cell
        return (text if _CODE.match(text) else None), cell

    def _code_of_parts(self, row: int) -> tuple[str | None, SheetCell | None]:
        cells = [self.cell(row, column) for column in self.parts]
        texts = [plain(cell.text) if cell else "" for cell in cells]
        first = next((cell for cell in cells if cell), None)
        if not any(texts) or not all(text.isdigit() for text in texts if text):
            return None, first
        whole = [text for text in texts if len(text) in (5, 7)]
        if whole:
            code = whole[-1]  # the full code stands in one of the columns
        else:
            parts = [text.zfill(3 if place == 0 else 2) if text else "" for place, text in enumerate(texts)]
            # 201 | | on one row and | 01 | on the next: what stands further left holds until it changes
            for place in range(len(parts)):
                if not parts[place] and any(parts[place + 1 :]) and place < len(self.last_parts):
                    parts[place] = self.last_parts[place]
            while parts and not parts[-1]:
                parts.pop()
            code = "".join(parts)
            self.last_parts = parts
        if whole:
            self.last_parts = [code[:3], *(code[at : at + 2] for at in range(3, len(code), 2))]
        return code, first

    def _family_row(self, row: int, code: str | None, text: str) -> tuple[BlockDef, FoundRow] | None:
        family = self.family
        block = next(block for block in self.blocks if block.family)
        assert family is not None
        if code is not None:
            if len(code) not in family.levels:
                return None
            return block, FoundRow(code, row, self.number, text.strip(), dynamic=True)
        if fold(text) in words().total | {fold(family.total_label), fold(family.total_row)}:
            return block, FoundRow(family.total_row, row, self.number, text.strip())
        return None

    # fixed rows -----------------------------------------------------------------------------------------------------------------

    def _fixed_row(self, row: int, code: str | None, text: str, line: str, cell: SheetCell | None) -> tuple[BlockDef, FoundRow] | None:
        if code is not None and self.code is not None:
            if code not in self.by_code:
                return None
            place, block, known = self.by_code[code]
            if text and core_label(text) != core_label(known.label) and cell is not None:
                say = f"代码 {code} 在表样中是“{known.label}”，这里写的是“{text.strip()}”，按代码读取，请核对。"
                self.found.questions.append(Remark(cell.address, text, say))
            return block, FoundRow(known.id, row, self.number, text.strip())
        match = self._by_label(text, line) if text.strip() else None
        if match is None and line:
            match = self._by_line(text, line, row)
            if match is not None and text.strip() and cell is not None:
                say = f"行次 {line} 在表样中是“{match[2].label}”，这里写的是“{text.strip()}”，按行次读取，请核对。"
                self.found.questions.append(Remark(cell.address, text, say))
        elif match is not None and line and match[2].no and line != match[2].no and self.filled(row) and cell is not None:
            say = f"“{match[2].label}”在表样中是行次 {match[2].no}，这里写的是 {line}，按行名读取，请核对。"
            self.found.questions.append(Remark(cell.address, text, say))
        if match is None:
            return None
        place, block, known = match
        self.position = place
        return block, FoundRow(known.id, row, self.number, text.strip())

    def _by_label(self, text: str, line: str) -> Candidate | None:
        """Equal labels first, then without number, then without parentheses; of several the one with the 行次, or the next below."""
        for key, labels in self.by_label:
            wanted = key(text)
            matches = labels.get(wanted) if wanted else None
            if not matches:
                continue
            exact = [entry for entry in matches if line and entry[2].no == line]
            if exact:
                return exact[0]
            free = [entry for entry in matches if entry[2].id not in self.found.row_ids]
            after = [entry for entry in free if entry[0] > self.position]
            return (after or free or matches)[0]
        return None

    def _by_line(self, text: str, line: str, row: int) -> Candidate | None:
        """By 行次 alone: for rows without label on both sides, or where the label is nearly the one of the form."""
        for entry in self.by_line.get(line, ()):
            known = entry[2]
            if not text.strip():
                return entry if not known.label or not self.filled(row) else None
            left, right = core_label(text), core_label(known.label)
            if left and right and (left in right or right in left or alike(left, right) >= 0.7):
                return entry
        return None


def panels_of(found: Located) -> list[Panel]:
    """The panels whose head was found, from left to right."""
    return [Panel(found, number) for number in sorted({number for number, _ in found.head.columns})]
