"""北京: the performance forms that 门头沟 (2023) and 密云 (2024) published, as they stand in the documents, faults included."""

from __future__ import annotations

from decimal import Decimal

import pytest
from performance_forms import GoldenBook, found_and_reviewed, golden_book, golden_forms
from performance_pages import brought_back, changed, found, printed_lines

from desktop.core.cells import Book, CellRef
from desktop.core.entry import add_row, move_rows, remove_rows
from desktop.core.evaluate import Model
from desktop.core.scoring import grade, score
from desktop.forms.cases import run_cases
from desktop.forms.lint import lint_pack
from desktop.forms.load import load_pack

MENTOUGOU, MIYUN = "bj/门头沟", "bj/密云"
SET_UP, OUTPUT, EFFECT = "部门整体绩效目标设立情况", "产出完成情况分析", "效果实现情况分析"
TARGET, MONITOR, PROJECTS = "部门（单位）整体支出绩效目标申报表", "项目支出绩效目标执行监控汇总表", "项目"
NAMES = [(place, form.name) for place in (MENTOUGOU, MIYUN) for form in golden_forms(place)]


def mentougou() -> GoldenBook:
    return golden_book(MENTOUGOU, "bj-2023", "中关村科技园区门头沟园管理委员会", 2023)


def miyun() -> GoldenBook:
    return golden_book(MIYUN, "bj-2024", "北京市密云区科学技术委员会", 2024)


@pytest.fixture(scope="module")
def books() -> dict[str, GoldenBook]:
    return {MENTOUGOU: mentougou(), MIYUN: miyun()}


@pytest.mark.parametrize(("place", "name"), NAMES)
def test_the_program_finds_exactly_the_faults_that_were_seen_by_eye(books, place, name):
    program, reviewed = found_and_reviewed(books[place], name)
    assert program == reviewed


@pytest.mark.parametrize("place", [MENTOUGOU, MIYUN])
def test_nothing_is_found_in_other_tables_and_no_formula_is_broken(books, place):
    model = books[place].model
    assert {one.table for one in model.findings()} <= set(books[place].codes.values())
    assert {one.outcome for one in model.findings()} == {"violated"}


def test_the_sentences_name_the_figures(books):
    sentences = [one.say for place in books for one in books[place].model.findings()]
    assert "指标权重合计 49，应为 100，相差 51。" in sentences
    assert "部门整体绩效目标设立情况列了 21 个指标，产出、效果两张分析表合起来有 42 个，相差 21 个。" in sentences
    assert any("预算执行率只有 50" in say and "6月30日" in say for say in sentences)
    assert not any("{" in say for say in sentences)


# 门头沟: what counts as a fault, and what does not


def test_what_every_task_has_is_no_duplicate_but_another_name_twice_is(books):
    """全部工作完成 and 年末预算执行率 stand under every one of the seven tasks."""
    assert not any("重复" in check for check, _, _ in found(books[MENTOUGOU].model))
    model = changed(mentougou().model, {(SET_UP, "指8", "三级指标"): "重点项目", (OUTPUT, "指5", "三级指标"): "重点项目"})
    doubled = {one for one in found(model) if "重复" in one[0]}
    assert doubled == {
        (check, form, row)
        for check, form, rows in (("设立-重复", SET_UP, "78"), ("产出-重复", OUTPUT, "45"))
        for row in map("指{}".format, rows)
    }


def test_all_work_done_is_doubted_only_while_every_task_claims_it(books):
    assert ("产出-全部工作完成", OUTPUT, "") in found(books[MENTOUGOU].model)
    model = changed(mentougou().model, {(OUTPUT, "指18", "完成值"): "0.8", (OUTPUT, "指18", "偏差原因"): "两家党组织尚未建立"})
    assert found(model, OUTPUT) == {("产出-指标数", OUTPUT, "")}


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ((SET_UP, "指1", "指标值"), "", ("设立-缺指标值", SET_UP, "指1")),
        ((SET_UP, "指1", "分值"), "", ("设立-缺权重", SET_UP, "指1")),
        ((SET_UP, "指1", "分值"), "-3", ("设立-权重为负", SET_UP, "指1")),
        ((SET_UP, "指1", "指标性质"), "", ("设立-缺性质", SET_UP, "指1")),
        ((SET_UP, "指1", "度量单位"), "", ("设立-缺单位", SET_UP, "指1")),
        ((SET_UP, "指1", "三级指标"), "方案编制成本", ("设立-成本方向", SET_UP, "指1")),
        ((SET_UP, "指2", "指标值"), "≤≥90", ("指标值-矛盾", SET_UP, "指2/指标值")),
        ((OUTPUT, "指2", "完成值"), "90", ("产出-完成值范围", OUTPUT, "指2")),
        ((OUTPUT, "指2", "完成值"), "-0.5", ("产出-完成值范围", OUTPUT, "指2")),
        ((OUTPUT, "指2", "完成值"), "", ("产出-缺完成值", OUTPUT, "指2")),
        ((OUTPUT, "指2", "完成值"), "0.9", ("产出-缺偏差原因", OUTPUT, "指2")),
        ((OUTPUT, "指16", "完成值"), "1", ("产出-多余原因", OUTPUT, "指16")),
        ((OUTPUT, "指2", "指标值"), "", ("产出-缺计划值", OUTPUT, "指2")),
        ((OUTPUT, "指2", "指标值"), "95", ("产出-计划值不符", OUTPUT, "指2")),
        ((EFFECT, "指2", "指标值"), "90", ("效果-计划值不符", EFFECT, "指2")),
        ((EFFECT, "指18", "偏差原因"), "", ("效果-缺偏差原因", EFFECT, "指18")),
    ],
)
def test_a_fault_put_in_is_found(place, text, expected):
    book = mentougou()
    assert expected not in found(book.model)
    assert expected in found(changed(book.model, {place: text}))


def test_a_department_whose_three_tables_agree_is_not_accused():
    """The first three tasks alone: weights that add to 100, no more results than targets."""
    model = mentougou().model
    book = model.book
    for form, kept in ((SET_UP, 18), (OUTPUT, 9), (EFFECT, 9)):
        sheet = book.sheet(form)
        for row in [row for row in sheet.rows if int(row.removeprefix("指")) > kept]:
            del sheet.rows[row]
            for place in [place for place in sheet.entered if place[0] == row]:
                del sheet.entered[place]
    for number, weight in enumerate((10, 10, 5, 5, 2, 2, 8, 8, 5, 5, 4, 3, 8, 8, 5, 5, 4, 3), 1):
        book.sheet(SET_UP).entered.pop((f"指{number}", "分值"))
        changed(model, {(SET_UP, f"指{number}", "分值"): str(weight)})
    clean = changed(model, {(SET_UP, "指10", "度量单位"): ""})
    assert [one.say for one in clean.findings()] == []
    renamed = changed(clean, {(OUTPUT, "指2", "三级指标"): "方案通过率"})
    assert found(renamed) == {("产出-没有目标", OUTPUT, "指2")}


def test_the_bands_of_the_document_grade_as_it_does():
    """98 and 100 points are 优秀 in its text; its bands begin at 90（含）, 80（含） and 60（含）."""
    profiles = {profile.id: profile for profile in load_pack("bj-2023").scoring}
    assert [grade(profiles["beijing"], Decimal(total)) for total in ("98", "100", "90")] == ["优秀"] * 3
    words = [grade(profiles["beijing"], Decimal(total)) for total in ("90", "89.99", "80", "79.99", "60", "59.99")]
    assert words[1] == words[2] != words[0] and words[3] == words[4] != words[2] and words[5] != words[4]
    assert score(profiles["mentougou"], "5", "0.6", Decimal(3)).value == Decimal("1.8")  # a result there is the part that was reached


# 密云: money, progress, wording


def test_project_expenditure_and_the_total_follow_from_the_list_of_projects():
    model = changed(miyun().model, {(TARGET, "资金总额", "金额"): "", (TARGET, "项目支出", "金额"): ""})
    assert str(model.value(CellRef(TARGET, "项目支出", "金额"))) == "62.90"
    assert str(model.value(CellRef(TARGET, "资金总额", "金额"))) == "1899.34"


def test_the_summary_takes_names_kinds_and_amounts_from_the_list_of_projects():
    model = miyun().model
    for row, column in (("1", "项目名称"), ("1", "项目类别"), ("1", "项目金额")):
        ref = CellRef(MONITOR, row, column)
        model.book.sheet(MONITOR).entered.pop((row, column), None)
        assert not Model(model.pack, model.book).takes_entry(ref)
    again = changed(
        model, {(PROJECTS, "1", "全年预算数"): "30.5", (PROJECTS, "1", "项目名称"): "科技馆物业费", (MONITOR, "1", "执行率"): ""}
    )
    assert again.value(CellRef(MONITOR, "1", "项目名称")) == "科技馆物业费"
    assert str(again.value(CellRef(MONITOR, "1", "项目金额"))) == "30.50"
    assert str(again.value(CellRef(MONITOR, "1", "执行率"))) == "50.16"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ({(TARGET, "基本支出", "金额"): "1836.54"}, ("申报-资金总额", TARGET, "")),
        ({(PROJECTS, "2", "年初预算数"): "33.2"}, ("申报-项目支出", TARGET, "")),
        ({(TARGET, "预期目标", "内容"): ""}, ("申报-缺绩效目标", TARGET, "")),
        ({(TARGET, "指3", "指标值"): ""}, ("申报-缺指标内容", TARGET, "指3")),
        ({(TARGET, "指3", "指标值"): "制作沙盘≥≤1座"}, ("申报-指标矛盾", TARGET, "指3")),
        ({(TARGET, "指3", "三级指标"): "沙盘"}, ("申报-项目有任务", TARGET, "2")),
        (
            {(TARGET, "指3", "三级指标"): "科技馆保安保洁费", (TARGET, "指3", "任务"): "保障科技馆正常运转"},
            ("申报-重复", TARGET, "指3"),
        ),
        ({(PROJECTS, "1", "全年执行数"): "14.30"}, ("监控-执行率不符", MONITOR, "1")),
        ({(PROJECTS, "1", "全年执行数"): "61.2", (MONITOR, "1", "执行率"): ""}, ("监控-执行率过百", MONITOR, "1")),
        ({(PROJECTS, "1", "全年执行数"): "3.06", (MONITOR, "1", "执行率"): ""}, ("监控-无偏差与进度", MONITOR, "1")),
        ({(MONITOR, "2", "预期目标"): ""}, ("监控-缺绩效目标", MONITOR, "2")),
        ({(MONITOR, "2", "完成说明"): ""}, ("监控-缺完成情况", MONITOR, "2")),
        ({(MONITOR, "1", "完成说明"): "部分完成", (MONITOR, "1", "偏差原因"): ""}, ("监控-缺偏差原因", MONITOR, "1")),
        ({(PROJECTS, "2", "项目名称"): "科学城展厅"}, ("监控-项目名称", MONITOR, "2")),
        ({(PROJECTS, "2", "项目名称"): "科技馆保安保洁费", (MONITOR, "2", "项目名称"): ""}, ("监控-重复", MONITOR, "2")),
    ],
)
def test_a_fault_put_into_the_forms_of_miyun_is_found(edits, expected):
    book = miyun()
    assert expected not in found(book.model)
    assert expected in found(changed(book.model, edits))


@pytest.mark.parametrize("words", ["上半年任务已完成，按计划推进", "基本完成", "完成50%", "未完成"])
def test_progress_that_is_told_as_it_is_raises_no_contradiction(words):
    model = changed(miyun().model, {(MONITOR, "1", "完成说明"): words})
    assert ("监控-已完成与进度", MONITOR, "1") not in found(model)


def test_a_rate_rounded_to_a_whole_percent_is_no_error():
    """10.2 of 30.6 are 33.33 %."""
    for text, severities in (("33%", ["hint"]), ("33.33%", []), ("34%", ["error", "hint"])):
        model = changed(miyun().model, {(PROJECTS, "1", "全年执行数"): "10.2", (MONITOR, "1", "执行率"): text})
        assert sorted(one.severity for one in model.findings() if one.check.startswith("监控-执行率")) == severities


def test_projects_come_move_and_go_in_the_summary_with_the_list():
    model = miyun().model
    model.apply(add_row(model, PROJECTS, values={"项目名称": "科普活动", "项目类别": "特定目标类项目", "年初预算数": "5"}, after="1"))
    assert [row.label for row in model.rows(MONITOR)][1] == "科普活动"
    assert str(model.value(CellRef(TARGET, "项目支出", "金额"))) == "62.90"  # the printed figure stays, and is compared
    assert ("申报-项目支出", TARGET, "") in found(model)
    model.apply(move_rows(model, PROJECTS, ["3"], ""))
    assert [row.id for row in model.rows(MONITOR)] == ["3", "1", "2"]
    assert [line[0] for line in printed_lines(model, MONITOR)[1:]] == [
        "（一）特定目标类项目（项目类别）", "1", "（二）运转类项目（项目类别）", "1", "（三）特定目标类项目（项目类别）", "1",
    ]  # fmt: skip
    removed = remove_rows(model, PROJECTS, ["3"])
    model.apply(removed)
    assert [row.id for row in model.rows(MONITOR)] == ["1", "2"]
    model.apply(removed.inverse("undo"))
    assert [row.label for row in model.rows(MONITOR)] == ["科普活动", "科技馆保安保洁费", "科学城东区展厅模型沙盘展台展板设计制作"]


# on paper


def test_mentougou_prints_what_was_published(books):
    book = books[MENTOUGOU]
    for name, code in book.codes.items():
        columns = {
            SET_UP: ("三级指标", "指标性质", "指标值", "度量单位", "分值"),
            OUTPUT: ("三级指标", "指标值", "完成值", "偏差原因"),
            EFFECT: ("三级指标", "指标值", "完成值", "偏差原因"),
        }[code]
        rows = book.forms[name].rows
        assert len(rows) == 21
        expected = [[str(number), *(row.get(column, "") for column in columns)] for number, row in enumerate(rows, 1)]
        head, *body = printed_lines(book.model, code)
        assert body == expected
        assert head == [
            "序号",
            "三级指标",
            *(["指标性质", "指标值", "度量单位", "指标权重"] if code == SET_UP else ["计划值", "完成值", "偏差原因"]),
        ]


def test_the_target_form_of_miyun_prints_as_published(books):
    lines = printed_lines(books[MIYUN].model, TARGET)
    assert [line[0] for line in lines] == [
        "部门（单位）名称", "部门（单位）总体资金情况（万元）", "基本支出：", "项目支出：", "部门（单位）绩效目标", "绩效指标",
        "保障单位正常运转", "保障科技馆正常运转", "服务科学城东区建设", "其他说明的问题",
    ]  # fmt: skip
    assert [line[-1].replace(",", "") for line in lines[1:4]] == ["1899.34", "1836.44", "62.90"]
    assert lines[5] == ["绩效指标", "任务", "指标名称", "指标内容和指标值"]
    assert lines[-1] == ["其他说明的问题", "无"]


def test_the_summary_of_miyun_is_printed_in_groups_each_numbered_from_one(books):
    lines = printed_lines(books[MIYUN].model, MONITOR)
    assert [line[0] for line in lines] == ["序号", "（一）运转类项目（项目类别）", "1", "（二）特定目标类项目（项目类别）", "1"]
    assert lines[2][1:4] == ["科技馆保安保洁费", "30.6", "50%"]
    assert lines[4][1:4] == ["科学城东区展厅模型沙盘展台展板设计制作", "32.3", "100%"]
    assert "保洁区域整洁≤≥95%；" in lines[2][4]


@pytest.mark.parametrize("place", [MENTOUGOU, MIYUN])
def test_the_forms_go_out_to_a_workbook_and_back_unchanged(books, place, tmp_path):
    model = books[place].model
    codes = [code for code in books[place].codes.values() if code != "封面"]
    edits, fresh = brought_back(model, codes, tmp_path / "绩效.xlsx")
    assert edits == ()
    for code in codes:
        assert printed_lines(fresh, code) == printed_lines(model, code)
        for row in model.rows(code):
            for column in model.columns(code, row.id):
                ref = CellRef(code, row.id, column.id)
                assert fresh.value(ref) == model.value(ref), ref
    assert found(fresh) == found(model)


def test_the_pack_is_sound():
    pack = load_pack("bj-2024")
    assert [str(problem) for problem in lint_pack(pack)] == []
    assert {result.name: result.problems for result in run_cases(pack) if not result.passed} == {}
    assert Model(pack, Book(pack.id, "某单位", pack.years[0])).findings() == ()
    for form in pack.forms:
        assert sum(form.layout.widths) == pytest.approx(257 if form.layout.orientation == "landscape" else 170), form.code
