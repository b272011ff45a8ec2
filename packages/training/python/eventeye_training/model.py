"""ResNet50 with a linear head; the network whose logits and last feature maps are exported."""
from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torchvision import models
from torchvision.models.resnet import BasicBlock, ResNet


class Classifier(nn.Module):
    """A ResNet that gives logits (N, labels) and the features (N, C, h, w) of its last stage.

    Global average pooling followed by one linear layer makes the class activation map of a label
    exactly ReLU(sum over channels of weight x feature), so the features are all a viewer needs.
    """

    def __init__(self, backbone: ResNet, labels: int = 2):
        super().__init__()
        channels = backbone.fc.in_features
        backbone.fc = nn.Identity()
        self.backbone = backbone
        self.head = nn.Linear(channels, labels)
        # Used in training only, and only where the lesion's box is known: it says, for each cell of the last
        # feature map, whether the lesion reaches into it and of which label it is. Never exported.
        self.location = nn.Conv2d(channels, 1 + labels, kernel_size=1)

    def features(self, images: Tensor) -> Tensor:
        net = self.backbone
        x = net.maxpool(net.relu(net.bn1(net.conv1(images))))
        return net.layer4(net.layer3(net.layer2(net.layer1(x))))

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        features = self.features(images)
        return self.head(features.mean(dim=(2, 3))), features


def build_classifier(architecture: str = "resnet50", weights: str = "imagenet", labels: int = 2) -> Classifier:
    """A new classifier. `weights`: `imagenet` (downloaded by torchvision), `none`, or the path of a checkpoint.

    `tiny` is a ResNet of four basic blocks, for tests of the loop only. From a checkpoint with another number of
    labels only the backbone is taken. Raises ValueError when the weights can not be had.
    """
    if architecture == "tiny":
        if weights == "imagenet":
            raise ValueError("the tiny architecture has no ImageNet weights; use --weights none")
        backbone = ResNet(BasicBlock, [1, 1, 1, 1], zero_init_residual=True)
    elif weights == "imagenet":
        try:
            backbone = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
        except OSError as error:
            raise ValueError(f"the ImageNet weights can not be downloaded ({error}); give a path or use --weights none")
    else:
        # Residual branches that start at zero let a randomly initialised ResNet50 learn in few epochs.
        backbone = models.resnet50(weights=None, zero_init_residual=True)
    classifier = Classifier(backbone, labels)
    if weights not in ("imagenet", "none"):
        if not Path(weights).is_file():
            raise ValueError(f"there is no checkpoint {weights}; use imagenet, none or the path of one")
        state = torch.load(weights, map_location="cpu")["model"]
        if state["head.weight"].shape[0] != labels:
            state = {name: value for name, value in state.items() if name.startswith("backbone.")}
        classifier.load_state_dict(state, strict="head.weight" in state)
    return classifier
