"""The help of a cell as rich text: what to write, what is understood, where it comes from, which rules look at it."""

from __future__ import annotations

from html import escape
from typing import Final

from desktop.app.cell_help import CellHelp, Said, cell_help
from desktop.core.cells import COVER, CellRef
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.links import link_to
from desktop.ui.look import severity_words, source_of, source_words
from desktop.ui.words import explained, tr

MANUAL: Final = "manual:"
"""The scheme of links into the manual: ``manual:fill#算式``."""
_MOST: Final = 12


def help_html(bridge: Bridge, ref: CellRef) -> str:
    """The whole help of a cell."""
    told = cell_help(bridge.session, ref)
    parts = [f"<p style='color:{theme.QUIET}'>{escape(told.label)}</p>"]
    parts += _accepted(bridge, ref)
    parts += _texts(told)
    parts += _subject(told)
    if told.formula:
        parts += [_head(tr("怎样得来")), f"<p>{escape(explained(told.words))}</p>", _quiet(tr("公式：{formula}", formula=told.formula))]
    if told.basis:
        parts.append(_quiet(tr("依据：{basis}", basis=told.basis)))
    parts += _watches(told)
    parts.append(_head(tr("更多")))
    links = [
        _to_manual("fill", tr("填表与键盘")),
        _to_manual("review", tr("审核与改正")),
        _to_manual("explain", tr("解释")),
    ]
    parts.append(f"<p>{' · '.join(links)}</p>")
    return "".join(parts)


def _texts(told: CellHelp) -> list[str]:
    """填表说明 of row, column and table; what the glossary says; the notes printed under the table."""
    parts: list[str] = []
    for kind, heading in (
        ("row", tr("这一行")),
        ("column", tr("这一栏")),
        ("term", tr("名词解释")),
        ("table", tr("这张表")),
        ("note", tr("表下附注")),
    ):
        said = [each for each in told.said if each.part == kind]
        if said:
            name = "" if kind in ("term", "note") else f"　{said[0].name}"
            parts.append(_head(heading + name))
            parts += [_one(each) for each in said]
    sources = dict.fromkeys(each.source for each in told.said if each.source)
    if sources:
        parts.append(_quiet(tr("说明的来源：{sources}", sources="；".join(sources))))
    return parts


def _one(said: Said) -> str:
    name = f"<b>{escape(said.name)}</b>：" if said.part == "term" else ""
    return f"<p>{name}{escape(said.text)}</p>"


def accepted_words(bridge: Bridge, ref: CellRef) -> list[str]:
    """What may be written into a cell, a sentence each."""
    model = bridge.model
    if not model.has_cell(ref):
        return [tr("表样文字，不能修改。")]
    if not model.takes_entry(ref):
        taken = model.taken_from(ref)
        said = model.locked_by(ref)
        if said:
            return [tr("这里现在不能填：{why}", why=said)]
        return (
            [tr("这里取自别的格，到那里改：{cells}", cells="、".join(model.label(other) for other in taken[:3]))]
            if taken
            else [tr("这里不用填。")]
        )
    kind, choices = model.kind(ref), model.choices(ref)
    found = []
    if choices:
        found.append(tr("从清单里选：{choices}。按 Alt+↓ 打开清单，也可以键入开头的字。", choices=" / ".join(choices[:_MOST])))
    elif kind == "money":
        unit = model.book.kept_in
        found.append(tr("填金额，以{unit}为单位，小数不超过所定的位数时原样保留。", unit=unit))
        found.append(tr("认得 1,234.50、(12.3)、-12.3、12.3万、１２３、￥；减号、括号都是负数。空白、0 和不适用是三种不同的值。"))
        found.append(tr("可以写算式，如 =1200+35.5：填入结果，算式记在备注里，F2 再改。"))
    elif kind in ("count", "score"):
        found.append(tr("填数字；也可以写算式，如 =3+4。"))
    elif kind == "percent":
        found.append(tr("填百分数，如 95 或 95%。"))
    elif kind == "date":
        found.append(tr("填日期，如 2025-9-1、2025年9月1日；Ctrl+; 填今天。"))
    elif kind == "indicator":
        found.append(tr("填指标值，写明符号、数和单位，如“≥95%”“不少于4次”；定性的写要达到的程度。"))
    else:
        found.append(tr("填文字；Alt+回车另起一行。"))
    if model.has_formula(ref):
        found.append(tr("这一格能由公式算出，通常不用填；填了就以填的为准，并与计算值核对。"))
    return found


def _accepted(bridge: Bridge, ref: CellRef) -> list[str]:
    now = source_words(source_of(bridge, ref)) if bridge.model.has_cell(ref) else ""
    sentences = "".join(f"<li>{escape(each)}</li>" for each in accepted_words(bridge, ref))
    parts = [_head(tr("可以填什么")), f"<ul>{sentences}</ul>"]
    if now and ref.form != COVER:
        parts.append(_quiet(tr("现在：{source}", source=now)))
    return parts


def _subject(told: CellHelp) -> list[str]:
    found = told.subject
    if found is None:
        return []
    state = {
        "yes": tr("与公开的预决算核对过"),
        "partly": tr("部分核对过"),
        "official": tr("来自导入的官方科目表"),
    }.get(found.verified, tr("未能核对，以当年《政府收支分类科目》为准"))
    words = "　".join(part for part in (found.code, found.name, found.budget) if part)
    return [_head(tr("科目")), f"<p>{escape(words)}</p>", _quiet("；".join(part for part in (state, found.source) if part))]


def _watches(told: CellHelp) -> list[str]:
    """The checks that look at the cell, with where they stand."""
    if not told.watches:
        return []
    parts = [_head(tr("审核这一格的规则"))]
    for each in told.watches[:_MOST]:
        sign, colour = {True: ("✓", theme.IMPORTED), False: ("×", theme.ERROR), None: ("—", theme.QUIET)}[each.use.holds]
        words = _short(explained(each.use.asks))
        asks = link_to(each.use.cells[0], words) if each.use.cells else escape(words)
        parts.append(
            f"<p><span style='color:{colour}'>{sign}</span> {asks} <span style='color:{theme.QUIET}'>"
            f"{escape(severity_words(each.severity))} · {escape(each.use.check)}</span>"
            + (f"<br>{escape(tr('依据：{basis}', basis=each.why))}" if each.why else "")
            + (f"<br>{escape(tr('怎么办：{how}', how=each.how))}" if each.use.holds is False and each.how else "")
            + "</p>"
        )
    return parts


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:120] + "……"


def _to_manual(chapter: str, words: str) -> str:
    return f"<a href='{MANUAL}{chapter}'>{escape(tr('手册：{title}', title=words))}</a>"


def _head(text: str) -> str:
    return f"<p style='margin-top:9px; color:{theme.ACCENT}'><b>{escape(text)}</b></p>"


def _quiet(text: str) -> str:
    return f"<p style='color:{theme.QUIET}'>{escape(text)}</p>"
