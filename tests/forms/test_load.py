"""Packs are read strictly: a mistake of the author is a Chinese sentence with file and key, and never a silent default."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_writing import COVER, PACK, REGION, SUMMARY, TREE, write_base, write_pack, write_region

from desktop.core.definitions import FormDef, HeadCell, PackDef
from desktop.forms.catalog import list_packs, pack_folder, resources_root
from desktop.forms.load import load_pack, read_pack
from desktop.forms.pipes import read_mini_grid
from desktop.forms.schema import PackError


def form_of(pack: PackDef, code: str) -> FormDef:
    found = pack.form(code)
    assert found is not None
    return found


def row_of(form: FormDef, row_id: str) -> tuple[str, ...]:
    """(label, 行次, source, code) of a row."""
    row = next(row for block in form.blocks for row in block.rows if row.id == row_id)
    return row.label, row.no, row.source, row.code


def rows_of(form: FormDef, block: str) -> list[str]:
    return [row.id for row in form.block(block).rows]


# --- what is read ---------------------------------------------------------------------------------------------------------------------


def test_a_pack_is_read_with_its_forms_in_the_order_of_the_set(tmp_path: Path) -> None:
    pack = load_pack(write_base(tmp_path))
    assert [form.code for form in pack.forms] == ["封面", "公开01", "公开03"]
    assert (pack.kept_in, pack.years, dict(pack.parameters)) == ("万元", (2024,), {"变动幅度": "30"})


def test_rows_come_from_the_pipe_table(tmp_path: Path) -> None:
    form = form_of(load_pack(write_base(tmp_path)), "公开01")
    assert row_of(form, "拨款") == ("一、拨款", "1", "填", "")
    assert row_of(form, "206") == ("一、科学技术支出", "5", "算", "206"), "without 标识 the code is the id"
    assert row_of(form, "空3") == ("", "3", "空", "")


def test_choices_and_kinds_of_cover_rows_are_read(tmp_path: Path) -> None:
    row = form_of(load_pack(write_base(tmp_path)), "封面").blocks[0].rows[1]
    assert (row.kind, row.choices, row.default) == ("choice", ("只有财政拨款", "还有其他收入"), "只有财政拨款")


def test_merged_cells_of_a_head_become_spans() -> None:
    grid = read_mini_grid("甲 | < | 乙\n^ | ^ | 丙", "x")
    assert grid[0] == (HeadCell("甲", 2, 2), None, HeadCell("乙"))
    assert grid[1] == (None, None, HeadCell("丙"))


@pytest.mark.parametrize("broken", ["< | 甲", "甲 | 乙\n^ | <", "^ | 甲", "甲 | 乙\n丙"])
def test_a_head_whose_merged_cells_are_no_rectangle_is_refused(broken: str) -> None:
    with pytest.raises(PackError, match=r"公开01\.toml：layout\.head"):
        read_mini_grid(broken, "公开01.toml：layout.head")


def test_the_hash_follows_the_content_and_not_the_line_ends(tmp_path: Path) -> None:
    one = load_pack(write_base(tmp_path / "a"))
    folder = write_base(tmp_path / "b")
    for path in folder.glob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert load_pack(folder).content_hash == one.content_hash
    changed = load_pack(write_base(tmp_path / "c", 公开01=SUMMARY.replace("一、拨款", "一、财政拨款")))
    assert changed.content_hash != one.content_hash


def test_a_pack_is_read_once_and_again_when_a_file_changed(tmp_path: Path) -> None:
    folder = write_base(tmp_path)
    first = load_pack(folder)
    assert load_pack(folder) is first
    write_base(tmp_path, 公开01=SUMMARY.replace("收入支出决算总表", "另一个名称"))
    assert form_of(load_pack(folder), "公开01").title == "另一个名称"


def test_a_change_of_the_base_reaches_the_derived_pack(tmp_path: Path) -> None:
    write_base(tmp_path)
    region = write_region(tmp_path)
    before = load_pack(region)
    write_base(tmp_path, 公开03=TREE.replace("支出决算表", "新支出决算表"))
    after = load_pack(region)
    assert form_of(after, "公开03").title == "新支出决算表"
    assert after.content_hash != before.content_hash


# --- what is refused --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"pack": PACK.replace("title =", "titel =")}, ["pack.toml", "title", "缺少"]),
        ({"pack": PACK + "\n[andere]\n"}, ["pack.toml", "andere", "没有这一项"]),
        ({"pack": PACK.replace('"万元"', '"万"')}, ["pack.toml", "kept_in", "万元、元"]),
        ({"pack": PACK.replace('"公开03"]', '"公开03", "公开04"]')}, ["pack.toml", "公开04", "没有文件"]),
        ({"pack": PACK.replace(', "公开03"]', "]")}, ["公开03.toml", "不在 pack.toml 的 forms 里"]),
        ({"pack": PACK.replace('id = "base"', 'id = "basis"')}, ["pack.toml", "id", "文件夹名"]),
        ({"公开01": SUMMARY.replace("titles", "x").replace("notes =", "note =")}, ["公开01.toml", "note", "是不是“notes”"]),
        ({"公开01": SUMMARY.replace('"公开01"', '"公开02"', 1)}, ["公开01.toml", "form", "公开02"]),
        ({"公开01": SUMMARY.replace("| 算", "| 计", 1)}, ["公开01.toml", "收入合计", "来源", "计"]),
        ({"公开01": SUMMARY.replace("2 | 其他 | 二、其他 | 填", "2 | 其他 | 二、其他")}, ["公开01.toml", "rows", "3 格", "4 列"]),
        ({"公开01": SUMMARY.replace("# 行次 | 标识", "# 行号 | 标识", 1)}, ["公开01.toml", "行号", "可用"]),
        ({"公开01": SUMMARY.replace('basis = "6行=5行"', 'base = "6行=5行"')}, ["公开01.toml", "calc[01-A2]", "base"]),
        ({"公开01": SUMMARY.replace("expr =", 'severity = "schlimm"\nexpr =')}, ["公开01.toml", "check[01-收支]", "severity", "error"]),
        ({"公开01": SUMMARY.replace('id = "01-A1"', "", 1)}, ["公开01.toml", "calc", "id", "缺少"]),
        ({"公开01": SUMMARY.replace("widths = [62,", 'widths = ["62",')}, ["公开01.toml", "layout.widths", "数字"]),
        ({"公开03": TREE.replace("[block.family]", "[block.family]\nlevels = [5, 3]")}, ["公开03.toml", "family", "levels"]),
        ({"公开03": TREE + "\n[[edit]]\nop = 'drop_row'\ntarget = 'x'\n"}, ["公开03.toml", "edit", "extends"]),
        ({"公开03": "form = "}, ["公开03.toml", "不是正确的 TOML"]),
        ({"封面": COVER.replace("| 文字 |", "| 文本 |")}, ["封面.toml", "单位名称", "类型", "文本"]),
    ],
)
def test_a_mistake_is_told_with_its_file_and_key(tmp_path: Path, files: dict[str, str], words: list[str]) -> None:
    folder = write_base(tmp_path, **files)
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    for word in words:
        assert word in str(caught.value)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    folder = write_base(tmp_path)
    (folder / "公开01.toml").write_bytes(SUMMARY.encode("gb18030"))
    with pytest.raises(PackError, match=r"公开01\.toml.*UTF-8"):
        load_pack(folder)


def test_an_unknown_pack_is_told_with_the_known_ones() -> None:
    with pytest.raises(PackError, match="没有表套“nirgends-1900”。现有："):
        load_pack("nirgends-1900")


def test_packs_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    write_pack(
        tmp_path / "base", pack=PACK.replace('id = "base"', 'id = "base"\nextends = "region"'), 封面=COVER, 公开01=SUMMARY, 公开03=TREE
    )
    with pytest.raises(PackError, match="互相沿用"):
        load_pack(write_region(tmp_path))


def test_a_pack_that_extends_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="互相沿用"):
        load_pack(write_base(tmp_path, pack=PACK.replace('id = "base"', 'id = "base"\nextends = "base"')))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(name=st.sampled_from(["pack", "封面", "公开01", "公开03"]), place=st.floats(0, 1), cut=st.integers(0, 6), put=st.sampled_from(["", '"', "|", "[", "]", "<", "^", "=", "1", "\n"]))  # fmt: skip
def test_a_damaged_pack_loads_or_is_told_with_the_damaged_file(name: str, place: float, cut: int, put: str) -> None:
    text = {"pack": PACK, "封面": COVER, "公开01": SUMMARY, "公开03": TREE}[name]
    at = int(place * len(text))
    with TemporaryDirectory() as folder:
        base = write_base(Path(folder), **{name: text[:at] + put + text[at + cut :]})
        try:
            load_pack(base)
        except PackError as error:
            assert str(error).startswith(f"base/{name}.toml") or name == "pack"


# --- derived packs ----------------------------------------------------------------------------------------------------------------------


def derived(tmp_path: Path, edits: str, base_files: dict[str, str] | None = None, code: str = "公开01") -> FormDef:
    write_base(tmp_path, **(base_files or {}))
    text = f'form = "{code}"\nextends = true\n{edits}'
    return form_of(load_pack(write_region(tmp_path, **{code: text})), code)


def test_a_derived_pack_takes_what_it_does_not_say_from_its_base(tmp_path: Path) -> None:
    base = load_pack(write_base(tmp_path))
    region = load_pack(write_region(tmp_path))
    assert [form.code for form in region.forms] == ["封面", "公开03", "公开01"]
    assert form_of(region, "公开01") == form_of(base, "公开01")
    assert (region.region, region.years, region.kept_in) == ("某省", (2024,), "万元")
    assert dict(region.parameters) == {"变动幅度": "20"}
    assert dict(region.subjects) == {"functional": "functional"}


def test_a_derived_pack_may_extend_a_derived_pack(tmp_path: Path) -> None:
    write_base(tmp_path)
    write_region(tmp_path, 公开01='form = "公开01"\nextends = true\ntitle = "省表"\n')
    city = write_pack(
        tmp_path / "city",
        pack='id = "city"\ntitle = "某市"\nextends = "region"\n',
        公开01='form = "公开01"\nextends = true\n[[edit]]\nop = "relabel"\ntarget = "拨款"\nlabel = "市拨款"\n',
    )
    form = form_of(load_pack(city), "公开01")
    assert form.title == "省表" and row_of(form, "拨款")[0] == "市拨款"
    assert [form.code for form in load_pack(city).forms] == ["封面", "公开03", "公开01"]


def test_keys_of_form_and_layout_replace_one_by_one(tmp_path: Path) -> None:
    form = derived(tmp_path, 'title = "总表"\nunit = "元"\n[layout]\nmeta_right = "单位：{金额单位}"\nwidths = [1, 2, 3, 4, 5, 6]\n')
    assert (form.title, form.unit, form.form_no) == ("总表", "元", "公开01表")
    assert form.layout.meta_right == "单位：{金额单位}" and form.layout.widths[0] == 1
    assert len(form.layout.head) == 3 and form.layout.panels[0].block == "收入"


def edit(op: str, **fields: str) -> str:
    lines = "".join(f"{key} = {value}\n" for key, value in fields.items())
    return f'[[edit]]\nop = "{op}"\n{lines}'


def test_rows_are_replaced_added_dropped_relabelled_and_renumbered(tmp_path: Path) -> None:
    form = derived(
        tmp_path,
        edit("replace_row", target='"其他"', label='"二、别的收入"', hint='"含利息"')
        + edit("add_row", after='"拨款"', target='"补助"', label='"补助收入"', no='"1a"')
        + edit("drop_row", target='"空3"')
        + edit("relabel", target='"支出合计"', label='"本年支出合计"')
        + edit("renumber", target='"收入合计"', no='"9"'),
    )
    assert rows_of(form, "收入") == ["拨款", "补助", "其他", "收入合计"]
    assert row_of(form, "其他") == ("二、别的收入", "2", "填", "")
    assert row_of(form, "补助") == ("补助收入", "1a", "填", "")
    assert row_of(form, "支出合计")[0] == "本年支出合计"
    assert row_of(form, "收入合计")[1] == "9"


def test_several_rows_are_added_as_a_pipe_table_and_numbers_taken_away_or_given_anew(tmp_path: Path) -> None:
    rows = '"""\n# 标识 | 项目 | 来源\n甲 | 甲项 | 填\n乙 | 乙项 | 填\n"""'
    form = derived(
        tmp_path,
        edit("add_row", before='"拨款"', rows=rows)
        + edit("renumber", target='"*"', no='""')
        + edit("renumber", target='"*"', block='"收入"', start="1"),
    )
    assert [(row, row_of(form, row)[1]) for row in rows_of(form, "收入")] == [("甲", "1"), ("乙", "2"), ("拨款", "3"), ("其他", "4"), ("空3", "5"), ("收入合计", "6")]  # fmt: skip
    assert row_of(form, "支出合计")[1] == ""


def test_calcs_and_checks_are_dropped_replaced_added_and_weighed(tmp_path: Path) -> None:
    form = derived(
        tmp_path,
        edit("drop_calc", target='"01-A2"')
        + edit("replace_calc", target='"01-A1"', let='"[4,1] = [1,1]"')
        + edit("add_calc", id='"01-新"', let='"[6,2] = [5,2]"', basis='"省规定"')
        + edit("set_severity", target='"01-收支"', severity='"warning"')
        + edit("replace_check", target='"01-收支"', how='"先看收入。"')
        + edit("add_check", id='"01-负"', expr='"[1,1] ≥ 0"', say='"负数"', why='"不得为负"', how='"核对"'),
    )
    assert form.calcs[0].let == "[4,1] = [1,1]"
    assert [calc.id for calc in form.calcs] == ["01-A1", "01-A3", "01-新"]
    assert form.calcs[0].basis == "4行=(1+2)行", "what is not given stays"
    assert [(check.id, check.severity) for check in form.checks] == [("01-收支", "warning"), ("01-负", "error")]
    assert form.checks[0].how == "先看收入。" and form.checks[0].why == "两边必须相等。"


def test_columns_blocks_and_families_are_changed(tmp_path: Path) -> None:
    tree = derived(
        tmp_path,
        edit("relabel_column", target='"本年支出"', label='"合计"')
        + edit("renumber_column", target='"*"', no='""')
        + edit("drop_column", target='"项目支出"')
        + edit("add_column", block='"支出"', after='"本年支出"', columns='[{ id = "人员" }]')
        + edit("replace_family", target='"支出"', total_at='"last"', budgets='["一般公共预算"]'),
        code="公开03",
    )
    assert [(column.id, column.label, column.no) for column in tree.blocks[0].columns] == [
        ("本年支出", "合计", ""),
        ("人员", "人员", ""),
        ("基本支出", "基本支出", ""),
    ]
    family = tree.family
    assert family is not None
    assert (family.total_at, family.budgets, family.levels) == ("last", ("一般公共预算",), (3, 5, 7))


def test_blocks_are_dropped_and_added(tmp_path: Path) -> None:
    form = derived(
        tmp_path,
        edit("drop_block", target='"支出"')
        + edit("add_block", id='"附注"', columns='[{ id = "金额" }]', rows='"""\n# 标识 | 项目\n利息 | 利息\n"""'),
    )
    assert [block.id for block in form.blocks] == ["收入", "附注"]
    assert rows_of(form, "附注") == ["利息"]


@pytest.mark.parametrize(
    "lost",
    [
        edit("relabel", target='"没有"', label='"x"'),
        edit("drop_row", target='"没有"'),
        edit("add_row", after='"没有"', target='"新"'),
        edit("drop_calc", target='"没有"'),
        edit("replace_check", target='"没有"', say='"x"'),
        edit("set_severity", target='"没有"', severity='"hint"'),
        edit("drop_column", target='"没有"'),
        edit("drop_block", target='"没有"'),
        edit("replace_family", target='"没有"'),
    ],
)
def test_an_edit_whose_target_is_gone_is_told_and_does_not_load(tmp_path: Path, lost: str) -> None:
    with pytest.raises(PackError, match=r"region/公开01\.toml.*“没有”.*已经没有"):
        derived(tmp_path, lost)
    problems = read_pack(tmp_path / "region").problems
    assert len(problems) == 1 and "没有" in problems[0]


def test_what_an_edit_adds_must_not_exist(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="“拨款”已经存在"):
        derived(tmp_path, edit("add_row", after='"其他"', target='"拨款"'))


def test_an_edit_with_a_misspelt_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"公开01\.toml.*lable.*是不是“label”"):
        derived(tmp_path, edit("replace_row", target='"拨款"', lable='"x"'))


def test_a_derived_form_must_not_repeat_blocks(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="add_block"):
        derived(tmp_path, '[[block]]\nid = "x"\n')


def test_a_form_without_extends_in_a_derived_pack_is_a_whole_new_form(tmp_path: Path) -> None:
    write_base(tmp_path)
    region = write_region(tmp_path, REGION.replace('"公开01"]', '"公开10"]'), 公开10=TREE.replace("公开03", "公开10"))
    assert [form.code for form in load_pack(region).forms] == ["封面", "公开03", "公开10"]


def test_extending_a_form_the_base_does_not_have_is_refused(tmp_path: Path) -> None:
    write_base(tmp_path)
    region = write_region(tmp_path, REGION.replace('"公开01"]', '"公开10"]'), 公开10='form = "公开10"\nextends = true\n')
    with pytest.raises(PackError, match="公开10"):
        load_pack(region)


# --- the program's own packs ------------------------------------------------------------------------------------------------------------


def test_the_resources_are_found_in_a_bundled_program_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resources_root.cache_clear()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    try:
        assert resources_root() == tmp_path / "resources"
        write_base(tmp_path / "resources" / "packs")
        assert [pack.id for pack in list_packs()] == ["base"]
        assert load_pack("base").title == "试验表套"
    finally:
        resources_root.cache_clear()


def test_a_broken_pack_is_listed_with_its_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resources_root.cache_clear()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    try:
        write_pack(tmp_path / "resources" / "packs" / "bad", pack="id = ")
        assert "不是正确的 TOML" in list_packs()[0].problem
    finally:
        resources_root.cache_clear()


def test_a_folder_without_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="没有 pack"):
        pack_folder(tmp_path)
