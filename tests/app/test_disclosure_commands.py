"""The document on the command line: written, asked, changed and packed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from desktop.app.samples import build_sample, find_sample


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("样例") / "晋城.mz"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_DATA", str(tmp_path_factory.mktemp("数据")))
        build_sample(find_sample("jincheng-2024"), file).close()
    return file


@pytest.fixture
def document(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / "晋城.mz"))


def blocks(command, file: Path) -> dict[str, dict]:
    out = file.with_suffix(".pdf")
    return {block["id"]: block for block in command("document", file, out, "--json").json["blocks"]}


def test_document_writes_both_files_and_says_what_is_missing(command, document):
    paper, word = document.with_suffix(".pdf"), document.with_suffix(".docx")
    found = command("document", document, paper, word, "--json").json
    assert set(found) >= {"out", "pages", "blocks", "missing_glyphs"}
    assert paper.read_bytes().startswith(b"%PDF") and word.read_bytes().startswith(b"PK")
    assert found["out"] == str(paper) and found["pages"] > 20 and found["missing_glyphs"] == []
    by_id = {block["id"]: block for block in found["blocks"]}
    assert set(by_id["收支总体"]) >= {"id", "heading", "text", "state", "missing"}
    assert by_id["收支总体"]["heading"] == "一、收入支出决算总体情况说明"
    assert by_id["收支总体"]["state"] == "generated" and "2,195.66" in by_id["收入决算"]["text"]
    assert by_id["各表 项目支出绩效自评表"]["missing"] == ["项目支出绩效自评表"]
    said = command("document", document, paper)
    assert "项目支出绩效自评表" in said.err and f"共 {found['pages']} 页" in said.out


def test_a_missing_fact_is_asked_for_by_name_everywhere(command, document):
    command("set", document, "文稿资料", "公务用车保有量", "内容", "")
    block = blocks(command, document)["三公具体"]
    assert block["state"] == "missing" and block["missing"] == ["公务用车保有量"]
    assert "保有量共〔请填写：公务用车保有量〕辆" in block["text"]


def test_facts_lists_what_sentences_name(command, document):
    facts = {fact["name"]: fact for fact in command("facts", document, "--json").json["facts"]}
    assert facts['公开01["收入总计","金额"]']["value"] == "2201.39"
    assert facts['公开01["收入总计","金额"]']["unit"] == "万元"
    assert facts['公开01["收入总计","金额"]']["cell"] == "公开01[收入总计,金额]"
    assert facts["自评项目数"]["value"] == "8" and facts["自评项目数"]["unit"] == "个"
    assert facts["三公经费原因"]["value"] is None
    assert facts['上年公开10["行政单位机关运行经费","统计数"]']["value"] == "51.58"
    assert "自评项目数" in command("facts", document).out


def test_a_reason_changes_every_sentence_that_uses_it_and_can_be_taken_back(command, document):
    before = blocks(command, document)
    command("reason", document, "收支总体", "新增科技专项资金")
    after = blocks(command, document)
    assert "主要原因是新增科技专项资金。" in after["收支总体"]["text"]
    assert {name for name in after if after[name] != before[name]} == {"收支总体"}
    assert command("get", document, "文稿资料", "收支总体原因", "内容", "--json").json["value"] == "新增科技专项资金"
    command("undo", document)
    assert blocks(command, document) == before


def test_a_reason_of_one_subject_is_named_by_row_and_column(command, document):
    command("reason", document, "206/与上年比原因", "新设科技成果转化专项")
    assert "新设科技成果转化专项" in blocks(command, document)["一般公共预算具体"]["text"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("三公总体", "因公出国原因"), ("收入决算", "text"), ("收支总题", "收支总体"), ("全部表", "text")],
)
def test_a_reason_that_could_be_several_or_none_is_refused_with_the_way_out(command, document, name, said):
    assert said in command("reason", document, name, "甲", code=2).err


def test_own_words_stay_and_go_stale_when_their_figures_change(command, document):
    own = "我局全年收入2,195.66万元，全部是财政拨款。"
    assert command("text", document, "收入决算", own, "--json").json["state"] == "own"
    assert blocks(command, document)["收入决算"]["text"] == own
    command("set", document, "公开02", "合计", "财政拨款收入", "2000")
    shown = command("text", document, "收入决算", "--json").json
    assert shown["state"] == "stale" and shown["text"] == own
    changes = {(piece["change"], piece["text"]) for piece in shown["changes"] if piece["change"] != "same"}
    assert ("gone", "2,195.66") in changes and ("new", "2,000.00") in changes
    said = command("text", document, "收入决算").out
    assert "【去：2,195.66】【新：2,000.00】" in said and "--keep" in said
    assert "收入决算" in command("document", document, document.with_suffix(".pdf")).err
    assert command("text", document, "收入决算", "--keep", "--json").json["state"] == "own"


def test_text_lists_the_figures_that_were_typed(command, document):
    own = "我局全年收入2,195.66万元，另有88.88万元。"
    typed = command("text", document, "收入决算", own, "--json").json["typed"]
    assert [(one["figure"], one["state"]) for one in typed] == [("2,195.66万元", "known"), ("88.88万元", "unknown")]
    said = command("text", document, "收入决算").out
    assert "88.88万元（数据里没有）" in said
    live = own.replace("2,195.66万元", typed[0]["offers"][0])
    assert command("text", document, "收入决算", live, "--json").json["typed"][0]["figure"] == "88.88万元"
    command("text", document, "收入决算", "")
    assert "手写的数" not in command("text", document, "收入决算").out


def test_own_words_can_be_given_back_and_undone(command, document):
    before = blocks(command, document)["收入决算"]
    command("text", document, "收入决算", "自己的话。")
    command("text", document, "收入决算", "")
    assert blocks(command, document)["收入决算"] == before
    command("undo", document)
    assert blocks(command, document)["收入决算"]["text"] == "自己的话。"


def test_own_words_that_are_what_the_data_give_are_no_own_words(command, document):
    generated = blocks(command, document)["收入决算"]["text"]
    assert command("text", document, "收入决算", generated, "--json").json["state"] == "generated"


def test_a_gap_left_in_own_words_still_asks(command, document):
    found = command("text", document, "收入决算", "收入〔请填写：其他收入来源〕。", "--json").json
    assert found["state"] == "missing" and found["missing"] == ["其他收入来源"]


def test_own_words_are_no_template_but_for_references(command, document):
    command("text", document, "收入决算", "{% for %}共{{ 年度 }}年")
    assert blocks(command, document)["收入决算"]["text"] == "{% for %}共2024年"


@pytest.mark.parametrize("words", ["{{没有这个}}", "{{ ''.__class__ }}", "{{公开01[1,2]}}", '{{公开01["收入总计","没有"]}}', "{{1/0}}"])
def test_a_reference_that_means_nothing_is_refused_with_a_sentence(command, document, words):
    before = document.read_bytes()
    told = command("text", document, "收入决算", f"共{words}万元", code=2).err
    assert "不能用" in told
    assert document.read_bytes() == before


def test_a_reference_in_own_words_follows_the_data_and_the_words_are_not_stale(command, document):
    own = '收入总计{{ 公开01["收入总计","金额"] }}万元，比上年增加{{公开01["收入总计","金额"] | 增减额(上年公开01["收入总计","金额"])}}万元，支出总计2,201.39万元。'
    made = command("text", document, "收支总体", own, "--json").json
    assert made["text"] == "收入总计2,201.39万元，比上年增加375.84万元，支出总计2,201.39万元。" and made["state"] == "own"
    assert made["own"] == own
    command("set", document, "公开01", "收入总计", "金额", "2301.39")
    text = command("text", document, "收支总体", "--json").json
    assert text["text"].startswith("收入总计2,301.39万元，比上年增加475.84万元，支出总计2,201.39万元")
    changed = [(one["change"], one["text"]) for one in text["changes"] if one["change"] != "same"]
    assert text["state"] == "stale" and all("2,3" not in words and "475" not in words for _, words in changed), changed
    command("undo", document, "2")
    assert command("text", document, "收支总体", "--json").json["state"] == "generated"


def test_own_words_of_live_figures_alone_are_not_stale_when_the_data_move(command, document):
    given = command("text", document, "收入决算", "--json").json["source"]
    assert '{{公开02["合计","本年收入合计"]}}' in given
    command("text", document, "收入决算", given.replace("年度收入合计", "年度的收入合计"))
    command("set", document, "公开02", "合计", "本年收入合计", "1700")
    found = command("text", document, "收入决算", "--json").json
    assert found["state"] == "own" and "的收入合计1,700.00万元" in found["text"]


@pytest.mark.parametrize("name", ["全部表", "封面", "没有这块"])
def test_only_blocks_of_words_can_be_rewritten(command, document, name):
    before = document.read_bytes()
    command("text", document, name, "甲", code=2)
    assert document.read_bytes() == before


@pytest.mark.parametrize("outs", [["甲.txt"], ["甲.pdf", "乙.pdf"], ["没有的文件夹/甲.pdf"]])
def test_wrong_outputs_are_refused_and_nothing_is_written(command, document, outs):
    before = set(document.parent.iterdir())
    command("document", document, *[document.parent / out for out in outs], code=2)
    assert set(document.parent.iterdir()) == before


def test_a_pack_without_a_document_says_so(command, document, monkeypatch):
    monkeypatch.setattr("desktop.app.disclosure.narratives", lambda session: ())
    assert "没有公开文稿" in command("document", document, document.with_suffix(".pdf"), code=2).err


def test_preflight_counts_what_it_could_judge(command, document):
    answer = command("preflight", document, "--json", code=None)
    found = answer.json
    assert set(found) >= {"counts", "findings", "rules", "summary"}
    assert found["summary"]["judged"] + found["summary"]["not_judged"] == found["summary"]["apply"]
    assert all(rule["why"] for rule in found["rules"] if rule["outcome"] in ("not judgeable", "not applicable"))
    assert answer.code == (1 if found["counts"]["error"] else 0)
    assert "不能由程序判断" in command("preflight", document, code=None).out


def test_preflight_finds_a_figure_typed_by_hand_that_the_data_contradict(command, document):
    command("text", document, "收入决算", "2024年度收入合计2,195.66万元，其中：财政拨款收入2,095.66万元，占比100.00%。")
    findings = command("preflight", document, "--json", code=None).json["findings"]
    assert any("2,095.66" in finding["say"] for finding in findings)


def test_a_package_holds_the_three_files_and_their_sums(command, document):
    folder = document.parent / "公开"
    made = command("package", document, folder, "--json").json
    assert made["draft"] is False
    assert [file["name"] for file in made["files"]] == [
        "01 2024年度晋城市科学技术局部门决算公开.pdf",
        "02 2024年度晋城市科学技术局部门决算公开.docx",
        "03 2024年度晋城市科学技术局部门决算公开（表）.xlsx",
    ]
    sums = dict(reversed(line.split("  ", 1)) for line in (folder / "校验和.txt").read_text(encoding="utf-8").splitlines())
    for file in made["files"]:
        assert hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest() == file["sha256"] == sums[file["name"]]
    assert any("项目支出绩效自评表" in line for line in made["open"])
    assert len(list(folder.iterdir())) == 4


def test_a_package_with_open_errors_is_refused_or_says_that_it_is_a_draft(command, document):
    folder = document.parent / "公开"
    command("package", document, folder)
    command("set", document, "公开02", "2060101", "本年收入合计", "5000")
    refused = command("package", document, document.parent / "另一处", code=2).err
    assert "错误" in refused and "公开02" in refused and "--draft" in refused
    assert not (document.parent / "另一处").exists()
    made = command("package", document, folder, "--draft", "--json").json
    assert made["draft"] is True and all("（草稿）" in file["name"] for file in made["files"])
    assert sorted(path.name for path in folder.iterdir()) == sorted([*(file["name"] for file in made["files"]), "校验和.txt"])
