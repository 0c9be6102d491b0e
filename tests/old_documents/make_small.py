"""Makes the small document of the format that this program writes: ``python tests/old_documents/make_small.py``.

Run once for every new version of the format. The file of a version that has been given out must stay as that program wrote it, so one
that is there is never written again. (Named versions of a document came with version 3.)
"""

from __future__ import annotations

import sys
import tempfile
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from desktop.core.amounts import NA  # noqa: E402
from desktop.core.cells import Acknowledgement, Book, CellRef, Entry, Origin, Row  # noqa: E402
from desktop.core.operations import Edit, Operation, apply_edits  # noqa: E402
from desktop.store.document import Document  # noqa: E402
from desktop.store.records import SourceFile  # noqa: E402
from desktop.store.shapes import VERSION  # noqa: E402
from desktop.store.versions import save_version  # noqa: E402


def main() -> None:
    target = HERE / f"v{VERSION}-small.mz"
    if target.exists():
        raise SystemExit(f"{target.name} is there and stays as it is")
    with tempfile.TemporaryDirectory() as scratch:
        book = Book("cn-2024", "某市科学技术局", 2024, "410001", "万元")
        book.settings["rounding"] = "保留尾差"
        book.prior = Book("cn-2024", "某市科学技术局", 2023, "410001", "万元")
        book.prior.sheet("公开01").entered["本年收入合计", "金额"] = Entry(Decimal("2000.10"))
        document = Document.create(target, book, who="张三", data_dir=scratch, pack_version="1", pack_hash="abc")
        row = Row("2060101", "行政运行", "20601", (("序", "1"),))
        origin = Origin("imported", "决算.xlsx", "公开03", "C7")
        said = Acknowledgement("01-A1", "公开01", "", "追加预算", "f00d", "张三", "2025-01-02T03:04:05.000000Z")
        place = ("公开03", "2060101", "基本支出")
        operations = [
            Operation(
                "导入 决算.xlsx", "import", (Edit("row", place[:2], None, row), Edit("cell", place, None, Entry(Decimal("0.10"), origin)))
            ),
            Operation("填写", "typing", (Edit("cell", ("公开03", "合计", "项目支出"), None, Entry(NA)),)),
            Operation("填写", "typing", (Edit("cell", ("公开07", "说明", "文字"), None, Entry("说明：没有此项支出。")),)),
            Operation("批注", "typing", (Edit("note", place, None, "核对过"),)),
            Operation("说明", "acknowledge", (Edit("acknowledgement", said_key(said), None, said),)),
            Operation("填写", "typing", (Edit("cell", place, Entry(Decimal("0.10"), origin), Entry(Decimal("12.30"))),)),
        ]
        for number, operation in enumerate(operations):
            document.append(operation, sources=[SourceFile("决算.xlsx", "00ff")] if number == 0 else [])
            apply_edits(document.book, operation.edits)
        last = document.undoable()[-1]
        document.append(document.operation(last.seq).operation.inverse("undo"), undoes=last.seq)
        save_version(document, "送审前")
        document.publish()
        assert document.history(CellRef(*place))[0].cause == "undo"
        document.close()


def said_key(said: Acknowledgement) -> tuple[str, str, str]:
    return said.check, said.table, said.scope


if __name__ == "__main__":
    main()
