"""Export of a checkpoint to fp32 ONNX with two outputs, `logits` and `features`."""
from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from .checkpoint import load
from .model import Classifier, build_classifier


def load_checkpoint(path: Path) -> tuple[Classifier, dict]:
    """The classifier of a checkpoint, in evaluation mode, and the checkpoint's other fields."""
    state = load(path)
    classifier = build_classifier(state["options"]["architecture"], "none", len(state["options"]["labels"].split(",")))
    classifier.load_state_dict(state["model"])
    return classifier.eval(), {key: state[key] for key in ("epoch", "options", "figures")}


def fold_batch_norm(module: nn.Module) -> None:
    """Folds every BatchNorm into the convolution before it: the same function, fewer nodes, and quantisable."""
    children = list(module.named_children())
    for (name, child), (next_name, follower) in zip(children, children[1:] + [("", None)]):
        if isinstance(child, nn.Conv2d) and isinstance(follower, nn.BatchNorm2d):
            setattr(module, name, fuse_conv_bn_eval(child, follower))
            setattr(module, next_name, nn.Identity())
        else:
            fold_batch_norm(child)


class Exported(nn.Module):
    """The part of the classifier that is served."""

    def __init__(self, classifier: Classifier):
        super().__init__()
        self.classifier = classifier
        self.pool = nn.AdaptiveAvgPool2d(1)

    def forward(self, images):
        features = self.classifier.features(images)
        return self.classifier.head(self.pool(features).flatten(1)), features


def pair_names(classifier: Classifier) -> None:
    """Torchvision names convolution and normalisation so that one follows the other; fail loudly if that changes."""
    left = [m for m in classifier.modules() if isinstance(m, nn.BatchNorm2d)]
    if left:
        raise RuntimeError(f"{len(left)} BatchNorm layers were not folded")


def export_onnx(checkpoint: Path, target: Path, size: int = 224, opset: int = 17) -> None:
    """Writes `target` (input `input` N x 3 x size x size, N free) and, beside it, reference tensors.

    The references are an input (.input.f32) and the logits and features PyTorch gives for it before folding
    (.logits.f32, .features.f32); the weights of the head lie beside them as .head.f32.
    """
    classifier, _ = load_checkpoint(checkpoint)
    model = Exported(classifier).eval()
    example = torch.randn(2, 3, size, size, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        logits, features = model(example)
    # What the serving runtime's answers are compared with, float32 little endian.
    for name, tensor in {"input": example, "logits": logits, "features": features}.items():
        tensor.numpy().astype("<f4").tofile(target.with_suffix(f".{name}.f32"))
    # Labels x channels, float32 little endian: what class activation maps are made of.
    classifier.head.weight.detach().numpy().astype("<f4").tofile(target.with_suffix(".head.f32"))
    fold_batch_norm(classifier.backbone)
    pair_names(classifier)
    axes = {name: {0: "batch"} for name in ("input", "logits", "features")}
    extra = {"dynamo": False} if int(torch.__version__.split(".")[0]) >= 2 else {}
    torch.onnx.export(model, (example,), str(target), input_names=["input"], output_names=["logits", "features"],
                      dynamic_axes=axes, opset_version=opset, **extra)
