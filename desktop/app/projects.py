"""The projects of a department as a list: their forms with states, their scores and grades, and what can be done to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import COVER, CellRef
from desktop.core.chain import forms_of_row
from desktop.core.definitions import SELF_EVALUATION, FormDef
from desktop.core.evaluate import Model
from desktop.core.instances import base_code, owner_of
from desktop.core.operations import Operation
from desktop.core.projects import CATEGORY, CODE, NAME, PROJECTS
from desktop.core.scoring_profile import ScoringProfile

MONEY: Final = ("年初预算数", "全年预算数", "全年执行数")
TOTAL: Final = ("总分", "得分")
GRADE_ROW: Final = "自评等级"


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """A form of a project with its state in words of :meth:`Model.table_state`; ``空`` until something was entered in it."""

    code: str
    title: str
    stage: str
    state: str


@dataclass(frozen=True, slots=True)
class Project:
    """A line of the list. ``money`` by column id; ``score`` and ``grade`` of its self-evaluation, once that was begun; open findings by severity."""

    id: str
    number: int
    name: str
    code: str
    category: str
    money: Mapping[str, Decimal | None]
    forms: tuple[ProjectForm, ...]
    score: Decimal | None
    grade: str
    errors: int
    warnings: int
    hints: int

    def form(self, stage: str) -> ProjectForm | None:
        """The first form of a stage."""
        return next((form for form in self.forms if form.stage == stage), None)


def list_form(model: Model) -> FormDef | None:
    """The list of projects, where the pack has one."""
    codes = {form.per for form in model.pack.forms if form.per} or {PROJECTS}  # a list may only be summed up, without forms of its own
    return model.find_form(PROJECTS if PROJECTS in codes else min(codes))


def is_performance(form: FormDef) -> bool:
    """Whether a form is about performance, not one of the tables of the final accounts."""
    return bool(form.per or form.stage or form.scoring) or form.view == "indicators" or form.code == PROJECTS


def is_begun(model: Model, code: str) -> bool:
    """Whether anything was entered in a form; figures taken over from elsewhere do not count."""
    sheet = model.book.sheets.get(code)
    return bool(sheet and sheet.entered)


def present_forms(model: Model) -> list[FormDef]:
    """The forms to show: without those about performance that the cover rules out and in which nothing was entered."""
    return [form for form in model.forms() if not is_performance(form) or model.table_applies(form.code) or is_begun(model, form.code)]


def printed_forms(model: Model) -> list[str]:
    """Codes of what is published: the tables, and the forms about performance that were filled in; the list of projects and the facts of
    the text are for work only."""
    listed = list_form(model)
    return [
        form.code
        for form in present_forms(model)
        if form.code != COVER and form.view != "facts" and (not is_performance(form) or (is_begun(model, form.code) and form is not listed))
    ]


def form_state(model: Model, form: FormDef) -> str:
    """The state of a form; one that only takes figures over counts as empty."""
    state = model.table_state(form.code)
    return "空" if state in ("已核", "填报中") and is_performance(form) and not is_begun(model, form.code) else state


def projects(session: Session) -> list[Project]:
    """Every project in the order of the list."""
    model = session.model
    listed = list_form(model)
    if listed is None:
        return []
    counted = Counter((finding.severity, owner_of(finding.table)) for finding in model.findings() if finding.state != "acknowledged")
    in_list: Counter[tuple[str, str]] = Counter()
    for finding in model.findings():
        if finding.table == listed.code and finding.state != "acknowledged":
            in_list[finding.severity, finding.scope.partition("/")[0]] += 1
    own = [row for row in model.rows(listed.code) if row.dynamic]
    by_owner: dict[str, list[FormDef]] = {}
    for form in present_forms(model):
        if form.per == listed.code:
            by_owner.setdefault(owner_of(form.code), []).append(form)
    found = []
    for number, row in enumerate(own, 1):
        forms = tuple(
            ProjectForm(form.code, base_code(form.code), form.stage, form_state(model, form)) for form in by_owner.get(row.id, ())
        )
        rated = next((form for form in forms if form.stage == SELF_EVALUATION and form.state != "空"), None)
        score, grade = outcome(model, rated.code) if rated else (None, "")
        errors, warnings, hints = (counted[kind, row.id] + in_list[kind, row.id] for kind in ("error", "warning", "hint"))
        text = {column: _text(model, listed.code, row.id, column) for column in (NAME, CODE, CATEGORY)}
        money = {column: _number(model, listed.code, row.id, column) for column in MONEY}
        found.append(
            Project(
                row.id,
                number,
                " ".join(text[NAME].split()) or row.label,
                text[CODE],
                text[CATEGORY],
                money,
                forms,
                score,
                grade,
                errors,
                warnings,
                hints,
            )
        )
    return found


def outcome(model: Model, code: str) -> tuple[Decimal | None, str]:
    """Total and grade of a self-evaluation; the grade as the form says it, else under its scoring profile."""
    value = model.value(CellRef(code, *TOTAL))
    total = value if isinstance(value, Decimal) else None
    for column in model.columns(code, GRADE_ROW):
        said = model.value(CellRef(code, GRADE_ROW, column.id))
        if isinstance(said, str) and said:
            return total, said
    profile = profile_of(model, code)
    if total is None or profile is None:
        return total, ""
    from desktop.core.scoring import grade

    return total, grade(profile, total)


def profile_of(model: Model, code: str) -> ScoringProfile | None:
    """The scoring profile of a form; of one without, that of the self-evaluation of the same project."""
    definition = model.form(code)
    wanted = definition.scoring
    if not wanted:
        owner = owner_of(code)
        wanted = next(
            (form.scoring for form in model.forms() if form.scoring and owner_of(form.code) == owner and form.stage == SELF_EVALUATION), ""
        )
    return next((profile for profile in model.pack.scoring if profile.id == wanted), None)


def find_project(session: Session, name: str) -> str:
    """The row of the list that a name, a code or a number means.

    Raises:
        Refused: no such project, or several.
    """
    every = projects(session)
    wanted = name.strip().removeprefix("#")
    for matching in (
        [one for one in every if one.id == wanted],
        [one for one in every if wanted and wanted in (one.name, one.code)],
        [one for one in every if wanted and wanted in one.name],
    ):
        if len(matching) == 1:
            return matching[0].id
        if matching:
            listed = "、".join(f"{one.id}（{one.name}）" for one in matching[:12])
            raise Refused(f"有 {len(matching)} 个项目符合“{name}”：{listed}，请写编号。")
    known = "、".join(f"{one.id}（{one.name}）" for one in every[:12])
    raise Refused(f"没有项目“{name}”。" + (f"现有：{known}{'……' if len(every) > 12 else ''}。" if every else "项目清单还是空的。"))


def add_project(session: Session, values: Mapping[str, str], after: str | None = None) -> str:
    """A new project with texts by column, as if typed; its id.

    Raises:
        Refused: a text cannot be read, or the pack has no list.
    """
    listed = must_have_list(session.model)
    columns = {column.id for block in listed.blocks for column in block.columns}
    wanted = {column: text for column, text in values.items() if text}
    unknown = [column for column in wanted if column not in columns]
    if unknown:
        raise Refused(f"项目清单没有“{unknown[0]}”这一栏；有：{'、'.join(sorted(columns))}。")
    return _made(session, entry.add_project(session.model, wanted, after=after, list_form=listed.code), listed.code)


def fill_project(session: Session, project: str, texts: Mapping[str, str]) -> None:
    """Type texts by column into a line of the list.

    Raises:
        Refused: a text cannot be read, or there is no such column.
    """
    from desktop.app import names

    listed = must_have_list(session.model)
    cells = [
        (CellRef(listed.code, project, names.find_column(session.model, listed.code, project, column)), text)
        for column, text in texts.items()
    ]
    if cells:
        session.do(entry.type_texts(session.model, cells))


def copy_project(session: Session, project: str, *, results: bool, name: str = "") -> str:
    """A copy behind the project; its id."""
    listed = must_have_list(session.model)
    return _made(session, entry.copy_project(session.model, project, results=results, name=name, list_form=listed.code), listed.code)


def remove_projects(session: Session, rows: Sequence[str]) -> None:
    session.do(entry.remove_project(session.model, rows, list_form=must_have_list(session.model).code))


def move_project(session: Session, project: str, to: int) -> None:
    """Put a project at a place of the list (1 = first)."""
    listed = must_have_list(session.model)
    others = [row.id for row in session.model.rows(listed.code) if row.dynamic and row.id != project]
    place = min(max(to, 1), len(others) + 1)
    session.do(entry.move_rows(session.model, listed.code, [project], others[place - 2] if place > 1 else ""))


def must_have_list(model: Model) -> FormDef:
    listed = list_form(model)
    if listed is None:
        raise Refused("这套表没有项目清单。")
    return listed


def _made(session: Session, operation: Operation | str, form: str) -> str:
    session.do(operation)
    assert isinstance(operation, Operation)
    return entry.made_rows(operation, form)[0]


def what_goes(model: Model, rows: Sequence[str]) -> tuple[int, int]:
    """How many forms with entries, and how many entries, go with projects that are taken out."""
    listed = must_have_list(model)
    begun = [form.code for row in rows for form in forms_of_row(model, listed.code, row) if is_begun(model, form.code)]
    return len(begun), sum(len(model.book.sheets[code].entered) for code in begun)


def _text(model: Model, form: str, row: str, column: str) -> str:
    value = model.value(CellRef(form, row, column))
    return value if isinstance(value, str) else ""


def _number(model: Model, form: str, row: str, column: str) -> Decimal | None:
    value = model.value(CellRef(form, row, column))
    return value if isinstance(value, Decimal) else None
