"""The exercises of the post."""
