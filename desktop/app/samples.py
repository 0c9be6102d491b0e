"""Samples: real published accounts as data, made into a document through the very import that a clerk uses.

A sample is a folder of ``resources/samples``: ``sample.toml`` (pack, unit, cover, sentences, reasons), the published workbook, and last
year's figures as far as the published text gives them (``prior.csv``). A sample with ``adds_to`` is another one with one more workbook: its
project forms, say.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.app import checking, disclosure, entering, exporting, importing, names
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.app.settings import data_dir
from desktop.core import entry
from desktop.core.amounts import read_amount
from desktop.core.cells import COVER, SENTENCE_COLUMN, SENTENCE_ROW, CellRef, Origin
from desktop.core.operations import Operation
from desktop.forms.catalog import resources_root
from desktop.forms.pipes import read_pipe_table
from desktop.store.places import Place


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample. ``content`` is the whole of its ``sample.toml``, ``given`` the folder of what is taken from the sample it adds to."""

    id: str
    title: str
    pack: str
    unit: str
    year: int
    folder: Path
    given: Path
    workbooks: tuple[Path, ...]
    content: dict[str, Any]


def list_samples() -> list[Sample]:
    """The samples of the program in order of their ids."""
    root = resources_root() / "samples"
    return [_read(path.parent) for path in sorted(root.glob("*/sample.toml"))]


def find_sample(sample_id: str) -> Sample:
    """Raises Refused with the known ids."""
    every = {sample.id: sample for sample in list_samples()}
    if sample_id not in every:
        near = names.nearest(sample_id, every)
        hint = f"是不是 {near[0]}？" if near else ""
        raise Refused(f"没有样例“{sample_id}”。{hint}现有：{'、'.join(every)}。")
    return every[sample_id]


def sample_data(sample: Sample) -> dict[str, Any]:
    """One sample for ``mingzhang samples --json``."""
    return {
        "id": sample.id,
        "title": sample.title,
        "pack": sample.pack,
        "unit": sample.unit,
        "year": sample.year,
        "source": sample.content.get("source", ""),
    }


def write_demo(folder: Path, sample_id: str) -> Iterator[Path]:
    """Write the sample into ``folder``: document, official workbook and PDF, the disclosure document as PDF and Word file, check report. Yields each file when it is complete.

    A document that stands there already is replaced; the old one is kept in its backups.
    """
    sample = find_sample(sample_id)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{sample.id}.mz"
    with build_sample(sample, target) as session:
        yield target
        workbook = folder / f"{sample.id}.xlsx"
        exporting.export_workbook(session, workbook)
        yield workbook
        paper = folder / f"{sample.id}.pdf"
        exporting.print_tables(session, paper)
        yield paper
        if disclosure.narratives(session):
            prose = [folder / f"{sample.id}-公开文稿{ending}" for ending in (".pdf", ".docx")]
            disclosure.write(session, prose)
            yield from prose
        report = folder / f"{sample.id}-审核报告.xlsx"
        exporting.write_check_report(session, checking.findings(session), report)
        yield report


def build_sample(sample: Sample, target: Path) -> Session:
    """The sample as an open, saved document at ``target``. It is built aside, so that nothing half made is ever found there."""
    place = data_dir()
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sample-", dir=place, ignore_cleanup_errors=True) as aside:
        draft, code = Path(aside) / target.name, str(sample.content.get("unit_code", ""))
        session = Session.create(draft, sample.pack, sample.unit, sample.year, unit_code=code, folder=place)
        try:
            _fill(session, sample)
            session.save(target, overwrite_changed=True)
        except BaseException:
            session.close()
            raise
        finally:
            shutil.rmtree(Place.of(draft, place).backups, ignore_errors=True)
        return session


def _fill(session: Session, sample: Sample) -> None:
    content, where = sample.content, f"{sample.id}/sample.toml"
    cover = read_pipe_table(content.get("cover", ""), ("项目", "内容"), f"{where}：cover")
    columns = {row["项目"]: session.model.columns(COVER, row["项目"]) for row in cover}
    entering.set_lines(session, [entering.Line(COVER, row["项目"], columns[row["项目"]][0].id, row["内容"]) for row in cover])
    if content.get("prior"):
        session.do(_prior(session, sample.given / str(content["prior"])))
    for workbook in sample.workbooks:
        plan = importing.plan_import(session, workbook, own=True)
        if not importing.apply_import(session, plan):
            raise Refused(f"样例“{sample.id}”的工作簿没有导入：{plan.refused}")
    sentences = read_pipe_table(content.get("sentences", ""), ("表", "文字"), f"{where}：sentences")
    entering.set_lines(session, [entering.Line(row["表"], SENTENCE_ROW, SENTENCE_COLUMN, row["文字"]) for row in sentences])
    entering.set_lines(session, list(_facts(session, sample)), begin_rows=True)
    for given in content.get("acknowledge", ()):
        finding = checking.find_finding(session, given["check"], f"{given['table']}/{given['scope']}")
        checking.acknowledge(session, finding, given["reason"])


def _facts(session: Session, sample: Sample) -> Iterator[entering.Line]:
    """What the text of the document needs beside the tables: ``facts.csv`` (table, row, column, value) and ``texts/<row>.txt`` for long texts."""
    place = {row.id: form.code for form in session.model.forms() if form.view == "facts" for row in session.model.rows(form.code)}
    for folder in dict.fromkeys((sample.given, sample.folder)):
        facts = folder / "facts.csv"
        if facts.exists():
            with facts.open(encoding="utf-8-sig", newline="") as file:
                for line in csv.DictReader(file):
                    yield entering.Line(line["table"], line["row"], line["column"], line["value"])
        for path in sorted((folder / "texts").glob("*.txt")):
            form = place[path.stem]
            yield entering.Line(form, path.stem, session.model.columns(form, path.stem)[0].id, path.read_text(encoding="utf-8").strip())


def _prior(session: Session, path: Path) -> Operation:
    """Last year's figures that the published text gives, each with its place there."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    values = [
        (
            CellRef(line["table"], line["row"], line["column"]),
            read_amount(line["value"]).value,
            Origin("imported", path.name, "", line["source"]),
        )
        for line in lines
    ]
    return entry.set_prior(session.model, session.subjects, values, f"上年数 {len(values)} 个")


def _read(folder: Path) -> Sample:
    content = tomllib.loads((folder / "sample.toml").read_text(encoding="utf-8"))
    given = folder
    workbooks: tuple[Path, ...] = (folder / str(content["workbook"]),)
    if content.get("adds_to"):
        base = _read(folder.parent / str(content["adds_to"]))
        content, given, workbooks = {**base.content, **content}, base.given, (*base.workbooks, *workbooks)
    return Sample(content["id"], content["title"], content["pack"], content["unit"], content["year"], folder, given, workbooks, content)
