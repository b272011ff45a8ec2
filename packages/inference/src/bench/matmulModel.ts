/** Protocol buffer fields of the few messages an ONNX file of one node needs. */
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
const field = (number: number, bytes: number[]): number[] =>
  varint((number << 3) | 2).concat(varint(bytes.length), bytes);
const int = (number: number, value: number): number[] => [...varint(number << 3), ...varint(value)];
const text = (number: number, value: string): number[] => field(number, [...Buffer.from(value)]);

/** A square float tensor as ValueInfoProto. */
function tensor(name: string, size: number): number[] {
  const dimension = field(1, int(1, size));
  const shape = field(2, [...dimension, ...dimension]);
  return [...text(1, name), ...field(2, field(1, [...int(1, 1), ...shape]))];
}

/** A square float constant as TensorProto. */
function constant(name: string, size: number): number[] {
  const values = new Uint8Array(new Float32Array(size * size).fill(0.5).buffer);
  return [
    ...int(1, size),
    ...int(1, size),
    ...int(2, 1),
    ...text(8, name),
    ...varint((9 << 3) | 2),
    ...varint(values.length),
    ...values,
  ];
}

/**
 * An ONNX model of one matrix product `C = A B`, `size x size`, opset 17: what the processor can do at most. `B` is a constant,
 * as weights are, so that the runtime brings it into its best form beforehand.
 */
export function matmulModel(size: number): Uint8Array {
  const node = [...text(1, 'A'), ...text(1, 'B'), ...text(2, 'C'), ...text(4, 'MatMul')];
  const graph = [
    ...field(1, node),
    ...text(2, 'peak'),
    ...field(5, constant('B', size)),
    ...field(11, tensor('A', size)),
    ...field(12, tensor('C', size)),
  ];
  return Uint8Array.from([...int(1, 8), ...field(7, graph), ...field(8, [...text(1, ''), ...int(2, 17)])]);
}
