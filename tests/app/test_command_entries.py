"""Entries from the command: single ones, CSV files, undo and redo over several runs, the history of a cell, reasons for warnings."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from command import new_document

ROOT = Path(__file__).resolve().parents[2]
CSV = '表,行,栏,值\n公开03,2060101,基本支出,12.34\n公开03,2060199,项目支出,=100+0.5\n\n公开03,2080505,基本支出,"1,234元"\n'


@pytest.fixture
def document(command, tmp_path) -> Path:
    return new_document(command, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_csv_is_one_step_and_brings_the_rows_it_needs(command, document, tmp_path, encoding):
    source = tmp_path / "数.csv"
    source.write_bytes(CSV.replace("\n", "\r\n").encode(encoding))
    assert "3 格" in command("set", document, "--from", source).out
    assert command("get", document, "公开03", "合计", "栏1", "--json").json["value"] == "112.9634"
    assert command("get", document, "公开03", "20805", "基本支出", "--json").json["text"] == "0.12"
    command("undo", document)
    assert "没有“2060101”这一行" in command("get", document, "公开03", "2060101", "基本支出", code=2).err
    command("redo", document)
    assert command("get", document, "公开03", "2060199", "项目支出", "--json").json["note"] == "=100+0.5"


def test_every_bad_line_of_a_csv_is_named_and_nothing_is_entered(command, document, tmp_path):
    source = tmp_path / "错.csv"
    lines = [
        "公开03,2060101,基本支出,很多",
        "公开33,合计,基本支出,1",
        "公开03,2060101,基本,2",
        "公开03,20601015,基本支出,2",
        "公开03,2060101,项目支出,3",
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    before = document.read_bytes()
    said = command("set", document, "--from", source, code=2).err
    for number in (1, 2, 3, 4):
        assert f"第 {number} 行" in said
    assert "第 5 行" not in said
    assert "公开03" in said and "不是数字" in said and "基本支出" in said
    assert "位" in next(line for line in said.splitlines() if "第 4 行" in line), "a code of a wrong length is told as such"
    assert document.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "没有数据"),
        ("公开03,合计,基本支出".encode(), "第 1 行"),
        ("公开03,合计,基本支出,1,234.5".encode(), "引号"),
        (b"PK\x03\x04\x00\x00\x00\xff\xfe\x80", "CSV"),
        ("公开03,合计,基本支出,1\n公开03,合计,基本支出,2".encode(), "第 2 行"),
    ],
)
def test_what_is_no_csv_of_four_columns_says_so(command, document, tmp_path, content, word):
    source = tmp_path / "坏.csv"
    source.write_bytes(content)
    assert word in command("set", document, "--from", source, code=2).err


def test_a_tabbed_file_from_a_spreadsheet_is_read_too(command, document, tmp_path):
    source = tmp_path / "表.txt"
    source.write_text("公开03\t2060101\t基本支出\t1,234.5\n", encoding="utf-8")
    command("set", document, "--from", source)
    assert command("get", document, "公开03", "2060101", "基本支出", "--json").json["value"] == "1234.5"


def test_negative_amounts_units_and_blanks_on_the_command_line(command, document):
    command("set", document, "公开03", "2060101", "基本支出", "-5.2万元")
    got = command("get", document, "公开03", "2060101", "基本支出", "--json").json
    assert (got["value"], got["source"]) == ("-5.2", "entered")
    command("set", document, "公开03", "2060101", "基本支出", "")
    got = command("get", document, "公开03", "2060101", "基本支出", "--json").json
    assert (got["value"], got["source"]) == (None, "blank")


def test_undo_redo_and_history_over_several_processes(command, document):
    def elsewhere(*arguments: str) -> str:
        done = subprocess.run([sys.executable, "-m", "desktop", *arguments], capture_output=True, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stderr.decode("utf-8")
        return done.stdout.decode("utf-8")

    file = str(document)
    for text in ("1", "2", "3"):
        command("set", file, "公开03", "2060101", "基本支出", text)
    assert elsewhere("undo", file, "2").count("已撤销") == 2
    assert command("get", file, "公开03", "2060101", "基本支出", "--json").json["value"] == "1"
    assert "已恢复" in command("redo", file).out
    lines = elsewhere("history", file, "--cell", "公开03", "2060101", "基本支出").splitlines()
    assert [line.split("：")[-1] for line in lines] == ["1 → 2", "2 → 1", "3 → 2", "2 → 3", "1 → 2", "（空） → 1"]


def test_the_history_as_data(command, document):
    command("set", document, "公开03", "2060101", "基本支出", "1.50")
    answer = command("history", document, "--cell", "公开03", "2060101", "基本支出", "--json").json
    assert [(change["old"], change["new"], change["cause"]) for change in answer["changes"]] == [(None, "1.50", "typing")]
    operations = command("history", document, "--json").json["operations"]
    assert operations[0]["label"].startswith("填写 公开03") and operations[0]["who"]


def test_a_column_may_be_named_as_it_is_printed_and_a_wrong_one_brings_the_list(command, document):
    command("set", document, "公开07", "2120801", "基本支出", "4")
    assert command("get", document, "公开07", "2120801", "小 计", "--json").json["column"] == "本年支出"
    said = command("get", document, "公开07", "2120801", "支出", code=2).err
    assert "没有“支出”这一栏" in said and "基本支出、项目支出" in said


def test_nothing_to_undo_is_said(command, document):
    assert "没有可以撤销" in command("undo", document, code=2).err
    assert "没有可以恢复" in command("redo", document, code=2).err
    assert "正整数" in command("undo", document, "0", code=2).err


def test_a_warning_is_acknowledged_goes_stale_and_an_error_is_not(command, document):
    command("set", document, "公开03", "2060101", "基本支出", "5")
    open_ones = [found for found in command("check", document, "--json").json["findings"] if found["severity"] == "warning"]
    first = open_ones[0]
    command("ack", document, first["check"], first["scope"], "--reason", "确实没有")
    found = {(f["check"], f["table"], f["scope"]): f for f in command("check", document, "--json").json["findings"]}
    now = found[first["check"], first["table"], first["scope"]]
    assert (now["state"], now["reason"]) == ("acknowledged", "确实没有")
    assert "说明" in command("ack", document, first["check"], first["scope"], "--reason", " ", code=2).err
    assert "现在没有" in command("ack", document, "没有这条", "x", "--reason", "是", code=2).err
    command("set", document, "公开03", "合计", "基本支出", "9")
    error = next(f for f in command("check", document, "--json", code=1).json["findings"] if f["severity"] == "error")
    assert "必须改正" in command("ack", document, error["check"], error["scope"], "--reason", "是", code=2).err


def test_a_finding_that_stands_alone_needs_no_scope_and_one_of_many_does(command, document):
    def negative() -> dict[str, dict[str, str]]:
        found = command("check", document, "--json", code=None).json["findings"]
        return {f["scope"]: f for f in found if f["table"] == "公开03" and f["scope"].startswith("20601") and f["severity"] == "warning"}

    command("set", document, "公开03", "2060101", "基本支出", "-5")
    ((scope, alone),) = negative().items()
    command("ack", document, alone["check"], "-", "--reason", "核实过")
    assert negative()[scope]["state"] == "acknowledged"
    command("set", document, "公开03", "2060199", "项目支出", "-3")
    assert len(negative()) == 2 and {finding["check"] for finding in negative().values()} == {alone["check"]}
    said = command("ack", document, alone["check"], "-", "--reason", "核实过", code=2).err
    assert all(scope in said for scope in negative())


def test_last_years_document_becomes_the_prior_figures(command, tmp_path):
    last = new_document(command, tmp_path, "cn-2024", 2023, "去年.mz", "--code", "108")
    command("set", last, "公开03", "2060101", "基本支出", "7")
    this = new_document(command, tmp_path, "cn-2024", 2024, "今年.mz", "--from", last)
    command("set", this, "公开03", "2060101", "基本支出", "8")
    got = command("get", this, "公开03", "合计", "本年支出合计", "--json").json
    assert (Decimal(got["value"]), Decimal(got["prior"])) == (8, 7)
    assert command("get", this, "封面", "单位代码", "内容", "--json").json["value"] == "108"
    wrong = command("new", tmp_path / "x.mz", "--pack", "cn-2024", "--unit", "某局", "--year", "2025", "--from", last, code=2)
    assert "2024 年度的文档" in wrong.err and not (tmp_path / "x.mz").exists()


def test_a_book_kept_in_yuan_is_shown_in_ten_thousands(command, tmp_path):
    file = new_document(command, tmp_path, "bj-2023", 2023, "京.mz")
    form = next(code for code in ("公开03", "公开02") if command("show", file, code, "--json", code=None).code == 0)
    command(
        "set",
        file,
        form,
        "2060101",
        "栏2" if command("show", file, form, "--json").json["columns"][1]["no"] == "2" else "基本支出",
        "123456.78",
    )
    shown = command("show", file, form, "--json", "--unit", "万元").json
    assert shown["unit"] == "万元"
    assert "12.35" in {value for row in shown["rows"] for value in row["values"].values()}
    exact = command("show", file, form, "--json").json
    assert exact["unit"] == "元"
    assert "123456.78" in {value for row in exact["rows"] for value in row["values"].values()}


def test_backups_are_listed_and_restored_to_a_new_file(command, document, tmp_path):
    command("set", document, "公开03", "2060101", "基本支出", "1")
    command("backup", document)
    command("set", document, "公开03", "2060101", "基本支出", "2")
    listed = command("restore", document, "--list", "--json").json["backups"]
    at = next(number for number, backup in enumerate(listed, 1) if backup["reason"] == "手动")
    made = command("restore", document, "--which", at, "--to", tmp_path / "旧.mz", "--json").json["restored"]
    assert command("get", made, "公开03", "2060101", "基本支出", "--json").json["value"] == "1"
    assert command("get", document, "公开03", "2060101", "基本支出", "--json").json["value"] == "2"
    assert "已经存在" in command("restore", document, "--to", tmp_path / "旧.mz", code=2).err
    assert "没有第 99 份" in command("restore", document, "--which", "99", code=2).err
    assert "恢复" in Path(command("restore", document, "--json").json["restored"]).name


def test_an_override_and_the_way_back_are_told(command, document):
    command("set", document, "公开03", "2060101", "基本支出", "1234.5")
    said = command("set", document, "公开01", "本年支出合计", "金额", "2000").out
    assert "覆盖了计算数 1,234.50" in said and '""' in said
    said = command("set", document, "公开01", "本年支出合计", "金额", "").out
    assert "已清空" in said and "计算数 1,234.50" in said
    assert command("get", document, "公开01", "本年支出合计", "金额", "--json").json["source"] == "computed"
    assert "已清空" in command("set", document, "公开03", "2060101", "基本支出", "").out


def test_wrong_places_are_told_once_and_with_the_way_out(command, document):
    said = command("set", document, "公开03", "20601999", "基本支出", "1", code=2).err
    assert said.count("\n") == 1 and "8 位" in said
    said = command("set", document, "公开01", "总计", "金额", "1", code=2).err
    assert "收入总计（第 31 行）" in said and "支出总计（第 62 行）" in said
    assert "第 9 行是空行" in command("set", document, "公开01", "行9", "金额", "1", code=2).err
    assert "不印行次" in command("get", document, "公开03", "行9", "基本支出", code=2).err
    assert "不印栏次" in command("get", document, "公开10", "大型设备", "栏3", code=2).err


def test_a_year_that_the_pack_is_not_made_for_is_told(command, tmp_path):
    assert "适用 2024 年度" in command("new", tmp_path / "x.mz", "--pack", "sx-2024", "--unit", "某局", "--year", 2022).err
    assert "适用" not in command("new", tmp_path / "y.mz", "--pack", "sx-2024", "--unit", "某局", "--year", 2024).err


def test_a_reason_says_which_of_several_findings_it_is_for(command, document):
    command("set", document, "公开03", "2060101", "项目支出", "-5")
    command("set", document, "公开03", "2060101", "基本支出", "-4")
    said = command("ack", document, "03-负数", "--reason", "退回以前年度款项", code=2).err
    assert "2060101/基本支出" in said and "2060101/项目支出" in said
    assert (
        "已记录 03-负数 公开03 2060101/基本支出 的说明"
        in command("ack", document, "03-负数", "2060101/基本支出", "--reason", "退回以前年度款项").out
    )


def test_late_publication_is_a_warning_that_a_reason_settles(command, document):
    """Nobody can publish in time any more; a finding that could only be cleared by a wrong date must not stand in the way."""
    command("set", document, "封面", "决算批复日期", "内容", "2025.7.1")
    command("set", document, "封面", "公开日期", "内容", "2025年8月20日")
    late = next(one for one in command("check", document, "--json", code=None).json["findings"] if one["check"] == "D01")
    assert late["severity"] == "warning" and "第 50 天" in late["say"]
    command("ack", document, "D01", "--reason", "政务网站改版，推迟公开。")
    assert (
        next(one for one in command("check", document, "--json", code=None).json["findings"] if one["check"] == "D01")["state"]
        == "acknowledged"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('公开03,2060101,基本支出,"12\n公开03,2060101,项目支出,5\n', "引号"),
        ('公开03,2060101,基本支出,"' + "9" * 200_000 + '"\n', "过长"),
        ("公开03," + "2" * 5000 + ",基本支出,5\n", "超过 500 个字"),
        ("公开03,甲,基本支出,5\n" * 3 + "".join(f"公开03,行{number}0,基本支出,5\n" for number in range(400)), "另有"),
    ],
)
def test_a_csv_that_is_cut_off_or_endless_is_refused_in_a_few_lines(command, document, tmp_path, content, words):
    file = tmp_path / "数.csv"
    file.write_text(content, encoding="utf-8")
    before = document.read_bytes()
    answer = command("set", document, "--from", file, code=2)
    assert words in answer.err and len(answer.err) < 20_000 and "field" not in answer.err
    assert document.read_bytes() == before


def test_what_was_only_partly_asked_for_is_not_called_passed(command, document):
    command("set", document, "公开03", "2060101", "项目支出", "-5")
    said = command("check", document, "--tier", "波动", code=None).out
    assert "只看“波动”类" in said and "审核通过" not in said


def test_a_cell_that_does_not_apply_says_so(command, document):
    got = command("get", document, "公开06", "309", "决算数", "--json").json
    assert (got["value"], got["source"]) == ("n/a", "not_applicable")
    assert "来源：不适用" in command("get", document, "公开06", "309", "决算数").out
