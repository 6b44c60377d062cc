"""Begins a part of the course, a lesson, and what belongs to one: claim, exercise, key of the plan, workshop."""
