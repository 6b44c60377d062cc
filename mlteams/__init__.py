"""Ship the Team: every claim about ML teams is a model you can run."""
