"""The management section: the promise and what it stands on, the approaches, the rules, the sentence for leaders."""

from mlteams.plan.section import Section
from mlteams.plan.sections.management.blocks import blocks
from mlteams.plan.sections.management.contradictions import contradictions
from mlteams.plan.sections.management.form import TEMPLATE, ManagementForm
from mlteams.plan.sections.management.study import Study

SECTION = Section("management", "Management", ManagementForm, TEMPLATE, Study, contradictions, blocks)
