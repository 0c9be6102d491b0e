"""What is written must be what opening takes: every state goes through the same reading before it is written down.

Without this a step could be acknowledged, and the document refused by its own program the next day.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.cells import Acknowledgement, Book, Entry, Row
from desktop.core.operations import Edit, State
from desktop.store.codec import read_state, write_state
from desktop.store.errors import DocumentError
from desktop.store.repository import CHOICES, check_header

_PARTS = {"cell": 3, "prior": 3, "note": 3, "acknowledgement": 3, "row": 2, "prior_row": 2, "setting": 1}
_LONGEST = 1 << 24  # characters of one text; the file is refused beyond 64 MB


def must_fit(edits: Sequence[Edit], label: str) -> None:
    """Raises DocumentError when an edit could not be read back exactly as it is."""
    for edit in edits:
        if _PARTS.get(edit.kind) != len(edit.key) or not all(isinstance(part, str) for part in edit.key):
            raise _refused(label, "单元格或行的标识不完整")
        if edit.new is not None:
            problem = _problem(edit, edit.new)
            if problem:
                raise _refused(label, problem)


def must_open(book: Book) -> None:
    """The same for a whole book that begins a document. Raises DocumentError."""
    current: Book | None = book
    while current is not None:
        try:
            check_header(current.pack, current.kept_in, current.year)
        except ValueError as error:
            raise _refused("新建", "表套、年度或记账单位不能用") from error
        edits = [Edit("cell", (form, *key), None, entry) for form, sheet in current.sheets.items() for key, entry in sheet.entered.items()]
        edits += [Edit("row", (form, key), None, row) for form, sheet in current.sheets.items() for key, row in sheet.rows.items()]
        edits += [Edit("note", (form, *key), None, text) for form, sheet in current.sheets.items() for key, text in sheet.notes.items()]
        edits += [Edit("acknowledgement", key, None, given) for key, given in current.acknowledgements.items()]
        edits += [Edit("setting", (name,), None, text) for name, text in current.settings.items()]
        must_fit(edits, "新建")
        current = current.prior


def _problem(edit: Edit, state: State) -> str:
    try:
        text = write_state(state)
        same = read_state(edit.kind, text) == state
    except (ValueError, TypeError, AttributeError):
        return f"“{_shown(state)}”不能作为这里的内容"
    if not same:
        return f"“{_shown(state)}”存下后会变样"
    if text is not None and len(text) > _LONGEST:
        return "文字太长"
    if isinstance(state, Row) and state.id != edit.key[1]:
        return "行的标识前后不一"
    if isinstance(state, Acknowledgement) and (state.check, state.table, state.scope) != edit.key:
        return "说明的标识前后不一"
    if edit.kind == "setting" and state not in CHOICES.get(edit.key[0], (state,)):
        return f"设置“{edit.key[0]}”不能是“{_shown(state)}”"
    return ""


def _shown(state: State) -> str:
    return str(state.value if isinstance(state, Entry) else state)[:30]


def _refused(label: str, problem: str) -> DocumentError:
    return DocumentError(f"“{label[:40]}”没有执行：{problem}。此前的内容都在，请修改后再试。")
