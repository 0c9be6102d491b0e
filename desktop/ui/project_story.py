"""What is told about one project below the overview: its forms, the forecast of its score, and what was changed in its targets later."""

from __future__ import annotations

from html import escape

from desktop.app import coaching
from desktop.app.projects import Project
from desktop.app.target_changes import project_of
from desktop.core.cells import CellRef
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.form_tree_model import state_words
from desktop.ui.links import link_to
from desktop.ui.words import said, tr

_MOST = 40


def project_html(bridge: Bridge, one: Project) -> str:
    """Rich text with links to forms and cells."""
    parts = [f"<p><b>{escape(one.name)}</b></p>"]
    if one.forms:
        forms = "　".join(f"{link_to(CellRef(form.code, '', ''), form.title)}（{escape(state_words(form.state))}）" for form in one.forms)
        parts.append(f"<p>{forms}</p>")
    found = coaching.forecast_of(bridge.model, one.id)
    if found is not None:
        parts.append(f"<p>{escape(tr('按监控数预计自评得分'))}：<b>{escape(said(coaching.forecast_text(found)))}</b></p>")
        parts += [f"<p style='color:{theme.QUIET}'>{escape(said(one))}</p>" for one in found.assumptions[:_MOST]]
    changes = [change for change in bridge.target_log() if project_of(change) == one.id]
    if changes:
        parts.append(f"<p style='color:{theme.ACCENT}'><b>{escape(tr('监控、自评开始以后改动的目标'))}</b></p>")
        rows = "".join(
            f"<tr><td style='color:{theme.QUIET}'>{escape(change.time)}&nbsp;</td><td style='color:{theme.QUIET}'>{escape(change.who)}&nbsp;</td>"
            f"<td>{link_to(change.ref, _short(change.label))}&nbsp;</td><td>{escape(said(change.words))}</td></tr>"
            for change in reversed(changes[-_MOST:])
        )
        parts.append(f"<table cellspacing='0' cellpadding='2'>{rows}</table>")
    return "".join(parts)


def _short(label: str) -> str:
    """Without the name of the form and the project, which are known here."""
    return label.split("）", 1)[-1].strip() or label
