"""What the functions of the formula language do that read texts, indicator values and scores; sums and signs stand in :mod:`desktop.core.formulas`.

They are total: what is blank, or cannot be read, gives a blank (or 否), never an error.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from desktop.core.amounts import format_amount
from desktop.core.quantity import BLANK, NO, YES, ZERO, Quantity, add, exact, number

if TYPE_CHECKING:
    from desktop.core.indicator_values import IndicatorValue


def reading(text: str, name: str = "") -> IndicatorValue:
    """What is understood of an indicator value."""
    from desktop.core.indicator_values import read_indicator

    return read_indicator(text, name)


def text_of(quantity: Quantity) -> str:
    """A figure or text as a text; "" for a blank."""
    value = quantity[0]
    if isinstance(value, Decimal):
        return format_amount(value, None, grouped=False)
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """A text without white space and in one width: how two texts are held against each other."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _words(text: str) -> Quantity:
    return (text, ZERO, True) if text else BLANK


def _contains(text: Quantity, *words: Quantity) -> Quantity:
    whole = squeezed(text_of(text))
    return YES if any(squeezed(text_of(word)) in whole for word in words) else NO


def _understood(quantity: Quantity) -> Quantity:
    value = reading(text_of(quantity))
    return NO if value.blank or value.unread or value.problem else YES


def _contradicts(quantity: Quantity) -> Quantity:
    value = reading(text_of(quantity))
    return YES if value.problem and not value.no_number else NO


def _comparator(quantity: Quantity) -> Quantity:
    return _words(reading(text_of(quantity)).comparator)


def _figure(quantity: Quantity) -> Quantity:
    if isinstance(quantity[0], Decimal):
        return quantity
    value = reading(text_of(quantity))
    return BLANK if value.number is None or value.problem else exact(value.number)


def _unit(quantity: Quantity) -> Quantity:
    value = reading(text_of(quantity))
    return _words("%" if value.percent else value.unit)


def _year(quantity: Quantity) -> Quantity:
    from desktop.core.performance import year_of

    year = year_of(text_of(quantity))
    return exact(Decimal(year)) if year else BLANK


def _composed(nature: Quantity, value: Quantity, unit: Quantity) -> Quantity:
    from desktop.core.indicator_values import compose

    return _words(compose(text_of(nature), text_of(value), text_of(unit)))


def _rate_in_text(text: Quantity, word: Quantity) -> Quantity:
    from desktop.core.performance import ratio_after

    rate = ratio_after(text_of(text), text_of(word))
    return BLANK if rate is None else exact(rate)


def _year_in_text(text: Quantity) -> Quantity:
    from desktop.core.performance import target_years

    years = target_years(text_of(text))
    return exact(Decimal(years[0])) if years else BLANK


def _figure_in_text(text: Quantity, name: Quantity, like: Quantity) -> Quantity:
    from desktop.core.performance import figure_in_text

    found = figure_in_text(text_of(text), text_of(name), text_of(like))
    return BLANK if found is None else exact(found)


def _copied(text: Quantity, *labels: Quantity) -> Quantity:
    from desktop.core.performance import is_its_label

    return YES if is_its_label(text_of(text), [text_of(label) for label in labels]) else NO


def _finished(text: Quantity) -> Quantity:
    from desktop.core.performance import says_finished

    return YES if says_finished(text_of(text)) else NO


def _missed(target: Quantity, actual: Quantity, name: Quantity = BLANK) -> Quantity:
    from desktop.core.performance import missed

    return YES if missed(text_of(target), text_of(actual), text_of(name)) else NO


def _deviation(target: Quantity, actual: Quantity, name: Quantity = BLANK) -> Quantity:
    from desktop.core.performance import deviation

    found = deviation(text_of(target), text_of(actual), text_of(name))
    return BLANK if found is None else exact(found)


def _late(target: Quantity, actual: Quantity, year: Quantity = BLANK) -> Quantity:
    from desktop.core.performance import late

    return YES if late(text_of(target), text_of(actual), int(number(year)) or None) else NO


PLAIN: Final[dict[str, Callable[..., Quantity]]] = {
    "含": _contains,
    "读懂": _understood,
    "自相矛盾": _contradicts,
    "比较符": _comparator,
    "指标数": _figure,
    "指标单位": _unit,
    "年份": _year,
    "拼指标": _composed,
    "文中比率": _rate_in_text,
    "文中年份": _year_in_text,
    "文中数": _figure_in_text,
    "照抄": _copied,
    "称已完成": _finished,
    "未达标": _missed,
    "偏离": _deviation,
    "逾期": _late,
}
"""Functions of figures and texts alone."""


# Cells picked out by others


class PairedCell(Protocol):
    """A cell of a range as far as pairing goes: ``form`` and ``row`` tell which cells of two ranges belong together."""

    @property
    def form(self) -> object: ...
    @property
    def row(self) -> str: ...
    @property
    def q(self) -> Quantity: ...


AnyCell = TypeVar("AnyCell", bound=PairedCell)


def matching(cells: Iterable[AnyCell], wanted: Quantity) -> list[AnyCell]:
    """The cells that hold the wanted text or figure; none for a blank."""
    value = wanted[0]
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, Decimal):
        return [cell for cell in cells if cell.q[0].__class__ is Decimal and cell.q[0] == value]
    plain = squeezed(value)
    return [cell for cell in cells if isinstance(cell.q[0], str) and squeezed(cell.q[0]) == plain]


def picked(cells: Iterable[AnyCell], conditions: Iterable[AnyCell], wanted: Quantity) -> list[AnyCell]:
    """The cells in whose rows a condition cell holds the wanted value."""
    rows = {(id(cell.form), cell.row) for cell in matching(conditions, wanted)}
    return [cell for cell in cells if (id(cell.form), cell.row) in rows]


def sum_if(cells: Iterable[PairedCell], conditions: Iterable[PairedCell], wanted: Quantity) -> Quantity:
    total = BLANK
    for cell in picked(cells, conditions, wanted):
        total = add(total, cell.q)
    return total


def same_name_count(conditions: Iterable[PairedCell], wanted: Quantity) -> Quantity:
    """How many of the cells mean the same indicator: numbering, white space and punctuation do not tell names apart."""
    from desktop.core.performance import name_key

    key = name_key(text_of(wanted))
    return exact(Decimal(sum(name_key(text_of(cell.q)) == key for cell in conditions) if key else 0))


def repeated_names(cells: Iterable[PairedCell]) -> Quantity:
    """The names that stand in more than one of the cells, each once, as a list in a sentence; blank if there are none."""
    from desktop.core.performance import repeated

    texts = sorted("".join(text_of(cell.q).split()) for cell in cells)  # in an order that does not hang on how the rows came
    return _words("、".join(texts[group[0]] for group in repeated(texts)))


def count_if(conditions: Iterable[PairedCell], wanted: Quantity) -> Quantity:
    return exact(Decimal(len(matching(conditions, wanted))))
