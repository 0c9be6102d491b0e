"""What a document says about itself beside the book: the pack it was made with, and which program made and saved it when."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Details:
    """Times are UTC in ISO form; ``created_by`` and ``saved_by`` are versions of the program. Names are those of the header table."""

    pack_version: str = ""
    pack_hash: str = ""
    created_by: str = ""
    created_at: str = ""
    saved_by: str = ""
    saved_at: str = ""

    def as_columns(self) -> dict[str, str]:
        return asdict(self)
