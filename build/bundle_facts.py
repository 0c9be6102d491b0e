"""What the PyInstaller specification has to know: version, licence texts of what is shipped, which of two runtime libraries to take.

Imported by ``mingzhang.spec`` inside the interpreter that makes the bundle (Linux, Windows or the Windows one under wine).
"""

import re
import sys
from importlib import metadata
from pathlib import Path

COMPANY = "明账"
COPYRIGHT = "MIT 许可；所用软件和字体的许可见 licenses 和 resources/fonts/licenses"
_RUNTIME = {"vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll"}
# Distributions whose code is in the bundle without being a requirement of the program.
_FROZEN_BY = ("pyinstaller",)


def version(root):
    """The version of the program, read without importing it."""
    text = (root / "desktop" / "__init__.py").read_text(encoding="utf-8")
    return re.search(r'__version__ = "([^"]+)"', text).group(1)


def numbers(text):
    """The version as the four numbers of a Windows resource."""
    found = [int(part) for part in re.findall(r"\d+", text)[:4]]
    return tuple(found + [0] * (4 - len(found)))


def version_resource(root, name, what):
    """The version resource of an exe: what its properties show."""
    from PyInstaller.utils.win32 import versioninfo as info

    text = version(root)
    strings = {
        "CompanyName": COMPANY,
        "FileDescription": what,
        "FileVersion": text,
        "InternalName": name,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{name}.exe",
        "ProductName": "明账",
        "ProductVersion": text,
    }
    table = info.StringTable("080404B0", [info.StringStruct(key, value) for key, value in strings.items()])  # simplified Chinese, UTF-16
    fixed = info.FixedFileInfo(filevers=numbers(text), prodvers=numbers(text), mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0)
    translation = info.VarFileInfo([info.VarStruct("Translation", [0x0804, 0x04B0])])
    return info.VSVersionInfo(ffi=fixed, kids=[info.StringFileInfo([table]), translation])


def shipped_distributions():
    """The program's requirements, and theirs, as they are installed here."""
    found, waiting = {}, ["mingzhang", *_FROZEN_BY] if _installed("mingzhang") else [*_declared(), *_FROZEN_BY]
    while waiting:
        name = re.split(r"[ ;<>=!~\[(]", waiting.pop(), maxsplit=1)[0].lower().replace("_", "-")
        if name in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = distribution
        if name not in _FROZEN_BY:
            waiting += [each for each in distribution.requires or [] if "extra ==" not in each]
    found.pop("mingzhang", None)
    return found


def _installed(name):
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _declared():
    import tomllib

    content = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    return content["project"]["dependencies"]


def license_files(root):
    """Licence texts beside the program: its own, Python's, Qt's, and those that come with the other packages."""
    files = [(str(root / "LICENSE"), "licenses")]
    files += [(str(path), "licenses") for path in sorted((root / "build" / "licenses").glob("*.txt"))]
    base = Path(sys.base_prefix)
    for python in (base / "LICENSE.txt", base / "lib" / f"python3.{sys.version_info[1]}" / "LICENSE.txt"):
        if python.is_file():
            files.append((str(python), "licenses/python"))
            break
    for name, distribution in sorted(shipped_distributions().items()):
        for file in distribution.files or []:
            if re.match(r"(licen[cs]e|copying|notice|authors)", file.name.lower()) or "licenses" in [
                part.lower() for part in file.parts[:-1]
            ]:
                path = Path(str(distribution.locate_file(file)))
                if path.is_file() and path.suffix.lower() not in {".py", ".pyc"}:
                    inside = [part for part in file.parts[1:-1] if part.lower() != "licenses"]
                    files.append((str(path), "/".join(["licenses", name, *inside])))
    return files


def newest_runtime(binaries):
    """Qt is built with a newer Visual C++ runtime than Python; the newer one serves both, the older one does not."""
    qt = {
        Path(source).name.lower(): source
        for _, source, _ in binaries
        if "shiboken6" in source.lower() and Path(source).name.lower() in _RUNTIME
    }
    kept = []
    for name, source, kind in binaries:
        short = Path(name.replace("\\", "/")).name.lower()
        if short in _RUNTIME and "/" not in name.replace("\\", "/") and short in qt:
            source = qt[short]
        kept.append((name, source, kind))
    return kept
