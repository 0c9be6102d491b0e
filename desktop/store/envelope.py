"""The bytes of a document file: the database as SQLite wrote it, and behind it a seal over every single byte.

This is the one place where what stands in a file outside is made from a database (:func:`close_up`) and a database from it
(:func:`open_up`): saved files, backups and restored files all pass here, in the private folder, and travel as finished bytes afterwards.
SQLite takes no notice of what stands behind its last page, so any program that reads SQLite still reads the file. A document with a password
is encrypted here as a whole, see :mod:`desktop.store.passwords`.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO, Literal

from desktop.store import passwords
from desktop.store.passwords import Vault

_MARK = b"\nMingzhang seal 1\n"
_LENGTH = len(_MARK) + 64 + 1
_CHUNK = 1 << 20

Found = Literal["whole", "altered", "bare"]
"""whole: every byte is as it was written · altered: some are not · bare: there is no seal (an old version, or another program wrote it)"""


def close_up(path: Path, vault: Vault | None = None) -> None:
    """Make the finished file of the database at ``path``, flushed to the disk; encrypted where there is a vault. Raises OSError."""
    with path.open("r+b") as file:
        size = os.fstat(file.fileno()).st_size
        digest = _digest(file, size)
        file.seek(size)
        file.write(_MARK + digest.encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if vault is not None:
        passwords.encrypt(path, vault)


def open_up(path: Path, name: Path | None = None, *, lenient: bool = False) -> Found:
    """Make the database of a private copy of the file ``name``, in its place; what was found of the seal.

    ``lenient`` takes what is left of an encrypted file that is damaged. Raises OSError, PasswordNeeded, DamagedDocument.
    """
    vault = passwords.vault_of(path, name)
    if vault is not None and not passwords.decrypt(path, vault, name or path, lenient=lenient):
        _unsealed(path)
        return "altered"
    return _unsealed(path)


def _unsealed(path: Path) -> Found:
    with path.open("r+b") as file:
        size = os.fstat(file.fileno()).st_size
        inside, database = size - _LENGTH, _database_size(file)
        file.seek(max(inside, 0))
        seal = file.read()
        if inside <= 0 or not (seal.startswith(_MARK) or inside == database):
            return "bare"
        whole = seal == _MARK + _digest(file, inside).encode("ascii") + b"\n"
        file.truncate(inside)
        return "whole" if whole else "altered"


def _digest(file: BinaryIO, size: int) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    left = size
    while left > 0 and (chunk := file.read(min(left, _CHUNK))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _database_size(file: BinaryIO) -> int:
    """What the header of the database says; 0 where it says nothing sensible."""
    file.seek(0)
    head = file.read(32)
    page = int.from_bytes(head[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
