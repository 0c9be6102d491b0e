"""Small packs for tests: a base with a cover, a summary and a tree of subjects, and a region derived from it."""

from __future__ import annotations

from pathlib import Path

PACK = """
id = "base"
title = "试验表套"
region = "全国"
years = [2024]
version = "1"
kept_in = "万元"
basis = "试验"
forms = ["封面", "公开01", "公开03"]
[parameters]
"变动幅度" = "30"
[subjects]
functional = "functional"
"""

COVER = '''
form = "封面"
title = "封面"
view = "record"
exports = ["*"]
[[block]]
id = "基本情况"
columns = [{ id = "内容", label = "内容", kind = "text" }]
rows = """
# 标识 | 项目 | 类型 | 选项 | 默认
单位名称 | 单位名称 | 文字 | |
资金来源 | 资金来源 | 选项 | 只有财政拨款/还有其他收入 | 只有财政拨款
"""
'''

SUMMARY = '''
form = "公开01"
title = "收入支出决算总表"
form_no = "公开01表"
exports = ["收入合计", "支出合计", "206"]
notes = ["注：{年度}年度总收支。"]
tail_note = "本表有尾差。"
empty_sentence = "说明：{单位}{年度}年度本表无数据。"
[[block]]
id = "收入"
columns = [{ id = "金额", no = "1" }]
rows = """
# 行次 | 标识 | 项目 | 来源
1 | 拨款 | 一、拨款 | 填
2 | 其他 | 二、其他 | 填
3 | | | 空
4 | 收入合计 | 收入合计 | 算
"""
[[block]]
id = "支出"
columns = [{ id = "金额", no = "2" }]
rows = """
# 行次 | 标识 | 项目 | 来源 | 代码
5 | | 一、科学技术支出 | 算 | 206
6 | 支出合计 | 支出合计 | 算 |
"""
[[calc]]
id = "01-A1"
let = "[4,1] = 合计([1..2,1])"
basis = "4行=(1+2)行"
[[calc]]
id = "01-A2"
let = "[6,2] = [5,2]"
basis = "6行=5行"
[[calc]]
id = "01-A3"
let = "[类,金额] = 公开03[本行,本年支出]"
basis = "公开03"
[[check]]
id = "01-收支"
expr = "[4,1] = [6,2]"
say = "收入 {左} 与支出 {右} 不等，相差 {差}。"
why = "两边必须相等。"
how = "核对两边。"
[layout]
head = """
收入 | < | < | 支出 | < | <
项目 | 行次 | 金额 | 项目 | 行次 | 金额
栏次 | < | 1 | 栏次 | < | 2
"""
panels = [{ block = "收入", columns = ["项目", "行次", "金额"] }, { block = "支出", columns = ["项目", "行次", "金额"] }]
widths = [62, 12, 24, 62, 12, 24]
'''

TREE = '''
form = "公开03"
title = "支出决算表"
form_no = "公开03表"
view = "subject_tree"
exports = ["*"]
notes = ["注：支出情况。"]
empty_sentence = "说明：本表无数据。"
[[block]]
id = "支出"
columns = [{ id = "本年支出", no = "1" }, { id = "基本支出", no = "2" }, { id = "项目支出", no = "3" }]
[block.family]
subjects = "functional"
[[calc]]
id = "03-A1"
let = "[叶,本年支出] = [本行,基本支出] + [本行,项目支出]"
basis = "1栏=(2+3)栏"
[[calc]]
id = "03-A2"
let = "[父,*] = 合计([下级,*])"
basis = "科目层级汇总"
[[calc]]
id = "03-A3"
let = "[合计,*] = 合计([类,*])"
basis = "合计=各类之和"
[layout]
orientation = "landscape"
head = """
项目 | < | 本年支出 | 基本支出 | 项目支出
科目代码 | 科目名称 | ^ | ^ | ^
栏次 | < | 1 | 2 | 3
"""
panels = [{ block = "支出", columns = ["科目代码", "科目名称", "本年支出", "基本支出", "项目支出"] }]
widths = [24, 60, 30, 30, 30]
'''

REGION = """
id = "region"
title = "某省表套"
region = "某省"
extends = "base"
forms = ["封面", "公开03", "公开01"]
[parameters]
"变动幅度" = "20"
"""


def write_pack(folder: Path, **files: str) -> Path:
    """A folder with the given files (name without .toml → text); returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def write_base(root: Path, **changed: str) -> Path:
    """The base pack under ``root``, with some files replaced or added."""
    return write_pack(root / "base", **{"pack": PACK, "封面": COVER, "公开01": SUMMARY, "公开03": TREE, **changed})


def write_region(root: Path, heading: str = REGION, **files: str) -> Path:
    return write_pack(root / "region", **{"pack": heading, **files})
