"""The training loop."""
from __future__ import annotations

import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .augment import augment, centred, whole
from .checkpoint import BEST, LAST, LOG, save, write_log
from .data import Slices, assert_patients_apart, load_slices
from .metrics import area_figures
from .model import Classifier, build_classifier
from .schedule import cosine_with_warmup, parameter_groups


@dataclass
class TrainingOptions:
    """Everything that shapes a run; stored in each checkpoint."""

    index: str
    out: str
    architecture: str = "resnet50"
    weights: str = "imagenet"
    size: int = 224
    crop: bool = False
    epochs: int = 30
    batch: int = 32
    rate: float = 1e-3
    decay: float = 0.05
    warmup: float = 0.1
    smoothing: float = 0.05
    location: float = 1.0
    clip: float = 1.0
    patience: int = 8
    seed: int = 1
    threads: int = 0
    resume: bool = False
    # Ends this call after so many epochs, 0 for never; --resume goes on where it stopped.
    stop_after: int = 0


def train(options: TrainingOptions) -> dict:
    """Trains, writing the best (by validation F1) and the last checkpoint and a log; returns the best epoch's figures.

    Stops early after `patience` epochs without a better F1, and raises FloatingPointError on a loss that is no number.
    """
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    if options.threads:
        torch.set_num_threads(options.threads)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    parts = {part: load_slices(Path(options.index), part) for part in ("train", "validation")}
    assert_patients_apart(parts)
    training, validation = parts["train"], parts["validation"]

    resuming = options.resume and (out / LAST).exists()
    classifier = build_classifier(options.architecture, "none" if resuming else options.weights)
    classifier = classifier.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(parameter_groups(classifier, options.decay), lr=options.rate)
    steps = math.ceil(len(training) / options.batch)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: cosine_with_warmup(step, options.epochs * steps, options.warmup))
    generator = torch.Generator().manual_seed(options.seed)
    epoch, best = 0, {"epoch": 0, "f1": -1.0}
    if resuming:
        state = torch.load(out / LAST, map_location="cpu")
        classifier.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        scheduler.load_state_dict(state["scheduler"])
        generator.set_state(state["generator"])
        epoch, best = state["epoch"], state["best"]

    while epoch < options.epochs and epoch - best["epoch"] < options.patience:
        epoch, start = epoch + 1, time.time()
        loss = train_epoch(classifier, training, optimizer, scheduler, generator, options)
        f1, auc = validate(classifier, validation, options)
        figures = {"epoch": epoch, "loss": round(loss, 5), "f1": round(f1, 5), "auc": round(auc, 5),
                   "rate": scheduler.get_last_lr()[0], "seconds": round(time.time() - start, 1)}
        write_log(out / LOG, figures)
        print(figures, flush=True)
        state = {"model": classifier.state_dict(), "epoch": epoch, "options": asdict(options), "figures": figures}
        if f1 > best["f1"]:
            best = figures
            save(state, out / BEST)
        save({**state, "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(),
              "generator": generator.get_state(), "best": best}, out / LAST)
        if options.stop_after and epoch >= options.stop_after:
            break
    return best


def train_epoch(classifier: Classifier, slices: Slices, optimizer, scheduler, generator: torch.Generator,
                options: TrainingOptions) -> float:
    classifier.train()
    total, order = 0.0, torch.randperm(len(slices), generator=generator)
    batches = order.split(options.batch)
    for rows in batches:
        images, masks = augment(slices.images[rows], slices.masks(rows), options.size, options.crop, generator)
        labels = slices.labels[rows]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits, features = classifier(images)
            cells = classifier.location(features)
        loss = F.cross_entropy(logits.float(), labels, label_smoothing=options.smoothing)
        loss = loss + options.location * location_loss(cells.float(), masks, labels)
        if not torch.isfinite(loss):
            raise FloatingPointError("the loss is no longer a number; lower --rate or resume from an earlier checkpoint")
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(classifier.parameters(), options.clip)
        optimizer.step()
        scheduler.step()
        total += loss.item()
    return total / len(batches)


def location_loss(cells: Tensor, masks: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy over cells (N, 3, h, w): 0 where no lesion reaches, else 1 + label; slices without a box are skipped.

    On slices of 224 pixels a lesion is a few hundredths of the area: telling the network where to look during
    training is what lets a randomly initialised one learn from whole slices at all.
    """
    known = masks.flatten(1).any(1)
    if not known.any():
        return cells.new_zeros(())
    share = F.adaptive_avg_pool2d(masks[known], cells.shape[-2:]).squeeze(1)
    # A cell counts when at least a quarter of the fullest cell's share of the lesion lies in it.
    inside = share >= 0.25 * share.amax(dim=(1, 2), keepdim=True)
    target = torch.where(inside, 1 + labels[known].view(-1, 1, 1), torch.zeros_like(inside, dtype=torch.long))
    return F.cross_entropy(cells[known], target, weight=cells.new_tensor([0.15, 1.0, 1.0]))


@torch.no_grad()
def validate(classifier: Classifier, slices: Slices, options: TrainingOptions) -> tuple[float, float]:
    """F1 and AUC on unaugmented slices: whole ones, or centred on the lesion while training on crops."""
    classifier.eval()
    logits = []
    for rows in torch.arange(len(slices)).split(options.batch):
        if options.crop:
            images = centred(slices.images[rows], slices.masks(rows), options.size)
        else:
            images = whole(slices.images[rows], options.size)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits.append(classifier(images)[0].float())
    return area_figures(slices.labels, torch.cat(logits))
