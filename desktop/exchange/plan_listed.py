"""Free rows of a sheet against those of the document: which are the same, which come, and which the sheet does not have."""

from __future__ import annotations

from collections import Counter

from desktop.core.projects import NAME
from desktop.exchange.located import ListedRow, Located, Remark, form_name
from desktop.exchange.pending import Pending
from desktop.exchange.plan import SheetPlan
from desktop.exchange.plan_projects import TELLING, Projects
from desktop.exchange.row_match import match_rows
from desktop.exchange.words import fold


class ListedRows:
    """``lists``: the lists of projects, by code."""

    def __init__(self, pending: Pending, lists: dict[str, Projects]) -> None:
        self.pending, self.lists = pending, lists

    def rows(self, located: Located, about: SheetPlan, code: str) -> dict[str, str]:
        """Row of the sheet → row of the form, made where it is new; what the sheet does not have is asked about."""
        plan = located.record
        family = plan.family if plan else None
        if not located.listed or family is None:
            return {}
        if code in self.lists:
            return self._projects(located, about, code, code)
        leading = next((one for one in self.pending.leaders(code) if one in self.lists), "")
        if leading:
            return self._projects(located, about, code, leading)
        columns = (*family.grouped_by, family.label_column)
        present = [(row, self.pending.texts(code, row, columns)) for row in self.pending.row_ids(code)]
        match = match_rows([(row.id, row.texts) for row in located.listed], present, family.grouped_by, family.label_column)
        known = dict(present)
        listed = {row.id: row for row in located.listed}
        for row in match.renamed:
            old, new = known[match.same[row]].get(family.label_column, ""), listed[row].texts.get(family.label_column, "")
            if fold(old) != fold(new):
                say = f"这一行在文档里叫“{old or '（没有名称）'}”，按所在的位置认作同一行，请核对。"
                about.questions.append(Remark(f"第 {listed[row].row + 1} 行", new, say))
        rows = dict(match.same)
        waiting = self._own_of_followers(code, columns) if match.new else {}
        for row in match.new:
            rows[row] = self._new_row(code, listed[row], columns, waiting)
        for gone in match.gone:
            name = known[gone].get(family.label_column, "") or "没有名称的一行"
            say = f"工作簿里没有“{name}”这一行，文档里的保留不动；不要的话请自己删除。"
            about.questions.append(Remark("", name, say))
            about.conflicts.append(Remark(f"{form_name(located.form)} {name}", "", say))
        return rows

    def _own_of_followers(self, code: str, columns: tuple[str, ...]) -> dict[tuple[str, ...], list[str]]:
        """Rows that following forms have on their own, by their names."""
        found: dict[tuple[str, ...], list[str]] = {}
        for follower in self.pending.followers(code):
            for row in self.pending.row_ids(follower):
                if not self.pending.has_row(code, row):
                    own = self.pending.texts(follower, row, columns)
                    found.setdefault(tuple(fold(own.get(column, "")) for column in columns), []).append(row)
        return found

    def _new_row(self, code: str, listed: ListedRow, columns: tuple[str, ...], waiting: dict[tuple[str, ...], list[str]]) -> str:
        """A row that comes. One of the same names that a following form already has on its own gives it its id, so that they go together."""
        own = [row for row in waiting.get(tuple(fold(listed.texts.get(c, "")) for c in columns), []) if not self.pending.has_row(code, row)]
        row = own[0] if own else self.pending.next_id(code)
        self.pending.add_row(code, row)
        return row

    def _projects(self, located: Located, about: SheetPlan, code: str, leading: str) -> dict[str, str]:
        """Rows of a list of projects, or of a form whose rows follow one."""
        rows: dict[str, str] = {}
        projects = self.lists[leading]
        many = Counter(fold(listed.texts.get(NAME, "")) for listed in located.listed)
        for listed in located.listed:
            texts = {column: listed.texts[column] for column in (NAME, *TELLING) if listed.texts.get(column)}
            at = f"第 {listed.row + 1} 行"
            if NAME not in texts:
                about.questions.append(Remark(at, "", "这一行没有项目名称，没有读取，请核对。"))
                continue
            found = projects.find(texts, taken=rows.values(), many=many[fold(texts[NAME])], again=code == leading)
            if found.problem or found.row in rows.values():
                say = (
                    found.problem
                    or f"“{texts[NAME]}”在这张表里出现两次，只取了第一次的，请核对；确是两个项目的，请写明项目编码或实施单位。"
                )
                about.questions.append(Remark(at, texts[NAME], say))
                continue
            if found.note:
                about.questions.append(Remark(at, texts[NAME], found.note))
            if found.new and code != leading:
                about.projects.append(texts[NAME])
            rows[listed.id] = found.row
        for row in self.pending.row_ids(code):
            if row not in rows.values():
                name = projects.names().get(row, {}).get(NAME, row)
                say = f"工作簿里没有“{name}”这个项目，文档里的保留不动；不要的话请自己删除。"
                about.questions.append(Remark("", name, say))
                about.conflicts.append(Remark(f"{form_name(located.form)} {name}", "", say))
        return rows
