"""From evidence to a probability that means what it says.

A logistic model over `evidence` and Splink's weight, with the register's size as an offset (the prior odds that two
records are one person fall as 1 / N). Its weights are fitted on registers with known truth. On the register at hand
it is then corrected by the pairs whose two document numbers are known: they say who is who without the model.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from safefair.people.linkage.evidence import Matrix

Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

DOCUMENT_COLUMNS = ("document_same", "document_shared", "document_one_off", "document_differs")
FEWEST_LABELS = 40
"""Fewer labelled pairs than this leave the shipped calibration as it is."""


def probability(log_odds: Doubles) -> Doubles:
    """Logistic function."""
    return 1 / (1 + np.exp(-np.clip(log_odds, -40, 40)))


@dataclass(frozen=True)
class Weights:
    """Weights of the evidence columns by name, and the intercept."""

    columns: dict[str, float]
    intercept: float

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Weights":
        """Read from the shipped parameters."""
        return cls(dict(data["columns"]), float(data["intercept"]))

    def log_odds(self, columns: dict[str, npt.NDArray[np.float32]], size: int) -> tuple[Doubles, Doubles]:
        """(log-odds without the documents, part of the documents) of pairs in a register of `size` records."""
        plain = np.full(len(next(iter(columns.values()))), self.intercept - np.log(max(size, 1)), np.float64)
        documents = np.zeros(len(plain), np.float64)
        for name, values in columns.items():
            target = documents if name in DOCUMENT_COLUMNS else plain
            target += self.columns[name] * values
        return plain, documents


@dataclass(frozen=True)
class Correction:
    """What this register says about the model: its log-odds are `shift` + `slope` * the model's.

    `noise` is the share of one person's pairs whose document numbers differ (she has two, or one is wrong); `favour`
    is how much likelier both documents are known for a pair of one person than for another pair.
    """

    shift: float = 0.0
    slope: float = 1.0
    noise: float = 0.03
    labels: int = 0
    favour: float = 1.0

    def apply(self, log_odds: Doubles) -> Doubles:
        """Corrected log-odds."""
        return self.shift + self.slope * log_odds


def fit_logistic(
    columns: Matrix, truth: Bools, offset: Doubles, ridge: float = 1.0, weights: Doubles | None = None
) -> tuple[Doubles, float]:
    """(weights, intercept) by penalised maximum likelihood (Newton's method with step halving).

    `columns` is (pairs, features); `offset` enters with weight one; `ridge` penalises standardised weights.
    """
    mean, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-3
    design = np.column_stack([(columns - mean) / spread, np.ones(len(columns))]).astype(np.float32)
    penalty = np.append(np.full(columns.shape[1], ridge), 1e-9)
    counted = np.ones(len(truth)) if weights is None else weights
    share = float(np.clip(truth.mean(), 1e-6, 1 - 1e-6))
    beta = np.zeros(design.shape[1])
    beta[-1] = np.log(share / (1 - share)) - offset.mean()

    def loss(b: Doubles) -> float:
        eta = (design @ b.astype(np.float32)).astype(np.float64) + offset
        return float((counted * (np.logaddexp(0, eta) - truth * eta)).sum() + 0.5 * (penalty * b * b).sum())

    now = loss(beta)
    for _ in range(60):
        p = probability((design @ beta.astype(np.float32)).astype(np.float64) + offset)
        gradient = design.T @ (counted * (p - truth)).astype(np.float32) + penalty * beta
        curvature = (counted * np.maximum(p * (1 - p), 1e-6)).astype(np.float32)
        step = np.linalg.solve(
            (design.T @ (design * curvature[:, None])).astype(np.float64) + np.diag(penalty), gradient
        )
        scale, then = 1.0, loss(beta - step)
        while then > now and scale > 1e-4:
            scale /= 2
            then = loss(beta - scale * step)
        if then >= now:
            break
        beta, done, now = beta - scale * step, now - then < 1e-3, then
        if done:
            break
    found = beta[:-1] / spread
    return found, float(beta[-1] - (found * mean).sum())


def label_favour(log_odds: Doubles, is_label: Bools) -> float:
    """How much likelier a pair of one person has both documents known: whoever has a document shows it each time."""
    sure, hopeless = log_odds > 6, log_odds < -3
    if min(is_label[sure].sum(), is_label[hopeless].sum()) < FEWEST_LABELS:
        return 1.0
    return float(np.clip(is_label[sure].mean() / is_label[hopeless].mean(), 0.3, 5.0))


def correct(log_odds: Doubles, is_same_document: Bools, favour: float = 1.0) -> Correction:
    """Correction from labelled pairs: the model's log-odds without documents, and whether the documents agree.

    Held towards "no correction" by a normal prior, so few labels move it little. Where the model is sure and the
    documents still differ, people have several documents; that share is taken out as noise first.
    """
    sure = log_odds > 6
    if len(log_odds) < FEWEST_LABELS or is_same_document.sum() < FEWEST_LABELS / 4:
        return Correction(labels=len(log_odds))
    noise = float(1 - (is_same_document[sure].sum() + 9.7) / (sure.sum() + 10))
    noise = min(max(noise, 0.003), 0.6)
    theta, spread = np.array([0.0, 1.0]), np.array([1.0, 0.2])
    for _ in range(50):
        eta = theta[0] + theta[1] * log_odds
        p = probability(eta)
        # Posterior of "one person" given the label: documents of one person differ with probability `noise`.
        same = np.where(is_same_document, 1.0, p * noise / (p * noise + 1 - p + 1e-12))
        gradient = np.array([(p - same).sum(), ((p - same) * log_odds).sum()]) + (theta - [0, 1]) / spread**2
        curvature = p * (1 - p) + 1e-9
        h01 = (curvature * log_odds).sum()
        hessian = np.array([[curvature.sum(), h01], [h01, (curvature * log_odds**2).sum()]]) + np.diag(
            1 / spread**2
        )
        step = np.linalg.solve(hessian, gradient)
        theta = theta - np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-6:
            break
    slope = float(np.clip(theta[1], 0.5, 1.5))
    # Among labelled pairs those of one person are too many by `favour`; the correction is for all pairs.
    shift = float(np.clip(theta[0] - np.log(favour), -4, 4))
    return Correction(shift, slope, noise, len(log_odds), favour)
