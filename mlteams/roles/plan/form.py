"""The form of roles' key: what each lesson leaves in a plan. Any key may be empty."""

from typing import Annotated, Literal

from pydantic import Field

from mlteams.input.errors import Refused
from mlteams.input.values import Name, Unfinished, names, number, reader, whole, word

MOST_LISTED = 200  # needs, posts, advertised posts, or people who learn
MOST_PEOPLE = 10_000  # in one post, or to choose from; more is a slip of the hand
MOST_MODELS = 2_000
MOST_DAYS = 10_000
ADD = ("nobody", "task engineer", "platform engineer")
ANSWERS = ("nothing", "train", "hire")


def several(value: object) -> tuple[str, ...]:
    """Return names, at most as many as a plan lists."""
    found = names(value)
    if len(found) > MOST_LISTED:
        raise Refused(f"{len(found):,} names", f"at most {MOST_LISTED}")
    return found


Several = Annotated[
    tuple[str, ...],
    *reader(several, type=["string", "array"], items={"type": "string"}, maxItems=MOST_LISTED),
]
Days = Annotated[float, *reader(number("days", 0, MOST_DAYS), type="number", minimum=0, maximum=MOST_DAYS)]
Between = Annotated[
    float, *reader(number("days", 0.1, MOST_DAYS), type="number", minimum=0.1, maximum=MOST_DAYS)
]
Repair = Annotated[
    float, *reader(number("days", 0.01, MOST_DAYS), type="number", minimum=0.01, maximum=MOST_DAYS)
]
People = Annotated[
    int, *reader(whole("number of people", 0, MOST_PEOPLE), type="integer", minimum=0, maximum=MOST_PEOPLE)
]
Pool = Annotated[
    int, *reader(whole("number of people", 1, 1_000_000), type="integer", minimum=1, maximum=1_000_000)
]
Models = Annotated[
    int, *reader(whole("number of models", 1, MOST_MODELS), type="integer", minimum=1, maximum=MOST_MODELS)
]
Engineers = Annotated[
    int, *reader(whole("number of engineers", 1, 200), type="integer", minimum=1, maximum=200)
]
Share = Annotated[float, *reader(number("share", 0.001, 0.999, percent=True), type=["number", "string"])]
Away = Annotated[float, *reader(number("share", 0, 0.99, percent=True), type=["number", "string"])]
Add = Annotated[Literal["nobody", "task engineer", "platform engineer"], *reader(word(*ADD), enum=ADD)]
Answer = Annotated[Literal["nothing", "train", "hire"], *reader(word(*ANSWERS), enum=ANSWERS)]


class Advertised(Unfinished):
    """A post as it will be advertised: its title, and the role whose work it is."""

    title: Name
    work: Name | None = None


class Titles(Unfinished):
    """The posts that will be advertised."""

    posts: Annotated[tuple[Advertised, ...], Field(max_length=MOST_LISTED)] = ()


class Skills(Unfinished):
    """What one post asks for, the share of people who have each of it, and how many people could apply."""

    asked: Several = ()
    have: Share | None = None
    pool: Pool | None = None


class Need(Unfinished):
    """Something that must be done, and the days a week that it takes."""

    name: Name
    days: Days | None = None


class Post(Unfinished):
    """A post, how many people are in it, and which needs each of them can do."""

    name: Name
    people: People | None = None
    covers: Several = ()


class Staffing(Unfinished):
    """Who is hired for what; `error_cost` and `lead` are posts."""

    needs: Annotated[tuple[Need, ...], Field(max_length=MOST_LISTED)] = ()
    posts: Annotated[tuple[Post, ...], Field(max_length=MOST_LISTED)] = ()
    error_cost: Name | None = None
    lead: Name | None = None


class Platform(Unfinished):
    """The models to keep, how often one breaks, who repairs, and whom to add; `left` is half if not given."""

    OPTIONAL = ("left",)
    models: Models | None = None
    days_between_breakages: Between | None = None
    repair_days: Repair | None = None
    engineers: Engineers | None = None
    left: Share | None = None
    add: Add | None = None


class Learns(Unfinished):
    """Somebody of a post who learns a need."""

    who: Name
    learns: Name | None = None


class Absence(Unfinished):
    """What must not wait for one person, and what is done about it."""

    critical: Several = ()
    away: Away | None = None
    answer: Answer | None = None
    train: Annotated[tuple[Learns, ...], Field(max_length=MOST_LISTED)] = ()


class RolesForm(Unfinished):
    """Roles' key: a key for each lesson."""

    titles: Titles = Titles()
    skills: Skills = Skills()
    staffing: Staffing = Staffing()
    platform: Platform = Platform()
    absence: Absence = Absence()
