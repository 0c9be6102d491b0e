"""What the document window shows of a rendered block, line by line."""

from __future__ import annotations

import documents_shown

from desktop.ui.document_lines import lines_of


def test_a_heading_inside_a_block_looks_like_a_heading() -> None:
    (rendered,) = documents_shown.blocks("@块 逐项\n§§§ （一）工资福利支出\n共12万元。\n")
    heading, text = lines_of(rendered, lambda _: [])
    assert (heading.kind, heading.level) == ("heading", 3) and (text.kind, text.level) == ("text", 0)
    assert "".join(piece.text for piece in heading.pieces) == "（一）工资福利支出"
    assert {piece.kind for piece in heading.pieces} == {"heading"}
