"""Which fonts print: those of the computer where the person wants them and they are installed, else the ones of the program.

``MINGZHANG_FONTS=bundled`` in the environment overrides the option: the same pages on every computer, for tests and comparisons.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.app import settings

if TYPE_CHECKING:
    from desktop.document.fonts import FontSet
    from desktop.document.system_fonts import RoleFont

FONTS_VARIABLE: Final = "MINGZHANG_FONTS"


def uses_system_fonts() -> bool:
    chosen = os.environ.get(FONTS_VARIABLE, "").strip()
    return (chosen or settings.option("fonts")) == "system"


def own_fonts_folder() -> Path:
    """Where a user puts font files for characters that no other font has; it need not exist."""
    return settings.data_dir() / "fonts"


def printing_fonts() -> FontSet:
    """The fonts of published tables and documents."""
    from desktop.document.fonts import font_set

    folder = own_fonts_folder()
    return font_set(system=uses_system_fonts(), folder=folder if folder.is_dir() else None)


def fonts_by_role(*, system: bool) -> list[RoleFont]:
    """What would print each role, for the options and the self-test."""
    from desktop.document.system_fonts import role_fonts

    return role_fonts(system=system)
