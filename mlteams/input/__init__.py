"""Reads people's files and words: text, YAML with lines, dates, quantities; the one sentence for what is wrong."""
