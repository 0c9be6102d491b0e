"""States of edits as JSON and back, exactly: ``Decimal("0.10")`` and ``Decimal("0.1")``, the text "0.10" and 不适用 stay what they are."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.core.amounts import NA, NotApplicable, Value
from desktop.core.cells import TYPED, Acknowledgement, Entry, Origin, Row
from desktop.core.operations import State

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: json.dumps makes one a call

FARTHEST = 40  # places before and behind the point; nobody types more than fifteen
AMOUNT, TEXT, NOT_APPLICABLE = "amount", "text", "na"


def split_value(value: Value) -> tuple[str, Decimal | None, str]:
    """(kind, amount, text) as the entry table keeps them. Raises ValueError for NaN and infinity."""
    if isinstance(value, NotApplicable):
        return NOT_APPLICABLE, None, ""
    if isinstance(value, str):
        return TEXT, None, value
    if not value.is_finite():
        raise ValueError(f"不是一个金额：{value}")
    return AMOUNT, value, ""


def join_value(kind: str, amount: Decimal | None, text: str) -> Value:
    """The value of (kind, amount, text). Raises ValueError when they do not fit together."""
    if kind == AMOUNT and amount is not None:
        return amount
    if kind == TEXT:
        return text
    if kind == NOT_APPLICABLE:
        return NA
    raise ValueError(f"unknown kind of value: {kind!r}")


def read_decimal(text: str) -> Decimal:
    """A stored amount. Raises ValueError for what is no finite number, or one that arithmetic could not keep exactly."""
    try:
        value = Decimal(text)
    except (InvalidOperation, TypeError) as error:
        raise ValueError(f"not an amount: {text!r}") from error
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -FARTHEST or value.adjusted() > FARTHEST:
        raise ValueError("not an amount")
    return value


def write_state(state: State | None) -> str | None:
    """JSON text of a state; None stays None (absent)."""
    if state is None:
        return None
    return _encode(_as_data(state))


def _as_data(state: State) -> dict[str, Any]:
    if isinstance(state, str):
        return {"text": state}
    if isinstance(state, Entry):
        kind, amount, text = split_value(state.value)
        data: dict[str, Any] = {"kind": kind}
        if amount is not None:
            data["value"] = str(amount)
        elif kind == TEXT:
            data["value"] = text
        if state.origin != TYPED:
            origin = state.origin
            data["origin"] = [origin.how, origin.file, origin.sheet, origin.address]
        return data
    if isinstance(state, Row):
        return {"id": state.id, "label": state.label, "parent": state.parent, "attrs": [list(pair) for pair in state.attrs]}
    return {
        "check": state.check,
        "table": state.table,
        "scope": state.scope,
        "reason": state.reason,
        "fingerprint": state.fingerprint,
        "who": state.who,
        "when": state.when,
    }


def read_state(kind: str, text: str | None) -> State | None:
    """The state that :func:`write_state` wrote for an edit of this kind. Raises ValueError when it is not readable."""
    if text is None:
        return None
    try:
        data = json.loads(text)
        match kind:
            case "cell" | "prior":
                amount = read_decimal(data["value"]) if data["kind"] == AMOUNT else None
                origin = Origin(*map(str, data["origin"])) if "origin" in data else TYPED
                return Entry(join_value(data["kind"], amount, str(data.get("value", ""))), origin)
            case "row" | "prior_row":
                return Row(data["id"], data["label"], data["parent"], read_attrs(data["attrs"]))
            case "acknowledgement":
                return Acknowledgement(**data)
            case "note" | "setting":
                return str(data["text"])
            case _:
                raise ValueError(f"unknown kind of edit: {kind!r}")
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"unreadable state of an edit: {text[:80]!r}") from error


def write_attrs(attrs: tuple[tuple[str, str], ...]) -> str:
    return _encode(attrs) if attrs else ""


def read_attrs(data: Any) -> tuple[tuple[str, str], ...]:
    """Pairs from JSON text or from the list in it. Raises ValueError."""
    try:
        if isinstance(data, str):
            data = json.loads(data) if data else []
        return tuple((str(name), str(value)) for name, value in data)
    except (TypeError, RecursionError) as error:
        raise ValueError("unreadable attributes of a row") from error


def write_key(key: tuple[str, ...]) -> str:
    return _encode(key)


def read_key(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(part) for part in json.loads(text))
    except (TypeError, RecursionError) as error:
        raise ValueError("unreadable key of an edit") from error
