"""What the section stands on: who is hired, who covers what, and what other parts of the plan say, by key."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from mlteams.core.section import Context
from mlteams.input.dates import day
from mlteams.input.errors import Refused
from mlteams.roles.plan.form import Post, RolesForm


class Study:
    """A plan's roles, and how they stand to each other."""

    def __init__(self, form: RolesForm, context: Context) -> None:
        """Keep the form and the lines of the plan."""
        self.form, self.context, self.line = form, context, context.line

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The names of the needs, each once."""
        return tuple(dict.fromkeys(need.name for need in self.form.staffing.needs))

    @cached_property
    def hired(self) -> tuple[tuple[int, Post], ...]:
        """The posts with somebody in them, each with its place; a post without a number has one person."""
        posts = self.form.staffing.posts
        return tuple((place, post) for place, post in enumerate(posts) if people(post) > 0)

    @property
    def heads(self) -> int:
        """How many people are hired."""
        return sum(people(post) for _, post in self.hired)

    def behind(self, need: str, *, trained: bool = False) -> int:
        """Return how many people can do a need; `trained` counts those who learn it."""
        count = sum(people(post) for _, post in self.hired if need in post.covers)
        if trained:
            posts = {post.name: post for _, post in self.hired}
            learners = [one.who for one in self.form.absence.train if one.learns == need and one.who in posts]
            for who in dict.fromkeys(learners):
                if need not in posts[who].covers:
                    count += min(learners.count(who), people(posts[who]))
        return count

    @cached_property
    def promised(self) -> date | None:
        """The day that management promises, None if it promises none."""
        said = self.context.elsewhere("management", "dates", "promise", "date")
        try:
            return None if said is None else day(said)
        except Refused:  # management says what is wrong with it
            return None

    def promise_line(self) -> int:
        """Return the line of that day."""
        return self.context.elsewhere_line("management", "dates", "promise", "date")

    def uncovered(self) -> Iterator[tuple[int, str]]:
        """Yield the needs that nobody hired can do, each with its place."""
        for place, need in enumerate(self.form.staffing.needs):
            if self.hired and self.behind(need.name) == 0:
                yield place, need.name


def people(post: Post) -> int:
    """Return how many people are in a post."""
    return 1 if post.people is None else post.people
