"""The models of roles: what a title tells, what a task needs, how rare a mix is, when a platform engineer pays."""
