"""What rows and columns of a skills matrix are called: a name is read word by word.

Words are English, German and French; of other languages those for names, days and sums.

A name means something if one of its words is a key and all others are words that go with it: “Team total” sums up,
“Total quality management” is a skill. So short lists of words stand for many names.
"""

import re
from collections.abc import Collection


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


NAMES = word_set(
    "name who full_name person people who employee employee_name member team_member colleague mitarbeiter "
    "mitarbeiterin mitarbeitende mitarbeiter_in kollege kollegin nom personne collaborateur salarié "
    "nombre empleado empleada persona naam medewerker nome colaborador funcionário dipendente nominativo "
    "imię_i_nazwisko pracownik osoba 名前 氏名 社員名 担当者 姓名 名字 员工 員工 이름 성명"
)
GIVEN = word_set("first_name given_name vorname prénom prenom voornaam imię 名")
FAMILY = word_set(
    "last_name surname family_name nachname familienname nom_de_famille apellido apellidos achternaam cognome "
    "sobrenome apelido nazwisko 姓"
)
ONE_OF_TWO = word_set(
    "name nom nombre nome naam imię"
)  # the whole name, or the given or family name beside the other
PIVOT = word_set("row_labels zeilenbeschriftungen étiquettes_de_lignes etiquetas_de_fila")
SKILLS = word_set(
    "skill skills competence competency competencies technology kompetenz kompetenzen fähigkeit fähigkeiten "
    "compétence compétences competencia competencias habilidad habilidades vaardigheid vaardigheden competenza "
    "competenze competência competências umiejętność umiejętności スキル 技能"
)
_BRACKETS = re.compile(r"\(.*?\)")
_KEPT = "#+%№°∑"  # signs that make a difference: C and C++, "%" and nothing

_LINKS = word_set(
    "a an and the of per in for to at all by der die das des im pro je für und aller alle de du d la le les l par "
    "por del della pour et tous toutes"
)
_SAFE_LINKS = word_set("a of the per in for to all by der des im pro je für aller alle")  # in no name
_SUMS = word_set(
    "total totals totaux gesamt gesamtsumme summe summen somme subtotal subtotals zwischensumme ∑ "
    "average averages avg mean median médiane moyenne moyennes mittelwert mittelwerte mittel durchschnitt ø "
    "minimum maximum headcount promedio totaal totale gemiddelde razem ogółem średnia "
    "合計 合计 总计 小計 小计 平均 평균 합계"
)
_ASKS = word_set(  # of a row: what should be, what is missing, how many there are
    "target targets needed need required gap gaps delta coverage actual soll ist ziel zielwert lücke lücken bedarf "
    "benötigt abdeckung anzahl cible besoin besoins requis écart couverture nombre number count "
    "zielniveau sollniveau sollwert "
    "goal goals desired expected erwartet gewünscht objectif objectifs attendu stdev stddev deviation variance "
    "standardabweichung varianz promedio objetivo obiettivo doel cel media média "
    "必要 目標 目标 importance priority criticality weight weighting wichtigkeit priorität priorité gewichtung "
    "kritikalität should ideal benchmark baseline profile expectation expectations requirement requirements "
    "erforderlich mindestniveau anforderung anforderungen anforderungsprofil erwartung erwartungen vorjahr"
)
_FIRST_OR_LAST = word_set(  # nobody is called so: "Ops total", "Durchschnitt Vertrieb"
    "total totals gesamt summe somme subtotal zwischensumme average avg moyenne mittelwert durchschnitt"
)
_COUNTS = word_set("# № n° anzahl number nombre count")  # of a row that begins so, such as "# experts"
_FACTORS = word_set("bus_factor truck_factor lottery_factor busfaktor bus_faktor")
NAMES_OF_SUMS = {
    "max": "maximum",
    "min": "minimum",
    "sum": "sum",
    "suma": "sum",
}  # which are people's names too
_MEASURED = word_set(
    "q1 q2 q3 q4 "
    "team teams level levels niveau stufe value score points punkte skill skills people persons person personen "
    "personnes be role job row column grand overall sub group gruppe équipe fte days tage jours type standard %"
)
_CAPACITY = word_set("capacity availability kapazität verfügbarkeit capacité disponibilité")
_DAYS = _CAPACITY | word_set(
    "days day tage tag jours jour arbeitstage días dias dagen giorni dni disponibilidad disponibilidade "
    "beschikbaarheid disponibilità dostępność 日数 稼働日数 稼働日 天数 工作日 일수 근무일수"
)
_WEEKS = word_set(
    "week weekly wk woche wöchentlich semaine available verfügbar verfügbare disponibles project projekt projet "
    "work working arbeit travail this semana semanales settimana tydzień tygodniu w na a por alla"
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
_POST = word_set(  # of a column: what a post or a contract says
    "salary salaries wage wages gehalt gehaltsband gehaltsstufe lohn salaire salario sueldo bonus grade seniority "
    "seniorität tenure ancienneté antigüedad betriebszugehörigkeit dienstjahre vacation vacations holiday holidays "
    "urlaub urlaubstage resturlaub congés vacaciones leave experience erfahrung berufserfahrung expérience "
    "experiencia birth birthday geburtsdatum geburtsjahr date datum eintritt eintrittsdatum startdatum joined "
    "edad leeftijd età wiek rate stundensatz tagessatz cost costs kosten kostenstelle phone telefon tel zip plz "
    "company firmenzugehörigkeit certificates certifications zertifikate rating rank "
    "overtime überstunden level levels niveau stufe"
)
_BESIDE_POST = word_set(
    "band start end begin hire hired entry job pay career professional work years year months month days day role "
    "annual hourly daily monthly weekly yearly class group range remaining left company service performance last "
    "overall total entitlement number center centre employee since jahre tage années jours d"
)
_TARGETS = word_set(
    "target targets ziel zielwert zielniveau soll sollwert sollniveau cible objectif objetivo 目標 目标"
)
_OF_A_SKILL = _ASKS | word_set(  # beside a skill's own name: "Python interest"
    "interest interesse intérêt motivation"
)
_TIMES = word_set(  # and whatever they begin with: "Mon" and "Mo" for "Monday"
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag "
    "sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "january february march april may june july august september october november december januar februar märz mai "
    "juni juli oktober dezember janvier février avril juin juillet août septembre octobre novembre décembre "
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日"
)
_COUNTED = word_set("q h kw cw w wk week woche semaine semana sprint")
MOST_TIMES = 2  # headings that may be words for times by chance, such as "May" and "Sun"
_VACANT = word_set(
    "vacant vacancy vacante vakant vakanz tbd tba tbh unfilled open_position open_role offene_stelle "
    "unbesetzt unbesetzte à_pourvoir à_recruter à_embaucher to_be_hired to_be_defined to_be_determined poste_ouvert "
    "募集中 欠員 空席 採用予定 空缺 招聘中 待招聘 "
    "nobody niemand planned_hire "
    "tbc backfill recruiting open_req ausgeschrieben stelle_offen zu_besetzen por_contratar da_assumere te_werven"
)
_VACANT_FIRST = word_set(
    "candidate applicant bewerber bewerberin kandidat kandidatin "
    "successor nachfolger nachfolgerin nachfolge "
    "new_hire future_hire next_hire to_hire hiring req requisition neueinstellung ex former left ehemalig ehemalige "
    "ehemaliger"
)
_VACANT_ALONE = word_set("n_n nn open offen libre hiring")
_LEFT = re.compile(
    r"\(((has |who )?(left|leaving|leaver|resigned|gekündigt|ausgeschieden|parti|partie)(?![-\w])"
    r"|(was|formerly|previously|before|bisher|vorher|avant)\s*:)",
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
    if row and (_TEAMS.issuperset(words) or plain(text) in _FACTORS):
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


def is_of_the_post(text: str) -> bool:
    """Tell whether a column is called as what a contract says, such as "Salary band" or "Years of experience"."""
    return _made_of(text, _POST, _BESIDE_POST)


def is_target(text: str, others: Collection[str]) -> bool:
    """Tell whether a column says how much of a skill there should be, how much is missing, or how much it matters.

    Its first or last word is one for a target, or what is left without such words is one of the `others`, headings as
    `plain` writes them.
    """
    words = plain(text).split("_")
    rest = [one for one in words if one not in _OF_A_SKILL | _MEASURED and not one.isdigit()]
    asks = not _OF_A_SKILL.isdisjoint(words)
    return words[0] in _TARGETS or words[-1] in _TARGETS or (asks and bool(rest) and "_".join(rest) in others)


def is_time(text: str) -> bool:
    """Tell whether a heading may be a weekday, a month, a numbered week or a date."""
    parts = re.findall(r"[^\W\d_]+|\d+", text.casefold())
    words = [one for one in parts if not one.isdigit()]
    return bool(words) and all(
        any(len(one) > 1 and long.startswith(one) for long in _TIMES)
        or (one in _COUNTED and len(words) < len(parts))
        for one in words
    )


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
    people = NAMES.intersection((words[-1], words[-1].removesuffix("s")))
    return plain(text) in SKILLS or bool(words[0] in SKILLS and people)
