"""The thin path on the real sample: demo, check, show, get, explain, export, import of the export, PDF, self-test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from command import new_document

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample written by ``demo`` in a process of its own."""
    folder = tmp_path_factory.mktemp("样例")
    environment = {**os.environ, "MINGZHANG_DATA": str(tmp_path_factory.mktemp("数据")), "PYTHONIOENCODING": "gbk"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "demo", str(folder)], capture_output=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert done.stdout.decode("utf-8").count("已写入") == 6
    return folder


@pytest.fixture
def document(sample: Path) -> Path:
    return sample / "jincheng-2024.mz"


def test_demo_leaves_document_workbook_paper_and_report_and_nothing_else(sample):
    assert sorted(path.name for path in sample.iterdir()) == [
        "jincheng-2024-公开文稿.docx",
        "jincheng-2024-公开文稿.pdf",
        "jincheng-2024-审核报告.xlsx",
        "jincheng-2024.mz",
        "jincheng-2024.pdf",
        "jincheng-2024.xlsx",
    ]
    assert (sample / "jincheng-2024.pdf").read_bytes().startswith(b"%PDF")


def test_check_of_the_published_figures_has_no_error_and_asks_for_the_sentence_of_07(command, document):
    found = command("check", document, "--json").json
    assert set(found) >= {"file", "unit", "year", "pack", "counts", "findings"}
    assert found["counts"]["error"] == 0
    assert (found["unit"], found["year"], found["pack"]) == ("晋城市科学技术局", 2024, "sx-2024")
    for finding in found["findings"]:
        assert set(finding) >= {
            "check", "severity", "tier", "outcome", "table", "say", "why", "how", "left", "right", "difference", "slack", "state", "cells",
        }  # fmt: skip
        for cell in finding["cells"]:
            assert set(cell) == {"table", "row", "column", "label", "value", "source"}
    warnings = [finding for finding in found["findings"] if finding["severity"] == "warning" and finding["state"] == "open"]
    assert [(finding["table"], finding["check"]) for finding in warnings] == [("公开07", "07-空表"), ("文稿", "D36"), ("文稿", "D55")]


def test_show_gives_the_table_as_printed(command, document):
    shown = command("show", document, "公开03", "--json").json
    assert set(shown) >= {"table", "title", "unit", "columns", "rows"}
    assert shown["unit"] == "万元"
    by_id = {row["id"]: row for row in shown["rows"]}
    assert by_id["206"]["values"]["本年支出合计"] == "1607.83"
    assert by_id["合计"]["values"]["经营支出"] is None
    assert {"id", "line_no", "code", "label", "level", "values"} <= set(by_id["206"])
    text = command("show", document, "支出决算表").out
    assert "1,607.83" in text and "公开03表" in text


def test_show_says_not_applicable_as_such(command, document):
    shown = command("show", document, "公开06", "--json").json
    assert "n/a" in {value for row in shown["rows"] for value in row["values"].values()}


def test_get_names_value_and_source_however_the_cell_is_called(command, document):
    for row, column in (("行27", "栏1"), ("本年收入合计", "金额")):
        got = command("get", document, "公开01", row, column, "--json").json
        assert set(got) >= {"table", "row", "column", "value", "text", "unit", "source", "formula"}
        assert (got["row"], got["column"], got["value"], got["text"], got["unit"]) == (
            "本年收入合计",
            "金额",
            "2195.66",
            "2,195.66",
            "万元",
        )
        assert got["source"] == "imported"
        assert "合计" in got["formula"]
    assert command("get", document, "公开03", "合计", "栏1", "--json").json["value"] == "2195.66"


def test_explain_lists_every_operand_with_its_value(command, document):
    found = command("explain", document, "公开03", "206", "栏1", "--json").json
    assert set(found) >= {"cell", "value", "formula", "basis", "operands", "dependents"}
    assert found["cell"] == "公开03[206,本年支出合计]"
    assert sum(Decimal(operand["value"]) for operand in found["operands"]) == Decimal(found["value"])
    assert found["basis"]
    assert "公开03" in command("explain", document, "公开03", "206", "栏1").out


def test_the_export_brings_the_same_figures_into_a_new_document(command, document, tmp_path):
    book = tmp_path / "导出.xlsx"
    command("export", document, book)
    other = new_document(command, tmp_path)
    answer = command("import", other, book, "--json").json
    assert answer["applied"] is True and answer["refused"] is None
    assert set(answer) >= {"book", "sha256", "sheets", "applied", "refused"}
    for sheet in answer["sheets"]:
        assert set(sheet) >= {"sheet", "table", "score", "cells_read", "cells_new", "cells_changed", "cells_same", "ignored", "questions"}
    for table in ("公开01", "公开02", "公开03", "公开04", "公开05", "公开06", "公开08", "公开09", "公开10"):
        first = command("show", document, table, "--json").json["rows"]
        second = command("show", other, table, "--json").json["rows"]
        assert {row["id"]: row["values"] for row in second} == {row["id"]: row["values"] for row in first}, table
    again = command("import", other, book, "--dry-run", "--json").json
    assert again["applied"] is False
    assert sum(sheet["cells_new"] + sheet["cells_changed"] for sheet in again["sheets"]) == 0
    assert "将会导入" in command("import", other, book, "--dry-run").out


def test_a_bureaus_template_is_filled_in_a_copy(command, document, tmp_path):
    template = tmp_path / "模板.xlsx"
    template.write_bytes((ROOT / "resources" / "samples" / "jincheng-2024" / "决算公开表.xlsx").read_bytes())
    before = template.read_bytes()
    changed = tmp_path / "改.mz"
    changed.write_bytes(document.read_bytes())
    command("set", changed, "公开01", "行29", "栏1", "6.73")
    command("export", changed, tmp_path / "填.xlsx", "--template", template)
    assert template.read_bytes() == before
    other = new_document(command, tmp_path)
    command("import", other, tmp_path / "填.xlsx")
    assert command("get", other, "公开01", "年初结转和结余", "金额", "--json").json["value"] == "6.73"
    assert "模板" in command("export", changed, template, "--template", template, code=2).err


def test_one_table_can_be_written_alone(command, document, tmp_path):
    command("export", document, tmp_path / "一.xlsx", "--table", "公开05")
    other = new_document(command, tmp_path)
    answer = command("import", other, tmp_path / "一.xlsx", "--json").json
    assert [sheet["table"] for sheet in answer["sheets"]] == ["公开05"]
    answer = command("pdf", document, tmp_path / "一.pdf", "--table", "公开05", "--signature")
    assert "1 页" in answer.out


def test_reports_are_written_in_both_forms(command, document, tmp_path):
    for name in ("报告.xlsx", "报告.pdf"):
        command("check", document, "--report", tmp_path / name)
        assert (tmp_path / name).stat().st_size > 2000


def test_a_changed_figure_is_found_and_its_exit_code_says_so(command, document, tmp_path):
    copy = tmp_path / "改.mz"
    copy.write_bytes(document.read_bytes())
    command("set", copy, "公开03", "2060101", "基本支出", "999.99")
    found = command("check", copy, "--json", code=1).json
    places = {(cell["row"], cell["column"]) for finding in found["findings"] if finding["severity"] == "error" for cell in finding["cells"]}
    assert any(row == "2060101" for row, _ in places)


def test_samples_packs_and_the_installation(command):
    assert "jincheng-2024" in {sample["id"] for sample in command("samples", "--json").json["samples"]}
    packs = {pack["id"]: pack for pack in command("packs", "--json").json["packs"]}
    assert {"cn-2024", "sx-2024", "xj-2024", "sh-2024", "bj-2023"} <= set(packs)
    assert {"id", "title", "region", "years", "forms"} <= set(packs["cn-2024"])
    answer = command("self-test", "--json").json
    assert answer["ok"] is True, answer


def test_tools_for_pack_authors(command, tmp_path):
    assert command("pack", "lint", "cn-2024", "--json", code=None).json["pack"] == "cn-2024"
    assert command("pack", "test", ROOT / "resources" / "packs" / "sx-2024", "--json").json["cases"]
    command("pack", "review", "sx-2024", tmp_path / "审阅.xlsx")
    assert (tmp_path / "审阅.xlsx").is_file()


def test_demo_again_keeps_the_old_document_in_its_backups(command, sample, tmp_path):
    shutil.copytree(sample, tmp_path / "样例")
    before = (tmp_path / "样例" / "jincheng-2024.mz").read_bytes()
    command("demo", tmp_path / "样例")
    backups = command("restore", tmp_path / "样例" / "jincheng-2024.mz", "--list", "--json").json["backups"]
    assert any(Path(backup["path"]).read_bytes() == before for backup in backups)


def test_an_unknown_sample_names_the_known_ones(command, tmp_path):
    assert "jincheng-2024" in command("demo", tmp_path, "--sample", "jinchen", code=2).err
