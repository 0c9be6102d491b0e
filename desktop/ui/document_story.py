"""The story of a figure in the text, for the panel at the right: how it is written, the cells behind it with every digit, and the way there."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from desktop.core.cells import CellRef
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.links import link_to
from desktop.ui.look import source_words
from desktop.ui.words import explained, said, tr

if TYPE_CHECKING:
    from desktop.core.narrative import ProseStyle
    from desktop.document.spans import Span

PRIOR = "上年."


def span_html(bridge: Bridge, span: Span, style: ProseStyle) -> str:
    """The whole story of a span as rich text with links."""
    model = bridge.model
    head = {"figure": tr("文稿里的数"), "clerk": tr("文稿里的文字"), "missing": tr("缺资料")}[span.kind]
    parts = [f"<p style='color:{theme.QUIET}'>{escape(head)}</p>"]
    shown = span.text if len(span.text) <= 200 else span.text[:200] + "……"
    size = "large" if span.kind == "figure" else "medium"
    colour = theme.ERROR if span.kind == "missing" else theme.INK
    parts.append(f"<p style='font-size:{size}; color:{colour}'><b>{escape(shown)}</b></p>")
    if span.kind == "figure":
        parts += [
            _head(tr("怎样写成")),
            f"<p>{escape(said(span.how))}</p>",
            f"<p style='color:{theme.QUIET}'>{escape(_rounding(span, style))}</p>",
        ]
    elif span.kind == "clerk":
        parts.append(f"<p>{escape(tr('这段文字只写一次，用到它的句子和表都跟着它。双击或按 F2 修改。'))}</p>")
    else:
        parts.append(f"<p>{escape(tr('请填写：{name}', name=span.how))}</p>")
    refs = list(dict.fromkeys(span.refs))
    if refs:
        parts.append(_head(tr("后面的格子")))
        for ref in refs[:20]:
            parts.append(_cell(bridge, ref))
        if len(refs) > 20:
            parts.append(f"<p style='color:{theme.QUIET}'>{escape(tr('……共 {count} 格', count=len(refs)))}</p>")
    for ref in refs[:4]:
        if model.has_cell(ref) and not ref.form.startswith(PRIOR):
            words = model.explain(ref).words
            if words:
                parts += [_head(model.label(ref)), f"<p>{escape(explained(words))}</p>"]
    return "".join(parts)


def _cell(bridge: Bridge, ref: CellRef) -> str:
    model = bridge.model
    value = exact(model, ref, model.value(ref)) or tr("（空白）")
    if len(value) > 60:
        value = value[:60] + "……"
    year = ref.form.startswith(PRIOR)
    source = tr("上年数") if year else source_words(model.source(ref))
    label = model.label(ref)
    return (
        f"<p style='margin-bottom:1px'>{escape(label)}</p>"
        f"<p style='margin-top:0'><b>{escape(value)}</b> <span style='color:{theme.QUIET}'>{escape(source)}</span>"
        f" &nbsp; {link_to(ref, tr('转到'))}</p>"
    )


def _rounding(span: Span, style: ProseStyle) -> str:
    if span.text.endswith(("%", "％")):
        return tr("按 {places} 位小数四舍五入", places=style.percent_places)
    return tr("金额以{unit}写，保留 {places} 位小数；个数照原样写", unit=style.unit, places=style.decimals)


def _head(text: str) -> str:
    return f"<p style='margin-top:10px; color:{theme.ACCENT}'><b>{escape(text)}</b></p>"
