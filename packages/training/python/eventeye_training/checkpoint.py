"""Files of a run: checkpoints that a crash can not halve, and the log."""
from __future__ import annotations

import csv
import io
import os
import shutil
from pathlib import Path

import torch
from torch import nn

BEST, LAST, LOG = "best_breast_mri_model.pth", "last.pth", "log.csv"


def save(state: dict, path: Path) -> None:
    """Writes beside the file and renames, so that an interrupted write leaves the former checkpoint whole."""
    partial = path.with_suffix(".partial")
    try:
        # By way of memory: PyTorch's own writer ends the process when the disk is full.
        memory = io.BytesIO()
        torch.save(state, memory)
        with open(partial, "wb") as file:
            file.write(memory.getbuffer())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OSError(f"{path.name} can not be written ({error}); the last epoch that was saved is whole: "
                      "make room and go on with --resume") from error
    os.replace(partial, path)


def load(path: Path) -> dict:
    """A checkpoint on the CPU. Raises ValueError when the file is none."""
    try:
        return torch.load(path, map_location="cpu")
    except Exception as error:
        raise ValueError(f"{path} is no checkpoint of this loop ({error}); train again without --resume") from error


def assert_room(folder: Path, model: nn.Module) -> None:
    """Raises OSError when the best and the last checkpoint (weights, and AdamW's two moments) do not fit the disk."""
    weights = sum(p.numel() * p.element_size() for p in model.state_dict().values())
    # One of the two is written beside the file that it replaces.
    needed = weights * (1 + 3 + 3)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise OSError(f"{folder} has {free >> 20} MB free and the checkpoints need {needed >> 20} MB; "
                      "make room before training")


def write_log(folder: Path, history: list[dict]) -> None:
    """Writes the figures of all epochs so far as CSV."""
    partial = folder / (LOG + ".partial")
    with open(partial, "w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(history[0]))
        writer.writeheader()
        writer.writerows(history)
    os.replace(partial, folder / LOG)
