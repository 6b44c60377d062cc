"""The exercises of Management, one module each; PART says which belong to which lesson."""
