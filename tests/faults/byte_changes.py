"""Change a document byte by byte and see what opening makes of it: ``python tests/faults/byte_changes.py [--count 3210] [--seed 1]``.

refused: the file is not opened, with a sentence · told: it is opened, the seal over the file tells of the change, and every table is proven to
be as it was saved · unseen: opened without a word. Nothing may be unseen, and what is opened must hold the same content.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "store")]

from store_books import exact, new, put  # noqa: E402

from desktop.store.document import Document  # noqa: E402
from desktop.store.errors import DocumentError  # noqa: E402


def change_bytes(count: int, seed: int, folder: Path) -> Counter[str]:
    document = new(folder)
    for number in range(150):
        put(document, Decimal(f"{number}.55"), label=f"第{number}步，说明文字说明文字")
    document.publish()
    document.close()
    content, book, choose = document.target.read_bytes(), exact(document.book), random.Random(seed)
    found: Counter[str] = Counter()
    for _ in range(count):
        place, turn = choose.randrange(len(content)), choose.randrange(1, 256)
        document.target.write_bytes(content[:place] + bytes([content[place] ^ turn]) + content[place + 1 :])
        try:
            changed = Document.open(document.target, who="x", data_dir=folder / "data", read_only=True)
        except DocumentError as error:
            assert str(error).endswith("。")
            found["refused"] += 1
            continue
        found["told" if changed.notices else "unseen"] += 1
        if exact(changed.book) != book or len(changed.operations()) != 150 or changed.integrity():
            found["wrong"] += 1
        changed.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=3210)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bytes-", ignore_cleanup_errors=True) as folder:
        found = change_bytes(options.count, options.seed, Path(folder))
    sys.stdout.write(", ".join(f"{name} {found[name]:,}" for name in ("refused", "told", "unseen", "wrong")) + "\n")
    return 1 if found["unseen"] or found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
