"""Copying and pasting in the table in hand: by position, or by 科目代码 where the block has them; one step, told in one sentence."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from desktop.app.jobs import Cancelled
from desktop.app.pasting import Block, block_of
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.finished import FINAL
from desktop.core.operations import Operation
from desktop.core.paste import Pasted
from desktop.core.paste_codes import CodedBlock, code_steps, read_codes
from desktop.ui import ask, clipboard
from desktop.ui.held_keys import keys_held
from desktop.ui.stepped import run_steps
from desktop.ui.words import tr
from desktop.ui.work import in_one_piece, run_beside

if TYPE_CHECKING:
    from desktop.ui.editing import Editing
else:
    Editing = object

_MUCH = 200_000  # signs; reading more than that is felt


class PasteWork(Editing):
    """Part of :class:`~desktop.ui.workspace.Workspace`."""

    def copy(self) -> None:
        count = clipboard.copy(self.view)
        self.told.emit(tr("已复制 {count} 格", count=count))

    def copy_with_heads(self) -> None:
        count = clipboard.copy_with_heads(self.view)
        self.told.emit(tr("已连同表头和名称复制 {count} 格", count=count))

    def cut(self) -> None:
        """Copy and empty the selection; what takes no entry, and what a formula gives, stays."""
        if self.bridge.read_only:
            self.copy()
            return
        refs = self.view.chosen_refs()
        clipboard.copy(self.view)
        made = entry.clear(self.bridge.model, refs)
        if isinstance(made, Operation):
            made = Operation(made.label.replace("清空", "剪切", 1), made.cause, made.edits)
        if self.bridge.do(made):
            self.told.emit(tr("已剪切 {count} 格", count=len(refs)))

    def paste(self) -> None:
        self._paste(self._read())

    def paste_values(self) -> None:
        """The printed texts only, without what the other program says about its cells."""
        self._paste(self._read(with_html=False))

    def _read(self, with_html: bool = True) -> Block | None:
        """What the clipboard holds, a large block read beside the window; None when that was stopped."""
        text, html = clipboard.content(with_html)
        if len(text) + len(html) < _MUCH:
            return block_of(text, html)
        return run_beside(self.window(), tr("正在读入要粘贴的内容……"), in_one_piece(lambda: block_of(text, html)))

    def _paste(self, block: Block | None) -> None:
        if block is None:
            self.told.emit(tr("已取消，没有粘贴。"))
        elif self.bridge.read_only:
            self.told.emit(tr("文档以只读方式打开，不能修改。"))
        elif self.session.book.is_finished:
            self.told.emit(FINAL)
        elif block.too_large:
            self.told.emit(tr("剪贴板里的内容太多，一次粘贴不下；请分几次复制，或用“导入工作簿”。"))
        elif not block.rows:
            self.told.emit(tr("剪贴板里没有文字，没有可粘贴的内容。"))
        elif self.sheet is not None:
            with keys_held():
                self._paste_block(block)

    def _paste_block(self, block: Block) -> None:
        if self.sheet is not None:
            codes = read_codes(self.bridge.model, self.session.subjects, self.sheet.form, block.rows)
            if codes is not None:
                self._paste_by_code(codes)
                return
            steps = clipboard.paste_steps(self.view, block.rows)
            self._take(steps if isinstance(steps, str) else self._worked_out(steps))

    def _worked_out(self, steps: Generator[int, None, Pasted | str]) -> Pasted | str:
        """What would be filled; the clerk may stop it while nothing is filled yet."""
        try:
            return run_steps(steps, tr("正在读入要粘贴的内容……"), can_stop=True)
        except Cancelled:
            return tr("已取消，没有粘贴。")

    def _take(self, pasted: Pasted | str) -> None:
        if isinstance(pasted, str):
            self.told.emit(pasted)
        elif self.bridge.do(pasted.operation):
            self.told.emit(pasted.summary(self.bridge.model))

    # by code

    def _paste_by_code(self, block: CodedBlock) -> None:
        answer = "known"
        if block.missing:
            names = "\n".join(f"{code} {name}".strip() for code, name in block.missing[:12])
            more = tr("……共 {count} 个", count=len(block.missing)) if len(block.missing) > 12 else ""
            answer = ask.choose(
                self,
                tr("粘贴"),
                tr("粘贴的内容里有 {count} 个科目，这张表还没有。", count=len(block.missing)),
                [("add", tr("增加这些科目并填写")), ("known", tr("只填已有的科目")), ("", tr("取消"))],
                f"{names}\n{more}".strip(),
            )
        if answer == "add":
            self._take(self._with_new_codes(block))
        elif answer:
            self._take(self._worked_out(self._coded(block)))

    def _coded(self, block: CodedBlock) -> Generator[int, None, Pasted]:
        assert self.sheet is not None
        model, form = self.bridge.model, self.sheet.form
        return code_steps(model, form, block, self._value_columns(), self._start(), [], self.sheet.texts.with_unit)

    def _with_new_codes(self, block: CodedBlock) -> Pasted | str:
        """Rows and figures together; what the new rows compute is only known where they are, so it is looked up in a copy."""
        from desktop.app.entering import model_with

        assert self.sheet is not None
        form = self.sheet.form
        if self.bridge.model.book.is_locked(form):
            return tr("这张表已锁定，请先解除锁定。")
        rows = entry.subject_edits(self.bridge.model, self.session.subjects, form, block.missing)
        model = run_beside(self, tr("正在准备新增的科目……"), lambda progress: model_with(self.session, rows))
        if model is None:
            return tr("已取消，没有粘贴。")
        return self._worked_out(code_steps(model, form, block, self._value_columns(), self._start(), rows, self.sheet.texts.with_unit))

    def _value_columns(self) -> list[str]:
        """Ids of the value columns of a code row, as printed from left to right."""
        assert self.sheet is not None
        form = self.sheet.grid.form
        block = next((block for block in form.blocks if block.family is form.family), None)
        return [column.id for column in block.columns] if block is not None else []

    def _start(self) -> str:
        chosen = self.view.chosen_places()
        ref = self.sheet.ref_at(self.sheet.index(*chosen[0][0])) if self.sheet is not None and chosen else self.view.reference()
        return ref.column if isinstance(ref, CellRef) else ""
