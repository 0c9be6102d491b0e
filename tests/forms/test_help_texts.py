"""填表说明 of the packs: every text is about something that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.forms.catalog import pack_ids
from desktop.forms.help_texts import files, form_help
from desktop.forms.load import read_pack
from desktop.forms.schema import PackError


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_text_is_about_a_form_column_or_row_of_the_pack(pack_id: str) -> None:
    for path in files(pack_id):
        form = read_pack(pack_id).pack.form(path.stem)
        assert form is not None, path
        told = form_help(pack_id, path.stem)
        columns = {column.id for block in form.blocks for column in block.columns}
        rows = {row.id for block in form.blocks for row in block.rows}
        if form.family is not None:
            rows |= {"类", "款", "项", form.family.total_row}
        assert not set(told.columns) - columns and not set(told.rows) - rows, path
        assert told.table is not None and told.table.source, path


def test_a_derived_pack_tells_what_its_base_tells() -> None:
    base, own = form_help("cn-2024", "公开03"), form_help("sx-2024", "公开03")
    assert base.columns["基本支出"].text and own.columns["基本支出"] == base.columns["基本支出"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "help").mkdir(parents=True)
    (folder / "pack.toml").write_text(
        'id = "own"\nextends = "cn-2024"\ntitle = "自编"\nregion = "某地"\nyears = [2024]\n', encoding="utf-8"
    )
    (folder / "help" / "公开03.toml").write_text("table = 'x\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"own/help/公开03\.toml"):
        form_help(folder, "公开03")
    (folder / "help" / "公开03.toml").write_text('source = "本地规定"\n[columns]\n"基本支出" = "本地的说明"\n', encoding="utf-8")
    told = form_help(folder, "公开03")
    assert told.columns["基本支出"].text == "本地的说明" and told.columns["基本支出"].source == "本地规定"
    assert "项目支出" in told.columns, "the rest is the base's"
