"""``[layout]`` of a form: head, body and footer as mini-grids, panels, widths."""

from __future__ import annotations

from typing import Any

from desktop.core.definitions import LayoutDef, PanelDef
from desktop.forms.body_lines import read_body
from desktop.forms.pipes import read_mini_grid
from desktop.forms.schema import TomlTable


def read_layout(table: TomlTable | None, base: LayoutDef | None = None) -> LayoutDef:
    """``[layout]``; keys that are given replace those of ``base`` one by one."""
    base = base or LayoutDef()
    if table is None:
        return base
    where = f"{table.file}：{table.place}"
    changed: dict[str, Any] = {}
    for key in ("head", "footer"):
        text = table.text(key, "")
        changed[key] = read_mini_grid(text, f"{where}.{key}") if key in table else getattr(base, key)
    if "body" in table and "panels" in table:
        raise table.error("panels", "写了 body 的表不用 panels，请删去其中一个。")
    body = read_body(table.text("body", ""), f"{where}.body")
    changed["body"] = body if "body" in table else () if "panels" in table else base.body
    panels = [PanelDef(panel.text("block"), panel.texts("columns")) for panel in table.tables("panels")]
    layout = LayoutDef(
        orientation=table.word("orientation", ("portrait", "landscape"), base.orientation),
        paper=table.word("paper", ("A4", "A3"), base.paper),
        head=changed["head"],
        column_numbers=table.flag("column_numbers", base.column_numbers),
        panels=tuple(panels) if "panels" in table else () if changed["body"] else base.panels,
        footer=changed["footer"],
        widths=table.numbers("widths", base.widths),
        meta_left=table.text("meta_left", base.meta_left),
        meta_center=table.text("meta_center", base.meta_center),
        meta_right=table.text("meta_right", base.meta_right),
        font_size=table.number("font_size", base.font_size),
        signature=table.texts("signature", base.signature),
        body=changed["body"],
    )
    table.done()
    return layout
