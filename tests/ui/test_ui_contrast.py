"""Colours can be read: contrast after WCAG 2 of every text on its ground, light and dark; paper stays light in a dark window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from window_hands import until

from desktop.app import settings
from desktop.ui import paper, theme
from desktop.ui.places import icon
from desktop.ui.window import MainWindow

_TEXTS = ("INK", "QUIET", "ACCENT", "ERROR", "WARNING", "HINT", "IMPORTED", "CHANGED", "NEGATIVE", "BLUE_INK")
_FRAME_GROUNDS = ("PAPER", "BAR", "DESK", "HEAD", "STRIPE", "TIP")


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = []
    for part in QColor(colour).getRgbF()[:3]:
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_it_is_defined() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_texts_of_the_frame_can_be_read(name: str) -> None:
    colours = theme.DARK if name == "dark" else theme.LIGHT
    weak = [
        (text, ground, round(contrast(colours[text], colours[ground]), 2))
        for text in _TEXTS
        for ground in _FRAME_GROUNDS
        if contrast(colours[text], colours[ground]) < (4.5 if text in ("INK", "QUIET", "ACCENT") or ground in ("PAPER", "BAR") else 4)
    ]
    weak += [
        ("INK", ground, 0)
        for ground in ("SELECTED", "HOVER", "PRESSED", "CHECKED", "BUTTON")
        if contrast(colours["INK"], colours[ground]) < 4.5
    ]
    weak += [("QUIET", "SELECTED", 0)] if contrast(colours["QUIET"], colours["SELECTED"]) < 4 else []
    for text, ground, least in (
        ("ON_FILL", "FILL", 4.5),
        ("PLACEHOLDER", "PAPER", 4.5),
        ("EDGE", "PAPER", 2.9),  # edges of buttons and boxes
        ("EDGE", "BUTTON", 2.9),
        ("ACCENT", "BUTTON", 3),  # the edge that shows the focus
        ("ACCENT", "DESK", 3),
    ):
        if contrast(colours[text], colours[ground]) < least:
            weak.append((text, ground, round(contrast(colours[text], colours[ground]), 2)))
    assert not weak


def test_what_is_printed_can_be_read_on_every_ground_of_a_cell() -> None:
    grounds = (paper.PAPER, paper.GROUND, paper.COMPUTED, paper.LIT, paper.LIT_SELECTED, paper.SELECTED)
    inks = {"INK": 7, "NEGATIVE": 4.4, "BLUE_INK": 4.5, "QUIET": 3.9, "ACCENT": 4.4}
    weak = [
        (ink, ground, round(contrast(getattr(paper, ink), ground), 2))
        for ink, least in inks.items()
        for ground in grounds
        if contrast(getattr(paper, ink), ground) < least
    ]
    assert not weak
    for mark in ("ERROR", "WARNING", "HINT", "IMPORTED", "CHANGED", "OVERRIDDEN"):
        assert contrast(getattr(paper, mark), paper.PAPER) >= 3, mark


def test_paper_stays_light_in_a_dark_window(opened: MainWindow) -> None:
    try:
        settings.save_options({"theme": "dark"})
        opened.recolour()
        until(lambda: opened.workspace is not None and opened.palette().color(QPalette.ColorRole.Window) == QColor(theme.DARK["DESK"]))
        QApplication.processEvents()
        view = opened.workspace.view
        assert view.palette().color(QPalette.ColorRole.Text) == QColor(paper.INK)
        image = view.viewport().grab().toImage()
        assert image.pixelColor(image.width() - 3, image.height() - 3).lightness() > 230
        bar = opened.bar.grab().toImage()
        assert bar.pixelColor(bar.width() - 3, bar.height() // 2).lightness() < 70
        drawn = icon("open").pixmap(24, 24).toImage()
        strokes = [drawn.pixelColor(x, y) for x in range(24) for y in range(24) if drawn.pixelColor(x, y).alpha() > 200]
        assert strokes and min(colour.lightness() for colour in strokes) > 120, "icons are light on a dark bar"
    finally:
        settings.save_options({"theme": "light"})
        opened.recolour()
        QApplication.processEvents()
    assert not theme.is_dark()
