"""A cell as rich text: its value and source, formula in words, what it is made of down to the entries, what uses it, last year, history."""

from __future__ import annotations

from collections.abc import Sequence, Set
from html import escape
from typing import TYPE_CHECKING, Final

from desktop.app.where_used import came_from, leaves
from desktop.core.amounts import Value, format_amount
from desktop.core.cells import CellRef
from desktop.core.explain import CheckUse
from desktop.ui import theme, words
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.links import OPEN, link_to, link_to_block
from desktop.ui.look import source_of, source_words
from desktop.ui.words import explained, tr

if TYPE_CHECKING:
    from desktop.app.where_used import Sentence

_MOST: Final = 60
"""Operands and dependents listed; a total over 2,400 rows is not read to its end."""
_DEEPEST: Final = 8
_ASKED: Final = 12
"""Lines of which the journal is asked who typed them."""
_LONG: Final = 160
_SPACE: Final = "&nbsp;&nbsp;&nbsp;"


def explain_html(bridge: Bridge, ref: CellRef, opened: Set[CellRef] = frozenset(), said: Sequence[Sentence] = ()) -> str:
    """The whole story of a cell as rich text with links. ``opened`` are operands shown with their own operands, ``said`` sentences that use it."""
    model = bridge.model
    found = model.explain(ref)
    parts = [f"<p style='color:{theme.QUIET}'>{escape(found.label)}</p>"]
    shown = exact(model, ref, found.value) or tr("（空白）")
    source = "" if found.value is None else source_words(source_of(bridge, ref))
    origin = came_from(bridge.session, ref) if found.value is not None else ""
    parts.append(f"<p style='font-size:large'><b>{escape(shown)}</b> <span style='color:{theme.QUIET}'>{escape(source)}</span></p>")
    if origin:
        parts.append(f"<p style='color:{theme.QUIET}'>{escape(origin)}</p>")
    if found.words:
        parts += [_head(tr("怎样得来")), f"<p>{_steps(found.words) if model.kind(ref) == 'score' else escape(explained(found.words))}</p>"]
    change = bridge.target_change(ref)
    if change is not None:
        told = tr("目标已改动：{words}（{who}，{time}）", words=change.words, who=change.who, time=change.time)
        parts += [_head(tr("目标改动")), f"<p style='color:{theme.CHANGED}'>{link_to(change.ref, told)}</p>"]
    if model.has_formula(ref) and model.entry(ref) is not None and model.computed(ref) is not None:
        computed = exact(model, ref, model.computed(ref)) or tr("空白")
        parts.append(f"<p style='color:{theme.OVERRIDDEN}'>{escape(tr('录入或导入的数盖过了计算值 {value}。', value=computed))}</p>")
    if found.formula:
        parts.append(f"<p style='color:{theme.QUIET}'>{escape(tr('公式'))}：{escape(found.formula)}</p>")
    if found.basis:
        parts.append(f"<p style='color:{theme.QUIET}'>{escape(tr('依据'))}：{escape(words.said(found.basis))}</p>")
    parts += _made_of(bridge, ref, opened) + _used_by(bridge, ref, said)
    parts += _findings(bridge, ref) + _last_year(bridge, ref) + _history(bridge, ref)
    hint = hint_of(bridge, ref)
    if hint:
        parts += [_head(tr("填表说明")), f"<p>{escape(hint)}</p>"]
    return "".join(parts)


def _made_of(bridge: Bridge, ref: CellRef, opened: Set[CellRef]) -> list[str]:
    """The operands with their sources; a computed one can be opened where it stands, down to the entries."""
    if not bridge.model.explain(ref).operands:
        return []
    rows: list[str] = []
    _operands(bridge, ref, ref.form, opened, 0, rows, {ref})
    last = leaves(bridge.model, ref)
    parts = [_head(tr("由这些数算出")), f"<table width='100%' cellspacing='0' cellpadding='2'>{''.join(rows)}</table>"]
    direct = {operand.ref for operand in bridge.model.explain(ref).operands}
    if last and not {leaf.ref for leaf in last} <= direct:
        lines = "".join(
            _row(bridge, leaf.ref, leaf.label, leaf.value, leaf.source, ref.form, 0, "", at < _ASKED)
            for at, leaf in enumerate(last[:_MOST])
        )
        parts += [
            _head(tr("追到底（{count} 个填报数）", count=len(last))),
            f"<table width='100%' cellspacing='0' cellpadding='2'>{lines}</table>",
            _more(len(last)),
        ]
    return parts


def _operands(bridge: Bridge, ref: CellRef, form: str, opened: Set[CellRef], depth: int, rows: list[str], above: set[CellRef]) -> None:
    operands = bridge.model.explain(ref).operands
    filled = [operand for operand in operands if operand.value is not None]
    for operand in (filled or operands)[:_MOST]:
        can_open = operand.source == "computed" and operand.ref not in above and depth < _DEEPEST
        is_open = can_open and operand.ref in opened
        sign = link_to(operand.ref, "－" if is_open else "＋", OPEN) if can_open else ""
        asked = len(rows) < _ASKED
        rows.append(_row(bridge, operand.ref, operand.label, operand.value, operand.source, form, depth, sign, asked))
        if is_open:
            _operands(bridge, operand.ref, form, opened, depth + 1, rows, above | {operand.ref})
    blank = len(operands) - len(filled) if filled else 0
    if blank:
        rows.append(
            f"<tr><td colspan='3' style='color:{theme.QUIET}'>{_SPACE * depth}{escape(tr('另有 {count} 项空白', count=blank))}</td></tr>"
        )


def _row(
    bridge: Bridge, ref: CellRef, label: str, value: Value | None, source: str, form: str, depth: int, sign: str, journal: bool
) -> str:
    origin = came_from(bridge.session, ref, journal) if source in ("entered", "imported") and value is not None else ""
    told = " ".join(part for part in (source_words(source), words.said(origin)) if part)
    return (
        f"<tr><td>{_SPACE * depth}{sign + ' ' if sign else ''}{link_to(ref, _short(label, form))}</td>"
        f"<td align='right'>&nbsp;{escape(exact(bridge.model, ref, value)) or '—'}</td>"
        f"<td style='color:{theme.QUIET}'>&nbsp;{escape(told)}</td></tr>"
    )


def _used_by(bridge: Bridge, ref: CellRef, said: Sequence[Sentence]) -> list[str]:
    """Forward: cells computed from it, checks that look at it, sentences that print it."""
    model = bridge.model
    found = model.explain(ref)
    parts: list[str] = []
    if found.dependents:
        rows = "".join(
            f"<tr><td>{link_to(other, _short(model.label(other), ref.form))}</td>"
            f"<td align='right'>&nbsp;{escape(exact(model, other, model.value(other)))}</td></tr>"
            for other in found.dependents[:_MOST]
        )
        parts += [_head(tr("影响到")), f"<table width='100%' cellspacing='0' cellpadding='2'>{rows}</table>", _more(len(found.dependents))]
    if found.checks:
        parts.append(_head(tr("参加的审核")))
        parts += [_check(use) for use in found.checks]
    if said:
        parts.append(_head(tr("文稿里的句子")))
        for one in said:
            heading = f"<span style='color:{theme.QUIET}'>{escape(one.heading)}　</span>" if one.heading else ""
            parts.append(f"<p>{heading}{link_to_block(one.block, one.text if len(one.text) <= _LONG else one.text[:_LONG] + '……')}</p>")
    return parts


def _check(use: CheckUse) -> str:
    sign, colour = ("—", theme.QUIET) if use.holds is None else ("✓", theme.IMPORTED) if use.holds else ("×", theme.ERROR)
    asks = explained(use.asks)
    asks = asks if len(asks) <= _LONG else asks[:_LONG] + "……"
    told = link_to(use.cells[0], asks) if use.cells else escape(asks)
    return f"<p><span style='color:{colour}'>{sign}</span> {told} <span style='color:{theme.QUIET}'>{escape(use.check)}</span></p>"


def _steps(steps: str) -> str:
    """The steps of a score, one below the other."""
    return "<br>".join(escape(explained(step)) for step in steps.split("；"))


def _head(text: str) -> str:
    return f"<p style='margin-top:10px; color:{theme.ACCENT}'><b>{escape(text)}</b></p>"


def _more(count: int) -> str:
    return f"<p style='color:{theme.QUIET}'>{escape(tr('……共 {count} 格', count=count))}</p>" if count > _MOST else ""


def _short(label: str, form: str) -> str:
    """Within the own table its name need not be said."""
    if not label.startswith(f"{form} "):
        return label
    parts = label.split(" ", 2)
    return parts[2] if len(parts) == 3 else label


def _findings(bridge: Bridge, ref: CellRef) -> list[str]:
    found = bridge.model.findings_at(ref)
    parts = [_head(tr("审核"))] if found else []
    for finding in found[:8]:
        parts.append(f"<p>{escape(words.said(finding.say))}</p>")
        parts += [
            f"<p style='color:{theme.CHANGED}'>{escape(tr('可能'))}：{link_to(one.cell, words.said(one.say))}</p>"
            for one in bridge.model.diagnose(finding)
        ]
    return parts


def _last_year(bridge: Bridge, ref: CellRef) -> list[str]:
    from decimal import Decimal

    prior, value = bridge.model.prior(ref), bridge.model.value(ref)
    if prior is None:
        return []
    told = exact(bridge.model, ref, prior)
    if isinstance(prior, Decimal) and isinstance(value, Decimal):
        change = value - prior
        rate = f"，{format_amount(change / prior * 100, 2)}%" if prior else ""
        word = tr("增加") if change > 0 else tr("减少")
        told += f"（{word} {exact(bridge.model, ref, abs(change))}{rate}）" if change else f"（{tr('持平')}）"
    return [_head(tr("上年")), f"<p>{escape(told)}</p>"]


def _history(bridge: Bridge, ref: CellRef) -> list[str]:
    from desktop.app.documents import change_line

    lines = bridge.session.document.history(ref)
    if not lines:
        return []
    newest = sorted(lines, key=lambda change: -change.seq)[:10]
    return [
        _head(tr("修改记录")),
        *(f"<p style='color:{theme.QUIET}'>{escape(words.said(change_line(change).split(None, 1)[-1]))}</p>" for change in newest),
    ]


def hint_of(bridge: Bridge, ref: CellRef) -> str:
    """填表说明 of row, column and table, as the pack has them."""
    form = bridge.model.form(ref.form)
    column = next((each for each in bridge.model.columns(ref.form, ref.row) if each.id == ref.column), None)
    row = next((each for block in form.blocks for each in block.rows if each.id == ref.row), None)
    return "\n".join(text for text in ((row.hint if row else ""), (column.hint if column else ""), form.help) if text)
