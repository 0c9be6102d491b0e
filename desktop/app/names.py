"""The names people write on the command line → ids of the model; where a name fits nothing, a sentence with the nearest names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from desktop.app.problems import Refused
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.evaluate import Model
from desktop.core.instances import SIGN, base_code, owner_of

_LINE = re.compile(r"行(?:次)?(\d+)\Z")
_COLUMN = re.compile(r"栏(?:次)?(\d+)\Z")


def find_table(model: Model, name: str) -> str:
    """Form code for a code (``公开01``, ``01``), a printed number (``公开01表``) or a title; of forms that every project has
    (``自评表#3``) the number or name of the project stands behind #.

    Raises:
        Refused: no such table.
    """
    kind, sign, project = name.partition(SIGN)
    wanted = _folded(kind)
    forms = [form for form in model.forms() if bool(owner_of(form.code)) == bool(sign)] if sign else list(model.forms())
    matching = [form for form in forms if wanted in (_folded(base_code(form.code)), _folded(form.form_no))]
    matching = matching or [form for form in forms if wanted and wanted in {_folded(title) for title in (form.title, *form.titles)}]
    if sign:
        called = [form for form in matching if _folded(project) in (owner_of(form.code), _folded(model.owner_label(form.code)))]
        if len(called) == 1:
            return called[0].code
    if matching and not owner_of(matching[0].code):
        return matching[0].code
    if matching and project and not called:
        raise Refused(f"“{base_code(matching[0].code)}”没有“{project}”这个项目的，项目的序号和名称见 projects。")
    if matching:
        listed = [f"{form.code}（{model.owner_label(form.code)}）" for form in matching[:20]]
        raise Refused(f"“{name}”每个项目一张，请写明是哪一张：{'、'.join(listed)}{'……' if len(matching) > 20 else ''}。")
    numbered = [form.code for form in forms if wanted.isdigit() and form.code.endswith(wanted.zfill(2))]
    if len(numbered) == 1:
        return numbered[0]
    known = list(dict.fromkeys(base_code(form.code) for form in forms))
    titles = {form.title: f"{form.code} {form.title}" for form in forms}
    near = nearest(name, [*known, *titles])
    hint = f"是不是{'、'.join(titles.get(found, found) for found in near)}？" if near else ""
    raise Refused(f"没有“{name}”这张表。{hint}这份文档的表有：{'、'.join(known)}。")


def find_tables(model: Model, name: str) -> list[str]:
    """Form codes for a name: one, or of a form that every project has all of them when no project is named.

    Raises:
        Refused: no such table.
    """
    wanted = _folded(name)
    for form in model.pack.forms:
        if (
            form.per
            and SIGN not in name
            and wanted in {_folded(text) for text in (form.code, form.form_no, form.title, *form.titles) if text}
        ):
            return model.instances(form.code)
    return [find_table(model, name)]


def find_free_column(model: Model, form: str, name: str) -> str:
    """Column id of the rows that the clerk lists himself, for an id or a label.

    Raises:
        Refused: no such column, or the rows of the form are fixed.
    """
    definition = model.form(form)
    columns = next((block.columns for block in definition.blocks if block.family is not None and block.family.kind == "free"), ())
    if not columns:
        raise Refused(f"{model.form_label(form)}的行是固定的，不能增加。")
    wanted = _folded(name)
    found = [column.id for column in columns if wanted in (_folded(column.id), _folded(column.label))]
    if found:
        return found[0]
    raise Refused(f"{model.form_label(form)}的行没有“{name}”这一栏；有：{'、'.join(column.id for column in columns)}。")


def find_row(model: Model, form: str, name: str) -> str:
    """Row id for an id, a 行次 (``行27``), a 科目代码, a label or ``合计``.

    Raises:
        Refused: no such row.
    """
    rows = model.rows(form)
    if name == SENTENCE_ROW or any(row.id == name for row in rows):
        return name
    line = _LINE.match(_folded(name))
    if line:
        matching = [row.id for row in rows if row.no == line[1]]
        if matching:
            return matching[0]
        numbers = _span([row.no for row in rows])
        raise Refused(
            f"{form} 没有行次 {line[1]}；" + (f"这张表的行次是 {numbers}。" if numbers else "这张表不印行次，请写科目代码、行标识或合计。")
        )
    wanted = _folded(name)
    for attribute in ("id", "code", "label"):
        matching = [row.id for row in rows if wanted and _folded(getattr(row, attribute)) == wanted]
        if len(matching) == 1:
            return matching[0]
        if matching:
            listed = "、".join(f"{row.id}（第 {row.no} 行）" if row.no else row.id for row in rows if row.id in matching)
            raise Refused(f"{form} 有 {len(matching)} 行叫“{name}”：{listed}，请写行标识或行次。")
    near = nearest(name, [text for row in rows for text in (row.id, row.code, row.label) if text])
    hint = f"是不是{'、'.join(near)}？" if near else "行可以写行标识、行次（行27）、科目代码或合计。"
    raise Refused(f"{form} 没有“{name}”这一行。{hint}")


def find_column(model: Model, form: str, row: str, name: str) -> str:
    """Column id for an id, a 栏次 (``栏1``) or a label.

    Raises:
        Refused: no such column.
    """
    if row == SENTENCE_ROW:
        if name == SENTENCE_COLUMN:
            return name
        raise Refused(f"{form} 的说明只有“{SENTENCE_COLUMN}”一栏，不是“{name}”。")
    columns = model.columns(form, row)
    if not columns:
        found = model.row(form, row)
        place = f"第 {found.no} 行" if found and found.no else f"“{found.label.strip() if found else row}”"
        raise Refused(f"{form} {place}是空行或小标题，没有可以填的格；请核对行次。")
    if any(column.id == name for column in columns):
        return name
    number = _COLUMN.match(_folded(name))
    if number:
        matching = [column.id for column in columns if column.no == number[1]]
        if matching:
            return matching[0]
        numbers, known = _span([column.no for column in columns]), "、".join(column.id for column in columns)
        raise Refused(
            f"{form} {row} 没有栏次 {number[1]}；" + (f"这一行的栏次是 {numbers}。" if numbers else f"这张表不印栏次，栏有：{known}。")
        )
    wanted = _folded(name)
    for attribute in ("id", "label"):
        matching = [column.id for column in columns if wanted and _folded(getattr(column, attribute)) == wanted]
        if len(matching) == 1:
            return matching[0]
    near = nearest(name, [text for column in columns for text in (column.id, column.label)])
    hint = f"是不是{'、'.join(near)}？" if near else ""
    raise Refused(
        f"{form} {row} 没有“{name}”这一栏。{hint}这一行的栏有：{'、'.join(column.id for column in columns) or '（没有数字栏）'}。"
    )


def find_cell(model: Model, table: str, row: str, column: str) -> CellRef:
    """The cell that three names mean.

    Raises:
        Refused: one of them fits nothing.
    """
    form = find_table(model, table)
    row_id = find_row(model, form, row)
    return CellRef(form, row_id, find_column(model, form, row_id, column))


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Known names that look like ``name``, the nearest first, each once."""
    folded = {_folded(other): other for other in reversed(list(known)) if other}
    wanted = _folded(name)
    close = difflib.get_close_matches(wanted, folded, n=most, cutoff=0.6)
    within = [other for other in folded if wanted and len(wanted) > 1 and wanted in other and other not in close]
    return [folded[other] for other in [*close, *within][:most]]


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _span(numbers: Iterable[str]) -> str:
    found = [number for number in numbers if number]
    return f"{found[0]}–{found[-1]}" if found else ""
