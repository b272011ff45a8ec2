"""Logits of a checkpoint for one part of an index, computed in PyTorch."""
from __future__ import annotations

import csv
from pathlib import Path

import torch

from .augment import whole
from .data import load_slices
from .export import load_checkpoint


@torch.no_grad()
def judge_part(checkpoint: Path, index: Path, part: str, out: Path, batch: int = 32) -> None:
    """Writes `out`: one row a slice in the order of the index, the logits in the order of the labels, in fp32."""
    classifier, fields = load_checkpoint(checkpoint)
    slices = load_slices(index, part, fields["options"]["labels"].split(","))
    size = fields["options"]["size"]
    rows = torch.cat([classifier(whole(chunk, size))[0] for chunk in slices.images.split(batch)])
    with open(out, "w", newline="") as file:
        csv.writer(file).writerows(rows.tolist())
