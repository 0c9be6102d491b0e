"""Pre-flight before publishing: the rules of disclosure on a document, each passed, violated, not applicable or not judgeable — and why.

    report = preflight(model, Narrative(model, definition).blocks(), definition)
    report.findings, report.counts()

    preflight_text(text)           # any finished document as plain lines

A rule that could not be judged is never a passed one; the report counts them apart.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from desktop.core.findings import Finding, FindingCell
from desktop.document import preflight_figures as figures
from desktop.document import preflight_order as order
from desktop.document import preflight_reasons as reasons
from desktop.document import preflight_subjects as subjects
from desktop.document import preflight_sums as sums
from desktop.document import preflight_tables as tables
from desktop.document import preflight_words as words
from desktop.document import prose_check
from desktop.document.preflight_text import Document, document_of, document_of_text
from desktop.document.preflight_verdict import Fault, Judge, Outcome, Verdict, not_applicable, not_judgeable
from desktop.forms.rules import RuleDef, load_rules

if TYPE_CHECKING:
    from desktop.core.cells import Acknowledgement
    from desktop.core.evaluate import Model
    from desktop.core.narrative import NarrativeDef
    from desktop.document.narrative import RenderedBlock

PLACE: Final = "文稿"
"""What findings of the text name as their table."""
JUDGES: Final[dict[str, Judge]] = {
    "禁用": words.forbidden,
    "应有": words.required,
    "标题": words.headings_present,
    "名词": words.glossary,
    "名称": words.one_name,
    "部门单位": words.sort_words,
    "变动有因": reasons.reasons_given,
    "空话": reasons.empty_reasons,
    "原因方向": reasons.reasons_fit,
    "错配": words.misplaced,
    "个数": words.repeated_counts,
    "编号": order.numbering,
    "目录": order.contents_match,
    "封面": order.cover,
    "年度": order.years,
    "时限": order.deadlines,
    "资产日期": order.asset_date,
    "二十日": order.twenty_days,
    "增长率": figures.change_rates,
    "零基数": figures.no_rate_from_zero,
    "持平": figures.level_words,
    "预算比率": figures.budget_rates,
    "方向": figures.directions,
    "占比": figures.shares,
    "比率": figures.rates_of,
    "合计": sums.sums,
    "列举": sums.open_lists,
    "总计重复": sums.doubled_totals,
    "自评金额": sums.evaluated_amounts,
    "项目名称": order.project_names,
    "占比合计": sums.whole_percent,
    "表套审核": tables.pack_checks,
    "公开到级": tables.fine_enough,
    "分列": tables.columns_apart,
    "表头": tables.headed,
    "表注": tables.noted,
    "不填": tables.left_empty,
    "各款": tables.items_listed,
    "数的写法": words.written_alike,
    "标点混用": words.mixed_marks,
    "表齐全": tables.tables_present,
    "空表说明": tables.empty_explained,
    "空表与文": tables.empty_said,
    "空表基金": tables.funds_named,
    "科目级次": subjects.subject_names,
    "科目代码": subjects.codes_and_names,
    "逐项说明": subjects.subjects_described,
    "表文一致": prose_check.own_figures,
    "前后一致": prose_check.repeated_figures,
    "单位写法": prose_check.unit_slips,
    "有单位": prose_check.units_written,
}
"""Judges by the name that a rule gives in ``judge``; several names are joined with ``+``."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What became of a rule. ``noted`` are ids of findings of the model that say the same."""

    rule: RuleDef
    outcome: Outcome
    why: str = ""
    faults: tuple[Fault, ...] = ()
    noted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding of the text with the rule it breaks and the place: the block, and the words quoted from it."""

    finding: Finding
    rule: RuleDef
    fault: Fault


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """What became of every rule, and every finding with its rule and its place."""

    results: tuple[RuleResult, ...]
    placed: tuple[Placed, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(one.finding for one in self.placed)

    def of(self, outcome: Outcome) -> tuple[RuleResult, ...]:
        return tuple(result for result in self.results if result.outcome == outcome)

    def result(self, rule: str) -> RuleResult:
        return next(result for result in self.results if result.rule.id == rule)

    def counts(self) -> dict[str, int]:
        """``rules`` in all, ``apply`` of them, ``judged`` of those, ``passed``, ``violated``, ``not_judged``."""
        number = Counter(result.outcome for result in self.results)
        judged = number["passed"] + number["violated"]
        return {
            "rules": len(self.results),
            "apply": len(self.results) - number["not applicable"],
            "judged": judged,
            "passed": number["passed"],
            "violated": number["violated"],
            "not_judged": number["not judgeable"],
        }

    @property
    def summary(self) -> str:
        """One sentence: a silent rule is not a passed rule."""
        n = self.counts()
        return (
            f"规则{n['rules']}条，适用{n['apply']}条；能判断{n['judged']}条：符合{n['passed']}条，不符合{n['violated']}条；"
            f"不能由程序判断{n['not_judged']}条，请人工核对。"
        )


def preflight(
    model: Model, blocks: Sequence[RenderedBlock], definition: NarrativeDef | None = None, rules: Iterable[RuleDef] | None = None
) -> PreflightReport:
    """Judge the document of a model: its rendered blocks in the order in which they are printed."""
    return judge(document_to_judge(model, blocks, definition), rules)


def document_to_judge(model: Model, blocks: Sequence[RenderedBlock], definition: NarrativeDef | None = None) -> Document:
    title = definition.title.replace("{年度}", str(model.book.year)).replace("{单位}", model.book.unit_name) if definition else ""
    return document_of(model, blocks, title)


def preflight_text(text: str, year: int = 0, unit: str = "", rules: Iterable[RuleDef] | None = None) -> PreflightReport:
    """Judge any finished document, given as plain lines."""
    return judge(document_of_text(text, year, unit), rules)


def judge(document: Document, rules: Iterable[RuleDef] | None = None) -> PreflightReport:
    return report_of(document, list(results_of(document, rules)))


def results_of(document: Document, rules: Iterable[RuleDef] | None = None) -> Iterator[RuleResult]:
    """The rules judged one by one, for those who want to do something else between them."""
    for rule in load_rules() if rules is None else rules:
        yield _result(rule, document)


def report_of(document: Document, results: Sequence[RuleResult]) -> PreflightReport:
    return PreflightReport(tuple(results), tuple(placed for result in results for placed in _placed(result, document)))


def _result(rule: RuleDef, document: Document) -> RuleResult:
    if document.kind not in rule.documents:
        return RuleResult(rule, "not applicable", f"这条是{'、'.join(rule.documents)}文件的规则。")
    if not rule.judge:
        return RuleResult(rule, "not judgeable", rule.not_judged)
    found = _together([JUDGES[name](rule, document) for name in rule.judge.split("+")])
    return RuleResult(rule, found.outcome, found.why, found.faults, found.noted)


def _together(verdicts: list[Verdict]) -> Verdict:
    """Several judges of one rule: any fault violates it; it is passed as far as one could judge."""
    faults = tuple(fault for one in verdicts for fault in one.faults)
    noted = tuple(name for one in verdicts for name in one.noted)
    outcomes = {one.outcome for one in verdicts}
    why = "".join(dict.fromkeys(one.why for one in verdicts if one.why))
    if "violated" in outcomes:
        return Verdict("violated", faults, why, noted)
    if "passed" in outcomes:
        return Verdict("passed", why=why)
    return not_judgeable(why) if "not judgeable" in outcomes else not_applicable(why)


def _placed(result: RuleResult, document: Document) -> Iterator[Placed]:
    """The faults of a rule as findings, each once. A finding that was waived keeps its scope when others of its block come and go."""
    by_block: dict[str, list[tuple[Fault, str]]] = {}
    for fault in dict.fromkeys(result.faults):
        listed = by_block.setdefault(fault.block, [])
        if not any((other.quote, other.say) == (fault.quote, fault.say) for other, _ in listed):
            listed.append((fault, _fingerprint(result.rule, fault, document)))
    for block, faults in by_block.items():
        waived = _waived(result.rule, block, document)
        kept = {prints: scope for scope, prints in waived.items()}
        taken = {kept[prints] for _, prints in faults if prints in kept}
        free = (scope for number in range(1, len(faults) + len(taken) + 1) if (scope := _scope(block, number)) not in taken)
        for fault, prints in faults:
            scope = kept.pop(prints, "") or next(free)
            yield Placed(_finding(result.rule, fault, scope, prints, document), result.rule, fault)


def _scope(block: str, number: int) -> str:
    return block if number == 1 else f"{block}#{number}"


def _waived(rule: RuleDef, block: str, document: Document) -> dict[str, str]:
    """Scopes in a block at which the rule was waived, with what it was waived for."""
    given = document.model.book.acknowledgements if document.model else {}
    return {
        scope: one.fingerprint
        for (check, table, scope), one in given.items()
        if (check, table) == (rule.id, PLACE) and scope.partition("#")[0] == block
    }


def _fingerprint(rule: RuleDef, fault: Fault, document: Document) -> str:
    """Of the words and the figures behind them: a waiver holds as long as both stay the same."""
    values = [str(document.model.value(ref)) for ref in fault.cells] if document.model else []
    return hashlib.sha256("|".join([rule.id, fault.say, fault.quote, *values]).encode()).hexdigest()[:16]


def _finding(rule: RuleDef, fault: Fault, scope: str, fingerprint: str, document: Document) -> Finding:
    model = document.model
    cells = tuple(FindingCell(ref, model.label(ref), model.value(ref), model.source(ref)) for ref in fault.cells) if model else ()
    say = f"{rule.title}：{fault.say}" + (f"原文：“{fault.quote}”" if fault.quote else "")
    difference = fault.left - fault.right if fault.left is not None and fault.right is not None else None
    made = Finding(
        rule.id, fault.severity or rule.severity, "文表", "violated", PLACE, scope, say, _basis(rule.source), fault.how or rule.how,
        fault.left, fault.right, difference, cells=cells, fingerprint=fingerprint,
    )  # fmt: skip
    return with_state(made, model.book.acknowledgements) if model else made


def with_state(finding: Finding, given: Mapping[tuple[str, str, str], Acknowledgement]) -> Finding:
    """The finding as it stands with the reasons that were given: errors cannot be waived, a reason given for other figures is stale."""
    one = given.get(finding.key) if finding.severity != "error" else None
    if one is None:
        return replace(finding, state="open", reason="")
    return replace(finding, state="acknowledged" if one.fingerprint == finding.fingerprint else "stale", reason=one.reason)


def _basis(source: str) -> str:
    """The source in words; the addresses of the pages stay in the rule file."""
    return re.sub(r"（[^（）]*https?:[^（）]*）|\s*https?:[^；）\s]+", "", source)
