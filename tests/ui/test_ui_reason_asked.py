"""The dialog that asks for a reason: last year's stands beside it and is taken only by its button. A pre-flight that is cancelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.app.jobs import Cancelled, Progress, Step
from desktop.app.session import Session
from desktop.app.text_review import text_review
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.ui import ask


@pytest.mark.parametrize("pressed", [True, False])
def test_last_years_reason_is_taken_by_its_button_only(qtbot, monkeypatch: pytest.MonkeyPatch, pressed: bool) -> None:
    def answer(dialog: QDialog) -> QDialog.DialogCode:
        qtbot.addWidget(dialog)
        (take,) = (button for button in dialog.findChildren(QPushButton) if button.text() == "照上年的写")
        if pressed:
            take.click()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", answer)
    assert ask.reason(None, "写明原因", "收入增加", "", "上年人员增加") == ("上年人员增加" if pressed else "")


def test_a_pre_flight_that_is_cancelled_keeps_nothing_and_can_be_done_again(tmp_path: Path) -> None:
    with Session.create(tmp_path / "甲.mz", "sx-2024", "某市科学技术局", 2024) as session:
        session.do(entry.type_text(session.model, CellRef("文稿资料", "主要职责", "内容"), "负责科学技术工作。"))
        review = text_review(session)

        def stop(step: Step) -> None:
            if step.done > 3:
                raise Cancelled

        with pytest.raises(Cancelled):
            review.judge(Progress(stop))
        assert not review.is_judging
        assert len(review.judge(Progress()).results) > 80
