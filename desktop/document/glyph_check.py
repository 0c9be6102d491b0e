"""Characters that no font has, wherever text is entered: in cells, names of rows, and own words. On paper they would be boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from desktop.core.cells import CellRef
from desktop.core.findings import Finding, FindingCell
from desktop.core.narrative import OWN_TEXT
from desktop.core.wording import fingerprint
from desktop.document.fonts import FontSet, clean, font_set

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

CHECK: Final = "缺字形"
TEXT: Final = "文稿"
"""What findings in own words name as their table."""
_WHY: Final = "字体里没有字形的字，打印和 PDF 里只能印成方框。"
_HOW: Final = "请换用通用的写法；确实要用这个字的，在选项里指定含有这个字的字体。"


def strange_characters(text: str, fonts: FontSet | None = None) -> str:
    """The characters of a text that no font has, each once. Usual characters are not even looked up."""
    if _is_usual(text):
        return ""
    unusual = dict.fromkeys(character for character in clean(text) if not _is_usual(character))
    if not unusual:
        return ""
    stack = (fonts or font_set()).stack("song")
    return "".join(character for character in unusual if stack.look(character) is None)


def _is_usual(text: str) -> bool:
    """Whether all of it stands in the oldest Chinese character set, which every one of the fonts has whole."""
    if text.isascii():
        return True
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def glyph_findings(model: Model, fonts: FontSet | None = None) -> Iterator[Finding]:
    """One finding for every cell, row name and block of own words with characters that cannot be printed."""
    book = model.book
    for form in model.forms():
        sheet = book.sheets.get(form.code)
        if sheet is None:
            continue
        for (row, column), entry in sheet.entered.items():
            if isinstance(entry.value, str) and (strange := strange_characters(entry.value, fonts)):
                ref = CellRef(form.code, row, column)
                cell = FindingCell(ref, model.label(ref), entry.value, model.source(ref))
                yield _finding(form.code, f"{row}/{column}", cell.label, strange, (cell,))
        for row_id, line in sheet.rows.items():
            if strange := strange_characters(line.label, fonts):
                yield _finding(form.code, row_id, f"{form.code} {line.label}", strange, ())
    if strange := strange_characters(book.unit_name, fonts):
        yield _finding(TEXT, "单位名称", "单位名称", strange, ())
    for name, text in book.settings.items():
        if name.startswith(OWN_TEXT) and (strange := strange_characters(text, fonts)):
            yield _finding(TEXT, name.removeprefix(OWN_TEXT), f"自己的话“{name.removeprefix(OWN_TEXT)}”", strange, ())


def _finding(table: str, scope: str, label: str, strange: str, cells: tuple[FindingCell, ...]) -> Finding:
    shown = "、".join(f"{character}（U+{ord(character):04X}）" for character in strange[:10])
    say = f"{label}里有字体没有的字：{shown}。"
    return Finding(
        CHECK,
        "warning",
        "文表",
        "violated",
        table,
        scope,
        say,
        _WHY,
        _HOW,
        cells=cells,
        fingerprint=fingerprint(cells) if cells else strange,
    )
