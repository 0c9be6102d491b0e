"""A pack's own test cases (``tests/*.toml`` beside its forms): given cells → expected values and expected findings.

A case is written as an accountant would put it to paper::

    [[case]]
    name = "收入合计由八项相加，改错一项就不平"
    year = 2024                     # without: the first year of the pack
    given = \"\"\"
    # 表 | 行 | 栏 | 值
    封面 | 资金来源 | 内容 | 只有财政拨款
    公开01 | 一般公共预算财政拨款收入 | 金额 | 100.00
    公开03 | 2060101 | 基本支出 | 60
    公开03 | 2060101 | 项目支出 | 39
    \"\"\"
    prior = \"\"\"…\"\"\"                # last year's figures, same columns
    names = \"\"\"                     # names of 科目 rows where they are not those of the list
    # 表 | 代码 | 名称
    公开03 | 2060101 | 行政运转
    \"\"\"
    expect = \"\"\"
    # 表 | 行 | 栏 | 值
    公开01 | 行27 | 栏1 | 100.00
    公开02 | 合计 | 上级补助收入 | （空）
    \"\"\"
    errors = ["01-A5"]               # exactly these errors; likewise warnings = […] and hints = […]
    contains = ["X05@206"]           # at least these, of any severity; "编号@范围" where the scope matters
    lacks = ["03-A1"]                # none of these
    [case.settings]
    show_in = "元"

行 is a row id, a 科目代码, ``合计`` or ``行27``; 栏 a column id or ``栏1``; ``（空）`` is a blank cell, ``————`` 不适用. The rows of 科目 in
``given`` are made with their parents. Rows that the clerk lists are named by their ids (``项目 | 1``, ``指1``), in the order in which they come;
a form that exists once a project is named with the row of its project: ``项目支出绩效自评表#1``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.core.amounts import NA, Value, format_amount, read_amount
from desktop.core.cells import ORDER, SENTENCE_ROW, Book, CellRef, Entry, Row
from desktop.core.definitions import FamilyDef, FormDef, PackDef, SubjectLookup
from desktop.core.instances import base_code, owner_of
from desktop.forms.catalog import pack_folder
from desktop.forms.load import load_pack
from desktop.forms.pack_heading import read_toml
from desktop.forms.pipes import read_pipe_table
from desktop.forms.schema import PackError, TomlTable

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.core.findings import Finding

_CELL: Final = ("表", "行", "栏", "值")
_BLANK: Final = frozenset({"（空）", "(空)", "空"})
_SEVERITIES: Final = {"errors": ("error", "错误"), "warnings": ("warning", "警告"), "hints": ("hint", "提示")}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case. ``problems`` are Chinese sentences; none = passed."""

    file: str
    name: str
    problems: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class Case:
    """One ``[[case]]`` as read; ``given`` and the others hold (form, row, column, text)."""

    file: str
    name: str
    year: int
    given: tuple[tuple[str, str, str, str], ...]
    prior: tuple[tuple[str, str, str, str], ...]
    names: dict[tuple[str, str], str]
    expect: tuple[tuple[str, str, str, str], ...]
    findings: dict[str, tuple[str, ...]]  # "errors", "contains", … → check ids
    settings: tuple[tuple[str, str], ...]


def run_cases(source: PackDef | str | Path, subjects: SubjectLookup | None = None) -> list[CaseResult]:
    """Run every case of a pack (by id, folder, or a loaded pack of the program). A pack without cases gives an empty list.

    ``subjects`` are the code lists; without them those of the program for the year of the case.

    Raises:
        PackError: the pack or a case file cannot be read.
    """
    if isinstance(source, PackDef):
        pack, folder = source, pack_folder(source.id)
    else:
        pack, folder = load_pack(source), pack_folder(source)
    return [CaseResult(case.file, case.name, tuple(_problems(pack, case, subjects))) for case in read_cases(folder, pack)]


def read_cases(folder: Path, pack: PackDef) -> Iterator[Case]:
    """The cases in ``tests/*.toml`` of a pack folder."""
    for path in sorted((folder / "tests").glob("*.toml")):
        file = f"{folder.name}/tests/{path.name}"
        table = read_toml(path.read_bytes(), file)
        cases = table.tables("case")
        table.done()
        for case in cases:
            yield _read_case(case, file, pack)


def _read_case(table: TomlTable, file: str, pack: PackDef) -> Case:
    def cells(key: str) -> tuple[tuple[str, str, str, str], ...]:
        lines = read_pipe_table(table.text(key, ""), _CELL, f"{file}：{table.place}.{key}")
        return tuple((line.get("表", ""), line.get("行", ""), line.get("栏", ""), line.get("值", "")) for line in lines)

    named = read_pipe_table(table.text("names", ""), ("表", "代码", "名称"), f"{file}：{table.place}.names")
    case = Case(
        file=file,
        name=table.text("name"),
        year=table.integer("year", pack.years[0]),
        given=cells("given"),
        prior=cells("prior"),
        names={(line.get("表", ""), line.get("代码", "")): line.get("名称", "") for line in named},
        expect=cells("expect"),
        findings={key: table.texts(key) for key in (*_SEVERITIES, "contains", "lacks") if key in table},
        settings=table.pairs("settings"),
    )
    for key in (*_SEVERITIES, "contains", "lacks"):
        table.texts(key)
    table.done()
    if not case.expect and not case.findings:
        raise table.error("expect", "这个用例什么也没有检查，请写 expect、errors、contains 等。")
    return case


def _problems(pack: PackDef, case: Case, subjects: SubjectLookup | None) -> Iterator[str]:
    from desktop.core.evaluate import Model

    lookup = subjects if subjects is not None else _program_subjects(pack, case.year)
    try:
        model = Model(pack, _book_of(pack, case, lookup), lookup)
        expected = [(place, *_cell_of(pack, case, "expect", place)) for place in case.expect]
    except PackError as error:
        yield str(error)
        return
    for place, ref, wanted in expected:
        found = model.value(ref)
        if found != wanted:
            yield f"{place[0]}[{place[1]},{place[2]}]：应为 {_shown(wanted)}，实为 {_shown(found)}。"
    yield from _finding_problems(case, model)


def _program_subjects(pack: PackDef, year: int) -> SubjectLookup:
    from desktop.forms.subjects import SubjectCatalog

    return SubjectCatalog.of_pack(pack, year)


def _shown(value: Value | None) -> str:
    return "（空）" if value is None else format_amount(value, None, grouped=False)


# --- the book ---------------------------------------------------------------------------------------------------------------------------


def _book_of(pack: PackDef, case: Case, subjects: SubjectLookup) -> Book:
    book = _filled(pack, case, "given", case.given, subjects, case.year)
    book.settings.update(case.settings)
    if case.prior:
        book.prior = _filled(pack, case, "prior", case.prior, subjects, case.year - 1)
    return book


def _filled(pack: PackDef, case: Case, key: str, cells: Iterable[tuple[str, str, str, str]], subjects: SubjectLookup, year: int) -> Book:
    book = Book(pack.id, "测试单位", year, "000", pack.kept_in)
    for place in cells:
        ref, value = _cell_of(pack, case, key, place)
        form = pack.form(base_code(ref.form))
        if form is not None and form.per:
            _list_row(book, form.per, owner_of(ref.form))
        if form is not None and form.family is not None and _is_code(form, ref.row):
            if form.family.kind == "free":
                _list_row(book, ref.form, ref.row)
            else:
                _make_rows(book, form, ref.row, case, subjects)
        if value is not None:
            book.sheet(ref.form).entered[ref.row, ref.column] = Entry(value)
    return book


def _is_code(form: FormDef, row: str) -> bool:
    fixed = any(row == known.id for block in form.blocks for known in block.rows)
    return form.family is not None and not fixed and row not in (form.family.total_row, SENTENCE_ROW)


def _list_row(book: Book, code: str, row_id: str) -> None:
    rows = book.sheet(code).rows
    rows.setdefault(row_id, Row(row_id, "", "", ((ORDER, f"{10 * (len(rows) + 1):06d}"),)))


def _make_rows(book: Book, form: FormDef, code: str, case: Case, subjects: SubjectLookup) -> None:
    family = form.family
    assert family is not None
    parent = ""
    for length in family.levels:
        if length > len(code):
            break
        row_id = code[:length]
        if row_id not in book.sheet(form.code).rows:
            known = subjects.find(family.subjects, row_id)
            name = case.names.get((form.code, row_id)) or (known.name if known else row_id)
            book.sheet(form.code).rows[row_id] = Row(row_id, name, parent)
        parent = row_id


def _cell_of(pack: PackDef, case: Case, key: str, place: tuple[str, str, str, str]) -> tuple[CellRef, Value | None]:
    """The cell and the value that a line of a case names; a name that does not exist is an error of the case."""
    code, row, column, text = place
    where = f"{case.file}：{case.name}：{key}：{code} | {row} | {column}"
    form = pack.form(base_code(code))
    if form is None:
        raise PackError(f"{where}：表套里没有“{code}”这张表，请核对。")
    if bool(form.per) != bool(owner_of(code)):
        wrong = f"这张表每个项目一张，请写成“{code}#1”" if form.per else f"这张表只有一张，请写成“{form.code}”"
        raise PackError(f"{where}：{wrong}。")
    if row == SENTENCE_ROW:
        return CellRef(code, row, column), None if text in _BLANK or not text else text
    lines = {f"行{known.no}": known.id for block in form.blocks for known in block.rows if known.no}
    row_id = lines.get(row, row)
    block = next((block for block in form.blocks if any(row_id == known.id for known in block.rows)), None)
    if block is None:
        block = next((block for block in form.blocks if block.family), None)
        family = block.family if block else None
        if family is None or not _is_row_of(family, row_id):
            raise PackError(f"{where}：没有“{row}”这一行，请写行标识、科目代码或“行27”。")
        assert block is not None
    found = next((known for known in block.columns if column in (known.id, f"栏{known.no}")), None)
    if found is None:
        raise PackError(f"{where}：没有“{column}”这一栏，可用：{'、'.join(known.id for known in block.columns)}。")
    definition = next((known for known in block.rows if known.id == row_id), None)
    kind = (definition.kind if definition else None) or found.kind
    return CellRef(code, row_id, found.id), _value(text, kind, where)


def _is_row_of(family: FamilyDef, row_id: str) -> bool:
    if family.kind == "free":
        return row_id.startswith(family.prefix) and row_id.removeprefix(family.prefix).isdecimal()
    return row_id == family.total_row or len(row_id) in family.levels


def _value(text: str, kind: str, where: str) -> Value | None:
    if text in _BLANK or not text:
        return None
    if kind in ("text", "choice", "date", "indicator"):
        return text
    reading = read_amount(text.removesuffix("%").removesuffix("％") if kind == "percent" else text)
    if reading.problem:
        raise PackError(f"{where}：{reading.problem}")
    return NA if reading.value is NA else reading.value


# --- findings ---------------------------------------------------------------------------------------------------------------------------


def _finding_problems(case: Case, model: Model) -> Iterator[str]:
    findings = model.findings()
    for finding in findings:
        if finding.outcome == "definition error":
            yield f"{finding.table} {finding.check}：定义错误：{finding.say}"
    violated = [finding for finding in findings if finding.outcome == "violated"]
    for key, (severity, word) in _SEVERITIES.items():
        if key in case.findings:
            of_severity = [finding for finding in violated if finding.severity == severity]
            yield from _missing(case.findings[key], of_severity, f"应有{word}")
            for finding in of_severity:
                if not any(_names(wanted, finding) for wanted in case.findings[key]):
                    yield f"不应有{word} {finding.check}@{finding.scope}（{finding.table}）：{finding.say}"
    yield from _missing(case.findings.get("contains", ()), violated, "应查出")
    for unwanted in case.findings.get("lacks", ()):
        for finding in violated:
            if _names(unwanted, finding):
                yield f"不应查出 {finding.check}@{finding.scope}（{finding.table}）：{finding.say}"


def _missing(wanted: tuple[str, ...], findings: list[Finding], what: str) -> Iterator[str]:
    for name in wanted:
        if not any(_names(name, finding) for finding in findings):
            yield f"{what} {name}，但没有查出。"


def _names(wanted: str, finding: Finding) -> bool:
    check, _, scope = wanted.partition("@")
    return finding.check == check and (not scope or finding.scope == scope)
