"""Files of a run: checkpoints that a crash can not halve, and the log."""
from __future__ import annotations

import csv
import os
from pathlib import Path

import torch

BEST, LAST, LOG = "best_breast_mri_model.pth", "last.pth", "log.csv"


def save(state: dict, path: Path) -> None:
    """Writes beside the file and renames, so that an interrupted write leaves the former checkpoint whole."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


def write_log(path: Path, figures: dict) -> None:
    """Appends one row of figures to the CSV log; its first epoch begins a new log."""
    fresh = figures["epoch"] == 1 or not path.exists()
    with open(path, "w" if fresh else "a", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(figures))
        if fresh:
            writer.writeheader()
        writer.writerow(figures)
