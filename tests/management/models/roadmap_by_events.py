"""An oracle for roadmaps: one future at a time, moment by moment, in plain Python; shares no code with the engine.

At each moment a few rules are applied until nothing changes; then the clock goes to the next moment at which
something can happen. Slow, and close to how people would tell the story.
"""

import math
from dataclasses import dataclass, field

OPEN, RUNNING, WON, LOST = "open", "running", "won", "lost"


@dataclass
class Future:
    steps: tuple
    how_long: dict  # by task: from its beginning, or what remains of it when it has begun
    luck: dict  # by task: would it succeed?
    now: float = 0.0
    state: dict = field(default_factory=dict)
    begun: dict = field(default_factory=dict)  # when each task began
    ended: dict = field(default_factory=dict)  # when each name was won or lost
    spent: dict = field(default_factory=dict)

    def __post_init__(self):
        self.tasks = {t.name: t for s in self.steps for t in getattr(s, "options", (s,))}
        self.group = {o.name: s for s in self.steps for o in getattr(s, "options", ())}
        self.state = dict.fromkeys([*self.tasks, *(s.name for s in self.steps)], OPEN)
        for name, task in self.tasks.items():
            if task.status in ("done", "failed"):
                self.begun[name] = 0.0
                self.end(name, WON if task.status == "done" else LOST)

    def end(self, name, state):
        if self.state[name] == RUNNING:
            self.spent[name] = self.now - self.begun[name]
        self.state[name], self.ended[name] = state, self.now

    def all_won(self, names):
        return all(self.state[name] == WON for name in names)

    def any_lost(self, names):
        return any(self.state[name] == LOST for name in names)

    def may_start(self, name):
        task, group = self.tasks[name], self.group.get(name)
        if self.state[name] != OPEN or (group and self.state[group.name] != OPEN):
            return False
        if task.started is not None:
            return True
        if group and group.tried == "in turn":
            others = [o for o in group.options if o.name != name]
            ahead = group.options[: group.options.index(task)]
            if any(self.state[o.name] != LOST for o in others if o.started is not None or o in ahead):
                return False
        waits = (*task.after, *(group.after if group else ()))
        return self.all_won(waits) and self.now >= task.not_before

    def once(self):
        """Apply the first rule that changes something; return whether one did."""
        for name in self.tasks:
            if self.state[name] == RUNNING and self.begun[name] + self.how_long[name] <= self.now:
                self.end(name, WON if self.luck[name] else LOST)
                return True
            group = self.group.get(name)
            if group and self.state[name] == WON and self.state[group.name] == OPEN:
                self.end(group.name, WON)
                for option in group.options:
                    if self.state[option.name] in (OPEN, RUNNING):
                        self.end(option.name, LOST)
                return True
        for step in self.steps:
            options = getattr(step, "options", ())
            if options and self.state[step.name] == OPEN and all(self.state[o.name] == LOST for o in options):
                self.end(step.name, LOST)
                return True
        for name, task in self.tasks.items():
            group = self.group.get(name)
            waits = (*task.after, *(group.after if group else ()))
            if self.state[name] == OPEN and task.started is None and self.any_lost(waits):
                self.end(name, LOST)
                return True
        for name in self.tasks:
            if self.may_start(name):
                self.state[name], self.begun[name] = RUNNING, self.now
                return True
        return False

    def run(self):
        while True:
            while self.once():
                pass
            ends = [self.begun[n] + self.how_long[n] for n in self.tasks if self.state[n] == RUNNING]
            opens = [t.not_before for n, t in self.tasks.items() if self.state[n] == OPEN]
            ahead = [time for time in (*ends, *opens) if time > self.now]
            if not ahead:
                return self
            self.now = min(ahead)

    def finish(self, goal):
        won = [self.state[name] == WON for name in goal]
        return max([self.ended[name] for name in goal], default=0.0) if all(won) else math.inf

    def cost(self):
        return sum(self.tasks[name].cost * time for name, time in self.spent.items())
