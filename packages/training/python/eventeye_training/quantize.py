"""int8 QDQ form of an exported ResNet, written node by node with the onnx package."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .augment import whole
from .data import load_slices
from .run_graph import Graph
from .stem import block_stem

# Weights keep 7 of 8 bits. On CPUs without VNNI, pairs of uint8 x int8 products are added in 16 bits and saturate:
# 2 x 255 x 127 > 32767, while 2 x 255 x 64 = 32640 fits. So every CPU gives the same answer.
WEIGHT_LIMIT = 64


def quantize(source: Path, target: Path, index: Path, labels: list[str], images: int = 128,
             batch: int = 16) -> None:
    """Writes `target`: per-channel int8 weights, uint8 activations, int32 biases; pooling and head stay fp32.

    Activation ranges are those of `images` slices spread evenly over the training part of `index`.
    """
    model = onnx.load(str(source))
    slices = load_slices(index, "train", labels)
    rows = torch.linspace(0, len(slices) - 1, min(images, len(slices))).long()
    ranges = activation_ranges(Graph(model), slices.images[rows], batch)
    quantized = rewrite(model, ranges)
    block_stem(quantized)
    onnx.save(quantized, str(target))


@torch.no_grad()
def activation_ranges(graph: Graph, images: torch.Tensor, batch: int) -> dict[str, tuple[float, float]]:
    """The least and greatest value of every activation over the images, zero included."""
    ranges: dict[str, tuple[float, float]] = {}
    for chunk in images.split(batch):
        for name, value in graph.run(whole(chunk, images.shape[-1])).items():
            low, high = ranges.get(name, (0.0, 0.0))
            ranges[name] = (min(low, value.min().item()), max(high, value.max().item()))
    return ranges


def rewrite(model: onnx.ModelProto, ranges: dict[str, tuple[float, float]]) -> onnx.ModelProto:
    """The graph with a quantise/dequantise pair on every activation between convolutions, in the runtime's form."""
    graph = model.graph
    weights = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    consumers: dict[str, list[str]] = {}
    for node in graph.node:
        for name in node.input:
            consumers.setdefault(name, []).append(node.op_type)
    nodes: list[onnx.NodeProto] = []
    constants: dict[str, onnx.TensorProto] = {}
    scales: dict[str, np.float32] = {}

    def constant(name: str, array: np.ndarray) -> str:
        constants[name] = numpy_helper.from_array(np.array(array, order="C"), name)
        return name

    def pair(name: str, raw: str) -> None:
        """Quantises tensor `raw` and dequantises it under the name `name`."""
        low, high = ranges[name]
        scale = np.float32(max(high - low, 1e-6) / 255)
        zero = np.uint8(np.clip(round(-low / float(scale)), 0, 255))
        scales[name] = scale
        s, z = constant(f"{name}/scale", scale), constant(f"{name}/zero", zero)
        nodes.append(helper.make_node("QuantizeLinear", [raw, s, z], [f"{name}/q"], f"{name}/Q"))
        nodes.append(helper.make_node("DequantizeLinear", [f"{name}/q", s, z], [name + "/dq"], f"{name}/DQ"))

    pair("input", "input")
    renamed = {"input": "input/dq"}
    for node in graph.node:
        kind, out = node.op_type, node.output[0]
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        for i, name in enumerate(node.input):
            if name in renamed:
                copy.input[i] = renamed[name]
        if kind == "Conv":
            quantize_convolution(copy, weights, scales[node.input[0]], constant, nodes)
        elif kind == "Gemm":
            for name in node.input[1:]:
                constant(name, weights[name])
        nodes.append(copy)
        # A ReLU after a convolution or a sum is absorbed by the quantiser, whose range then begins at zero.
        absorbed = kind in ("Conv", "Add") and consumers.get(out) == ["Relu"]
        if kind in ("Conv", "Add", "Relu", "MaxPool") and not absorbed:
            if kind == "MaxPool":
                ranges[out] = ranges[node.input[0]]
            if out == "features":
                copy.output[0] = "features/raw"
                pair(out, "features/raw")
                nodes[-1].output[0] = "features"
            else:
                pair(out, out)
                renamed[out] = out + "/dq"
    result = helper.make_graph(nodes, graph.name, graph.input, graph.output, list(constants.values()))
    quantized = helper.make_model(result, opset_imports=model.opset_import, producer_name="eventeye-training")
    quantized.ir_version = min(model.ir_version, 8)
    onnx.checker.check_model(quantized)
    return quantized


def quantize_convolution(node, weights, input_scale, constant, nodes) -> None:
    """Replaces weight and bias of a convolution by dequantised int8 (per output channel) and int32 constants."""
    name = node.input[1]
    weight = weights[name]
    scale = np.maximum(np.abs(weight).reshape(len(weight), -1).max(axis=1), 1e-8).astype(np.float32) / WEIGHT_LIMIT
    q = np.clip(np.rint(weight / scale.reshape(-1, 1, 1, 1)), -WEIGHT_LIMIT, WEIGHT_LIMIT).astype(np.int8)
    s = constant(f"{name}/scale", scale)
    z = constant(f"{name}/zero", np.zeros(len(scale), np.int8))
    nodes.append(helper.make_node("DequantizeLinear", [constant(f"{name}/q", q), s, z], [f"{name}/dq"], axis=0))
    bias = weights[node.input[2]]
    bias_scale = (scale * input_scale).astype(np.float32)
    b = constant(f"{name}/bias", np.clip(np.rint(bias / bias_scale), -(2**31), 2**31 - 1).astype(np.int32))
    bs, bz = constant(f"{name}/bias_scale", bias_scale), constant(f"{name}/bias_zero", np.zeros(len(scale), np.int32))
    nodes.append(helper.make_node("DequantizeLinear", [b, bs, bz], [f"{name}/bias_dq"], axis=0))
    node.input[1], node.input[2] = f"{name}/dq", f"{name}/bias_dq"
