"""The management section: the promise and what it stands on, the approaches, the rules, the sentence for leaders."""

from mlteams.core.section import Section
from mlteams.management.plan.blocks import blocks
from mlteams.management.plan.contradictions import contradictions
from mlteams.management.plan.form import TEMPLATE, ManagementForm
from mlteams.management.plan.study import Study

SECTION = Section(ManagementForm, TEMPLATE, Study, contradictions, blocks)
