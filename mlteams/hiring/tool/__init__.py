"""The advertisement: reads what a job advertisement asks and leaves out, and drafts it anew from its own words."""

from mlteams.core.tool import Tool
from mlteams.hiring.tool import ad_command

TOOL = Tool(ad_command.add_arguments, ad_command.report, ad_command.page)
