"""Files that are no workbook, damaged, encrypted or hostile: one sentence each, quickly, and nothing else."""

import datetime
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwt
from awkward_books import SAMPLE, new_model, rows_03, save, subjects

from desktop.exchange.grid import FileUnreachable, WorkbookError
from desktop.exchange.ole import SIGNATURE
from desktop.exchange.plan import plan_import
from desktop.exchange.read import exact, read_workbook


def refusal(path: Path) -> str:
    plan = plan_import(new_model(), subjects(), path)
    assert plan.operation is None
    assert plan.refused is not None
    assert path.name in plan.refused
    return plan.refused


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xls", "科目代码,科目名称,金额\n2060101,行政运行,5\n".encode("gb18030"), "文本文件"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页（HTML）"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML 文件"),
        ("a.xlsx", b"", "空文件"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 200, "已损坏"),
        ("a.xls", SIGNATURE + b"\0" * 600, "已损坏"),
        ("a.xls", bytes.fromhex("0902060000001000") + b"\0" * 60, "Excel 4.0"),
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.xlsx", b"SQLite format 3\0" + b"\0" * 100, "明账文档"),
        ("a.xlsx", b"{\\rtf1 }", "RTF"),
        ("a.xlsx", bytes(range(256)) * 4, "认得出的文件"),
    ],
)
def test_no_workbook(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert told in refusal(path)


@pytest.mark.parametrize(
    ("part", "told"),
    [("word/document.xml", "Word"), ("ppt/slides/slide1.xml", "演示文稿"), ("readme.txt", "压缩包"), ("xl/workbook.xml", "损坏")],
)
def test_other_packages(tmp_path: Path, part: str, told: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<x/>")
    assert told in refusal(path)


def test_torn_download(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(SAMPLE.read_bytes()[:9000])
    assert "已损坏" in refusal(path)


def test_file_that_is_not_there_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileUnreachable, match="找不到文件"):
        plan_import(new_model(), subjects(), tmp_path / "没有.xlsx")
    with pytest.raises(FileUnreachable, match="是文件夹"):
        plan_import(new_model(), subjects(), tmp_path)


def test_file_held_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "a.xlsx", rows_03())

    def locked(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(FileUnreachable, match="正在 Excel 或 WPS 中打开"):
        read_workbook(path)


def test_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_ole_with(["EncryptionInfo", "EncryptedPackage"]))
    assert "设有打开密码" in refusal(path)


def test_word_document_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(_ole_with(["WordDocument"]))
    assert "Word" in refusal(path)


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (220 * 1024 * 1024))
    assert "解压后有" in refusal(path)


def test_thousands_of_parts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(20_001):
            archive.writestr(f"x/{number}", "")
    assert "个部件" in refusal(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", rows_03())
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    _rewrite(path, "xl/workbook.xml", lambda text: laughs + text.partition("?>")[2] if "?>" in text else laughs + text)
    plan = plan_import(new_model(), subjects(), path)
    assert plan.refused is None or path.name in plan.refused


def test_wrong_dimensions_of_wps_do_not_matter(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", rows_03())
    _rewrite(path, "xl/worksheets/sheet1.xml", lambda text: text.replace('<dimension ref="A1:H12"', '<dimension ref="A1:XFD1048576"'))
    sheet = read_workbook(path).sheets[0]
    assert (sheet.height, sheet.width) == (12, 8)


def test_reading_in_a_child_process_gives_the_same() -> None:
    plain = read_workbook(SAMPLE, isolated=False)
    alone = read_workbook(SAMPLE, isolated=True)
    assert alone.sheets == plain.sheets
    assert alone.sha256 == plain.sha256


def test_refusal_comes_back_from_the_child_process(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x")
    with pytest.raises(WorkbookError, match="损坏"):
        read_workbook(path, isolated=True)


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (0.1 + 0.2, "0.3"),
        (2195.6600000000003, "2195.66"),
        (1105.69999999999, "1105.7"),
        (5, "5"),
        (201.0, "201"),
        (1e15, "1000000000000000"),
        (0.1234, "0.1234"),
        (12.345678, "12.345678"),
        (-0.0, "0"),
    ],
)
def test_binary_fractions_become_the_figures_that_were_meant(number: float, read: str) -> None:
    assert exact(number) == Decimal(read)
    assert "E" not in str(exact(number))


def test_an_xls_that_makes_the_parser_abort_costs_only_the_child(tmp_path: Path) -> None:
    """Four bytes of the declared extent: the native parser wants terabytes and takes its whole process down."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(3, 2, "x")
    path = tmp_path / "a.xls"
    book.save(str(path))
    raw = bytearray(path.read_bytes())
    at = raw.index(bytes.fromhex("00020e00"))  # the record DIMENSIONS
    raw[at + 8 : at + 12] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(raw)
    assert "读不了" in refusal(path)


def test_damaged_compression(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    raw = bytearray(SAMPLE.read_bytes())
    for part in (b"xl/workbook.xml", b"xl/worksheets/sheet1.xml"):
        at = raw.index(part) + len(part)
        raw[at + 40 : at + 80] = bytes(40)
    path.write_bytes(raw)
    plan = plan_import(new_model(), subjects(), path)
    assert path.name in (plan.refused or "")


def test_cells_keep_text_and_address(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B3"] = " 文字\n两行 "
    book.active["C3"] = datetime.datetime(2024, 5, 1, 8, 30)  # noqa: DTZ001
    book.active["D3"] = "  "
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read_workbook(tmp_path / "a.xlsx").sheets
    assert [(cell.address, cell.value) for cell in first.cells.values()] == [("B3", " 文字\n两行 "), ("C3", datetime.date(2024, 5, 1))]
    assert (first.hidden, second.hidden, second.cells) == (False, True, {})


def _rewrite(path: Path, part: str, change) -> None:
    content = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            raw = old.read(entry)
            new.writestr(entry.filename, change(raw.decode("utf-8")) if entry.filename == part else raw)


def _ole_with(names: list[str]) -> bytes:
    """A minimal compound file whose directory has these (empty) streams."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = bytearray(512)
    header[:8] = SIGNATURE
    header[24:34] = (
        (0x3E).to_bytes(2, "little") + (3).to_bytes(2, "little") + b"\xfe\xff" + (9).to_bytes(2, "little") + (6).to_bytes(2, "little")
    )
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    for place, number in ((60, end), (68, end)):
        header[place : place + 4] = number.to_bytes(4, "little")
    header[76:512] = b"".join(number.to_bytes(4, "little") for number in [0, *[free] * 108])
    fat = b"".join(number.to_bytes(4, "little") for number in [0xFFFFFFFD, end, *[free] * 126])
    directory = b"".join(_entry(name, kind) for name, kind in [("Root Entry", 5), *((name, 2) for name in names)])
    return bytes(header) + fat + directory.ljust(512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(raw)] = raw
    entry[64:66] = (len(raw) + 2).to_bytes(2, "little")
    entry[66] = kind
    entry[116:120] = (0xFFFFFFFE).to_bytes(4, "little")
    return bytes(entry)
