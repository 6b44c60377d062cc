"""A course of one part, on which the workbook is tested: its package, and `lay`, which writes its notebooks."""
