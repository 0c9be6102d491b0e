"""Collect the words of the window into ``i18n/mingzhang_en.ts``: ``python build/update_translations.py``.

Every literal of ``tr("…")`` in ``desktop/ui`` becomes a message; finished translations are kept, words that are gone are dropped, new
ones are marked unfinished. (pyside6-lupdate takes the context from class names and sees nothing outside classes; our texts stand in both.)
``--check`` changes nothing and fails when the file is not in step or not complete.
"""

import argparse
import ast
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "i18n" / "mingzhang_en.ts"
CONTEXT = "mingzhang"


def source_texts(folder=ROOT / "desktop" / "ui"):
    """Text → places (file:line) of every ``tr("…")``, in the order of the files. A ``tr`` of something else is an error."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                first = node.args[0] if node.args else None
                if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                    raise SystemExit(f"{path}:{node.lineno}: tr() needs a literal text")
                found.setdefault(first.value, []).append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}")
    return found


def translations(path=TARGET):
    """Source → finished translation, as the file has them now."""
    if not path.exists():
        return {}
    table = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            table[message.findtext("source", "")] = translation.text
    return table


def written(sources, table):
    """The content of the file."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", '<TS version="2.1" language="en" sourcelanguage="zh_CN">']
    lines += ["<context>", f"    <name>{CONTEXT}</name>"]
    for text, places in sources.items():
        lines.append("    <message>")
        lines += [f'        <location filename="../{place.rpartition(":")[0]}"/>' for place in places[:1]]
        lines.append(f"        <source>{escape(text)}</source>")
        done = table.get(text)
        lines.append(
            f"        <translation>{escape(done)}</translation>" if done else '        <translation type="unfinished"></translation>'
        )
        lines.append("    </message>")
    return "\n".join([*lines, "</context>", "</TS>", ""])


def main():
    parser = argparse.ArgumentParser(description="update the translation file of the window")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when something is missing")
    options = parser.parse_args()
    sources, table = source_texts(), translations()
    missing = [text for text in sources if text not in table]
    if options.check:
        in_step = TARGET.exists() and TARGET.read_text(encoding="utf-8") == written(sources, table)
        for text in missing:
            print("untranslated:", text)
        return 0 if in_step and not missing else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(written(sources, table), encoding="utf-8", newline="\n")
    print(f"{len(sources)} texts, {len(missing)} untranslated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
