"""Skills matrices in workbooks, and files that are called so and are something else."""

import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from mlteams.input.errors import BadInput
from mlteams.roles.tool.matrix_reading import Words
from mlteams.roles.tool.skills_matrix import read_matrix


def saved(tmp_path, rows, name="m.xlsx", **sheets):
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for title, more in sheets.items():
        other = book.create_sheet(title)
        for row in more:
            other.append(row)
    book.save(tmp_path / name)
    return book, sheet, tmp_path / name


def levels(path, **words):
    return {one.name: dict(one.levels) for one in read_matrix(path, Words(**words), scale=4.0).people}


def test_merged_headings_percentages_blank_rows_and_dates(tmp_path):
    rows = [
        ["Matrix"],
        ["Name", "Engineering", None, "Since"],
        [None, "Python", "SQL", None],
        [" Anna ", 3, 0.5, date(2026, 1, 1)],
        [],
        ["Bo", None, "n/a", None],
        ["Cy", 1.5, 4, date(2025, 1, 1)],
    ]
    book, sheet, path = saved(tmp_path, rows)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("A2:A3")
    sheet["C4"].number_format = "0%"
    book.save(path)
    assert levels(path) == {"Anna": {"Python": 3.0, "SQL": 2.0}, "Bo": {}, "Cy": {"Python": 1.5, "SQL": 4.0}}


def test_a_name_does_not_decide_what_a_file_is(tmp_path):
    _, _, path = saved(tmp_path, [["Name", "SQL"], ["Anna", 3]], "m.csv")
    assert levels(path) == {"Anna": {"SQL": 3.0}}
    text = tmp_path / "text.xlsx"
    text.write_text("Name;SQL\nAnna;3\n", encoding="utf-8")
    assert levels(text) == {"Anna": {"SQL": 3.0}}
    assert "holds CSV" in read_matrix(text, scale=4.0).notes[0]


def test_formulas_count_by_their_stored_result(tmp_path):
    _, _, path = saved(tmp_path, [["Name", "SQL"], ["Anna", "=1+2"], ["Bo", "#N/A"]])
    with pytest.raises(
        BadInput, match=r"cell B2: found the formula '=1\+2' in B2 without a stored result and the error"
    ):
        levels(path)
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = (
        parts[sheet]
        .replace(b"<f>1+2</f><v />", b"<f>1+2</f><v>3</v>")
        .replace(b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>")
    )
    assert b"<v>3</v>" in parts[sheet]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(BadInput) as caught:
        levels(path)
    assert "1+2" not in str(caught.value)
    assert "cell B3: found the error '#N/A' in B3" in str(caught.value)


def test_a_sheet_by_name(tmp_path):
    rows = [["Name", "R"], ["Bo", 2]]
    _, _, path = saved(tmp_path, [["Name", "SQL"], ["Anna", 3]], Second=rows, Empty=[])
    assert levels(path) == {"Anna": {"SQL": 3.0}}
    assert "The sheet 'Sheet' was read; 1 more" in read_matrix(path, scale=4.0).left_out[0]
    assert levels(path, sheet="Second") == {"Bo": {"R": 2.0}}
    with pytest.raises(BadInput, match="one of 'Sheet' and 'Second' would be right"):
        levels(path, sheet="Empty")


def test_the_first_sheet_may_be_a_legend(tmp_path):
    rows = [["Name", "R"], ["Bo", 2]]
    _, _, path = saved(tmp_path, [["0", "none"], ["4", "expert"]], Team=rows)
    with pytest.raises(BadInput) as caught:
        levels(path)
    assert "of 2 sheets the first was read, 'Sheet'; --sheet 'Team' for another would be right" in str(
        caught.value
    )
    assert levels(path, sheet="Team") == {"Bo": {"R": 2.0}}
    _, _, alone = saved(tmp_path, [["0", "none"], ["4", "expert"]], "alone.xlsx")
    with pytest.raises(BadInput) as caught:
        levels(alone)
    assert "--sheet" not in str(caught.value)


@pytest.mark.parametrize("corner", ["Name", "Skill"])
def test_what_the_spreadsheet_hides_counts_and_is_said(tmp_path, corner):
    book, sheet, path = saved(
        tmp_path, [[corner, "a", "b", "c"], ["d", 3, 1, 2], ["e", 4, 1, 2], ["f", 1, 1, 2]]
    )
    assert read_matrix(path, scale=4.0).notes == (
        () if corner == "Name" else read_matrix(path, scale=4.0).notes[:1]
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.save(path)
    matrix = read_matrix(path, scale=4.0)
    person, skill = (
        ("'e' (row 3)", "'b' (cell C1)") if corner == "Name" else ("'b' (column C)", "'e' (cell A3)")
    )
    assert len(matrix.people) == len(matrix.skills) == 3
    assert matrix.notes[-2].startswith(f"The spreadsheet hides these people, and they count here: {person};")
    assert matrix.notes[-1].startswith(f"The spreadsheet hides these skills, and they count here: {skill};")
    left = read_matrix(path, Words(skip=(person[1], skill[1])), scale=4.0)
    assert len(left.people) == len(left.skills) == 2
    assert not [one for one in left.notes if "hides" in one]


def test_a_skill_without_a_level_may_be_coloured(tmp_path):
    book, sheet, path = saved(tmp_path, [["Name", "Python", "SQL"], ["Anna", 3], ["Bo", 1]])
    sheet["C2"].fill = PatternFill("solid", fgColor="00FF00")
    book.save(path)
    said = (
        "No cell holds a level of {}; colours of cells are not read. --skip NAME leaves out what is no skill."
    )
    assert read_matrix(path, scale=4.0).notes == (said.format("'SQL'"),)
    hidden = read_matrix(path, Words(anonymous=True), scale=4.0).notes
    assert hidden == (said.format("1 of the skills"),)
    sheet["C2"] = 0
    book.save(path)
    assert read_matrix(path, scale=4.0).notes == ()


def test_times_from_a_form_are_no_names(tmp_path):
    rows = [["Timestamp", "Your name", "SQL"], [date(2026, 1, 1), "Anna", 3], [date(2026, 1, 2), "Bo", 1]]
    _, _, path = saved(tmp_path, rows)
    with pytest.raises(BadInput, match="found 'the date 2026-01-01' and other numbers where names should be"):
        levels(path)


def test_a_stray_cell_far_away_is_no_reason_to_wait(tmp_path):
    book, sheet, path = saved(tmp_path, [["Name", "SQL"], ["Anna", 3]])
    sheet.cell(row=1_000_000, column=2, value=" ")
    book.save(path)
    assert levels(path) == {"Anna": {"SQL": 3.0}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel file, or one with a password"),
        (b"PK\x03\x04broken", "a damaged workbook"),
        (b"\x89PNG\r\n\x1a\n\0", "found a PNG picture"),
        (b"%PDF-1.7 ", "found a PDF"),
        (b'\n {"people": []}', "found JSON"),
        (b"<html><table>", "found HTML or XML"),
        (b"no zip", "found text and no workbook under such a name"),
        ({"content.xml": b"x"}, "an OpenDocument file"),
        ({"readme.txt": b"x"}, "a ZIP file that is no workbook"),
        ({"xl/workbook.xml": b"x"}, "a workbook that cannot be read"),
        ({"xl/workbook.xml": b"x", "big": b"0" * 101_000_000}, "unpacks to 101,000,001 bytes"),
    ],
)
def test_what_is_no_workbook(tmp_path, content, said):
    path = tmp_path / "m.xlsx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in content.items():
                archive.writestr(name, part)
    with pytest.raises(BadInput, match=said):
        levels(path)
