"""Where a run computes, and in which precision."""
from __future__ import annotations

import torch


def choose_device(name: str) -> torch.device:
    """`auto` takes the first GPU where there is one. Raises ValueError for a device this machine does not have."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name.startswith("cuda") and not torch.cuda.is_available():
        raise ValueError("this PyTorch finds no CUDA device; use --device cpu or auto")
    return torch.device(name)


def autocast(device: torch.device, precision: str) -> torch.autocast:
    """Mixed precision: bfloat16 on a CPU, float16 on a GPU; with `fp32` none. Raises ValueError for another word."""
    if precision not in ("mixed", "fp32"):
        raise ValueError(f"--precision is mixed or fp32, not {precision}")
    kind = torch.float16 if device.type == "cuda" else torch.bfloat16
    return torch.autocast(device.type, dtype=kind, enabled=precision == "mixed")
