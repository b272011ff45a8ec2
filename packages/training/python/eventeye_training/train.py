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
from .checkpoint import BEST, LAST, assert_room, load, save, write_log
from .data import Slices, assert_patients_apart, load_slices
from .device import autocast, choose_device
from .metrics import steering_figures
from .model import Classifier, build_classifier
from .progress import report
from .schedule import cosine_with_warmup, parameter_groups


@dataclass
class TrainingOptions:
    """Everything that shapes a run; stored in each checkpoint."""

    index: str
    out: str
    # Labels of the head in order, and which of them are malignant, separated by commas.
    labels: str = "BENIGN,MALIGNANT"
    malignant: str = "MALIGNANT"
    architecture: str = "resnet50"
    weights: str = "imagenet"
    size: int = 224
    crop: bool = False
    epochs: int = 50
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
    device: str = "auto"
    # Mixed precision: bfloat16 on a CPU, float16 on a GPU.
    precision: str = "mixed"
    # Control run: the labels of the training part are dealt out anew among its patients.
    shuffle_labels: bool = False
    resume: bool = False
    # Ends this call after so many epochs, 0 for never; --resume goes on where it stopped.
    stop_after: int = 0


def train(options: TrainingOptions) -> dict:
    """Trains, writing the best (by validation F1) and the last checkpoint and a log; returns the best epoch's figures.

    Stops early after `patience` epochs without a better F1. Raises FloatingPointError on a loss that is no number,
    ValueError when the index or the options can not be trained on, OSError when the disk is full.
    """
    names = options.labels.split(",")
    marks = [name in options.malignant.split(",") for name in names]
    if len(set(names)) != len(names) or all(marks) or not any(marks):
        raise ValueError("--labels must be different names, some of them in --malignant and some not")
    seed_everything(options.seed)
    if options.threads:
        torch.set_num_threads(options.threads)
    device = choose_device(options.device)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    parts = {part: load_slices(Path(options.index), part, names) for part in ("train", "validation")}
    assert_patients_apart(parts)
    training, validation = parts["train"], parts["validation"]
    if options.shuffle_labels:
        training.labels = deal_labels(training, options.seed)

    resuming = options.resume and (out / LAST).exists()
    classifier = build_classifier(options.architecture, "none" if resuming else options.weights, len(names))
    assert_room(out, classifier)
    classifier = classifier.to(device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(parameter_groups(classifier, options.decay), lr=options.rate)
    scaler = torch.cuda.amp.GradScaler(enabled=device.type == "cuda" and options.precision == "mixed")
    steps = math.ceil(len(training) / options.batch)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: cosine_with_warmup(step, options.epochs * steps, options.warmup))
    generator = torch.Generator().manual_seed(options.seed)
    epoch, best, history = 0, {"epoch": 0, "f1": -1.0}, []
    if resuming:
        state = load(out / LAST)
        assert_same_run(options, state["options"])
        classifier.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        scheduler.load_state_dict(state["scheduler"])
        scaler.load_state_dict(state["scaler"])
        generator.set_state(state["generator"])
        epoch, best, history = state["epoch"], state["best"], state["history"]

    while epoch < options.epochs and epoch - best["epoch"] < options.patience:
        epoch, start = epoch + 1, time.time()
        loss = train_epoch(classifier, training, optimizer, scheduler, scaler, generator, options, epoch)
        f1, auc = steering_figures(validation.labels, judge(classifier, validation, options), marks)
        figures = {"epoch": epoch, "loss": round(loss, 5), "f1": round(f1, 5), "auc": round(auc, 5),
                   "rate": scheduler.get_last_lr()[0], "seconds": round(time.time() - start, 1)}
        history.append(figures)
        report({"epoch": epoch, "epochs": options.epochs, "figures": figures})
        state = {"model": classifier.state_dict(), "epoch": epoch, "options": asdict(options), "figures": figures}
        if f1 > best["f1"]:
            best = figures
            save(state, out / BEST)
        save({**state, "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(),
              "scaler": scaler.state_dict(), "generator": generator.get_state(), "best": best, "history": history},
             out / LAST)
        write_log(out, history)
        if options.stop_after and epoch >= options.stop_after:
            break
    return best


# What may differ between the call that began a run and the one that resumes it.
FREE = {"index", "out", "weights", "resume", "stop_after", "threads", "device"}


def assert_same_run(options: TrainingOptions, begun: dict) -> None:
    """Raises ValueError when a run would be resumed with other options than it was begun with."""
    wanted = asdict(options)
    other = [name for name in wanted if name not in FREE and name in begun and begun[name] != wanted[name]]
    if other:
        raise ValueError(f"the run in --out was begun with another {', '.join(other)}; use another folder or remove it")


def seed_everything(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True, warn_only=True)


def deal_labels(slices: Slices, seed: int) -> Tensor:
    """The labels of the part dealt out anew among its patients, each patient's slices together."""
    patients = sorted(set(slices.patients))
    own = {patient: slices.labels[slices.patients.index(patient)].item() for patient in patients}
    dealt = list(own.values())
    random.Random(seed).shuffle(dealt)
    given = dict(zip(patients, dealt))
    return torch.tensor([given[patient] for patient in slices.patients])


def train_epoch(classifier: Classifier, slices: Slices, optimizer, scheduler, scaler, generator: torch.Generator,
                options: TrainingOptions, epoch: int) -> float:
    classifier.train()
    device = next(classifier.parameters()).device
    total, order = 0.0, torch.randperm(len(slices), generator=generator)
    batches = order.split(options.batch)
    for step, rows in enumerate(batches):
        images, masks = augment(slices.images[rows], slices.masks(rows), options.size, options.crop, generator)
        images, masks, labels = images.to(device), masks.to(device), slices.labels[rows].to(device)
        with autocast(device, options.precision):
            logits, features = classifier(images)
            cells = classifier.location(features)
        loss = F.cross_entropy(logits.float(), labels, label_smoothing=options.smoothing)
        loss = loss + options.location * location_loss(cells.float(), masks, labels)
        if not torch.isfinite(loss):
            raise FloatingPointError("the loss is no longer a number; lower --rate or resume from an earlier checkpoint")
        optimizer.zero_grad(set_to_none=True)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        nn.utils.clip_grad_norm_(classifier.parameters(), options.clip)
        scaler.step(optimizer)
        scaler.update()
        scheduler.step()
        total += loss.item()
        report({"epoch": epoch, "epochs": options.epochs, "step": step + 1, "steps": len(batches),
                "loss": round(total / (step + 1), 4)})
    return total / len(batches)


def location_loss(cells: Tensor, masks: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy over cells (N, 1 + L, h, w): 0 where no lesion reaches, else 1 + label; without a box: skipped.

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
    weight = cells.new_ones(cells.shape[1])
    weight[0] = 0.15
    return F.cross_entropy(cells[known], target, weight=weight)


@torch.no_grad()
def judge(classifier: Classifier, slices: Slices, options: TrainingOptions) -> Tensor:
    """Logits (N, L) of unaugmented slices: whole ones, or centred on the lesion while training on crops."""
    classifier.eval()
    device = next(classifier.parameters()).device
    logits = []
    for rows in torch.arange(len(slices)).split(options.batch):
        if options.crop:
            images = centred(slices.images[rows], slices.masks(rows), options.size)
        else:
            images = whole(slices.images[rows], options.size)
        with autocast(device, options.precision):
            logits.append(classifier(images.to(device))[0].float().cpu())
    return torch.cat(logits)
