"""Turns the models and the chapters into the site, with Quarto or with the embedded renderer."""
