"""Writes the tiny ONNX model that the tests of this package run: 3 x 224 x 224 -> features 8 x 7 x 7, logits 2.

The weights are chosen, not trained: every channel pools the picture's grey to 7 x 7 and mixes it with fixed signs,
so bright pictures lean to MALIGNANT. Run: python3 makeTinyModel.py <folder>
"""
import sys
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

channels = 8
rng = np.random.default_rng(7)
mix = (rng.normal(size=(channels, 3, 1, 1)) * 0.5).astype(np.float32)
head = (rng.normal(size=(2, channels)) * 0.5).astype(np.float32)
bias = np.zeros(2, dtype=np.float32)
# Row 1 answers to brightness, row 0 against it, so that bright pictures have attention to show.
head = np.stack([-np.abs(head[0]), np.abs(head[1])])

graph = helper.make_graph(
    [
        helper.make_node("AveragePool", ["input"], ["pooled"], kernel_shape=[32, 32], strides=[32, 32]),
        helper.make_node("Conv", ["pooled", "mix"], ["mixed"], kernel_shape=[1, 1]),
        helper.make_node("Relu", ["mixed"], ["features"]),
        helper.make_node("GlobalAveragePool", ["features"], ["averaged"]),
        helper.make_node("Flatten", ["averaged"], ["flat"]),
        helper.make_node("Gemm", ["flat", "head", "bias"], ["logits"], transB=1),
    ],
    "tiny",
    [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["n", 3, 224, 224])],
    [
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 2]),
        helper.make_tensor_value_info("features", TensorProto.FLOAT, ["n", channels, 7, 7]),
    ],
    [numpy_helper.from_array(mix, "mix"), numpy_helper.from_array(head, "head"), numpy_helper.from_array(bias, "bias")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 8
onnx.checker.check_model(model)
onnx.save(model, f"{sys.argv[1]}/tiny.onnx")
head.astype("<f4").tofile(f"{sys.argv[1]}/tiny-head.bin")
