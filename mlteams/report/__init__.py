"""Turns a report, which is a list of blocks, into a terminal page, JSON, HTML, DOCX or Markdown."""
