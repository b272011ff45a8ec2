"""Learning rate over steps, and which parameters decay."""
from __future__ import annotations

import math

from torch import nn


def cosine_with_warmup(step: int, total: int, warmup: float) -> float:
    """Factor of the base rate: linear over the first `warmup` share of the steps, then half a cosine to zero."""
    rising = max(1, round(total * warmup))
    if step < rising:
        return (step + 1) / rising
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - rising) / max(1, total - rising))))


def parameter_groups(module: nn.Module, decay: float) -> list[dict]:
    """Weight decay for weights; none for biases and normalisation, which it only hurts."""
    decayed = [p for p in module.parameters() if p.ndim > 1]
    plain = [p for p in module.parameters() if p.ndim <= 1]
    return [{"params": decayed, "weight_decay": decay}, {"params": plain, "weight_decay": 0.0}]
