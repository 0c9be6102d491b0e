"""Forms that are there once for every row of a list: ``项目支出绩效自评表#3`` is the self-evaluation of project 3.

A definition with ``per`` names the list; its code, ``#`` and the id of a row of the list make the code of one such form, an *instance*. The
instance uses that code wherever a form is named: sheets, cells, findings, locks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from desktop.core.cells import Book
from desktop.core.definitions import FormDef, PackDef

SIGN: Final = "#"
OF_ROW: Final = "#本行"
"""Behind a form's code in a formula: the instance that belongs to the row the formula runs over."""


def base_code(code: str) -> str:
    """The code of the definition that the pack has."""
    return code.partition(SIGN)[0]


def owner_of(code: str) -> str:
    """The id of the row of the list that an instance belongs to; "" for other forms."""
    return code.partition(SIGN)[2]


def instance_code(base: str, row_id: str) -> str:
    return f"{base}{SIGN}{row_id}"


def list_codes(pack: PackDef) -> frozenset[str]:
    """Codes of the forms whose rows have forms of their own."""
    return frozenset(form.per for form in pack.forms if form.per)


def present_forms(pack: PackDef, book: Book, known: dict[str, FormDef]) -> Iterator[FormDef]:
    """Every form that a book has under a pack, in the order of the pack, instances in the order of their list.

    ``known`` keeps the definitions made for instances, so that the same one is answered again.
    """
    codes = {form.code for form in pack.forms}
    for form in pack.forms:
        if not form.per:
            yield form
        elif form.per in codes and form.per in book.sheets:
            for row in book.sheets[form.per].sorted_rows():
                yield instance_of(form, row.id, known)


def instance_of(form: FormDef, row_id: str, known: dict[str, FormDef]) -> FormDef:
    code = instance_code(form.code, row_id)
    found = known.get(code)
    if found is None:
        found = known[code] = replace(form, code=code)
    return found
