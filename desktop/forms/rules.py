"""Rules of the pre-flight check as data: ``resources/rules/*.toml``, each rule with its source, its words and its parameters.

What a rule asks is judged by a program named in ``judge`` (:mod:`desktop.document.preflight`); a rule without one says in ``not_judged`` why.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, Literal

from desktop.forms.catalog import resources_root
from desktop.forms.schema import PackError, TomlTable

RuleSeverity = Literal["error", "warning", "hint"]
Verified = Literal["yes", "partial", "no"]
DOCUMENTS: Final = ("决算", "绩效")


@dataclass(frozen=True, slots=True)
class RulePattern:
    """Words that must not (or must) stand in a text. ``but`` are matches that are in order. ``say`` is what is told, {文} the words found."""

    find: re.Pattern[str]
    say: str = ""
    but: re.Pattern[str] | None = None
    severity: RuleSeverity | None = None
    also_in_forms: bool = False


@dataclass(frozen=True, slots=True)
class RuleList:
    """A total and the parts that together make it up."""

    name: str
    total: tuple[str, ...]
    parts: tuple[str, ...]
    counts: bool = False


@dataclass(frozen=True, slots=True)
class RuleDef:
    """A rule. ``documents``: kinds of documents it is for. ``checks``: ids of checks of the pack (with ``*``) that judge it on the data.

    ``words`` are lists of words by name, ``numbers`` parameters. ``source`` is where the rule stands, ``verified`` whether that was seen.
    """

    id: str
    category: str
    title: str
    severity: RuleSeverity
    source: str
    verified: Verified
    judge: str = ""
    not_judged: str = ""
    say: str = ""
    how: str = ""
    documents: tuple[str, ...] = DOCUMENTS
    checks: tuple[str, ...] = ()
    patterns: tuple[RulePattern, ...] = ()
    lists: tuple[RuleList, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numbers: tuple[tuple[str, Decimal], ...] = ()

    def word_list(self, name: str) -> tuple[str, ...]:
        return dict(self.words).get(name, ())

    def number(self, name: str) -> Decimal:
        return dict(self.numbers)[name]


def rules_root() -> Path:
    return resources_root() / "rules"


@cache
def load_rules(path: Path | None = None) -> tuple[RuleDef, ...]:
    """All rules of a file, or of the program's own folder.

    Raises:
        PackError: a file cannot be read; the text names file and key.
    """
    files = [path] if path else sorted(rules_root().glob("*.toml"))
    found: list[RuleDef] = []
    for file in files:
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise PackError(f"规则文件 {file.name} 读不出来：{error}") from error
        table = TomlTable(data, file.name)
        rules = [_rule(entry) for entry in table.tables("rule")]
        table.done()
        for rule in rules:
            if any(other.id == rule.id for other in found):
                raise PackError(f"{file.name}：规则编号“{rule.id}”重复，请改一个。")
            found.append(rule)
    return tuple(found)


def _rule(table: TomlTable) -> RuleDef:
    words = table.table("words")
    numbers = table.table("numbers")
    rule = RuleDef(
        id=table.text("id"),
        category=table.text("category"),
        title=table.text("title"),
        severity=table.word("severity", RuleSeverity),
        source=table.text("source"),
        verified=table.word("verified", Verified),
        judge=table.text("judge", ""),
        not_judged=table.text("not_judged", ""),
        say=table.text("say", ""),
        how=table.text("how", ""),
        documents=table.texts("documents", DOCUMENTS),
        checks=table.texts("checks"),
        patterns=tuple(_pattern(entry) for entry in table.tables("pattern")),
        lists=tuple(_list(entry) for entry in table.tables("list")),
        words=tuple((name, words.texts(name)) for name in words.data) if words else (),
        numbers=tuple((name, Decimal(numbers.text(name))) for name in numbers.data) if numbers else (),
    )
    if not rule.judge and not rule.not_judged:
        raise table.error("not_judged", "没有写 judge 的规则，要说明为什么不能由程序判断。")
    table.done()
    return rule


def _pattern(table: TomlTable) -> RulePattern:
    found = RulePattern(
        _compiled(table, "find"),
        table.text("say", ""),
        _compiled(table, "but") if "but" in table else None,
        table.word("severity", RuleSeverity) if "severity" in table else None,
        table.flag("also_in_forms", False),
    )
    table.done()
    return found


def _compiled(table: TomlTable, key: str) -> re.Pattern[str]:
    try:
        return re.compile(table.text(key), re.MULTILINE)
    except re.error as error:
        raise table.error(key, f"这个式样写得不对：{error}。") from error


def _list(table: TomlTable) -> RuleList:
    found = RuleList(table.text("name"), table.texts("total"), table.texts("parts"), table.flag("counts", False))
    table.done()
    return found
