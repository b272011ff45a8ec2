import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pythonForTests } from '../testing/pythonForTests.js';

const python = pythonForTests();
const sources = fileURLToPath(new URL('../../python/', import.meta.url));
const run = (code: string) => {
  const { stdout, stderr } = spawnSync(python!, ['-c', code], {
    env: { ...process.env, PYTHONPATH: sources },
    encoding: 'utf8',
  });
  return stdout.trim() || stderr;
};

/** A quantised input and one convolution on it, as the rewritten graph of a network begins. */
const graph = (kernel: number, stride: number, pad: number) => `
import numpy as np, onnx
from onnx import TensorProto, helper, numpy_helper
from eventeye_training.stem import block_stem
w = numpy_helper.from_array(np.ones((8, 3, ${kernel}, ${kernel}), np.int8), "w/q")
scalars = [numpy_helper.from_array(np.array(v), n) for n, v in
  [("s", np.float32(0.1)), ("z", np.uint8(3)), ("ws", np.float32(0.1)), ("wz", np.int8(0))]]
nodes = [helper.make_node("QuantizeLinear", ["input", "s", "z"], ["input/q"]),
  helper.make_node("DequantizeLinear", ["input/q", "s", "z"], ["input/dq"]),
  helper.make_node("DequantizeLinear", ["w/q", "ws", "wz"], ["w"]),
  helper.make_node("Conv", ["input/dq", "w"], ["y"], kernel_shape=[${kernel}] * 2, strides=[${stride}] * 2, pads=[${pad}] * 4)]
shape = lambda n, d: helper.make_tensor_value_info(n, TensorProto.FLOAT, d)
m = helper.make_model(helper.make_graph(nodes, "g", [shape("input", [1, 3, 16, 16])], [shape("y", [1, 8, 8, 8])], [w] + scalars),
  opset_imports=[helper.make_opsetid("", 17)])
print(block_stem(m), [n.op_type for n in m.graph.node], [list(i.dims) for i in m.graph.initializer if i.name == "w/q"])`;

describe.skipIf(!python)('the stem on blocks', () => {
  it('gives the same sums as a 7 x 7 convolution of stride 2, borders included', () => {
    const code = `
import torch
from eventeye_training.stem import on_blocks
g = torch.Generator().manual_seed(1)
x = torch.randint(-255, 256, (2, 3, 20, 14), generator=g).double()
w = torch.randint(-64, 65, (5, 3, 7, 7), generator=g).double()
n, c, h, v = x.shape
blocks = x.view(n, c, h // 2, 2, v // 2, 2).permute(0, 3, 5, 1, 2, 4).reshape(n, 4 * c, h // 2, v // 2)
padded = torch.nn.functional.pad(blocks, (2, 1, 2, 1))
whole = torch.conv2d(x, w, stride=2, padding=3)
print(torch.equal(whole, torch.conv2d(padded, torch.from_numpy(on_blocks(w.numpy())))), list(whole.shape))`;
    expect(run(code)).toBe('True [2, 5, 10, 7]');
  });

  it('is built into a graph that begins with such a convolution', () => {
    expect(run(graph(7, 2, 3))).toBe(
      "True ['QuantizeLinear', 'SpaceToDepth', 'DequantizeLinear', 'DequantizeLinear', 'Conv'] [[8, 12, 4, 4]]",
    );
  });

  it('is left out of any other graph', () => {
    expect(run(graph(3, 1, 1))).toMatch(/^False .*\[\[8, 3, 3, 3\]\]$/);
  });
});
