"""Writes a skills matrix as CSV and reads it."""

from mlteams.roles.tool.matrix_reading import Words
from mlteams.roles.tool.skills_matrix import read_matrix


def read(tmp_path, text, **words):
    path = tmp_path / "m.csv"
    path.write_text(text, encoding="utf-8")
    return read_matrix(path, Words(**words), scale=4.0)


def names(matrix):
    return [one.name for one in matrix.people]
