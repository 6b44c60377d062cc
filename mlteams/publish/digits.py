"""The first page's question: ten labels read by hand, and from which sureness a model may answer alone.

Real handwriting (scikit-learn's `digits`, 1,797 scans of 8 × 8) and a logistic regression fitted to 120 of them, so
that it errs. The threshold is chosen on half of the others and scored on the other half, which the ten are from.
"""

import json

import numpy as np
from numpy.typing import NDArray

from mlteams.paths import BUILD, write_whole
from mlteams.publish.cache import fingerprint, module_fingerprint

LEARNED = 120  # labels that the model has seen
BY_HAND = 0.05  # euros for a digit that a clerk types; assumed
ASTRAY = 1.20  # euros for a digit that is read wrongly; assumed
GRID = np.round(np.arange(0.2, 1.0001, 0.02), 2)
# What is shown, in this order: the digit, whether the suggestion is right, and between which bounds it is sure.
SHOWN = (
    (4, True, 0.8, 1.0), (7, True, 0.85, 1.0), (8, False, 0.55, 0.65), (0, True, 0.9, 1.0), (2, True, 0.6, 0.9),
    (3, False, 0.4, 0.6), (6, True, 0.9, 1.0), (1, True, 0.42, 0.6), (9, False, 0.5, 0.6), (5, True, 0.75, 1.0),
)  # fmt: skip
INK = 7.6  # of 16: the darkness at which the outline of a stroke is drawn


def write() -> None:
    """Write `_build/digits.md`."""
    target, stamp = BUILD / "digits.md", BUILD / "digits.key"
    key = fingerprint(module_fingerprint(__name__))
    if not target.exists() or not stamp.exists() or stamp.read_text() != key:
        write_whole(target, f"```{{=html}}\n{page(question())}\n```\n")
        write_whole(stamp, key)


def question() -> dict[str, object]:
    """Return what the page's script needs: the ten, what each threshold costs a thousand labels, and the best one."""
    from sklearn.datasets import load_digits
    from sklearn.linear_model import LogisticRegression

    scans, digits = load_digits(return_X_y=True)
    order = np.random.default_rng(1).permutation(len(digits))
    seen, rest = order[:LEARNED], order[LEARNED:]
    choosing, scoring = rest[: len(rest) // 2], rest[len(rest) // 2 :]
    model = LogisticRegression(max_iter=5000).fit(scans[seen] / 16, digits[seen])

    def read(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.bool_]]:
        chances = model.predict_proba(scans[rows] / 16)
        said = chances.argmax(1)
        return said, chances.max(1), said != digits[rows]

    _, sure, wrong = read(choosing)
    best = int(np.argmin([_cost(*counts) for counts in outcomes(sure, wrong)]))
    said, sure, wrong = read(scoring)
    true = digits[scoring]
    ten = []
    for digit, right, least, most in SHOWN:
        place = int(np.flatnonzero((true == digit) & (wrong != right) & (sure >= least) & (sure < most))[0])
        drawn = _outline(scans[scoring[place]].reshape(8, 8))
        ten.append(
            {"d": drawn, "said": int(said[place]), "true": digit, "sure": round(float(sure[place]), 2)}
        )
    return {
        "ten": ten, "grid": GRID.tolist(), "curve": outcomes(sure, wrong), "best": best, "learned": LEARNED,
        "n": len(scoring), "err": round(100 * float(wrong.mean()), 1), "hand": BY_HAND, "astray": ASTRAY,
    }  # fmt: skip


def outcomes(sure: NDArray[np.float64], wrong: NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Return for every threshold of GRID how many of a thousand go to a clerk, and how many go astray."""
    return [
        (
            round(1000 * float((sure < least).mean()), 1),
            round(1000 * float(((sure >= least) & wrong).mean()), 1),
        )
        for least in GRID
    ]


def _cost(handed: float, astray: float) -> float:
    return handed * BY_HAND + astray * ASTRAY


def _outline(scan: NDArray[np.float64]) -> str:
    """Return the ink of a scan as a path in a box of 40: its contour, smoothed through the midpoints."""
    from contourpy import contour_generator
    from scipy.ndimage import zoom

    fine = zoom(np.pad(scan, 2), 8, order=3)
    path = ""
    for line in contour_generator(z=fine).lines(INK):
        points = np.asarray(line)[:-1:4] * 40 / len(fine)
        if len(points) < 5:
            continue
        middles = (points + np.roll(points, -1, 0)) / 2
        curves = (f"Q{a:.1f} {b:.1f} {c:.1f} {d:.1f}" for (a, b), (c, d) in zip(points, middles, strict=True))
        path += f"M{middles[-1][0]:.1f} {middles[-1][1]:.1f}{''.join(curves)}Z"
    return path


def page(data: dict[str, object]) -> str:
    """Return the element: without its script it says in a sentence what the script lets a reader find."""
    curve, best = data["curve"], data["best"]
    assert isinstance(curve, list)
    assert isinstance(best, int)
    alone, chosen = (_cost(*curve[place]) for place in (0, best))
    return (
        '<section class="parcel" id="digits" aria-labelledby="digits-h"><div class="waybill">'
        '<h2 id="digits-h">Would you let it answer alone?</h2>'
        f'<div class="desk"><p>A model that learned from {LEARNED} labels is wrong on {data["err"]} % of {data["n"]} '
        f"others. Let it answer everything, and a thousand labels cost €{alone:.0f}; clerks alone cost "
        f"€{1000 * BY_HAND:.0f}; with the unsure ones handed to a clerk, €{chosen:.0f}.</p></div>"
        f'<p class="small">Assumed: {100 * BY_HAND:.0f} c for a digit typed by a clerk, €{ASTRAY:.2f} for one read '
        "wrongly.</p></div>"
        f'<script type="application/json">{json.dumps(data, separators=(",", ":"))}</script>'
        '<script src="assets/digits.js" defer></script></section>'
    )
