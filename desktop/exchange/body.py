"""The body of a located table: its rows panel by panel, its footer, what stands under it, and what nothing explains."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW
from desktop.exchange.grid import SheetCell
from desktop.exchange.heads import is_column_numbers, looks_like_head, printed_columns, vocabulary
from desktop.exchange.located import FoundRow, Located, Remark
from desktop.exchange.panel import Panel, panels_of
from desktop.exchange.words import fold, plain, words
from desktop.forms.layout import cell_in_footer, printed_panels


def read_body(found: Located, by_row: dict[int, list[SheetCell]]) -> None:
    """Fill ``rows``, ``places``, ``sentence``, ``claimed``, ``ignored`` and ``questions`` of a located table."""
    known = vocabulary(printed_columns(found.form))
    panels = panels_of(found)
    first = True
    for row in sorted(row for row in by_row if found.head.bottom < row <= found.bottom):
        cells = by_row[row]
        if found.notes_row is None and _is_head_again(cells, known, first):
            found.claimed.update((cell.row, cell.column) for cell in cells)  # the head again, behind a page break
            continue
        if found.notes_row is not None or is_note(cells[0]):
            _read_below(found, cells)
            continue
        first = False
        if _read_footer_row(found, panels, cells):
            continue
        for panel in panels:
            panel.read(row)
        _leftovers(found, panels, cells)
    if found.sentence is None:
        _unmarked_sentence(found, by_row)


def _is_head_again(cells: list[SheetCell], known: set[str], first: bool) -> bool:
    if any(isinstance(cell.value, Decimal) and cell.value % 1 for cell in cells):
        return False  # most rows: they have amounts
    return looks_like_head(cells, known) or (not first and is_column_numbers(cells))


def _unmarked_sentence(found: Located, by_row: dict[int, list[SheetCell]]) -> None:
    """A sentence under the table that does not begin with 说明: the only text of the last row before the notes."""
    last = max((row.row for row in found.rows), default=found.head.bottom)
    below = [row for row in by_row if last < row <= found.bottom and (found.notes_row is None or row < found.notes_row)]
    if len(below) != 1 or len(by_row[below[0]]) != 1:
        return
    cell = by_row[below[0]][0]
    if isinstance(cell.value, str) and len(cell.text) >= 8:
        found.sentence = cell
        found.put(SENTENCE_ROW, SENTENCE_COLUMN, (cell.row, cell.column))
        found.ignored = [remark for remark in found.ignored if remark.address != cell.address]


def is_note(cell: SheetCell) -> bool:
    """Whether a row that begins with this cell stands under the table."""
    text = plain(cell.text)
    marks = words()
    return text.startswith((*marks.notes, *marks.sentence)) or is_signature(text)


def is_signature(text: str) -> bool:
    return any(
        text.startswith(word) and (text[len(word) :][:1] in ("", ":", "(") or len(text) <= len(word) + 2) for word in words().signature
    )


def _read_below(found: Located, cells: list[SheetCell]) -> None:
    if found.notes_row is None:
        found.notes_row = cells[0].row
    for cell in cells:
        text = plain(cell.text)
        if text.startswith(words().sentence):
            if found.sentence is None:
                found.sentence = cell
                found.put(SENTENCE_ROW, SENTENCE_COLUMN, (cell.row, cell.column))
            else:
                found.questions.append(Remark(cell.address, cell.text, "表下有两条“说明”，只取了第一条，请核对。"))
        elif text.startswith(words().notes) or is_signature(text):
            found.claimed.add((cell.row, cell.column))
        elif isinstance(cell.value, Decimal):
            found.ignored.append(Remark(cell.address, cell.text, "在表下的注和说明之后，不是表里的数。"))
        elif cell.row == found.notes_row or (cell.row, cell.column - 1) in found.claimed or len(text) > 8:
            found.claimed.add((cell.row, cell.column))  # a note that runs on
        else:
            found.ignored.append(Remark(cell.address, cell.text, "表下的文字，不属于表。"))


# --- footer rows and what is left over --------------------------------------------------------------------------------------------


def _read_footer_row(found: Located, panels: list[Panel], cells: list[SheetCell]) -> bool:
    """A row of the form's footer: labels with their value behind them, such as 人员经费合计 | 967.56 | 公用经费合计 | 122.40."""
    by_text = {fold(cell.text): cell for cell in cells}
    names = [(panel.number, name) for panel in panels for name in printed_panels(found.form)[found.head.panel_of[panel.number]].columns]
    read = False
    for line in found.form.layout.footer:
        labels = [(place, fold(cell.text)) for place, cell in enumerate(line) if cell and cell.text and cell_in_footer(cell) is None]
        if not any(text in by_text for _, text in labels):
            continue
        values = [(place, ref) for place, cell in enumerate(line) if (ref := cell_in_footer(cell)) is not None]
        for number, (place, text) in enumerate(labels):
            label = by_text.get(text)
            if label is None:
                continue
            following = labels[number + 1] if number + 1 < len(labels) else None
            mine = [entry for entry in values if entry[0] > place and (following is None or entry[0] < following[0])]
            end = by_text[following[1]].column if following and following[1] in by_text else 1 << 20
            found.claimed.add((label.row, label.column))
            if mine:
                read = True
                at, (row_id, column_id) = mine[0]
                expected = found.head.columns.get(names[at]) if at < len(names) else None
                free = [cell.column for cell in cells if label.column < cell.column < end]
                if expected is None or not label.column < expected < end or (free and expected not in free):
                    expected = free[-1] if free else expected
                if expected is not None:
                    found.add(FoundRow(row_id, label.row, -1, label.text))
                    found.put(row_id, column_id, (label.row, expected))
    if read:
        _leftovers(found, panels, cells)
    return read


def _leftovers(found: Located, panels: Iterable[Panel], cells: Iterable[SheetCell]) -> None:
    """Cells of a body row that no column of the form explains."""
    left = [cell for cell in cells if (place := (cell.row, cell.column)) not in found.occupied and place not in found.claimed]
    if not left:
        return
    columns = set().union(*(panel.columns() for panel in panels))
    for cell in left:
        found.claimed.add((cell.row, cell.column))
        if cell.column in columns:
            found.questions.append(Remark(cell.address, cell.text, f"{found.form.code} 的这一行、这一栏没有数格，请核对。"))
        else:
            found.ignored.append(Remark(cell.address, cell.text, f"这一列不是 {found.form.code} 的栏目。"))
