"""What published reviews say how well an assessment predicts performance at work.

Source: Schmidt and Hunter (1998), and Sackett, Zhang, Berry and Lievens (2022), who hold that earlier reviews corrected
too much for the narrow range of those who were hired. Oh, Le and Roth (2023) hold that the correction was right. So
every number here has two values, and a decision that turns between them is not settled. All are means over studies of
many jobs; none is of ML teams, and studies differ widely around each mean.
Units: correlations of score and performance.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Validity:
    """Two published means: `sackett` of 2022 and `schmidt` of 1998."""

    sackett: float
    schmidt: float


VALIDITIES: Mapping[str, Validity] = {
    "structured interview": Validity(0.42, 0.51),
    "knowledge test": Validity(0.40, 0.48),
    "work sample": Validity(0.33, 0.54),
    "ability test": Validity(0.31, 0.51),
    "unstructured interview": Validity(0.19, 0.38),
    "years of experience": Validity(0.07, 0.18),
}
