"""Packs that users added: they lie in the data folder, and a new document takes one only if it is in order."""

from __future__ import annotations

from pathlib import Path

from desktop.app.problems import Refused
from desktop.app.settings import data_dir
from desktop.core.definitions import PackDef
from desktop.forms.catalog import is_own, pack_folder
from desktop.forms.load import load_pack
from desktop.forms.schema import PackError


def own_packs_folder() -> Path:
    """Where a user puts the folder of a pack of his own; it need not exist."""
    return data_dir() / "packs"


def pack_for_new(name: str) -> PackDef:
    """The pack for a new document.

    Raises:
        Refused: it lies where the document would not find it again, or it has problems.
        PackError: there is no such pack, or it cannot be read.
    """
    folder, pack = pack_folder(name), load_pack(name)
    try:
        known = pack_folder(pack.id)
    except PackError:
        known = None
    if known is None or known.resolve() != folder.resolve():
        raise Refused(
            f"表套“{folder}”不在程序找得到的地方，文档以后会打不开；请先把这个文件夹放进“{own_packs_folder()}”，再用 {pack.id} 新建。"
        )
    if is_own(folder):
        from desktop.forms.lint import lint_path

        problems = lint_path(folder)
        if problems:
            first = f"{problems[0].place}：{problems[0].say}"
            raise Refused(f"表套 {pack.id} 有 {len(problems)} 个问题，不能用来新建文档。{first}用 pack lint {pack.id} 查看全部。")
    return pack
