"""The year's code lists: finding, searching, years, and the official list of the clerk."""

from __future__ import annotations

import csv

import pytest

from desktop.forms.catalog import resources_root
from desktop.forms.subjects import LISTS, SubjectCatalog


@pytest.fixture(scope="module")
def catalog() -> SubjectCatalog:
    return SubjectCatalog(2024)


def codes(found) -> list[str]:
    return [subject.code for subject in found]


def test_a_code_is_found_with_name_level_parent_and_status(catalog):
    subject = catalog.find("functional", "2060101")
    assert subject is not None
    assert (subject.name, subject.level, subject.parent, subject.budget) == ("行政运行", 3, "20601", "一般公共预算")
    assert subject.verified == "yes"
    assert catalog.find("functional", "9999999") is None
    assert catalog.find("economic_department", "30201").name == "办公费"
    assert catalog.find("没有这个表", "201") is None


def test_a_code_prefix_lists_its_codes_in_order(catalog):
    found = codes(catalog.search("functional", "20607"))
    assert found[0] == "20607"
    assert found == sorted(found)
    assert {"2060701", "2060702", "2060705"} <= set(found)


def test_search_by_part_of_a_name_puts_the_whole_name_first(catalog):
    found = catalog.search("functional", "住房公积金")
    assert found[0].code == "2210201"
    assert all("住房公积金" in subject.name for subject in found)


@pytest.mark.parametrize(
    ("query", "name"),
    [("xzyx", "行政运行"), ("zfgjj", "住房公积金"), ("JGYX", "机构运行"), ("zdkj", "重大科技合作项目"), ("ｋｐｈｄ", "科普活动")],
)
def test_search_by_pinyin_initials(catalog, query, name):
    assert name in [subject.name for subject in catalog.search("functional", query)]


def test_a_character_with_two_readings_is_found_by_both(catalog):
    """行 is xíng in 行政运行, and typed as háng by mistake."""
    assert "行政运行" in [subject.name for subject in catalog.search("functional", "hzyx")]


def test_the_usual_reading_comes_first():
    with (resources_root() / "subjects" / "functional.csv").open(encoding="utf-8-sig", newline="") as file:
        initials = {line["name"]: line["initials"].split() for line in csv.DictReader(file)}
    assert initials["行政运行"][0] == "xzyx"
    assert initials["长江黄河等流域管理"][0] == "cjhhdlygl"
    assert initials["重大科技合作项目"][0].startswith("zd")


def test_nothing_typed_finds_nothing(catalog):
    assert catalog.search("functional", "  ") == []


def test_search_can_be_kept_to_a_budget(catalog):
    found = catalog.search("functional", "212", budgets=("政府性基金预算",), limit=200)
    assert found and all(subject.budget == "政府性基金预算" for subject in found)


def test_children_and_parents(catalog):
    assert codes(catalog.parents("functional", "2060101")) == ["206", "20601"]
    assert "20601" in codes(catalog.children("functional", "206"))
    assert all(subject.parent == "20601" for subject in catalog.children("functional", "20601"))
    assert "201" in codes(catalog.children("functional", ""))


def test_codes_belong_to_years():
    assert SubjectCatalog(2023).find("functional", "22006") is None
    assert SubjectCatalog(2024).find("functional", "22006").name == "耕地保护考核奖惩基金支出"
    assert SubjectCatalog(2024).find("functional", "22198") is None
    assert SubjectCatalog(2025).find("functional", "22198") is not None


def test_former_names_are_known():
    assert "医疗卫生与计划生育支出" in SubjectCatalog(2024).former_names("functional", "210")
    assert SubjectCatalog(2018).former_names("functional", "210") == ()


def test_the_official_list_replaces_the_own_one(catalog):
    official = catalog.with_official(
        "functional", [("2060101", "行政运行"), ("206", "科学技术支出"), ("说明", "不是科目"), ("2069998", "新科目")], "某年科目"
    )
    assert official.is_official("functional") and not catalog.is_official("functional")
    assert official.find("functional", "2060101").verified == "official"
    assert official.find("functional", "2060101").budget == "一般公共预算"
    assert official.find("functional", "2069998").parent == "20699"
    assert official.find("functional", "2060199") is None
    assert catalog.find("functional", "2060199") is not None
    assert codes(official.search("functional", "xzyx")) == ["2060101"]
    assert official.find("economic_department", "301") is not None


def test_every_list_is_a_tree_without_doubles():
    for name in LISTS:
        catalog = SubjectCatalog(2024)
        everything = catalog.all(name)
        assert everything, name
        known = {subject.code for subject in everything}
        orphans = [subject.code for subject in everything if subject.parent and subject.parent not in known]
        assert orphans == [], name
        siblings = [(subject.parent, subject.name) for subject in everything]
        assert len(siblings) == len(set(siblings)), name


def test_the_lists_name_sources_in_words():
    for path in (resources_root() / "subjects").glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        assert "http" not in text and "www." not in text, path.name
