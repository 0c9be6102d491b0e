"""What reading a damaged or forged package raises: the standard library has no single error for it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final

DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,  # UnicodeDecodeError too
    KeyError,
    IndexError,
    OverflowError,
    RuntimeError,  # an entry with a password; NotImplementedError: an unknown way of packing
)
