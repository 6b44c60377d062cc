"""What rows and columns of a skills matrix are called in English, German and French: a name is read word by word.

A name means something if one of its words is a key and all others are words that go with it: “Team total” sums up,
“Total quality management” is a skill. So short lists of words stand for many names.
"""

import re


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


NAMES = word_set(
    "name full_name person people who employee employee_name member team_member colleague mitarbeiter "
    "mitarbeiterin mitarbeitende mitarbeiter_in kollege kollegin nom personne collaborateur salarié"
)
GIVEN = word_set("first_name given_name vorname prénom prenom")
FAMILY = word_set("last_name surname family_name nachname familienname nom_de_famille")
SKILLS = word_set(
    "skill skills competence competency competencies technology kompetenz kompetenzen fähigkeit fähigkeiten "
    "compétence compétences"
)
_BRACKETS = re.compile(r"\(.*?\)")
_KEPT = "#+%№°∑"  # signs that make a difference: C and C++, "%" and nothing

_LINKS = word_set(
    "a an and the of per in for to at all by der die das des im pro je für und aller alle de du d la le les l par "
    "pour et tous toutes"
)
_SAFE_LINKS = word_set("a of the per in for to all by der des im pro je für aller alle")  # in no name
_SUMS = word_set(
    "total totals totaux gesamt gesamtsumme summe summen somme subtotal subtotals zwischensumme ∑ "
    "average averages avg mean median médiane moyenne moyennes mittelwert mittelwerte mittel durchschnitt ø "
    "minimum maximum headcount"
)
_ASKS = word_set(  # of a row: what should be, what is missing, how many there are
    "target targets needed need required gap gaps delta coverage actual soll ist ziel zielwert lücke lücken bedarf "
    "benötigt abdeckung anzahl cible besoin besoins requis écart couverture nombre number count "
    "zielniveau sollniveau sollwert "
    "goal goals desired expected erwartet gewünscht objectif objectifs attendu stdev stddev deviation variance "
    "standardabweichung varianz promedio objetivo obiettivo gemiddelde doel średnia cel"
)
_FIRST_OR_LAST = word_set(  # nobody is called so: "Ops total", "Durchschnitt Vertrieb"
    "total totals gesamt summe somme subtotal zwischensumme average avg moyenne mittelwert durchschnitt"
)
_COUNTS = word_set("# № n° anzahl number nombre count")  # of a row that begins so, such as "# experts"
NAMES_OF_SUMS = {
    "max": "maximum",
    "min": "minimum",
    "sum": "sum",
    "suma": "sum",
}  # which are people's names too
_MEASURED = word_set(
    "q1 q2 q3 q4 "
    "team teams level levels niveau stufe value score points punkte skill skills people persons person personen "
    "personnes row column grand overall sub group gruppe équipe fte days tage jours type standard %"
)
_CAPACITY = word_set("capacity availability kapazität verfügbarkeit capacité disponibilité")
_DAYS = _CAPACITY | word_set("days day tage tag jours jour arbeitstage")
_WEEKS = word_set(
    "week weekly wk woche wöchentlich semaine available verfügbar verfügbare disponibles project projekt projet "
    "work working arbeit travail this"
)
_SHORT_DAYS, _SHORT_HOURS = frozenset(("d_week", "t_woche", "j_semaine")), frozenset(("h_week", "h_woche"))
_HOURS = word_set("hours hrs stunden std heures wochenstunden arbeitszeit")
_SHARES = word_set(
    "fte ftes employment workload percent share % vzä etp pensum arbeitspensum stellenprozent stellenumfang "
    "beschäftigungsgrad quotité jornada"
)
_NUMBERS = word_set(
    "nr no id ids # № n° num number nummer numéro numero lfd matricule personalnummer personalnr age alter "
    "âge criticality priority importance weight kritikalität priorität wichtigkeit priorité"
)
_NUMBERED = word_set("employee personal personnel staff person user mitarbeiter row years jahre ans")
_VACANT = word_set(
    "vacant vacancy vacante vakant vakanz tbd tba tbh unfilled open_position open_role offene_stelle "
    "unbesetzt unbesetzte à_pourvoir à_recruter à_embaucher to_be_hired to_be_defined to_be_determined poste_ouvert "
    "tbc backfill recruiting open_req ausgeschrieben stelle_offen zu_besetzen por_contratar da_assumere te_werven"
)
_VACANT_FIRST = word_set(
    "new_hire future_hire next_hire to_hire hiring req requisition neueinstellung ex former left ehemalig ehemalige "
    "ehemaliger"
)
_VACANT_ALONE = word_set("n_n nn open offen libre hiring")
_LEFT = re.compile(
    r"\((has |who )?(left|leaving|leaver|resigned|gekündigt|ausgeschieden|parti|partie)(?![-\w])",
    re.IGNORECASE,
)
_TEAMS = word_set(
    "team teams group gruppe équipe overall all everyone alle squad"
)  # of a row of nothing else
_LEGENDS = word_set("legend legende légende key scale skala échelle")


def plain(text: str) -> str:
    """Return a heading as it is compared: small letters, words joined by "_"."""
    return "_".join("".join(c if c.isalnum() or c in _KEPT else " " for c in text.lower()).split())


def _made_of(text: str, keys: frozenset[str], beside: frozenset[str], links: frozenset[str] = _LINKS) -> bool:
    """Tell whether one word of a text is a key, and every other one a key too, goes with them, or is a number."""
    words = plain(text).split("_")
    return any(one in keys for one in words) and all(
        one in keys or one in beside or one in links or one.rstrip("+").isdigit() for one in words
    )


def sums_up(text: str, *, row: bool) -> bool:
    """Tell whether something is called as what sums up others; of a row, also as what should be or is missing."""
    keys = _SUMS | _ASKS if row else _SUMS
    words = plain(text).split("_")
    if row and _TEAMS.issuperset(words):
        return True
    if row and (words[0] in _FIRST_OR_LAST | _COUNTS or words[-1] in _FIRST_OR_LAST):
        return True
    if _made_of(text, keys, _MEASURED):
        return True
    both = keys | NAMES_OF_SUMS.keys()  # "max level" sums up; "Max" alone may be a person, as "Min Le" is
    return plain(text) not in NAMES_OF_SUMS and _made_of(text, both, _MEASURED, _SAFE_LINKS)


def is_days(text: str) -> bool:
    """Tell whether a column is called as one of days a week."""
    return plain(text) in _SHORT_DAYS or _made_of(text, _DAYS, _WEEKS)


def is_capacity(text: str) -> bool:
    """Tell whether a column of days may as well hold shares, such as "Capacity"."""
    return _made_of(text, _CAPACITY, _WEEKS)


def is_share(text: str) -> bool:
    """Tell whether a column is called as one of shares of a week."""
    return _made_of(text, _SHARES, _WEEKS)


def is_hours(text: str) -> bool:
    """Tell whether a column is called as one of hours."""
    return plain(text) in _SHORT_HOURS or _made_of(text, _HOURS, _WEEKS)


def is_numbering(text: str) -> bool:
    """Tell whether a column is called as one of running numbers, identities or ages."""
    return _made_of(text, _NUMBERS, _NUMBERED)


def is_vacant(text: str) -> bool:
    """Tell whether a row is called as a post that nobody holds, or as somebody who has left."""
    name = f"_{plain(text)}_"
    first = any(name.startswith(f"_{one}_") for one in _VACANT_FIRST)
    bare = plain(_BRACKETS.sub("", text)).split("_")
    alone = "_".join(one for one in bare if not one.isdigit()) in _VACANT_ALONE or bool(
        text.strip() and not plain(text)
    )
    return first or alone or bool(_LEFT.search(text)) or any(f"_{one}_" in name for one in _VACANT)


def is_legend(text: str) -> bool:
    """Tell whether a row without levels is the first of a legend, such as "Legend:"."""
    return plain(text).split("_")[0] in _LEGENDS


def is_skill_heading(text: str) -> bool:
    """Tell whether the cell in the corner says that the rows hold skills, such as "Skill" or "Skill \\ Name"."""
    words = plain(text).split("_")
    return plain(text) in SKILLS or (words[0] in SKILLS and words[-1] in NAMES)
