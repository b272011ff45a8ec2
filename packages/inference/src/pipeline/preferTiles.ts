import { readFileSync } from 'node:fs';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** Whether this processor multiplies int8 matrices in tiles (Intel AMX-INT8). Only Linux says so in a file. */
export function processorHasTiles(cpuInfo = '/proc/cpuinfo'): boolean {
  try {
    return /^flags\s*:.*\bamx_int8\b/m.test(readFileSync(cpuInfo, 'latin1'));
  } catch {
    return false;
  }
}

/**
 * Makes onnxruntime run the wide convolutions of an int8 model as matrix products, which it does in tiles where the
 * processor has them, up to twice as fast as its convolution kernels. It takes those kernels wherever all zero points of
 * a weight are 0. So the weights of one output channel, and its zero point, are raised by 1: the differences, hence the
 * answers, stay what they were, bit by bit.
 *
 * Changes the bytes in place, none of them in length. Convolutions with fewer than 256 products a sum stay: there the
 * kernels are faster.
 *
 * @param model an ONNX file (onnx.proto, ModelProto) with weights as DequantizeLinear of int8 tensors.
 * @returns how many convolutions were changed; 0 for a model without int8 convolutions.
 */
export function preferTiles(model: Uint8Array): number {
  const { nodes, tensors } = readGraph(model);
  const uses = new Map<string, number>();
  for (const name of nodes.flatMap((node) => node.inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  let changed = 0;
  for (const node of nodes) {
    const dequantize = node.operation === 'Conv' ? producers.get(node.inputs[1] ?? '') : undefined;
    if (dequantize?.operation !== 'DequantizeLinear') continue;
    const [weightName = '', , zeroName = ''] = dequantize.inputs;
    const weights = tensors.get(weightName);
    const zeros = tensors.get(zeroName);
    // Whatever somebody else reads as well has to stay.
    if (!weights || !zeros || uses.get(weightName) !== 1 || uses.get(zeroName) !== 1) continue;
    if (raiseFirstChannel(weights, zeros)) changed += 1;
  }
  return changed;
}

const leastProducts = 256;
const int8 = 3;

function raiseFirstChannel(weights: TensorView, zeros: TensorView): boolean {
  const [channels = 0, ...rest] = weights.dimensions;
  const products = rest.reduce((product, length) => product * length, 1);
  if (weights.type !== int8 || zeros.type !== int8 || products < leastProducts) return false;
  if (weights.bytes.length !== channels * products || zeros.bytes.length !== channels) return false;
  if (zeros.bytes.some((zero) => zero !== 0)) return false;
  const first = new Int8Array(weights.bytes.buffer, weights.bytes.byteOffset, products);
  if (first.includes(127)) return false;
  for (let i = 0; i < products; i++) first[i]! += 1;
  zeros.bytes[0] = 1;
  return true;
}

interface GraphNode {
  operation: string;
  inputs: string[];
  outputs: string[];
}

/** `bytes` is a part of the file, not a copy. */
interface TensorView {
  dimensions: number[];
  type: number;
  bytes: Uint8Array;
}

/** Reads what is needed of ModelProto.graph. */
function readGraph(model: Uint8Array): { nodes: GraphNode[]; tensors: Map<string, TensorView> } {
  const nodes: GraphNode[] = [];
  const tensors = new Map<string, TensorView>();
  eachField(model, {
    7: (graph) =>
      eachField(graph.bytes(), {
        1: (reader) => nodes.push(readNode(reader.bytes())),
        5: (reader) => {
          const [name, tensor] = readTensor(reader.bytes());
          tensors.set(name, tensor);
        },
      }),
  });
  return { nodes, tensors };
}

function readNode(bytes: Uint8Array): GraphNode {
  const node: GraphNode = { operation: '', inputs: [], outputs: [] };
  eachField(bytes, {
    1: (reader) => node.inputs.push(reader.string()),
    2: (reader) => node.outputs.push(reader.string()),
    4: (reader) => {
      node.operation = reader.string();
    },
  });
  return node;
}

function readTensor(bytes: Uint8Array): [name: string, tensor: TensorView] {
  const tensor: TensorView = { dimensions: [], type: 0, bytes: new Uint8Array() };
  let name = '';
  eachField(bytes, {
    1: (reader, wireType) => {
      const end = wireType === WireType.LengthDelimited ? reader.uint32() + reader.pos : reader.pos + 1;
      while (reader.pos < end) tensor.dimensions.push(Number(reader.int64()));
    },
    2: (reader) => {
      tensor.type = reader.int32();
    },
    8: (reader) => {
      name = reader.string();
    },
    9: (reader) => {
      tensor.bytes = reader.bytes();
    },
  });
  return [name, tensor];
}

/** Calls the taker of each field that has one, and steps over the others. */
function eachField(
  bytes: Uint8Array,
  takers: Record<number, (reader: BinaryReader, wireType: WireType) => unknown>,
): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    const take = takers[field];
    if (take) take(reader, wireType);
    else reader.skip(wireType, field);
  }
}
