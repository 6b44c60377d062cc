"""`mlteams notebooks`: runs what is a notebook, and says in a sentence what is none."""

import pytest

from mlteams.input.errors import BadInput
from mlteams.workbook.execute import execute

NO_NOTEBOOKS = [b"", b"{", b"[]", b"{}", b'{"cells": 5}', b"\xff\xfe{}", b'{"cells": [5]}', b"[" * 100_000]
NO_NOTEBOOKS += [b'{"cells": [], "metadata": 5, "nbformat": 4, "nbformat_minor": 5}']
NO_NOTEBOOKS += [b'{"cells": [], "metadata": {}, "nbformat": "x", "nbformat_minor": 5}']


@pytest.mark.parametrize("content", NO_NOTEBOOKS, ids=lambda content: repr(content[:40]))
def test_what_is_no_notebook_gets_a_sentence_and_stays(tmp_path, content):
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"a\.ipynb, .*: found .+; .+ would be right") as problem:
        execute(path)
    assert "\n" not in str(problem.value)
    assert path.read_bytes() == content


def test_what_is_not_there_gets_a_sentence(tmp_path):
    for name in ("folder.ipynb", "link.ipynb"):
        path = tmp_path / name
        path.mkdir() if name == "folder.ipynb" else path.symlink_to("nowhere")
        with pytest.raises(BadInput, match=name):
            execute(path)
