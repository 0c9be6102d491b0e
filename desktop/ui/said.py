"""What the layers below the window say, in the language of the window: sentences of ``i18n/said_en.toml`` found in a text.

A template names its places: ``"“{a}”已经关闭。"``. What stands in a place is looked up too, but not between “ and ”: that is a name of the
person or the document. A text of several sentences is taken apart; what is not known stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

CHINESE = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff01-\uff60]")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
PLACE = re.compile(r"\{(\w+)\}")
_ENDS = (("\n", "\n"), ("。！？", ". "), ("；", "; "), ("：", ": "), ("，", ", "), ("、", ", "))
_BETWEEN = {mark: between for marks, between in _ENDS for mark in marks}
"""Where a text is taken apart, from the strongest end to the weakest, and what stands there in English."""
_AFTER = 2
"""Before a text is taken apart at its semicolons, what stands before its colon is taken off."""
_SENTENCES = 3
"""So many of them end a sentence or half of one; the weaker ones part what is filled in, and texts all of whose parts are known."""
_SIGNS = "✓×▲·• "
"""Signs that the window puts before a sentence."""
_SLIGHT = 6
"""A template of so few signs fits too much: its places take no half sentences."""
_LONGEST = 4000


class Template:
    """One sentence: the literal pieces between its places, and the other language with the same places."""

    def __init__(self, source: str, other: str) -> None:
        parts = PLACE.split(source)
        self.names, self.pieces, self.other = parts[1::2], parts[::2], other
        self.weight = sum(len(piece) for piece in self.pieces)
        self.quoted = {name for at, name in enumerate(self.names) if self.pieces[at].endswith("“") and self.pieces[at + 1].startswith("”")}
        self._pattern: re.Pattern[str] | None = None

    def fits(self, text: str) -> dict[str, str] | None:
        """What stands in the places when the whole text is this sentence."""
        if not text.startswith(self.pieces[0]) or not text.endswith(self.pieces[-1]) or not all(piece in text for piece in self.pieces):
            return None
        if self._pattern is None:
            any_ = ".*?" if self.weight > _SENTENCES else ".+?"
            made = [re.escape(self.pieces[0])]
            for name, piece in zip(self.names, self.pieces[1:], strict=True):
                made += [f"(?P<{name}>{any_})", re.escape(piece)]
            self._pattern = re.compile("".join(made), re.DOTALL)
        found = self._pattern.fullmatch(text)
        if found is None or any(self._spills(value) for name, value in found.groupdict().items() if name not in self.quoted):
            return None
        return found.groupdict()

    def begins_with_a_place(self, places: dict[str, str]) -> bool:
        """Whether the first place took in the name of what the sentence is about, up to its colon."""
        return "：" not in self.pieces[0] and len(_apart(places[self.names[0]] + " ", "：")) > 1

    def _spills(self, value: str) -> bool:
        """Whether a place took in more than belongs there: the end of one sentence and the beginning of another."""
        if self.weight <= _SENTENCES and "“" in value:
            return True
        if self.weight <= _SLIGHT:
            return len(_apart(value + "。", "。！？\n；，：" if self.weight <= _SENTENCES else "。！？\n；，")) > 1
        return value[-1:] not in "。！？\n" and len(_apart(value, "。！？\n")) > 1


class Sentences:
    """All templates of one language."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._whole: dict[str, str] | None = None
        self._templates: list[Template] = []
        self._inside: list[tuple[re.Pattern[str], str]] = []
        self.say = lru_cache(4096)(self._say)

    def _read(self) -> dict[str, str]:
        import tomllib

        read = tomllib.loads(self.path.read_text(encoding="utf-8"))
        self._inside = [(_inside(source), other) for source, other in read["inside"].items()]
        whole, made = {}, []
        for source, other in read["sentences"].items():
            for one, its in ((source, other), (source.lstrip("，；：、"), other.lstrip(",;: "))):
                if PLACE.search(one):
                    made.append(Template(one, its))
                else:
                    whole[one] = its
        self._templates = sorted(made, key=lambda template: -template.weight)  # what says most comes first
        return whole

    def explain(self, text: str) -> str:
        """An explanation: words of the program between names and figures of the document."""
        text = self.say(text)
        if CHINESE.search(text):
            if self._whole is None:
                self._whole = self._read()
            for pattern, other in self._inside:
                text = pattern.sub(lambda found, other=other: PLACE.sub(lambda place: found[place[1]], other), text)  # type: ignore[misc]
        return text

    def _say(self, text: str) -> str:
        return self._found(text, _SENTENCES) or text

    def _found(self, text: str, ends: int) -> str | None:
        """The text in the other language, ``None`` where nothing of it is known."""
        if not CHINESE.search(text) or len(text) > _LONGEST:
            return None
        bare, mark = (text[:-1], _BETWEEN[text[-1]]) if text[-1] in _BETWEEN else (text, "")
        found = self._ended(text)
        if found is None and mark:
            found = self._ended(bare)
            found = found and found.rstrip() + mark.rstrip(" ")
        if found is not None:
            return found
        for level, (marks, _) in enumerate(_ENDS):
            if level == _AFTER:
                found = self._behind_a_place(text)
                if found is not None:
                    return found
            parts = _apart(text, marks)
            if len(parts) > 1:
                said = [self._found(part, ends) for part in parts]
                done = [known is not None or not CHINESE.search(part[:-1]) for known, part in zip(said, parts, strict=True)]
                if level < ends:
                    enough = any(known is not None for known in said)
                elif marks == "：":  # what stands before a colon is the place that the sentence is about
                    enough = said[-1] is not None
                else:
                    enough = all(done) and any(known is not None for known in said)
                return "".join(map(_put, said, parts)).rstrip(" ") if enough else None
        return None

    def _behind_a_place(self, text: str) -> str | None:
        """A sentence with semicolons behind the name of what it is about."""
        place = _apart(text, "：")[0]
        found = self._ended(text[len(place) :]) if len(place) < len(text) else None
        return None if found is None else f"{place[:-1]}: {found}"

    def _ended(self, text: str) -> str | None:
        """A text that is one sentence of the file, with the space and the sign that stood around it."""
        plain = text.strip().lstrip(_SIGNS)
        if self._whole is None:
            self._whole = self._read()
        if plain in self._whole:
            return text.replace(plain, self._whole[plain])
        for template in self._templates:
            if len(plain) >= template.weight:
                places = template.fits(plain)
                if places is not None:
                    behind = self._behind_a_place(plain) if template.begins_with_a_place(places) else None
                    return text.replace(plain, behind or self._filled(template, places))
        return None

    def _filled(self, template: Template, places: dict[str, str]) -> str:
        filled = {name: value if name in template.quoted else self._place(value) for name, value in places.items()}

        def put(place: re.Match[str]) -> str:
            value, behind = filled[place[1]], template.other[place.end() : place.end() + 1]
            return value + " " if value.endswith(".") and behind.isalpha() else value

        return re.sub(r"(?<=\S)  +", " ", PLACE.sub(put, template.other)).rstrip(" ")

    def _place(self, value: str) -> str:
        return self._found(value, len(_ENDS)) or value


def _inside(source: str) -> re.Pattern[str]:
    """Words within an explanation; {n} and {m} are numbers, other places are names, which end at a sign of the arithmetic."""
    places = PLACE.split(source)
    made = [re.escape(places[0])]
    for name, piece in zip(places[1::2], places[2::2], strict=True):
        made += [f"(?P<{name}>" + (r"[−\d,.]+" if name in "nm" else r"[^=+−×÷；（）]+?") + ")", re.escape(piece)]
    return re.compile("".join(made) + (r"(?![\u4e00-\u9fff])" if _WORDS.match(source[-1]) else ""))


def _put(said: str | None, part: str) -> str:
    """A part as it stands among the others: a Chinese sentence that is not known stays, what is shorter gets the mark of the other language."""
    mark = _BETWEEN.get(part[-1], "")
    if said is None:
        return part if not mark or (part[-1] in "。！？" and _WORDS.search(part)) else part[:-1].rstrip() + mark
    return said + " " if mark and not said.endswith(("\n", " ")) else said


def _apart(text: str, marks: str) -> list[str]:
    """The parts of a text, each with the mark that ends it; what stands in quotation marks is not parted."""
    parts, start, inside = [], 0, 0
    for at, sign in enumerate(text):
        inside += (sign in "“《（") - (sign in "”》）")
        if sign in marks and inside <= 0:
            parts.append(text[start : at + 1])
            start = at + 1
    return [*parts, text[start:]] if start < len(text) else parts
