"""The text of a narrative: plain lines with a few marks that an accountant can read and change.

    # 第一部分 部门概况                          heading; ## and ### below it
    @块 收支总体 若 封面[级次] = "市级"           a block begins: its name, on what condition, over which rows (逐行 公开05[项])
    {{ 年度 }}年度收入总计{{ … }}万元。            its sentences, one line a paragraph
    §§§ （{{ 序 | 序号 }}）{{ 行["名称"] }}       a heading inside a block, one for every row; as many § as a heading has #
    @表 公开01 · @全部表 · @各表 项目支出绩效自评表 · @封面 · @目录 · @名词 · @分页

``逐行 公开05[项] 并上年`` also runs over the rows that only last year's table has. ``@各表 F 题 附件{序}：{表}（{项目}）`` prints a heading above each
form, numbered; it stands in the contents.

In a narrative that follows another one (``extends``), ``@改 名`` replaces the text of a block, ``@删 名`` drops it, and what stands after
``@接 名`` is put behind that block. Lines beginning with ``%`` are comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from desktop.core.narrative import BlockKind, NarrativeBlock, Term
from desktop.forms.schema import PackError

_HEADING: Final = re.compile(r"(#{1,4})\s*(.+?)(?:\s+@若\s+(.+))?\Z")
_BLOCK: Final = re.compile(r"(\S+)(?:\s+逐行\s+(\S+)(\s+并上年)?)?(?:\s+若\s+(.+))?\Z")
_NAMED: Final = re.compile(r"题\s+(.+?)(?:\s+(若\s+.+))?\Z")
_MARKS: Final = frozenset({"{序}", "{序号}", "{表}", "{项目}"})
_SINGLE: Final[dict[str, BlockKind]] = {"封面": "cover", "目录": "contents", "全部表": "tables", "名词": "glossary", "分页": "break"}
_TERM: Final = re.compile(r"(.+?)(?:（也说：(.+?)）)?：(.+)\Z")
_OF_FORM: Final[dict[str, BlockKind]] = {"表": "table", "各表": "forms"}


@dataclass(slots=True)
class _Reader:
    where: str
    blocks: list[NarrativeBlock]
    derived: bool
    place: int | None = None  # where new blocks go in a derived narrative; None: not said yet
    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def error(self, number: int, problem: str) -> PackError:
        return PackError(f"{self.where} 第 {number} 行：{problem}")

    def index(self, name: str, number: int) -> int:
        for place, block in enumerate(self.blocks):
            if block.id == name:
                return place
        raise self.error(number, f"没有名为“{name}”的块。")

    def add(self, block: NarrativeBlock, number: int) -> None:
        if any(other.id == block.id for other in self.blocks):
            raise self.error(number, f"块“{block.id}”写了两次，请换一个名称。")
        if self.derived and self.place is None:
            raise self.error(number, "沿用别的文稿时，新的内容要先用“@接 块名”说明放在哪里。")
        place = len(self.blocks) if self.place is None else self.place
        self.blocks.insert(place, block)
        if self.place is not None:
            self.place += 1

    def numbered(self, stem: str) -> str:
        """A name of its own for what the text does not name."""
        self.counts[stem] = self.counts.get(stem, 0) + 1
        return stem if self.counts[stem] == 1 else f"{stem}·{self.counts[stem]}"


def read_blocks(text: str, where: str, base: tuple[NarrativeBlock, ...] | None = None) -> tuple[NarrativeBlock, ...]:
    """The blocks of a narrative's text; over ``base`` where it follows another.

    Raises:
        PackError: a line that means nothing, a name used twice, an edit without its block.
    """
    reader = _Reader(where, list(base or ()), base is not None)
    for block in reader.blocks:
        reader.counts[block.id.partition("·")[0]] = reader.counts.get(block.id.partition("·")[0], 0) + 1
    current: int | None = None  # the block that takes the lines
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line.startswith("%") and not line.startswith("%}"):
            continue
        if line.startswith("#"):
            current = None
            _heading(reader, line, number)
        elif line.startswith("@"):
            current = _mark(reader, line[1:], number)
        elif line:
            if current is None:
                raise reader.error(number, f"“{line[:20]}”不属于任何块，请在前面写“@块 名称”。")
            block = reader.blocks[current]
            reader.blocks[current] = replace(block, text=f"{block.text}\n{line}" if block.text else line)
    for block in reader.blocks:
        if block.kind == "paragraph" and not block.text:
            raise PackError(f"{where}：块“{block.id}”没有文字。")
    return tuple(reader.blocks)


def _heading(reader: _Reader, line: str, number: int) -> None:
    found = _HEADING.match(line)
    if found is None:
        raise reader.error(number, "标题没有文字。")
    marks, text, when = found.groups()
    reader.add(NarrativeBlock(reader.numbered(f"标题 {text}"), "heading", text, len(marks), when or ""), number)


def _mark(reader: _Reader, line: str, number: int) -> int | None:
    word, _, rest = line.partition(" ")
    rest = rest.strip()
    if word in _SINGLE:
        reader.add(NarrativeBlock(reader.numbered(word), _SINGLE[word], when=_condition(reader, rest, number)), number)
        return None
    if word in _OF_FORM:
        form, _, condition = rest.partition(" ")
        if not form:
            raise reader.error(number, f"“@{word}”后面要写表的代码。")
        named = _NAMED.match(condition.strip()) if word == "各表" else None
        pattern, condition = (named[1], named[2] or "") if named else ("", condition)
        strange = [mark for mark in re.findall(r"\{[^}]*\}", pattern) if mark not in _MARKS]
        if strange:
            raise reader.error(number, f"题里的“{strange[0]}”不认识，可用：{{序}} {{序号}} {{表}} {{项目}}。")
        block = NarrativeBlock(
            f"{word} {form}", _OF_FORM[word], when=_condition(reader, condition.strip(), number), form=form, name=pattern
        )
        reader.add(block, number)
        return None
    if word == "块":
        found = _BLOCK.match(rest)
        if found is None:
            raise reader.error(number, "“@块”后面要写块的名称。")
        name, each, gone, when = found.groups()
        reader.add(NarrativeBlock(name, "paragraph", each=each or "", when=when or "", gone_rows=bool(gone)), number)
        return reader.index(name, number)
    if word in ("改", "删", "接"):
        if not reader.derived:
            raise reader.error(number, f"“@{word}”只能用在沿用别的文稿（extends）的文稿里。")
        place = reader.index(rest, number)
        if word == "改":
            reader.blocks[place] = replace(reader.blocks[place], text="")
            return place
        if word == "删":
            del reader.blocks[place]
            if reader.place is not None and place < reader.place:
                reader.place -= 1
        else:
            reader.place = place + 1
        return None
    raise reader.error(number, f"“@{word}”不是可用的标记，可用：@块 @表 @全部表 @各表 @封面 @目录 @名词 @分页 @改 @删 @接。")


def _condition(reader: _Reader, text: str, number: int) -> str:
    if not text:
        return ""
    word, _, condition = text.partition(" ")
    if word != "若" or not condition.strip():
        raise reader.error(number, f'“{text}”读不懂，条件要写成“若 封面[…] = "…"”。')
    return condition.strip()


def read_terms(text: str, where: str) -> tuple[Term, ...]:
    """The glossary: ``名词（也说：别名、别名）：解释`` a line. Raises PackError."""
    terms: dict[str, Term] = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("%"):
            continue
        found = _TERM.match(line)
        if found is None:
            raise PackError(f"{where} 第 {number} 行：名词解释要写成“名词：解释”。")
        name, also, meaning = found.groups()
        if name in terms:
            raise PackError(f"{where} 第 {number} 行：“{name}”解释了两次，请删去一个。")
        terms[name] = Term(name, meaning.strip(), tuple(part.strip() for part in (also or "").split("、") if part.strip()))
    return tuple(terms.values())
