"""Counts of job advertisements around Tampa, Florida, in April 2020 (tampa2020): small tables, no advertisement's text.

Of 294 advertisements, 169 have a title of four kinds, told by words in it. A thing is named if one of its spellings
occurs anywhere in the text. The rows of sources.csv say more. Units: advertisements.
"""

from collections.abc import Mapping

# Measured: how many advertisements of each kind there are, and how many of them name a thing.
KINDS = ("business analyst", "data analyst", "data engineer", "data scientist")
SIZES = (56, 51, 24, 38)
TOOLS: Mapping[str, tuple[int, ...]] = {
    "Excel": (22, 26, 0, 4),
    "Java": (3, 2, 4, 14),
    "Python": (8, 12, 15, 27),
    "R": (1, 13, 2, 22),
    "SAS": (4, 7, 2, 10),
    "SQL": (18, 25, 17, 17),
    "Tableau or Power BI": (4, 11, 3, 7),
    "Spark or Hadoop": (0, 0, 11, 12),
    "a cloud": (1, 0, 12, 11),
    "TensorFlow or PyTorch": (0, 0, 2, 15),
}
TASKS: Mapping[str, tuple[int, ...]] = {
    "training models": (2, 9, 7, 29),
    "building pipelines": (8, 6, 21, 11),
    "production": (10, 9, 9, 10),
    "reports": (39, 39, 9, 12),
    "requirements": (24, 7, 4, 0),
    "data quality": (4, 16, 5, 5),
}
THINGS = {**TOOLS, **TASKS}
# Measured, for the 120 different titles word for word: share of a thing's entropy that they tell, and what titles dealt
# at random tell on average (1,000 deals).
WORD_FOR_WORD: Mapping[str, tuple[float, float]] = {
    "Excel": (0.768, 0.708),
    "Java": (0.791, 0.735),
    "Python": (0.790, 0.705),
    "R": (0.856, 0.715),
    "SAS": (0.892, 0.730),
    "SQL": (0.757, 0.701),
    "Tableau or Power BI": (0.817, 0.728),
    "Spark or Hadoop": (0.885, 0.734),
    "a cloud": (0.912, 0.730),
    "TensorFlow or PyTorch": (0.931, 0.743),
    "training models": (0.845, 0.709),
    "building pipelines": (0.902, 0.710),
    "production": (0.701, 0.715),
    "reports": (0.755, 0.702),
    "requirements": (0.726, 0.720),
    "data quality": (0.690, 0.723),
}
