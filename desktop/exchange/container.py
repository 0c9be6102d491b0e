"""What kind of file it is, by its first bytes, and whether it is safe to open: judged before any parser sees it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from desktop.core.reasons import reason
from desktop.exchange import ole
from desktop.exchange.damage import DAMAGED
from desktop.exchange.grid import FileUnreachable, WorkbookError

MAX_FILE = 100 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 20_000
MAX_RATIO = 500  # XML of repeated rows packs well; beyond this and above RATIO_FLOOR it is no honest workbook
RATIO_FLOOR = 20 * 1024 * 1024

_ADVICE = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"


def open_bytes(path: Path) -> bytes:
    """The whole file.

    Raises:
        WorkbookError: it is not there, is a folder, is empty, is too large, or another program holds it.
    """
    try:
        if path.is_dir():
            raise FileUnreachable(f"“{path}”是文件夹，请选择其中的工作簿文件。")
        if path.exists() and not path.is_file():  # a device or a pipe may never end
            raise FileUnreachable(f"“{path}”不是普通的文件，没有读取。请选择工作簿文件。")
        size = path.stat().st_size
        if size > MAX_FILE:
            raise WorkbookError(f"“{path.name}”有 {size // (1024 * 1024)} MB，决算表不会这么大，没有读取。请删去无关的工作表后再导入。")
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileUnreachable(f"找不到文件“{path}”，请核对文件名和所在的文件夹。") from None
    except PermissionError:
        raise FileUnreachable(f"打不开“{path.name}”：它可能正在 Excel 或 WPS 中打开，或者没有读取的权限。请关闭后重试。") from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        raise FileUnreachable(f"读不出“{path}”：{why}。请核对文件和磁盘，或者复制到本机后再导入。") from None
    if not data:
        raise WorkbookError(f"“{path.name}”是空文件（0 字节），请向提供的人重新要一份。")
    return data


def sniff(path: Path, data: bytes) -> str:
    """Kind of workbook: ``xlsx``, ``xlsb``, ``ods`` or ``xls``.

    Raises:
        WorkbookError: it is no workbook, is encrypted, damaged, or unpacks to more than is safe.
    """
    name = path.name
    if data[:2] == b"PK":
        return _sniff_zip(path, data)
    if data[:8] == ole.SIGNATURE:
        return _sniff_ole(name, data)
    if data[:15] == b"SQLite format 3":
        raise WorkbookError(f"“{name}”是明账文档，不是 Excel 工作簿；请用“打开”来打开它。")
    if data[:5] == b"%PDF-":
        raise WorkbookError(f"“{name}”是 PDF 文件，不能作为工作簿导入；请向提供的人要 Excel 格式的表。")
    if data[:5] == b"{\\rtf":
        raise WorkbookError(f"“{name}”是 RTF 文档，不是 Excel 工作簿。{_ADVICE}")
    if data[:4] in (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x00\x06\x00"):
        raise WorkbookError(f"“{name}”是 Excel 4.0 或更早的格式，读不了。{_ADVICE}")
    raise WorkbookError(f"“{name}”{_what_text(data)}，不是 Excel 工作簿（只是扩展名像）。{_ADVICE}")


def _what_text(data: bytes) -> str:
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").replace(b"\x00", b"").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<div")) or b"<html" in start:
        return "其实是网页（HTML）"
    if start.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office" in start:
        return "其实是 XML 文件"
    if start and sum(byte < 9 or 13 < byte < 32 for byte in start) * 100 < len(start):
        return "其实是文本文件（CSV 等）" if b"," in start or b"\t" in start else "其实是文本文件"
    return "不是认得出的文件，可能已损坏"


def _sniff_zip(path: Path, data: bytes) -> str:
    import io

    name = path.name
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            manifest = next((entry for entry in entries if entry.filename == "META-INF/manifest.xml"), None)
            locked = manifest is not None and manifest.file_size < 10_000_000 and b"encryption-data" in archive.read(manifest)
    except DAMAGED:
        raise WorkbookError(
            f"“{name}”已损坏（压缩包不完整），可能没有下载或复制完。请重新取得文件，或者用 Excel、WPS 修复后另存。"
        ) from None
    if len(entries) > MAX_ENTRIES:
        raise WorkbookError(f"“{name}”里有 {len(entries)} 个部件，不像正常的工作簿，没有读取。请另存一份干净的 .xlsx。")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FLOOR and unpacked / min(packed, len(data)) > MAX_RATIO):
        raise WorkbookError(
            f"“{name}”解压后有 {unpacked // (1024 * 1024)} MB，远大于正常的决算表，没有读取。请删去无关的工作表和多余的行后另存再导入。"
        )
    if locked or any(entry.flag_bits & 0x1 for entry in entries):
        raise WorkbookError(f"“{name}”设有打开密码，读不了。请在 Excel 或 WPS 中去掉密码后另存，再导入。")
    names = {entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and "content.xml" in names:
        return "ods"
    if any(part.endswith(("xl/workbook.xml", "workbook.xml")) or part.startswith("xl/worksheets/") for part in names):
        return "xlsx"
    if any(part.startswith("word/") for part in names):
        raise WorkbookError(f"“{name}”是 Word 文档，不是 Excel 工作簿；请选择表格文件。")
    if any(part.startswith("ppt/") for part in names):
        raise WorkbookError(f"“{name}”是演示文稿，不是 Excel 工作簿；请选择表格文件。")
    if "[content_types].xml" in names:
        return "xlsx"
    raise WorkbookError(f"“{name}”是压缩包或别的软件的文件，里面没有 Excel 工作簿。请先解压，再选择其中的表格文件。")


def _sniff_ole(name: str, data: bytes) -> str:
    try:
        streams = ole.stream_names(data)
    except ole.BrokenOle:
        raise WorkbookError(f"“{name}”已损坏（文件不完整），可能没有下载或复制完。请重新取得文件，或者用 Excel、WPS 修复后另存。") from None
    lower = {stream.lower() for stream in streams}
    if "encryptedpackage" in lower or "encryptioninfo" in lower:
        raise WorkbookError(f"“{name}”设有打开密码，读不了。请在 Excel 或 WPS 中去掉密码后另存，再导入。")
    if "workbook" in lower or "book" in lower:
        return "xls"
    if "worddocument" in lower:
        raise WorkbookError(f"“{name}”是 Word（或 WPS 文字）文档，不是 Excel 工作簿；请选择表格文件。")
    if "powerpoint document" in lower:
        raise WorkbookError(f"“{name}”是演示文稿，不是 Excel 工作簿；请选择表格文件。")
    raise WorkbookError(f"“{name}”里没有工作簿的内容，可能已损坏或是别的软件的文件。{_ADVICE}")
