"""What the packaging relies on: pinned packages of both systems agree, nothing needed is left out, every file of the program is taken along."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"


@pytest.fixture
def build_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BUILD))
    before = set(sys.modules)
    yield  # type: ignore[misc]
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(BUILD)):
            del sys.modules[name]


def pinned(system: str) -> dict[str, str]:
    text = (BUILD / "requirements" / f"{system}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([A-Za-z0-9_.-]+)==(\S+)", text))


def test_both_systems_have_the_same_versions_and_every_package_its_hashes() -> None:
    linux, windows = pinned("linux"), pinned("windows")
    assert {name: (linux[name], windows[name]) for name in linux.keys() & windows.keys() if linux[name] != windows[name]} == {}
    for system in ("linux", "windows", "windows-python"):
        blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", (BUILD / "requirements" / f"{system}.txt").read_text(encoding="utf-8"))[1:]
        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_packages_of_the_program_and_nothing_else_go_to_machines_without_a_network(build_modules: None) -> None:
    import bundle_facts
    import wheelhouse

    names = {name for name in bundle_facts.shipped_distributions() if name != "pyinstaller"}
    assert {"pyside6-essentials", "sqlmodel", "openpyxl", "reportlab", "python-docx", "jinja2", "lxml", "pillow"} <= names
    assert not names & {"pytest", "mypy", "ruff", "hypothesis", "mingzhang"}
    for system in ("linux", "windows"):
        kept = wheelhouse.only((BUILD / "requirements" / f"{system}.txt").read_text(encoding="utf-8"), names)
        assert len(re.findall(r"(?m)^[A-Za-z0-9_.-]+==", kept)) == len(names)
        assert "pytest" not in kept and kept.count("--hash=sha256:") > len(names)


def test_tools_of_developers_are_left_out_under_wine_and_the_rest_stays(build_modules: None) -> None:
    import windows_python

    text = (BUILD / "requirements" / "windows.txt").read_text(encoding="utf-8")
    left = dict(re.findall(r"(?m)^([A-Za-z0-9_.-]+)==(\S+)", windows_python.without(text, windows_python.NOT_NEEDED)))
    assert set(pinned("windows")) - set(left) <= windows_python.NOT_NEEDED
    assert {"pytest", "pyinstaller", "pefile", "pyside6-essentials", "lxml"} <= set(left)


@pytest.mark.parametrize(("text", "expected"), [("0.1.0", (0, 1, 0, 0)), ("1.2.3rc1", (1, 2, 3, 1)), ("2", (2, 0, 0, 0))])
def test_the_version_fits_into_a_windows_resource(build_modules: None, text: str, expected: tuple[int, ...]) -> None:
    import bundle_facts

    assert bundle_facts.numbers(text) == expected


def test_the_installer_removes_only_what_it_brings_and_refuses_what_windows_cannot_run() -> None:
    script = (BUILD / "windows" / "installer.nsi").read_text(encoding="utf-8")
    assert not re.search(r'RMDir /r "\$INSTDIR"', script), "a person's documents may lie in the folder of the program"
    assert "OLDEST_BUILD 17763" in script and "RequestExecutionLevel user" in script
    sentences = re.findall(r"LangString (\w+) \$\{LANG_(\w+)\}", script)
    assert {name for name, language in sentences if language == "SIMPCHINESE"} == {
        name for name, language in sentences if language == "ENGLISH"
    }
