"""Packs from TOML: ``pack.toml``, one file a form and ``scoring/<profile>.toml`` → :class:`~desktop.core.definitions.PackDef`.

A derived pack (``extends``) takes the forms of its base and changes them by named edits. Packs are cached by the content of their
files, which are read again only when one of them has another size or time: asking again is cheap also beside a virus scanner.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from desktop.core.definitions import FormDef, PackDef
from desktop.core.reasons import reason
from desktop.forms.catalog import pack_folder
from desktop.forms.edits import EditProblem, apply_edit
from desktop.forms.naming import call_by_titles
from desktop.forms.narratives import FOLDER as NARRATIVE
from desktop.forms.narratives import narrative_name, read_glossary, read_narratives
from desktop.forms.pack_heading import Heading, base_folder, file_name, filled, read_pack_toml, read_toml
from desktop.forms.reading import read_form
from desktop.forms.reading_scoring import read_profiles
from desktop.forms.schema import PackError, TomlTable

Stamp = frozenset[tuple[str, int, int]]
"""(Name, size, time of the last change) of every file of a pack."""


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack with the edits that found no target; ``base`` is what it was derived from.

    ``pack`` has the texts as they are written, ``spoken`` as they are said: without numbers that the tables do not print.
    """

    pack: PackDef
    spoken: PackDef
    folder: Path
    base: LoadedPack | None = None
    problems: tuple[str, ...] = ()
    stamp: Stamp = frozenset()


_SCORING: Final = "scoring/"
_MOST_FILES, _MOST_BYTES = 500, 16 << 20  # the largest set has seventy files and half a megabyte
_cache: dict[Path, LoadedPack] = {}


def load_pack(id_or_path: str | Path) -> PackDef:
    """The pack with this id, or in this folder, ready for the core.

    Raises:
        PackError: something in it is wrong; the Chinese message names file, key and what to do.
    """
    loaded = read_pack(id_or_path)
    if loaded.problems:
        raise PackError(loaded.problems[0])
    return loaded.spoken


def read_pack(id_or_path: str | Path) -> LoadedPack:
    """As :func:`load_pack`, but edits without target are collected in ``problems`` instead of raised (for the linter)."""
    return _read(pack_folder(id_or_path), ())


def _read(folder: Path, derived: tuple[Path, ...]) -> LoadedPack:
    folder = folder.resolve()
    stamp, known = _stamp(folder), _cache.get(folder)
    if (
        known is not None
        and known.stamp == stamp
        and (known.base is None or _read(known.base.folder, (*derived, folder)).pack is known.base.pack)
    ):
        return known
    files = _files(folder)
    heading = read_pack_toml(folder, files["pack.toml"])
    base = _read(base_folder(folder, heading, derived), (*derived, folder)) if heading.extends else None
    content = _hash(files, base.pack.content_hash if base else "")
    if known is not None and known.pack.content_hash == content:
        known = _cache[folder] = replace(known, stamp=stamp)
        return known
    heading = filled(heading, base.pack if base else None)
    problems = list(base.problems) if base else []
    forms = [_read_form(folder, files, code, base, problems) for code in heading.forms]
    _no_stray_files(folder, files, forms, heading)
    pack = PackDef(
        id=heading.id,
        title=heading.title,
        region=heading.region,
        years=heading.years,
        version=heading.version,
        kept_in=heading.kept_in,
        forms=tuple(forms),
        parameters=heading.parameters,
        subjects=heading.subjects,
        content_hash=content,
        basis=heading.basis,
        scoring=read_profiles(_tables(folder, files, _SCORING), base.pack.scoring if base else ()),
        narratives=read_narratives(
            _tables(folder, files, NARRATIVE), _texts(folder, files), base.pack.narratives if base else (), folder.name
        ),
        terms=read_glossary(_texts(folder, files), base.pack.terms if base else (), folder.name),
        carry=heading.carry,
    )
    loaded = _cache[folder] = LoadedPack(pack, call_by_titles(pack), folder, base, tuple(problems), stamp)
    return loaded


def _stamp(folder: Path) -> Stamp:
    """What stands in the folder and its parts, asked in three calls: as long as it is the same, nothing need be read again."""
    found = []
    for place in ("", _SCORING, NARRATIVE):
        try:
            with os.scandir(folder / place) as entries:
                for entry in entries:
                    about = entry.stat(follow_symlinks=False)
                    found.append((place + entry.name, about.st_size, about.st_mtime_ns))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise PackError(f"{folder}：读不出来（{reason(error)}），请检查文件和权限。") from error
    return frozenset(found)


def _files(folder: Path) -> dict[str, bytes]:
    """Every TOML file in the folder, in ``scoring`` and ``narrative`` (texts too), by its name there. Tests and other subfolders do not define the pack."""
    places = ((("", "*.toml")), (_SCORING, "*.toml"), (NARRATIVE, "*.toml"), (NARRATIVE, "*.txt"))
    found, room = {}, _MOST_BYTES
    try:
        for path in (path for place, kind in places for path in sorted(folder.glob(place + kind))):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink() or not path.is_file():
                raise PackError(f"{folder.name}/{name}：是链接或者不是文件，没有读取。请把文件本身放进表套的文件夹。")
            with path.open("rb") as file:
                found[name] = file.read(room + 1)
            room -= len(found[name])
            if room < 0 or len(found) > _MOST_FILES:
                raise PackError(f"{folder}：超过 {_MOST_FILES} 个文件或 {_MOST_BYTES >> 20} MB，不像表套，没有读取。")
    except OSError as error:
        raise PackError(f"{folder}：读不出来（{reason(error)}），请检查文件和权限。") from error
    return found


def _hash(files: dict[str, bytes], base: str) -> str:
    digest = hashlib.sha256(base.encode())
    for name, data in files.items():
        digest.update(f"\0{name}\0".encode() + data.replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _read_form(folder: Path, files: dict[str, bytes], code: str, base: LoadedPack | None, problems: list[str]) -> FormDef:
    old = base.pack.form(code) if base else None
    file = f"{code}.toml"
    if file not in files:
        if old is None:
            raise PackError(f"{file_name(folder, 'pack.toml')}：forms：列了“{code}”，但没有文件 {file}，请补上文件或从 forms 删去。")
        return old
    table = read_toml(files[file], file_name(folder, file))
    extends = table.flag("extends", False)
    if extends and old is None:
        raise table.error("extends", f"基础表套里没有“{code}”这张表，请写成完整的表（去掉 extends）。")
    form = read_form(table, old if extends else None)
    edits = table.tables("edit")
    table.done()
    if form.code != code:
        raise table.error("form", f"是“{form.code}”，而文件名是 {file}，两者必须相同。")
    if edits and not extends:
        raise table.error("edit", "只有沿用基础表套的表（extends = true）才能写修改。")
    for edit in edits:
        try:
            form = apply_edit(form, edit)
        except EditProblem as problem:
            problems.append(str(problem))
    return form


def _tables(folder: Path, files: dict[str, bytes], place: str) -> dict[str, TomlTable]:
    """The TOML files of a subfolder by their names without ending."""
    return {
        narrative_name(name): read_toml(files[name], file_name(folder, name))
        for name in files
        if name.startswith(place) and name.endswith(".toml")
    }


def _texts(folder: Path, files: dict[str, bytes]) -> dict[str, str]:
    found = {}
    for name in files:
        if name.endswith(".txt"):
            try:
                found[narrative_name(name)] = files[name].decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise PackError(f"{file_name(folder, name)}：不是 UTF-8 文字（第 {error.start + 1} 个字节），请另存为 UTF-8。") from error
    return found


def _no_stray_files(folder: Path, files: dict[str, bytes], forms: list[FormDef], heading: Heading) -> None:
    codes = {f"{form.code}.toml" for form in forms}
    for name in files:
        if name != "pack.toml" and name not in codes and not name.startswith((_SCORING, NARRATIVE)):
            raise PackError(
                f"{file_name(folder, name)}：这张表不在 pack.toml 的 forms 里（{'、'.join(heading.forms)}），请列入或删去文件。"
            )
