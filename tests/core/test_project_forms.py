"""Rows that the clerk lists himself, and forms that every project has."""

from __future__ import annotations

from decimal import Decimal

from engine_forms import Desk
from scored_projects import PACK, SELF, pack_with, scored_pack

from desktop.core.cells import CellRef, Row
from desktop.core.definitions import CheckDef


def row(number: int, prefix: str = "", order: int | None = None) -> Row:
    return Row(f"{prefix}{number}", "", "", (("次序", f"{10 * (order if order is not None else number):06d}"),))


class Office(Desk):
    def __init__(self, pack=PACK) -> None:  # type: ignore[no-untyped-def]
        super().__init__(pack)

    def project(self, number: int, name: str, order: int | None = None):  # type: ignore[no-untyped-def]
        return self.edit(
            self._edit("row", ("项目", str(number)), row(number, "", order)), self._cell("项目", str(number), "项目名称", name)
        )

    def indicator(self, form: str, number: int, name: str = "", order: int | None = None):  # type: ignore[no-untyped-def]
        edits = [self._edit("row", (form, f"指{number}"), row(number, "指", order))]
        if name:
            edits.append(self._cell(form, f"指{number}", "三级指标", name))
        return self.edit(*edits)

    def _cell(self, form: str, row_id: str, column: str, value: str):  # type: ignore[no-untyped-def]
        from desktop.core.cells import Entry

        return self._edit("cell", (form, row_id, column), Entry(value))

    def labels(self, form: str) -> list[str]:
        return [one.label for one in self.model.rows(form) if one.dynamic]

    def codes(self) -> list[str]:
        return [form.code for form in self.model.forms()]


def test_a_project_brings_its_forms_and_takes_them_away() -> None:
    office = Office()
    assert office.codes() == ["封面", "项目"]
    change = office.project(1, "科普经费")
    assert change.forms
    office.project(2, "物业管理费")
    assert office.codes() == ["封面", "项目", "目标#1", "目标#2", "自评#1", "自评#2"]
    assert office.model.instances("自评") == ["自评#1", "自评#2"]
    assert office.model.form("自评#2").code == "自评#2"
    assert office.get("自评#2", "项目名称", "内容") == "物业管理费"
    assert office.model.form_label("自评#1") == "项目支出绩效自评表（科普经费）"
    assert office.drop("项目", "1").forms
    assert office.codes() == ["封面", "项目", "目标#2", "自评#2"]
    assert office.model.find_form("自评#1") is None
    assert office.model.find_form("自评") is None


def test_forms_follow_the_order_of_the_list() -> None:
    office = Office()
    office.project(1, "甲")
    office.project(2, "乙")
    assert office.project(1, "甲", order=3).forms
    assert office.model.instances("目标") == ["目标#2", "目标#1"]
    assert office.labels("项目") == ["乙", "甲"]


def test_free_rows_are_called_by_their_text_or_their_place() -> None:
    office = Office()
    office.project(1, "科普经费")
    for number in (1, 2, 10):
        office.indicator("自评#1", number)
    assert [one.id for one in office.model.rows("自评#1") if one.dynamic] == ["指1", "指2", "指10"]
    assert office.labels("自评#1") == ["第 1 行", "第 2 行", "第 3 行"]
    office.put("自评#1", "指2", "三级指标", "课题数量")
    assert office.labels("自评#1") == ["第 1 行", "课题数量", "第 3 行"]
    office.indicator("自评#1", 10, order=0)
    assert office.labels("自评#1") == ["第 1 行", "第 2 行", "课题数量"]
    assert office.model.label(CellRef("自评#1", "指2", "得分")) == "项目支出绩效自评表（科普经费） 课题数量 · 得分"


def test_findings_name_a_row_as_it_is_called_now_and_stand_in_its_place() -> None:
    office = Office()
    office.project(1, "科普经费")
    for number in (1, 2):
        office.indicator("自评#1", number)
        office.put("自评#1", f"指{number}", "分值", Decimal(5))
        office.put("自评#1", f"指{number}", "得分", Decimal(6))
    assert [finding.scope for finding in office.found("自评-不超")] == ["指1", "指2"]
    change = office.put("自评#1", "指2", "三级指标", "课题数量")
    assert "课题数量" in office.found("自评-不超")[1].say
    assert any("课题数量" in finding.say for finding in change.findings_new)
    office.indicator("自评#1", 1, order=5)
    assert [finding.scope for finding in office.found("自评-不超")] == ["指2", "指1"]
    office.put("项目", "1", "项目名称", "新名称")
    assert office.found("自评-不超")[0].cells[0].label.startswith("项目支出绩效自评表（新名称）")


def test_an_instance_reads_its_own_project_and_its_sister_form() -> None:
    office = Office()
    office.project(1, "科普经费")
    office.project(2, "物业管理费")
    office.put("项目", "1", "全年预算数", "100")
    office.put("项目", "1", "全年执行数", "92.8")
    assert office.get("自评#1", "总额", "执行率") == "92.80"
    assert office.get("自评#2", "总额", "执行率") is None
    office.indicator("目标#1", 1, "课题数量")
    office.indicator("自评#1", 1)
    office.put("目标#1", "指1", "分值", Decimal(10))
    assert office.get("自评#1", "指1", "三级指标") == "课题数量"
    assert office.get("自评#1", "指1", "分值") == "10.00"
    assert office.labels("自评#1") == ["课题数量"]
    office.put("目标#1", "指1", "三级指标", "课题个数")
    assert office.labels("自评#1") == ["课题个数"]


def test_the_list_sums_up_the_forms_of_all_projects() -> None:
    office = Office()
    for number, name in ((1, "甲"), (2, "乙")):
        office.project(number, name)
        office.indicator(f"自评#{number}", 1, "数量")
        office.put(f"自评#{number}", "指1", "得分", Decimal(number) / 2)
    assert office.get("项目", "全部项目", "合计得分") == "1.50"
    assert office.get("项目", "2", "总分") == "1.00"
    assert [finding.scope for finding in office.found("项目-指标数")] == ["1", "2"]
    office.put("自评#1", "指1", "分值", Decimal(3))
    assert [finding.scope for finding in office.found("项目-指标数")] == ["2"]
    office.drop("项目", "2")
    assert office.get("项目", "全部项目", "合计得分") == "0.50"


def test_what_is_said_of_all_rows_is_said_of_the_listed_ones() -> None:
    office = Office()
    office.project(1, "甲")
    office.indicator("自评#1", 1, "数量")
    office.put("自评#1", "指1", "得分", Decimal("4.53"))
    office.put("自评#1", "总额", "得分", Decimal("9.28"))
    assert office.get("自评#1", "总分", "得分") == "13.81"


def test_a_form_of_all_projects_must_be_summed_up_or_chosen() -> None:
    wrong = CheckDef("错", "自评[总分,得分] > 0", "", "", "")
    office = Office(pack_with(PACK.forms[1], checks=(wrong,)))
    assert "每个项目一张" in office.found("错")[0].say
    lost = CheckDef("错", "[总分,得分] = 项目[本项,无此栏]", "", "", "")
    office = Office(pack_with(SELF, checks=(lost,)))
    office.project(1, "甲")
    office.project(2, "乙")
    assert len(office.found("错")) == 1


def test_last_year_is_read_by_the_same_project() -> None:
    check = CheckDef("比上年", "[总分,得分] ≥ 上年.[总分,得分]", "{左} < {右}", "", "", "warning", missing="跳过")
    office = Office(pack_with(SELF, checks=(check,)))
    office.project(1, "甲")
    office.project(2, "乙")
    office.put("自评#2", "总额", "得分", Decimal(5))
    office.put("自评#1", "总额", "得分", Decimal(5))
    office.edit(office._edit("prior_row", ("项目", "2"), row(2)))
    office.last_year("自评#2", "总分", "得分", "9")
    assert office.model.prior(CellRef("自评#2", "总分", "得分")) == Decimal(9)
    assert [finding.table for finding in office.found("比上年")] == ["自评#2"]


def test_whether_any_project_has_figures_is_one_question() -> None:
    office = Office(scored_pack())
    assert office.found("项目-未评") == []
    office.project(1, "甲")
    office.project(2, "乙")
    office.put("项目", "1", "主管部门", "科技局")
    office.put("项目", "全部项目", "合计预算", Decimal(5))
    assert len(office.found("项目-未评")) == 1
    office.put("自评#2", "总额", "全年预算数", Decimal(5))
    assert office.found("项目-未评") == []
    office.drop("项目", "2")
    assert len(office.found("项目-未评")) == 1


def test_a_total_over_projects_is_compared_once_there_is_something_to_add() -> None:
    office = Office()
    office.put("项目", "全部项目", "合计得分", Decimal(90))
    assert office.found("项目-得分") == []
    office.project(1, "甲")
    assert office.found("项目-得分") == []
    office.put("自评#1", "总额", "得分", Decimal(9))
    assert office.found("项目-得分")[0].difference == Decimal(81)
