"""Begins a lesson, a claim or an exercise of the course."""
