"""Workshops: a guide is a page with minutes; agendas, slides and cards are computed from it."""
