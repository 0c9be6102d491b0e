"""The shape of every version of the file, frozen, so that a file from outside can be compared before anything in it is trusted.

A shape is {table: columns}, each column "name TYPE", with ``*`` for a part of the primary key and ``!`` for NOT NULL. Light to import.
"""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x4D5A4731  # "MZG1", in the header of the file
VERSION: Final = 3

Shape = dict[str, tuple[str, ...]]

_KEY = ("back INTEGER *!", "form TEXT *!", "row_id TEXT *!")

_FIRST: Final[Shape] = {
    "header": (
        "back INTEGER *!",
        "pack TEXT !",
        "pack_version TEXT !",
        "pack_hash TEXT !",
        "unit_name TEXT !",
        "unit_code TEXT !",
        "year INTEGER !",
        "kept_in TEXT !",
        "created_by TEXT !",
        "created_at TEXT !",
        "saved_by TEXT !",
        "saved_at TEXT !",
    ),
    "entry": (
        *_KEY,
        "column_id TEXT *!",
        "kind TEXT !",
        "amount TEXT ",
        "text TEXT !",
        "how TEXT !",
        "file TEXT !",
        "sheet TEXT !",
        "address TEXT !",
    ),
    "sheet_row": (*_KEY, "label TEXT !", "parent TEXT !", "attrs TEXT !"),
    "note": (*_KEY, "column_id TEXT *!", "text TEXT !"),
    "acknowledgement": (
        "back INTEGER *!",
        "check_id TEXT *!",
        "form TEXT *!",
        "scope TEXT *!",
        "reason TEXT !",
        "fingerprint TEXT !",
        "who TEXT !",
        "at TEXT !",
    ),
    "setting": ("back INTEGER *!", "name TEXT *!", "text TEXT !"),
    "operation": ("seq INTEGER *!", "at TEXT !", "who TEXT !", "label TEXT !", "cause TEXT !", "undoes INTEGER ", "redoes INTEGER "),
    "edit": ("seq INTEGER *!", "position INTEGER *!", "kind TEXT !", "key TEXT !", "old TEXT ", "new TEXT "),
    "source": ("seq INTEGER *!", "position INTEGER *!", "name TEXT !", "sha256 TEXT !", "at TEXT !"),
    "seal": ("name TEXT *!", "count INTEGER !", "sha256 TEXT !"),
}

_SECOND: Final[Shape] = {**_FIRST, "journal_part": ("first INTEGER *!", "last INTEGER !", "content BLOB !")}
_THIRD: Final[Shape] = {
    **_SECOND,
    "version": ("number INTEGER *!", "seq INTEGER !", "at TEXT !", "who TEXT !", "name TEXT !", "cause TEXT !", "sha256 TEXT !"),
}

SHAPES: Final[dict[int, Shape]] = {1: _FIRST, 2: _SECOND, 3: _THIRD}

_FIRST_INDEXES: Final[dict[str, tuple[str, ...]]] = {"edit_by_key": ("kind", "key", "seq")}

INDEXES: Final[dict[int, dict[str, tuple[str, ...]]]] = dict.fromkeys((1, 2, 3), _FIRST_INDEXES)
