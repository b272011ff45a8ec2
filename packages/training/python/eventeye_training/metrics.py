"""The two figures the loop steers by; the published ones come from the TypeScript evaluation."""
from __future__ import annotations

import torch
from torch import Tensor


def f1(malignant: Tensor, predicted: Tensor) -> float:
    """F1 of the malignant class from boolean vectors; 0 when nothing was found."""
    hits = (malignant & predicted).sum().item()
    return 2 * hits / max(1, malignant.sum().item() + predicted.sum().item())


def auc(malignant: Tensor, scores: Tensor) -> float:
    """Area under the ROC curve as the probability that a malignant slice scores above a benign one, ties half."""
    positive, negative = scores[malignant], scores[~malignant]
    if len(positive) == 0 or len(negative) == 0:
        return float("nan")
    difference = positive[:, None] - negative[None, :]
    return ((difference > 0).float() + (difference == 0).float() * 0.5).mean().item()


def steering_figures(labels: Tensor, logits: Tensor, malignant: list[bool]) -> tuple[float, float]:
    """F1 and AUC from labels (N,) and logits (N, L); `malignant` says which labels are.

    Two labels: F1 of the malignant one. More: the mean of the labels' F1, so that no class is forgotten. AUC is that of
    the summed probability of the malignant labels.
    """
    marks = torch.tensor(malignant)
    score = logits.softmax(1)[:, marks].sum(1)
    predicted = logits.argmax(1)
    if len(malignant) == 2:
        figure = f1(marks[labels], marks[predicted])
    else:
        figure = sum(f1(labels == i, predicted == i) for i in range(len(malignant))) / len(malignant)
    return figure, auc(marks[labels], score)
