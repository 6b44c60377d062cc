"""The team: reads a skills matrix as teams keep it and says what is covered, what stands on one person, what to add."""

from mlteams.core.tool import Tool
from mlteams.roles.tool import team_command

TOOL = Tool(team_command.add_arguments, team_command.report)
