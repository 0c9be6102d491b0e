"""The fonts of the printed page: fallback by character, glyphs with outlines only, characters that no font has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.document.faces import FaceFile, load_face
from desktop.document.fonts import BUNDLED, ROLES, FontSet, clean, font_set
from desktop.document.places import fonts_folder


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("text", ["镕堃喆龑䶮", "𬭩𬍛㙍𫖯𬱖𡒄", "①㎡℃‰№Ⅷ㈠〔〕——“”……", "1,234.56 %（）"])
def test_names_and_signs_of_official_texts_have_a_glyph_in_every_role(role: str, text: str) -> None:
    assert font_set().missing_glyphs([text], role) == []  # type: ignore[arg-type]


def test_a_character_without_glyph_is_listed_with_code_point_and_place() -> None:
    found = font_set().missing_glyphs([("公开03 支出决算表", "张\U0002ebf0"), "李𬭩", ("封面", "\U0002ebf0\U0002ebf0")])
    assert [tuple(glyph) for glyph in found] == [
        ("\U0002ebf0", "U+2EBF0", "公开03 支出决算表"),
        ("\U0002ebf0", "U+2EBF0", "封面"),
    ]


def test_a_glyph_without_outline_counts_as_missing(tmp_path: Path) -> None:
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    font = TTFont(fonts_folder() / BUNDLED["Hei"])
    few = Subsetter()
    few.populate(text="明账 ")
    few.subset(font)  # writing all of it would take seconds
    font["glyf"][font.getBestCmap()[ord("明")]] = Glyph()
    font.save(tmp_path / "hollow.ttf")
    face = load_face("hollow", FaceFile(tmp_path / "hollow.ttf"), bundled=False)
    assert face is not None
    assert face.width("账") is not None
    assert face.width("明") is None
    assert face.width(" ") is not None  # a blank has no outline and needs none


def test_digits_have_one_width_so_that_amounts_line_up() -> None:
    for role in ROLES:
        stack = font_set().stack(role)
        assert len({stack.char_width(digit) for digit in "0123456789"}) == 1


def test_latin_of_fangsong_comes_from_song_and_rare_names_from_kai() -> None:
    fang = font_set().stack("fang")
    faces = {character: fang.look(character) for character in "仿7镕𡒄"}
    assert {character: glyph.face.name for character, glyph in faces.items() if glyph} == {
        "仿": "Fang",
        "7": "Song",
        "镕": "Kai",
        "𡒄": "Kai",
    }


def test_the_users_own_fonts_are_the_last_resort(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(fonts_folder() / BUNDLED["Hei"])
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {code: name for code, name in table.cmap.items() if code < 0x10000}
            if table.format == 12:
                table.cmap[0x2EBF0] = font.getBestCmap()[ord("明")]
    font.save(tmp_path / "own.ttf")
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    fonts = font_set(folder=tmp_path)
    assert fonts.missing_glyphs(["张\U0002ebf0"]) == []
    glyph = fonts.stack("song").look("明")
    assert glyph is not None and glyph.face.bundled  # the bundled faces are asked first


def test_what_cannot_be_printed_is_taken_out_and_blanks_stay() -> None:
    assert clean("葛\U000e0100城\ufe0f\u200b\u00ad\u202e\x07 甲\u00a0乙\u3000丙\tx") == "葛城 甲 乙\u3000丙 x"
    assert clean("一\r\n二\u2028三") == "一\n二\n三"


def test_looking_at_the_package_loads_no_heavy_module() -> None:
    code = "import sys, desktop.document, desktop.document.table_pages, desktop.document.render; print([m for m in ('reportlab', 'pypdfium2', 'fontTools') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_bundled_files_are_those_of_the_manifest_and_carry_their_licences() -> None:
    import hashlib
    import json

    folder = fonts_folder()
    for entry in json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8")):
        assert hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    notice = (folder / "licenses" / "NOTICE.txt").read_text(encoding="utf-8")
    assert all(file in notice for file in BUNDLED.values())


def test_a_face_of_the_system_is_asked_first_and_a_broken_one_is_passed_over(tmp_path: Path) -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(fonts_folder() / BUNDLED["Hei"])
    subsetter = Subsetter(Options())
    subsetter.populate(text="明账 0123456789")
    subsetter.subset(font)
    font.save(tmp_path / "simsun.ttf")
    (tmp_path / "damaged.ttf").write_bytes(b"\0\1\0\0 torn")
    files = (FaceFile(tmp_path / "damaged.ttf"), FaceFile(tmp_path / "simsun.ttf"))
    stack = FontSet({"song": files}, ()).stack("song")
    glyphs = {character: stack.look(character) for character in "明局"}
    assert {character: glyph.face.name for character, glyph in glyphs.items() if glyph} == {"明": "simsun", "局": "Song"}


def test_fonts_of_the_machine_are_found_in_its_folders_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.document import system_fonts

    (tmp_path / "下").mkdir()
    for name in ("SimSun.ttc", "下/SIMFANG.TTF", "arial.ttf"):
        shutil.copyfile(fonts_folder() / BUNDLED["Hei"], tmp_path / name)
    monkeypatch.setattr(system_fonts, "font_folders", lambda: [tmp_path, tmp_path / "没有"])
    monkeypatch.setattr(system_fonts, "_registered", lambda: iter(()))
    system_fonts.look_again()
    found = system_fonts.installed()
    assert [file.path.name for file in found["song"]] == ["SimSun.ttc"]
    assert [file.path.name for file in found["fang"]] == ["SIMFANG.TTF"]
    assert found["hei"] == ()
    system_fonts.look_again()


@pytest.mark.parametrize(
    ("bits", "reason"), [(0x0000, ""), (0x0008, ""), (0x0002, "不允许嵌入"), (0x0100, "部分嵌入"), (0x0200, "部分嵌入")]
)
def test_a_font_that_forbids_embedding_is_not_used_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bits: int, reason: str
) -> None:
    from fontTools.ttLib import TTFont

    from desktop.document import system_fonts

    font = TTFont(fonts_folder() / BUNDLED["Hei"])
    font["OS/2"].fsType = bits
    font.save(tmp_path / "simfang.ttf")
    (tmp_path / "simhei.ttf").write_bytes(b"OTTO\0\1" + bytes(6) + b"CFF " + bytes(12))
    (tmp_path / "simkai.ttf").write_bytes(b"")
    monkeypatch.setattr(system_fonts, "font_folders", lambda: [tmp_path])
    monkeypatch.setattr(
        system_fonts, "_registered", lambda: iter([("FangSong", tmp_path / "simfang.ttf"), ("SimHei", tmp_path / "gone.ttf")])
    )
    system_fonts.look_again()
    try:
        used = {font.role: font for font in system_fonts.role_fonts(system=True)}
        assert (used["fang"].name, used["fang"].file is None) == ("GkFang-Regular" if reason else "仿宋", bool(reason))
        assert reason in "".join(used["fang"].passed_over)
        assert "TrueType" in used["hei"].passed_over[0] and used["hei"].file is None
        assert "读不了" in used["kai"].passed_over[0]
        assert all(font.file is None for font in system_fonts.role_fonts(system=False))
    finally:
        system_fonts.look_again()


def test_a_pdf_says_with_which_fonts_it_was_set(tmp_path: Path) -> None:
    from paper_grids import expenditure
    from reading_pdf import properties

    from desktop.document.table_pages import write_tables_pdf

    shutil.copyfile(fonts_folder() / BUNDLED["Hei"], tmp_path / "simsun.ttf")
    system = FontSet({"song": (FaceFile(tmp_path / "simsun.ttf", 0, "宋体"),)}, ())
    for fonts, song in ((system, "song=宋体（系统）"), (font_set(), "song=GkSong-Regular")):
        write_tables_pdf([expenditure()], tmp_path / "表.pdf", fonts=fonts)
        assert song in properties(tmp_path / "表.pdf")["Keywords"]
