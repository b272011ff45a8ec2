"""From prepared slices to network input, with the augmentation of the training part."""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

IMAGENET_MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
IMAGENET_STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


def to_input(grey: Tensor) -> Tensor:
    """0..1 (N, 1 or 3, H, W) to the normalised three-channel input (N, 3, H, W); as `toTensor` does in serving."""
    return ((grey - IMAGENET_MEAN) / IMAGENET_STD).contiguous(memory_format=torch.channels_last)


def whole(images: Tensor, size: int) -> Tensor:
    """Whole slices, uint8 (N, C, H, W), as the server sees them; resized only where `size` differs."""
    grey = images.float() / 255
    if size != grey.shape[-1]:
        grey = F.interpolate(grey, size=(size, size), mode="bilinear", align_corners=False, antialias=True)
    return to_input(grey)


def augment(images: Tensor, masks: Tensor, size: int, crop: bool, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """One random view of each slice and of its lesion mask: input (N, 3, size, size), mask (N, 1, size, size).

    Flip, rotation, scale, shear, shift, brightness, contrast, gamma and a little noise. With `crop` the view is a window of `size` pixels
    at the slice's own scale, placed so that the lesion's box (where known) stays inside; else it is the whole slice.
    """
    count, side = len(images), images.shape[-1]

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(count, generator=generator) * (high - low) + low

    angle, shear = uniform(-15, 15) * math.pi / 180, uniform(-0.08, 0.08)
    # Theta maps output coordinates to input coordinates, both in -1..1.
    reach = (size / side if crop else 1.0) * uniform(0.88, 1.12)
    flip = torch.where(uniform(0, 1) < 0.5, -1.0, 1.0)
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = reach * angle.cos() * flip
    theta[:, 0, 1] = reach * (shear - angle.sin())
    theta[:, 1, 0] = reach * angle.sin() * flip
    theta[:, 1, 1] = reach * angle.cos()
    shift_x, shift_y = uniform(-0.06, 0.06), uniform(-0.06, 0.06)
    if crop:
        centre_x, centre_y = box_centres(masks)
        slack = size / side * 0.6
        shift_x, shift_y = centre_x + uniform(-slack, slack), centre_y + uniform(-slack, slack)
    theta[:, 0, 2], theta[:, 1, 2] = shift_x, shift_y
    grid = F.affine_grid(theta, [count, 1, size, size], align_corners=False)  # the same for all channels
    grey = F.grid_sample(images.float() / 255, grid, mode="bilinear", align_corners=False)
    mask = F.grid_sample(masks, grid, mode="nearest", align_corners=False)
    contrast, brightness = uniform(0.8, 1.2).view(-1, 1, 1, 1), uniform(-0.08, 0.08).view(-1, 1, 1, 1)
    gamma = uniform(math.log(0.75), math.log(1.33)).exp().view(-1, 1, 1, 1)
    noise = torch.randn(grey.shape, generator=generator) * uniform(0, 0.03).view(-1, 1, 1, 1)
    return to_input((grey.clamp(min=1e-4) ** gamma * contrast + brightness + noise).clamp(0, 1)), mask


def centred(images: Tensor, masks: Tensor, size: int) -> Tensor:
    """Windows of `size` pixels at the slices' own scale, centred on the lesion; for validation while cropping."""
    theta = torch.zeros(len(images), 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = size / images.shape[-1]
    theta[:, 0, 2], theta[:, 1, 2] = box_centres(masks)
    grid = F.affine_grid(theta, [len(images), 1, size, size], align_corners=False)
    return to_input(F.grid_sample(images.float() / 255, grid, align_corners=False))


def box_centres(masks: Tensor) -> tuple[Tensor, Tensor]:
    """Centres of the masks in -1..1 (x, y); the image's centre where a mask is empty."""
    side = masks.shape[-1]
    axis = (torch.arange(side) + 0.5) / side * 2 - 1
    weight = masks.sum(dim=(1, 2, 3)).clamp(min=1)
    return (masks.sum(dim=(1, 2)) * axis).sum(1) / weight, (masks.sum(dim=(1, 3)) * axis).sum(1) / weight
