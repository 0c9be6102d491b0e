"""``pack.toml``: the heading of a pack, with what a derived pack takes from its base; and reading any TOML file of a pack."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from desktop.core.definitions import PackDef
from desktop.core.reasons import reason
from desktop.forms.catalog import PackSummary, pack_folder
from desktop.forms.schema import PackError, TomlTable

_PLAIN_NAME: Final = re.compile(r"\w[\w.-]{0,80}")


@dataclass(frozen=True, slots=True)
class Heading:
    """``pack.toml``, with everything a derived pack does not say still unfilled."""

    id: str
    title: str
    region: str
    years: tuple[int, ...]
    version: str
    kept_in: str
    basis: str
    extends: str
    forms: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]
    carry: tuple[tuple[str, tuple[str, ...]], ...]


def read_heading(folder: Path) -> PackSummary:
    """What a list of packs shows, without reading the forms. Raises PackError."""
    heading = _inherited(folder, ())
    return PackSummary(heading.id, heading.title, heading.region, heading.years, heading.version, heading.kept_in, heading.forms, folder)


def file_name(folder: Path, file: str) -> str:
    """What errors call a file of a pack."""
    return f"{folder.name}/{file}"


def read_toml(data: bytes, name: str) -> TomlTable:
    """Parse one file of a pack; ``name`` begins every error."""
    try:
        return TomlTable(tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"), parse_float=Decimal), name)
    except UnicodeDecodeError as error:
        raise PackError(f"{name}：不是 UTF-8 文字（第 {error.start + 1} 个字节），请另存为 UTF-8。") from error
    except RecursionError:
        raise PackError(f"{name}：括号套得太深，读不了。") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        place = f"第 {found[1]} 行第 {found[2]} 个字符附近" if found else "文件末尾"
        raise PackError(f"{name}：{place}不是正确的 TOML，请检查引号、括号和等号；中文的键名要加引号。") from error


def base_folder(folder: Path, heading: Heading, derived: tuple[Path, ...]) -> Path:
    """The folder of the base: a sibling folder of that name comes first, so that packs can live anywhere."""
    sibling = folder.parent / heading.extends
    base = sibling if (sibling / "pack.toml").is_file() else pack_folder(heading.extends)
    base = base.resolve()
    if base == folder or base in derived:
        chain = " → ".join(path.name for path in (*derived, folder, base))
        raise PackError(f"{file_name(folder, 'pack.toml')}：extends：表套互相沿用（{chain}），请断开其中一处。")
    return base


def read_pack_toml(folder: Path, data: bytes) -> Heading:
    """The heading as it is written. Raises PackError."""
    table = read_toml(data, file_name(folder, "pack.toml"))
    extends = table.text("extends", "")
    needed = "" if extends else None  # a derived pack takes from its base what it does not say
    heading = Heading(
        id=table.text("id"),
        title=table.text("title"),
        region=table.text("region", needed),
        years=table.integers("years"),
        version=table.text("version", "1"),
        kept_in=table.word("kept_in", ("", "万元", "元") if extends else ("万元", "元"), needed),
        basis=table.text("basis", ""),
        extends=extends,
        forms=table.texts("forms"),
        parameters=table.pairs("parameters"),
        subjects=table.pairs("subjects"),
        carry=_read_carry(table),
    )
    table.done()
    for key, name in (("extends", heading.extends), *(("subjects", list_) for _, list_ in heading.subjects)):
        if name and not _PLAIN_NAME.fullmatch(name):
            raise PackError(f"{file_name(folder, 'pack.toml')}：{key}：“{name}”不是名称。这里只写标识，不能写路径。")
    if heading.id != folder.name:
        raise table.error("id", f"是“{heading.id}”，而文件夹名是“{folder.name}”，两者必须相同。")
    if not extends and not heading.years:
        raise table.error("years", "缺少适用年度，例如 [2024]。")
    if not extends and not heading.forms:
        raise table.error("forms", "缺少表的顺序，例如 ['封面', '公开01']。")
    if len(set(heading.forms)) != len(heading.forms):
        raise table.error("forms", "同一张表列了两次，请删去一个。")
    return heading


def _read_carry(table: TomlTable) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """``[carry]``: form → the rows that a next year's document takes over as they stand."""
    inner = table.table("carry")
    return tuple((form, inner.texts(form)) for form in inner.data) if inner else ()


def filled(heading: Heading, base: PackDef | Heading | None) -> Heading:
    """The heading with what it does not say taken from its base; parameters, subjects and what is carried over join those of a read base."""
    if base is None:
        return heading
    order = base.forms if not isinstance(base, PackDef) else tuple(form.code for form in base.forms)
    merged = {"parameters": heading.parameters, "subjects": heading.subjects}
    carry = heading.carry
    if isinstance(base, PackDef):
        merged = {
            "parameters": tuple({**dict(base.parameters), **dict(heading.parameters)}.items()),
            "subjects": tuple({**dict(base.subjects), **dict(heading.subjects)}.items()),
        }
        known = {form.code for form in base.forms if not heading.forms or form.code in heading.forms}
        own = dict(heading.carry)
        inherited = {form: rows for form, rows in base.carry if form in known}
        carry = tuple((form, (*inherited.get(form, ()), *own.get(form, ()))) for form in dict.fromkeys((*inherited, *own)))
    return replace(
        heading,
        region=heading.region or base.region,
        years=heading.years or base.years,
        kept_in=heading.kept_in or base.kept_in,
        forms=heading.forms or order,
        parameters=merged["parameters"],
        subjects=merged["subjects"],
        carry=carry,
    )


def _inherited(folder: Path, derived: tuple[Path, ...]) -> Heading:
    folder = folder.resolve()
    try:
        heading = read_pack_toml(folder, (folder / "pack.toml").read_bytes())
    except OSError as error:
        raise PackError(f"{file_name(folder, 'pack.toml')}：读不出来（{reason(error)}），请检查文件和权限。") from error
    if not heading.extends:
        return heading
    return filled(heading, _inherited(base_folder(folder, heading, derived), (*derived, folder)))
