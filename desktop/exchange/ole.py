"""A small reader of OLE compound files (.xls, .et, encrypted .xlsx): only the directory and whole streams, every chain bounded.

It exists so that a file can be judged (what is it, how large are its sheets) before a parser allocates anything.
Layout: [MS-CFB], Compound File Binary File Format.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_END = 0xFFFFFFFA  # this and above: end of chain, free, FAT and DIFAT marks


class BrokenOle(Exception):
    """The structure is not that of a compound file."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def stream_names(data: bytes) -> list[str]:
    """Names of all streams.

    Raises:
        BrokenOle: the directory cannot be followed.
    """
    return [entry.name for entry in _Compound(data).entries if entry.kind == 2]


def read_stream(data: bytes, *names: str) -> bytes:
    """Content of the first stream that has one of the names, whatever its case.

    Raises:
        BrokenOle: there is none, or its chain is broken.
    """
    compound = _Compound(data)
    wanted = [name.lower() for name in names]
    for name in wanted:
        for entry in compound.entries:
            if entry.kind == 2 and entry.name.lower() == name:
                if entry.size > len(data):
                    raise BrokenOle("stream longer than the file")
                return compound.content(entry)
    raise BrokenOle("no such stream")


class _Compound:
    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or data[:8] != SIGNATURE:
            raise BrokenOle("header")
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise BrokenOle("sector size")
        self.sector = 1 << shift
        directory, self.mini_cutoff, mini_fat = struct.unpack_from("<I4xII", data, 48)
        difat, _ = struct.unpack_from("<II", data, 68)
        tables = [number for number in struct.unpack_from("<109I", data, 76) if number < _END]
        limit = len(data) // self.sector + 1
        seen: set[int] = set()
        while difat < _END:
            if difat in seen or len(seen) > limit:
                raise BrokenOle("DIFAT")
            seen.add(difat)
            numbers = struct.unpack(f"<{self.sector // 4}I", self._sector(difat))
            tables += [number for number in numbers[:-1] if number < _END]
            difat = numbers[-1]
        self.fat: list[int] = []
        for number in tables[:limit]:
            self.fat += struct.unpack(f"<{self.sector // 4}I", self._sector(number))
        self.entries = self._directory(self._chain(directory))
        self.mini_fat_start = mini_fat

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        piece = self.data[start : start + self.sector]
        if not piece:
            raise BrokenOle("sector beyond the end")
        return piece.ljust(self.sector, b"\0")  # some writers leave the last sector short

    def _chain(self, start: int, most: int | None = None) -> bytes:
        pieces: list[bytes] = []
        number, left = start, len(self.fat)
        while number < _END and (most is None or len(pieces) * self.sector < most):
            if number >= len(self.fat) or left < 0:
                raise BrokenOle("chain")
            pieces.append(self._sector(number))
            number, left = self.fat[number], left - 1
        return b"".join(pieces)

    def _directory(self, raw: bytes) -> list[_Entry]:
        entries = []
        for at in range(0, len(raw) - 127, 128):
            length = min(struct.unpack_from("<H", raw, at + 64)[0], 64)
            kind = raw[at + 66]
            start, size = struct.unpack_from("<IQ", raw, at + 116)
            if kind in (1, 2, 5):
                name = raw[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
                entries.append(_Entry(name, kind, start, size & 0xFFFFFFFF if self.sector == 512 else size))
        if not entries:
            raise BrokenOle("directory")
        return entries

    def content(self, entry: _Entry) -> bytes:
        if entry.size >= self.mini_cutoff:
            return self._chain(entry.start, entry.size)[: entry.size]
        root = next((other for other in self.entries if other.kind == 5), None)
        if root is None:
            raise BrokenOle("root")
        mini = self._chain(root.start)
        raw = self._chain(self.mini_fat_start) if self.mini_fat_start < _END else b""
        fat = struct.unpack(f"<{len(raw) // 4}I", raw)
        pieces: list[bytes] = []
        number = entry.start
        while number < _END and len(pieces) * 64 < entry.size:
            if number >= len(fat) or len(pieces) > len(fat):
                raise BrokenOle("mini chain")
            pieces.append(mini[number * 64 : number * 64 + 64])
            number = fat[number]
        return b"".join(pieces)[: entry.size]
