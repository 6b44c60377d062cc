"""The roadmap: reads a reader's own file and gives its odds."""
