"""Reads a learner's files, finds what is wrong with them and where, and reports the odds."""
