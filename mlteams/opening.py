"""What the lecture claims before its first part, of all machine learning; no part of the course answers it."""

from mlteams.core.claim import Claim, Evidence

HEADING = "Opening"
CLAIMS = (
    Claim(
        name="technical-debt",
        says="Machine learning lets technical debt grow faster than other software does.",
        lecture=HEADING,
        evidence=Evidence.NEAR,
        measured="In 318 open-source projects with machine learning, the median share of comments that admit a "
        "debt was twice that of 318 projects without, and they came earlier [@bhatia2023]. What such a debt costs "
        "later was not measured.",
        unmodelled="its rate of interest is the claim, and no published rate is known to us; a model would return "
        "the rate that was put in.",
        references=("sculley2015",),
    ),
    Claim(
        name="failures",
        says="Products with machine learning fail in ways that laypeople find hard to understand.",
        lecture=HEADING,
        evidence=Evidence.NEAR,
        measured="Shown a model that answers questions about pictures, people learnt with practice to predict some of "
        "its failures; explanations of single answers did not make them better at it [@chandrasekaran2018].",
        unmodelled="it is about what people understand, and an experiment answers that.",
    ),
)
