"""Figures found in prose: amounts, percentages, counts, years and dates, with the words around them that say what they claim.

    find_figures("2024年度收入总计2,201.39万元，增长20.59%。")
    → year 2024 · amount 2201.39 万元 · percent 20.59, direction 增长

Only the text is read; what the figures should be is for those who know the data.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

FigureKind = Literal["amount", "percent", "count", "year", "date", "number", "ordinal"]
"""``number`` stands without unit · ``ordinal`` numbers a heading, a list or a document (第十四条, 财预〔2016〕143号) and claims nothing"""
Direction = Literal["up", "down", "level", ""]

UP: Final = ("增加", "增长", "上升", "提高", "上涨", "多支出", "超支", "较多")
DOWN: Final = ("减少", "下降", "降低", "压减", "节约", "少支出", "减幅", "下滑")
LEVEL: Final = ("持平", "相同", "无变化", "一致", "无增减")
AMOUNTS: Final = {"亿元": Decimal(100000000), "万元": Decimal(10000), "千元": Decimal(1000), "元": Decimal(1)}
_COUNTS: Final = (
    "平方公里", "平方米", "千瓦时", "台（套）", "台(套)", "人次", "批次", "场次", "篇次", "家次", "个月", "公里", "公顷", "小时", "辆", "台", "套", "个", "人", "批",
    "次", "家", "项", "场", "份", "篇", "条", "名", "座", "组", "天", "户", "张", "本", "件", "处", "所", "期", "类", "度", "吨", "亩", "平", "分", "月", "年",
)  # fmt: skip
_DIGITS: Final = r"[0-9０-９]"
_GROUPED: Final = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?!{_DIGITS})|[０-９]{{1,3}}(?:[,，][０-９]{{3}})+(?!{_DIGITS})"
_NUMBER: Final = re.compile(rf"(?P<sign>[-−－﹣]?)(?P<body>(?:{_GROUPED}|{_DIGITS}+)(?:[.．]{_DIGITS}+)?)")
_PERCENT: Final = re.compile(r"\s*(%|％|个百分点)")
_UNIT: Final = re.compile(r"\s*[余多]?(" + "|".join([*AMOUNTS, "万", "亿", *map(re.escape, _COUNTS)]) + ")")
_COUNTED: Final = re.compile("[余多]?(" + "|".join(map(re.escape, _COUNTS)) + ")")
_DATE: Final = re.compile(
    rf"({_DIGITS}{{4}})\s*年\s*({_DIGITS}{{1,2}})\s*月(?:\s*({_DIGITS}{{1,2}})\s*日)?|(?<![{_DIGITS[1:-1]}.])(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])(?:\.\d{{1,2}})?(?![\d.%％万元亿千])"
)
_MONTH_DAY: Final = re.compile(
    rf"(?<![{_DIGITS[1:-1]}.])(?:{_DIGITS}{{1,2}}\s*[-—~～至]\s*)?{_DIGITS}{{1,2}}\s*月(?:\s*{_DIGITS}{{1,2}}\s*日|份|底|初|末|前|以前|之前)"
)
_NAMES: Final = re.compile(
    rf"{_DIGITS}+[·•]{_DIGITS}+|{_DIGITS}+(?:[.．]{_DIGITS}+)?[A-Za-z]+[A-Za-z0-9]*|(?:GB|DB|JR|ISO)(?:/[A-Z])?\s*\d+(?:[-—]\d{{4}})?"
)
"""“4·18”, 5G, 405002B19DX0002, GB/T 9704"""
_YEAR: Final = re.compile(
    rf"(?<!{_DIGITS})((?:19|20){_DIGITS}{{2}})\s*(?:年度|年(?!{_DIGITS}|前|内|以)|(?=[-—－至]\s*(?:19|20){_DIGITS}{{2}}\s*年))"
)
_DOCUMENT: Final = re.compile(
    rf"[〔\[（(【]\s*(?:19|20){_DIGITS}{{2}}\s*[〕\]）)】]\s*(?:第\s*)?{_DIGITS}+\s*号|第\s*{_DIGITS}+\s*[条章节款项号届次期批]"
)
_LIST: Final = re.compile(rf"(?:^|(?<=[。；;：:\s]))[（(]?{_DIGITS}{{1,2}}(?:[）)]|[.．、](?!{_DIGITS}))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure at ``start``–``end`` of the text. ``value`` is as it is written (in ``unit``), percentages are the number before the sign.

    ``direction`` is what the words right before it claim (增加, 下降 …), ``places`` the decimals that are written.
    """

    kind: FigureKind
    start: int
    end: int
    text: str
    value: Decimal
    unit: str = ""
    direction: Direction = ""
    places: int = 0

    @property
    def yuan(self) -> Decimal | None:
        """An amount in 元, exact; None for anything else."""
        return self.value * AMOUNTS[self.unit] if self.kind == "amount" else None

    @property
    def half_width(self) -> Decimal:
        """Half a unit of the last written place, in the figure's own unit."""
        return Decimal(5).scaleb(-self.places - 1)


@lru_cache(maxsize=2048)  # every rule of the pre-flight reads the same paragraphs
def find_figures(text: str) -> tuple[FoundFigure, ...]:
    """All figures of a text in order; none overlap. Numbers in headings, lists and document numbers come as ``ordinal``."""
    taken: list[tuple[int, int]] = []  # in order, apart from each other
    found: list[FoundFigure] = []

    def take(kind: FigureKind, start: int, end: int, value: Decimal, unit: str = "", places: int = 0) -> None:
        place = bisect(taken, (start, end))
        if (place and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end):
            return
        taken.insert(place, (start, end))
        direction = _direction(text, start) if kind in ("amount", "percent", "count") else ""
        found.append(FoundFigure(kind, start, end, text[start:end], value, unit, direction, places))

    for match in _DOCUMENT.finditer(text):
        take("ordinal", match.start(), match.end(), Decimal(0))
    for match in _LIST.finditer(text):
        take("ordinal", match.start(), match.end(), Decimal(0))
    for match in _NAMES.finditer(text):
        take("ordinal", match.start(), match.end(), Decimal(0))
    for match in _DATE.finditer(text):
        take("date", match.start(), match.end(), Decimal(_plain(match[0])[:4]))
    for match in _MONTH_DAY.finditer(text):
        take("date", match.start(), match.end(), Decimal(0))
    for match in _YEAR.finditer(text):
        take("year", match.start(), match.end(), Decimal(_plain(match[1])))
    for match in _NUMBER.finditer(text):
        _number(text, match, take)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _number(text: str, match: re.Match[str], take: object) -> None:
    assert callable(take)
    start, end = match.span()
    negative = bool(match["sign"]) and not (
        start > 0 and (text[start - 1].isdigit() or text[start - 1].isascii() or text[start - 1] in "％号")
    )
    body = _plain(match["body"]).replace(",", "").replace("，", "")
    if match["sign"] and not negative:
        start += len(match["sign"])  # a range: 5-10
    value = Decimal(body) * (-1 if negative else 1)
    places = len(body.partition(".")[2])
    if start > 0 and text[start - 1].isascii() and text[start - 1].isalpha():
        take("ordinal", start, end, value)  # a code: A4, GB9704
        return
    percent = _PERCENT.match(text, end)
    if percent:
        take("percent", start, percent.end(), value, "百分点" if percent[1].startswith("个") else "%", places)
        return
    unit = _UNIT.match(text, end)
    if unit is None:
        take("number", start, end, value, "", places)
    elif unit[1] in AMOUNTS:
        take("amount", start, unit.end(), value, unit[1], places)
    elif unit[1] in ("万", "亿"):
        _large(text, start, unit.end(), value, places, unit[1], take)
    else:
        take("count", start, unit.end(), value, unit[1], places)


def _large(text: str, start: int, end: int, value: Decimal, places: int, word: str, take: object) -> None:
    """万 before a unit of its own (20万人次) is a number; alone 万 means 万元. 亿 alone may be anything: a number without unit."""
    assert callable(take)
    power = 4 if word == "万" else 8
    unit = _COUNTED.match(text, end)
    if unit:
        take("count", start, unit.end(), value.scaleb(power), unit[1], max(0, places - power))
    elif word == "万":
        take("amount", start, end, value, "万元", places)
    else:
        take("number", start, end, value.scaleb(power), "", max(0, places - power))


def _direction(text: str, start: int) -> Direction:
    """The word right before a figure, in the same clause: 比上年减少132.96 → down."""
    clause = re.split(r"[，,。；;：:（(、\n]", text[max(0, start - 12) : start])[-1]
    best: tuple[int, Direction] = (-1, "")
    words: tuple[tuple[tuple[str, ...], Direction], ...] = ((UP, "up"), (DOWN, "down"), (LEVEL, "level"))
    for group, direction in words:
        for word in group:
            place = clause.rfind(word)
            if place > best[0] and len(clause) - place - len(word) <= 3:
                best = (place, direction)
    return best[1]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("．", ".")
