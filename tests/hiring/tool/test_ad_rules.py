"""Rules on both sides of their edges: a text that each finds, and one a hair away that it does not."""

import re
from datetime import date

import pytest
from scipy import integrate, stats

from mlteams.hiring.tool import ad_rules
from mlteams.hiring.tool.ad_asked import is_must, is_nice, kind_of
from mlteams.hiring.tool.ad_find import read
from mlteams.hiring.tool.ad_lines import sentences
from mlteams.hiring.tool.ad_result import result
from mlteams.hiring.tool.ad_rules import phrases, pool, rules
from mlteams.hiring.tool.ad_text import read_ad

TODAY = date(2026, 11, 25)
TITLE = "Gardener"
COMPLETE = """
About us

We are a nursery with forty people, and the plants of the city come from us.

What will be different

By June 2027 the seedlings of our three houses are counted every week, and you will know how many were lost and why.

Pay: 40,000 EUR a year.

How we choose

We invite four people to an interview of half an hour, and answer within a week. Write to us if you need an adjustment.
"""


def ad(*lines, title=TITLE, rest=COMPLETE):
    return "\n".join([title, *lines, rest])


def found(text, today=TODAY):
    return {one["rule"]: one for one in result(text, today)["findings"]}


def musts(*things):
    return ["", "Requirements", "", *(f"- {one}" for one in things), ""]


def test_a_complete_text_has_no_finding():
    assert found(ad(*musts("You have grown seedlings before"))) == {}


def test_from_twenty_five_words_on():
    assert result("and " * 24, TODAY)["problem"]["found"] == "24 words"
    assert "problem" not in result("job salary " + "and " * 23, TODAY)


STORY = (
    "The cat sat on the wall and looked at the garden, for that was where the birds were in the morning. " * 2
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (STORY, False),
        (f"{STORY} It had a job.", False),
        (f"{STORY} It had a job and a salary.", True),
        (f"{STORY} It had a job and no other employer.", False),
        (f"{STORY} It had a job at 30,000 EUR a year.", True),
        (f"Night watchman\n\n{STORY} It had a job.", False),
        (f"Night nurse\n\n{STORY} It had a job.", True),
        (f"{STORY}\n\nRequirements:\n\n- mice", False),
        (f"{STORY}\n\nRequirements:\n\n- mice\n\nDuties:\n\n- milk", True),
        (f"{STORY} Four hundred jobs were cut, and employees met their employer.", False),
        (f"{STORY}\n\nAbout the cat:\n\n- mice", False),
        (
            "Baker, Porto. Start at four in the morning, five days a week. 1,400 EUR a month and bread. "
            "No experience needed, for we teach you everything. Come by and ask for the owner.",
            True,
        ),
    ],
)
def test_a_text_with_hardly_a_mark_of_an_advertisement_is_none(text, read):
    said = result(text, TODAY)
    assert ("problem" not in said) == read
    if not read:
        assert said["problem"]["found"].startswith("a text that does not read like an advertisement")


@pytest.mark.parametrize(("others", "said"), [(90, "reads as Swedish"), (91, "does not read like")])
def test_a_language_is_told_by_one_word_in_ten(others, said):
    text = "och " * 10 + "qqq " * others
    assert said in result(text, TODAY)["problem"]["found"]


def test_a_quotation_is_cut_after_160_characters():
    for length, shown in ((160, "a" * 160), (161, f"{'a' * 160}…")):
        assert result(ad(*musts("a" * length)), TODAY)["musts"][0]["text"] == shown


def test_from_the_sixth_must_on():
    five = [f"You can grow the plant number {place}" for place in range(5)]
    assert "musts" not in found(ad(*musts(*five)))
    six = found(ad(*musts(*five, "You can prune")))["musts"]
    assert six["title"] == "The text asks for 6 things at once"
    assert [place["line"] for place in six["places"]] == list(range(5, 11))


def test_a_long_list_keeps_three_and_what_is_formal():
    lines = musts(
        "A PhD", "Passion", "SQL", "You grow", "You prune", "You water", "You graft", "Driving licence"
    )
    kept = [one["text"] for one in result(ad(*lines), TODAY)["musts"] if one["kept"]]
    assert kept == ["You grow", "You prune", "You water", "Driving licence"]
    assert result(ad(*lines), TODAY)["pool"] == {"all": pool(7), "kept": pool(3), "musts": 7, "musts_kept": 3}


@pytest.mark.parametrize("musts_asked", [1, 3, 9])
def test_the_pool_is_the_one_factor_integral(musts_asked):
    cut, shared = stats.norm.ppf(0.8), 0.3

    def at(cause):
        return stats.norm.sf(
            (cut - shared**0.5 * cause) / (1 - shared) ** 0.5
        ) ** musts_asked * stats.norm.pdf(cause)

    share, _ = integrate.quad(at, -9, 9)
    assert pool(musts_asked) == f"1 in {round(1 / share):,}"
    assert pool(0) == "everybody"
    assert pool(10_000) == pool(rules()["most_pool"])


@pytest.mark.parametrize(
    ("line", "must"),
    [
        ("Python", True),
        ("Python is a plus", False),
        ("Python preferred", False),
        ("Python is not required", False),
        ("You don't need Python", False),
        ("Up to three years with Python are fine", False),
        ("We are an equal opportunity employer", False),
        ("We help you with the move", False),
        ("This position requires a driving licence", True),
        ("The following:", False),
        ("Interviews by video", False),
        ("Interviewing of gardeners", True),
        ("Tell us what you have grown", False),
        ("Male preferred", False),
        ("You must be unmarried", False),
        ("Recent graduates", False),
        ("Pay: at least 40,000 EUR a year", False),
        ("You have managed a budget of 40,000 EUR", True),
        ("Salary 40,000 EUR, with a degree in botany", True),
        ("The company has 25 years of experience with plants", False),
        ("The companies that you know", True),
        ("No degree is required.", False),
        ("A degree is required.", True),
    ],
)
def test_what_counts_as_a_must_in_its_section(line, must):
    units = [unit for unit in read_ad(ad(*musts(line))).units if unit.text == line]
    assert [is_must(unit) for unit in units] == [must]


@pytest.mark.parametrize(
    ("line", "must"),
    [
        ("Applicants must speak Polish", True),
        ("You must speak Polish", True),
        ("You have kept bees for money", True),
        ("Whenever you have time, you keep bees", False),
        ("Other duties as required", False),
        ("You keep bees", False),
    ],
)
def test_what_counts_as_a_must_outside(line, must):
    units = [unit for unit in read_ad(ad("", line)).units if unit.text == line]
    assert [is_must(unit) for unit in units] == [must]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Requirements", "must"),
        ("MINIMUM QUALIFICATIONS", "must"),
        ("What you bring:", "must"),
        ("## You are", "must"),
        ("Preferred qualifications", "nice"),
        ("**Nice to have**", "nice"),
        ("It would be great if you had:", "nice"),
        ("What you'll do", "task"),
        ("Responsibilities:", "task"),
        ("What we offer", "offer"),
        ("About us", "about"),
        ("About the role", "task"),
        ("About you", "must"),
        ("You:", "must"),
        ("What we're looking for", "must"),
        ("What you'll tend:", "task"),
        ("Why we need you", "task"),
        ("What's in it for you:", "offer"),
        ("How to apply", "process"),
        ("Equal opportunity statement", "legal"),
        ("## Beehives", "other"),
    ],
)
def test_a_heading_says_what_follows(heading, kind):
    units = read_ad(ad("", "We keep plants.", "", heading, "", "- Forty sorts of bees", rest="")).units
    assert (units[-2].heading, units[-1].kind) == (True, kind)


@pytest.mark.parametrize(
    "line", ["Bachelor's degree preferred", "Experience with Linux", "Skills in grafting, and in bees"]
)
def test_an_entry_is_no_heading(line):
    assert not read_ad(ad("", "Requirements", "", line, rest="")).units[-1].heading


def test_a_list_after_a_colon_is_so_many_musts():
    assert [one["text"] for one in result(ad("", "Must: SQL, Python, R"), TODAY)["musts"]] == [
        "SQL",
        "Python",
        "R",
    ]
    assert len(result(ad("", "Must: SQL, Python"), TODAY)["musts"]) == 1


@pytest.mark.parametrize(
    ("line", "things"),
    [
        ("Python, SQL, Spark, AWS, Docker", ["Python", "SQL", "Spark", "AWS", "Docker"]),
        ("Python, SQL", None),
        ("Experience with Python, SQL, and Spark.", ["Experience with Python", "SQL", "Spark"]),
        ("Python, SQL and R", ["Python", "SQL", "R"]),
        ("Python, research and design", None),
        ("SQL, Python, grafting, and bees", ["SQL", "Python", "grafting", "bees"]),
        ("SQL, Python, grafting, pruning, bees", None),
        ("SQL, apples, bees", None),
        ("Apples, SQL, Python", ["Apples", "SQL", "Python"]),
        ("Apples, SQL, Python, bees", None),
        ("Tools: Python, SQL, Git", ["Python", "SQL", "Git"]),
        ("Python, R, or Julia", None),
        ("One of Python, SQL, Spark", None),
        ("Clouds such as AWS, Azure, GCP", None),
        ("Clouds (AWS, Azure, GCP)", None),
        ("Experience building, testing and shipping models", None),
        ("Ability to query, clean, and load SQL, Spark tables", None),
        ("Building, testing, running Python, SQL services", None),
        ("Python, SQL in every house we own", ["Python, SQL in every house we own"]),
        ("Python, SQL, Spark in every house we own", None),
        ("Python, SQL, Spark in each house", ["Python", "SQL", "Spark in each house"]),
        ("You have for many seasons worked with Python, SQL, Git", "3"),
        ("You have for many seasons worked with plants, SQL, Git", None),
    ],
)
def test_tools_listed_in_a_line_are_so_many_musts_and_a_sentence_is_one(line, things):
    asked = [one["text"] for one in result(ad(*musts(line)), TODAY)["musts"]]
    if things == "3":
        assert len(asked) == 3
    else:
        assert asked == (things or [line])


def test_six_tools_in_a_line_are_too_many():
    assert "musts" not in found(ad(*musts("Python, SQL, Spark, AWS, Docker")))
    assert found(ad(*musts("Python, SQL, Spark, AWS, Docker, Git")))["musts"]["title"].startswith(
        "The text asks for 6"
    )


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Must: patience, apples, two hands", 3),
        ("Must: grafting, pruning, watering", 3),
        ("Must: grafting, pruning and watering apples", 1),
        ("Must: growing, grafting, pruning apples", 1),
        ("Must: growing, pruning apples, pears", 1),
        ("Must: machine learning, data mining, apples", 3),
        ("Must: apples, pears, or plums", 1),
        ("Must: apples, pears, plums of an old sort", 1),
        ("Must: apples, pears, plums of old sorts", 3),
    ],
)
def test_behind_a_label_things_of_any_kind_are_listed(line, count):
    assert len(result(ad("", line), TODAY)["musts"]) == count


def test_a_short_entry_keeps_its_label_and_a_long_one_does_not():
    lines = ("", "Experience: 6 to 9 years", "Must: you have grown good apples", "Must: .")
    assert [one["text"] for one in result(ad(*lines), TODAY)["musts"]] == [
        "Experience: 6 to 9 years",
        "you have grown good apples",
    ]


def test_entries_in_one_line_are_so_many_musts():
    lines = ["", "Requirements", "", "\u2022 You graft \u2022 You prune \u25cfYou water"]
    assert [(one["line"], one["text"]) for one in result(ad(*lines), TODAY)["musts"]] == [
        (5, "You graft"),
        (5, "You prune"),
        (5, "You water"),
    ]


def test_a_table_is_read_by_its_cells_and_its_head_as_a_heading():
    rows = ["| What | How |", "|---|:-:|", "| Must | grafting |", "| Nice to have | bees |", "| | |", "|"]
    said = result(ad("", *rows), TODAY)
    assert [(one["line"], one["text"]) for one in said["musts"]] == [(5, "Must: grafting")]
    assert said["nice"] == ["Nice to have: bees"]
    units = read_ad(ad("", "Nice to have", "", *rows, "", "We prune.", rest="")).units[1:]
    assert [(one.text, one.kind, one.heading) for one in units] == [
        ("What: How", "other", True),
        ("Must: grafting", "must", False),
        ("Nice to have: bees", "nice", False),
        ("We prune.", "other", False),
    ]


def test_a_first_heading_is_the_title_after_other_lines():
    assert read_ad("- Home\n- Jobs\n\n# Gardener\n\n## Requirements").title == "Gardener"
    assert read_ad("- Home\n- Jobs\n\n## Gardener").title == ""


def test_a_paragraph_after_a_list_of_musts_is_none():
    lines = [*musts("You graft"), "Fruit is free for everybody."]
    assert [one["text"] for one in result(ad(*lines), TODAY)["musts"]] == ["You graft"]


def test_a_line_that_goes_on_is_one_must_at_its_first_line():
    lines = ["", "Requirements", "", "- You have grafted apples", "  On your own", "- You", "prune"]
    assert [(one["line"], one["text"]) for one in result(ad(*lines), TODAY)["musts"]] == [
        (5, "You have grafted apples On your own"),
        (7, "You prune"),
    ]


def test_legal_words_end_the_musts():
    lines = [*musts("You graft")[:-1], "We are an equal opportunity employer.", "Plants come first."]
    assert len(result(ad(*lines), TODAY)["musts"]) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A valid driving licence", "formal"),
        ("At most three years with plants", "formal"),
        ("Bachelor's degree in botany", "degree"),
        ("3+ years with plants", "years"),
        ("Three years with plants", "years"),
        ("Excellent communication skills", "trait"),
        ("SQL", "tool"),
        ("You graft", "skill"),
        ("Scrum master", "skill"),
        ("Git", "tool"),
        ("Digital maps", "skill"),
    ],
)
def test_what_a_must_is(text, kind):
    assert kind_of(read_ad(ad(*musts(text), rest="")).units[-1]) == kind


def test_a_finding_quotes_twelve_places():
    wishes = [f"Plant number {place} is a plus" for place in range(13)]
    assert len(found(ad(*musts(*wishes[:12])))["must-or-nice"]["places"]) == 12
    assert len(found(ad(*musts(*wishes)))["must-or-nice"]["places"]) == 12


@pytest.mark.parametrize(("letters", "title"), [(90, "g" * 90), (91, "")])
def test_a_title_has_ninety_characters_at_most(letters, title):
    assert read_ad(ad(title="g" * letters)).title == title


def test_a_wish_among_the_musts():
    assert "must-or-nice" in found(ad(*musts("You graft", "Bees are a plus")))
    assert "must-or-nice" not in found(ad(*musts("You graft"), "Nice to have", "", "- Bees are a plus"))


def test_a_trait():
    assert found(ad(*musts("You are a team player")))["trait"]["places"] == [
        {"line": 5, "quote": "You are a team player"}
    ]
    assert "trait" not in found(ad(*musts("You have played in a team of gardeners")))


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("2 years of experience", None),
        ("3 years of experience", 3),
        ("three (3) years of experience", 3),
        ("At least ten years' experience with bees", 10),
        ("5-8 years of experience", 5),
        ("3 to 5 yrs of experience", 3),
        ("5+ years working with plants", 5),
        ("Bees: 4 years", 4),
        ("You have seen what the last 5 years of experience did", None),
        ("A contract of 5 years", None),
        ("You know our experience of 5 years ago", None),
        ("Plants of 5 years", None),
        ("You are at least 18 years of age", None),
        ("$5 years of experience", None),
        ("8 years LangChain", 8),
        ("LangChain (8 years)", 8),
        ("8 years bees", None),
        ("At most three years of experience", None),
        ("At least three years of experience", 3),
        ("The company has 25 years of experience", None),
        ("Whoever has 25 years of experience", 25),
    ],
)
def test_years(line, years):
    said = found(ad(*musts(line))).get("years")
    assert (said and int(said["title"].split()[0])) == years


def test_years_among_wishes_are_none():
    assert "years" not in found(ad("", "Nice to have", "", "- 8 years of experience with bees"))


@pytest.mark.parametrize(
    ("line", "today", "asked"),
    [
        ("12 years of experience with Kubernetes", date(2026, 6, 10), False),  # public since 10 June 2014
        ("12 years of experience with Kubernetes", date(2026, 6, 9), True),
        ("13 years of experience with Kubernetes", date(2026, 6, 10), True),
        ("Kubernetes: 13 years", date(2026, 6, 10), True),
        ("20 years of experience with bees", date(2026, 6, 10), False),
        ("13 years of Kubernetes or 3 years of bees", date(2026, 6, 10), True),
        ("3 years of Kubernetes or 13 years of bees", date(2026, 6, 10), False),
        ("13 years of bees or 3 years of Kubernetes", date(2026, 6, 10), False),
        ("13 years bees 3 years Kubernetes", date(2026, 6, 10), False),
        ("3 years bees 13 years Kubernetes", date(2026, 6, 10), True),
        ("13 years of bees Kubernetes 3 years", date(2026, 6, 10), False),
        ("3 years Kubernetes 13 years of bees", date(2026, 6, 10), False),
        ("13 years or more of Kubernetes", date(2026, 6, 10), True),
        ("13 years of Linux and knowledge of Kubernetes", date(2026, 6, 10), False),
        ("13 years of Linux and Kubernetes", date(2026, 6, 10), True),
        ("13 years of Linux, Kubernetes and Python", date(2026, 6, 10), True),
        ("13 years of Linux, Kubernetes for the bees", date(2026, 6, 10), False),
        ("13 years of Linux, Kubernetes is a plus", date(2026, 6, 10), False),
        ("Kubernetes, 13 years of experience with bees", date(2026, 6, 10), False),
    ],
)
def test_years_older_than_a_technology(line, today, asked):
    said = found(ad(*musts(line)), today)
    assert ("older-than-technology" in said) == asked
    if asked:
        assert "since 2014" in said["older-than-technology"]["title"]


@pytest.mark.parametrize(
    ("line", "technology"),
    [
        ("15+ years of React", "React"),
        ("14 years of React", "React"),
        ("13 years of React", None),
        ("React: 15 years", "React"),
        ("15 years in teams that react to incidents", None),
        ("15 years of experience with TypeScript", "TypeScript"),
        ("14 years of experience with TypeScript", None),
        ("14 years of Vue", "Vue"),
        ("13 years of Vue", None),
        ("18 years of Node.js", "Node.js"),
        ("17 years of Node.js", None),
        ("18 years of Golang", "Go"),
        ("17 years of Golang", None),
        ("15 years of experience, ready to go", None),
        ("10 years of SageMaker", "SageMaker"),
        ("9 years of SageMaker", None),
        ("14 years of Redshift", "Redshift"),
        ("13 years of Redshift", None),
        ("13 years of Snowflake", "Snowflake"),
        ("12 years of Snowflake", None),
        ("17 years of BigQuery", "BigQuery"),
        ("16 years of BigQuery", None),
        ("17 years of Kafka", "Kafka"),
        ("16 years of Kafka", None),
        ("12 years of Keras", "Keras"),
        ("11 years of Keras", None),
    ],
)
def test_common_tools_are_in_the_table_of_years(line, technology):
    said = found(ad(*musts(line))).get("older-than-technology")
    assert (said and said["title"].split(" years of ")[1].split(",")[0]) == technology


def test_technologies_have_a_date_and_a_source():
    for one in rules()["technologies"]:
        assert date(2005, 1, 1) < date.fromisoformat(one["since"]) < TODAY, one
        assert one["source"], one
        assert phrases(tuple(one["words"])).search(one["words"][0].rstrip("*")), one


@pytest.mark.parametrize(
    ("title", "line", "two"),
    [
        ("Junior gardener", "3 years of experience with plants", True),
        ("Junior gardener", "2 years of experience with plants", False),
        ("Senior gardener", "1 year of experience with plants", True),
        ("Senior gardener", "2 years of experience with plants", False),
        ("Senior gardener", "You graft", False),
        ("Junior lead gardener", "You graft", True),
        ("Gardener", "This is an entry level position, with 4 years of experience", True),
        ("Gardener", "This is an entry level position", False),
        ("Gardener", "You guide entry level gardeners, with 4 years of experience", False),
    ],
)
def test_two_levels_of_seniority(title, line, two):
    assert ("seniority" in found(ad(*musts(line), title=title))) == two


@pytest.mark.parametrize(
    ("title", "tasks", "doubtful"),
    [
        ("Data scientist", ("Build ETL jobs", "Fill the data warehouse"), True),
        ("Data scientist", ("Build ETL jobs",), False),
        ("Data scientist", ("Build ETL jobs", "Fill the data warehouse", "Some machine learning"), False),
        (
            "Data scientist",
            ("Build ETL jobs", "Fill the data warehouse", "Statistics for the nursery"),
            False,
        ),
        ("Data engineer", ("Train models", "Deep learning"), True),
        ("Data engineer", ("Train models", "Deep learning", "Build ETL jobs"), False),
        ("Gardener", ("Build ETL jobs", "Fill the data warehouse"), False),
    ],
)
def test_a_title_against_its_tasks(title, tasks, doubtful):
    text = ad("", "Tasks", "", *(f"- {one}" for one in tasks), "", title=title)
    assert ("title-tasks" in found(text)) == doubtful


def test_an_outcome_is_said_by_its_words_or_by_the_heading_above_it():
    bare = COMPLETE.replace("By June 2027 the seedlings", "The seedlings")
    assert "no-outcome" not in found(ad(rest=bare))
    assert "no-outcome" in found(ad(rest=bare.replace("What will be different", "Tasks")))
    assert "no-outcome" in found(ad(rest=bare.replace("The seedlings", "[The seedlings")))


DATED = "The seedlings of our three houses are counted by 1 July"


@pytest.mark.parametrize(
    ("heading", "line", "outcome"),
    [
        ("The outcome", DATED, True),
        ("Outcomes", DATED, True),
        ("What success looks like", "Whatever it takes", True),
        ("Your first year", "By 1 June 2027 nobody counts by hand", True),
        ("Your first 90 days", "Two houses are counted", False),
        ("Your first 90 days", "Within weeks two houses are counted", True),
        ("The first six months", "In 2027 nobody counts by hand", True),
        ("Success in this role", "Loss falls by 20 %", True),
        ("What you will achieve", "Loss falls by half", True),
        ("Your first year", "You learn from all of us", False),
        ("The outcome", "You take care of seedlings", False),
        ("Tasks", "Loss falls by 20 %", False),
        ("Your first week", "Loss falls by 20 %", False),
        ("Tasks", "Outcome: loss falls by 20 %", True),
        ("Tasks", "The outcome: loss falls by 20 %", True),
        ("Tasks", "Outcome: loss falls", False),
        ("Tasks", "Reports of the outcome: loss of 20 %", False),
        ("How to apply", "Send your papers by June 2027", False),
        ("Tasks", "Applications by June 2027", False),
        ("Tasks", "By October the seedlings are counted", True),
        ("Tasks", "The seedlings are counted by 2028", True),
        ("Tasks", "You can start by October", False),
        ("Job overview", "In your first six months nobody counts by hand", True),
        ("Company overview", "In your first six months nobody counts by hand", False),
    ],
)
def test_a_heading_that_promises_a_result_needs_one_beneath(heading, line, outcome):
    rest = "\nWe are a nursery, and the plants of the city come from us and from nobody else."
    text = ad(*musts("You graft"), heading, "", line, rest=rest)
    assert ("no-outcome" not in found(text)) == outcome


def test_a_draft_that_nobody_completed_still_lacks_what_it_lacks():
    lines = [*musts("You graft", "You prune")]
    bare = ad(
        *lines, rest="We are a nursery, and the plants of the city come from us and from nobody else. " * 2
    )
    said = result(bare, TODAY)
    drafted = "\n".join(
        f"## {part['head']}\n" + "\n".join(f"- {one}" for one in part["entries"]) for part in said["draft"]
    )
    again = result(
        f"{drafted}\n\nWe are a nursery, and the plants of the city come from us and from nobody else.", TODAY
    )
    assert {one["rule"] for one in again["findings"]} == {one["rule"] for one in said["findings"]}
    assert [one["text"] for one in again["musts"]] == ["You graft", "You prune"]


TRADES = (
    "Dashboards for the depots",
    "ETL jobs",
    "Train models",
    "Run it in production",
    "Publish papers",
    "Mentor others",
)


def test_one_person_for_five_trades_but_not_for_four():
    four = ad("", "Tasks", "", *(f"- {one}" for one in TRADES[:4]))
    five = ad("", "Tasks", "", *(f"- {one}" for one in TRADES[:5]))
    assert "everything" not in found(four)
    assert found(five)["everything"]["title"] == "One person for 5 trades"
    assert "everything" not in found(ad("", "Nice to have", "", *(f"- {one}" for one in TRADES)))


@pytest.mark.parametrize("rule", ["no-outcome", "no-salary", "no-process", "no-accommodation"])
def test_what_is_missing_is_named_and_stands_nowhere(rule):
    cut = {
        "no-outcome": "By June",
        "no-salary": "Pay:",
        "no-process": "We invite",
        "no-accommodation": "We invite",
    }
    rest = "\n".join(line for line in COMPLETE.split("\n") if not line.startswith(cut[rule]))
    said = found(ad(*musts("You graft"), rest=rest))
    assert said[rule]["places"] == [{"line": 0, "quote": ""}]


@pytest.mark.parametrize(
    ("line", "paid"),
    [
        ("€68,000 to €84,000 a year", True),
        ("EUR 68.000", True),
        ("68 000 euros", True),
        ("$70k", True),
        ("£14 an hour", True),
        ("13.00 to 15.00 USD an hour", True),
        ("15 an hour", False),
        ("Band 6", True),
        ("Entgeltgruppe E 13 TVöD", True),
        ("GS-12", True),
        ("CTC: 18-24 LPA", True),
        ("KRW 60,000,000", True),
        ("AED 25,000 per month", True),
        ("120 000 CZK", True),
        ("Retry 2000 times", False),
        ("₹12,00,000", True),
        ("24 lanes", False),
        ("Competitive salary", False),
        ("We raised $20 million", False),
        ("A budget of $200,000 is yours", False),
        ("In 2026 we had 400 people", False),
    ],
)
def test_pay(line, paid):
    rest = COMPLETE.replace("Pay: 40,000 EUR a year.", line)
    assert ("no-salary" not in found(ad(*musts("You graft"), rest=rest))) == paid


def test_vague_pay_is_quoted():
    rest = COMPLETE.replace("Pay: 40,000 EUR a year.", "We pay a competitive salary.")
    said = found(ad(*musts("You graft"), rest=rest))["no-salary"]
    assert [place["quote"] for place in said["places"]] == ["We pay a competitive salary."]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Bachelor's degree in botany", True),
        ("A PhD", True),
        ("A PhD, and recent graduates only", True),
        ("You do not need a degree", False),
        ("Bachelor's degree in botany or equivalent experience", False),
        ("Bachelor's degree in botany, because the law on pesticides asks for it", False),
        ("Turn the plants by 90 degrees", False),
        ("A 360-degree view of plants", False),
        ("Experience with robot arms of six degrees of freedom", False),
        ("You must have a high degree of care", False),
        ("To some degree you know statistics", False),
        ("You have supervised master's students", False),
        ("Half of our staff must travel, and forty of them hold a PhD", False),
        ("You hold a PhD", True),
        ("A degree, or three years in a similar role", False),
        ("A degree and three years in a similar role", True),
        ("BSc/MSc or relevant work experience", False),
        ("BSc or MSc in botany, and work experience", True),
        ("Bachelor's degree or demonstrable experience", False),
        ("Degree or an apprenticeship in the trade", False),
        ("Degree or proof that you can do the work", False),
        ("Bachelor's degree and equivalent experience of 5 years", True),
        ("A degree; equivalent experience counts as much", False),
        ("Bachelor's or Master's degree and 5 years with plants", True),
        ("Degree in botany or a related field", True),
        ("Degree in botany or similar", True),
        ("Nursing degree, as the state board of nursing asks", False),
        ("Registered nurse with a bachelor's degree", False),
        ("Medical physicist with a master's degree", False),
        ("Pharmacist with a degree, as the Medicines Act demands", False),
        ("Admission to the bar and a law degree", False),
        ("Degree in law, for talks at the bar counter", True),
        ("Degree in a regulated subject", True),
        ("Degree and experience with regulations", True),
        ("A bachelor's degree and a licence to drive", True),
        ("University education", True),
        ("BS/MS in botany", True),
        ("B.Tech or M.Tech from a good institute", True),
    ],
)
def test_a_degree_without_a_reason(line, asked):
    assert ("degree" in found(ad(*musts(line)))) == asked


def test_an_alternative_elsewhere_counts():
    assert "degree" not in found(
        ad(*musts("A PhD"), "Whoever has comparable experience is as welcome: it counts in lieu.")
    )


@pytest.mark.parametrize(
    ("line", "age"),
    [
        ("We are a young and dynamic team", True),
        ("Recent graduates only", True),
        ("Age below 32", True),
        ("No older than 32", True),
        ("Born after 1995", True),
        ("Not more than 30 years of age", True),
        ("A leader, aged 35 to 45", True),
        ("Age 25-35", True),
        ("Max age 32", True),
        ("Age: not above 30 years", True),
        ("Somebody in their twenties", True),
        ("Recent grads only", True),
        ("You are 18 or older, for the forklift", False),
        ("A firm in its twenties, and not above asking", False),
        ("A system that keeps errors below 3%", False),
        ("The company is 25 years old", False),
        ("We look after young plants", False),
        ("We were founded by Ernst and Young people", False),
    ],
)
def test_words_about_age(line, age):
    assert ("age" in found(ad("", line))) == age


@pytest.mark.parametrize(
    ("line", "shut_out"),
    [
        ("A native speaker of German", True),
        ("Clean-shaven, professional appearance", True),
        ("A clean design", False),
        ("Men who have completed military service", True),
        ("Female, below 30 years old, presentable", True),
        ("Married, settled, with children in school", True),
        ("Must be a born-again Christian", True),
        ("Local candidates of German descent", True),
        ("Stochastic gradient descent", False),
        ("Mothers need not apply", True),
        ("Arab nationality an advantage", True),
        ("People of any nationality", False),
        ("Able-bodied", True),
        ("Able to walk, stand and see without aids", True),
        ("Able to walk a customer through a report", False),
        ("Heterosexual couples preferred", True),
        ("German passport holders", True),
        ("English without an accent", True),
        ("Unmarried, without duties at home", True),
        ("Male preferred", True),
        ("Tell us your last salary", True),
        ("Fluent German, for calls with depots", False),
        ("We welcome people of any sex, male, female or diverse", False),
        ("Your salary is paid on the last day of the month", False),
        ("Preferably male", True),
        ("Send your CV with photo", True),
        ("Male candidates only", True),
        ("An Indian female", True),
        ("British-born", True),
        ("Without caring responsibilities, no caring responsibilities at all", True),
        ("Hours that fit around caring responsibilities", False),
        ("Good looks", True),
        ("Our site looks good", False),
        ("Male and female candidates are welcome", False),
    ],
)
def test_words_that_shut_people_out(line, shut_out):
    assert ("excluding" in found(ad("", line))) == shut_out


def drafted(*lines, title=TITLE):
    return {part["head"]: part["entries"] for part in result(ad(*lines, title=title), TODAY)["draft"]}


def test_a_draft_leaves_out_what_shuts_people_out_and_says_so():
    say = rules()["draft"]
    shut = ["Male preferred", "You must be unmarried", "We are a young team, and you support it"]
    entries = drafted(*musts("You graft", *shut[:2]), "Tasks", "", f"- {shut[2]}", "- Prune", "")
    assert not any(line in entry for part in entries.values() for entry in part for line in shut)
    assert entries[say["musts_head"]] == ["You graft", say["left_out"], say["musts_note"]]
    assert entries[say["nice_head"]] == [say["nice"], say["left_out"]]
    assert entries[say["tasks_head"]] == ["Prune", say["left_out"]]
    assert say["left_out"] not in str(drafted(*musts("You graft", "Bees are a plus")))


@pytest.mark.parametrize("title", ["Staff nurse, night shift", "Nursery manager"])
def test_a_title_of_a_trade_that_a_law_keeps_for_those_with_a_degree(title):
    assert ("degree" in found(ad(*musts("A bachelor's degree"), title=title))) == (title == "Nursery manager")


def process_of(*lines, heading="How we choose"):
    rest = "\n".join(["", "About us", "", STORY, "", heading, "", *lines])
    said = result(ad(*musts("You graft"), rest=rest), TODAY)["draft"]
    return next(part["entries"] for part in said if part["head"] == rules()["draft"]["process_head"])


def test_a_draft_keeps_the_process_and_who_decides():
    say = rules()["draft"]
    lines = ["Two letters are read by Mai.", "We talk for an hour.", "Birgit, the gardener, decides."]
    assert process_of(*lines) == [*lines, say["adjustment"]]
    assert process_of(*lines[::2], heading="## Beehives") == [lines[2], say["adjustment"]]
    assert process_of(lines[0], heading="## Beehives") == [say["process"], say["adjustment"]]
    assert process_of(lines[2], heading="Tasks") == [say["process"], say["adjustment"]]
    assert process_of("We decide quickly what grows.", heading="About us") == [
        say["process"],
        say["adjustment"],
    ]


def test_a_draft_keeps_eight_steps():
    lines = [f"Step {place} comes." for place in range(9)]
    assert process_of(*lines)[:-1] == lines[:8]


def test_a_draft_asks_for_no_adjustment_where_a_step_names_one():
    say = rules()["draft"]
    both = "Ask us for an adjustment to the interview."
    assert process_of(both) == [both]
    assert process_of("Ask us for an adjustment.") == [say["process"], "Ask us for an adjustment."]


def test_a_title_that_shuts_people_out_is_found_and_left_out():
    assert found(ad(title="Gardener (male only)"))["excluding"]["places"] == [
        {"line": 1, "quote": "Gardener (male only)"}
    ]
    assert next(iter(drafted(title="Gardener (male only)"))) == rules()["draft"]["no_title"]
    assert next(iter(drafted())) == TITLE


def test_a_draft_holds_a_long_must_whole():
    long = f"You graft {'very ' * 40}well"
    assert long in drafted(*musts(long))[rules()["draft"]["musts_head"]]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("We send the questions in another format.", "no-accommodation"),
        ("You can have extra time.", "no-accommodation"),
        ("Tell us what you need to take part.", "no-accommodation"),
        ("Two talks of an hour", "no-process"),
        ("Interview process: one call", "no-process"),
        ("Process: a call, a task", "no-process"),
    ],
)
def test_other_words_for_adjustment_and_process(line, rule):
    rest = COMPLETE.replace(
        next(one for one in COMPLETE.split("\n") if one.startswith("We invite")), "Ask us."
    )
    assert rule in found(ad(*musts("You graft"), rest=rest))
    assert rule not in found(ad(*musts("You graft"), rest=rest + line))


def test_four_masculine_words_and_more_than_feminine_ones():
    three = "Fearless and decisive, you dominate weeds."
    four = "Fearless, decisive and relentless, you dominate weeds."
    five = f"{four} You share, support, trust and understand."
    assert "gendered" not in found(ad("", three))
    assert found(ad("", four))["gendered"]["title"] == "4 words of a masculine tone, 0 of a feminine one"
    assert "gendered" not in found(ad("", five))
    assert "gendered" in found(ad("", f"{four} You share, support and trust."))
    assert "gendered" not in found(ad("", f"{four} You share, support, trust and agree."))


def test_each_finding_has_a_reason_and_a_source_with_its_status():
    known = rules()
    for rule, one in known["findings"].items():
        assert one["weight"] in ("important", "minor"), rule
        assert one["why"], rule
        assert one["source"] in known["sources"], rule
    for name, source in known["sources"].items():
        assert source["cite"], name
        assert source["status"] in ("measured", "published", "lecture", "assumed"), name


def test_rules_use_what_both_languages_read_alike():
    texts = []

    def walk(value):
        if isinstance(value, dict):
            for key, inside in value.items():
                assert isinstance(key, str), key
                walk(inside)
        elif isinstance(value, list):
            for inside in value:
                assert not isinstance(inside, bool), "a word that YAML takes for true or false"
                walk(inside)
        elif isinstance(value, str):
            texts.append(value)

    known = rules()
    walk(known)
    finds = [
        known["years"]["find"],
        known["pay"]["find"],
        known["glued"],
        *(one["find"] for one in known["kinds"] if "find" in one),
    ]
    for find in finds:
        assert not re.search(r"\\[bBwWdDsSAZ]|[*+?}]\+|\(\?P|\(\?>|\(\?<[=!][^)]{20}", find), find
        assert not re.search(r"(?<!\[)(?<!\\)[*+](?![\])])", find.replace("[+]", "")), (
            f"a repetition without an end: {find}"
        )


def test_sentences_end_where_they_end():
    assert sentences("We use e.g. Spark. You know it.") == ["We use e.g. Spark.", "You know it."]
    assert sentences("You know it.You use it.") == ["You know it.", "You use it."]
    assert sentences("About 3.5 of 4.0 in Ph.D. programmes") == ["About 3.5 of 4.0 in Ph.D. programmes"]


def test_the_page_can_hold_the_rules():
    assert "<" not in ad_rules.for_the_page()
    assert is_nice(read_ad(ad("", "Nice to have", "", "- Bees", rest="")).units[-1])
    assert read(read_ad(ad(rest=COMPLETE)), TODAY).musts == ()
