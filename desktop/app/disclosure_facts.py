"""Every figure and text that the sentences of the document may use, with the name they use it by."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from desktop.app import reading
from desktop.app.session import Session
from desktop.app.text_table import draw
from desktop.core.amounts import format_amount, plain_text
from desktop.core.cells import COVER, CellRef
from desktop.core.definitions import FormDef
from desktop.core.structure import PRIOR

_VIEW: Final = "facts"
_YEARS: Final = (("", ""), ("上年", PRIOR))


def facts_data(session: Session) -> dict[str, Any]:
    """``mingzhang facts --json``: facts of the department first, then the tables, this year and last year. Blank figures are null."""
    return {"facts": list(_facts(session))}


def facts_text(session: Session) -> str:
    """``mingzhang facts`` for people: what has a value, and how many have none."""
    every = list(_facts(session))
    rows = [
        [(fact["name"], "left"), (_short(fact["text"]), "right" if fact["kind"] != "text" else "left"), (fact["unit"], "left")]
        for fact in every
        if fact["value"] is not None
    ]
    blank = len(every) - len(rows)
    table = draw([[("名称", "left"), ("值", "left"), ("单位", "left")], *rows], [1])
    return "\n".join([table, f"另有 {blank} 项没有值（空的金额在表里算零，空的资料在文中要求填写）；全部名称见 --json。"])


def _facts(session: Session) -> Iterator[dict[str, Any]]:
    forms = [form for form in session.model.forms() if form.code != COVER and form.exports]
    for form in sorted(forms, key=lambda form: form.view != _VIEW):
        yield from _of_form(session, form)


def _of_form(session: Session, form: FormDef) -> Iterator[dict[str, Any]]:
    model = session.model
    for word, prefix in _YEARS:
        if word and session.book.prior is None:
            continue
        code = prefix + form.code
        for row in model.rows(code):
            if "*" not in form.exports and row.id not in form.exports:
                continue
            for column in model.columns(code, row.id):
                ref = CellRef(code, row.id, column.id)
                if not model.has_cell(ref):
                    continue
                value = model.value(ref)
                bare = form.view == _VIEW and form.family is None and not word
                yield {
                    "name": row.id if bare else f'{word}{form.code}["{row.id}","{column.id}"]',
                    "label": model.label(ref),
                    "value": plain_text(value),
                    "text": format_amount(value, model.decimals(ref)) if isinstance(value, Decimal) else plain_text(value) or "",
                    "unit": reading.cell_unit(session, ref),
                    "kind": model.kind(ref),
                    "cell": reading.cell_name(ref),
                }


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 40 else line[:39] + "…"
