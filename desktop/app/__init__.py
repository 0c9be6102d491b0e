"""Use cases without a window. Importing any of them lets packs in the user's data folder be found."""

from pathlib import Path

from desktop.forms.catalog import also_look_in


def _own_packs() -> Path:
    from desktop.app.settings import data_dir

    return data_dir() / "packs"


also_look_in(_own_packs)
