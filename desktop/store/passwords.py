"""The password of a document: how the bytes outside are encrypted, and which keys this process knows.

A protected file is a head and the finished bytes of the document in chunks (the construction of age, https://age-encryption.org/v1):

    16 bytes mark · log2 N, r, p of scrypt, 0 · 16 bytes salt · 16 bytes check of the key · 32 bytes nonce of this file · chunks

scrypt makes the key from the password; HKDF-SHA-256 makes from it the check and, with the whole head as context, a key for this one file;
every 64 KiB is a ChaCha20-Poly1305 message whose nonce is its number and whether it is the last, so that a byte changed, a chunk moved and
an end cut off are all noticed. All primitives are those of pyca/cryptography. Without the password there is no way in, for nobody.

Keys stay in memory while a document with them is open. Whatever needs one that is not known raises :class:`PasswordNeeded`.
"""

from __future__ import annotations

import os
import threading
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop.store.errors import DamagedDocument, DocumentError
from desktop.store.files import remove_file, replace_file

MARK: Final = b"Mingzhang lock 1"
SHORTEST: Final = 8
"""Characters a password must have; who has the file can try as many as he likes."""
LOG_N: Final = 17
"""Cost of a guess: 128 MB and about half a second."""
_R, _P = 8, 1
_LOCK, _HEAD, _CHUNK, _TAG = 52, 84, 1 << 16, 16
_CALM: Final = 0.5  # seconds longer after every wrong password, up to ten times that


class PasswordNeeded(DocumentError):
    """The file has a password that this process does not know; ``lock`` is what :func:`unlock` wants."""

    def __init__(self, path: Path, lock: bytes) -> None:
        super().__init__(f"“{path.name}”设有密码，没有打开。请输入它的密码；命令行用 --password-file 写明密码文件。", path)
        self.lock = lock


class WrongPassword(DocumentError):
    """It is not the password of the file."""


@dataclass(frozen=True, slots=True)
class Vault:
    """A password made ready: ``lock`` stands in every file protected with it, ``key`` nowhere but here."""

    lock: bytes
    key: bytes = field(repr=False)


_keys: dict[bytes, bytes] = {}
_held: Counter[bytes] = Counter()
_wrong: Counter[bytes] = Counter()
_guard = threading.Lock()
asker: Callable[[Path, int], str | None] | None = None
"""Asks for the password of a file, for the n-th time (0 …); None from it gives up. The command sets it, the window asks by itself."""


def new_vault(password: str, log_n: int = 0) -> Vault:
    """A vault for new files. Raises WrongPassword when the password is too short to be one."""
    if len(password) < SHORTEST:
        raise WrongPassword(f"密码至少要 {SHORTEST} 个字符。可以用一句容易记住的话。")
    head = MARK + bytes([log_n or LOG_N, _R, _P, 0]) + os.urandom(16)
    key = _derived(password, head)
    vault = Vault(head + _check(key, head), key)
    with _guard:
        _keys[vault.lock] = key
    return vault


def unlock(lock: bytes, password: str, path: Path) -> Vault:
    """Know the key of ``lock`` from now on. Takes a moment, longer after every wrong one.

    Raises:
        WrongPassword, DamagedDocument.
    """
    key = _derived(password, lock, path)
    if _check(key, lock[:36]) != lock[36:]:
        with _guard:
            _wrong[lock] += 1
            times = _wrong[lock]
        time.sleep(_CALM * min(times, 10))
        raise WrongPassword(f"密码不对，“{path.name}”没有打开（区分大小写）。如果确信密码没有错，文件的开头可能已损坏，请恢复备份。", path)
    with _guard:
        _keys[lock] = key
        _wrong.pop(lock, None)
    return Vault(lock, key)


def required(lock: bytes, path: Path) -> Vault:
    """The vault of a lock; asks where somebody can be asked. Raises PasswordNeeded, WrongPassword."""
    with _guard:
        key = _keys.get(lock)
    if key is not None:
        return Vault(lock, key)
    times, wrong = 0, None
    while asker is not None and (password := asker(path, times)) is not None:
        try:
            return unlock(lock, password, path)
        except WrongPassword as problem:
            times, wrong = times + 1, problem
    raise wrong or PasswordNeeded(path, lock)


def hold(vault: Vault | None) -> None:
    """A document that is open needs the key."""
    if vault is not None:
        with _guard:
            _held[vault.lock] += 1
            _keys[vault.lock] = vault.key


def release(vault: Vault | None) -> None:
    """A document is closed; the key is forgotten with the last one."""
    if vault is not None:
        with _guard:
            _held[vault.lock] -= 1
            if _held[vault.lock] <= 0:
                del _held[vault.lock]
                _keys.pop(vault.lock, None)


def lock_of(path: Path) -> bytes | None:
    """The lock of a protected file; None where it has no password or cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOCK)
    except OSError:
        return None
    return head if head.startswith(MARK) and len(head) == _LOCK else None


def vault_of(path: Path, name: Path | None = None) -> Vault | None:
    """What a file is protected with, None where it is not. Raises PasswordNeeded, WrongPassword."""
    lock = lock_of(path)
    return required(lock, name or path) if lock is not None else None


def same_file(one: Path, other: Path) -> bool:
    """Whether two protected files were written as the same one, whatever happened to them since: no two others share their nonce."""
    try:
        with one.open("rb") as first, other.open("rb") as second:
            head = first.read(_HEAD)
            return head.startswith(MARK) and len(head) == _HEAD and head == second.read(_HEAD)
    except OSError:
        return False


def encrypt(path: Path, vault: Vault) -> None:
    """Protect a finished file in its place, flushed to the disk; the clear bytes are overwritten. Raises OSError."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    head = vault.lock + os.urandom(_HEAD - _LOCK)
    cipher = ChaCha20Poly1305(_file_key(vault.key, head))
    part = path.with_name(path.name + ".locked")
    try:
        with path.open("rb") as reader, part.open("wb") as writer:
            writer.write(head)
            number, chunk = 0, reader.read(_CHUNK)
            while True:
                following = reader.read(_CHUNK)
                writer.write(cipher.encrypt(_nonce(number, not following), chunk, None))
                if not following:
                    break
                number, chunk = number + 1, following
            writer.flush()
            os.fsync(writer.fileno())
        wipe(path)
        replace_file(part, path)
    except BaseException:
        remove_file(part)
        raise


def decrypt(path: Path, vault: Vault, name: Path, *, lenient: bool = False) -> bool:
    """Undo :func:`encrypt` on a private copy; whether every byte was as it was written.

    ``lenient`` puts zeros where chunks are not, for whoever looks for what is left. Raises OSError, DamagedDocument.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    part, whole = path.with_name(path.name + ".open"), True
    try:
        with path.open("rb") as reader, part.open("wb") as writer:
            head = reader.read(_HEAD)
            cipher = ChaCha20Poly1305(_file_key(vault.key, head))
            number, chunk = 0, reader.read(_CHUNK + _TAG)
            while True:
                following = reader.read(_CHUNK + _TAG)
                try:
                    writer.write(cipher.decrypt(_nonce(number, not following), chunk, None))
                except InvalidTag:
                    if not lenient:
                        raise DamagedDocument(
                            f"“{name.name}”中有字节与保存时不同，文件已损坏或被改动，没有打开。请用“恢复备份”取回最近一次保存的版本。", name
                        ) from None
                    whole = False
                    writer.write(bytes(max(len(chunk) - _TAG, 0)))
                if not following:
                    break
                number, chunk = number + 1, following
        replace_file(part, path)
    except BaseException:
        wipe(part)
        remove_file(part)
        raise
    return whole


def drop(path: Path) -> None:
    """Remove a private file that may hold the content of a protected document in the clear; that it cannot be removed now is no matter."""
    try:
        if _keys:
            wipe(path)
        path.unlink(missing_ok=True)
    except OSError:
        pass


def wipe(path: Path) -> None:
    """Overwrite a file before it is removed. A disk of flash memory may keep an older copy; nothing better can be done from here."""
    try:
        with path.open("r+b") as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        pass


def _derived(password: str, lock: bytes, path: Path | None = None) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    log_n, r, p = lock[16:19]
    if not 10 <= log_n <= 18 or r != _R or p != _P:  # other numbers would only be there to fill the memory
        raise DamagedDocument(f"“{path.name if path else ''}”的加密方式不认识，文件已损坏，或由更新的版本保存。", path)
    # Full-width letters of an input method and their half-width twins are the same password.
    text = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    return Scrypt(salt=lock[20:36], length=32, n=1 << log_n, r=r, p=p).derive(text)


def _check(key: bytes, head: bytes) -> bytes:
    return _expanded(key, b"mingzhang check " + head, 16)


def _file_key(key: bytes, head: bytes) -> bytes:
    return _expanded(key, b"mingzhang file " + head, 32)


def _expanded(key: bytes, context: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=length, salt=None, info=context).derive(key)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
