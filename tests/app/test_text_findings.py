"""Findings of the text beside those of the tables: checked, reported, waived with a reason that goes stale, and never without a text."""

from __future__ import annotations

import shutil

import pytest

from desktop.app.samples import build_sample, find_sample

STRANGE = "\U0002ebf0"
"""A character of a block that no bundled font has."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    target = tmp_path_factory.mktemp("sample") / "晋城.mz"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_DATA", str(tmp_path_factory.mktemp("data")))
        with build_sample(find_sample("jincheng-2024"), target):
            pass
    return target


@pytest.fixture
def document(sample, tmp_path):
    copy = tmp_path / "晋城.mz"
    shutil.copyfile(sample, copy)
    return copy


def found(command, document, check):
    return [one for one in command("check", document, "--json", code=None).json["findings"] if one["check"] == check]


def test_a_contradiction_in_the_text_is_an_error_of_the_check_and_of_its_report(command, document, tmp_path):
    command("text", document, "收支总体", "2024年度收入总计2,201.93万元。")
    (wrong,) = found(command, document, "D38")
    assert (wrong["severity"], wrong["tier"], wrong["table"], wrong["scope"]) == ("error", "文表", "文稿", "收支总体")
    assert [cell["table"] for cell in wrong["cells"]] == ["公开01"]
    report = tmp_path / "报告.pdf"
    assert command("check", document, "--tier", "文表", "--report", report, code=1).out
    assert report.read_bytes().startswith(b"%PDF")
    assert "必须改正" in command("ack", document, "D38", "收支总体", "--reason", "就这样", code=2).err


def test_a_waiver_travels_with_the_document_and_goes_stale_with_the_figures(command, document):
    command("ack", document, "D36", "一般公共预算具体", "--reason", "离退休人员医疗保险在此核算")
    (waived,) = found(command, document, "D36")
    assert (waived["state"], waived["reason"]) == ("acknowledged", "离退休人员医疗保险在此核算")
    report = command("preflight", document, "--json").json
    assert [one["state"] for one in report["findings"] if one["check"] == "D36"] == ["acknowledged"]
    command("set", document, "公开05", "208", "本年支出", "300", code=None)
    (stale,) = found(command, document, "D36")
    assert stale["state"] == "stale"
    command("undo", document)
    assert [one["state"] for one in found(command, document, "D36")] == ["acknowledged"]


def test_tables_without_a_text_are_checked_as_tables_alone(command, tmp_path):
    made = tmp_path / "新.mz"
    command("new", made, "--pack", "sx-2024", "--unit", "某局", "--year", "2024")
    assert [one for one in command("check", made, "--json", code=None).json["findings"] if one["table"] == "文稿"] == []


def test_a_character_without_glyph_is_a_finding_in_cells_and_in_the_text(command, document):
    command("set", document, "文稿资料", "收支总体原因", "内容", f"{STRANGE}某负责的项目增加")
    command("text", document, "收入决算", f"{STRANGE}收入。")
    places = {(one["table"], one["scope"]): one["say"] for one in found(command, document, "缺字形")}
    assert set(places) == {("文稿资料", "收支总体原因/内容"), ("文稿", "收入决算")}
    assert all("U+2EBF0" in say for say in places.values())
    command("ack", document, "缺字形", "文稿/收入决算", "--reason", "印前换字体")
    assert sorted(one["state"] for one in found(command, document, "缺字形")) == ["acknowledged", "open"]
