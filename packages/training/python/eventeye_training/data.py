"""The index of prepared slices, and the slices themselves in memory."""
from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor


@dataclass
class Slices:
    """Prepared slices of one part: images uint8 (N, C, H, W) with C 1 or 3, labels int64 (N,), boxes float (N, 4).

    A box is left, top, right, bottom as fractions of the side; NaN where it is unknown.
    """

    images: Tensor
    labels: Tensor
    boxes: Tensor
    patients: list[str]

    def __len__(self) -> int:
        return len(self.labels)

    def masks(self, rows: Tensor) -> Tensor:
        """The boxes of the given rows drawn as float masks (n, 1, H, W); all zero where the box is unknown."""
        height, width = self.images.shape[2:]
        masks = torch.zeros(len(rows), 1, height, width)
        for i, row in enumerate(rows.tolist()):
            if torch.isnan(self.boxes[row]).any():
                continue
            left, top, right, bottom = self.boxes[row].tolist()
            masks[i, 0, int(top * height) : max(int(top * height) + 1, round(bottom * height)),
                  int(left * width) : max(int(left * width) + 1, round(right * width))] = 1
        return masks


def load_slices(index: Path, part: str, names: list[str]) -> Slices:
    """Reads the rows of `part` from the index (CSV: path,label,patient,part[,left,top,right,bottom]).

    Paths are relative to the index; `names` are the labels in the order of the head. Raises ValueError when the part
    is empty or lacks a class, a label is unknown, or an image can not be read or is not like the others.
    """
    images, labels, boxes, patients = [], [], [], []
    with open(index, newline="") as file:
        for row in csv.DictReader(file):
            if row["part"] != part:
                continue
            if row["label"] not in names:
                raise ValueError(f"{index}: unknown label {row['label']}; expected one of {', '.join(names)}")
            images.append(read_image(index.parent / row["path"]))
            labels.append(names.index(row["label"]))
            boxes.append([float(row.get(side) or "nan") for side in ("left", "top", "right", "bottom")])
            patients.append(row["patient"])
    if not images:
        raise ValueError(f"{index}: no slice of part '{part}'; prepare a larger cohort")
    missing = [name for i, name in enumerate(names) if i not in labels]
    if missing:
        raise ValueError(f"{index}: part '{part}' has no slice of {', '.join(missing)}; add patients of that class")
    if len({image.shape for image in images}) != 1:
        raise ValueError(f"{index}: slices of part '{part}' differ in size or channels; prepare them again")
    return Slices(torch.from_numpy(np.stack(images)), torch.tensor(labels), torch.tensor(boxes), patients)


def read_image(path: Path) -> np.ndarray:
    """One prepared slice as uint8 (C, H, W): 8-bit grey, or three 8-bit channels. Raises ValueError otherwise."""
    try:
        with Image.open(path) as image:
            array = np.asarray(image)
            mode = image.mode
    except OSError as error:
        raise ValueError(f"{path} can not be read ({error}); prepare the slices again")
    if mode == "L":
        return array[None]
    if mode == "RGB":
        return np.ascontiguousarray(array.transpose(2, 0, 1))
    raise ValueError(f"{path} is neither 8-bit grey nor 8-bit RGB; prepare the slices again")


def assert_patients_apart(parts: dict[str, Slices]) -> None:
    """Raises ValueError when a patient is in two parts: the figures would then measure memory, not skill."""
    seen: dict[str, str] = {}
    for name, slices in parts.items():
        for patient in set(slices.patients):
            if seen.setdefault(patient, name) != name:
                raise ValueError(f"a patient is in '{seen[patient]}' and in '{name}'; split the index by patient")
