"""The exercises of Management, in the order of the notebook."""

from mlteams.workbook.parts.management import analysts, order, p85, sentence, stall

EXERCISES = (p85.EXERCISE, analysts.EXERCISE, order.EXERCISE, stall.EXERCISE, sentence.EXERCISE)
