"""Where the sentences of packs run: Jinja without attributes, without calls but those for sentences, and with limited work.

A pack may come from anybody. Its text sees figures, texts and phrases only; every turn of a loop is charged with what stands in it, texts
and lists cannot grow without end, and what needs more is refused with a sentence instead of being waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.environment import Template
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

from desktop.document.prose_context import read
from desktop.document.prose_figures import Figure

LONGEST: Final = 200_000
"""Characters a block may give; beyond that its text is not one that a clerk could publish."""
LONGEST_TEMPLATE: Final = 50_000
"""Characters of the text of one block of a narrative."""
MOST_WORK: Final = 400_000
"""Work of one block: turns of its loops times the pieces of text and expressions in them."""
LARGEST: Final = Decimal(10) ** 18
MOST_ITEMS: Final = 10_000
"""What a list in a sentence may hold, with all lists in it."""
_TURN: Final = "·轮"
_JOIN: Final = "·连"
_LIST: Final = "·列"
_REFUSED: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Macro: "macro", nodes.CallBlock: "call", nodes.FilterBlock: "filter", nodes.AssignBlock: "set … endset", nodes.Include: "include",
    nodes.Import: "import", nodes.FromImport: "from", nodes.Extends: "extends", nodes.Block: "block",
}  # fmt: skip


class TooMuch(Exception):
    """A sentence asks for more work or text than any document needs; the text is a Chinese sentence."""


class _Names(Context):
    def resolve_or_missing(self, key: str) -> Any:
        return read(super().resolve_or_missing(key))


class Sandbox(SandboxedEnvironment):
    """Figures, texts and rows answer to ``[…]`` only; no attribute of any object can be reached but the place in a loop."""

    context_class = _Names
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and attr in ("first", "last", "index")

    def is_safe_callable(self, obj: Any) -> bool:
        return getattr(obj, "_for_sentences", False) is True

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums and differences of figures and texts, products of plain numbers; nothing that can become huge."""
        if operator == "+" and isinstance(left, (str, list, tuple)) and isinstance(right, (str, list, tuple)):
            _fits(len(left) + len(right))
            _listed([left, right])
        elif operator not in "+-" and not (operator in "*/" and _plain_number(left) and _plain_number(right)):
            raise TooMuch(f"文稿的句子里不能用运算“{operator}”；要算的数请在表套里写成公式。")
        found: Any = super().call_binop(context, operator, left, right)
        if isinstance(found, (int, Decimal)) and abs(Decimal(found)) > LARGEST:
            raise TooMuch("句子里算出的数过大。")
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        found: nodes.Template = _Meter().visit(super()._parse(source, name, filename))
        return found


class _Meter(NodeTransformer):
    """Puts a meter on every loop and every joined text; refuses what sentences do not need."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        word = _REFUSED.get(type(node))
        if word:
            raise TooMuch(f"第 {node.lineno} 行：文稿里不能用 {{% {word} %}}。")
        found: nodes.Node = super().generic_visit(node, *args, **kwargs)
        return found

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        if node.recursive:
            raise TooMuch(f"第 {node.lineno} 行：文稿里的循环不能用 recursive。")
        work = 1 + sum(1 + len(piece.data) // 20 for part in node.body for piece in part.find_all(nodes.TemplateData))
        work += sum(1 for part in node.body for _ in part.find_all(nodes.Expr))
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _TURN, [nodes.Const(work)], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return nodes.Filter(nodes.List(node.nodes, lineno=node.lineno), _JOIN, [], [], None, None, lineno=node.lineno)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        return self._weighed(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        return node if node.ctx == "store" else self._weighed(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        raise TooMuch(f"第 {node.lineno} 行：文稿里不能用 {{…: …}}，请写成列表。")

    def _weighed(self, node: nodes.Expr) -> nodes.Node:
        if any(True for _ in node.find_all((nodes.Name, nodes.Filter, nodes.Getitem, nodes.Call))):
            self.generic_visit(node)
            return nodes.Filter(node, _LIST, [], [], None, None, lineno=node.lineno)
        return node  # words and numbers as they are written: no larger than the text


class Meter:
    """What one block has used up of the work it may do."""

    def __init__(self, show: Callable[[object], str]) -> None:
        self._work = 0
        self._length = 0
        self._show = show

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {_TURN: self.turns, _JOIN: self.joined, _LIST: _listed}

    def turns(self, items: Iterable[Any], work: int) -> Iterator[Any]:
        for item in items:
            self.charge(work)
            yield item

    def joined(self, pieces: list[Any]) -> str:
        shown = [self._show(piece) for piece in pieces]
        _fits(sum(len(piece) for piece in shown))
        return "".join(shown)

    def charge(self, work: int) -> None:
        self._work += work
        if self._work > MOST_WORK:
            raise TooMuch("循环次数过多，没有写完就停止了。")

    def written(self, pieces: Iterable[str]) -> str:
        """What a template gives, up to the longest text."""
        found = []
        for piece in pieces:
            self._length += len(piece)
            _fits(self._length)
            found.append(piece)
        return "".join(found)


def template(text: str, filters: dict[str, Callable[..., Any]], show: Callable[[object], str], meter: Meter) -> Template:
    """A text ready to be rendered. Raises TooMuch and what Jinja raises for a text it cannot read."""
    environment = _environment().overlay(finalize=show)
    environment.filters = {**filters, **meter.filters()}
    return Template.from_code(environment, _code(text, tuple(environment.filters)), {})


@lru_cache(maxsize=4)
def _environment() -> Sandbox:
    made = Sandbox(undefined=StrictUndefined, autoescape=False, trim_blocks=False, lstrip_blocks=True, finalize=_constant, optimized=False)
    made.globals = {}
    made.tests = {name: made.tests[name] for name in ("defined", "none", "odd", "even")}
    return made


@lru_cache(maxsize=1024)
def _code(text: str, filters: tuple[str, ...]) -> Any:
    """The compiled text; a text is compiled once however often its block is rendered."""
    if len(text) > LONGEST_TEMPLATE:
        raise TooMuch("一块的文字过长，请分成几块。")
    environment = _environment().overlay()
    environment.filters = dict.fromkeys(filters, str)
    return environment.compile(text)


def _listed(items: Any) -> Any:
    """A list as it is, once it was weighed."""
    left, waiting = MOST_ITEMS, [items]
    while waiting:
        item = waiting.pop()
        left -= 1 + (len(item) // 20 if isinstance(item, str) else 0)
        if left < 0:
            raise TooMuch(f"列表过大（超过 {MOST_ITEMS} 项）。")
        if isinstance(item, (list, tuple)):
            waiting += item[: MOST_ITEMS + 1]
    return items


def _constant(value: Any) -> str:
    """Only words and numbers are written when a text is compiled; everything else is looked at when it is rendered."""
    if not isinstance(value, (str, int)):
        raise TypeError
    return str(value)


def _fits(length: int) -> None:
    if length > LONGEST:
        raise TooMuch(f"文字过长（超过 {LONGEST} 字）。")


def _plain_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, (bool, Figure))


__all__ = ["LONGEST", "Meter", "Sandbox", "SecurityError", "TemplateError", "TooMuch", "template"]
