"""How a typed value is taken apart: signs and words in front, words behind, then a date, a number with its unit, a range, or words of quality."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from desktop.core.amounts import MAX_DIGITS, quoted
from desktop.core.indicator_dates import IndicatorDate, read_date
from desktop.core.indicator_values import QUALITATIVE, IndicatorValue
from desktop.core.indicator_words import (
    AMOUNT_NAME,
    BEFORE,
    BEHIND,
    COUNTING,
    PERCENT_NAME,
    QUALITY,
    SCALE,
    SIGNS,
    WORDS_OF_QUALITY,
    asks_for_percent,
)
from desktop.core.numerals import CHINESE_NUMBER, from_chinese

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "（），；："} | {
    ord("﹥"): ">", ord("﹤"): "<", ord("﹦"): "=", ord("﹪"): "%", ord("−"): "-", ord("⁄"): "/", ord("〉"): ">", ord("〈"): "<", ord("×"): "×",
}  # fmt: skip
_SPACE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u3000]+")
_SIGN = "(?:" + "|".join(re.escape(sign) for sign, _ in SIGNS) + ")"
_SIGNS_IN_A_ROW = re.compile(rf"{_SIGN}+")
_NUMBER = rf"(?:[-+]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|[-+]?\.\d+|{CHINESE_NUMBER})"
_SCALE = r"(?:万亿|千万|百万|十万|万|亿|千(?![米克瓦伏卡字帕焦])|百(?!分))"
_UNIT = r"(?:[^\W\d_²³·/()（）℃°*-]{1,6}|[㎡㎥℃]|[A-Za-z]{1,4}[²³23]?)(?:[(（][^\d()（）]{1,4}[)）])?"
_UNITS = rf"{_UNIT}(?:[/·*-]{_UNIT}){{0,3}}"
_FIGURE = re.compile(rf"(?P<number>{_NUMBER})(?P<percent>%|‰|百分比|个?百分点)?(?P<scale>{_SCALE})?(?P<unit>{_UNITS})?\Z")
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<percent>%)?(?P<scale>{_SCALE})?(?P<unit>{_UNITS}?)?(?:-|–|—|―|~|～|至|到)(?P<high>{_NUMBER}.*)\Z"
)
_HUNDREDTHS = re.compile(rf"百分之(?P<number>{_NUMBER}|百)\Z")
_BETWEEN = re.compile(r"(?P<low>(?:>=|≥|≧|>)[^<>≤≥≦≧=]+?)(?:并且|且|、|，|,|；|;)?(?P<high>(?:<=|≤|≦|<)[^<>≤≥≦≧=]+)\Z")
_LEAD = re.compile(rf"(?P<lead>[^\d{''.join(sign[0] for sign, _ in SIGNS)}。；;！？!?]{{1,40}}?)(?P<rest>{_SIGN}.*|[-+]?\d.*)\Z", re.DOTALL)
_FACTORS = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_CHINESE = "零一二两三四五六七八九十百千"
_NO_UNIT = tuple(word for word, _ in (*BEFORE, *BEHIND) if len(word) > 1 and word not in ("完成", "达标", "到位", "左右", "共计"))
_UNIT_IN_BRACKETS = re.compile(r"(\d)[(（](?!含)([^\d()（）]{1,8})[)）]\Z")
"""=100.00(%), ≥12.00(次): how systems print a value with its unit."""
_INCLUDED = re.compile(r"[(（]含[)）]")
_ASIDE = re.compile(r"(?<=[\d%\w])[(（][^()（）]*\d[^()（）]*[)）]\Z")  # 80%(8/10): how it came about is no part of the value
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")  # 1，200: the comma of an input method
_DASHES = "—–―─－"
_ORDER = ("≥", "≤", "＝", "＞", "＜", "≠")


def read(text: str, name: str) -> IndicatorValue:
    """What an 指标值 means; ``name`` is that of its indicator, which tells amounts from dates and ratios from counts. Never raises: a text that
    nobody can read says so (``unread``)."""
    plain = _THOUSANDS.sub(",", _UNIT_IN_BRACKETS.sub(r"\1\2", _SPACE.sub("", text.translate(_NARROW))))
    if not plain or all(mark in _DASHES + "-/" for mark in plain):
        return IndicatorValue(text)
    whole = read_date(plain)
    if whole and not (plain[0].isdigit() and "." in plain and AMOUNT_NAME.search(name)):
        return IndicatorValue(text, date=whole)
    if SCALE.match(plain.removeprefix(QUALITATIVE).strip(":：()（）")):
        return IndicatorValue(text, QUALITATIVE, scale=plain.removeprefix(QUALITATIVE).strip(":：()（）"))
    if "±" in plain:
        return IndicatorValue(text, unread=True)  # without the sign it would be another value
    between = _between(text, plain)
    if between:
        return between
    found = _value(text, plain)
    if found is None:
        found = _in_a_sentence(text, plain)
    if found.number is not None:
        found = _asked(found, name)
    return found


def clash(text: str) -> str:
    """The first signs that stand side by side and exclude each other ("≤≥"), or ""."""
    for run in _SIGNS_IN_A_ROW.finditer(_SPACE.sub("", text.translate(_NARROW))):
        if len(set(_signs(run[0]))) > 1:
            return run[0]
    return ""


def _signs(run: str) -> list[str]:
    """The meanings of signs written without a gap: ``>=`` is one, ``≤≥`` are two."""
    found: list[str] = []
    while run:
        sign, meaning = next((sign, meaning) for sign, meaning in SIGNS if run.startswith(sign))
        found.append(meaning)
        run = run[len(sign) :]
    return found


def _value(text: str, plain: str) -> IndicatorValue | None:
    """A value that makes up the whole text; ``None`` when there is more in it."""
    body, signs = _ASIDE.sub("", _INCLUDED.sub("", plain)), []
    run = _SIGNS_IN_A_ROW.match(body)
    if run:
        signs, body = _signs(run[0]), body[run.end() :]
    written = list(dict.fromkeys(signs))
    body, before = _without_words_before(body)
    signs += before
    dash = ""
    if len(body) > 1 and body[0] in _DASHES:
        dash, body = body[0], body[1:]
    if not body:
        marks = "".join(written)
        said = (
            f"{quoted(text)}里的“{'”和“'.join(written)}”互相矛盾，后面也没有数值。"
            if len(written) > 1
            else f"{quoted(text)}只有符号“{marks}”，没有数值。"
        )
        return IndicatorValue(text, written[0] if len(written) == 1 else "", problem=said, no_number=True)
    body, behind = _without_words_behind(body)
    signs += behind
    date = read_date(body) if signs else None
    if date and (date.year or date.day or date.end or date.before):
        return _settle(IndicatorValue(text, date=date), signs)
    found = _figure(text, body)
    if found is None and len(written) > 1:
        said = f"{quoted(text)}里“{'”和“'.join(written)}”写在一起，互相矛盾，请只留一个。"
        return IndicatorValue(text, problem=said)
    if found is None and written and _names_a_unit(body):
        said = f"{quoted(text)}只有符号“{written[0]}”和单位“{body}”，没有数值，请补上。"
        return IndicatorValue(text, written[0] if written[0] != "≠" else "", unit=body, percent=body == "%", problem=said, no_number=True)
    if found is None:
        return None
    named = found.unit[:1] in ("月", "季", "年") and found.upper is None and found.number == found.written
    date = read_date(f"{found.number:f}{found.unit}") if named and (not signs or found.unit == "年") else None
    if found.upper is not None and found.unit == "月" and not signs:
        date = read_date(f"{found.written:f}-{found.written_upper:f}月")
    if date is not None:
        found = IndicatorValue(text, date=date)  # 四月, 约2024年
    if dash:
        found = replace(found, question=f"{quoted(text)}前面的“{dash}”看不出意思，是不是“＝”？")
    return _settle(found, signs)


def _names_a_unit(body: str) -> bool:
    """Whether what follows a sign is only a unit (≥万元, ≥次/年), so that the number is certainly missing."""
    bare = re.sub(rf"\A{_SCALE}", "", body).split("/")[0]
    return body == "%" or not bare or bare in COUNTING


def _settle(found: IndicatorValue, signs: list[str]) -> IndicatorValue:
    """Give the value its sign; two that exclude each other are a contradiction."""
    different = list(dict.fromkeys(signs))
    if len(different) > 1:
        said = f"{quoted(found.text)}里“{'”和“'.join(different)}”写在一起，互相矛盾，请只留一个。"
        return replace(found, problem=said)
    if different == ["≠"]:
        return replace(found, question=f"{quoted(found.text)}里的“≠”不是指标性质，是不是“＝”？")
    return replace(found, comparator=different[0]) if different else found


def _without_words_before(body: str) -> tuple[str, list[str]]:
    signs: list[str] = []
    word, meaning = next(((word, meaning) for word, meaning in BEFORE if body.startswith(word) and len(body) > len(word)), ("", ""))
    while word:
        body = body[len(word) :]
        signs += [meaning] if meaning else []
        later = _SIGNS_IN_A_ROW.match(body)
        if later:
            signs += _signs(later[0])
            body = body[later.end() :]
        word, meaning = next(((word, meaning) for word, meaning in BEFORE if body.startswith(word) and len(body) > len(word)), ("", ""))
    return body, signs


def _without_words_behind(body: str) -> tuple[str, list[str]]:
    signs: list[str] = []
    again = True
    while again:
        again = False
        for word, meaning in BEHIND:
            if body.endswith(word) and any(mark.isdigit() or mark in _CHINESE for mark in body[: -len(word)]):
                body, again = body[: -len(word)], True
                signs += [meaning] if meaning else []
                break
    if body.endswith("内") and re.search(r"(?:小时|分钟|天|日|周|月|年)内\Z", body):
        body, signs = body[:-1], [*signs, "≤"]
    return body, signs


def _figure(text: str, body: str) -> IndicatorValue | None:
    """A number, or a range, with its unit."""
    of_hundred = _HUNDREDTHS.match(body)
    if of_hundred:
        number = Decimal(100) if of_hundred["number"] == "百" else _number(of_hundred["number"])
        return None if number is None else IndicatorValue(text, number=number, unit="%", percent=True, written=number, written_unit="%")
    found = _FIGURE.match(body)
    if found:
        return _made(text, found["number"], found["percent"] or "", found["scale"] or "", found["unit"] or "")
    span = _RANGE.match(body)
    if span is None:
        return None
    high = _figure(text, span["high"])
    if high is None or high.upper is not None or high.number is None:
        return None
    own = span["scale"] or span["unit"] or high.percent
    scale = (span["scale"] or "") if own else _scale_of(high)  # 1-2万人次: both in 万; 8000元-1万元: each in its own
    low = _made(text, span["low"], span["percent"] or ("%" if high.percent else ""), scale, "")
    if low is None or low.number is None or low.number > high.number or low.percent != high.percent:
        return None
    if span["unit"] and span["unit"] not in (high.unit, high.written_unit):
        return None
    if scale != _scale_of(high):  # 9千-1万人
        return replace(high, number=low.number, upper=high.number, written=low.number, written_upper=high.number, written_unit=high.unit)
    return replace(high, number=low.number, upper=high.number, written=low.written, written_upper=high.written)


def _scale_of(value: IndicatorValue) -> str:
    if value.number is None or not value.written:
        return ""
    return next((word for word, factor in _FACTORS.items() if value.written * factor == value.number), "")


def _made(text: str, digits: str, percent: str, scale: str, unit: str) -> IndicatorValue | None:
    number = _number(digits)
    if number is None or number.adjusted() >= MAX_DIGITS or number.adjusted() < -MAX_DIGITS:
        return None
    if not digits[-1].isdigit() and not (scale or percent or unit in COUNTING):
        return None  # 一流, 十分显著: a character of number that counts nothing
    if any(word in unit for word in _NO_UNIT):
        return None  # 12不少于: words of comparison are no unit
    if percent:
        percent = "%" if percent == "百分比" else percent
        if scale or unit:
            return None
        return IndicatorValue(text, number=number, unit=percent, percent=percent == "%", written=number, written_unit=percent)
    unit = unit[1:] if unit[:1] in ("余", "多") and len(unit) > 1 else unit
    return IndicatorValue(text, number=number * _FACTORS[scale], unit=unit, written=number, written_unit=scale + unit)


def _number(digits: str) -> Decimal | None:
    return Decimal(digits.replace(",", "")) if digits[-1].isdigit() else from_chinese(digits)


def _between(text: str, plain: str) -> IndicatorValue | None:
    """≥90%且≤95%: a range with two signs."""
    found = _BETWEEN.match(plain)
    if found is None:
        return None
    low, high = _value(text, found["low"]), _value(text, found["high"])
    if low is None or high is None or low.number is None or high.number is None or low.percent != high.percent:
        return None
    if low.number > high.number:
        return replace(low, comparator="", text=text, problem=f"{quoted(text)}的下限比上限大，互相矛盾。")
    return replace(
        high, comparator="", number=low.number, upper=high.number, written=low.number, written_upper=high.number, unit=high.unit or low.unit,
        written_unit=high.unit or low.unit,
    )  # fmt: skip


def _in_a_sentence(text: str, plain: str) -> IndicatorValue:
    """Words first, then perhaps a value (参观群众满意度≥95%, 保安人员6人); words alone are a quality, or nothing we know."""
    rest, before = _without_words_before(_INCLUDED.sub("", plain))
    lead = _LEAD.match(rest)
    if lead and before:  # 不低于预算的95%
        found = _value(text, lead["rest"])
        if found is not None and found.number is not None and not found.comparator and not found.problem:
            return _settle(replace(found, lead=lead["lead"]), before)
    lead = _LEAD.match(plain)
    if lead:
        words, rest = lead["lead"].rstrip(":：为是共"), lead["rest"]
        found = _value(text, rest)
        plain_count = found is not None and bool(found.comparator or found.percent or found.unit in COUNTING or "百分点" in found.unit)
        if found is not None and words and (found.problem or plain_count) and not found.question:
            return replace(found, lead=words)
    double = clash(plain)
    if double:
        where = next((part for part in re.split(r"[；;。\n]", text) if clash(part)), text)
        return IndicatorValue(text, problem=f"{quoted(where)}里“{double}”写在一起，互相矛盾，请只留一个。")
    typed = plain.removeprefix(QUALITATIVE).strip(":：()（）")
    if typed in WORDS_OF_QUALITY or (QUALITY.search(typed) and not _SIGNS_IN_A_ROW.search(typed)):
        return IndicatorValue(text, QUALITATIVE, level=typed if plain.startswith(QUALITATIVE) else plain)
    if plain == QUALITATIVE:
        return IndicatorValue(text, QUALITATIVE, unread=True)
    return IndicatorValue(text, unread=True)


def _asked(value: IndicatorValue, name: str) -> IndicatorValue:
    """A bare figure beside a ratio: with （%） in the name it is one, else somebody has to say so."""
    if value.percent or value.unit or value.written_unit or value.number is None:
        return value
    if PERCENT_NAME.search(name.strip()):
        return replace(value, unit="%", percent=True, written_unit="%")
    if asks_for_percent(name) and not value.problem and not value.question:
        shown = format(value.number, "f")
        proposed = value.number if value.number > 1 or value.number < 0 else value.number * 100
        also = "" if value.number > 1 or value.number <= 0 else f"（还是 {shown}%）"
        percent = format(proposed.normalize(), "f")
        return replace(value, question=f"“{name.strip()}”是比率，{shown} 后面没有“%”：是不是 {percent}%{also}？", asks_percent=True)
    return value


__all__ = ["IndicatorDate", "clash", "read"]
