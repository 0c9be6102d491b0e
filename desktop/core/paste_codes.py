"""Pasting by code: a block whose first column holds 科目代码 goes to the rows with these codes, in whatever order they stand there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.amounts import read_amount
from desktop.core.cells import CellRef
from desktop.core.definitions import FamilyDef, SubjectLookup
from desktop.core.operations import Edit
from desktop.core.paste import Texts
from desktop.core.paste_cells import STEP, AsTyped, Layer, Pasted
from desktop.core.subject_rows import why_no_code

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

_KNOWN = 0.6
"""The part of a first column that has to be known codes; a column of amounts is not taken for codes by chance."""
_TOTALS = frozenset({"合计", "总计", "合计数"})


@dataclass(frozen=True, slots=True)
class CodedLine:
    """``code``: the row id in the table · ``name`` as the block calls it · ``figures``: texts behind code and name."""

    code: str
    name: str
    figures: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class CodedBlock:
    """``missing``: codes that the table has no row for, and may have, with their names · ``problems``: codes that cannot stand there."""

    lines: tuple[CodedLine, ...]
    missing: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    ignored: int
    """Texts in lines without a code: headings."""
    heads: tuple[str, ...] = ()
    """What the headings say over the figures."""


def read_codes(model: Model, subjects: SubjectLookup, form: str, texts: Texts) -> CodedBlock | None:
    """The block as lines by code; None where its first column does not hold the codes of this table."""
    definition = model.find_form(form)
    family = definition.family if definition else None
    if family is None or family.kind != "subjects" or max((len(row) for row in texts), default=0) < 2:
        return None
    rows = {row.id for row in model.rows(form)}
    first = [_code(row[0]) if row else "" for row in texts]
    told = [code for code in first if code and code not in _TOTALS and any(ch.isdigit() for ch in code)]
    known = [code for code in told if code in rows or (len(code) in family.levels and subjects.find(family.subjects, code))]
    if not known or len(known) < _KNOWN * len(told):
        return None
    named = _has_names(texts, first, family)
    lines: list[CodedLine] = []
    missing: dict[str, str] = {}
    problems: list[str] = []
    ignored = 0
    heads: dict[int, str] = {}
    seen: set[str] = set()
    for row, code in zip(texts, first, strict=True):
        name = (row[1] or "").strip() if named and len(row) > 1 else ""
        figures = tuple(row[2 if named else 1 :])
        is_total = bool(family.total_row) and (code in _TOTALS or (not code and _code(name) in _TOTALS))
        row_id = family.total_row if is_total else code
        if not is_total and not code.isdigit():
            ignored += sum(bool((text or "").strip()) for text in row)
            if not lines:
                heads.update({at: text.strip() for at, text in enumerate(figures) if text and text.strip()})
            continue
        if row_id in seen:
            problems.append(f"代码 {code} 在粘贴的内容里出现了两次，只用第一次的数")
            continue
        seen.add(row_id)
        if row_id not in rows:
            problem = why_no_code(subjects, family, code)
            if problem:
                problems.append(problem)
                continue
            missing[code] = name
        lines.append(CodedLine(row_id, name, figures))
    over = tuple(heads.get(at, "") for at in range(max(heads, default=-1) + 1))
    return CodedBlock(tuple(lines), tuple(missing.items()), tuple(problems), ignored, over)


def code_steps(
    model: Model,
    form: str,
    block: CodedBlock,
    columns: Sequence[str],
    start: str,
    rows: list[Edit],
    as_typed: AsTyped | None = None,
) -> Generator[int, None, Pasted]:
    """Lay the figures on the rows with their codes. ``columns`` are the value columns as printed. Headings of the block say which is which; without
    them a block with fewer figures begins at ``start``.

    ``rows`` are the edits of codes that are added; ``model`` has them already. Lines whose code is not there are left out.
    """
    width = max((len(line.figures) for line in block.lines), default=0)
    at = columns.index(start) if width < len(columns) and start in columns else 0
    wanted = _by_heads(model, form, block.heads[:width], columns) or list(columns[at:])
    laid = Layer(model, as_typed)
    laid.problems += block.problems
    count = 0
    for line in block.lines:
        here = model.row(form, line.code) is not None
        for number, text in enumerate(line.figures):
            column = wanted[number] if number < len(wanted) else None
            laid.put(CellRef(form, line.code, column) if here and column is not None else None, text)
            count += 1
            if count % STEP == 0:
                yield count
    added = sum(edit.key[0] == form for edit in rows)
    label = f"粘贴 {form} {{filled}} 格" + (f"，新增科目 {added} 行" if added else "")
    return laid.pasted(label, added=added, before=rows, by_code=True)


def _by_heads(model: Model, form: str, heads: Sequence[str], columns: Sequence[str]) -> list[str]:
    """The columns that the headings name, one for each; nothing where they do not name them clearly."""
    labels = {column.id: _plain(column.label) for block in model.form(form).blocks if block.family for column in block.columns}
    found: list[str] = []
    for head in map(_plain, heads):
        same = [one for one in columns if labels.get(one) == head] or [
            one for one in columns if head and labels.get(one, "").endswith(head)
        ]
        if len(same) != 1 or same[0] in found:
            return []
        found.append(same[0])
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _code(text: str | None) -> str:
    """A first cell as a code: workbooks write 2060101, “2060101.0”, '2060101 and wide digits."""
    plain = re.sub(r"[\s'’\u00a0]+", "", unicodedata.normalize("NFKC", text or ""))
    return re.sub(r"\.0+\Z", "", plain) if plain[:1].isdigit() else plain


def _has_names(texts: Texts, codes: Sequence[str], family: FamilyDef) -> bool:
    """Whether the second column holds names and no figures."""
    said = [row[1] for row, code in zip(texts, codes, strict=True) if len(row) > 1 and code.isdigit() and (row[1] or "").strip()]
    return bool(said) and all(read_amount(text or "").problem for text in said)
