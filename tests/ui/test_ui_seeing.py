"""Seeing a table: rows out of sight, filters, name columns that stay, sums, last year beside each figure, what is remembered, what is spoken."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_hands import press, until

from desktop.app import settings
from desktop.core import entry
from desktop.core.amounts import NA
from desktop.core.cells import COVER, Book, CellRef, Entry, Origin, Row
from desktop.core.operations import Edit, Operation
from desktop.ui.look import spoken
from desktop.ui.seeing_compare import compared, heights
from desktop.ui.seeing_rows import row_lines
from desktop.ui.window import MainWindow

FORM = "公开03"
LEAF = CellRef(FORM, "2060101", "基本支出")


def sheet_of(window: MainWindow, form: str = FORM):
    window.workspace.show_form(form)
    return window.workspace.view.sheet()


def names_in_sight(window: MainWindow) -> list[str]:
    """Row ids of the lines that are seen."""
    view, sheet = window.workspace.view, window.workspace.view.sheet()
    return [rows[0] for line, rows in row_lines(sheet).items() if not view.isRowHidden(line)]


def set_value(window: MainWindow, ref: CellRef, value: Decimal | None) -> None:
    bridge = window.workspace.bridge
    assert bridge.do(
        entry.set_values(bridge.model, [(ref, value, Origin())], "改", "typing") if value is not None else entry.clear(bridge.model, [ref])
    )


def put_prior(window: MainWindow, ref: CellRef, value: Decimal | None, back: int = 1) -> None:
    """Last year's figure of a cell, or that of the year before last."""
    bridge = window.workspace.bridge
    if back == 1:
        book = bridge.model.book
        old = book.prior.entry(ref) if book.prior else None
        edit = Edit("prior", tuple(ref), old, None if value is None else Entry(value))
        row = Edit("prior_row", (ref.form, ref.row), None, Row(ref.row, ""))
        there = book.prior is not None and ref.row in book.prior.sheet(ref.form).rows
        assert bridge.do(Operation("上年", "typing", (edit,) if there else (row, edit)))
    else:
        older = bridge.model.book.prior
        older.prior = older.prior or Book(older.pack, older.unit_name, older.year - 1, older.unit_code, older.kept_in)
        older.prior.sheet(ref.form).entered[ref.row, ref.column] = Entry(value)


# rows out of sight


def test_rows_without_figures_go_and_their_number_is_told(opened: MainWindow) -> None:
    sheet = sheet_of(opened, "公开01")
    before = names_in_sight(opened)
    opened.commands["hide_zeros"].trigger()
    seen = names_in_sight(opened)
    hidden = len(before) - len(seen)
    assert 0 < hidden == len(sheet.hidden)
    assert str(hidden) in opened.seeing.strip.said.whole and opened.seeing.strip.isVisible()
    assert str(hidden) in opened.message.whole
    lines = [line for line in row_lines(sheet) if line not in sheet.hidden]
    model = opened.workspace.bridge.model
    for line in lines:
        refs = [cell.ref for cell in sheet.lines[line] if cell is not None and cell.ref is not None]
        assert any(model.value(ref) for ref in refs) or any(opened.workspace.bridge.mark(ref) for ref in refs)
    opened.commands["hide_zeros"].trigger()
    assert names_in_sight(opened) == before and not opened.seeing.strip.isVisible()


def test_a_parent_stays_while_one_of_its_children_stays_though_it_is_zero(opened: MainWindow) -> None:
    sheet_of(opened)
    workspace = opened.workspace
    for code, value in (("2060201", "5"), ("2060202", "-5")):
        assert workspace.add_code(code)
        set_value(opened, CellRef(FORM, code, "项目支出"), Decimal(value))
    parent = CellRef(FORM, "20602", "项目支出")
    assert not workspace.bridge.model.value(parent)
    opened.commands["hide_zeros"].trigger()
    assert {"2060201", "2060202", "20602"} <= set(names_in_sight(opened))


def test_a_hidden_table_still_takes_new_rows_and_figures(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    opened.commands["hide_zeros"].trigger()
    assert opened.workspace.add_code("2069901")
    assert "2069901" in names_in_sight(opened), "a new row does not vanish though it has no figure yet"
    ref = CellRef(FORM, "2069901", "基本支出")
    assert opened.workspace.view.reference() == ref
    set_value(opened, ref, Decimal("7"))
    opened.seeing.hidden.apply()
    assert "2069901" in names_in_sight(opened)
    set_value(opened, ref, None)
    assert "2069901" in names_in_sight(opened), "what was just emptied stays under the hand"
    opened.seeing.strip.again.click()
    assert "2069901" not in names_in_sight(opened)
    assert sheet.entry_line >= 0 and not opened.workspace.view.isRowHidden(sheet.entry_line)


def test_a_hidden_row_comes_back_when_one_goes_there_or_it_gets_a_figure(opened: MainWindow) -> None:
    sheet = sheet_of(opened, "公开01")
    opened.commands["hide_zeros"].trigger()
    line = min(sheet.hidden)
    ref = next(cell.ref for cell in sheet.lines[line] if cell is not None and cell.ref is not None)
    assert opened.workspace.go_to(ref)
    assert not opened.workspace.view.isRowHidden(line) and line not in sheet.hidden
    other = next(
        cell.ref
        for at in sorted(sheet.hidden)
        for cell in sheet.lines[at]
        if cell is not None and cell.ref is not None and sheet.bridge.model.takes_entry(cell.ref)
    )
    set_value(opened, other, Decimal("3"))
    until(lambda: sheet.place_of(other).row() not in sheet.hidden)


def test_moving_about_passes_hidden_rows(opened: MainWindow) -> None:
    sheet = sheet_of(opened, "公开01")
    opened.commands["hide_zeros"].trigger()
    view = opened.workspace.view
    hidden = set(sheet.hidden)
    line = next(line for line in row_lines(sheet) if line not in hidden and line + 1 in hidden)
    column = next(at for at, cell in enumerate(sheet.lines[line]) if cell is not None and cell.ref is not None)
    view.choose(sheet.index(line, column))
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert set(sheet.hidden) == hidden, "no hidden row was come to"


def test_what_is_chosen_across_hidden_rows_does_not_touch_them(opened: MainWindow) -> None:
    sheet = sheet_of(opened, "公开01")
    opened.commands["hide_zeros"].trigger()
    view = opened.workspace.view
    column = next(at for at, cell in enumerate(sheet.lines[0]) if cell is not None and cell.ref is not None)
    last = max(row_lines(sheet))
    block = QItemSelection(sheet.index(0, column), sheet.index(last, column))
    view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    hidden_refs = {cell.ref for line in sheet.hidden for cell in sheet.lines[line] if cell is not None and cell.ref is not None}
    assert hidden_refs and not hidden_refs & set(view.chosen_refs())
    assert not sheet.hidden & {line for places in view.chosen_places() for line, _ in places}


# filter


def test_a_filter_finds_names_codes_and_initials(opened: MainWindow) -> None:
    sheet_of(opened)
    opened.commands["filter_rows"].trigger()
    strip, view = opened.seeing.strip, opened.workspace.view
    until(lambda: opened.focusWidget() is strip.text)
    for typed, found in (("行政运行", "2060101"), ("2060101", "2060101"), ("xzyx", "2060101")):
        strip.text.clear()
        for letter in typed:
            press(strip.text, letter)
        until(lambda: not strip._later.isActive())
        seen = names_in_sight(opened)
        assert found in seen and "201" not in seen, typed
        assert str(len(view.sheet().hidden)) in strip.said.whole
    QTest.keyClick(strip.text, Qt.Key.Key_Escape)
    assert not view.sheet().hidden and not strip.isVisible() and opened.focusWidget() is view


def test_a_filter_shows_what_is_wrong_changed_or_blank(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    bridge = opened.workspace.bridge
    total = CellRef(FORM, "合计", "本年支出合计")
    set_value(opened, total, bridge.model.value(total) + 5)
    strip = opened.seeing.strip
    opened.commands["filter_rows"].trigger()

    def only(word: str) -> list[str]:
        strip.only.setCurrentIndex(strip.only.findData(word))
        strip.only.activated.emit(strip.only.currentIndex())
        return names_in_sight(opened)

    wrong = only("error")
    assert "合计" in wrong and all(any(bridge.mark(ref) == "error" for ref in refs_of(sheet, row)) for row in wrong)
    for ref in refs_of(sheet, "2060101"):
        put_prior(opened, ref, bridge.model.value(ref))
    changed = only("changed")
    assert "201" in changed and "2060101" not in changed, "what is as last year is out of sight"
    assert all(
        any(bridge.model.value(ref) is None and bridge.model.takes_entry(ref) for ref in refs_of(sheet, row)) for row in only("blank")
    )
    assert only("") and not sheet.hidden


def refs_of(sheet, row: str) -> list[CellRef]:
    return [cell.ref for line in sheet.lines for cell in line if cell is not None and cell.ref is not None and cell.ref.row == row]


def test_every_table_keeps_its_own_filter(opened: MainWindow) -> None:
    sheet_of(opened)
    opened.seeing.hidden.filter("行政运行", "")
    few = names_in_sight(opened)
    sheet_of(opened, "公开02")
    assert not opened.workspace.view.sheet().hidden
    sheet_of(opened)
    assert names_in_sight(opened) == few and opened.seeing.strip.text.text() == "行政运行"


# name columns


def scrolled(window: MainWindow, form: str = FORM):
    sheet = sheet_of(window, form)
    view = window.workspace.view
    view.set_zoom(2.0)
    until(lambda: view.horizontalScrollBar().maximum() > 0)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    return view, sheet


def test_code_and_name_stay_when_a_table_is_scrolled_sideways(opened: MainWindow) -> None:
    view, sheet = scrolled(opened)
    assert view.frozen() >= 1
    first = sheet.index(1, 0)
    assert view.visualRect(first).left() == 0
    place = view.visualRect(first).center()
    assert view.indexAt(place) == first
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.currentIndex() == first and view.horizontalScrollBar().value() > 0, "a click on a name does not scroll back"
    last = sheet.index(1, sheet.columnCount() - 1)
    view.choose(last)
    column = view.names
    view.choose(sheet.index(1, column))
    assert view.visualRect(sheet.index(1, column)).left() >= view.frozen_width(), "a cell that is come to does not lie under the names"
    opened.commands["freeze_names"].trigger()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    assert view.frozen() == 0 and settings.option("freeze_names") is False


def test_the_frozen_names_are_painted_where_they_stand(opened: MainWindow) -> None:
    view, _ = scrolled(opened)
    QApplication.processEvents()
    with_names = view.viewport().grab().toImage()
    view.set_freezes(False)
    without = view.viewport().grab().toImage()
    width = min(view.columnWidth(0), 60)
    height = view.rowViewportPosition(3)
    assert any(with_names.pixel(x, y) != without.pixel(x, y) for x in range(0, width, 2) for y in range(0, height, 2))


def test_two_tables_side_by_side_freeze_nothing(opened: MainWindow) -> None:
    sheet_of(opened, "公开01")
    assert opened.workspace.view.names == 0


# what is remembered


def test_widths_and_zoom_of_a_table_come_back(opened: MainWindow) -> None:
    sheet_of(opened)
    view = opened.workspace.view
    view.set_zoom(1.3)
    view.setColumnWidth(3, 171)
    sheet_of(opened, "公开02")
    assert view.zoom == 1.0
    sheet_of(opened)
    assert view.zoom == pytest.approx(1.3) and abs(view.columnWidth(3) - 171) <= 1
    assert not opened.workspace.session.document.dirty, "how a table looks is no part of the document"
    opened.commands["usual_widths"].trigger()
    assert abs(view.columnWidth(3) - 171) > 1


# sums


def test_sum_count_and_average_are_exact(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    view = opened.workspace.view
    for row, value in (("2060101", "0.10"), ("2060102", "0.20")):
        if sheet.bridge.model.row(FORM, row) is None:
            assert opened.workspace.add_code(row)
        set_value(opened, CellRef(FORM, row, "基本支出"), Decimal(value))

    def choose_both() -> None:
        first, second = (sheet.place_of(CellRef(FORM, row, "基本支出")) for row in ("2060101", "2060102"))
        view.selectionModel().select(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        view.selectionModel().select(second, QItemSelectionModel.SelectionFlag.Select)

    choose_both()
    until(lambda: "0.30" in opened.sums.text())
    assert "计数 2" in opened.sums.text() and "平均 0.15" in opened.sums.text() and "万元" in opened.sums.text()
    opened.show_yuan()
    choose_both()
    until(lambda: "3,000.00 元" in opened.sums.text())
    opened.workspace.go_to(LEAF)
    until(lambda: not opened.sums.text())


def test_texts_are_not_counted_and_that_is_said(projects: MainWindow) -> None:
    projects.workspace.show_form("项目")
    view = projects.workspace.view
    view.selectAll()
    until(lambda: "计数" in projects.sums.text())
    assert "文字" in projects.sums.text() and "未计" in projects.sums.text()


# last year


def test_change_and_rate_stand_beside_each_figure(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    set_value(opened, LEAF, Decimal("110"))
    put_prior(opened, LEAF, Decimal("80"))
    opened.commands["show_prior"].setChecked(True)
    look = sheet.look(LEAF)
    assert (look.prior, look.change, look.rate) == ("80.00", "+30.00", "+37.50%")
    opened.workspace.go_to(LEAF)
    assert "上年 80.00" in opened.workspace.value_bar.prior.text() and "+37.50%" in opened.workspace.value_bar.prior.text()
    view = opened.workspace.view
    line = sheet.place_of(LEAF).row()
    assert view.rowHeight(line) > view.cells.painter.metrics.height() + view.cells.painter.small_metrics.height()
    put_prior(opened, LEAF, Decimal("0"))
    assert sheet.look(LEAF).rate == "—" and "没有增减率" in spoken(sheet.bridge, LEAF, sheet.look(LEAF))
    put_prior(opened, LEAF, Decimal("200"))
    assert (sheet.look(LEAF).change, sheet.look(LEAF).rate) == ("-90.00", "-45.00%")
    opened.commands["show_prior"].setChecked(False)
    assert sheet.look(LEAF).prior == ""


def test_the_cell_in_hand_stays_in_sight_when_the_lines_grow(opened: MainWindow) -> None:
    put_prior(opened, LEAF, Decimal("80"))
    sheet_of(opened)
    view = opened.workspace.view
    low = next(
        ref for ref in (view.sheet().ref_at(view.indexAt(QPoint(700, y))) for y in range(view.viewport().height() - 3, 0, -9)) if ref
    )
    opened.workspace.go_to(low)
    opened.commands["show_prior"].setChecked(True)
    until(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex())))
    opened.commands["show_prior"].setChecked(False)


def test_the_line_of_years_has_two_points_or_three(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    set_value(opened, LEAF, Decimal("110"))
    put_prior(opened, LEAF, Decimal("80"))
    two = compared(sheet.bridge, sheet.texts, LEAF)
    assert [year for year, _ in two.years] == [2023, 2024] and heights(two.years) == ((0, 0), (2, 100))
    put_prior(opened, LEAF, Decimal("95"), back=2)
    three = compared(sheet.bridge, sheet.texts, LEAF)
    assert heights(three.years) == ((0, 50), (1, 0), (2, 100))
    assert three.course() == "2022 年 95，2023 年 80，2024 年 110"
    opened.workspace.go_to(LEAF)
    opened.workspace.value_bar.show_cell(sheet.bridge, sheet, LEAF)
    assert opened.workspace.value_bar.years.accessibleName().endswith(three.course())


# blank, zero, 不适用; what is spoken


def test_blank_zero_and_not_applicable_are_told_apart(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    bar = opened.workspace.value_bar
    opened.workspace.go_to(LEAF)
    shown = []
    for value in (None, Decimal(0), NA):
        set_value(opened, LEAF, None)
        if value is not None:
            bridge = opened.workspace.bridge
            assert bridge.do(entry.set_values(bridge.model, [(LEAF, value, Origin())], "改", "typing"))
        words = spoken(sheet.bridge, LEAF, sheet.look(LEAF))
        shown.append((sheet.data(sheet.place_of(LEAF)), bar.value.text(), words))
    assert [text for text, _, _ in shown] == ["", "0.00", "————"]
    assert [text for _, text, _ in shown] == ["（空白）", "0.00 万元", "不适用"]
    assert "空白" in shown[0][2] and "0.00" in shown[1][2] and "空白" not in shown[1][2] and "不适用" in shown[2][2]


def test_a_screen_reader_hears_table_row_column_value_and_state(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    view = opened.workspace.view
    set_value(opened, LEAF, Decimal("-12.5"))
    index = sheet.place_of(LEAF)
    view.choose(index)
    assert FORM in view.accessibleName() and "支出决算表" in view.accessibleName()
    said = sheet.data(index, Qt.ItemDataRole.AccessibleTextRole)  # what Qt gives as the name of a table's cell
    for part in ("支出决算表", "2060101", "行政运行", "基本支出", "-12.50"):
        assert part in said, part
    assert "录入" in said or "改写" in said
    assert sheet.data(sheet.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)


def test_negative_figures_are_red_and_have_their_sign(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    set_value(opened, LEAF, Decimal("-12.5"))
    assert sheet.look(LEAF).negative and sheet.look(LEAF).text == "-12.50"
    view = opened.workspace.view
    opened.workspace.go_to(LEAF)
    index = sheet.place_of(LEAF)
    image = view.viewport().grab(view.visualRect(index)).toImage()
    reds = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(colour.red() > 150 and colour.green() < 110 and colour.blue() < 110 for colour in reds)
    assert view.indexAt(QPoint(view.visualRect(index).center())) == index


def test_nothing_is_pasted_or_filled_into_hidden_rows(opened: MainWindow) -> None:
    sheet = sheet_of(opened)
    workspace, view = opened.workspace, opened.workspace.view
    for code in ("2060102", "2060103", "2060104"):
        assert workspace.add_code(code)
    refs = [CellRef(FORM, code, "项目支出") for code in ("2060102", "2060103", "2060104")]
    for ref in (refs[0], refs[2]):
        set_value(opened, ref, Decimal("1"))
    opened.commands["hide_zeros"].trigger()
    assert sheet.place_of(refs[1]).row() in sheet.hidden
    QApplication.clipboard().setText("11\n12\n")
    workspace.go_to(refs[0])
    view.paste_wanted.emit()
    model = workspace.bridge.model
    until(lambda: model.value(refs[0]) == 11)
    assert model.value(refs[1]) is None, "what nobody sees is not written"
    assert model.value(refs[2]) in (Decimal(12), Decimal(1))


def test_filter_zero_rows_and_last_year_have_their_keys(opened: MainWindow) -> None:
    keys = {name: opened.commands[name].shortcut().toString() for name in ("hide_zeros", "filter_rows", "show_prior")}
    assert keys == {"hide_zeros": "Ctrl+Shift+Z", "filter_rows": "Ctrl+Shift+L", "show_prior": "Ctrl+L"}
    owners = [name for name, action in opened.commands.items() if action.shortcut().toString() in keys.values()]
    assert sorted(owners) == sorted(keys), "no other command has these keys"


def test_the_list_of_projects_keeps_their_names_in_sight(projects: MainWindow) -> None:
    sheet = sheet_of(projects, "项目")
    named = sheet.grid.form.family.label_column
    column = next(
        at for line in sheet.lines for at, cell in enumerate(line) if cell is not None and cell.ref is not None and cell.ref.column == named
    )
    assert projects.workspace.view.names == column + 1


def test_an_empty_table_shows_the_sentence_that_is_printed_under_it(opened: MainWindow) -> None:
    def shown() -> str:
        lines = sheet_of(opened, "公开07").lines
        return next(cell.text for line in lines for cell in line if cell is not None and cell.role == "sentence")

    bridge = opened.workspace.bridge
    assert shown() == ""
    assert bridge.do(entry.type_text(bridge.model, CellRef(COVER, "政府性基金", "内容"), "没有"))
    assert "本表无数据" in shown()
    assert bridge.do(entry.type_text(bridge.model, CellRef("公开07", "说明", "文字"), "自己写的"))
    assert shown() == "", "one's own words stand there instead"
