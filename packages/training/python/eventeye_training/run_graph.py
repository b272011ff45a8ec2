"""A small interpreter of the exported graph, for calibration: the tensors of every node, by their ONNX name."""
from __future__ import annotations

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import Tensor


class Graph:
    """Runs an exported ResNet node by node with PyTorch's operators.

    ONNX Runtime's Python package is then not needed to quantise, and the graph that is calibrated is the graph that is
    rewritten. Only what such a network holds is known; another operator raises NotImplementedError.
    """

    def __init__(self, model: onnx.ModelProto):
        self.nodes = list(model.graph.node)
        self.constants = {i.name: torch.from_numpy(np.array(numpy_helper.to_array(i))) for i in model.graph.initializer}

    def run(self, images: Tensor) -> dict[str, Tensor]:
        """Every activation for images (N, 3, H, W), by tensor name."""
        values: dict[str, Tensor] = {"input": images}
        for node in self.nodes:
            inputs = [values[name] if name in values else self.constants[name] for name in node.input]
            values[node.output[0]] = evaluate(node, inputs)
        return values


def evaluate(node: onnx.NodeProto, inputs: list[Tensor]) -> Tensor:
    attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    kind = node.op_type
    if kind == "Conv":
        pads = symmetric(attributes.get("pads", [0, 0, 0, 0]))
        return F.conv2d(inputs[0], inputs[1], inputs[2] if len(inputs) > 2 else None,
                        stride=tuple(attributes.get("strides", [1, 1])), padding=pads)
    if kind == "MaxPool":
        return F.max_pool2d(inputs[0], tuple(attributes["kernel_shape"]), tuple(attributes["strides"]),
                            padding=symmetric(attributes["pads"]))
    if kind == "Relu":
        return inputs[0].relu()
    if kind == "Add":
        return inputs[0] + inputs[1]
    if kind == "GlobalAveragePool":
        return inputs[0].mean(dim=(2, 3), keepdim=True)
    if kind == "Flatten":
        return inputs[0].flatten(1)
    if kind == "Gemm":
        return inputs[0] @ (inputs[1].T if attributes.get("transB") else inputs[1]) + inputs[2]
    if kind == "Identity":
        return inputs[0]
    raise NotImplementedError(f"operator {kind} is not one of a folded ResNet")


def symmetric(pads: list[int]) -> tuple[int, int]:
    if list(pads[:2]) != list(pads[2:]):
        raise NotImplementedError("padding that differs between the two sides")
    return pads[0], pads[1]
