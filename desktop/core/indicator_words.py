"""The language of targets: signs and words of comparison, counting words, words of quality. Language, not data of a region."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

SIGNS: Final = (
    (">=", "≥"), ("=>", "≥"), ("≥=", "≥"), ("≧", "≥"), ("⩾", "≥"), ("≮", "≥"), ("≥", "≥"),
    ("<=", "≤"), ("=<", "≤"), ("≤=", "≤"), ("≦", "≤"), ("⩽", "≤"), ("≯", "≤"), ("≤", "≤"),
    ("==", "＝"), ("<>", "≠"), ("≠", "≠"), ("=", "＝"), (">", "＞"), ("<", "＜"),
)  # fmt: skip
"""Typed signs with their meaning, longest first."""
BEFORE: Final = (
    ("不小于等于", "≥"), ("不大于等于", "≤"),
    ("大于或等于", "≥"), ("小于或等于", "≤"), ("大于等于", "≥"), ("小于等于", "≤"), ("不得少于", "≥"), ("不得低于", "≥"), ("不得超过", "≤"), ("不得高于", "≤"),
    ("不少于", "≥"), ("不低于", "≥"), ("不小于", "≥"), ("至少", "≥"), ("最少", "≥"), ("最低", "≥"),
    ("不超过", "≤"), ("不高于", "≤"), ("不多于", "≤"), ("不大于", "≤"), ("不突破", "≤"), ("至多", "≤"), ("最多", "≤"), ("控制在", ""),
    ("超过", "＞"), ("大于", "＞"), ("高于", "＞"), ("多于", "＞"), ("低于", "＜"), ("小于", "＜"), ("少于", "＜"), ("不足", "＜"),
    ("不等于", "≠"), ("等于", "＝"), ("达到", ""), ("将近", ""), ("近", ""), ("￥", ""), ("¥", ""), ("约为", ""), ("约", ""), ("共计", ""), ("共", ""),
)  # fmt: skip
"""Words before a number; "" says nothing about the direction."""
BEHIND: Final = (
    ("及以上", "≥"), ("含以上", "≥"), ("以上", "≥"), ("及以下", "≤"), ("以下", "≤"), ("以内", "≤"), ("之内", "≤"),
    ("左右", ""), ("完成", ""), ("达标", ""), ("到位", ""), ("覆盖", ""), ("发放", ""), ("支付", ""), ("落实", ""), ("。", ""), ("；", ""), (";", ""),
)  # fmt: skip
NATURES: Final = {
    "大于等于": "≥", "大于或等于": "≥", "小于等于": "≤", "小于或等于": "≤", "等于": "＝", "大于": "＞", "小于": "＜", "定性": "定性", "定性指标": "定性",
    "正向": "≥", "正向指标": "≥", "反向": "≤", "反向指标": "≤", "文字描述": "定性",
}  # fmt: skip
"""What stands in a column 指标性质 instead of a sign."""
COUNTING: Final = [
    "个月",
    "小时",
    "分钟",
    "工作日",
    "人次",
    "场次",
    "批次",
    "人·次",
    "平方米",
    "立方米",
    "平方公里",
    "公里",
    "千米",
    "万元",
    "亿元",
    "公顷",
    "千瓦时",
    "件套",
    "台套",
    "个",
    "次",
    "场",
    "人",
    "名",
    "位",
    "家",
    "项",
    "套",
    "辆",
    "台",
    "件",
    "只",
    "元",
    "角",
    "天",
    "日",
    "月",
    "年",
    "周",
    "季度",
    "批",
    "份",
    "篇",
    "条",
    "户",
    "户次",
    "亩",
    "吨",
    "度",
    "米",
    "座",
    "组",
    "类",
    "种",
    "期",
    "班",
    "届",
    "册",
    "本",
    "部",
    "幅",
    "张",
    "块",
    "处",
    "所",
    "间",
    "支",
    "队",
    "节",
    "门",
    "课时",
    "学时",
    "车次",
    "例",
    "岁",
    "倍",
    "级",
    "分",
    "秒",
    "克",
    "千克",
    "公斤",
    "斤",
    "升",
    "头",
    "株",
    "棵",
    "村",
    "镇",
    "乡",
    "县",
    "点",
    "棒",
    "轮",
    "遍",
    "厅",
    "馆",
]
"""Counting words a number may be followed by inside a sentence (elsewhere any short word is taken for the unit)."""
MEASURES: Final = {
    "元": ("钱", Decimal(1)),
    "分钟": ("时间", Decimal(1)), "小时": ("时间", Decimal(60)), "天": ("时间", Decimal(1440)), "日": ("时间", Decimal(1440)), "周": ("时间", Decimal(10080)),
    "工作日": ("工作日", Decimal(1)), "个工作日": ("工作日", Decimal(1)),
    "月": ("月", Decimal(1)), "个月": ("月", Decimal(1)), "季度": ("月", Decimal(3)), "个季度": ("月", Decimal(3)), "年": ("月", Decimal(12)),
    "米": ("长度", Decimal(1)), "公里": ("长度", Decimal(1000)), "千米": ("长度", Decimal(1000)),
    "平方米": ("面积", Decimal(1)), "㎡": ("面积", Decimal(1)), "公顷": ("面积", Decimal(10000)), "平方公里": ("面积", Decimal(1000000)),
    "h": ("时间", Decimal(60)), "km": ("长度", Decimal(1000)), "m": ("长度", Decimal(1)), "m²": ("面积", Decimal(1)), "m2": ("面积", Decimal(1)),
    "克": ("重量", Decimal(1)), "kg": ("重量", Decimal(1000)), "千克": ("重量", Decimal(1000)), "公斤": ("重量", Decimal(1000)), "吨": ("重量", Decimal(1000000)),
}  # fmt: skip
"""Units whose measure is certain: what is measured, and how many of the smallest one it is."""
_QUALITY = (
    "提高|提升|增强|加强|促进|保障|改善|完善|推动|推进|带动|激发|加快|吸引|助力|及时|按时|按期|准时|有效|良好|显著|明显|较高|较低|较好|较大|较小|"
    "合格|达标|达成|达到|完成|部分|基本|完全|持续|稳定|稳步|不断|逐步|满意|增长|增加|降低|减少|缩短|扩大|优化|规范|健全|安全|可持续|长期|确保|维护|"
    "优秀|优良|优化|满足|改进|缓解|防范|杜绝|充分|充足|全覆盖|落实|正常|有所|无偏差|未|好转|节约|节能|环保|普及|支持|支撑|引领|发挥|实现|符合|无"
    "|全年|年内|即时|实时|当日|当天|当月|当年|持平|上年|标准|合同|约定|规定|要求|零[^\\d]"
)
QUALITY: Final = re.compile(rf"(?:{_QUALITY})")
WORDS_OF_QUALITY: Final = frozenset("优良中低差好是否有无高")
SCALE: Final = re.compile(
    r"(?:优秀?|良好?|中等?|合格|不合格|低|较?差|一般|好|较好)(?:[、/／,，\s]?(?:优秀?|良好?|中等?|合格|不合格|低|较?差|一般|好|较好)){2,}\Z"
)
RATIO_NAME: Final = re.compile(
    r"(?:率|百分比|占比|比例|比重|满意度|知晓度|及时度|参与度|达标度|认可度)(?:指标)?(?:[(（]?[%％][)）]?|[(（][^（）()]*[)）])?\Z"
)
NO_RATIO: Final = re.compile(r"(?:频率|(?<!成)功率|速率|汇率|容积率)\Z")
PERCENT_NAME: Final = re.compile(r"[(（]\s*[%％]\s*[)）]|[%％]\Z")
AMOUNT_NAME: Final = re.compile(r"成本|金额|经费|费用|资金|支出|价|人数|数量|次数|面积|工资|补助|标准")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}
CHINESE_NUMBER: Final = r"[零〇一二两三四五六七八九十百千]+"


def chinese_number(text: str) -> Decimal | None:
    """``十二`` → 12, ``两`` → 2, ``二百`` → 200; ``None`` where the characters make no number."""
    total, digit, last = 0, None, 10_000
    for mark in text:
        if mark in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[mark]
        else:
            place = _PLACES.get(mark)
            if place is None or place >= last:
                return None
            total += (1 if digit is None else digit) * place
            digit, last = None, place
    return Decimal(total + (digit or 0)) if text else None


def asks_for_percent(name: str) -> bool:
    """Whether an indicator of this name is a ratio, so that its figure should carry a %."""
    plain = name.strip()
    return bool(RATIO_NAME.search(plain)) and not NO_RATIO.search(plain)
