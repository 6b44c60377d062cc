"""Exercises of hiring: decisions at Heron Parcels that must hold for other companies too."""
