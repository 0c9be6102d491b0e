"""The sample with project forms: the accounts of the plain sample untouched, six forms beside them, tied to the accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.samples import build_sample, find_sample
from desktop.core.cells import CellRef
from desktop.core.findings import Finding


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Finding, ...]]:
    """All findings of both samples by their ids."""
    folder = tmp_path_factory.mktemp("samples")
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_DATA", str(folder / "data"))
        for name in ("jincheng-2024", "jincheng-2024-projects"):
            with build_sample(find_sample(name), folder / f"{name}.mz") as session:
                found[name] = session.model.findings()
                if name.endswith("projects"):
                    model = session.model
                    assert [model.owner_label(code) for code in model.instances("项目支出绩效自评表")][:2] == [
                        "科技发展专项业务费",
                        "科技研发基地工程项目",
                    ]
                    assert str(model.value(CellRef("项目支出绩效自评表#3", "指4", "得分"))) == "2.28"
    return found


def test_the_accounts_are_those_of_the_plain_sample(findings):
    def accounts(name: str) -> list[tuple[str, str, str, str]]:
        return [(one.check, one.table, one.scope, one.state) for one in findings[name] if one.table.startswith("公开")]

    assert accounts("jincheng-2024-projects") == accounts("jincheng-2024") != []


def test_a_misread_amount_shows_against_the_accounts(findings):
    """Six projects cannot have spent more than 公开03 and 公开05 say: the scan has 890.732 where 590.732 was printed."""
    found = {one.check: one for one in findings["jincheng-2024-projects"] if one.table == "项目"}
    assert set(found) == {"项目-执行合计", "项目-财政拨款合计"}
    assert {one.severity for one in found.values()} == {"warning"}
    assert "1,105.7" in found["项目-执行合计"].say and "194.1" in found["项目-执行合计"].say


def test_errors_are_only_in_forms_whose_scan_lost_something(findings):
    errors = [(one.check, one.table) for one in findings["jincheng-2024-projects"] if one.severity == "error"]
    assert errors == [
        ("自评-分值合计", "项目支出绩效自评表#1"),
        ("自评-总分", "项目支出绩效自评表#1"),
        ("自评-总分", "项目支出绩效自评表#3"),
        ("自评-分值合计", "项目支出绩效自评表#6"),
        ("自评-总分", "项目支出绩效自评表#6"),
    ]


def test_a_sample_that_adds_to_another_names_both_workbooks():
    sample = find_sample("jincheng-2024-projects")
    assert [Path(path).name for path in sample.workbooks] == ["决算公开表.xlsx", "项目支出绩效自评表.xlsx"]
    assert (sample.pack, sample.year) == ("sx-2024", 2024)
