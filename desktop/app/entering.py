"""Entries from the command: one cell, or many from a CSV file, as one operation. A code that has no row yet gets one, with its parents."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.app import names
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.amounts import format_amount
from desktop.core.cells import COVER
from desktop.core.chain import free_family, number_of
from desktop.core.evaluate import Model
from desktop.core.free_rows import row_edits
from desktop.core.mirrors import follow_cover
from desktop.core.operations import Edit, Operation, apply_edits
from desktop.core.subject_rows import why_no_code

_HEADS = {"table", "表", "表号"}
_LARGEST = 20_000_000
_LONGEST_NAME = 500
_MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as written: names, not ids. ``place`` says where it stands ("第 3 行", or "")."""

    table: str
    row: str
    column: str
    text: str
    place: str = ""


def set_lines(session: Session, lines: Sequence[Line], *, begin_rows: bool = False) -> int:
    """Enter all lines as one operation, or none; the number of cells that changed. With ``begin_rows`` the rows that a clerk lists himself
    (projects, services bought) come into being too, named by their numbers; those of a list first, then those of the forms of each project.

    Raises:
        Refused: names every line that cannot be entered.
    """
    problems: list[str] = []
    # The cover decides which cells take an entry and which codes appear where, so it is taken first wherever it stands.
    cover, others = _parted(session.model, lines)
    edits: list[Edit] = []
    labels: list[str] = []
    _read_lines(session.model, cover, edits, labels, problems)
    model = model_with(session, edits)
    for _ in range(2 if begin_rows else 0):
        edits += _begun_rows(model, others)
        model = model_with(session, edits)
    rows, possible = _missing_rows(session, model, others, problems)
    model = model_with(session, [*edits, *rows])
    _read_lines(model, possible, edits, labels, problems)
    if problems:
        raise Refused(_told(list(dict.fromkeys(problems))))
    every = (*rows, *edits)
    changed = sum(edit.kind == "cell" for edit in every)
    session.do(Operation(labels[0] if len(labels) == 1 else f"填写 {len(labels)} 格", "typing", every))
    return changed


def _parted(model: Model, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines for the cover, and the others."""
    cover: list[Line] = []
    others: list[Line] = []
    for line in lines:
        try:
            form = names.find_table(model, line.table)
        except Refused:
            form = ""  # told with its cell
        (cover if form == COVER else others).append(line)
    return cover, others


def _read_lines(model: Model, lines: Sequence[Line], edits: list[Edit], labels: list[str], problems: list[str]) -> None:
    """Add the edits and labels of every line, or what is wrong with it."""
    seen: dict[tuple[str, ...], str] = {}
    for line in lines:
        try:
            ref = names.find_cell(model, line.table, line.row, line.column)
        except Refused as refused:
            problems.append(_placed(line, str(refused)))
            continue
        if tuple(ref) in seen:
            problems.append(_placed(line, f"{model.label(ref)} 前面已经写过（{seen[tuple(ref)]}），请只保留一行。"))
            continue
        seen[tuple(ref)] = line.place
        made = entry.type_text(model, ref, line.text)
        if isinstance(made, str):
            problems.append(_placed(line, made))
            continue
        edits += made.edits
        labels.append(made.label)


def _placed(line: Line, sentence: str) -> str:
    return f"{line.place}：{sentence}" if line.place else sentence


def _missing_rows(session: Session, model: Model, lines: Sequence[Line], problems: list[str]) -> tuple[list[Edit], list[Line]]:
    """Edits for codes that a table with 科目 rows does not have yet, and the lines whose codes may stand there."""
    possible: list[Line] = []
    wanted: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        possible.append(line)
        try:
            form = names.find_table(model, line.table)
        except Refused:
            continue  # told with the cell
        family = model.form(form).family
        code = line.row.strip()
        if family is None or family.kind == "free" or not code.isdigit() or not line.text.strip() or model.row(form, code) is not None:
            continue
        problem = why_no_code(session.subjects, family, code)
        if problem:
            problems.append(_placed(line, f"{form}：{problem}"))
            possible.pop()
        else:
            wanted.setdefault(form, []).append((code, ""))
    edits: dict[tuple[str, ...], Edit] = {}
    for form, codes in wanted.items():
        for edit in entry.subject_edits(model, session.subjects, form, codes):
            edits.setdefault(edit.key, edit)
    return list(edits.values()), possible


def _begun_rows(model: Model, lines: Sequence[Line]) -> list[Edit]:
    """Edits for the numbered rows that the lines name and their forms do not have yet, in the order of the lines."""
    wanted: dict[str, dict[str, None]] = {}
    for line in lines:
        try:
            form = names.find_table(model, line.table)
        except Refused:
            continue  # a form of a project that is not there yet, or told with its cell
        family = free_family(model, form)
        if family is not None and number_of(line.row, family.prefix) and model.row(form, line.row) is None:
            wanted.setdefault(form, {})[line.row] = None
    return [edit for form, rows in wanted.items() for edit in row_edits(model, form, list(rows), None)]


def told(session: Session, line: Line, changed: int) -> str:
    """What one entry came to: filled, cleared, over a formula, or back to what the formula gives."""
    if not changed:
        return "内容没有变化。"
    model = session.model
    ref = names.find_cell(model, line.table, line.row, line.column)
    computed = model.computed(ref) if model.has_formula(ref) else None
    figure = format_amount(computed, model.decimals(ref)) if computed is not None else ""
    if model.entry(ref) is None:
        return f"已清空 {model.label(ref)}" + (f"，现在用计算数 {figure}。" if figure else "。")
    if model.source(ref) == "overridden" and figure and computed != model.value(ref):
        return f'已填写 {model.label(ref)}，覆盖了计算数 {figure}；要改回计算数，把这一格清空（值写 ""）。'
    return f"已填写 {changed} 格。"


def model_with(session: Session, edits: Sequence[Edit]) -> Model:
    """The model as it would be with the edits; the session's own model stays as it is."""
    if not edits:
        return session.model
    book = copy.copy(session.book)
    book.sheets = {code: copy.copy(sheet) for code, sheet in session.book.sheets.items()}
    for sheet in book.sheets.values():
        sheet.rows, sheet.entered, sheet.notes = dict(sheet.rows), dict(sheet.entered), dict(sheet.notes)
    apply_edits(book, follow_cover(session.model, session.subjects, Operation("", "typing", tuple(edits))).edits)
    return Model(session.pack, book, session.subjects)


def read_csv(path: Path) -> list[Line]:
    """Lines of a CSV with the four columns TABLE, ROW, COLUMN, VALUE; UTF-8 (with or without BOM), UTF-16 with BOM, or GBK.

    Raises:
        Refused: it cannot be read, with the line.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)  # not by the size it is said to have: a pipe or device has none
        if len(content) > _LARGEST:
            raise Refused(f"“{path}”超过 {_LARGEST // 1_000_000} MB，不像是填报数据，请核对文件。")
    except FileNotFoundError:
        raise Refused(f"找不到“{path}”，请核对路径和文件名。") from None
    text = _decoded(content, path)
    found: list[Line] = []
    problems: list[str] = []
    start = 1
    first_line = text.lstrip("\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if first_line.count("\t") >= 3 else ",", strict=True)
    try:
        for fields in reader:
            place, start = f"{path.name} 第 {start} 行", reader.line_num + 1
            if not any(field.strip() for field in fields):
                continue
            if not found and not problems and fields[0].strip().casefold() in _HEADS:
                continue
            while len(fields) > 4 and not fields[-1].strip():
                fields.pop()
            if len(fields) != 4:
                problems.append(f"{place}：有 {len(fields)} 列，应当是 4 列：表、行、栏、值。金额中有逗号时请加引号。")
                continue
            if max(map(len, fields[:3])) > _LONGEST_NAME:
                problems.append(f"{place}：表、行、栏的名称超过 {_LONGEST_NAME} 个字，请核对。")
                continue
            found.append(Line(fields[0].strip(), fields[1].strip(), fields[2].strip(), fields[3], place))
    except csv.Error:
        raise Refused(f"{path.name} 第 {start} 行：不是正确的 CSV，引号没有成对，或内容过长。请检查引号。") from None
    if problems:
        raise Refused(_told(problems))
    if not found:
        raise Refused(f"“{path}”里没有数据；每行应当是：表,行,栏,值。")
    return found


def _told(problems: list[str]) -> str:
    """The problems one below the other; a file of the wrong kind has as many as lines."""
    more = len(problems) - _MOST_TOLD
    return "\n".join([*problems[:_MOST_TOLD], *([f"……另有 {more} 行有问题。"] if more > 0 else [])])


def _decoded(content: bytes, path: Path) -> str:
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Refused(f"“{path}”不是 CSV 文本文件（既不是 UTF-8 也不是 GBK），请另存为 CSV 后再试。")
