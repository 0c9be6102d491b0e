"""``mingzhang find``, ``replace`` and ``version`` on the sample."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.app.replacing import replaced
from desktop.app.searching import Wanted
from desktop.app.versions import sentences_of
from desktop.cli import main


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from desktop.app.samples import build_sample, find_sample

    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("made")
        patch.setenv("MINGZHANG_DATA", str(folder / "data"))
        build_sample(find_sample("jincheng-2024"), folder / "晋城.mz").close()
        return folder / "晋城.mz"


Run = Callable[..., str]


@pytest.fixture
def run(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a copy of the sample (FILE in the arguments stands for it); its answer."""
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "data"))
    target = tmp_path / "晋城.mz"
    shutil.copyfile(made, target)

    def call(*arguments: str, code: int = 0) -> str:
        given = [str(target) if argument == "FILE" else argument for argument in arguments]
        assert main(given) == code, capsys.readouterr().err
        return capsys.readouterr().out

    return call


def test_a_figure_is_found_in_tables_and_sentences(run: Run) -> None:
    hits = json.loads(run("find", "FILE", "2195.66", "--json"))["hits"]
    assert {"cell", "sentence"} <= {hit["kind"] for hit in hits}
    assert {"table": "公开03", "row": "合计", "column": "本年支出合计"}.items() <= next(
        hit for hit in hits if hit["table"] == "公开03"
    ).items()
    assert "没有找到" in run("find", "FILE", "绝无此字")


def test_replacing_is_tried_first_and_taken_back_in_one_step(run: Run) -> None:
    before = run("get", "FILE", "公开03", "2060101", "基本支出", "--json")
    tried = json.loads(run("replace", "FILE", "241.31", "250", "--table", "公开03", "--dry-run", "--json"))
    assert not tried["applied"]
    assert tried["changes"]
    assert run("get", "FILE", "公开03", "2060101", "基本支出", "--json") == before
    run("replace", "FILE", "241.31", "250", "--table", "公开03")
    assert json.loads(run("get", "FILE", "公开03", "2060101", "基本支出", "--json"))["value"] == "250"
    run("undo", "FILE")
    assert run("get", "FILE", "公开03", "2060101", "基本支出", "--json") == before


def test_a_version_is_named_compared_printed_and_gone_back_to(run: Run, tmp_path: Path) -> None:
    run("version", "save", "FILE", "送审稿")
    run("set", "FILE", "公开03", "2060101", "基本支出", "300")
    out = tmp_path / "对照.pdf"
    told = json.loads(run("version", "compare", "FILE", "送审稿", "--report", str(out), "--json"))
    changed = {(cell["table"], cell["row"], cell["column"]): cell for cell in told["cells"]}
    assert changed["公开03", "2060101", "基本支出"]["difference"] == "58.69"
    assert out.read_bytes().startswith(b"%PDF")
    run("version", "restore", "FILE", "送审稿")
    assert json.loads(run("version", "compare", "FILE", "送审稿", "--json"))["cells"] == []
    causes = [version["cause"] for version in json.loads(run("version", "list", "FILE", "--json"))["versions"]]
    assert causes[:2] == ["restore", "named"]
    run("version", "restore", "FILE", "没有这个", code=2)


def test_another_file_can_be_compared_with(run: Run, made: Path) -> None:
    run("set", "FILE", "公开03", "2060101", "基本支出", "300")
    told = json.loads(run("version", "compare", "FILE", "--with", str(made), "--json"))
    assert [cell["after"] for cell in told["cells"] if cell["row"] == "2060101"][:1] == ["300"]


def test_an_import_keeps_the_document_before_it(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "表.xlsx"
    run("export", "FILE", str(book))
    run("set", "FILE", "公开03", "2060101", "基本支出", "300")
    count = len(json.loads(run("version", "list", "FILE", "--json"))["versions"])
    run("import", "FILE", str(book))
    versions = json.loads(run("version", "list", "FILE", "--json"))["versions"]
    assert len(versions) == count + 1
    assert versions[0]["cause"] == "import"


@pytest.mark.parametrize(
    ("text", "find", "new", "result"),
    [
        ("预算１２万元", "12", "13", "预算13万元"),
        ("ABCabc", "abc", "x", "xx"),
        ("经费、经费", "经费", "费用", "费用、费用"),
        ("没有", "别的", "x", "没有"),
    ],
)
def test_full_width_and_capitals_are_the_same_unless_asked(text: str, find: str, new: str, result: str) -> None:
    assert replaced(text, Wanted(find), new) == result


def test_capitals_count_when_asked() -> None:
    assert replaced("ABCabc", Wanted("abc", match_case=True), "x") == "ABCx"


def test_sentences_end_at_their_full_stop() -> None:
    assert sentences_of("一。二。\n三") == ["一。", "二。", "三"]
