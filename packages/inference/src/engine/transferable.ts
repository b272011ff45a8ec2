import { types } from 'node:util';
import { transferableSymbol, valueSymbol } from 'piscina';

/**
 * The memory of the typed arrays in a value of plain objects and arrays that can be handed to another thread. Arrays that are
 * part of a larger memory, and Buffers (which native code may own), are left out: they are copied.
 */
export function transferList(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(value, found);
  return [...found];
}

/** A thread's answer whose typed arrays are handed over; see `move` of Piscina. */
export function transferable<Value extends object>(value: Value) {
  return { [transferableSymbol]: transferList(value), [valueSymbol]: value };
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (value === null || typeof value !== 'object') return;
  if (types.isTypedArray(value)) {
    const { buffer, byteLength } = value;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && !Buffer.isBuffer(value))
      found.add(buffer);
  } else if (!ArrayBuffer.isView(value)) for (const one of Object.values(value)) collect(one, found);
}
