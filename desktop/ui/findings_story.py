"""The chosen finding as rich text: what is wrong, both sides and their difference, what it may come from, repairs, rule and basis."""

from __future__ import annotations

from html import escape

from desktop.core.cells import CellRef
from desktop.core.findings import Finding
from desktop.core.repairs import Change, change_of, repairs_of
from desktop.store.places import local_time
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.findings_model import MARK, difference_words, state_words
from desktop.ui.links import link_to
from desktop.ui.look import source_words
from desktop.ui.words import said, tr

_MOST = 40


def finding_html(bridge: Bridge, finding: Finding) -> str:
    """The whole story of a finding. Links: cells, and ``repair:<number>`` for the repairs in their order."""
    parts = [f"<p><b>{escape(said(finding.say))}</b></p>", _sides(bridge, finding)]
    parts += [_line(tr("可能"), said(one.say), theme.CHANGED, one.cell) for one in bridge.model.diagnose(finding)]
    if not bridge.read_only and not bridge.model.book.is_finished:
        parts += [_repair(bridge, finding, number) for number in range(len(repairs_of(bridge.model, finding)))]
    rows = "".join(
        f"<tr><td>{link_to(cell.ref, cell.label)}</td><td align='right'>&nbsp;{escape(exact(bridge.model, cell.ref, cell.value)) or tr('空白')}</td>"
        f"<td style='color:{theme.QUIET}'>&nbsp;{escape(source_words(cell.source))}</td></tr>"
        for cell in finding.cells[:_MOST]
    )
    if rows:
        parts.append(f"<table cellspacing='0' cellpadding='2'>{rows}</table>")
    for head, text in ((tr("怎么办"), finding.how), (tr("依据"), finding.why)):
        if text:
            parts.append(_line(head, said(text)))
    if finding.reason:
        parts.append(_line(state_words(finding), finding.reason, theme.IMPORTED))
        given = bridge.model.book.acknowledgements.get(finding.key)
        if given is not None and given.who:
            parts.append(f"<p style='color:{theme.QUIET}'>{escape(f'{given.who} {local_time(given.when)}')}</p>")
    if finding.check != MARK:
        parts.append(f"<p style='color:{theme.QUIET}'>{escape(finding.check)} · {escape(finding.tier)}</p>")
    return "".join(part for part in parts if part)


def _sides(bridge: Bridge, finding: Finding) -> str:
    """Both sides of the comparison with the difference, where two figures were compared."""
    if finding.difference is None or finding.left is None or finding.right is None or not finding.cells:
        return ""
    ref = finding.cells[0].ref
    sides = ((tr("左边"), exact(bridge.model, ref, finding.left)), (tr("右边"), exact(bridge.model, ref, finding.right)))
    told = "　".join(f"<span style='color:{theme.QUIET}'>{escape(name)}</span> {escape(figure)}" for name, figure in sides)
    gap = difference_words(finding.difference)
    return f"<p>{told}　<span style='color:{theme.QUIET}'>{escape(tr('相差'))}</span> <b>{escape(gap)}</b></p>"


def _line(head: str, text: str, colour: str = "", ref: CellRef | None = None) -> str:
    said = link_to(ref, text) if ref is not None else escape(text)
    return f"<p><span style='color:{colour or theme.QUIET}'>{escape(head)}：</span>{said}</p>"


def _repair(bridge: Bridge, finding: Finding, number: int) -> str:
    change = change_of(bridge.model, finding, repairs_of(bridge.model, finding)[number])
    return f"<p>→ <a href='repair:{number}'>{escape(repair_words(bridge, change))}</a></p>"


def repair_words(bridge: Bridge, change: Change) -> str:
    """What a repair does, in one line."""
    model, ref = bridge.model, change.repair.ref
    then = change.then if isinstance(change.then, str) else exact(model, ref, change.then)
    return {
        "take_computed": tr("采用计算值 {then}", then=then or tr("空白")),
        "take_name": tr("科目名称改为“{then}”", then=then),
        "fill_sentence": tr("填写空表说明：{then}", then=then),
        "set_value": tr("把 {place} 改为 {then}", place=change.label, then=then),
        "read_text": tr("把文字改成数 {then}", then=then),
        "add_parent": tr("增加上级科目 {code} {then}", code=ref.row, then=then),
    }[change.repair.kind]
