"""Lets nbgrader's autograde go on after a cell that holds Python's lock or ends the kernel.

nbgrader gives up on all of a person's notebooks when the kernel does not answer an interrupt. Here such a cell gets
an error, a new kernel starts, and what stood above runs again, so that the other exercises get their points. In
place of the functions that the cell defines stand ones that raise: its own would only hang again, and the check of one
that raises says what has happened.
"""

import ast
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute  # type: ignore[import-untyped]

Resources = dict[str, Any]
_STAND_IN = "def {name}(*_, **__):\n    raise TimeoutError({why!r})\n"


class ExecuteOn(Execute):  # type: ignore[misc]  # nbgrader has no types
    """Runs a notebook as nbgrader does, and past cells that its kernel does not survive."""

    def preprocess(
        self, nb: NotebookNode, resources: Resources, km: object = None
    ) -> tuple[NotebookNode, Resources]:
        """Run all cells."""
        self._ran: list[str] = []  # what a new kernel must run to be where the old one was
        done: tuple[NotebookNode, Resources] = super().preprocess(nb, resources, km)
        return done

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, index: int
    ) -> tuple[NotebookNode, Resources]:
        """Run a cell; if the kernel does not survive it, say so in its output and start another."""
        try:
            done: tuple[NotebookNode, Resources] = super().preprocess_cell(cell, resources, index)
        except (CellTimeoutError, DeadKernelError) as problem:
            name = type(problem).__name__
            held = f"held Python for {self.timeout} seconds and could not be stopped"
            what = "ended the kernel" if isinstance(problem, DeadKernelError) else held
            self.log.error("%s: the cell %s; those below run in a new kernel", cell.get("id", index), what)
            cell.outputs = [
                _node(output_type="error", ename=name, evalue=what, traceback=[f"{name}: this cell {what}"])
            ]
            self._start_again()
            self._run_again(_stand_ins(cell.source, f"the cell above {what}"))
            return cell, resources
        if cell.cell_type != "code":
            return done
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.outputs = [_shown(output) for output in cell.outputs]
        else:
            self._ran.append(cell.source)
        return done

    def _start_again(self) -> None:
        self._cleanup_kernel()
        self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()
        before, self._ran = self._ran, []
        for source in before:
            self._run_again(source)

    def _run_again(self, source: str) -> None:
        """Run what is not to be shown; that it fails is no news."""
        first = self.nb.cells[0]
        cell = _node(cell_type="code", source=source, metadata=_node(), outputs=[])
        self.execute_cell(cell, 0, store_history=False)
        self.nb.cells[0] = first  # nbclient has put there what it ran
        self._ran.append(source)


def _shown(output: NotebookNode) -> NotebookNode:
    """Return what a graded cell returned as something that it shows: nbgrader reads a returned value as points."""
    if output.output_type != "execute_result":
        return output
    return _node(output_type="display_data", data=output.data, metadata=output.metadata)


def _node(**what: object) -> NotebookNode:
    return NotebookNode(**what)  # type: ignore[no-untyped-call]


def _stand_ins(source: str, why: str) -> str:
    """Return functions of the names that a cell defines, which raise what has happened."""
    try:
        found = ast.parse(source).body
    except SyntaxError:
        return ""
    names = [one.name for one in found if isinstance(one, ast.FunctionDef)]
    return "\n".join(_STAND_IN.format(name=name, why=why) for name in names)
