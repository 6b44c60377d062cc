"""plan.yaml: put together from the parts' sections, read, filled and checked key by key."""
