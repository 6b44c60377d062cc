"""The roadmap: reads a reader's own file and gives its odds."""

from mlteams.core.tool import Tool
from mlteams.management.tool import roadmap_command

TOOL = Tool(roadmap_command.add_arguments, roadmap_command.report)
