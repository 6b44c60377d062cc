"""Exercises of roles: decisions at Heron Parcels that must hold for other companies too."""
