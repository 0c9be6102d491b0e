"""Phrases: the filters and functions that sentences of a narrative may use. All wording comes from the house style."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from desktop.core.amounts import format_amount
from desktop.core.narrative import PhraseDef, ProseStyle
from desktop.core.numerals import in_chinese
from desktop.core.typed import convert
from desktop.document.prose_figures import Figure, filtered, ratio, written
from desktop.document.spans import Ledger, Span


class PhraseError(Exception):
    """A sentence asks for a phrase that the house style does not have, or uses one wrongly; the text is a Chinese sentence."""


class Phrases:
    """The phrases of one style, writing into one ledger."""

    def __init__(self, style: ProseStyle, ledger: Ledger) -> None:
        self.style, self._ledger = style, ledger

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The phrases as filters of the sentences, by the names that packs use."""
        return {
            "比": self.compare,
            "占比": self.share,
            "差异率": self.deviation,
            "完成率": lambda part, whole: ratio(part, whole, f"{part.name} ÷ {whole.name}", filtered("完成率", part, whole)),
            "增减额": lambda now, before: self.change(now, before)[0],
            "增减率": lambda now, before: self.change(now, before)[1],
            "绝对值": abs,
            "无单位": lambda figure: written(figure, self.style),
            "保留": self.fixed,
            "换成": self.in_unit,
            "列举": self.listed,
            "是": self.joined,
            "序号": in_chinese,
        }

    def show(self, value: object) -> str:
        """What ``{{ … }}`` writes: figures and texts of the clerk as marked spans, everything else as it is."""
        if isinstance(value, Figure):
            if value.value is None:
                return self._ledger.mark(Span("missing", f"〔请填写：{value.name}〕", value.refs, value.name, value.expr))
            return self._ledger.mark(Span("figure", written(value, self.style), value.refs, value.how or value.name, value.expr))
        if isinstance(value, Span):  # a text of several lines is as many paragraphs
            return "\n".join(self._ledger.mark(replace(value, text=line)) for line in value.text.split("\n"))
        if isinstance(value, (str, int, Decimal, Undefined)):
            return str(value)  # an undefined name says so here
        raise PhraseError("列表或整行不能直接写进句子，请逐项写出。")

    def compare(self, now: Figure, name: str, before: Figure) -> str:
        """``今 | 比("比上年", 昔)``: the phrase of that name, its pattern chosen by the two figures."""
        phrase = self._phrase(name)
        for figure in (now, before):
            if figure.value is None:
                return self.show(figure)
        assert now.value is not None and before.value is not None
        difference = self._printed(now) - self._printed(before)
        delta, changed = self.change(now, before)
        rate = changed if before.value else None
        words = self._pattern(phrase, difference, before.value, now.value)
        parts: dict[str, Figure | None] = {"{差}": delta, "{今}": now, "{昔}": before, "{率}": rate}
        for mark, shown in parts.items():
            if mark in words:
                if shown is None:
                    raise PhraseError(f"短语“{name}”在上年为零时用了{mark}，而这时没有比率；请为它写上 from_zero。")
                words = words.replace(mark, self.show(shown))
        return words

    def change(self, now: Figure, before: Figure) -> tuple[Figure, Figure]:
        """By how much a figure changed, both without sign: the amount, and the rate (without value where there was nothing before).

        What is compared is what is printed: figures that round to the same are level, and the difference is that of the printed ones.
        """
        refs = now.refs + before.refs
        missing = before.name if now.value is not None else now.name
        how = f"（{now.name} － {before.name}）÷ {before.name}，保留 {self.style.percent_places} 位小数"
        amount = rate = None
        if now.value is not None and before.value is not None:
            amount = abs(self._printed(now) - self._printed(before))
            rate = abs(now.value - before.value) / before.value * 100 if before.value else None
        return (
            Figure(amount, now.kind, missing, refs, f"{now.name} － {before.name}", filtered("增减额", now, before)),
            Figure(rate, "percent", missing, refs, how, filtered("增减率", now, before)),
        )

    def share(self, part: Figure, whole: Figure) -> Figure:
        """``部分 | 占比(总)``: nil of nothing is nil percent."""
        if part.value is not None and not part.value and whole.value is not None:
            return Figure(
                Decimal(0), "percent", part.name, part.refs + whole.refs, f"{part.name} ÷ {whole.name}", filtered("占比", part, whole)
            )
        how = f"{part.name} ÷ {whole.name}，保留 {self.style.percent_places} 位小数"
        return ratio(part, whole, how, filtered("占比", part, whole))

    def deviation(self, actual: Figure, budget: Figure) -> Figure:
        """预决算差异率: (决算 − 预算) ÷ 预算, with its sign; level nil figures deviate by nothing."""
        how = f"（{actual.name} － {budget.name}）÷ {budget.name}"
        if actual.value is not None and actual.value == budget.value:
            return Figure(Decimal(0), "percent", actual.name, actual.refs + budget.refs, how, filtered("差异率", actual, budget))
        return ratio(actual - budget, budget, how, filtered("差异率", actual, budget))

    def fixed(self, figure: Figure, places: int) -> Figure | Span:
        """``房屋面积 | 保留(2)``: a number that is no amount (square metres, points) with that many places."""
        if figure.value is None:
            return figure
        return Span(
            "figure",
            format_amount(figure.value, places, self.style.grouped),
            figure.refs,
            figure.how or figure.name,
            filtered(f"保留({places})", figure),
        )

    def in_unit(self, figure: Figure, unit: str, places: int = -1) -> Figure | Span:
        """``金额 | 换成("元")``: an amount in another unit than the rest of the document, with two places or with as many as are named."""
        if unit not in ("万元", "元"):
            raise PhraseError(f"金额只能换成 万元 或 元，不能换成“{unit}”。")
        if figure.value is None or figure.kind != "money":
            return figure
        value = convert(figure.value, self.style.unit, unit)
        text = format_amount(value, places if places >= 0 else 2, self.style.grouped)
        made = f'换成("{unit}")' if places < 0 else f'换成("{unit}", {places})'
        return Span("figure", text, figure.refs, figure.how or figure.name, filtered(made, figure))

    def listed(self, names: Iterable[object], divider: str = "、") -> str:
        return divider.join(self.show(name) for name in names)

    def joined(self, reason: object) -> str:
        """A reason behind 主要原因: 是… — unless it counts itself (一是…，二是…)."""
        shown = self.show(reason)
        return shown if isinstance(reason, Span) and reason.text.startswith("一是") else f"是{shown}"

    def _phrase(self, name: str) -> PhraseDef:
        phrase = self.style.phrase(name)
        if phrase is None:
            raise PhraseError(f"文稿样式里没有名为“{name}”的短语。")
        return phrase

    def _printed(self, figure: Figure) -> Decimal:
        assert figure.value is not None
        if figure.kind != "money":
            return figure.value
        return figure.value.quantize(Decimal(1).scaleb(-self.style.decimals), rounding="ROUND_HALF_UP")

    @staticmethod
    def _pattern(phrase: PhraseDef, difference: Decimal, before: Decimal, now: Decimal) -> str:
        if not difference:
            return phrase.nothing if phrase.nothing and not before and not now else phrase.level
        if not before and phrase.from_zero:
            return phrase.from_zero
        return phrase.up if difference > 0 else phrase.down
