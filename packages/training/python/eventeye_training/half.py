"""fp32 ONNX with its weights stored as float16: half the size, the same graph, computed in fp32."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def halve(source: Path, target: Path) -> None:
    """Writes `target`: every weight of two or more dimensions as float16, cast back where it is used.

    Runtimes fold the casts when they load the model, so only the file is smaller. Raises ValueError when a weight does
    not fit float16.
    """
    model = onnx.load(str(source))
    casts, kept = [], []
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype != np.float32 or array.ndim < 2:
            kept.append(tensor)
            continue
        half = array.astype(np.float16)
        if not np.isfinite(half).all():
            raise ValueError(f"the weights {tensor.name} exceed the range of float16; ship fp32 instead")
        kept.append(numpy_helper.from_array(half, f"{tensor.name}/half"))
        casts.append(helper.make_node("Cast", [f"{tensor.name}/half"], [tensor.name], f"{tensor.name}/cast",
                                      to=TensorProto.FLOAT))
    graph = helper.make_graph(casts + list(model.graph.node), model.graph.name, model.graph.input, model.graph.output, kept)
    result = helper.make_model(graph, opset_imports=model.opset_import, producer_name="eventeye-training")
    result.ir_version = model.ir_version
    onnx.checker.check_model(result)
    onnx.save(result, str(target))
