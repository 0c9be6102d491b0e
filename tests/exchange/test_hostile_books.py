"""Workbooks made to harm: forged counts, endless devices, sheets that are all columns."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop.exchange.grid import WorkbookError
from desktop.exchange.read import read_cell, read_workbook
from desktop.exchange.safe_file import replace_with
from desktop.exchange.scan import ScanFailed, scan_sheet_xml, scan_xlsx
from desktop.exchange.tables import write_sheets

ROOT = Path(__file__).parents[2]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{OFFICE.replace("officeDocument", "package")}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OFFICE.replace("officeDocument", "package")}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>',
}  # fmt: skip
FORGED = ['uniqueCount="4294967295"', " " * 9000 + "uniqueCount = '99999999999999999999'", 'uniqueCount="500000000"']


def with_texts(path: Path, attributes: str) -> Path:
    """A workbook with one text, its list of texts declared with ``attributes``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in PARTS.items():
            target.writestr(name, content)
        target.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}" {attributes}><si><t>文字</t></si></sst>')
    return path


@pytest.mark.parametrize("attributes", FORGED)
def test_a_forged_number_of_texts_is_never_believed_in_the_own_process(tmp_path: Path, attributes: str) -> None:
    with zipfile.ZipFile(with_texts(tmp_path / "伪.xlsx", attributes)) as archive, pytest.raises(ScanFailed):
        scan_xlsx(archive)


def test_a_forged_number_of_texts_costs_only_the_child(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="内存"):
        read_workbook(with_texts(tmp_path / "伪.xlsx", FORGED[0]))


def test_an_honest_number_of_texts_needs_no_child(tmp_path: Path) -> None:
    path = with_texts(tmp_path / "真.xlsx", 'count="900000" uniqueCount="1"')
    with zipfile.ZipFile(path) as archive:
        assert len(scan_xlsx(archive)) == 1
    assert read_workbook(path).sheets[0].cells[0, 0].value == "文字"


def test_the_scan_of_a_sheet_stops_where_it_is_too_wide_to_be_read() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 16384 + b"</row>"
    scan = scan_sheet_xml(b"<worksheet><sheetData>" + row * 3 + b"</sheetData></worksheet>")
    assert scan.right - scan.left == 300 and scan.bottom == 0


@pytest.mark.skipif(sys.platform == "win32", reason="devices and pipes are files on POSIX alone")
def test_a_device_or_a_pipe_is_no_workbook(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    for path in (Path("/dev/zero"), tmp_path / "管道.xlsx"):
        with pytest.raises(WorkbookError, match="不是普通的文件"):
            read_workbook(path)


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX facility")
@pytest.mark.parametrize("most", [3000, 8000])
def test_a_workbook_that_finds_no_room_is_one_sentence_and_nothing_else(tmp_path: Path, most: int) -> None:
    script = """
import resource, sys
from desktop.app import pack_tools
from desktop.cli import main
from desktop.exchange.tables import write_sheets
def run(*_):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    write_sheets(sys.argv[1], [("表", [[str(number), "文字"] for number in range(500)])])
pack_tools.run = run
sys.exit(main(["pack", "lint", "cn-2024"]))
"""
    out = tmp_path / "出.xlsx"
    out.write_bytes(b"before")
    done = subprocess.run([sys.executable, "-c", script, str(out), str(most)], capture_output=True, cwd=ROOT, check=False)
    told = done.stderr.decode("utf-8")
    assert done.returncode == 2
    assert "磁盘空间不够" in told and told.count("\n") == 1, "Python itself would complain about what could not be finished"
    assert out.read_bytes() == b"before" and [path.name for path in tmp_path.iterdir()] == ["出.xlsx"]


@pytest.mark.parametrize("code", [errno.EROFS, errno.EIO, errno.ENAMETOOLONG])
def test_the_words_of_the_system_are_not_shown(tmp_path: Path, code: int) -> None:
    def fail(_: BinaryIO) -> None:
        raise OSError(code, os.strerror(code))

    with pytest.raises(WorkbookError) as caught:
        replace_with(tmp_path / "出.xlsx", fail, lambda _: None)
    assert os.strerror(code) not in str(caught.value)


def test_marks_that_turn_the_direction_stay_in_the_workbook() -> None:
    cell = read_cell(0, 0, "行政\u202e运行\x07")
    assert cell is not None and cell.value == "行政运行"
    assert read_cell(0, 0, "\u200e\u202a") is None


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    risky = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "{=1}"]
    write_sheets(tmp_path / "出.xlsx", [("=1+1", [[text] for text in risky] + [[Decimal("-1.50")]])])
    with zipfile.ZipFile(tmp_path / "出.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if "worksheets" in name:
            assert b"<f" not in content.replace(b"<font", b""), name
        assert b"externalLink" not in content
